"""Bindings and paths are confirmed by persons; values go out and come in."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import json
import tomllib
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanyi.kernel import InputError
from sanyi.targets import load_edited_paths
from sanyi.web.acts.models import Event
from sanyi.web.figures import service
from sanyi.web.figures.models import Delivery, ReceivedValue
from sanyi.web.figures.target_views import proposals
from sanyi.web.ledgers.models import TargetRow, VerdictRun

CODE = "county_visit_rate"


@pytest.fixture
def target(paper, workspace) -> TargetRow:
    """A target for which the library proposes the indicator."""
    return next(t for t in TargetRow.objects.all() if CODE in [p.indicator for p in proposals(t)])


def bind(client, target, indicator, seen=""):
    address = reverse("figures:bind", args=[target.target_id])
    return client.post(address, {"indicator": indicator, "seen": seen, "note": "按建议"})


def test_binding_page_shows_proposals_with_reasons(as_role, target) -> None:
    told = as_role("office").get(reverse("figures:bind", args=[target.target_id])).content.decode()
    assert "县域就诊率" in told and "相近度" in told and "字面相近度" in told


def test_confirmed_binding_is_written_logged_and_judged_with(as_role, target, workspace) -> None:
    answer = bind(as_role("office"), target, CODE)
    assert answer.status_code == 302
    written = tomllib.loads((workspace / "bindings.toml").read_text("utf-8"))
    assert written[target.target_id]["indicator"] == CODE
    event = Event.objects.get(act="confirm_binding")
    assert event.after == {"indicator": CODE} and event.subject == target.target_id
    assert VerdictRun.objects.count() == 1
    target.refresh_from_db()
    assert target.indicator == CODE and target.verdict["name"] == "县域就诊率"


def test_binding_is_taken_away_and_others_stay(as_role, target, workspace, people) -> None:
    other = TargetRow.objects.exclude(pk=target.pk).first()
    bind(as_role("office"), target, CODE)
    bind(as_role("office"), other, "joint_meetings")
    bind(as_role("office"), target, "", seen=CODE)
    assert list(service.bound(target.entry.place)) == [other.target_id]
    target.refresh_from_db()
    assert target.indicator == ""


def test_stale_binding_is_refused_and_nothing_written(as_role, target, workspace) -> None:
    bind(as_role("office"), target, CODE)
    before = (workspace / "bindings.toml").read_bytes()
    answer = bind(as_role("head"), target, "joint_meetings", seen="")
    assert answer.status_code == 400 and "别人已改过" in answer.content.decode()
    assert (workspace / "bindings.toml").read_bytes() == before
    assert Event.objects.filter(act="confirm_binding").count() == 1


def test_unknown_indicator_is_told_in_the_form(as_role, target) -> None:
    answer = bind(as_role("office"), target, "no_such")
    assert answer.status_code == 200 and "没有这个指标代码" in answer.content.decode()


@pytest.mark.parametrize("role", ["leader", "liaison", "auditor", "institution", "security_admin"])
def test_binding_is_for_office_and_analyst(as_role, target, role) -> None:
    assert bind(as_role(role), target, CODE).status_code == 403


def test_unknown_target_is_not_found(as_role, paper, workspace) -> None:
    assert as_role("office").get(reverse("figures:bind", args=["x#1/t1"])).status_code == 404


def test_failure_of_the_file_leaves_no_event(people, target, workspace) -> None:
    (workspace / "bindings.toml").write_text("[broken", "utf-8")
    with pytest.raises(InputError):
        service.bind(people["office"], target, CODE, seen="")
    assert not Event.objects.filter(act="confirm_binding").exists()
    target.refresh_from_db()
    assert target.indicator == ""


def test_targets_are_listed_for_a_liaison_as_far_as_they_are_its_own(
    as_role, paper, workspace
) -> None:
    all_of_them = as_role("office").get(reverse("figures:targets")).context["paged"].paginator.count
    own = as_role("liaison").get(reverse("figures:targets")).context["paged"].paginator.count
    assert 0 < own < all_of_them == TargetRow.objects.count()
    assert as_role("institution").get(reverse("figures:targets")).context["rows"] == []


def set_path(client, target, reason="会议定的", **months):
    address = reverse("figures:path", args=[target.target_id])
    return client.post(address, {"reason": reason, **months})


def test_path_is_set_in_printed_numbers_and_stored_as_shares(as_role, target, workspace) -> None:
    bind(as_role("office"), target, CODE)
    answer = set_path(as_role("office"), target, m6="88", m9="89.5%")
    assert answer.status_code == 302
    path = load_edited_paths(workspace / "trajectories.toml")[target.target_id]
    assert [(d.month, v) for d, v in path.points] == [(6, Decimal("0.88")), (9, Decimal("0.895"))]
    event = Event.objects.get(act="set_path")
    assert event.reason == "会议定的" and event.after["points"] == {"2025-06-30": "0.88", "2025-09-30": "0.895"}  # fmt: skip
    again = as_role("office").get(reverse("figures:path", args=[target.target_id])).content.decode()
    assert 'value="89.5"' in again


def test_empty_path_goes_back_to_the_rule(as_role, target, workspace) -> None:
    bind(as_role("office"), target, CODE)
    set_path(as_role("office"), target, m6="88")
    set_path(as_role("office"), target, reason="撤回")
    assert load_edited_paths(workspace / "trajectories.toml") == {}


@pytest.mark.parametrize("months", [{"m6": "许多"}, {"m6": "NaN"}, {"m6": "1e99"}])
def test_path_of_no_numbers_is_told(as_role, target, workspace, months) -> None:
    bind(as_role("office"), target, CODE)
    answer = set_path(as_role("office"), target, **months)
    assert answer.status_code == 200 and "应为数字" in answer.content.decode()
    assert not (workspace / "trajectories.toml").exists()


def test_path_needs_a_reason_and_an_indicator(as_role, target, workspace) -> None:
    assert set_path(as_role("office"), target, m6="88").headers["Location"].endswith("t1")
    bind(as_role("office"), target, CODE)
    assert set_path(as_role("office"), target, reason="", m6="88").status_code == 200
    assert not (workspace / "trajectories.toml").exists()


@pytest.mark.parametrize("role", ["analyst", "leader", "liaison"])
def test_path_is_for_the_office(as_role, target, role) -> None:
    assert set_path(as_role(role), target, m6="1").status_code == 403


# --- exchange


@pytest.fixture
def computed(workspace, as_role):
    as_role("analyst").post(reverse("figures:compute"), {"code": CODE, "today": "2025-03-31"})
    return workspace


def send(client, content: bytes | str, format="dhis2", name="values.json"):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, data, "application/json")
    return client.post(reverse("figures:take_in"), {"format": format, "file": file}, follow=True)


@pytest.mark.parametrize("format", ["dhis2", "fhir"])
def test_what_is_exported_comes_back_as_it_went(as_role, computed, format) -> None:
    sent = as_role("leader").get(reverse("figures:export"), {"format": format, "period": "2025C03"})
    assert sent.headers["Content-Disposition"].startswith("attachment")
    answer = send(as_role("analyst"), sent.content, format)
    assert answer.status_code == 200
    value = ReceivedValue.objects.get(scope_kind="all")
    assert (value.figure_id, value.value) == (f"{CODE}@2025C03/all", "0.8")
    assert ReceivedValue.objects.filter(scope_kind="institution").count() == 2
    page = as_role("office").get(reverse("figures:indicator", args=[CODE])).content.decode()
    assert "其他系统报来的数值" in page


def test_same_file_sent_twice_is_taken_once(as_role, computed) -> None:
    sent = as_role("leader").get(reverse("figures:export"), {"format": "dhis2"}).content
    for _ in range(2):
        send(as_role("analyst"), sent)
    assert Delivery.objects.count() == 1
    assert Event.objects.filter(subject_kind="delivery").count() == 1


def test_what_does_not_fit_is_listed(as_role, workspace) -> None:
    data = {"dataValues": [{"dataElement": "x", "period": "2025", "orgUnit": "anhe", "value": "1"}]}
    answer = send(as_role("office"), json.dumps(data))
    assert "不是本系统的指标代码" in answer.content.decode() and not ReceivedValue.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"), [("{", "v.json"), ("[]", "v.json"), ("{}", "v.csv"), ("", "v.json")]
)
def test_bad_file_is_refused(as_role, workspace, content, name) -> None:
    answer = send(as_role("office"), content, name=name)
    assert not Delivery.objects.exists()
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("role", ["leader", "auditor", "liaison", "institution"])
def test_values_are_taken_in_by_those_who_load_data(as_role, workspace, role) -> None:
    assert send(as_role(role), "{}").status_code == 403


def test_institution_may_not_export(as_role, computed) -> None:
    answer = as_role("institution").get(reverse("figures:export"), {"format": "dhis2"})
    assert answer.status_code == 403
