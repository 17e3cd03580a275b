"""分布：年龄、病种、住院日、费用、季节都在写明的范围内（docs/explanation/model-county.md）。"""

from __future__ import annotations

import pytest

from county_data import Loaded


def test_residents_are_an_ageing_rural_county(county: Loaded) -> None:
    rows = county.sql(
        "SELECT avg((born_on > DATE '2010-07-01')::INT), avg((born_on <= DATE '1960-07-01')::INT), "
        "avg((sex = '1')::INT), avg((insurance_scheme = 'employee')::INT), "
        "avg((income_group <> 'ordinary')::INT) FROM {insured_persons} WHERE year = 2025"
    )
    child, old, men, employee, poor = rows[0]
    assert 0.13 < child < 0.20
    assert 0.14 < old < 0.22
    assert 0.47 < men < 0.55
    assert 0.12 < employee < 0.20
    assert 0.10 < poor < 0.20


def test_breathing_and_circulation_lead_the_diagnoses(county: Loaded) -> None:
    rows = county.sql(
        "SELECT left(principal_diagnosis_code, 1) AS c, count(*) / sum(count(*)) OVER () AS s "
        "FROM {inpatient_stays} GROUP BY c ORDER BY s DESC"
    )
    assert {rows[0][0], rows[1][0]} == {"I", "J"}
    assert 0.15 < float(rows[0][1]) < 0.30


def test_length_of_stay_is_about_a_week(county: Loaded) -> None:
    rows = county.sql(
        "SELECT avg(stay_days), median(stay_days), max(stay_days) FROM {inpatient_stays}"
    )
    mean, middle, longest = rows[0]
    assert 6.0 < mean < 9.0
    assert middle < mean < longest


def test_cost_rises_with_the_level(county: Loaded) -> None:
    rows = county.sql(
        "SELECT i.institution_level, avg(s.total_cost_fen) / 100 FROM {inpatient_stays} s "
        "JOIN {institutions} i USING (institution_id) GROUP BY 1 ORDER BY 1"
    )
    costs = [float(row[1]) for row in rows]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert costs == sorted(costs)
    assert 1500 < costs[0] < 4000
    assert 4000 < costs[1] < 9000
    assert 8000 < costs[2] < 22000


def test_winter_is_busier_than_the_spring_festival(county: Loaded) -> None:
    rows = dict(
        county.sql(
            "SELECT month(visited_on), count(*) FROM {outpatient_visits} "
            "WHERE year(visited_on) = 2025 GROUP BY 1"
        )
    )
    assert rows[12] > rows[7] > rows[2]


def test_growing_old_means_more_stays(county: Loaded) -> None:
    rows = county.sql(
        "SELECT avg((age_years >= 65)::INT), avg((age_years < 15)::INT) FROM {inpatient_stays}"
    )
    assert 0.30 < rows[0][0] < 0.48
    assert 0.05 < rows[0][1] < 0.20


def test_visits_and_the_monthly_return_agree(county: Loaded) -> None:
    rows = county.sql(
        "SELECT (SELECT count(*) FROM {outpatient_visits}), "
        "(SELECT sum(outpatient_count + emergency_count) FROM {visit_statistics})"
    )
    planted = len(county.truth["frauds"])
    assert rows[0][0] == pytest.approx(int(rows[0][1]), abs=planted)
