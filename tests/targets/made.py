"""Small figures, targets and entries made by hand for the tests of targets and bulletin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sanyi.clauses import Basis, DeadlineKind, Operator
from sanyi.kernel import Figure, InputUse, ParameterUse, Period, Scope, Span, Trace
from sanyi.ledger import (
    Entry,
    EntryDeadline,
    EntryKind,
    EntryTarget,
    EntryUnit,
    Ledger,
    LedgerDocument,
    ProofType,
    UnitRole,
    UnitRule,
)
from sanyi.ledger.entry import Proof
from sanyi.targets import History, ProgressReport

SPAN = Span(0, 1)
DAY = dt.date(2025, 9, 30)


def figure(
    value: str | None, month: int, year: int = 2025, *, code: str = "visit_rate", n: str | None = None,
    d: str | None = None, unit: str = "share", name: str = "县域就诊率", grade: str = "",
    assumed: bool = False,
) -> Figure:  # fmt: skip
    """One figure of January to a month."""
    uses = (ParameterUse("p.x", "1", "count", "2025-01-01", "assumed", "t"),) if assumed else ()
    trace = Trace("service/x.toml", "ab" * 32, (InputUse("claims", 10, "cd" * 32, grade),),
                  clauses=("anhe-2025#3",), parameters=uses, wording=f"{name}的口径。")  # fmt: skip
    return Figure(
        code, "abababababab", name, Period.parse(f"{year}C{month:02d}"), Scope(), unit,
        None if value is None else Decimal(value), None if n is None else Decimal(n),
        None if d is None else Decimal(d), trace, "" if value is not None else "分母为零",
    )  # fmt: skip


def rate_history(
    this: Sequence[float], last: Sequence[float] = (), *, month_amount: int = 1000,
    code: str = "visit_rate", **more: object,
) -> History:  # fmt: skip
    """A running rate with equal months: each number is the rate of one month alone."""

    def run(rates: Sequence[float], year: int) -> tuple[Figure, ...]:
        total, out = 0.0, []
        for month, rate in enumerate(rates, start=1):
            total += rate * month_amount
            whole = month_amount * month
            out.append(
                figure(
                    f"{total / whole:.6f}",
                    month,
                    year,
                    n=f"{total:.3f}",
                    d=str(whole),
                    code=code,
                    **more,
                )  # type: ignore[arg-type]
            )
        return tuple(out)

    return History(code, "县域就诊率", "share", run(this, 2025), run(last, 2024))


def values_history(
    this: Sequence[float | None], last: Sequence[float] = (), unit: str = "share", *,
    subjects: int | None = None, name: str = "覆盖率",
) -> History:  # fmt: skip
    """Values to date; with ``subjects`` the denominator stands still at that number."""

    def run(values: Sequence[float | None], year: int) -> tuple[Figure, ...]:
        return tuple(
            figure(
                None if v is None else f"{v:g}", month, year, unit=unit, name=name,
                n=None if subjects is None or v is None else f"{v * subjects:g}",
                d=None if subjects is None else str(subjects),
            )
            for month, v in enumerate(values, start=1)
        )  # fmt: skip

    return History("covered", name, unit, run(this, 2025), run(last, 2024))


def target(
    op: Operator = Operator.AT_LEAST, value: float | None = 85.0, unit: str | None = "%", *,
    basis: Basis = Basis.NUMERIC, phrase: str = "县域就诊率达到85%以上", indicator: str = "县域就诊率",
    upper: float | None = None, group: str | None = None, id: str = "anhe-2025#3/t1",
    due: EntryDeadline | None = None, baseline: str | None = None,
) -> EntryTarget:  # fmt: skip
    """One target as the ledger reads it."""
    return EntryTarget(
        id, phrase, indicator, basis, op, value, upper, unit, baseline, due, group, False, SPAN
    )


def deadline(phrase: str = "12月底", due_on: dt.date | None = dt.date(2025, 12, 31),
             kind: DeadlineKind = DeadlineKind.DATE) -> EntryDeadline:  # fmt: skip
    """One time limit."""
    return EntryDeadline(phrase, due_on, kind, SPAN)


def entry(
    *targets: EntryTarget, number: str = "3", id: str = "anhe-2025#3", text: str = "引导群众就近就医。",
    lead: Sequence[str] = ("县卫生健康局",), coop: Sequence[str] = (), due: EntryDeadline | None = None,
    section: str | None = "一、促进分级诊疗",
) -> Entry:  # fmt: skip
    """One entry of the annexed ledger."""
    roles = [(n, UnitRole.LEAD) for n in lead] + [(n, UnitRole.COOPERATING) for n in coop]
    units = tuple(EntryUnit(n, n, role, UnitRule.PRINTED, None, SPAN) for n, role in roles)
    return Entry(
        id, EntryKind.LEDGER_ROW, number, (number,), section, None, text, SPAN, units=units,
        deadline=due if due is not None else deadline(), targets=targets,
        proof=Proof(ProofType.COMPUTED, ""),
    )  # fmt: skip


def ledger(*entries: Entry) -> Ledger:
    """A ledger of our invented county."""
    document = LedgerDocument(
        "anhe-2025", "安禾县2025年重点工作任务", "安禾政办〔2025〕6号", "安禾县人民政府办公室",
        dt.date(2025, 3, 12), False, None, 2025, (), None,
    )  # fmt: skip
    return Ledger(document, (), tuple(entries))


def progress(
    text: str = "组织开展了专项工作，取得阶段性成效。", *, id: str = "B1", entry_id: str = "anhe-2025#3",
    unit: str = "县卫生健康局", end: dt.date = DAY, status: str = "in_progress", **more: object,
) -> ProgressReport:  # fmt: skip
    """One unit's report."""
    return ProgressReport(id, entry_id, unit, end, end, status, text, **more)  # type: ignore[arg-type]
