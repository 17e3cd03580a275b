"""The page of a mechanism: run, explain, sandbox; here with one that this test registers."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from sanyi.bulletin.store import FigureStore
from sanyi.datasets import table
from sanyi.kernel import Figure, InputUse, Scope, Trace
from sanyi.params import Basis, Parameter, ParameterBook, ParameterValue
from sanyi.web.acts.models import Event
from sanyi.web.mechanisms import registry
from sanyi.web.mechanisms.models import MechanismRun

NAME = "kept_share.share"


def _book() -> ParameterBook:
    day = dt.date(2025, 1, 1)
    value = ParameterValue(day, Decimal("0.6"), Basis.ASSUMED, "anhe-2025", "9")
    return ParameterBook({NAME: Parameter(NAME, "留用比例", "share", day, (value,))})


def _run(session, book, period):
    claims = table("claims")
    paid = session.rows(claims.agg(n=claims.fund_paid_fen.sum()))[0]["n"]
    share = book.number(NAME, period.end)
    trace = Trace("kept_share/compute.py", "0" * 64, (InputUse("claims", 6, "ab"),),
                  parameters=(book.use(NAME, period.end),))  # fmt: skip
    made = Figure("kept_share", "1", "留用金额", period, Scope(), "fen", paid * share,
                  None, None, trace)  # fmt: skip
    return (made,), ()


def _explain(session, book, period, row):
    return (("结算编号", row), ("支付", "5.00元")) if row == "c1" else ()


@pytest.fixture
def mechanism():
    made = registry.Mechanism("kept_share", "留用（测试）", "按比例留用。", "design", ("claims",), _run,
                              parameters=_book(), explain=_explain)  # fmt: skip
    registry.register(made)
    yield made
    registry.remove(made.key)


def run(client, **data):
    return client.post(reverse("mechanisms:run", args=["kept_share"]), data, follow=True)


def test_list_says_honestly_that_nothing_has_landed(as_role) -> None:
    assert dict(registry.mechanisms()) == {}
    told = as_role("office").get(reverse("mechanisms:list")).content.decode()
    assert "本版还没有装入机制" in told


def test_page_shows_parameters_with_their_basis(as_role, mechanism, workspace) -> None:
    told = (
        as_role("leader").get(reverse("mechanisms:mechanism", args=["kept_share"])).content.decode()
    )
    for words in ("按比例留用", "留用比例", "0.6", "设定，尚待确认", "医保结算", "6 行"):
        assert words in told
    assert "运行与沙盘" not in told


def test_unknown_mechanism_is_not_found(as_role) -> None:
    assert as_role("office").get(reverse("mechanisms:mechanism", args=["none"])).status_code == 404


def test_run_publishes_figures_that_can_be_explained(as_role, mechanism, workspace) -> None:
    told = run(as_role("analyst"), period="2025Q1").content.decode()
    assert "18.00元" in told  # 6 claims x 5.00 yuan x 0.6
    id = "kept_share@2025Q1/all"
    assert FigureStore(workspace).get(id).figure.value == 6 * 500 * Decimal("0.6")
    explained = as_role("auditor").get(reverse("figures:explain", args=[id])).content.decode()
    assert NAME in explained and "设定，尚待确认" in explained
    assert Event.objects.get(act="judge").after == {"period": "2025Q1", "changes": {}}


def test_sandbox_shows_both_and_publishes_nothing(as_role, mechanism, workspace) -> None:
    told = run(as_role("analyst"), period="2025Q1", p0="0.7").content.decode()
    for words in ("18.00元", "21.00元", "3.00元", "沙盘"):
        assert words in told
    assert FigureStore(workspace).ids() == ()


def test_zero_change_gives_exactly_no_difference(as_role, mechanism, workspace) -> None:
    run(as_role("analyst"), period="2025Q1", p0="0.60")
    made = MechanismRun.objects.get()
    assert made.changes and made.figures == made.tried


def test_day_before_the_parameter_starts_is_told(as_role, mechanism, workspace) -> None:
    told = run(as_role("analyst"), period="2024Q4").content.decode()
    assert "PAR" in told or "没有值" in told
    assert MechanismRun.objects.get().state == "failed"


def test_missing_table_is_told(as_role, mechanism, settings, tmp_path) -> None:
    settings.HOME = tmp_path
    assert "还没有装载" in run(as_role("analyst"), period="2025").content.decode()


def test_wrong_period_stays_in_the_form(as_role, mechanism, workspace) -> None:
    assert "读不懂期间" in run(as_role("analyst"), period="去年").content.decode()
    assert not MechanismRun.objects.exists()


@pytest.mark.parametrize("role", ["leader", "auditor", "institution", "liaison"])
def test_running_is_for_those_who_judge(as_role, mechanism, workspace, role) -> None:
    assert run(as_role(role), period="2025").status_code == 403


def test_row_is_explained_and_the_look_written_down(as_role, mechanism, workspace) -> None:
    address = reverse("mechanisms:explain", args=["kept_share"])
    told = as_role("auditor").get(address, {"row": "c1", "period": "2025Q1"}).content.decode()
    assert "5.00元" in told
    assert Event.objects.get(act="view_records").subject == "kept_share"
    assert as_role("leader").get(address).status_code == 403
