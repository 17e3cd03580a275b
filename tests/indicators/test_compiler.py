"""Random conditions on random rows: the compiler and the plain reference agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.reference import Reference
from indicators.tiny import TinySession
from sanyi.indicators import parameters
from sanyi.indicators.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Exists,
    InForce,
    InTime,
    Not,
    Op,
    OtherColumn,
    Test,
    When,
)
from sanyi.indicators.frame import Frame, Need
from sanyi.kernel import Period

DAYS = st.dates(dt.date(2021, 6, 1), dt.date(2022, 12, 31))
KEYS = st.sampled_from(["H1", "H2", "H3"])
FLAGS = st.sampled_from([True, False, None])


def rows(key: str, **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    made = st.lists(st.fixed_dictionaries(columns), max_size=6)
    return made.map(lambda found: [{**row, key: f"K{i}"} for i, row in enumerate(found)])


BUDGETS = rows(
    "budget_line_id", year=st.integers(2020, 2023), payer_unit=st.just("甲"),
    institution_id=st.none() | KEYS, duty=st.just("甲"), is_special_fund=FLAGS,
    budget_fen=st.integers(-3, 3), paid_fen=st.none() | st.integers(-3, 3), paid_on=st.none() | DAYS,
    level=st.sampled_from(["county", "city", None]),
)  # fmt: skip
INSTITUTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "institution_id": KEYS, "institution_name": st.just("甲"),
            "institution_kind": st.sampled_from(["township_centre", "pharmacy"]),
            "county_id": st.just("990401"), "is_primary": st.booleans(), "is_public": st.booleans(),
            "opened_on": st.none() | DAYS, "closed_on": st.none() | DAYS,
        }
    ),
    unique_by=lambda row: row["institution_id"], max_size=3,
)  # fmt: skip
MEETINGS = rows(
    "meeting_id", meeting_kind=st.sampled_from(["甲", "乙"]), organiser=KEYS, held_on=DAYS
)
NUMBERS = st.sampled_from([Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE])
ATOMS = st.one_of(
    st.builds(Test, st.sampled_from(["budget_fen", "paid_fen"]), NUMBERS, st.integers(-2, 2)),
    st.builds(Test, st.just("paid_fen"), NUMBERS, st.just(OtherColumn("budget_fen"))),
    st.builds(Test, st.just("is_special_fund"), st.sampled_from([Op.EQ, Op.NE]), st.booleans()),
    st.builds(Test, st.just("level"), st.sampled_from([Op.IN, Op.NOT_IN]), st.just(("county",))),
    st.builds(Test, st.just("level"), st.sampled_from([Op.IS_NULL, Op.NOT_NULL]), st.just(True)),
    st.builds(Test, st.just("level"), st.just(Op.STARTS_WITH), st.just(("co", "x"))),
    st.builds(Test, st.just("institution_id.is_primary"), st.just(Op.EQ), st.booleans()),
    st.builds(
        Test, st.just("paid_on"), NUMBERS,
        st.just(OtherColumn("institution_id.opened_on", plus_days=40)),
    ),
    st.builds(InTime, st.sampled_from(["paid_on", "year"]), st.sampled_from(list(When))),
    st.builds(
        InForce, st.just("institution_id.opened_on"), st.just("institution_id.closed_on"),
        st.booleans(),
    ),
    st.builds(
        Exists, st.just("meetings"), st.just((("institution_id", "organiser"),)),
        st.builds(lambda when: AllOf((InTime("held_on", when),)), st.sampled_from(list(When))),
        st.integers(1, 2), st.sampled_from(["", "meeting_kind"]),
    ),
)  # fmt: skip
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=4,
)
PERIODS = st.sampled_from(["2022", "2022H1", "2022Q3", "2022M02", "2022C07"]).map(Period.parse)


@pytest.fixture(scope="module")
def session() -> Iterator[TinySession]:
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield TinySession(connection)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CONDITIONS, PERIODS, BUDGETS, INSTITUTIONS, MEETINGS)
def test_compiled_condition_keeps_the_rows_the_reference_keeps(  # noqa: PLR0917 - drawn
    session: TinySession,
    condition: Condition,
    period: Period,
    budgets: list[dict[str, Any]],
    institutions: list[dict[str, Any]],
    meetings: list[dict[str, Any]],
) -> None:
    tables = {"budget_lines": budgets, "institutions": institutions, "meetings": meetings}
    session.fill(tables)
    where = AllOf((condition,))
    frame = Frame("budget_lines", [Need(where, period)], ["budget_line_id"], parameters())
    frame.keep(where, period)
    kept = session.rows(frame.rows.select("budget_line_id"))
    reference = Reference(tables, period)
    wanted = [r["budget_line_id"] for r in budgets if reference.holds("budget_lines", r, where)]
    assert sorted(row["budget_line_id"] for row in kept) == sorted(wanted)
    assert all(isinstance(value, str | Decimal) for row in kept for value in row.values())
