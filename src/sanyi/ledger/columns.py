"""The ledger as an office keeps it: one printable row per entry, bands for the sections.

The exports to Excel, Markdown and the terminal all print these rows, so they never disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanyi.documents import CELL_BREAK
from sanyi.kernel import Severity
from sanyi.ledger.entry import Entry, EntryKind, EntryTarget, Ledger, ProofType, UnitRole

COLUMNS = (
    "序号",
    "重点工作",
    "责任单位",
    "配合单位",
    "时限要求",
    "目标",
    "进展情况",
    "佐证",
    "条款出处",
)
PROGRESS_STATES = ("未启动", "推进中", "基本完成", "已完成", "滞后", "调整")
PROOF_LABELS = {
    ProofType.COMPUTED: "指标计算",
    ProofType.ISSUED: "印发的文件",
    ProofType.HELD: "会议、培训或活动记录",
    ProofType.BUILT: "项目建设节点",
    ProofType.COVERED: "逐一登记的名册",
    ProofType.REPORTED: "单位书面报告",
    ProofType.NONE: "",
}
BY_HAND = "人工登记"  # found by a person, not by the reader
SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "提示"}


@dataclass(frozen=True, slots=True)
class LedgerRowText:
    """One printable row; a band over a section has no entry and only ``task``.

    ``title`` is the short title with which ``task`` begins, or empty.
    """

    entry: Entry | None
    number: str
    task: str
    title: str = ""
    struck: str = ""
    lead: str = ""
    cooperating: str = ""
    deadline: str = ""
    targets: str = ""
    proof: str = ""
    source: str = ""

    @property
    def short_task(self) -> str:
        """The short title, or the whole task where it has none."""
        return self.title or self.task or self.struck


def ledger_rows(ledger: Ledger) -> Iterator[LedgerRowText]:
    """All entries as printable rows in the order of the document, clauses before annex rows."""
    for part in (EntryKind.CLAUSE, EntryKind.LEDGER_ROW):
        yield from part_rows(ledger, part)


def part_rows(ledger: Ledger, part: EntryKind) -> Iterator[LedgerRowText]:
    """The clauses, or the annex rows, as printable rows with a band before each section."""
    numbers = {e.id: e for e in ledger.entries}
    section: str | None = None
    for entry in ledger.entries:
        if entry.kind is not part:
            continue
        if entry.section and entry.section != section:
            section = entry.section
            yield LedgerRowText(None, "", plain(section))
        counterparts = [numbers[c] for c in entry.counterparts if c in numbers]
        yield _row(entry, counterparts, is_draft=ledger.document.is_draft)


def _row(entry: Entry, counterparts: Sequence[Entry], *, is_draft: bool) -> LedgerRowText:
    return LedgerRowText(
        entry,
        number=plain(entry.number or ""),
        task=plain(_without_unit_brackets(entry)),
        title=plain(entry.title or ""),
        struck=_struck(entry, is_draft=is_draft),
        lead=_units(entry, UnitRole.LEAD),
        cooperating="\n".join(
            part
            for part in (_units(entry, UnitRole.COOPERATING), _units(entry, UnitRole.DEFAULT))
            if part
        ),
        deadline=_deadline(entry),
        targets=_targets(entry.targets),
        proof=_proof(entry),
        source=_source(entry, counterparts),
    )


def _struck(entry: Entry, *, is_draft: bool) -> str:
    """A deleted task as it stood, or the deleted words of a draft one after the other."""
    if entry.is_deleted:
        return plain("\n".join(entry.struck)).removeprefix(plain(entry.number or "")).strip()
    words = [word for part in entry.struck if (word := plain(part).strip(" \n，,、；;。"))]
    return "删去：" + "；".join(words) if words and is_draft else ""


def _units(entry: Entry, role: UnitRole) -> str:
    names = plain("\n".join(entry.names(role)))
    return names and f"{names}\n（全文约定）" if role is UnitRole.DEFAULT else names


def _deadline(entry: Entry) -> str:
    if entry.deadline is None:
        return ""
    due = entry.deadline.due_on
    phrase = plain(entry.deadline.phrase)
    return f"{phrase}\n{due.isoformat()}" if due else phrase


def _targets(targets: Sequence[EntryTarget]) -> str:
    """The phrases as printed, each once; 或 between those of which one suffices."""
    lines: list[str] = []
    group: str | None = None
    for target in targets:
        phrase = plain(target.phrase)
        if lines and phrase == lines[-1].removeprefix("或："):
            continue
        is_alternative = target.alternative_group is not None and target.alternative_group == group
        lines.append(f"或：{phrase}" if is_alternative and not phrase.startswith("或") else phrase)
        group = target.alternative_group
    return "\n".join(lines)


def _proof(entry: Entry) -> str:
    label = PROOF_LABELS[entry.proof.type]
    if not label:
        return ""
    # that nothing better offers itself is said once, in the notes
    reason = "" if entry.proof.type is ProofType.REPORTED else plain(entry.proof.reason)
    return f"建议：{label}\n{reason}".strip()


def _source(entry: Entry, counterparts: Sequence[Entry]) -> str:
    lines = [_place(entry), *("对应" + _place(c) for c in counterparts)]
    if entry.span.page:
        lines[0] += f"（第{entry.span.page}页）"
    if entry.is_added:
        lines.append(BY_HAND)
    return "\n".join(lines)


def _place(entry: Entry) -> str:
    number = plain(entry.number or "")
    if entry.kind is EntryKind.LEDGER_ROW:
        return f"附件第{number}项" if number else "附件"
    # a number that occurs once needs no path: the id then has no dots
    is_unique = "." not in entry.id.partition("#")[2]
    return "正文" + (number if is_unique and number else plain("".join(entry.path)))


_BRACKET = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[）)\]】]")
_ROLE_WORDS = re.compile(
    r"分别牵头|牵头|配合|参与|参加|按(?:照)?职责分工|共同|负责|责任(?:单位|部门)|有关部门|部门|等|和|及"
)


def _without_unit_brackets(entry: Entry) -> str:
    """The text without the brackets that hold nothing but the units listed in their own columns."""
    names = sorted({u.as_printed for u in entry.units}, key=len, reverse=True)
    if not names:
        return entry.text

    def cut(bracket: re.Match[str]) -> str:
        rest = bracket.group(1)
        for name in names:
            rest = rest.replace(name, "")
        rest = _ROLE_WORDS.sub("", rest) if rest != bracket.group(1) else rest
        return "" if not re.sub(r"[\s、，,；;：:。.]", "", rest) else bracket.group(0)

    return _BRACKET.sub(cut, entry.text)


_CONTROLS = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def plain(text: str) -> str:
    """Text that any sheet or terminal takes: no control characters, paragraphs as lines."""
    return _CONTROLS.sub(
        "�", text.replace(CELL_BREAK, "\n").replace("\r\n", "\n").replace("\r", "\n")
    )
