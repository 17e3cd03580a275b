"""Whose row it is: found by several paths, the first that has a value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from indicators.tiny import TinySession, parse_table
from sanyi.datasets import contracts
from sanyi.indicators import Options, evaluate, evaluate_all, get_definition, listed_rows
from sanyi.indicators.files import target_of
from sanyi.indicators.read import usual_paths
from sanyi.kernel import Period, Scope, ScopeKind

YEAR = Period.parse("2022")
REGISTER = parse_table(
    "register_items",
    """
    register     | item_id | institution_id | place_id | consortium_id | status   | done_on    | as_of_on   | 说明
    公共卫生委员会 | V1      |                | A01      |               | done     | 2022-03-01 | 2022-12-31 | 只有村
    公共卫生委员会 | V2      |                | A02      |               | not_done |            | 2022-12-31 | 只有村
    公共卫生委员会 | I1      | H1             |          |               | done     | 2022-03-01 | 2022-12-31 | 只有机构
    公共卫生委员会 | I2      | H1             | B01      |               | not_done |            | 2022-12-31 | 都有：机构在前
    公共卫生委员会 | C1      |                |          | G1            | done     | 2022-03-01 | 2022-12-31 | 只有医共体
    公共卫生委员会 | N1      |                |          |               | done     | 2022-03-01 | 2022-12-31 | 都没有
    公共卫生委员会 | U1      | H9             | B01      |               | done     | 2022-03-01 | 2022-12-31 | 机构不在册
    """,
)  # fmt: skip
TABLES = {
    "register_items": REGISTER,
    "institutions": parse_table(
        "institutions",
        """
        institution_id | institution_name | institution_kind | county_id | is_primary | is_public
        H1             | 甲               | township_centre  | A         | true       | true
        H2             | 乙               | township_centre  | B         | true       | true
        """,
    ),
    "places": parse_table(
        "places",
        """
        place_id | place_name | level   | county_id
        A01      | 甲一村     | village | A
        A02      | 甲二村     | village | A
        B01      | 乙一村     | village | B
        """,
    ),
    "consortia": parse_table(
        "consortia",
        """
        consortium_id | consortium_name | consortium_kind | lead_institution_id
        G1            | 乙医共体         | county          | H2
        """,
    ),
}


@pytest.fixture
def session() -> Iterator[TinySession]:
    with duckdb.connect() as connection:
        tiny = TinySession(connection)
        tiny.fill(TABLES)
        yield tiny


def parts(session: TinySession, options: Options) -> dict[str, tuple[Decimal | None, ...]]:
    wanted = [(get_definition("public_health_committees"), YEAR)]
    figures, findings = evaluate_all(session, wanted, options)
    assert not findings
    return {f.scope.id: (f.numerator, f.denominator) for f in figures}


def test_row_belongs_to_the_first_place_that_is_known(session: TinySession) -> None:
    found = parts(session, Options(("A", "B")))
    # A: V1 V2 by village, I1 I2 by institution; B: C1 by consortium, U1 by village
    assert found == {"A": (Decimal(2), Decimal(4)), "B": (Decimal(2), Decimal(2))}


def test_places_found_add_up_to_the_rows_that_have_one(session: TinySession) -> None:
    found = parts(session, Options(by="place"))
    whole = parts(session, Options())[""]
    nowhere = (Decimal(1), Decimal(1))  # N1
    assert found == {
        "A": (Decimal(2), Decimal(4)), "B": (Decimal(2), Decimal(2)), "未登记": nowhere,
    }  # fmt: skip
    assert whole == (Decimal(2 + 2 + 1), Decimal(4 + 2 + 1))


def test_path_through_a_table_that_is_not_loaded_is_left_out(session: TinySession) -> None:
    session.fill({k: v for k, v in TABLES.items() if k != "consortia"})
    assert parts(session, Options(("B",))) == {"B": (Decimal(1), Decimal(1))}
    session.fill({k: v for k, v in TABLES.items() if k in ("register_items", "institutions")})
    assert parts(session, Options(("A",))) == {"A": (Decimal(1), Decimal(2))}


def test_figure_of_a_place_names_the_tables_it_was_found_by(session: TinySession) -> None:
    (figure,), _ = evaluate(session, ["public_health_committees"], YEAR, places=["A"])
    used = {use.table for use in figure.trace.inputs}
    assert used == {"register_items", "institutions", "places", "consortia"}


def test_rows_listed_for_a_place_are_those_that_were_counted(session: TinySession) -> None:
    definition = get_definition("public_health_committees")
    scope = Scope(ScopeKind.PLACE, "A")
    rows = session.rows(listed_rows(definition, YEAR, "denominator", scope))
    assert [r["item_id"] for r in rows] == ["I1", "I2", "V1", "V2"]
    few = ("register_items", "places")
    rows = session.rows(listed_rows(definition, YEAR, "denominator", scope, few))
    assert [r["item_id"] for r in rows] == ["V1", "V2"]


@pytest.mark.parametrize(
    "code",
    ["water_online_coverage", "experience_publications", "sentinel_timely_rate",
     "public_health_committees"],
)  # fmt: skip
def test_measures_with_optional_keys_have_more_than_one_path(code: str) -> None:
    assert all(len(m.place) > 1 for m in get_definition(code).measures)


def test_row_with_a_county_of_its_own_needs_no_other_path() -> None:
    assert get_definition("county_visit_rate").measures[0].place == ("insured_county_id",)


def test_every_usual_path_leads_somewhere_in_some_table() -> None:
    def leads(table: str, path: str) -> bool:
        own, _, rest = path.partition(".")
        contract = contracts()[table]
        if own not in contract:
            return False
        target = target_of(contract.column(own))
        return not rest or (target is not None and leads(target, rest))

    for paths in usual_paths().values():
        for path in paths:
            assert any(leads(table, path) for table in contracts()), path
