"""The outbox: every message is written first; a background task sends it where mail is set up.

Logs and problems name the message's number and the kind of error, never an address or a name.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act, Role
from sanyi.web.acts.service import record, require
from sanyi.web.base.privacy import shown_text
from sanyi.web.supervision.models import Message
from sanyi.web.units.models import Person, Place, Unit

MOST_TRIES = 5
NO_SERVER = "没有配置邮件服务器"
NO_ADDRESS = "联络员没有登记邮箱"
NO_LIAISON = "单位没有联络员账号"
_SECONDS = 20  # a mail server that does not answer must not hold the worker
_log = logging.getLogger(__name__)


def is_configured() -> bool:
    """Whether a mail server is named (``SANYI_SMTP_HOST``)."""
    return bool(settings.EMAIL_HOST)


def write_to_units(
    place: Place, units: Iterable[Unit], title: str, text: str, by: Person | None
) -> list[Message]:
    """Write a message for every liaison of each unit, sent when the transaction stands."""
    made = [message for unit in sorted(units, key=lambda u: u.pk)
            for message in _messages(place, unit, title, text, by)]  # fmt: skip
    if any(m.state == Message.State.WAITING for m in made):
        _enqueue(0)
    return made


def _messages(
    place: Place, unit: Unit, title: str, text: str, by: Person | None
) -> Iterable[Message]:
    people: list[Person | None] = [
        *Person.objects.filter(unit=unit, role=Role.LIAISON, is_active=True)
    ]
    for person in people or [None]:
        state, problem = _fate(person)
        yield Message.objects.create(
            place=place, unit=unit, to=person, title=title[:120], text=text, made_by=by,
            state=state, problem=problem,
        )  # fmt: skip


def _fate(person: Person | None) -> tuple[str, str]:
    if person is None:
        return Message.State.KEPT, NO_LIAISON
    if not is_configured():
        return Message.State.KEPT, NO_SERVER
    if not person.email:
        return Message.State.KEPT, NO_ADDRESS
    return Message.State.WAITING, ""


def _enqueue(tries: int) -> None:
    if not tries:
        send_messages.enqueue()
        return
    wait = dt.timedelta(minutes=2**tries)
    send_messages.using(run_after=timezone.now() + wait).enqueue()


@task()
def send_messages() -> int:
    """Send what waits; returns how many went out. What fails is tried again later, then given up.

    A message is marked as sent as soon as the server has taken it; only a stop between the two
    sends it twice.
    """
    if not is_configured():
        return 0
    sent = 0
    waiting = list(Message.objects.filter(state=Message.State.WAITING).order_by("pk"))
    for message in waiting:
        sent += _send(message)
    left = [m.tries for m in waiting if m.state == Message.State.WAITING]
    if left:
        _retry_later(min(left))
    return sent


def _retry_later(tries: int) -> None:
    try:
        _enqueue(tries)
    except NotImplementedError:  # a backend that runs tasks at once cannot wait
        _log.warning("messages wait for the next run: this task backend cannot defer")
    except Exception as error:
        if type(error).__name__ != "InvalidTaskError":
            raise
        _log.warning("messages wait for the next run: this task backend cannot defer")


def _send(message: Message) -> bool:
    address = message.to.email if message.to else ""
    if not address:
        message.state, message.problem = Message.State.KEPT, NO_ADDRESS
        message.save(update_fields=["state", "problem"])
        return False
    message.tries += 1
    try:
        connection = get_connection(timeout=_SECONDS)
        title, text = (shown_text(t, message.to) for t in (message.title, message.text))
        EmailMessage(title, text, to=[address], connection=connection).send()
    except (smtplib.SMTPException, OSError) as error:
        message.problem = type(error).__name__
        if message.tries >= MOST_TRIES:
            message.state = Message.State.FAILED
        _log.warning("message %s not sent: %s", message.pk, type(error).__name__)
    else:
        message.state, message.problem = Message.State.SENT, ""
        message.sent_at = timezone.now()
    message.save(update_fields=["state", "problem", "tries", "sent_at"])
    return message.state == Message.State.SENT


@transaction.atomic
def retry(actor: Person, message: Message) -> None:
    """Put a message that was given up, or never sent, back into the queue.

    Raises:
        InputError: no mail server is named, or nobody can receive it.
    """
    require(actor, Act.REMIND, message.place)
    if message.state in (Message.State.SENT, Message.State.WAITING):
        raise InputError("MSG-001", "这条消息已发送或正在等待发送。", "不需要重发。")
    state, problem = _fate(message.to)
    if state != Message.State.WAITING:
        raise InputError("MSG-002", f"不能用邮件发送：{problem}。", "请系统管理员补齐后再试。")
    message.state, message.problem, message.tries = state, "", 0
    message.save()
    record(actor, "retry_message", "message", str(message.pk), place=message.place)
    _enqueue(0)
