"""The examination as a whole: order, reference, real documents, and text of any kind."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from examined import DRAFT, FINAL, changed, findings
from sanyi.clauses import read_clauses
from sanyi.documents import read_document
from sanyi.kernel import Finding
from sanyi.ledger.build import build_ledger
from sanyi.ledger.examine import FINDING_KINDS, examine, render_finding_reference
from shared import SHARED, needs_shared


def test_reference_explains_every_code() -> None:
    """Each code has a row with its name, severity, meaning and what to do."""
    reference = render_finding_reference()
    rows = {m[1]: m[0] for m in re.finditer(r"^\| ([A-Z]{3}-\d{3}) \|.*\|$", reference, re.M)}
    assert set(rows) == set(FINDING_KINDS)
    for code, kind in FINDING_KINDS.items():
        cells = [c.strip() for c in rows[code].strip("|").split("|")]
        assert len(cells) == 5
        assert all(cells)
        assert cells[1] == kind.title
        assert kind.hint.endswith("。")
        assert kind.meaning.endswith("。")


def test_codes_stand_in_order_of_families() -> None:
    """Codes of one family stand together and rise."""
    codes = list(FINDING_KINDS)
    families = list(dict.fromkeys(c[:3] for c in codes))
    assert codes == sorted(codes, key=lambda c: (families.index(c[:3]), c))


def test_findings_come_in_order_of_the_text() -> None:
    """Findings on the whole document first, then from top to bottom."""
    text = changed(
        FINAL, ("（四）", "(四)"), ("3\t县级", "3\t<p>县级"), ("年内新建", "力争3年内新建")
    )
    found = findings(text)
    starts = [f.span.start for f in found if "#" in f.where and f.span]
    assert starts == sorted(starts)
    whole = ["#" not in f.where for f in found]
    assert whole == sorted(whole, reverse=True)


def test_no_message_holds_a_personal_value() -> None:
    """Names and numbers of persons appear in no finding."""
    private = "联系人：赵小禾，联系电话：13900001234，邮箱：zhaoxiaohe@example.com"
    text = changed(DRAFT, ("请认真贯彻落实。", f"请认真贯彻落实。\n\n{private}"))
    text = changed(text, ("优先为失能老年人上门服务", "拨打（13900001234上门服务，，"))
    found = findings(text)
    assert {f.code for f in found} >= {"PII-001", "PII-002", "PII-004", "TXT-001"}
    for finding in found:
        assert "赵小禾" not in finding.message
        assert "13900001234" not in finding.message
        assert "zhaoxiaohe" not in finding.message


_PIECES = st.sampled_from(
    [
        *re.findall(r".{1,12}", FINAL),
        "~~",
        "~~4=2~~",
        "（",
        "）",
        "“",
        "\t",
        "\n",
        "一、",
        "（一）",
        "<p>",
        "10--15",
        "我市县",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=120))
def test_torn_text_never_raises(pieces: list[str]) -> None:
    """Whatever the text, findings are values with a place inside the text."""
    text = "".join(pieces)
    for finding in findings("附件\n" + text):
        assert finding.message
        assert finding.span is None or finding.span.end <= len(text) + 3


def _seed(name: str) -> tuple[Finding, ...]:
    reading = read_clauses(read_document(SHARED / "seeds" / f"{name}.txt"))
    return examine(reading, build_ledger(reading))


def _at(found: tuple[Finding, ...], code: str) -> set[str]:
    return {f.where.partition("#")[2] for f in found if f.code == code}


@needs_shared
def test_defects_of_a_final_document_are_found() -> None:
    """同仁: the defects that a person found by hand."""
    found = _seed("tongren-2021")
    torn = {f"annex/{n}" for n in (3, 4, 5, 6, 7, 23, 24, 25, 26)}
    assert _at(found, "LED-002") == {"21"}
    assert _at(found, "LED-003") == {"annex/32"}
    assert _at(found, "LED-004") == {"annex/10"}
    assert _at(found, "LED-006") == {"annex/29"}
    assert _at(found, "LED-011") == torn
    assert _at(found, "LED-012") == {"annex/10"}
    assert _at(found, "LED-013") == {"annex/23"}
    assert _at(found, "LED-014") == {f"annex/{n}" for n in range(37, 42)}
    assert _at(found, "CMP-001") == {"annex/10", "annex/15"}
    assert _at(found, "CMP-003") == {"6", "8"}
    assert _at(found, "CMP-005") == {"annex/27"}
    assert _at(found, "CMP-007") == {"annex/41"}
    assert {"annex/3", "annex/24", "annex/29"} - _at(found, "CMP-009") <= {"annex/29"}
    assert sum(f.code == "CMP-011" for f in found) == 1
    assert sum(f.code == "CMP-012" for f in found) == 1
    assert sum(f.code == "DUE-002" for f in found) == 1
    families = {f.code[:3] for f in found if f.severity != "note"}
    assert families == {"LED", "CMP"}


@needs_shared
def test_residues_of_a_marked_draft_are_found() -> None:
    """利辛: what the struck text and the hidden edits left behind."""
    found = _seed("lixin-2023")
    assert _at(found, "RES-001") == {"", "4.3", "4.4", "6", "20", "21", "22"}
    assert _at(found, "RES-002") == {"13", "18"}
    assert _at(found, "RES-004") == {"8", "13", "15"}
    assert _at(found, "RES-005") == {"2"}
    assert _at(found, "RES-007") == {"1"}
    assert _at(found, "TXT-002") == {"2", "14"}
    assert _at(found, "PLA-001") == {"8"}
    assert _at(found, "LED-001") == {"13"}
    assert {"PII-001", "PII-002", "PII-004"} <= {f.code for f in found}


@needs_shared
def test_residues_of_an_unmarked_draft_are_found() -> None:
    """淮南: levels and verbs run together without any mark."""
    found = _seed("huainan-2020")
    assert _at(found, "RES-001") == {"3", "4", "6", "10", "16", "18", "26", "32"}
    assert _at(found, "RES-002") >= {"5", "16", "18"}
    assert _at(found, "RES-003") == {"16", "23"}
    assert _at(found, "TXT-003") == {"5"}
    assert _at(found, "DUE-003") == {"5"}


@needs_shared
def test_clean_real_document_has_hardly_a_finding() -> None:
    """梧州: a final document without damage."""
    assert len(_seed("wuzhou-2022")) <= 1
