"""What the door does to a page, a form, a search, a mail and a line of the log."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import io
import json
import logging

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from sanyi.ledger import State
from sanyi.web.base.logs import MaskedFormatter
from sanyi.web.base.mask_html import mask_html
from sanyi.web.base.privacy import holding, shown_data
from sanyi.web.ledgers import sheet
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.supervision import mail as outbox

NAME, PHONE = "王某某", "13800001234"
CONTACT = f"联系人：{NAME}，电话：{PHONE}。"
MASKED = "联系人：王**，电话：138****1234。"


# --- a page


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<p>{CONTACT}</p>", f"<p>{MASKED}</p>"),
        ("<p>电话：<b>1380</b>0001234</p>", "<p>电话：<b>138*</b>***1234</p>"),
        ("<td>王某某</td>\n<td>13800001234</td>", "<td>王**</td>\n<td>138****1234</td>"),
        ("<p>138<del>0000</del><ins>1111</ins>1234</p>",
         "<p>138<del>****</del><ins>****</ins>1234</p>"),
        (f'<a title="{CONTACT}" data-text="{PHONE}">x</a>',
         f'<a title="{MASKED}" data-text="138****1234">x</a>'),
        (f'<a href="tel:{PHONE}">x</a><a href="/ledger/{PHONE}/?q={PHONE}">x</a>',
         f'<a href="tel:138****1234">x</a><a href="/ledger/{PHONE}/?q=138****1234">x</a>'),
        (f"<title>{PHONE}</title><!-- {PHONE[:3]} -->", "<title>138****1234</title><!-- 138 -->"),
    ],
)  # fmt: skip
def test_page_is_masked_wherever_it_shows_words(page, shown) -> None:
    assert mask_html(page) == shown


def test_data_of_a_chart_stay_readable() -> None:
    script = '<script type="application/json">{"name": "\\u738b\\u67d0\\u67d0 %s", "n": [13800001234, 1.50]}</script>'
    shown = mask_html(script % PHONE)
    data = json.loads(shown.partition(">")[2].removesuffix("</script>"))
    assert data == {"name": "王** 138****1234", "n": [13800001234, 1.5]} and "1.50" in shown


def test_page_without_contacts_is_not_touched(as_role, paper) -> None:
    page = as_role("office").get(reverse("figures:list")).content.decode()
    assert mask_html(page) == page


def test_numbers_of_figures_are_no_telephones() -> None:
    data = {"value": PHONE, "text": PHONE, "items": [{"numerator": PHONE}]}
    shown = {"value": PHONE, "text": "138****1234", "items": [{"numerator": PHONE}]}
    assert shown_data(data, None) == shown


# --- search


def test_search_does_not_confirm_a_number_to_whom_it_is_hidden(as_role, entry, people) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(search_text=f"推进改革 {CONTACT}")
    rows = EntryRow.objects.all()
    for words, seen, hidden in (
        (PHONE, 1, 0), ("0000", 1, 0), (NAME, 1, 0), ("推进改革 联系人", 1, 1), ("1234", 1, 1),
        ("138****1234", 0, 1),
    ):  # fmt: skip
        for role, count in (("office", seen), ("leader", hidden), ("liaison", hidden)):
            assert holding(rows.filter(pk=entry.pk), "search_text", words, people[role]).count() \
                == count, (role, words)  # fmt: skip
    found = as_role("leader").get(reverse("ledgers:list"), {"q": PHONE}).content.decode()
    none = as_role("leader").get(reverse("ledgers:list"), {"q": "19911112222"}).content.decode()
    assert found.count("/ledger/") == none.count("/ledger/")
    assert f'value="{PHONE}"' in found  # one's own words are no news


def test_section_with_a_contact_is_no_choice_of_the_filter(as_role, entry) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(section=CONTACT)
    address = reverse("ledgers:list")
    assert (
        "没有符合条件" not in as_role("office").get(address, {"section": CONTACT}).content.decode()
    )
    page = as_role("leader").get(address, {"section": CONTACT})
    rows = {e.pk for e in page.context["filter"].qs}
    assert len(rows) > 1  # as without the filter: the choice is not there


# --- forms


@pytest.fixture
def reported(entry, people) -> Report:
    entry.state = State.RUNNING.value
    entry.save()
    return Report.objects.create(entry=entry, unit=people["liaison"].unit, period="2025Q3",
                                 text=CONTACT, author=people["liaison"])  # fmt: skip


def test_masked_report_handed_back_keeps_its_contacts(as_role, reported) -> None:
    address = reverse("mytasks:report", args=[reported.entry_id]) + "?period=2025Q3"
    client = as_role("liaison")
    assert MASKED in client.get(address).content.decode()
    typed = {"text": f"{MASKED}\r\n已召开会议。", "claim": "ongoing", "revision": reported.revision}
    assert client.post(address, typed).status_code == 302
    reported.refresh_from_db()
    assert reported.text == f"{CONTACT}\r\n已召开会议。"
    assert PHONE not in client.get(address).content.decode()


def test_form_with_an_error_shows_again_what_was_just_typed(as_role, reported) -> None:
    address = reverse("mytasks:report", args=[reported.entry_id]) + "?period=2025Q3"
    typed = {
        "text": "新的联系人：赵小禾，13900005678",
        "claim": "bad",
        "revision": reported.revision,
    }
    answer = as_role("liaison").post(address, typed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "13900005678" in page and PHONE not in page


def test_message_to_the_next_page_is_kept_on_the_server(as_role, entry, settings) -> None:
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")
    answer = as_role("leader").post(reverse("ledgers:save_view"), {"name": "", "query": ""})
    assert list(get_messages(answer.wsgi_request)) or "messages" not in answer.cookies


def test_problem_page_quotes_no_contact(as_role, entry) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(state=State.RUNNING.value)
    address = reverse("ledgers:add_evidence", args=[entry.pk])
    for status in (302, 400):  # the second time it names the file that is there
        file = SimpleUploadedFile(f"（{NAME}{PHONE}）.txt", b"x")
        answer = as_role("liaison").post(address, {"file": file})
        assert answer.status_code == status
    page = answer.content.decode()
    assert "已经上传过" in page and "138****1234" in page
    assert PHONE not in page and NAME not in page


# --- the Excel round trip


def test_masked_workbook_that_comes_back_overwrites_nothing(as_role, entry, people) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(title=CONTACT)
    data = as_role("leader").get(reverse("ledgers:export")).content
    assert data != sheet.exported(people["office"], EntryRow.objects.all())
    draft = _taken(people["office"], data)
    assert sheet.differences(people["office"], draft) == ([], [])


def test_edit_beside_a_masked_contact_keeps_the_contact(as_role, entry, people) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(title=CONTACT)
    data = as_role("leader").get(reverse("ledgers:export")).content
    wanted = {MASKED: f"{MASKED}（请提前预约）"}
    for is_base_kept in (True, False):
        draft = _taken(people["office"], _edited(data, wanted, is_base_kept=is_base_kept))
        [row] = sheet.differences(people["office"], draft)[0]
        assert [c.wanted for c in row.cells] == [f"{CONTACT}（请提前预约）"]


def test_asterisks_that_match_nothing_are_refused(as_role, entry, people) -> None:
    EntryRow.objects.filter(pk=entry.pk).update(title=CONTACT)
    data = as_role("leader").get(reverse("ledgers:export")).content
    draft = _taken(people["office"], _edited(data, {MASKED: "联系人：赵**，电话：139****1234。"}))
    [row] = sheet.differences(people["office"], draft)[0]
    assert [c.state.value for c in row.cells] == ["wrong"] and "隐去" in row.cells[0].problem


def _taken(person, data: bytes):
    return sheet.take_in(person, SimpleUploadedFile("台账.xlsx", data))


def _edited(data: bytes, wanted: dict[str, str], *, is_base_kept: bool = True) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for line in book["台账"].iter_rows():
        for cell in line:
            cell.value = wanted.get(cell.value, cell.value)
    if not is_base_kept:
        del book["导出时的内容"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- mails and the log


def test_mail_to_a_unit_is_masked_and_the_record_is_not(people, place, settings) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    liaison = people["liaison"]
    liaison.email = "unit@example.com"
    liaison.save()
    [message] = outbox.write_to_units(place, [liaison.unit], CONTACT, CONTACT, people["office"])
    outbox.send_messages.enqueue()
    message.refresh_from_db()
    assert message.text == CONTACT and message.state == "sent"
    assert [(m.subject, m.body) for m in mail.outbox] == [(MASKED, MASKED)]


def test_log_line_and_traceback_hold_no_contact() -> None:
    try:
        raise ValueError(CONTACT)
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "told %s", (PHONE,),
                                   (type(error), error, error.__traceback__))  # fmt: skip
    line = MaskedFormatter("{levelname} {message}", style="{").format(record)
    assert line.startswith("ERROR told 138****1234") and "ValueError" in line
    assert PHONE not in line and NAME not in line


# --- accounts


def test_administrator_reads_the_address_of_an_account_and_nothing_else(as_role, people) -> None:
    people["liaison"].email = "wang_mou@example.com"
    people["liaison"].save()
    page = as_role("system_admin").get(reverse("units:edit_person", args=[people["liaison"].pk]))
    assert "wang_mou@example.com" in page.content.decode()
    people["liaison"].name = f"{NAME} {PHONE}"
    people["liaison"].save()
    page = as_role("system_admin").get(reverse("units:edit_person", args=[people["liaison"].pk]))
    assert PHONE not in page.content.decode()
