"""The SQL of every indicator in six dialects: some in full, all by their hash."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from golden_sql import assert_golden
from sanyi.datasets import DIALECTS, compile_sql, get_contract, tables_of
from sanyi.indicators import definitions, get_definition, parameters, plan
from sanyi.kernel import Period

GOLDEN = Path(__file__).parent.parent / "gold" / "indicators"
Q3 = Period.parse("2022Q3")
# one of each way to compile
SHOWN = (
    "county_visit_rate", "drg_primary_coverage", "consultation_reply_rate", "patient_satisfaction",
    "antibacterial_intensity", "formulary_link_rate", "tcm_techniques_coverage",
    "waste_in_time_rate", "consortium_tightness", "new_item_review_median",
    "emergency_response_minutes", "reimbursement_by_level", "water_compliance_rate",
)  # fmt: skip


@pytest.mark.parametrize("code", SHOWN)
def test_sql_of_each_way_to_compile_is_as_reviewed(code: str) -> None:
    for number, scan in enumerate(plan([(get_definition(code), Q3)], parameters())):
        name = code if number == 0 else f"{code}-{number + 1}"
        assert_golden(scan.expression, GOLDEN / f"{name}.sql")


def test_last_row_of_equal_days_is_decided_by_the_key() -> None:
    measured = [(d, m) for d in definitions().values() for m in d.measures if m.latest_by]
    assert len(measured) > 10
    for definition, measure in measured:
        for scan in plan([(definition, Q3)], parameters()):
            if measure.table in tables_of(scan.expression):
                text = compile_sql(scan.expression)
                order = text.partition("OVER (")[2].partition("ORDER BY")[2].partition(")")[0]
                named = [measure.latest_on, *get_contract(measure.table).key]
                assert [name for name in named if f'"{name}" DESC' not in order] == []


@pytest.mark.slow
def test_every_indicator_compiles_to_the_same_sql_in_six_dialects() -> None:
    path = GOLDEN / "hashes.json"
    found = {}
    for code, definition in definitions().items():
        scans = [] if definition.of else plan([(definition, Q3)], parameters())
        texts = [f"-- {d}\n{compile_sql(s.expression, d)}\n" for s in scans for d in DIALECTS]
        found[code] = hashlib.sha256("".join(texts).encode()).hexdigest()[:16]
    if os.environ.get("SANYI_UPDATE_GOLDEN") == "1":
        path.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    stored = json.loads(path.read_text(encoding="utf-8"))
    changed = sorted(c for c in found.keys() | stored.keys() if found.get(c) != stored.get(c))
    assert not changed, f"SQL 变了：{changed}；核对后设 SANYI_UPDATE_GOLDEN=1 更新"
