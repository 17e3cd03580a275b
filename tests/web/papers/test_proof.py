"""The proofreading page: source and reading tied together, every field corrected and replayed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from sanyi.kernel import InputError, Severity, Span
from sanyi.ledger import CorrectedField, UnitRole, field_value
from sanyi.web.acts.models import Event
from sanyi.web.papers import jobs, service
from sanyi.web.papers.models import Correction, Version
from sanyi.web.papers.queries import corrected_version
from sanyi.web.papers.source import Mark, source_lines
from web.conftest import sample
from web.papers.documents import CLAUSES, EXTRA, file_of, text_of


def entry_of(version: Version, place: int = 0) -> Any:
    return corrected_version(version).ledger.entries[place]


def form_of(client: Any, version: Version, id: str) -> dict[str, str]:
    """The form of an entry as a browser would send it back."""
    answer = client.get(address(version, "correct"), {"id": id})
    form, targets = answer.context["entry_form"], answer.context["targets"]
    data = {}
    for one in (form, *targets.forms, targets.management_form):
        for field in one:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = f"{value}"
            elif choices := getattr(field.field, "choices", None):
                data[field.html_name] = choices[0][0]  # as a browser does
    return data


def address(version: Version, name: str) -> str:
    return f"/papers/{version.paper_id}/{version.number}/{name}/"


def save(client: Any, version: Version, id: str, **changes: str) -> Any:
    data = form_of(client, version, id) | changes
    return client.post(f"{address(version, 'correct')}?id={id.replace('#', '%23')}", data)


# --- the source pane


def test_every_character_of_the_source_is_shown_once(version) -> None:  # type: ignore[no-untyped-def]
    marks = [Mark("e0", Span(5, 40), "entry"), Mark("e0u0", Span(10, 20), "unit"),
             Mark("f0", Span(15, 50), "error")]  # fmt: skip
    lines = source_lines(version.text, version.layout, marks)
    assert "\n".join("".join(p.text for p in li.pieces) for li in lines) == version.text
    pieces = [p for li in lines for p in li.pieces]
    inner = next(p for p in pieces if "e0u0" in p.marks and "f0" in p.marks)
    assert inner.text.replace("\n", "") == version.text[15:20].replace("\n", "")
    assert [p.begins for p in pieces if p.begins] == ["e0"]


def test_pages_begin_where_the_file_says() -> None:
    layout = {"runs": [], "furniture": [[3, 5]], "pages": [0, 3, 7]}
    lines = source_lines("甲乙\n- 1\n丙", layout, [])
    assert [(li.page, li.is_furniture) for li in lines] == [(1, False), (2, True), (3, False)]


def test_struck_and_inserted_text_is_marked_for_both_readings(people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    draft = sample().parent / "anhe-2026-draft.docx"
    version = service.keep_file(people["office"], place, draft.name,
                                ContentFile(draft.read_bytes()), "0" * 64)  # fmt: skip
    jobs.read_version(version.pk)
    page = as_role("office").get(f"/papers/{version.paper_id}/1/").content.decode()
    assert "按原稿" in page
    assert re.search(r'<del class="piece [^>]*>\s*20</del>', page)
    assert re.search(r'<ins class="piece [^>]*>\s*30</ins>', page)


def test_every_mark_of_the_reading_points_at_the_source(version, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").get(f"/papers/{version.paper_id}/1/").content.decode()
    left = {k for keys in re.findall(r'data-marks="([^"]+)"', page) for k in keys.split()}
    right = set(re.findall(r'data-mark="([^"]+)"', page))
    assert {"e0", "e0u0", "e0u1", "e0d", "e0t0"} <= left & right
    assert left <= right


def test_leader_sees_no_telephone_numbers_of_a_draft(people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    text = text_of(*CLAUSES) + "联系人：王某某，电话：13800000000\n"
    version = service.upload(people["office"], place, file_of(text))
    url = f"/papers/{version.paper_id}/1/"
    assert "13800000000" in as_role("office").get(url).content.decode()
    assert "13800000000" not in as_role("leader").get(url).content.decode()


def test_pages_ask_the_database_as_often_for_many_entries(  # type: ignore[no-untyped-def]
    version, people, place, as_role, django_assert_max_num_queries
) -> None:
    many = [f"{c[:-1]}，第{i}批）" for i in range(12) for c in CLAUSES]
    large = service.upload(people["office"], place, file_of(
        text_of(*CLAUSES) + "\n".join(f"{i}．{c}" for i, c in enumerate(many, start=1)), "big-2025.txt"
    ))  # fmt: skip
    client = as_role("office")
    for one in (version, large):
        with django_assert_max_num_queries(12):
            client.get(f"/papers/{one.paper_id}/1/")
    assert corrected_version(Version.objects.get(pk=large.pk)).ledger.entries[10]


# --- correcting


def test_form_sent_back_unchanged_corrects_nothing(version, as_role) -> None:  # type: ignore[no-untyped-def]
    for entry in corrected_version(version).ledger.entries:
        assert save(as_role("office"), version, entry.id).status_code == 302
    assert not Correction.objects.exists()


def test_every_field_is_corrected_and_kept_apart_from_the_reading(version, as_role) -> None:  # type: ignore[no-untyped-def]
    before, read = entry_of(version), version.reading
    answer = save(
        as_role("office"), version, before.id, title="新标题", section="新章节",
        lead="县财政局、县民政局", cooperating="县卫生健康局", kind="date", due_on="2025-11-30",
        phrase="11月底前", proof="issued", **{"t-0-value": "92.5", "t-0-op": "<=", "t-0-unit": "%"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    entry = entry_of(version)
    assert (entry.title, entry.section) == ("新标题", "新章节")
    assert entry.names(UnitRole.LEAD) == ["县财政局", "县民政局"]
    assert entry.names(UnitRole.COOPERATING) == ["县卫生健康局"]
    assert str(entry.deadline.due_on) == "2025-11-30"
    assert (entry.targets[0].value, entry.targets[0].op) == (92.5, "<=")
    assert str(entry.targets[0].due.due_on) == "2025-11-30"  # it was due with the entry
    assert entry.proof.type == "issued"
    version.refresh_from_db()
    assert version.reading == read
    assert Event.objects.filter(act="correct_reading").count() == 6


def test_field_that_was_not_read_is_filled_and_one_read_is_emptied(version, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    without, with_limit = entry_of(version, 2), entry_of(version, 0)
    assert (without.deadline, with_limit.deadline is None) == (None, False)
    answer = save(client, version, without.id, kind="date", due_on="2025-11-30")
    assert answer.status_code == 302
    assert str(entry_of(version, 2).deadline.due_on) == "2025-11-30"
    save(client, version, with_limit.id, kind="", due_on="", phrase="")
    assert entry_of(version, 0).deadline is None
    assert "（无）" in client.get(f"/papers/{version.paper_id}/").content.decode()


def test_target_is_added_and_another_taken_out(version, as_role) -> None:  # type: ignore[no-untyped-def]
    entry = entry_of(version)
    count = len(entry.targets)
    save(as_role("office"), version, entry.id, **{
        "t-0-DELETE": "on", f"t-{count}-phrase": "转诊率不高于8%", f"t-{count}-value": "8",
        f"t-{count}-op": "<=", f"t-{count}-unit": "%",
    })  # fmt: skip
    targets = entry_of(version).targets
    assert len(targets) == count
    assert targets[-1].phrase == "转诊率不高于8%"
    assert targets[-1].id not in {t.id for t in entry.targets}


def test_entry_becomes_standing_or_no_task(version, as_role) -> None:  # type: ignore[no-untyped-def]
    client, id = as_role("office"), entry_of(version).id
    save(client, version, id, kind="ongoing", due_on="", phrase="")
    assert entry_of(version).deadline.kind == "ongoing"
    data = form_of(client, version, id)
    del data["is_task"]
    client.post(f"{address(version, 'correct')}?id={id.replace('#', '%23')}", data)
    assert entry_of(version).is_deleted
    assert "不列为任务" in client.get(f"/papers/{version.paper_id}/1/").content.decode()


def test_wrong_input_is_shown_in_place_and_kept(version, as_role) -> None:  # type: ignore[no-untyped-def]
    answer = save(as_role("office"), version, entry_of(version).id, kind="date", due_on="",
                  phrase="", title="不丢")  # fmt: skip
    page = answer.content.decode()
    assert "填写完成时限" in page
    assert 'value="不丢"' in page
    assert not Correction.objects.exists()


def test_second_person_sees_that_the_first_has_corrected(version, as_role) -> None:  # type: ignore[no-untyped-def]
    id = entry_of(version).id
    first, second = as_role("office"), as_role("head")
    seen = form_of(second, version, id)
    save(first, version, id, title="第一人")
    answer = second.post(f"{address(version, 'correct')}?id={id.replace('#', '%23')}",
                         seen | {"title": "第二人"})  # fmt: skip
    assert "别人已经更正过这一条" in answer.content.decode()
    assert entry_of(version).title == "第一人"


def test_correction_in_its_card_gives_the_card_back(version, as_role) -> None:  # type: ignore[no-untyped-def]
    client, id = as_role("office"), entry_of(version).id
    data = form_of(client, version, id) | {"title": "就地更正"}
    url = f"{address(version, 'correct')}?id={id.replace('#', '%23')}"
    page = client.post(url, data, HTTP_HX_REQUEST="true").content.decode()
    assert 'id="card-e0"' in page
    assert "就地更正" in page
    assert 'hx-swap-oob="true"' in page
    refused = client.post(url, data | {"kind": "nonsense"}, HTTP_HX_REQUEST="true")
    assert refused.headers["HX-Retarget"] == "#card-e0"


@pytest.mark.parametrize("role", ["leader", "liaison", "auditor"])
def test_reading_is_corrected_by_the_office_only(role, version, people, as_role) -> None:  # type: ignore[no-untyped-def]
    id = entry_of(version).id
    with pytest.raises(PermissionDenied):
        service.correct(people[role], version, id, {CorrectedField.TITLE: "甲"})
    assert as_role(role).get(address(version, "correct"), {"id": id}).status_code == 403


def test_correction_is_withdrawn_and_stays_in_the_records(version, people, as_role) -> None:  # type: ignore[no-untyped-def]
    entry = entry_of(version)
    row = service.correct(people["office"], version, entry.id, {CorrectedField.TITLE: "甲"})[0]
    as_role("office").post(address(version, "withdraw"), {"correction": row.pk})
    assert entry_of(version).title == entry.title
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    with pytest.raises(InputError, match="已经撤回"):
        service.withdraw(people["office"], version, row.pk)


def test_correction_is_replayed_when_the_document_is_read_again(version, people) -> None:  # type: ignore[no-untyped-def]
    entry = entry_of(version)
    service.correct(people["office"], version, entry.id, {CorrectedField.TITLE: "甲"})
    service.read_again(people["office"], version)
    version.refresh_from_db()
    assert entry_of(version).title == "甲"
    assert Correction.objects.get().outcome == "applied"


def test_correction_follows_its_clause_into_the_next_version(version, people, place) -> None:  # type: ignore[no-untyped-def]
    lost, kept = entry_of(version, 1), entry_of(version, 2)
    for entry in (lost, kept):
        service.correct(people["office"], version, entry.id, {CorrectedField.TITLE: "更正过"})
    later = service.upload(people["office"], place, file_of(text_of(EXTRA, CLAUSES[0], *CLAUSES[2:])),
                           paper=version.paper)  # fmt: skip
    later.refresh_from_db()
    found = {e.text: e.title for e in corrected_version(later).ledger.entries}
    assert found[kept.text] == "更正过"
    assert dict(Correction.objects.values_list("entry_id", "outcome")) == {
        lost.id: "lost", kept.id: "applied",
    }  # fmt: skip
    assert entry_of(version, 1).title == "更正过"  # the old version stays as it was corrected


def test_only_the_newest_version_is_corrected(version, people, place) -> None:  # type: ignore[no-untyped-def]
    service.upload(people["office"], place, file_of(text_of(*CLAUSES, EXTRA)), paper=version.paper)
    with pytest.raises(InputError, match="不能再更正"):
        service.correct(people["office"], version, entry_of(version).id,
                        {CorrectedField.TITLE: "甲"})  # fmt: skip


def test_facts_of_the_document_are_corrected(version, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    form = client.get(address(version, "facts")).context["form"]
    data = {f.html_name: f.value() or "" for f in form} | {"document_number": "安政办〔2025〕99号"}
    client.post(address(version, "facts"), data)
    version.paper.refresh_from_db()
    assert version.paper.number == "安政办〔2025〕99号"
    service.read_again(Version.objects.get().uploaded_by, version)
    version.paper.refresh_from_db()
    assert version.paper.number == "安政办〔2025〕99号"


def test_finding_is_settled_with_what_was_done(people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    text = text_of(*CLAUSES) + "联系人：王某某，电话：13800000000\n"
    version = service.upload(people["office"], place, file_of(text))
    version.refresh_from_db()
    ledger = corrected_version(version).ledger
    finding = next(f for f in ledger.findings if f.severity is not Severity.NOTE)
    data = {"code": finding.code, "message": finding.message, "note": "已核对原件"}
    as_role("office").post(address(version, "settle"), data)
    assert finding not in corrected_version(version).ledger.findings
    with pytest.raises(InputError, match="处理过"):
        service.settle_finding(people["office"], version, finding.code, finding.message, "再来")
    with pytest.raises(InputError, match="没有写处理结果"):
        service.settle_finding(people["office"], version, finding.code, finding.message, " ")


def test_value_that_does_not_fit_is_refused_and_nothing_is_kept(version, people) -> None:  # type: ignore[no-untyped-def]
    entry = entry_of(version)
    values = {CorrectedField.TITLE: "甲", CorrectedField.PROOF: "hearsay"}
    with pytest.raises(InputError, match="不合格式"):
        service.correct(people["office"], version, entry.id, values)
    assert not Correction.objects.exists()
    assert field_value(entry_of(version), CorrectedField.TITLE) == entry.title
