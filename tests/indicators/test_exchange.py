"""Figures go out as DHIS2 and FHIR and come back the same; what does not fit is said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.indicators import definitions
from sanyi.indicators.exchange import (
    OrgUnits,
    Received,
    as_json,
    data_value_set,
    from_json,
    measure_reports,
    read_data_value_set,
    read_measure_reports,
)
from sanyi.indicators.exchange.dhis2 import period_of, period_text
from sanyi.kernel import Figure, InputError, InputUse, Period, PeriodKind, Scope, ScopeKind, Trace

UNITS = OrgUnits("anhe", places={"990101"}, institutions={"H01"})
AT = dt.datetime(2025, 10, 15, 8, tzinfo=dt.UTC)
CODE = "county_visit_rate"
TRACE = Trace("service/x.toml", "0" * 64, (InputUse("claims", 10, "ab"),))


def figure(  # noqa: PLR0917
           period: str = "2025Q3", scope: Scope | None = None, value: str | None = "0.9",
           numerator: str | None = "9", denominator: str | None = "10", code: str = CODE) -> Figure:  # fmt: skip
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    definition = definitions()[code]
    return Figure(code, definition.version, definition.name, Period.parse(period), scope or Scope(),
                  definition.unit, number(value), number(numerator), number(denominator), TRACE,
                  "" if value else "分母为零，无法计算")  # fmt: skip


def fhir(*figures: Figure) -> Any:
    bundle, findings = measure_reports(figures, UNITS, AT, "安禾县医改办")
    assert findings == ()
    return from_json(as_json(bundle))


def test_data_value_carries_codes_period_and_exact_value() -> None:
    data, findings = data_value_set([figure(value="0.111111111111111111")], UNITS)
    assert findings == ()
    assert data["dataElementIdScheme"] == data["orgUnitIdScheme"] == "CODE"
    assert data["dataValues"] == [
        {
            "dataElement": CODE, "period": "2025Q3", "orgUnit": "anhe",
            "value": "0.111111111111111111", "comment": f"{CODE}@2025Q3/all",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (figure(value=None), "EXC-002"),
        (figure("2025C07"), "EXC-003"),
        (figure(scope=Scope(ScopeKind.GROUP, "level3")), "EXC-004"),
    ],
)
def test_figure_without_a_place_in_dhis2_is_left_out_and_said(sent: Figure, code: str) -> None:
    data, findings = data_value_set([sent, figure()], UNITS)
    assert len(data["dataValues"]) == 1
    assert [(f.code, f.where) for f in findings] == [(code, sent.id)]


def test_year_to_date_comes_back_as_year_to_date() -> None:
    data, _ = data_value_set([figure("2025C03"), figure("2025Q1")], UNITS)
    assert [v["period"] for v in data["dataValues"]] == ["2025Q1", "2025Q1"]
    received, findings = read_data_value_set(data, UNITS)
    assert [str(r.period) for r in received] == ["2025C03", "2025Q1"] and findings == ()


def test_comment_that_contradicts_the_period_is_not_believed() -> None:
    data, _ = data_value_set([figure("2025C03")], UNITS)
    data["dataValues"][0]["period"] = "2025Q2"
    received, _ = read_data_value_set(data, UNITS)
    assert str(received[0].period) == "2025Q2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"dataElement": "fbfJHSPpUQD"}, "EXC-011"),
        ({"dataElement": ["x"]}, "EXC-011"),
        ({"period": "2025W3"}, "EXC-012"),
        ({"period": "2025Q5"}, "EXC-012"),
        ({"period": 2025}, "EXC-012"),
        ({"orgUnit": "elsewhere"}, "EXC-013"),
        ({"value": "九成"}, "EXC-014"),
        ({"value": "NaN"}, "EXC-014"),
        ({"value": "1e999"}, "EXC-014"),
        ({"value": True}, "EXC-014"),
        ({"categoryOptionCombo": "Prlt0C1RF0s"}, "EXC-015"),
        ({"deleted": True}, "EXC-017"),
    ],
)
def test_value_that_does_not_fit_is_left_out_and_said(change: dict[str, Any], code: str) -> None:
    data, _ = data_value_set([figure()], UNITS)
    good = {**data["dataValues"][0], "orgUnit": "H01"}
    received, findings = read_data_value_set(
        {"dataValues": [{**data["dataValues"][0], **change}, good]}, UNITS
    )
    assert [f.code for f in findings] == [code] and findings[0].where == "dataValues/1"
    assert [str(r.scope) for r in received] == ["institution:H01"]


def test_message_never_repeats_what_was_sent() -> None:
    _, findings = read_data_value_set(
        {
            "dataValues": [
                {"dataElement": CODE, "period": "2025", "orgUnit": "anhe", "value": "王五"}
            ]
        },
        UNITS,
    )
    assert "王五" not in findings[0].message


def test_period_and_unit_of_the_set_hold_for_its_values() -> None:
    data = {"period": "202507", "orgUnit": "990101",
            "dataValues": [{"dataElement": CODE, "value": 0.5}]}  # fmt: skip
    received, findings = read_data_value_set(from_json(as_json({**data, "dataValues": [
        {"dataElement": CODE, "value": Decimal("0.5")}]})), UNITS)  # fmt: skip
    assert findings == ()
    assert received == (
        Received(CODE, Period.parse("2025M07"), Scope(ScopeKind.PLACE, "990101"), Decimal("0.5")),
    )


def test_second_value_of_the_same_is_said() -> None:
    data, _ = data_value_set([figure()], UNITS)
    received, findings = read_data_value_set({"dataValues": data["dataValues"] * 2}, UNITS)
    assert len(received) == 1 and [f.code for f in findings] == ["EXC-016"]


@pytest.mark.parametrize("data", [None, [], {}, {"dataValues": {}}, "x"])
def test_what_is_no_data_value_set_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match="dataValueSet"):
        read_data_value_set(data, UNITS)


def test_report_has_what_the_standard_requires() -> None:
    report = fhir(figure())["entry"][0]["resource"]
    for required in ("status", "type", "measure", "period"):
        assert report[required]
    assert report["type"] == "summary" and report["status"] == "complete"
    assert report["measure"].startswith(f"urn:sanyi:indicator:{CODE}|")
    assert report["period"] == {"start": "2025-07-01", "end": "2025-09-30"}
    group = report["group"][0]
    assert group["measureScore"] == {"value": Decimal("0.9"), "system": "http://unitsofmeasure.org",
                                     "code": "1"}  # fmt: skip
    assert [p["count"] for p in group["population"]] == [9, 10]


def test_sum_beyond_32_bits_keeps_every_digit_in_an_extension() -> None:
    money = figure(value="0.5", numerator="123456789012345", denominator="2.5")
    population = fhir(money)["entry"][0]["resource"]["group"][0]["population"]
    assert all("count" not in p for p in population)
    received, _ = read_measure_reports(fhir(money), UNITS)
    assert received[0].numerator == Decimal("123456789012345")
    assert received[0].denominator == Decimal("2.5")


def test_figure_without_value_says_that_it_is_absent() -> None:
    bundle = fhir(figure(value=None, denominator="0"))
    score = bundle["entry"][0]["resource"]["group"][0]["measureScore"]
    assert score["extension"][0]["valueCode"] == "not-applicable"
    received, findings = read_measure_reports(bundle, UNITS)
    assert received == () and [f.code for f in findings] == ["EXC-014"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"resourceType": "Patient"}, "EXC-021"),
        ({"status": "pending"}, "EXC-022"),
        ({"type": "individual"}, "EXC-022"),
        ({"measure": "http://elsewhere/Measure/1"}, "EXC-011"),
        ({"period": {"start": "2025-07-02", "end": "2025-09-30"}}, "EXC-012"),
        ({"period": None}, "EXC-012"),
        ({"subject": {"reference": "Location/9"}}, "EXC-013"),
        ({"group": []}, "EXC-015"),
        ({"group": [{"measureScore": {"value": Decimal(1), "comparator": "<"}}]}, "EXC-014"),
        ({"group": [{"measureScore": {"value": "x"}}]}, "EXC-014"),
    ],
)
def test_report_that_does_not_fit_is_left_out_and_said(change: dict[str, Any], code: str) -> None:
    bundle = fhir(figure(), figure("2025Q2"))
    bundle["entry"][0]["resource"].update(change)
    received, findings = read_measure_reports(bundle, UNITS)
    assert [f.code for f in findings] == [code]
    assert [str(r.period) for r in received] == ["2025Q2"]


def test_other_version_of_the_definition_is_told_and_taken() -> None:
    bundle = fhir(figure())
    bundle["entry"][0]["resource"]["measure"] = f"urn:sanyi:indicator:{CODE}|older"
    received, findings = read_measure_reports(bundle, UNITS)
    assert len(received) == 1 and [f.code for f in findings] == ["EXC-023"]


@pytest.mark.parametrize("data", [None, 3, {}, {"resourceType": "Bundle", "entry": {}}])
def test_what_is_no_bundle_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match="MeasureReport"):
        read_measure_reports(data, UNITS)


periods = st.builds(
    lambda kind, year, share: Period(kind, year, 1 + share % {"Y": 1, "H": 2, "Q": 4}.get(kind, 12)),
    st.sampled_from(list(PeriodKind)), st.integers(1950, 2100), st.integers(0, 11),
)  # fmt: skip
scopes = st.sampled_from(
    [Scope(), Scope(ScopeKind.PLACE, "990101"), Scope(ScopeKind.INSTITUTION, "H01")]
)
numbers = st.decimals(-(10**9), 10**9, allow_nan=False, places=6)


@given(periods, scopes, numbers)
def test_every_figure_comes_back_from_fhir_as_it_went(
    period: Period, scope: Scope, value: Decimal
) -> None:
    sent = figure(str(period), scope, str(value))
    received, findings = read_measure_reports(fhir(sent), UNITS)
    assert findings == ()
    assert received == (Received(CODE, period, scope, value, Decimal(9), Decimal(10)),)


@given(periods, scopes, numbers)
def test_every_figure_that_fits_comes_back_from_dhis2_as_it_went(
    period: Period, scope: Scope, value: Decimal
) -> None:
    data, findings = data_value_set([figure(str(period), scope, str(value))], UNITS)
    received, problems = read_data_value_set(from_json(as_json(data)), UNITS)
    assert problems == ()
    assert len(received) + len(findings) == 1
    for one in received:
        assert (one.period, one.scope, one.value) == (period, scope, value)


@given(st.text(max_size=8) | st.integers() | st.none())
def test_any_text_is_a_period_or_none(text: Any) -> None:
    found = period_of(text)
    assert found is None or period_text(found) == text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["resourceType", "entry", "resource", "group", "measure", "population",
                         "code", "coding", "subject", "identifier", "period", "dataValues"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_values)
def test_no_data_whatever_breaks_the_readers(data: Any) -> None:
    for read in (read_data_value_set, read_measure_reports):
        try:
            read(data, UNITS)
        except InputError as refused:
            assert refused.hint


def test_nonsense_is_refused_as_json() -> None:
    for text in ("{", "NaN", b"\xff"):
        with pytest.raises(InputError):
            from_json(text)
