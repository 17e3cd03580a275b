"""A bulletin is drafted from the data, edited, approved, issued, and then never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from sanyi.bulletin.editing import block_text
from sanyi.bulletin.store import FigureStore
from sanyi.kernel import Figure, InputError, Period
from sanyi.web.acts.models import Event, LockedPeriod
from sanyi.web.acts.service import is_locked
from sanyi.web.api import tokens
from sanyi.web.base.home import workspace_folder
from sanyi.web.supervision import bulletins, jobs, published
from sanyi.web.supervision.adapters import draft_from_record
from sanyi.web.supervision.models import BulletinRow
from sanyi.web.units.models import Place

QUARTER = Period.parse("2025Q4")
FIELDS = {
    "cut_off_on": dt.date(2025, 12, 31), "reply_on": dt.date(2026, 1, 20),
    "signed_on": dt.date(2026, 1, 8), "issuer": "安禾县医改办",
    "addressee": "医改领导小组各成员单位", "copy_to": "", "printed_by": "安禾县医改办",
}  # fmt: skip


def begin(paper, people) -> BulletinRow:  # type: ignore[no-untyped-def]
    row = bulletins.begin(people["office"], paper, QUARTER, FIELDS)
    jobs.compose_in_background.func(row.pk)
    row.refresh_from_db()
    return row


@pytest.fixture
def draft(paper, people) -> BulletinRow:  # type: ignore[no-untyped-def]
    return begin(paper, people)


@pytest.fixture
def issued(draft, people) -> BulletinRow:  # type: ignore[no-untyped-def]
    bulletins.approve(people["head"], draft, draft.revision)
    draft.refresh_from_db()
    day = dt.date(2026, 1, 9)
    return bulletins.issue(people["head"], draft, "安医改办〔2026〕1号", day, draft.revision)


def counted(row: BulletinRow) -> int:
    """Index of a paragraph that prints figures."""
    assert row.content is not None
    blocks = draft_from_record(row.content).document.blocks
    return next(i for i, b in enumerate(blocks)
                if getattr(b, "sentences", ()) and b.sentences[0].figures)  # type: ignore[union-attr]  # fmt: skip


def frozen(row: BulletinRow) -> bytes:
    with row.file.open("rb") as file:
        kept: bytes = file.read()
        return kept


def test_draft_is_composed_from_the_data_with_its_figures(draft, people) -> None:  # type: ignore[no-untyped-def]
    assert draft.state == "draft" and draft.content and draft.sheet
    assert len(draft.content["document"]["figures"]) > 10
    assert Event.objects.filter(act="draft_bulletin", subject=str(draft.pk)).count() == 2


def test_composing_that_was_killed_shows_nothing_and_is_done_whole_later(  # type: ignore[no-untyped-def]
    paper, people, monkeypatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    row = bulletins.begin(people["office"], paper, QUARTER, FIELDS)
    monkeypatch.setattr(jobs, "document_as_record", killed)
    with pytest.raises(KeyboardInterrupt):
        jobs.compose_in_background.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.content, row.sheet) == ("composing", None, None)
    monkeypatch.undo()
    jobs.compose_in_background.func(row.pk)
    row.refresh_from_db()
    assert row.state == "draft" and row.content
    before = row.content
    jobs.compose_in_background.func(row.pk)  # a third run finds nothing to do
    row.refresh_from_db()
    assert row.content == before


def test_failure_is_told_and_can_be_tried_again(paper, people, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def broken(*_: object) -> None:
        raise InputError("X-1", "对应文件读不出来。", "改正后重试。")

    row = bulletins.begin(people["office"], paper, QUARTER, FIELDS)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "judged_paper", broken)
        jobs.compose_in_background.func(row.pk)
    row.refresh_from_db()
    assert row.state == "failed" and "对应文件读不出来" in row.problem
    bulletins.compose_again(people["office"], row, row.revision)
    jobs.compose_in_background.func(row.pk)
    row.refresh_from_db()
    assert row.state == "draft"


def test_one_bulletin_of_a_quarter_is_in_work(paper, draft, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="正在办理"):
        bulletins.begin(people["office"], paper, QUARTER, FIELDS)
    bulletins.discard(people["office"], draft, "重来", draft.revision)
    assert begin(paper, people).state == "draft"


def test_edited_words_keep_their_numbers_and_are_in_the_log(draft, people) -> None:  # type: ignore[no-untyped-def]
    index = counted(draft)
    text = block_text(draft_from_record(draft.content).document, index)
    bulletins.rewrite(people["office"], draft, index, text + "总体平稳。", draft.revision)
    draft.refresh_from_db()
    assert draft.content["origins"][index] == "changed"
    event = Event.objects.get(act="edit_bulletin")
    assert event.after["text"].endswith("总体平稳。") and "总体平稳" not in event.before["text"]


def test_second_editor_is_told_of_the_first(draft, people) -> None:  # type: ignore[no-untyped-def]
    seen = draft.revision
    bulletins.add(people["office"], draft, 0, "请各单位认真对照。", seen)
    with pytest.raises(InputError, match="已被别人修改"):
        bulletins.add(people["head"], draft, 0, "请各单位抓紧。", seen)


def test_numbers_of_ones_own_are_refused_with_the_reason_on_the_page(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:edit", args=[draft.pk, counted(draft)])
    answer = as_role("office").post(page, {"text": "共99项。", "revision": draft.revision})
    assert answer.status_code == 400
    assert "没有出处的数字" in answer.content.decode() and "共99项" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.content["origins"][counted(draft)] == "made"


def test_approving_locks_the_quarter_and_ends_editing(draft, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        bulletins.approve(people["office"], draft, draft.revision)
    bulletins.approve(people["head"], draft, draft.revision)
    draft.refresh_from_db()
    assert draft.state == "approved" and is_locked(draft.place, QUARTER)
    with pytest.raises(InputError, match="不能修改"):
        bulletins.add(people["office"], draft, 0, "再加一段。", draft.revision)


def test_draft_is_not_issued_before_it_is_approved(draft, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="不能印发"):
        bulletins.issue(people["head"], draft, "一号", dt.date(2026, 1, 9), draft.revision)


def test_issued_file_is_frozen_with_its_hash(issued, people) -> None:  # type: ignore[no-untyped-def]
    data = frozen(issued)
    assert hashlib.sha256(data).hexdigest() == issued.sha256
    assert Event.objects.get(act="issue_bulletin").after["sha256"] == issued.sha256
    for change in (
        lambda: bulletins.issue(
            people["head"], issued, "二号", dt.date(2026, 1, 9), issued.revision
        ),
        lambda: bulletins.add(people["head"], issued, 0, "补一段。", issued.revision),
        lambda: bulletins.compose_again(people["head"], issued, issued.revision),
        lambda: bulletins.discard(people["head"], issued, "不要了", issued.revision),
    ):
        with pytest.raises(InputError, match="不能"):
            change()
    jobs.compose_in_background.func(issued.pk)
    issued.refresh_from_db()
    assert frozen(issued) == data and issued.state == "issued"


def test_locked_quarter_takes_no_new_bulletin_until_it_is_reopened(  # type: ignore[no-untyped-def]
    paper, issued, people
) -> None:
    with pytest.raises(InputError, match="已锁定"):
        bulletins.begin(people["office"], paper, QUARTER, FIELDS)
    with pytest.raises(InputError, match="理由"):
        bulletins.reopen_quarter(people["head"], paper.place, QUARTER, " ")
    with pytest.raises(PermissionDenied):
        bulletins.reopen_quarter(people["office"], paper.place, QUARTER, "数据更正")
    bulletins.reopen_quarter(people["head"], paper.place, QUARTER, "住院数据更正")
    correction = begin(paper, people)
    assert correction.corrects == issued
    assert frozen(issued) and BulletinRow.objects.get(pk=issued.pk).state == "issued"


def test_reopening_makes_an_approved_bulletin_a_draft_again(draft, people) -> None:  # type: ignore[no-untyped-def]
    bulletins.approve(people["head"], draft, draft.revision)
    bulletins.reopen_quarter(people["head"], draft.place, QUARTER, "漏了一份报告")
    draft.refresh_from_db()
    assert draft.state == "draft" and draft.approved_by is None


# --- pages


def test_liaison_sees_issued_bulletins_only(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:bulletin", args=[draft.pk])
    assert as_role("office").get(page).status_code == 200
    for role in ("liaison", "leader", "analyst"):
        assert as_role(role).get(page).status_code == 404
        assert as_role(role).get(reverse("supervision:word", args=[draft.pk])).status_code == 404


def test_every_number_of_the_page_leads_to_what_it_rests_on(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").get(reverse("supervision:bulletin", args=[draft.pk])).content.decode()
    for figure in draft.content["document"]["figures"]:
        assert reverse("figures:explain", args=[figure]) in page


def test_pack_holds_sheet_and_bulletin_and_is_not_for_units(as_role, issued) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:pack", args=[issued.pk])
    answer = as_role("leader").get(page)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as pack:
        names = pack.namelist()
        assert pack.read(names[1]) == frozen(issued)
    assert names[0].startswith("1-会议材料") and names[1].startswith("2-通报")
    assert as_role("liaison").get(page).status_code == 404


def test_whole_way_through_the_pages(as_role, paper, at_once) -> None:  # type: ignore[no-untyped-def]
    office, head = as_role("office"), as_role("head")
    form = {"paper": paper.pk, "quarter": "2025Q4"} | {
        k: v.isoformat() if isinstance(v, dt.date) else v for k, v in FIELDS.items()
    }
    begun = office.post(reverse("supervision:bulletin_new"), form)
    row = BulletinRow.objects.get()
    page = reverse("supervision:bulletin", args=[row.pk])
    assert begun.headers["Location"] == page
    assert "总体情况" in office.get(page).content.decode()
    watched = office.get(reverse("supervision:progress", args=[row.pk]))
    assert watched.headers["HX-Redirect"] == page
    approve = reverse("supervision:approve", args=[row.pk])
    assert office.post(approve, {"revision": row.revision}).status_code == 403
    assert head.post(approve, {"revision": row.revision}).status_code == 302
    row.refresh_from_db()
    issue = {"number": "安医改办〔2026〕1号", "signed_on": "2026-01-09", "revision": row.revision}
    assert head.post(reverse("supervision:issue", args=[row.pk]), issue).status_code == 302
    assert "已印发" in as_role("liaison").get(page).content.decode()
    lock = LockedPeriod.objects.get()
    reopen = reverse("supervision:reopen", args=[lock.pk])
    assert office.post(reopen, {"reason": "数据更正"}).status_code == 403
    assert head.post(reopen, {"reason": ""}).status_code == 400
    assert head.post(reopen, {"reason": "住院数据更正"}).status_code == 302
    periods = head.get(reverse("supervision:periods")).content.decode()
    assert "住院数据更正" in periods and "安医改办〔2026〕1号" in periods


def test_quarter_is_named_as_a_quarter(as_role, paper) -> None:  # type: ignore[no-untyped-def]
    form = {"paper": paper.pk, "quarter": "2025"} | {
        k: v.isoformat() if isinstance(v, dt.date) else v for k, v in FIELDS.items()
    }
    answer = as_role("office").post(reverse("supervision:bulletin_new"), form)
    assert answer.status_code == 400 and "不是季度" in answer.content.decode()


def issued_through_api(people, place, role="leader"):  # type: ignore[no-untyped-def]
    """What a client of the interface gets: (list, asker of one)."""
    _, token = tokens.make(people["security_admin"], "市平台", place, role, None)
    head = {"Authorization": f"Bearer {token}"}

    def get(path: str) -> Any:
        return Client().get(f"/api/v1/{path}", headers=head)

    return get


def test_issued_bulletin_is_given_out_with_its_text_and_figures(issued, people, place) -> None:  # type: ignore[no-untyped-def]
    get = issued_through_api(people, place)
    (told,) = json.loads(get("bulletins").content)["items"]
    assert (told["document_number"], told["period"]) == ("安医改办〔2026〕1号", "2025Q4")
    assert told["sha256"] == hashlib.sha256(frozen(issued)).hexdigest()
    whole = json.loads(get(f"bulletins/{told['id']}").content)
    printed = [id for block in whole["blocks"] for id in block["figures"]]
    assert printed and set(printed) <= set(told["figures"])
    paragraph = draft_from_record(issued.content).document.blocks[counted(issued)]
    words = "".join(s.text for s in paragraph.sentences)
    assert words in [block["text"] for block in whole["blocks"]]
    assert {block["kind"] for block in whole["blocks"]} >= {"heading", "paragraph", "table"}


def test_draft_is_not_given_out(draft, people, place) -> None:  # type: ignore[no-untyped-def]
    get = issued_through_api(people, place, "auditor")
    assert json.loads(get("bulletins").content)["items"] == []
    assert get(f"bulletins/{draft.pk}").status_code == 404


def test_issued_bulletin_of_another_place_is_not_given_out(issued, people) -> None:  # type: ignore[no-untyped-def]
    other = Place.objects.create(code="other", name="别县")
    people["security_admin"].place = other
    people["security_admin"].save()
    get = issued_through_api(people, other)
    assert json.loads(get("bulletins").content)["items"] == []
    assert get(f"bulletins/{issued.pk}").status_code == 404


def changed_later(row: BulletinRow, printed: str) -> Figure:
    """A figure of a bulletin, computed again with another value."""
    raw = next(f for f in row.content["document"]["figures"].values() if f["value"] == printed)
    figure = replace(Figure.from_json(raw), value=Decimal(1234))
    FigureStore(workspace_folder(settings.HOME, row.place.code)).add([figure])
    return figure


def test_issued_figure_is_explained_as_it_was_issued_after_another_run(as_role, issued) -> None:  # type: ignore[no-untyped-def]
    office = as_role("office")
    page = office.get(reverse("supervision:bulletin", args=[issued.pk])).content.decode()
    figure = changed_later(issued, "31")
    address = f"{reverse('figures:explain', args=[figure.id])}?issued=bulletin-{issued.pk}"
    assert f'href="{address}"' in page
    told = office.get(address).content.decode()
    assert '<div class="display-6 mb-2">31' in told and issued.number in told
    assert "现在的值是" in told and "1,234" in told
    now = office.get(reverse("figures:explain", args=[figure.id])).content.decode()
    assert '<div class="display-6 mb-2">1,234' in now and "印发时" not in now


def test_issued_figure_that_stayed_has_no_note(as_role, issued) -> None:  # type: ignore[no-untyped-def]
    id = next(iter(issued.content["document"]["figures"]))
    answer = as_role("office").get(
        reverse("figures:explain", args=[id]), {"issued": f"bulletin-{issued.pk}"}
    )
    assert answer.status_code == 200 and "现在的值是" not in answer.content.decode()


def test_what_was_counted_is_kept_with_the_issued_figure(issued, people) -> None:  # type: ignore[no-untyped-def]
    figure = changed_later(issued, "31")
    found = published.issued_figure(people["office"], issued.pk, figure.id)
    assert found is not None and found.figure is not None and len(found.figure.members) == 31


@pytest.mark.parametrize(
    "key", ["bulletin-0", "1", "x-1", "bulletin-999999", "bulletin--1", "bulletin-" + "9" * 30]
)
def test_document_that_is_not_there_explains_nothing(as_role, issued, key) -> None:  # type: ignore[no-untyped-def]
    id = next(iter(issued.content["document"]["figures"]))
    address = reverse("figures:explain", args=[id])
    assert as_role("office").get(address, {"issued": key}).status_code == 404


def test_draft_explains_its_figures_as_they_stand(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    id = next(iter(draft.content["document"]["figures"]))
    address = reverse("figures:explain", args=[id])
    assert as_role("office").get(address, {"issued": f"bulletin-{draft.pk}"}).status_code == 404
    assert as_role("office").get(address).status_code == 200
