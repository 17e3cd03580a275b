"""The list of indicators, an indicator's page, and what a figure rests on."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from sanyi.bulletin.store import FigureStore
from sanyi.indicators import definitions
from sanyi.web.acts.models import Event
from sanyi.web.figures.models import Computation
from sanyi.web.ledgers.models import TargetRow
from sanyi.web.units.models import Place, Unit, UnitKind

CODE = "county_visit_rate"
DAY = {"today": "2025-03-31"}


@pytest.fixture
def computed(workspace, as_role):
    """The indicator, computed as of the end of March."""
    as_role("analyst").post(reverse("figures:compute"), {"code": CODE, **DAY})
    assert Computation.objects.get().state == "done"
    return workspace


@pytest.fixture
def hospital(people, place):
    """The person of an institution, whose unit is the hospital H01."""
    unit = Unit.objects.create(
        place=place, name="安禾县人民医院", kind=UnitKind.INSTITUTION, institution_id="H01"
    )
    person = people["institution"]
    person.unit = unit
    person.save()
    return person


def page(client, name, *args, **query):
    return client.get(reverse(f"figures:{name}", args=args), query)


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_list_shows_all_indicators_by_pages(as_role, workspace) -> None:
    told = text(page(as_role("office"), "list"))
    assert f"共 {len(definitions())} 条" in told and "下一页" in told


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "大病不出县 没有这个词"}, 0),
        ({"q": "县域内就诊率"}, 1),
        ({"figures": "yes"}, 1),
        ({"figures": "yes", "group": "workforce"}, 0),
        ({"bound": "yes"}, 0),
    ],
)
def test_list_is_filtered(as_role, computed, query, count) -> None:
    answer = page(as_role("office"), "list", **query)
    assert answer.context["paged"].paginator.count == count


@pytest.mark.parametrize("word", ["县域就诊率", "COUNTY_visit_rate"])
def test_list_is_searched_by_name_and_code(as_role, workspace, word) -> None:
    found = page(as_role("office"), "list", q=word).context["rows"]
    assert CODE in [r.definition.code for r in found]
    assert all(word.lower() in f"{r.definition.code} {r.definition.name} {r.definition.aliases}"
               for r in found)  # fmt: skip


def test_list_counts_the_targets_of_the_place(as_role, workspace, entry) -> None:
    TargetRow.objects.filter(entry=entry).update(indicator=CODE)
    answer = page(as_role("office"), "list", bound="yes")
    assert [r.definition.code for r in answer.context["rows"]] == [CODE]


def test_htmx_gets_the_rows_alone(as_role, workspace) -> None:
    answer = as_role("office").get(reverse("figures:list"), headers={"HX-Request": "true"})
    assert "<html" not in text(answer) and "<table" in text(answer)


def test_indicator_page_tells_definition_before_anything_is_computed(as_role, workspace) -> None:
    told = text(page(as_role("leader"), "indicator", CODE))
    for words in (
        "分子÷分母",
        "数值越高越好",
        "待办公室核定",
        "2027-06-30",
        "医保结算",
        "还没有计算过",
    ):
        assert words in told


def test_unknown_indicator_is_not_found(as_role, workspace) -> None:
    assert page(as_role("office"), "indicator", "no_such").status_code == 404


def test_computing_gives_series_of_two_years_and_parts(as_role, computed) -> None:
    ids = FigureStore(computed).ids()
    assert f"{CODE}@2025C03/all" in ids and f"{CODE}@2024C12/all" in ids
    figure = FigureStore(computed).get(f"{CODE}@2025C03/all").figure
    assert (figure.numerator, figure.denominator) == (4, 5)
    told = text(page(as_role("leader"), "indicator", CODE))
    assert "80.00%" in told and "data-chart" in told and "3月末" in told


def test_computing_again_gives_the_same_bytes(as_role, computed) -> None:
    before = (computed / "figures.jsonl").read_bytes()
    as_role("analyst").post(reverse("figures:compute"), {"code": CODE, **DAY})
    assert (computed / "figures.jsonl").read_bytes() == before


def test_computing_all_leaves_out_what_has_no_data(as_role, workspace) -> None:
    as_role("office").post(reverse("figures:compute"), DAY)
    done = Computation.objects.get()
    assert done.state == "done" and done.figures > 30
    codes = {id.partition("@")[0] for id in FigureStore(workspace).ids()}
    assert CODE in codes and "joint_meetings" not in codes
    by_institution = [i for i in FigureStore(workspace).ids() if "/institution:H01" in i]
    assert by_institution
    labels = {FigureStore(workspace).get(i).figure.scope.label for i in by_institution}
    assert labels == {"安禾县人民医院"}


@pytest.mark.parametrize("role", ["leader", "auditor", "liaison", "institution", "system_admin"])
def test_computing_is_for_those_who_judge(as_role, workspace, role) -> None:
    answer = as_role(role).post(reverse("figures:compute"), {"code": CODE, **DAY})
    assert answer.status_code == 403 and not Computation.objects.exists()


@pytest.mark.parametrize("sent", [{"code": "none", **DAY}, {"code": CODE, "today": "gestern"}])
def test_wrong_code_or_day_is_told(as_role, workspace, sent) -> None:
    answer = as_role("office").post(reverse("figures:compute"), sent)
    assert answer.status_code == 400 and not Computation.objects.exists()


def test_unloaded_table_is_told_and_nothing_is_stored(as_role, workspace) -> None:
    as_role("office").post(reverse("figures:compute"), {"code": "joint_meetings", **DAY})
    done = Computation.objects.get()
    assert done.figures == 0 and done.findings[0]["code"] == "IND-101"


def test_explanation_holds_every_part_of_the_trace(as_role, computed) -> None:
    told = text(page(as_role("auditor"), "explain", f"{CODE}@2025C03/all"))
    stored = FigureStore(computed).get(f"{CODE}@2025C03/all").figure
    for words in ("80.00%", "医保结算", stored.trace.inputs[0].content_hash[:16], stored.version,
                  "wuzhou-2022#9", "本项目设计口径", "分子记录（医保结算）"):  # fmt: skip
        assert words in told


def test_explanation_links_clause_of_the_place_with_its_words(as_role, computed, entry) -> None:
    TargetRow.objects.filter(entry=entry).update(indicator=CODE)
    as_role("office").post(reverse("figures:compute"), {"code": CODE, **DAY})
    told = text(page(as_role("office"), "explain", f"{CODE}@2025C03/all"))
    assert entry.entry_id in told and " ".join(entry.text.split())[:20] in told


def test_unknown_figure_is_not_found(as_role, computed) -> None:
    assert page(as_role("office"), "explain", f"{CODE}@2030C03/all").status_code == 404


def test_figure_of_a_place_that_is_not_mine_is_not_found(as_role, computed, people) -> None:
    person = people["leader"]
    person.place = Place.objects.create(code="other", name="别县")
    person.save()
    assert page(as_role("leader"), "explain", f"{CODE}@2025C03/all").status_code == 404
    answer = page(as_role("leader"), "explain", f"{CODE}@2025C03/all", place="anhe")
    assert answer.status_code == 404


def test_city_sees_figures_of_the_county_below(as_role, computed, people, place) -> None:
    city = Place.objects.create(code="city", name="临澜市")
    place.parent = city
    place.save()
    person = people["leader"]
    person.place = city
    person.save()
    told = text(page(as_role("leader"), "explain", f"{CODE}@2025C03/all"))
    assert "安禾县" in told


@pytest.fixture
def split(computed):
    """Figures of two institutions beside those of all."""
    store = FigureStore(computed)
    whole = store.get(f"{CODE}@2025C03/all").figure
    from dataclasses import replace

    from sanyi.kernel import Scope, ScopeKind

    scopes = [Scope(ScopeKind.INSTITUTION, "H01", "安禾县人民医院"),
              Scope(ScopeKind.INSTITUTION, "H02", "河口镇卫生院"), Scope(ScopeKind.PLACE, "H01")]  # fmt: skip
    store.add([replace(whole, scope=scope) for scope in scopes])
    return store


@pytest.mark.parametrize(
    ("scope", "status"),
    [("all", 200), ("institution:H01", 200), ("institution:H02", 404), ("H01", 404)],
)
def test_institution_sees_its_own_figures_and_those_of_all(
    as_role, split, hospital, scope, status
) -> None:
    answer = page(as_role("institution"), "explain", f"{CODE}@2025C03/{scope}")
    assert answer.status_code == status


def test_institution_page_lists_no_other_institution(as_role, split, hospital) -> None:
    told = text(page(as_role("institution"), "indicator", CODE))
    assert "安禾县人民医院" in told and "河口镇卫生院" not in told
    assert "河口镇卫生院" in text(page(as_role("leader"), "indicator", CODE))


def test_projection_about_a_target_is_hidden_from_units_outside(as_role, paper, computed) -> None:
    from dataclasses import replace

    from sanyi.kernel import Scope, ScopeKind

    mine = as_role("liaison")
    seen = set(TargetRow.objects.filter(entry__units__unit__people__username="liaison"))
    other = TargetRow.objects.exclude(pk__in=[t.pk for t in seen]).first()
    own = next(iter(seen))
    store = FigureStore(computed)
    whole = store.get(f"{CODE}@2025C03/all").figure
    for target in (other, own):
        scope = Scope(ScopeKind.GROUP, target.target_id, target.target_id)
        store.add([replace(whole, indicator="forecast", scope=scope)])
    ids = [f"forecast@2025C03/group:{t.target_id}" for t in (other, own)]
    assert [page(mine, "explain", id).status_code for id in ids] == [404, 200]
    assert page(as_role("office"), "explain", ids[0]).status_code == 200


def test_records_are_keys_by_pages_and_the_look_is_written_down(as_role, computed) -> None:
    client = as_role("auditor")
    told = text(page(client, "records", f"{CODE}@2025C03/all", part="denominator"))
    told = told.partition("<main")[2]  # a form's token above it may hold any letters
    told = re.sub(r'value="[^"]{32,}"', "", told)
    assert "共 5 条记录" in told and "c5" in told and "c6" not in told and "p5" not in told
    event = Event.objects.get(act="view_records")
    assert event.subject == f"{CODE}@2025C03/all" and event.after["rows"] == 5


@pytest.mark.parametrize("role", ["leader", "liaison", "institution", "security_admin"])
def test_records_are_closed_to_the_others(as_role, computed, role) -> None:
    answer = page(as_role(role), "records", f"{CODE}@2025C03/all", part="numerator")
    assert answer.status_code == 403


def test_records_of_no_such_part_are_not_found(as_role, computed) -> None:
    assert page(as_role("office"), "records", f"{CODE}@2025C03/all", part="x").status_code == 404


def test_key_of_a_person_is_shown_in_part_only() -> None:
    from sanyi.datasets import Personal, contracts
    from sanyi.web.figures.adapters import key_rows

    contract = next(
        c for c in contracts().values()
        if any(c.column(k).personal is Personal.PSEUDONYMISE for k in c.key)
    )  # fmt: skip
    row = dict.fromkeys(contract.key, "0123456789abcdef")
    personal = [c for c in contract.key if contract.column(c).personal is not Personal.NONE]
    shown = dict(zip(contract.key, key_rows(contract, [row])[0], strict=True))
    assert all(shown[name] == "01234567••••" for name in personal)


def test_figures_that_were_replaced_after_loading_are_told(as_role, computed) -> None:
    from sanyi.datasets import Session, Workspace, load_table
    from web.workspace import claims, write

    more = "c7,p7,resident,990101,H01,in_county,outpatient,2025-03-20,1000,500,500,false"
    with Session(Workspace(computed)) as session:
        load_table(
            session, "claims", write(computed, "more.csv", claims(more)), "2025-05-01T08:00:00"
        )
    told = text(page(as_role("office"), "records", f"{CODE}@2025C03/all", part="numerator"))
    assert "又装载过" in told


def test_progress_of_an_open_computing_is_polled(as_role, people, place) -> None:
    made = Computation.objects.create(
        place=place, today=dt.date(2025, 3, 31), made_by=people["office"], state="running",
        progress=40, progress_text="第 1 至 20 个指标",
    )  # fmt: skip
    answer = page(as_role("office"), "progress", made.pk)
    assert "every 1s" in text(answer) and "HX-Refresh" not in answer.headers
    Computation.objects.update(state="done")
    assert page(as_role("office"), "progress", made.pk).headers["HX-Refresh"] == "true"
