"""A small bulletin for the tests, and the walk that resolves every reference in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from sanyi.bulletin import (
    Bulletin,
    BulletinInput,
    Masthead,
    OfficialDocument,
    PastProblems,
    compose_bulletin,
    walk,
)
from sanyi.bulletin.explain import clause_text
from sanyi.kernel import Figure, Period, unit_of
from sanyi.ledger import Ledger
from sanyi.targets import Binding, Cited, Evidence, History, ProgressReport, RefKind, assess
from targets.made import DAY, entry, ledger, progress, rate_history, target

QUARTER = Period.parse("2025Q3")
HEAD = Masthead(
    "安禾县医改领导小组办公室", dt.date(2025, 10, 15), "安医改办〔2025〕8号", "安禾县",
    copy_to="县委办公室", printed_by="安禾县医改办", printed_on=dt.date(2025, 10, 15),
)  # fmt: skip
LEDGER = ledger(
    entry(target(), number="1", id="anhe-2025#annex/1", lead=("县卫生健康局",)),
    entry(target(id="anhe-2025#annex/2/t1", phrase="基金支出率达到75%以上", value=75.0),
          number="2", id="anhe-2025#annex/2", lead=("县医疗保障局",), coop=("县财政局",)),
    entry(number="3", id="anhe-2025#annex/3", text="修订工作规则。", section="二、健全机制"),
    entry(target(id="anhe-2025#annex/4/t1"), number="4", id="anhe-2025#annex/4",
          lead=("县医疗保障局", "县卫生健康局"), section="二、健全机制"),
)  # fmt: skip
HISTORIES = {
    "visits": rate_history([0.80] * 9, [0.84] * 12),
    "fund": rate_history([0.78] * 9, [0.74] * 12, code="fund_rate"),
}
BINDINGS = {
    t: Binding(t, code, "综合岗", dt.date(2025, 3, 20))
    for t, code in (("anhe-2025#3/t1", "visits"), ("anhe-2025#annex/2/t1", "fund"))
}
REPORTS = (
    progress(
        id="B3", entry_id="anhe-2025#annex/3", status="done", document_number="安医改〔2025〕3号"
    ),
)


def write(
    histories: Mapping[str, History] = HISTORIES,
    reports: tuple[ProgressReport, ...] = REPORTS,
    past: PastProblems | None = None,
    of: Ledger = LEDGER,
) -> Bulletin:
    """The bulletin of the third quarter."""
    tasks = assess(of, Evidence(histories, BINDINGS, reports), DAY)
    return compose_bulletin(
        BulletinInput(of, tasks, QUARTER, DAY, HEAD, dt.date(2025, 10, 31), past=past)
    )


def texts(document: OfficialDocument) -> list[str]:
    """Every sentence as printed."""
    return [s.text for s in walk(document) if s.text]


def unresolved(
    document: OfficialDocument,
    figure_of: Callable[[str], Figure],
    of: Ledger,
    reports: tuple[ProgressReport, ...] = (),
) -> list[str]:
    """References of a document that lead nowhere, or say something else than what they lead to."""
    bad = []
    for sentence in walk(document):
        for cited in sentence.references:
            if not _resolves(cited, figure_of, of, reports):
                bad.append(f"{cited.kind} {cited.id}: {cited.text}")
    return bad


def _resolves(  # noqa: PLR0911 - one kind of reference a line
    cited: Cited,
    figure_of: Callable[[str], Figure],
    of: Ledger,
    reports: tuple[ProgressReport, ...],
) -> bool:
    match cited.kind:
        case RefKind.FIGURE:
            return cited.text in _printings(figure_of(cited.id))
        case RefKind.DATE:
            numbers = re.findall(r"\d+", cited.text)
            if re.fullmatch(r"\d{4}-\d\d-\d\d", cited.id):
                return [int(n) for n in numbers] == [int(n) for n in cited.id.split("-")]
            return cited.text == Period.parse(cited.id).label
        case RefKind.CLAUSE:
            return bool(clause_text(cited.id, [of]))
        case RefKind.DOCUMENT:
            known = (of.document.id, HEAD.number)
            return cited.id in known
        case RefKind.REPORT:
            return any(r.id == cited.id for r in reports) or bool(cited.id)
        case RefKind.NAME:
            return cited.text == cited.id


def _printings(figure: Figure) -> set[str]:
    if figure.value is None:
        return {"—", figure.printed}
    percent = f"{(figure.value * 100).quantize(1, 'ROUND_HALF_UP')}%"
    return {figure.printed, unit_of(figure.unit).number(figure.value), percent}
