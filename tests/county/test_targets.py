"""目标：每一条都是文件原话；谁完不成、何时显露，真值从数据里数出来。"""

from __future__ import annotations

import re
from importlib import resources

import pytest

from county_data import Loaded
from sanyi.county import TINY
from sanyi.county.make import STEPS
from sanyi.county.outcomes import draw_paths
from sanyi.county.targets import AT_MOST, BY_KEY, TARGETS
from sanyi.county.world import new_world


def test_every_quote_stands_in_the_document() -> None:
    text = (resources.files("sanyi.samples") / "anhe-2025.txt").read_text(encoding="utf-8")
    for target in TARGETS:
        assert target.quote in text, target.key


def test_every_target_shows_in_a_table_that_is_loaded(county: Loaded) -> None:
    loaded = set(county.session.workspace.manifest.tables)
    for target in TARGETS:
        assert set(target.tables) <= loaded, target.key


def test_a_fifth_to_a_third_is_missed_under_every_seed() -> None:
    outcomes = set()
    for seed in range(1, 41):
        paths = draw_paths(seed)
        missed = tuple(sorted(key for key, path in paths.items() if path.is_missed))
        assert 0.20 <= len(missed) / len(TARGETS) <= 0.35
        outcomes.add(missed)
    assert len(outcomes) == 40


def test_most_misses_show_ninety_days_ahead_but_not_all() -> None:
    early = late = 0
    for seed in range(1, 41):
        for path in draw_paths(seed).values():
            if path.is_missed:
                early, late = early + (path.onset <= 9), late + (path.onset > 9)
    assert 0.8 <= early / (early + late) < 1.0


def test_truth_agrees_with_what_was_planted(county: Loaded) -> None:
    rows = county.truth["targets"]
    assert [row["key"] for row in rows] == [target.key for target in TARGETS]
    for row in rows:
        assert row["missed"] == row["planted_outcome"].startswith("missed"), row["key"]
        assert len(row["monthly"]) == 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_plan_and_counted_truth_agree_under_twenty_seeds(seed: int) -> None:
    world = new_world(seed, TINY, 2025, draw_paths(seed), 2)
    for _, step in STEPS:
        step(world)
    rows = world.truth["targets"]
    for row in rows:
        assert row["missed"] == row["planted_outcome"].startswith("missed"), row["key"]
        assert (row["shows_from_month"] > 0) == row["missed"], row["key"]
    assert 0.20 <= world.truth["missed_share"] <= 0.35
    world.engine.close()


def test_truth_of_a_rate_is_what_the_loaded_claims_say(county: Loaded) -> None:
    counted = county.sql(
        "SELECT avg((place_of_care = 'in_county')::INT) FROM {claims} WHERE year(settled_on) = 2025"
    )[0][0]
    row = next(r for r in county.truth["targets"] if r["key"] == "county_visit_rate")
    assert row["final"] == pytest.approx(counted, abs=1e-6)


def test_truth_of_a_register_is_what_the_loaded_rows_say(county: Loaded) -> None:
    counted = county.sql(
        "SELECT avg((done_on IS NOT NULL)::INT) FROM {register_items} "
        "WHERE register = '公共卫生委员会'"
    )[0][0]
    row = next(r for r in county.truth["targets"] if r["key"] == "village_committee")
    assert row["final"] == pytest.approx(counted, abs=1e-6)


def test_missed_rates_end_on_the_wrong_side_and_met_ones_do_not(county: Loaded) -> None:
    for row in county.truth["targets"]:
        target = BY_KEY[row["key"]]
        good = (
            row["final"] <= target.value
            if target.operator == AT_MOST
            else (row["final"] >= target.value - 1e-9)
        )
        assert good != row["missed"], row["key"]


def test_contradictory_reports_claim_what_the_data_deny(county: Loaded) -> None:
    planted = county.truth["reports"]["contradictory"]
    assert planted
    reports = {row[0]: row[1:] for row in county.sql(
        "SELECT report_id, status, reported_value, document_number FROM {progress_reports}"
    )}  # fmt: skip
    for row in planted:
        status, value, _ = reports[row["report_id"]]
        assert status == "done"
        assert float(value) == pytest.approx(row["reported"], abs=1e-3)
        assert row["reported"] != row["true"]


def test_copied_and_unproved_reports_are_as_planted(county: Loaded) -> None:
    texts = {row[0]: row[1] for row in county.sql("SELECT report_id, text FROM {progress_reports}")}
    for row in county.truth["reports"]["copied_from_last_quarter"]:
        quarter = int(re.search(r"Q(\d)", row["report_id"])[1])  # type: ignore[index]
        before = row["report_id"].replace(f"Q{quarter}", f"Q{quarter - 1}")
        assert texts[row["report_id"]] == texts[before]
    for row in county.truth["reports"]["copied_from_other_unit"]:
        assert texts[row["report_id"]] == texts[row["report_id"].removesuffix("-finance")]
    unproved = county.sql(
        "SELECT report_id FROM {progress_reports} WHERE status = 'done' AND evidence IS NULL"
    )
    planted = county.truth["reports"]["done_without_document"]
    assert {row[0] for row in unproved} == {row["report_id"] for row in planted}


def test_planted_events_are_in_the_series(county: Loaded) -> None:
    water = county.truth["water"]
    low = county.sql(
        "SELECT point_id, min(value) FROM {monitoring_readings} WHERE parameter = 'free_chlorine' "
        "GROUP BY 1 ORDER BY 2 LIMIT 1"
    )
    assert low[0][0] == water["point_id"]
    outbreak = county.truth["outbreak"]
    peak = county.sql(
        "SELECT place_id, max(n) AS top FROM (SELECT place_id, counted_on, sum(case_count) AS n "
        "FROM {syndromic_counts} WHERE channel = 'outpatient_syndrome' AND year(counted_on) = 2025 "
        "GROUP BY 1, 2) GROUP BY 1 ORDER BY top DESC LIMIT 1"
    )
    assert peak[0][0] == outbreak["place_id"]
    for gap in county.truth["shortages"]:
        empty = county.sql(
            "SELECT count(*) FROM {stock} WHERE quantity = 0 AND "
            f"institution_id = '{gap['institution_id']}' AND product_id = '{gap['product_id']}'"
        )
        assert empty[0][0] >= 1
    waste = county.truth["waste_gap"]
    lost = county.sql(
        "SELECT DISTINCT b.institution_id FROM {waste_bags} b LEFT JOIN {waste_handovers} h "
        "USING (bag_id) WHERE h.bag_id IS NULL"
    )
    assert lost == [(waste["institution_id"],)]
