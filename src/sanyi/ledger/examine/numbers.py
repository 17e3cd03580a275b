"""Checks of item numbers and of the numbers of cited documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sanyi.clauses import Clause, find_citations, is_well_formed
from sanyi.ledger.examine.case import Case, Hit, clipped, listed


def _series(case: Case) -> Iterator[list[Clause]]:
    """Runs of one form of number: those that go on across parents, or restart under each."""
    by_kind: dict[tuple[int, str], list[Clause]] = defaultdict(list)
    for clause in case.reading.outline.clauses():
        by_kind[(clause.part, clause.marker.kind.value)].append(clause)
    for clauses in by_kind.values():
        run: list[Clause] = []
        for clause in clauses:
            new_parent = bool(run) and clause.parent is not run[-1].parent
            if run and clause.marker.value == 1 and new_parent:
                yield run
                run = []
            run.append(clause)
        yield run


def numbers_skipped(case: Case) -> Iterator[Hit]:
    """Numbers left out of a series; one hit for the document, at the first."""
    found = [
        (before, clause)
        for run in _series(case)
        for before, clause in pairwise(run)
        if clause.marker.value > before.marker.value + 1
    ]
    if found:
        said = [f"从“{before.number}”跳到“{clause.number}”" for before, clause in found]
        first = found[0][1]
        where = case.place_of(first) if len(found) == 1 else case.id
        yield Hit(where, f"编号{listed(said)}。", first.span)


def numbers_repeated(case: Case) -> Iterator[Hit]:
    """Numbers that come again or go back inside one series."""
    for run in _series(case):
        for before, clause in pairwise(run):
            if clause.marker.value <= before.marker.value:
                yield Hit(
                    case.place_of(clause),
                    f"编号“{clause.number}”在“{before.number}”之后，重复或倒退。",
                    clause.span,
                )


def row_numbers(case: Case) -> Iterator[Hit]:
    """Row numbers of the ledger that skip or come again; one hit for the document.

    A table that a page breaks in two goes on counting, so all tables are read as one series.
    """
    rows = [r for _, r in case.rows if r.number and r.number.isdigit()]
    pairs = [(int(a.number or 0), int(b.number or 0)) for a, b in pairwise(rows)]
    wrong = [f"{a}→{b}" for a, b in pairs if b not in (a + 1, 1)]
    if wrong:
        yield Hit(case.id, f"台账序号不连续：{listed(wrong)}。", rows[0].span)


def bracket_widths(case: Case) -> Iterator[Hit]:
    """Item numbers in brackets of both widths; one hit for the document."""
    by_width: dict[str, list[Clause]] = defaultdict(list)
    for clause in case.clauses:
        printed = clause.marker.printed
        if printed[0] in "（(":
            by_width["全角" if printed[0] == "（" else "半角"].append(clause)
    if len(by_width) == 2:
        rarer = min(by_width.values(), key=len)
        yield Hit(
            case.id,
            f"编号括号宽窄不一：全角 {len(by_width['全角'])} 个，半角 {len(by_width['半角'])} 个。",
            rarer[0].span,
        )


_LIKE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:发|办|函|规|字|号文|令|政|委|厅|局)\s*(?:[〔\[［【（(]\s*(?P<year>\d{1,4})\s*[〕\]］】）)]\s*)?第?\s*\d{1,4}\s*号"
)


def malformed_document_number(case: Case) -> Iterator[Hit]:
    """Numbers of documents that do not have the form 某政发〔2021〕14号."""
    for passage in case.passages:
        text = passage.text.text
        seen: list[tuple[int, int]] = []
        for cite in find_citations(text):
            if cite.number:
                seen.append((cite.start, cite.end))
                if not is_well_formed(cite.number) and not re.search(r"令第", cite.number):
                    yield passage.hit(_wrong(cite.number), cite.start, cite.end)
        for match in _LIKE_NUMBER.finditer(text):
            if not _covered(match.start(), seen) and _is_citation(text, match):
                yield passage.hit(_wrong(match.group(0)), *match.span())


def _covered(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _is_citation(text: str, match: re.Match[str]) -> bool:
    """A number in a bracket after a title, or one that shows brackets of its own."""
    before = text[: match.start()].rstrip()
    if re.search(r"令\s*第", match.group(0)):
        return False  # orders are numbered without a year
    return match["year"] is not None or before.endswith(("》（", "》("))


def _wrong(number: str) -> str:
    tight = "".join(number.split())
    why = []
    if not re.search(r"[〔\[［【（(]\d{4}[〕\]］】）)]", tight):
        why.append("缺四位年份")
    elif "〔" not in tight or "〕" not in tight:
        why.append("年份应用六角括号〔〕")
    if re.search(r"第\d+号", tight):
        why.append("序号前不加“第”")
    if re.search(r"[〕\]］】）)]第?0\d*号", tight):
        why.append("序号不编虚位")
    return f"发文字号“{clipped(tight)}”不合规范：{'，'.join(why) or '写法不规范'}。"
