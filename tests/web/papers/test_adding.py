"""Tasks that the reader missed: registered by hand, replayed, issued and renewed with the others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError, Span
from sanyi.ledger import CorrectedField, Entry, UnitRole, find_words
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers import adding, issuing, service
from sanyi.web.papers.adapters import document_of
from sanyi.web.papers.models import Correction, Version
from sanyi.web.papers.queries import corrected_version
from web.papers.documents import CLAUSES, file_of, text_of

MISSED = (
    "健全药品短缺监测预警制度，9月底前监测覆盖率达到95%以上。（县市场监督管理局牵头，县财政局配合）"
)
TEXT = text_of(*CLAUSES).replace("一、重点任务", MISSED + "\n一、重点任务")
HAND = "anhe-2027#hand/1"


@pytest.fixture
def missing(place: Any, people: Any) -> Version:
    """A version whose first task has no number, so that the reader took it for front matter."""
    made = service.upload(people["office"], place, file_of(TEXT))
    made.refresh_from_db()
    assert len(corrected_version(made).ledger.entries) == len(CLAUSES)
    return made


def span_of(version: Version, words: str = MISSED) -> Span:
    return find_words(version.text, words)[0]


def ledger_entry(version: Version, id: str = HAND) -> Entry | None:
    entries = corrected_version(Version.objects.get(pk=version.pk)).ledger.entries
    return next((e for e in entries if e.id == id), None)


def address(version: Version) -> str:
    return f"/papers/{version.paper_id}/{version.number}/add/"


def posted(answer: Any) -> dict[str, str]:
    """The form of the page as a browser without scripts would send it."""
    data = {}
    for one in (answer.context["entry_form"], *answer.context["targets"].forms,
                answer.context["targets"].management_form):  # fmt: skip
        for field in one:
            value = field.value()
            choices = getattr(field.field, "choices", None)
            if value not in (None, False, ""):
                data[field.html_name] = f"{value}"
            elif choices:
                data[field.html_name] = choices[0][0]
    span = answer.context["span"]
    return data | {"start": str(span.start), "end": str(span.end)}


# --- without a mouse


def test_missed_paragraph_is_offered_and_registered_without_scripts(missing, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    assert address(missing) in client.get(f"/papers/{missing.paper_id}/1/").content.decode()
    choices = dict(client.get(address(missing)).context["form"].fields["paragraph"].choices)
    start = span_of(missing).start
    assert choices[start].startswith("健全药品短缺")
    assert not any(CLAUSES[0][:20] in label for label in choices.values())
    answer = client.get(address(missing), {"paragraph": start, "words": ""}, follow=True)
    form = answer.context["entry_form"]
    assert form["lead"].value() == "县市场监督管理局"
    assert f"{form['due_on'].value()}" == "2025-09-30"
    assert answer.context["targets"].forms[0]["value"].value() == 95
    saved = client.post(address(missing), posted(answer) | {"title": "药品短缺监测"}, follow=True)
    assert "已登记为任务" in saved.content.decode()
    entry = ledger_entry(missing)
    assert entry is not None
    assert (entry.title, entry.names(UnitRole.COOPERATING)) == ("药品短缺监测", ["县财政局"])
    assert list(Correction.objects.values_list("field", flat=True)) == ["added", "title"]


def test_words_are_quoted_without_regard_to_line_breaks(missing, as_role) -> None:  # type: ignore[no-untyped-def]
    words = "2025年9月底前出台\n总额预付 实施方案。"
    answer = as_role("office").get(address(missing), {"words": words}, follow=True)
    assert answer.context["entry"].text == "2025年9月底前出台总额预付实施方案。"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "没有指明"),
        ("原文里没有这句话", "没有这些文字"),
        ("县医疗保障局", "出现"),
        ("县市", "太少"),
    ],
)
def test_words_that_name_no_place_are_refused_with_what_to_do(
    words, says, missing, as_role
) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("office").get(address(missing), {"words": words}, follow=True)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Correction.objects.exists()


def test_entry_that_is_there_is_not_registered_again(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    first = corrected_version(missing).ledger.entries[0]
    answer = as_role("office").get(
        address(missing), {"start": first.span.start, "end": first.span.end}
    )
    assert answer.status_code == 400
    assert first.id in answer.content.decode()
    adding.add(people["office"], missing, span_of(missing), {})
    with pytest.raises(InputError, match=re.escape(HAND)):
        adding.add(people["head"], missing, span_of(missing), {})


def test_nonsense_in_the_address_or_form_is_shown_and_nothing_is_kept(missing, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    for query in ({"start": "x", "end": "3"}, {"start": "9", "end": "3"}, {"paragraph": "77"}):
        assert client.get(address(missing), query).status_code in (200, 400)
    past_the_end = {"start": "0", "end": "999999999"}
    assert client.get(address(missing), past_the_end).status_code == 200
    span = span_of(missing)
    answer = client.get(address(missing), {"start": span.start, "end": span.end})
    refused = client.post(
        address(missing), posted(answer) | {"kind": "date", "due_on": "", "phrase": ""}
    )
    assert refused.status_code == 400
    assert "填写完成时限" in refused.content.decode()
    assert not Correction.objects.exists()


# --- with a mouse: what the page gives to the script


def test_pieces_of_the_source_tell_where_they_stand(missing, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").get(f"/papers/{missing.paper_id}/1/").content.decode()
    found = re.findall(r'data-at="(\d+)"[^>]*>([^<]+)<', page)
    assert len(found) > 10
    for at, text in found:
        assert missing.text[int(at) :].startswith(text)


# --- what is kept


def test_registering_is_written_down_with_who_and_when(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {}, note="原文没有编号")
    event = Event.objects.filter(act="correct_reading").latest("number")
    assert (event.actor, event.before["entry"], event.reason) == (
        people["office"], HAND, "原文没有编号",
    )  # fmt: skip
    page = as_role("office").get(f"/papers/{missing.paper_id}/1/").content.decode()
    assert "人工登记" in page
    assert people["office"].name in page
    other = as_role("leader").get(f"/papers/{missing.paper_id}/1/").content.decode()
    assert "人工登记" in other
    assert people["office"].name not in other
    assert "列为任务" in as_role("office").get(f"/papers/{missing.paper_id}/").content.decode()


@pytest.mark.parametrize("role", ["leader", "liaison", "auditor"])
def test_tasks_are_registered_by_the_office_only(role, missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        adding.add(people[role], missing, span_of(missing), {})
    assert as_role(role).get(address(missing)).status_code == 403


def test_value_that_does_not_fit_leaves_no_half_entry(missing, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError):
        adding.add(people["office"], missing, span_of(missing), {CorrectedField.PROOF: "hearsay"})
    assert ledger_entry(missing) is None
    assert not Event.objects.filter(act="correct_reading").exists()


def test_registering_is_taken_back_with_its_corrections(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {CorrectedField.TITLE: "甲"})
    row = Correction.objects.get(field="added")
    as_role("office").post(f"/papers/{missing.paper_id}/1/withdraw/", {"correction": row.pk})
    assert ledger_entry(missing) is None
    assert Correction.objects.filter(withdrawn_at__isnull=True).count() == 0
    again = adding.add(people["office"], missing, span_of(missing), {})
    assert again.id == "anhe-2027#hand/2"  # an id is given once


def test_registered_entry_is_corrected_like_others(missing, people) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {})
    service.correct(people["head"], missing, HAND, {CorrectedField.IS_TASK: False})
    entry = ledger_entry(missing)
    assert entry is not None
    assert entry.is_deleted


# --- read again, next version, in force


def test_registered_entry_is_there_after_reading_again(missing, people) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {CorrectedField.TITLE: "甲"})
    service.read_again(people["office"], missing)
    entry = ledger_entry(missing)
    assert entry is not None
    assert entry.title == "甲"
    assert set(Correction.objects.values_list("outcome", flat=True)) == {"applied"}


def newer(version: Version, people: Any, text: str) -> Version:
    later = service.upload(
        people["office"], version.paper.place, file_of(text), paper=version.paper
    )
    later.refresh_from_db()
    return later


def test_registered_entry_goes_into_the_ledger_and_its_exports(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {})
    issuing.issue(people["head"], missing, reason="已核对")
    row = EntryRow.objects.get(entry_id=HAND)
    assert row.paper.entries.count() == len(CLAUSES) + 1
    assert row.position == 0  # where its words stand
    assert {u.unit.name for u in row.units.all()} == {"县市场监督管理局", "县财政局"}
    assert row.targets.get().target_id == f"{HAND}/t1"
    assert "人工登记" in as_role("office").get(f"/ledger/{row.pk}/").content.decode()
    read = row.paper.entries.exclude(pk=row.pk).first()
    assert "人工登记" not in as_role("office").get(f"/ledger/{read.pk}/").content.decode()


def test_workbook_says_which_entries_were_registered_by_hand(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    import io

    from openpyxl import load_workbook

    adding.add(people["office"], missing, span_of(missing), {})
    issuing.issue(people["head"], missing, reason="已核对")
    answer = as_role("office").get("/ledger/export/")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    id, source = rows[0].index("编号"), rows[0].index("来源")
    assert {r[id] for r in rows[1:] if r[source] == "人工登记"} == {HAND}


def test_registered_entry_keeps_its_row_in_the_next_version(missing, people) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {CorrectedField.TITLE: "甲"})
    issuing.issue(people["head"], missing, reason="已核对")
    row = EntryRow.objects.get(entry_id=HAND)
    later = newer(
        missing, people, TEXT.replace("95%", "98%").replace("2025年12月底", "2025年11月底")
    )
    found = corrected_version(later)
    assert [f.code for f in found.ledger.findings if f.where == HAND] == ["COR-004"]
    issuing.issue(people["head"], later, reason="已核对")
    kept = EntryRow.objects.get(entry_id=HAND)
    assert kept.pk == row.pk
    assert kept.title == "甲"
    assert "98%" in kept.text


def test_lost_words_are_a_finding_and_the_row_is_asked_about(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {})
    issuing.issue(people["head"], missing, reason="已核对")
    later = newer(missing, people, text_of(*CLAUSES))
    assert Correction.objects.get(field="added").outcome == "lost"
    assert "COR-003" in {f.code for f in corrected_version(later).ledger.findings}
    page = as_role("head").get(f"/papers/{later.paper_id}/issue/").content.decode()
    assert f"{HAND} · 人工登记" in page
    issuing.issue(people["head"], later, reason="已核对", terminate=[])
    assert EntryRow.objects.get(entry_id=HAND).state == "proposed"  # nothing is lost


def test_entry_the_reader_finds_later_keeps_the_published_id(missing, people) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {CorrectedField.TITLE: "甲"})
    issuing.issue(people["head"], missing, reason="已核对")
    later = newer(missing, people, text_of(*CLAUSES, MISSED))
    assert Correction.objects.get(field="added").outcome == "read"
    issuing.issue(people["head"], later, reason="已核对")
    row = EntryRow.objects.get(entry_id=HAND)
    assert (row.number, row.title) == ("（五）", "甲")
    assert row.paper.entries.count() == len(CLAUSES) + 1


def test_difference_of_versions_shows_the_registered_entry(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    adding.add(people["office"], missing, span_of(missing), {})
    newer(missing, people, TEXT.replace("95%", "98%"))
    page = as_role("office").get(f"/papers/{missing.paper_id}/difference/").content.decode()
    assert "人工登记" in page
    assert "<ins>98%</ins>" in page


def test_version_in_force_takes_no_more_entries(missing, people, as_role) -> None:  # type: ignore[no-untyped-def]
    issuing.issue(people["head"], missing, reason="已核对")
    assert as_role("office").get(address(missing)).status_code == 302
    with pytest.raises(InputError, match="不能再更正"):
        adding.add(people["office"], missing, span_of(missing), {})


def test_stored_text_gives_the_document_back(missing) -> None:  # type: ignore[no-untyped-def]
    document = document_of(missing)
    assert "\n".join(li.span.of(document.text) for li in document.lines) == missing.text
    assert [r.span.start for r in document.runs][:1] == [0]
    assert sum(len(r.span) for r in document.runs) == len(missing.text)
