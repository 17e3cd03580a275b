"""A file becomes a table in steps that a person confirms; nothing is half done."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanyi.datasets import Workspace
from sanyi.web.acts.models import Event
from sanyi.web.data import jobs, service, staging
from sanyi.web.data.models import Checking, Import
from web.workspace import claims

BAD = (
    "c8,王小明,resident,990101,H01,nowhere,outpatient,2025-03-20,1000,500,500,false",
    "c1,p9,resident,990101,H01,in_county,outpatient,2025-03-20,1000,500,500,false",
)


def upload(client, text: str, table="claims", name="claims.csv"):
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    return client.post(reverse("data:new"), {"table": table, "file": file})


def mapped(one: Import) -> dict[str, str]:
    """The form as the page shows it, sent back unchanged."""
    from sanyi.datasets import get_contract
    from sanyi.web.data.adapters import mapping_from_record
    from sanyi.web.data.forms import MappingForm

    form = MappingForm(contract=get_contract(one.table), headings=one.headings,
                       mapping=mapping_from_record(one.table, one.mapping))  # fmt: skip
    fields = {name: form[name].initial or "" for name in form.fields}
    return {**fields, "mode": "full", "revision": str(one.revision)}


def send(client, name: str, one: Import, data=None):
    return client.post(reverse(f"data:{name}", args=[one.pk]), data or {})


@pytest.fixture
def tried(workspace, as_role) -> Import:
    """A file with two bad rows, tried but not loaded."""
    client = as_role("analyst")
    upload(client, claims(*BAD))
    one = Import.objects.get()
    send(client, "map", one, mapped(one))
    one.refresh_from_db()
    return one


def test_upload_is_kept_privately_and_its_columns_are_read(workspace, as_role) -> None:
    answer = upload(as_role("analyst"), claims())
    one = Import.objects.get()
    assert answer.headers["Location"] == reverse("data:import", args=[one.pk])
    assert one.state == Import.State.MAPPING and "claim_id" in one.headings
    path = staging.path_of(one)
    assert path.exists() and path.stat().st_mode & 0o077 == 0
    assert staging.folder().stat().st_mode & 0o077 == 0
    page = as_role("analyst").get(reverse("data:import", args=[one.pk])).content.decode()
    assert "列对应" in page and "结算编号" in page


def test_trial_tells_what_would_be_rejected_and_changes_nothing(tried, workspace, as_role) -> None:
    assert tried.state == Import.State.READY
    counts = tried.preview["report"]
    assert (counts["rows_in"], counts["kept"], counts["rejected"]) == (8, 6, 2)
    assert Workspace(workspace).entry("claims").loaded_at == "2025-04-01T08:00:00"
    page = as_role("auditor").get(reverse("data:import", args=[tried.pk])).content.decode()
    assert "读入 8 行 = 将保留 6 行 + 将拒收 2 行" in page
    assert "王小明" not in page and "主键重复" in page
    load = reverse("data:load", args=[tried.pk])
    assert load not in page  # an auditor looks on
    assert load in as_role("office").get(reverse("data:import", args=[tried.pk])).content.decode()
    assert not list(staging.folder().glob("preview-*"))


def test_confirmed_load_counts_every_row_and_removes_the_file(tried, workspace, as_role) -> None:
    send(as_role("analyst"), "load", tried, {"revision": tried.revision})
    tried.refresh_from_db()
    assert tried.state == Import.State.DONE
    assert (tried.report["rows_in"], tried.report["kept"], tried.report["rejected"]) == (8, 6, 2)
    assert not staging.path_of(tried).exists()
    assert {e.act for e in Event.objects.filter(subject="claims")} == {"load_data", "loaded"}
    assert Checking.objects.get().state == Checking.State.DONE


def test_rejected_rows_are_shown_with_reasons_and_without_persons(
    tried, workspace, as_role
) -> None:
    send(as_role("analyst"), "load", tried, {"revision": tried.revision})
    answer = as_role("auditor").get(reverse("data:rejected", args=["claims", 0]))
    told = answer.content.decode()
    assert "拒收 2 行" in told and "nowhere" in told and "王小明" not in told and "••••" in told
    assert as_role("auditor").get(reverse("data:rejected", args=["claims", 7])).status_code == 404
    page = as_role("auditor").get(reverse("data:table", args=["claims"])).content.decode()
    assert "内容哈希" in page and reverse("data:rejected", args=["claims", 0]) in page


def test_upsert_is_tried_against_the_table_as_it_stands(workspace, as_role) -> None:
    client = as_role("analyst")
    head, first, *_ = claims().splitlines()
    upload(client, "\n".join([head, first, first.replace("c1", "c9")]) + "\n")
    one = Import.objects.get()
    for mode, (kept, rows) in {"insert": (1, 7), "upsert": (2, 7), "full": (2, 2)}.items():
        one.refresh_from_db()
        send(client, "map", one, {**mapped(one), "mode": mode})
        one.refresh_from_db()
        assert (one.preview["report"]["kept"], one.preview["report"]["table_rows"]) == (kept, rows)


def test_changed_mapping_and_constant_are_used(workspace, as_role) -> None:
    client = as_role("analyst")
    upload(client, claims().replace("place_of_care", "去向说明"))
    one = Import.objects.get()
    form = mapped(one)
    assert form["source.place_of_care"] == ""
    answer = send(client, "map", one, form)
    assert "必填列 place_of_care" in answer.content.decode()
    both = {**form, "source.place_of_care": "去向说明", "constant.place_of_care": "in_county"}
    assert "不要再填固定值" in send(client, "map", one, both).content.decode()
    send(client, "map", one, {**form, "source.place_of_care": "去向说明"})
    one.refresh_from_db()
    assert one.state == Import.State.READY and one.preview["report"]["rejected"] == 0
    assert any(c["reason"] == "由经办人指定" for c in one.mapping["columns"])


def test_mapping_confirmed_once_is_proposed_for_the_next_file(workspace, as_role) -> None:
    client = as_role("analyst")
    text = claims().replace("place_of_care", "去向说明")
    upload(client, text)
    one = Import.objects.get()
    send(client, "map", one, {**mapped(one), "source.place_of_care": "去向说明"})
    one.refresh_from_db()
    send(client, "load", one, {"revision": one.revision})
    upload(client, text.replace("c6", "c16"))
    assert mapped(Import.objects.first())["source.place_of_care"] == "去向说明"


@pytest.mark.parametrize("role", ["head", "auditor", "leader", "liaison", "system_admin"])
def test_loading_is_for_analyst_and_office(workspace, tried, as_role, role) -> None:
    client = as_role(role)
    assert upload(client, claims()).status_code == 403
    for name in ("map", "load", "cancel", "read_again"):
        assert send(client, name, tried, {"revision": tried.revision}).status_code == 403
    tried.refresh_from_db()
    assert tried.state == Import.State.READY


def test_import_of_another_place_is_not_found(tried, as_role, people) -> None:
    from sanyi.web.units.models import Place

    person = people["analyst"]
    person.place = Place.objects.create(code="other", name="别县")
    person.save()
    for name in ("import", "state"):
        address = reverse(f"data:{name}", args=[tried.pk])
        assert as_role("analyst").get(address).status_code == 404
    assert send(as_role("analyst"), "load", tried, {"revision": 2}).status_code == 404


def test_stale_page_neither_maps_nor_loads(tried, as_role, workspace) -> None:
    client = as_role("analyst")
    send(client, "map", tried, {**mapped(tried), "mode": "upsert"})
    answer = send(as_role("office"), "load", tried, {"revision": tried.revision})
    assert answer.status_code == 400 and "已被别人修改" in answer.content.decode()
    assert Workspace(workspace).entry("claims").loaded_at == "2025-04-01T08:00:00"


def test_untried_file_is_not_loaded(workspace, as_role) -> None:
    upload(as_role("analyst"), claims())
    one = Import.objects.get()
    answer = send(as_role("analyst"), "load", one, {"revision": one.revision})
    assert answer.status_code == 400 and "还没有试装" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", "a"), ("x.xls", "a"), ("x.csv", ""), ("x.xlsx", "no zip"), ("x.parquet", "no")],
)
def test_wrong_file_is_refused_at_the_door(workspace, as_role, name, content) -> None:
    answer = upload(as_role("analyst"), content, name=name)
    assert answer.status_code == 200 and not Import.objects.exists()
    assert list(staging.folder().iterdir()) == []


def test_file_without_headings_fails_with_what_to_do(workspace, as_role) -> None:
    upload(as_role("analyst"), ",,\n")
    one = Import.objects.get()
    assert one.state == Import.State.FAILED and "表头" in one.problem
    page = as_role("analyst").get(reverse("data:import", args=[one.pk])).content.decode()
    assert "表头" in page


def test_cancelled_import_leaves_no_file(tried, as_role) -> None:
    send(as_role("analyst"), "cancel", tried)
    tried.refresh_from_db()
    assert tried.state == Import.State.CANCELLED and not staging.path_of(tried).exists()
    assert send(as_role("analyst"), "cancel", tried).status_code == 400


def test_killed_after_the_table_was_written_ends_well_when_run_again(
    tried, workspace, monkeypatch
) -> None:
    """The worker dies between the table and the row; the task is run again."""
    Import.objects.update(state=Import.State.LOADING, loaded_at="2025-05-01T08:00:00")

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "report_as_record", die)
        with pytest.raises(Killed):
            jobs.load_in_background.func(tried.pk)
    tried.refresh_from_db()
    assert tried.state == Import.State.LOADING and staging.path_of(tried).exists()
    assert Workspace(workspace).entry("claims").sources[0].rejected == 2
    jobs.load_in_background.func(tried.pk)
    tried.refresh_from_db()
    assert tried.state == Import.State.DONE and tried.report["kept"] == 6
    assert not staging.path_of(tried).exists()
    assert jobs.load_in_background.func(tried.pk) == Import.State.DONE
    assert Event.objects.filter(act="loaded").count() == 1


def test_files_that_nobody_owns_are_swept(workspace, tried) -> None:
    stray = staging.folder() / "stray.csv"
    stray.write_text("x")
    Import.objects.filter(pk=tried.pk).update(made_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    service.give_up_old()
    tried.refresh_from_db()
    assert tried.state == Import.State.CANCELLED
    assert list(staging.folder().iterdir()) == []


def test_checks_grade_tables_and_two_runs_are_compared(workspace, as_role) -> None:
    client = as_role("office")
    client.post(reverse("data:check"), {"as_of": "2025-04-01"})
    first = Checking.objects.get()
    assert (first.state, first.tables) == ("done", 2)
    bad = "c9,p9,resident,990101,H09,in_county,outpatient,2025-03-20,1000,500,500,false"
    upload(client, claims(bad))
    one = Import.objects.get()
    send(client, "map", one, mapped(one))
    one.refresh_from_db()
    send(client, "load", one, {"revision": one.revision})
    answer = client.get(reverse("data:differences"))
    rows = {(r["difference"].check, r["label"]) for r in answer.context["rows"]}
    assert ("not_null(column=claim_id)", "新出现") not in rows
    assert any(label == "新出现" for _, label in rows)
    page = client.get(reverse("data:checks")).content.decode()
    assert "医保结算" in page
    told = client.get(reverse("data:table", args=["claims"])).content.decode()
    assert "不合要求" in told


def test_one_check_cannot_be_compared(workspace, as_role) -> None:
    answer = as_role("office").get(reverse("data:differences"), follow=True)
    assert "至少要有两次检查" in answer.content.decode()


def test_list_tells_rows_and_what_is_missing(workspace, as_role) -> None:
    told = as_role("auditor").get(reverse("data:list")).content.decode()
    assert "83 张表中已装载 2 张" in told and "装入数据" not in told
    loaded = as_role("office").get(reverse("data:list"), {"loaded": "yes"}).context["rows"]
    assert {r["contract"].name for r in loaded} == {"claims", "institutions"}


def test_unknown_table_is_not_found(workspace, as_role) -> None:
    assert as_role("office").get(reverse("data:table", args=["nothing"])).status_code == 404
