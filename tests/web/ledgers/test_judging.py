"""Judging now: asked for by those who may, safe to run twice, told when it fails."""

from __future__ import annotations

import datetime as dt

import pytest

from sanyi.kernel import InputError
from sanyi.web.ledgers import jobs
from sanyi.web.ledgers.models import Judging, VerdictRun

TODAY = dt.date(2025, 9, 30)


@pytest.fixture
def judged_with(monkeypatch):  # type: ignore[no-untyped-def]
    """Put something quick in the place of the computing of verdicts, and count its calls."""
    calls = []

    def put(answer=None):  # type: ignore[no-untyped-def]
        def judge(paper, today, person=None):  # type: ignore[no-untyped-def]
            calls.append(today)
            if isinstance(answer, Exception):
                raise answer
            return VerdictRun.objects.create(paper=paper, today=today, made_by=person)

        monkeypatch.setattr(jobs, "judge_paper", judge)
        return calls

    return put


def test_asked_judging_runs_and_the_page_says_it_is_done(paper, as_role, judged_with) -> None:  # type: ignore[no-untyped-def]
    judged_with()
    client = as_role("analyst")
    answer = client.post(f"/ledger/judge/{paper.pk}/", {"today": "2025-09-30"}, follow=True)
    asked = Judging.objects.get()
    assert (asked.state, asked.run.today) == (Judging.State.DONE, TODAY)
    assert "认定完成" in answer.content.decode()
    part = client.get(
        f"/ledger/judging/{asked.pk}/", headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part and "hx-trigger" not in part


def test_second_run_of_a_finished_judging_does_nothing(paper, people, judged_with) -> None:  # type: ignore[no-untyped-def]
    calls = judged_with()
    asked = Judging.objects.create(paper=paper, today=TODAY, asked_by=people["office"])
    for _ in range(2):
        jobs.judge_as_asked.func(asked.pk)
    assert calls == [TODAY]


def test_failed_judging_says_why_and_keeps_the_old_verdicts(paper, as_role, judged_with) -> None:  # type: ignore[no-untyped-def]
    judged_with(InputError("DAT-022", "数据表 claims 还没有装载。", "先装载。"))
    page = as_role("office").post(
        f"/ledger/judge/{paper.pk}/", {"today": "2025-09-30"}, follow=True
    )
    assert "还没有装载" in page.content.decode()
    assert not VerdictRun.objects.exists()


def test_waiting_page_asks_again_and_may_be_left(paper, people, as_role) -> None:  # type: ignore[no-untyped-def]
    asked = Judging.objects.create(paper=paper, today=TODAY, asked_by=people["office"])
    page = as_role("office").get(f"/ledger/judging/{asked.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page and "可以离开" in page


@pytest.mark.parametrize("role", ["liaison", "leader", "auditor"])
def test_judging_is_refused_to_other_roles(paper, as_role, role) -> None:  # type: ignore[no-untyped-def]
    assert (
        as_role(role).post(f"/ledger/judge/{paper.pk}/", {"today": "2025-09-30"}).status_code == 403
    )
    assert not Judging.objects.exists()


def test_day_that_is_none_is_refused(paper, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").post(f"/ledger/judge/{paper.pk}/", {"today": "昨天"}, follow=True)
    assert "不是一个日期" in page.content.decode()
