"""Reminders are written to the outbox first; mail goes out where a server is named."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sanyi.kernel import InputError
from sanyi.web.acts.models import Event
from sanyi.web.base import timer
from sanyi.web.ledgers.models import Report
from sanyi.web.supervision import mail, reminding, schedule
from sanyi.web.supervision.models import Message, ReminderRow

DAY = dt.date(2025, 12, 24)  # five working days before the quarter's end


@pytest.fixture
def served(settings):  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST = "mail.example"


@pytest.fixture
def with_address(people):  # type: ignore[no-untyped-def]
    people["liaison"].email = "liaison@example.cn"
    people["liaison"].save()
    return people["liaison"]


def test_each_unit_gets_one_message_and_nothing_twice(paper, people, place) -> None:  # type: ignore[no-untyped-def]
    written = reminding.remind(people["office"], place, DAY)
    assert written > 1
    units = [m.unit_id for m in Message.objects.all()]
    assert len(units) == len(set(units)) == written
    assert reminding.remind(people["office"], place, DAY) == 0
    assert ReminderRow.objects.count() > written


def test_reminders_are_given_by_the_office(paper, people, place) -> None:  # type: ignore[no-untyped-def]
    for role in ("liaison", "leader", "auditor", "analyst"):
        with pytest.raises(PermissionDenied):
            reminding.remind(people[role], place, DAY)


def test_no_reminder_on_a_day_of_rest(paper, place) -> None:  # type: ignore[no-untyped-def]
    assert reminding.due_on(place, dt.date(2025, 10, 3)) == ()
    assert reminding.due_on(place, DAY)


def test_report_handed_in_ends_the_reminder(entry, people, place) -> None:  # type: ignore[no-untyped-def]
    def asked() -> bool:
        wanted = ("not_reported", entry.entry_id, people["liaison"].unit.name)
        return wanted in {(r.rule, r.subject, r.unit) for r in reminding.due_on(place, DAY)}

    assert asked()
    Report.objects.create(entry=entry, unit=people["liaison"].unit, period="2025Q4",
                          state=Report.State.SUBMITTED, author=people["liaison"])  # fmt: skip
    assert not asked()


def test_without_a_server_messages_stay_in_the_outbox(paper, people, place, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    reminding.remind(people["office"], place, DAY)
    assert set(Message.objects.values_list("state", flat=True)) == {"kept"}
    assert mail.send_messages.func() == 0 and mailoutbox == []


@pytest.mark.usefixtures("paper", "served")
def test_mail_goes_out_once(  # type: ignore[no-untyped-def]
    people, place, with_address, mailoutbox, at_once
) -> None:
    reminding.remind(people["office"], place, DAY)
    (sent,) = mailoutbox
    assert sent.to == ["liaison@example.cn"] and "还没有上报进展" in sent.body
    mail.send_messages.func()
    assert len(mailoutbox) == 1
    assert Message.objects.get(to=with_address).state == "sent"
    assert set(Message.objects.exclude(to=with_address).values_list("problem", flat=True)) == {
        mail.NO_LIAISON
    }


@pytest.mark.usefixtures("paper", "served")
def test_failed_mail_is_tried_again_then_given_up_and_can_be_sent_again(  # type: ignore[no-untyped-def]
    people, with_address, mailoutbox, monkeypatch, caplog
) -> None:
    def refused(*_: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"liaison@example.cn": (550, b"no")})

    reminding.remind(people["office"], with_address.place, DAY)
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr("django.core.mail.EmailMessage.send", refused)
        states = []
        for _ in range(mail.MOST_TRIES + 1):
            mail.send_messages.func()
            states.append(Message.objects.get(to=with_address).state)
    assert states == ["waiting"] * (mail.MOST_TRIES - 1) + ["failed", "failed"]
    message = Message.objects.get(to=with_address)
    assert message.problem == "SMTPRecipientsRefused"
    assert "liaison@example.cn" not in caplog.text  # no personal value in a log
    mail.retry(people["office"], message)
    assert mail.send_messages.func() == 1 and len(mailoutbox) == 1
    message.refresh_from_db()
    with pytest.raises(InputError, match="不需要重发"):
        mail.retry(people["office"], message)


def test_message_without_a_receiver_is_not_sent_again(paper, people, place, served) -> None:  # type: ignore[no-untyped-def]
    reminding.remind(people["office"], place, DAY)
    with pytest.raises(InputError, match=mail.NO_LIAISON):
        mail.retry(people["office"], Message.objects.filter(to=None).first())


def test_liaison_reads_what_was_written_to_its_unit_alone(as_role, paper, people, place) -> None:  # type: ignore[no-untyped-def]
    reminding.remind(people["office"], place, DAY)
    page = reverse("supervision:outbox")
    shown = as_role("liaison").get(page).content.decode()
    others = Message.objects.exclude(unit=people["liaison"].unit)
    assert f"<td>{people['liaison'].unit.name}</td>" in shown
    assert not any(f"<td>{m.unit.name}</td>" in shown for m in others)
    everything = as_role("office").get(page).content.decode()
    assert all(f"<td>{m.unit.name}</td>" in everything for m in others)


def test_page_previews_before_it_reminds(as_role, paper) -> None:  # type: ignore[no-untyped-def]
    office = as_role("office")
    shown = office.get(reverse("supervision:reminders"), {"day": "2025-12-24"}).content.decode()
    assert "本季度未报进展" in shown and not Message.objects.exists()
    office.post(reverse("supervision:give"), {"day": "2025-12-24"})
    assert Message.objects.exists()
    again = office.get(reverse("supervision:reminders"), {"day": "2025-12-24"}).content.decode()
    assert "没有需要提醒的" in again
    holiday = office.get(reverse("supervision:reminders"), {"day": "2025-10-03"}).content.decode()
    assert "不是工作日" in holiday
    for role in ("liaison", "leader", "auditor"):
        assert as_role(role).get(reverse("supervision:reminders")).status_code == 403


def switched_on(person, place, at: str = "00:00") -> None:  # type: ignore[no-untyped-def]
    schedule.set_plan(person, place, is_on=True, at=dt.time.fromisoformat(at))


def test_program_reminds_once_a_day_where_it_is_switched_on(  # type: ignore[no-untyped-def]
    paper, people, place, monkeypatch
) -> None:
    monkeypatch.setenv("SANYI_TODAY", DAY.isoformat())
    timer.tick()
    assert not Message.objects.exists()  # nobody has switched it on
    switched_on(people["office"], place)
    timer.tick()
    count = Message.objects.count()
    ReminderRow.objects.all().delete()  # only the kept day holds the second round back
    timer.tick()
    assert count == Message.objects.count() > 0
    assert set(Message.objects.values_list("made_by", flat=True)) == {None}


def test_program_waits_for_its_time(paper, people, place, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SANYI_TODAY", DAY.isoformat())
    noon = timezone.make_aware(dt.datetime(2025, 12, 24, 12, 0))
    monkeypatch.setattr(schedule.timezone, "localtime", lambda: noon)
    switched_on(people["office"], place, "12:01")
    timer.tick()
    assert not Message.objects.exists()
    switched_on(people["office"], place, "12:00")
    timer.tick()
    assert Message.objects.exists()


def test_program_does_not_remind_on_a_day_of_rest(paper, people, place, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SANYI_TODAY", "2025-10-03")
    switched_on(people["office"], place)
    timer.tick()
    assert not Message.objects.exists()


def test_desk_that_breaks_holds_up_no_other(monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    done: list[int] = []
    monkeypatch.setattr(timer, "TIMED", [lambda: 1 // 0, lambda: done.append(1)])
    with caplog.at_level(logging.ERROR):
        timer.tick()
    assert done == [1] and "a timed job failed" in caplog.text


def test_switch_is_on_the_page_of_the_office_and_kept_in_the_log(as_role, paper, place) -> None:  # type: ignore[no-untyped-def]
    office, address = as_role("office"), reverse("supervision:reminder_plan")
    office.post(address, {"is_on": "on", "at": "09:15"})
    assert "每个工作日 09:15" in office.get(reverse("supervision:reminders")).content.decode()
    assert Event.objects.get(act="plan_reminders").after == {"is_on": True, "at": "09:15"}
    office.post(address, {"at": "25:00"})
    assert schedule.plan_of(place).at == dt.time(9, 15)
    office.post(address, {"at": "09:15"})
    assert not schedule.plan_of(place).is_on
    assert as_role("leader").post(address, {"at": "09:15"}).status_code == 403
