"""模型县经普通装载：只有埋下的坏行被拒收，难看的来源也读得对。"""

from __future__ import annotations

from pathlib import Path

import pytest

from county_data import Loaded
from sanyi.county import load_county
from sanyi.datasets import Session, Workspace, contracts
from sanyi.kernel import InputError


def test_only_planted_rows_are_refused(county: Loaded) -> None:
    refused = {report.table: report.rejected for report in county.reports if report.rejected}
    planted: dict[str, int] = {}
    for row in county.truth["rejected_rows"]:
        planted[row["table"]] = planted.get(row["table"], 0) + 1
    assert refused == planted
    assert all(r.rows_in == r.kept + r.rejected for r in county.reports)


def test_every_contract_has_data(county: Loaded) -> None:
    loaded = set(county.session.workspace.manifest.tables)
    assert set(contracts()) - loaded == set()
    assert all(r.kept for r in county.reports), [r.table for r in county.reports if not r.kept]


def test_both_years_are_there(county: Loaded) -> None:
    for table, column in (("claims", "settled_on"), ("hospital_accounts", "month_on"),
                          ("procurement_orders", "ordered_on"), ("meetings", "held_on")):  # fmt: skip
        rows = county.sql(f"SELECT DISTINCT year({column}) FROM {{{table}}}")
        assert {2024, 2025} <= {row[0] for row in rows}, table


def test_money_in_yuan_under_chinese_headings_comes_back_as_fen(county: Loaded) -> None:
    rows = county.sql(
        "SELECT count(*), count(*) FILTER (abs(amount_fen - quantity * unit_price_yuan * 100) <= 1) "
        "FROM {procurement_orders}"
    )
    assert rows[0][0] == rows[0][1] > 500


def test_old_register_in_dbase_is_read(county: Loaded) -> None:
    assert list((county.folder / "data").glob("*.dbf"))
    rows = county.sql("SELECT count(*), count(DISTINCT institution_id) FROM {devices}")
    assert rows[0][0] >= 10
    assert rows[0][1] >= 3


def test_folder_without_a_county_is_refused(tmp_path: Path) -> None:
    with Session(Workspace(tmp_path / "ws")) as session, pytest.raises(InputError) as caught:
        load_county(tmp_path, session, "2026-01-05T08:00:00")
    assert caught.value.code == "CTY-001"
