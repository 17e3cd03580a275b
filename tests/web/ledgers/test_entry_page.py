"""The entry page: clause, units, verdict with its chart, moves that are allowed, timeline."""

from __future__ import annotations

import json
import re

import pytest

from sanyi.ledger import Move, State
from sanyi.web.ledgers import charts, service
from sanyi.web.ledgers.editing import edit_entry
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.ledgers.timeline import timeline_of


def point(month: int, value: float, year: int = 2025) -> dict[str, object]:
    return {"id": f"x@{year}C{month:02d}/all", "month": month, "value": value,
            "printed": f"{value:.2%}"}  # fmt: skip


VERDICT = {
    "reason": [{"text": "县域就诊率为"}, {"text": "90.01%", "kind": "figure", "id": "x@2025C09/all"}],
    "unit": "share", "name": "县域就诊率", "will_be_missed": True,
    "goal": {"kind": "at_least", "bound": 0.92, "upper": None, "due_on": "2025-12-31",
             "is_due_assumed": False},
    "path": {"values": [0.9 + 0.02 * m / 12 for m in range(1, 13)], "source": "last_year", "start": 0.9},
    "this_year": [point(m, 0.88 + 0.002 * m) for m in range(1, 10)],
    "last_year": [point(m, 0.87, 2024) for m in range(1, 13)],
    "forecast": {"id": "forecast@2025C09/x", "value": 0.91, "printed": "91.00%"},
    "band": [{"id": "low", "value": 0.9, "printed": "90%"}, {"id": "high", "value": 0.93, "printed": "93%"}],
}  # fmt: skip


def test_chart_draws_goal_path_both_years_and_forecast_with_its_interval() -> None:
    option = charts.option_of(VERDICT)
    assert option is not None
    series = {s["name"]: s["data"] for s in option["series"]}
    assert set(series) == {"上年", "预期走势", "目标", "本年", "推算", "", "推算区间"}
    assert series["目标"] == [92.0] * 12
    assert series["本年"][8] == pytest.approx(89.8) and series["本年"][9] is None
    assert series["推算"][8] == series["本年"][8] and series["推算"][11] == 91.0
    assert (series[""][11], series["推算区间"][11]) == (90.0, pytest.approx(3.0))
    assert series["推算区间"][8] == 0.0
    json.dumps(option)


def test_chart_without_figures_is_not_drawn() -> None:
    assert charts.option_of({}) is None
    assert charts.option_of({"this_year": [], "last_year": [], "unit": "share"}) is None


def test_chart_of_a_day_that_is_over_forecasts_nothing() -> None:
    over = VERDICT | {"goal": VERDICT["goal"] | {"due_on": "2025-09-30"}}  # type: ignore[operator]
    option = charts.option_of(over)
    assert option is not None
    assert "推算" not in [s["name"] for s in option["series"]]


@pytest.fixture
def judged(paper) -> EntryRow:  # type: ignore[no-untyped-def]
    row = paper.entries.filter(targets__isnull=False).first()
    target = row.targets.first()
    target.verdict, target.status = VERDICT, "lagging"
    target.save()
    return EntryRow.objects.get(pk=row.pk)


def test_page_shows_clause_verdict_chart_and_links_each_number(judged, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("leader").get(f"/ledger/{judged.pk}/").content.decode()
    assert judged.text[:20] in page and judged.paper.title in page
    assert 'href="/figures/explain/x@2025C09/all"' in page
    assert (
        'data-chart="chart-0"' in page and '<script id="chart-0" type="application/json">' in page
    )
    assert "到期可能达不成" in page
    assert not re.search(r"\sstyle=|\sonclick=|javascript:", page)


def test_moves_are_buttons_for_those_who_may_make_them(entry, as_role) -> None:  # type: ignore[no-untyped-def]
    address = f"/ledger/{entry.pk}/"
    assert "分解交办" in as_role("office").get(address).content.decode()
    head = as_role("head").get(address).content.decode()
    assert f"{address}move/terminate/" in head and f"{address}move/merge/" in head
    for role in ("leader", "auditor", "liaison"):
        assert "/move/" not in as_role(role).get(address).content.decode()


def test_move_without_its_reason_is_asked_again_and_with_it_made(entry, as_role) -> None:  # type: ignore[no-untyped-def]
    client, address = as_role("head"), f"/ledger/{entry.pk}/move/terminate/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"revision": 1, "reason": ""}).status_code == 400
    assert client.post(address, {"revision": 1, "reason": "上级取消"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == State.TERMINATED
    assert "上级取消" in as_role("auditor").get(f"/ledger/{entry.pk}/").content.decode()


def test_merged_entry_names_its_heir(entry, paper, as_role) -> None:  # type: ignore[no-untyped-def]
    heir = paper.entries.exclude(pk=entry.pk).first()
    client, address = as_role("head"), f"/ledger/{entry.pk}/move/merge/"
    assert client.post(address, {"revision": 1, "reason": "重复"}).status_code == 400
    answer = client.post(address, {"revision": 1, "reason": "重复", "merged_into": heir.pk})
    assert answer.status_code == 302
    assert f'href="/ledger/{heir.pk}/"' in client.get(f"/ledger/{entry.pk}/").content.decode()


def test_move_on_a_stale_page_is_refused(entry, people, as_role) -> None:  # type: ignore[no-untyped-def]
    edit_entry(people["head"], entry, {"title": "改过"}, revision=1)
    answer = as_role("office").post(f"/ledger/{entry.pk}/move/assign/", {"revision": 1})
    assert (answer.status_code, "已被别人修改" in answer.content.decode()) == (400, True)


def test_wrong_role_unknown_move_and_other_entries_are_refused(entry, paper, as_role) -> None:  # type: ignore[no-untyped-def]
    assert (
        as_role("leader").post(f"/ledger/{entry.pk}/move/assign/", {"revision": 1}).status_code
        == 403
    )
    assert as_role("head").get(f"/ledger/{entry.pk}/move/report/").status_code == 404
    unit = entry.units.filter(role="lead").get().unit
    other = paper.entries.exclude(units__unit=unit).first()
    if other is not None:
        assert as_role("liaison").get(f"/ledger/{other.pk}/").status_code == 404


def test_timeline_says_old_and_new_values_in_words(entry, people) -> None:  # type: ignore[no-untyped-def]
    row = edit_entry(
        people["office"], entry, {"due_on": "2025-11-30", "proof": "built"}, revision=1
    )
    service.move(people["office"], row, Move.ASSIGN)
    assigned, edited, proposed = timeline_of(people["office"], row)
    assert (assigned.what, assigned.differences[0].before, assigned.differences[0].after) == (
        "分解交办", "立项", "分解",
    )  # fmt: skip
    words = {d.label: (d.before, d.after) for d in edited.differences}
    assert words["完成时限"] == ("2025-12-31", "2025-11-30")
    assert words["佐证方式"][1] == "项目建设节点"
    assert proposed.what == "立项"


def test_review_on_the_page_accepts_and_returns(submitted, as_role) -> None:  # type: ignore[no-untyped-def]
    address, report = f"/ledger/{submitted.entry_id}/", f"/ledger/report/{submitted.pk}"
    assert "采纳报告" in as_role("office").get(address).content.decode()
    assert as_role("liaison").post(f"{report}/accept/").status_code == 403
    assert as_role("office").post(f"{report}/return/", {"note": ""}).status_code == 400
    assert as_role("office").post(f"{report}/other/").status_code == 404
    assert as_role("office").post(f"{report}/return/", {"note": "请附纪要"}).status_code == 302
    assert "请附纪要" in as_role("liaison").get("/tasks/").content.decode()


def test_page_says_what_is_still_missing_in_plain_words(submitted, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("liaison").get(f"/ledger/{submitted.entry_id}/").content.decode()
    assert "离完成还差" in page
