"""结算：各层合计等于总费用，明细合计等于总费用；埋下的疑点查得出来，清白的不会被牵连。"""

from __future__ import annotations

from county_data import Loaded


def test_layers_sum_to_the_cost_to_the_fen(county: Loaded) -> None:
    rows = county.sql(
        """SELECT count(*), count(*) FILTER (fund_paid_fen + commercial_paid_fen + account_paid_fen
          + cash_paid_fen + institution_borne_fen <> total_cost_fen),
          count(*) FILTER (basic_paid_fen + catastrophic_paid_fen + aid_paid_fen
          + other_fund_paid_fen <> fund_paid_fen),
          min(least(cash_paid_fen, fund_paid_fen, account_paid_fen)) FROM {claims}"""
    )
    assert rows[0][0] > 3000
    assert rows[0][1:3] == (0, 0)
    assert rows[0][3] >= 0


def test_lines_sum_to_the_claim_to_the_fen(county: Loaded) -> None:
    rows = county.sql(
        """SELECT count(*) FROM {claims} c LEFT JOIN (SELECT claim_id, sum(amount_fen) AS s,
          count(*) AS n, max(line_number) AS last FROM {claim_lines} GROUP BY 1) l USING (claim_id)
        WHERE l.s IS NULL OR l.s <> c.total_cost_fen OR l.n <> l.last"""
    )
    assert rows == [(0,)]


def test_stays_and_claims_agree_on_the_cost(county: Loaded) -> None:
    rows = county.sql(
        "SELECT count(*) FROM {claims} c JOIN {inpatient_stays} s USING (stay_id) "
        "WHERE c.total_cost_fen <> s.total_cost_fen OR c.ended_on <> s.discharged_on"
    )
    assert rows == [(0,)]


def _planted(county: Loaded, pattern: str) -> set[str]:
    return set(county.truth["frauds"][pattern]["claim_ids"])


def test_at_least_eight_patterns_are_planted_in_existing_claims(county: Loaded) -> None:
    frauds = county.truth["frauds"]
    assert len(frauds) >= 8
    known = {row[0] for row in county.sql("SELECT claim_id FROM {claims}")}
    for pattern in frauds:
        assert _planted(county, pattern), pattern
        assert _planted(county, pattern) <= known, pattern


def test_claims_after_death_are_exactly_the_planted_ones(county: Loaded) -> None:
    rows = county.sql(
        "SELECT claim_id FROM {claims} c JOIN {deaths} d USING (person_id) "
        "WHERE c.started_on > d.died_on"
    )
    assert {row[0] for row in rows} == _planted(county, "after_death")


def test_overlapping_stays_are_only_planted_ones(county: Loaded) -> None:
    rows = county.sql(
        """SELECT a.claim_id, b.claim_id FROM {claims} a JOIN {claims} b USING (person_id)
        WHERE a.care_kind = 'inpatient' AND b.care_kind = 'inpatient' AND a.claim_id < b.claim_id
          AND a.started_on < b.ended_on AND b.started_on < a.ended_on"""
    )
    found = {claim for row in rows for claim in row}
    assert _planted(county, "overlapping_stay") <= found
    assert found <= _planted(county, "overlapping_stay") | _planted(county, "split_admission")


def test_women_items_on_men_are_exactly_the_planted_ones(county: Loaded) -> None:
    rows = county.sql(
        "SELECT DISTINCT claim_id FROM {claim_lines} JOIN {claims} USING (claim_id) JOIN "
        "(SELECT DISTINCT person_id, sex FROM {insured_persons}) USING (person_id) "
        "WHERE item_name LIKE '妇科%' AND sex = '1'"
    )
    assert {row[0] for row in rows} == _planted(county, "off_sex_item")


def test_charged_but_never_bought_is_exactly_the_planted_ones(county: Loaded) -> None:
    rows = county.sql(
        """SELECT DISTINCT claim_id FROM {claim_lines} l JOIN {claims} c USING (claim_id)
        WHERE c.institution_id = 'SYN-990423-TCM' AND charge_kind = 'consumable'
          AND item_code NOT IN (SELECT product_id FROM {procurement_orders}
            WHERE institution_id = 'SYN-990423-TCM')"""
    )
    assert {row[0] for row in rows} == _planted(county, "consumable_mismatch")


def test_ghost_visits_stand_out_on_one_day(county: Loaded) -> None:
    rows = county.sql(
        "SELECT claim_id FROM {claims} WHERE (institution_id, settled_on, total_cost_fen) IN "
        "(SELECT (institution_id, settled_on, total_cost_fen) FROM {claims} "
        "GROUP BY ALL HAVING count(*) >= 5)"
    )
    assert {row[0] for row in rows} == _planted(county, "fictitious_visits")
