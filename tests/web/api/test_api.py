"""The interface shows what its description says, to those who hold a token, and no more."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import datetime as dt
import json
import re

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sanyi.web.acts.models import Event
from sanyi.web.api import openapi, reading, tokens
from sanyi.web.api.models import ApiClient
from sanyi.web.api.registry import ENDPOINTS
from sanyi.web.ledgers.queries import visible_entries
from sanyi.web.units.models import Place

CODE = "county_visit_rate"
DOCUMENT = openapi.document()
BULLETIN = {
    "id": "b1", "place": "anhe", "period": "2025Q1", "title": "通报", "document_number": "1号",
    "issued_on": "2025-04-10", "sha256": "0" * 64, "corrects": None, "figures": [],
    "blocks": [{"annex": 0, "kind": "paragraph", "text": "平稳。", "rows": [], "figures": []}],
}  # fmt: skip


class Asker:
    """A client program with a token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client()

    def get(self, path: str, query=None, **headers):
        headers = {"Authorization": f"Bearer {self.token}", **headers}
        return self.client.get(f"/api/v1/{path}", query, headers=headers)

    def post(self, path: str, content: bytes):
        return self.client.post(f"/api/v1/{path}", content, content_type="application/json",
                                headers={"Authorization": f"Bearer {self.token}"})  # fmt: skip


@pytest.fixture
def token(people, place):
    def made(role="analyst", unit=None, **options) -> str:
        name = f"客户端{ApiClient.objects.count()}"
        admin = people["security_admin"]
        return tokens.make(admin, name, place, role, unit, **options)[1]

    return made


@pytest.fixture
def asker(token):
    return lambda *args, **options: Asker(token(*args, **options))


@pytest.fixture
def computed(workspace, as_role):
    as_role("analyst").post(reverse("figures:compute"), {"code": CODE, "today": "2025-03-31"})
    return workspace


# --- tokens


def test_token_is_shown_once_and_kept_as_a_hash(as_role, people, place) -> None:
    client = as_role("security_admin")
    sent = {"name": "市平台", "place": place.pk, "role": "analyst", "per_minute": 60}
    told = client.post(reverse("api:clients"), sent).content.decode()
    shown = re.search(r"sanyi_[0-9a-f]{16}_[\w-]{43}", told)
    assert shown is not None
    assert shown[0] not in client.get(reverse("api:clients")).content.decode()
    row = ApiClient.objects.get()
    assert shown[0].split("_", 2)[2] not in str(row.__dict__)
    assert Event.objects.get(act="manage_clients").after["name"] == "市平台"
    assert Asker(shown[0]).get("ledgers").status_code == 200


@pytest.mark.parametrize("role", ["system_admin", "office", "head", "audit_admin", "liaison"])
def test_clients_are_managed_by_the_security_admin_alone(as_role, role, place) -> None:
    sent = {"name": "x", "place": place.pk, "role": "analyst", "per_minute": 60}
    assert as_role(role).post(reverse("api:clients"), sent).status_code == 403
    assert not ApiClient.objects.exists()


def test_deciding_and_administering_roles_are_not_given(as_role, place) -> None:
    for role in ("head", "office", "security_admin"):
        sent = {"name": role, "place": place.pk, "role": role, "per_minute": 60}
        as_role("security_admin").post(reverse("api:clients"), sent)
    assert not ApiClient.objects.exists()


def test_liaison_token_needs_its_unit(as_role, place) -> None:
    sent = {"name": "x", "place": place.pk, "role": "liaison", "per_minute": 60}
    assert (
        "须指明单位"
        in as_role("security_admin").post(reverse("api:clients"), sent).content.decode()
    )


def test_wrong_texts_for_a_token_are_refused_alike(token, db) -> None:
    good = token()
    key = good.split("_")[1]
    wrong = ["", "x", good[:-1], good + "x", f"sanyi_{key}_", f"other_{key}_{good.split('_', 2)[2]}",
             "sanyi_0000000000000000_abc", "sanyi__", "中文"]  # fmt: skip
    answers = {Asker(text).get("ledgers").content for text in wrong if text != "中文"}
    assert len(answers) == 1 and b"API-401" in answers.pop()
    assert tokens.client_of("中文") is None
    answer = Client().get("/api/v1/ledgers")
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"


def test_session_of_a_person_opens_nothing(as_role, paper) -> None:
    assert as_role("office").get("/api/v1/ledgers").status_code == 401


def test_revoked_token_ends_at_once(asker, as_role) -> None:
    one = asker()
    assert one.get("ledgers").status_code == 200
    client = ApiClient.objects.get()
    assert client.last_used_at is not None
    as_role("security_admin").post(reverse("api:revoke", args=[client.pk]))
    assert one.get("ledgers").status_code == 401
    assert Event.objects.filter(act="manage_clients").count() == 2


def test_token_ends_after_its_last_day(asker) -> None:
    today = timezone.localdate()
    assert asker(expires_on=today).get("ledgers").status_code == 200
    assert asker(expires_on=today - dt.timedelta(days=1)).get("ledgers").status_code == 401


def test_too_many_requests_are_told_to_wait(asker, monkeypatch) -> None:
    monkeypatch.setattr("sanyi.web.api.tokens.time.time", lambda: 600_000.0)
    one = asker(per_minute=2)
    assert [one.get("ledgers").status_code for _ in range(3)] == [200, 200, 429]
    answer = one.get("ledgers")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    monkeypatch.setattr("sanyi.web.api.tokens.time.time", lambda: 600_060.0)
    assert one.get("ledgers").status_code == 200


# --- the description and the views


def test_description_is_valid_openapi() -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="not installed")
    validator.validate(DOCUMENT)


def test_description_is_served_and_lists_every_endpoint(db) -> None:
    served = json.loads(Client().get(reverse("api:openapi")).content)
    assert served == json.loads(json.dumps(DOCUMENT))
    operations = {op["operationId"] for p in served["paths"].values() for op in p.values()}
    assert operations == {e.name for e in ENDPOINTS} and len(operations) == len(ENDPOINTS)


@pytest.fixture
def everything(paper, computed, monkeypatch):
    """An address for every endpoint that has something to answer."""
    monkeypatch.setattr(reading, "BULLETINS", [lambda person, place: [BULLETIN]])
    entry = paper.entries.filter(targets__isnull=False).first()
    values = {"ledger": paper.slug, "entry": entry.entry_id.replace("#", "%23"), "indicator": CODE,
              "figure": f"{CODE}@2025C03/all", "bulletin": "b1"}  # fmt: skip
    return {e.name: re.sub(r"\{[^}]+\}", values.get(e.name, ""), e.path) for e in ENDPOINTS}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=[e.name for e in ENDPOINTS])
def test_answer_has_the_shape_that_is_described(endpoint, everything, asker) -> None:
    one = asker("analyst")
    body = one.get(everything[endpoint.name]).content if endpoint.takes else b""
    answer = (one.post(everything[endpoint.name], body) if endpoint.method == "POST"
              else one.get(everything[endpoint.name]))  # fmt: skip
    assert answer.status_code == 200, answer.content
    path = "/" + endpoint.path.replace("...", "")
    described = DOCUMENT["paths"][path][endpoint.method.lower()]["responses"]["200"]
    schema = described["content"]["application/json"]["schema"]
    content = json.loads(answer.content)
    jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(
        content
    )
    if endpoint.is_list:
        assert content["items"], "an empty list shows no shape"


@pytest.mark.parametrize("role", ["leader", "auditor", "liaison", "institution"])
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=[e.name for e in ENDPOINTS])
def test_endpoint_is_opened_by_its_act_alone(endpoint, role, token, office_unit) -> None:
    from sanyi.web.acts.matrix import roles_of

    one = Asker(token(role, office_unit))
    path = re.sub(r"\{[^}]+\}", "x", endpoint.path)
    answer = one.post(path, b"{}") if endpoint.method == "POST" else one.get(path)
    assert (answer.status_code == 403) is (role not in roles_of(endpoint.act))


def test_problem_has_the_described_shape(asker) -> None:
    answer = asker().get("entries/none%23x")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    schema = {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer.content))


@pytest.mark.parametrize(
    "query",
    [{"lamp": "purple"}, {"year": "abc"}, {"year": "٢٠٢٥"}, {"page": "0"}, {"page_size": "501"},
     {"colour": "red"}],
)  # fmt: skip
def test_wrong_parameter_is_refused(asker, query) -> None:
    assert asker().get("entries", query).status_code == 400


def test_wrong_period_is_refused(asker, workspace) -> None:
    assert asker().get("figures", {"period": "2025X"}).status_code == 400


def test_method_that_is_not_there_is_refused(asker) -> None:
    assert asker().post("ledgers", b"{}").status_code == 405


# --- rights


def test_liaison_token_sees_the_entries_of_its_unit(asker, paper, people) -> None:
    person = people["liaison"]
    content = json.loads(asker("liaison", person.unit).get("entries", {"page_size": "500"}).content)
    mine = set(visible_entries(person).values_list("entry_id", flat=True))
    assert {e["id"] for e in content["items"]} == mine
    other = paper.entries.exclude(entry_id__in=mine).first()
    address = f"entries/{other.entry_id.replace('#', '%23')}"
    assert asker("liaison", person.unit).get(address).status_code == 404
    assert asker("leader").get(address).status_code == 200


def test_token_of_a_place_opens_no_other(asker, paper) -> None:
    Place.objects.create(code="other", name="别县")
    assert asker().get("entries", {"place": "other"}).status_code == 404


def test_institution_token_sees_figures_of_all_and_neither_ledger_nor_export(
    asker, computed, office_unit
) -> None:
    one = asker("institution", office_unit)
    items = json.loads(one.get("figures").content)["items"]
    assert items and {f["scope"]["kind"] for f in items} == {"all"}
    assert (
        one.get("ledgers").status_code == one.get("exchange/dhis2/dataValueSets").status_code == 403
    )


# --- reading


def test_list_comes_by_pages_that_lead_on(asker, paper) -> None:
    one, seen, query = asker(), [], {"page_size": "7"}
    path = "entries"
    while path:
        content = json.loads(one.get(path, query).content)
        seen += [e["id"] for e in content["items"]]
        path, query = (content["next"] or "").removeprefix("/api/v1/"), None
    assert len(seen) == len(set(seen)) == content["total"] == paper.entries.count()


def test_unchanged_answer_is_not_sent_again(asker, paper) -> None:
    one = asker()
    first = one.get("ledgers")
    again = one.get("ledgers", **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""
    paper.title = "改过的标题"
    paper.save()
    assert one.get("ledgers", **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_figure_comes_with_everything_it_rests_on(asker, computed) -> None:
    content = json.loads(asker().get(f"figures/{CODE}@2025C03/all").content)
    assert (content["value"], content["numerator"], content["denominator"]) == ("0.8", "4", "5")
    assert content["trace"]["inputs"][0]["table"] == "claims"
    assert "分子" in content["trace"]["wording"]


def test_values_are_filtered_by_period_and_scope(asker, computed) -> None:
    query = {"indicator": CODE, "period": "2025C03", "scope": "all"}
    content = json.loads(asker().get("figures", query).content)
    assert [f["id"] for f in content["items"]] == [f"{CODE}@2025C03/all"]


def test_values_sent_in_are_kept_beside_ours(asker, computed) -> None:
    one = asker("analyst")
    sent = one.get("exchange/fhir/MeasureReport", {"period": "2025C03"}).content
    answer = json.loads(one.post("exchange/fhir/MeasureReport", sent).content)
    assert answer["kept"] == len(json.loads(sent)["entry"]) > 0 and answer["findings"] == []
    assert asker("leader").post("exchange/fhir/MeasureReport", sent).status_code == 403
    assert one.post("exchange/dhis2/dataValueSets", b"{").status_code == 400
    event = Event.objects.filter(subject_kind="delivery").get()
    assert event.after["sender"].startswith("接口：")


def test_bulletins_are_empty_until_a_desk_issues_them(asker, monkeypatch) -> None:
    monkeypatch.setattr(reading, "BULLETINS", [])
    assert json.loads(asker().get("bulletins").content)["items"] == []
    assert asker().get("bulletins/x").status_code == 404


def test_page_for_people_lists_the_addresses(as_role) -> None:
    told = as_role("liaison").get(reverse("api:list")).content.decode()
    assert "/api/v1/entries" in told and "管理令牌" not in told
