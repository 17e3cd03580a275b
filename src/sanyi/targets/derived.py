"""Figures made from figures: expected value, forecast, chance, gap; each with its own trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from sanyi.kernel import Figure, InputUse, LeftOut, Period, Scope, ScopeKind, Trace
from sanyi.targets.method import FILE, Method, method_hash

_PLACES = Decimal("0.000001")


def derived(
    code: str,
    title: str,
    value: float | Decimal,
    unit: str,
    *,
    of: Sequence[Figure],
    target: str,
    clause: str,
    wording: str,
    method: Method,
    uses: Sequence[str] = (),
) -> Figure:
    """A figure about one target, resting on the figures it was made from.

    Args:
        code: ``forecast``, ``chance``…; the id becomes ``forecast@2025C09/group:<target>``.
        value: rounded half up to six places, so that it is the same on every machine.
        of: the figures used; their inputs and parameters are carried over.
        uses: names of the choices in ``method.toml`` it rests on.
    """
    trace = Trace(
        FILE,
        method_hash(),
        _inputs(of),
        clauses=tuple(dict.fromkeys((clause, target, *(c for f in of for c in f.trace.clauses)))),
        parameters=tuple(
            dict.fromkeys((*method.uses(*uses), *(p for f in of for p in f.trace.parameters)))
        ),
        left_out=_left_out(of),
        remarks=tuple(dict.fromkeys(r for f in of for r in f.trace.remarks)),
        wording=f"{wording}依据：{'、'.join(_ids(of))}。",
    )
    number = Decimal(str(value)).quantize(_PLACES, ROUND_HALF_UP)
    scope = Scope(ScopeKind.GROUP, target, target)
    period = of[-1].period
    return Figure(code, method_hash()[:12], title, period, scope, unit, number, None, None, trace)


def _ids(of: Sequence[Figure]) -> list[str]:
    """Ids of the figures; a run of months is named by its ends."""
    ids = [figure.id for figure in of]
    return ids if len(ids) <= 3 else [ids[0], "……", ids[-1]]


def _inputs(of: Sequence[Figure]) -> tuple[InputUse, ...]:
    return tuple(dict.fromkeys(use for figure in of for use in figure.trace.inputs))


def _left_out(of: Sequence[Figure]) -> tuple[LeftOut, ...]:
    return tuple(dict.fromkeys(item for figure in of for item in figure.trace.left_out))


def counted(
    code: str,
    title: str,
    members: Sequence[str],
    *,
    among: Sequence[str],
    period: Period,
    source: InputUse,
    group: str = "",
    wording: str,
    clauses: Sequence[str] = (),
    unit: str = "items",
) -> Figure:
    """How many things of a list belong to a group; ``members`` are kept as the rows counted.

    Args:
        among: ids of all things counted over, the denominator.
        source: the ledger or list, as an input with its hash.
        group: of whom, for instance a unit; empty for all.
    """
    trace = Trace(FILE, method_hash(), (source,), clauses=tuple(clauses), wording=wording)
    scope = Scope(ScopeKind.GROUP, group, group) if group else Scope()
    number = Decimal(len(members))
    return Figure(
        code, method_hash()[:12], title, period, scope, unit, number, number, Decimal(len(among)),
        trace,
    )  # fmt: skip


def with_remark(figure: Figure, remark: str) -> Figure:
    """The same figure with one more doubt said in its trace."""
    trace = replace(figure.trace, remarks=(*figure.trace.remarks, remark))
    return replace(figure, trace=trace)
