"""A figure carries its trace, or it is not there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sanyi.kernel import (
    DefinitionError,
    Figure,
    InputUse,
    LeftOut,
    ParameterUse,
    Period,
    Scope,
    ScopeKind,
    Trace,
    TraceError,
    figures_from_text,
    figures_to_text,
)

INPUT = InputUse("claims", 6, "a" * 64, "B")
TRACE = Trace(
    "service/county_visit_rate.toml",
    "b" * 64,
    (INPUT,),
    ("anhe-2022#3",),
    (ParameterUse("indicators.x", "6", "kinds", "2022-01-01", "assumed", "anhe-2022#21"),),
    (LeftOut("claims", "冲正记录", 1),),
    ("数据质量为C级",),
    "分子÷分母",
)


def figure(**changes: Any) -> Figure:
    whole = Figure(
        "county_visit_rate", "b" * 12, "县域就诊率", Period.parse("2025Q3"),
        Scope(ScopeKind.PLACE, "990401", "安禾县"), "share", Decimal("0.85"), Decimal(85),
        Decimal(100), TRACE,
    )  # fmt: skip
    return replace(whole, **changes)


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(), "all"),
        (Scope(ScopeKind.PLACE, "990401"), "990401"),
        (Scope(ScopeKind.INSTITUTION, "H1"), "institution:H1"),
        (Scope(ScopeKind.GROUP, "2"), "group:2"),
    ],
)
def test_id_says_indicator_period_and_scope(scope: Scope, said: str) -> None:
    assert figure(scope=scope).id == f"county_visit_rate@2025Q3/{said}"


def test_figure_without_a_trace_cannot_be_built() -> None:
    with pytest.raises(TraceError) as caught:
        figure(trace=None)
    assert caught.value.code == "FIG-001"


def test_figure_without_a_value_must_say_why() -> None:
    with pytest.raises(TraceError, match="没有说明原因"):
        figure(value=None)
    assert figure(value=None, reason="分母为零").printed == "无法计算"


@pytest.mark.parametrize(
    "changes",
    [
        {"definition_file": ""},
        {"definition_hash": ""},
        {"inputs": ()},
        {"inputs": (InputUse("claims", 1, ""),)},
        {"inputs": (InputUse("", 1, "a"),)},
    ],
)
def test_trace_without_definition_or_inputs_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(TraceError):
        replace(TRACE, **changes)


def test_unit_of_a_figure_is_from_the_closed_list() -> None:
    with pytest.raises(DefinitionError):
        figure(unit="percent")


def test_trace_tells_when_it_rests_on_an_assumption() -> None:
    assert TRACE.rests_on_assumption
    assert not replace(TRACE, parameters=()).rests_on_assumption


def test_figures_come_back_from_text_unchanged() -> None:
    pair = (figure(), figure(value=None, reason="分母为零", numerator=None, scope=Scope()))
    text = figures_to_text(pair)
    assert figures_from_text(text) == pair
    assert figures_to_text(figures_from_text(text)) == text
