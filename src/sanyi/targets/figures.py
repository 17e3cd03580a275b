"""Figures of the bound indicators, this year month by month and last year, in one round trip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from sanyi.datasets import Session, table
from sanyi.indicators import Options, evaluate_all, get_definition
from sanyi.kernel import Figure, Finding, Period, PeriodKind
from sanyi.ledger import Ledger
from sanyi.targets.model import History, ProgressReport


def complete_months(today: dt.date, year: int) -> int:
    """How many months of a year are over on a day.

    Example:
        >>> complete_months(dt.date(2025, 9, 30), 2025), complete_months(dt.date(2025, 9, 29), 2025)
        (9, 8)
    """
    if today.year != year:
        return 12 if today.year > year else 0
    tomorrow = today + dt.timedelta(days=1)
    return today.month if tomorrow.month != today.month else today.month - 1


def histories_of(
    session: Session,
    codes: Iterable[str],
    year: int,
    today: dt.date,
    grades: Mapping[str, str] | None = None,
    *,
    place: str = "",
) -> tuple[Mapping[str, History], tuple[Finding, ...]]:
    """What is known of some indicators on a day.

    Args:
        codes: indicator codes.
        year: the year judged; only its months that are over are taken.
        grades: letter by table, from the quality checks.
        place: county of the document, whose rows alone count; empty for everything loaded.

    Returns:
        Histories by code; an indicator whose tables are not loaded has none, with a finding.
    """
    wanted = list(dict.fromkeys(codes))
    months = complete_months(today, year)
    periods = [Period(PeriodKind.TO_DATE, year, m) for m in range(1, months + 1)]
    periods += [Period(PeriodKind.TO_DATE, year - 1, m) for m in range(1, 13)]
    pairs = [(get_definition(code), period) for code in wanted for period in periods]
    if not pairs:
        return {}, ()
    figures, findings = evaluate_all(session, pairs, Options(own=place, grades=grades))
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.indicator, []).append(figure)
    histories = {code: _history(code, found[code], year) for code in wanted if code in found}
    return histories, tuple(dict.fromkeys(findings))


def own_place(ledger: Ledger, session: Session) -> str:
    """Code of the county whose document it is; empty where the loaded places do not tell.

    A county's figure is the county's, whatever else the workspace holds: its residents' stays in
    the city's hospitals are not its hospitals' stays. A city's document speaks of all of it.
    """
    document = ledger.document
    return county_named((document.jurisdiction, document.issuer, document.title), session)


def county_named(heads: Iterable[str | None], session: Session) -> str:
    """Code of the one county whose name stands in one of some texts; empty where none does."""
    if not session.has("places"):
        return ""
    texts = [text for text in heads if text]
    named: dict[str, str] = {}
    for row in session.rows(table("places")):
        name = str(row.get("place_name") or "")
        if row.get("level") == "county" and name and any(name in text for text in texts):
            named[str(row["place_id"])] = name
    longest = max(map(len, named.values()), default=0)
    codes = [code for code, name in named.items() if len(name) == longest]
    return codes[0] if len(codes) == 1 else ""


def asked_by(history: History, clauses: Iterable[str]) -> History:
    """The history with the clauses that ask for the indicator named first in every trace.

    A definition cites the documents it was written for; the reader of a bulletin wants the clause
    of the document at hand.
    """
    asked = tuple(clauses)

    def named(figure: Figure) -> Figure:
        cited = dict.fromkeys((*asked, *figure.trace.clauses))
        return replace(figure, trace=replace(figure.trace, clauses=tuple(cited)))

    return replace(
        history,
        this_year=tuple(map(named, history.this_year)),
        last_year=tuple(map(named, history.last_year)),
    )


def _history(code: str, figures: list[Figure], year: int) -> History:
    definition = get_definition(code)
    ordered = sorted(figures, key=lambda f: (f.period.year, f.period.last_month))
    last = tuple(f for f in ordered if f.period.year == year - 1)
    return History(
        code,
        definition.name,
        definition.unit,
        tuple(f for f in ordered if f.period.year == year),
        last if any(f.value is not None for f in last) else (),
    )


def reports_of(session: Session) -> tuple[ProgressReport, ...]:
    """The units' reports as loaded; empty while the table is not there."""
    if not session.has("progress_reports"):
        return ()
    rows = session.rows(table("progress_reports"))
    reports = [_report(row) for row in rows]
    return tuple(sorted(reports, key=lambda r: (r.period_end_on, r.id)))


def _report(row: Mapping[str, object]) -> ProgressReport:
    def text(name: str) -> str:
        return "" if row.get(name) is None else str(row[name])

    def day(name: str) -> dt.date | None:
        value = row.get(name)
        return value if isinstance(value, dt.date) else None

    end = day("period_end_on")
    assert end is not None  # the contract requires it
    share, value = row.get("progress_share"), row.get("reported_value")
    return ProgressReport(
        text("report_id"), text("entry_id"), text("unit_name"), end, day("submitted_on"),
        text("status"), text("text"),
        None if share is None else Decimal(str(share)),
        None if value is None else Decimal(str(value)),
        text("problem"), text("next_step"), text("document_number"), text("evidence"),
    )  # fmt: skip
