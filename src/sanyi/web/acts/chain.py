"""The hash chain: every event carries the hash of the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanyi.kernel import Finding, Severity
from sanyi.web.acts.models import ChainHead, Event

GENESIS = "0" * 64


def _content(event: Event) -> str:
    """The words that are hashed: every field but the hash, in one fixed order."""
    fields: dict[str, Any] = {
        "number": event.number,
        "at": event.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(
            timespec="microseconds"
        ),
        "actor": event.actor_id,
        "actor_label": event.actor_label,
        "place": event.place,
        "act": event.act,
        "subject_kind": event.subject_kind,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "reason": event.reason,
        "previous": event.previous_hash,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(event: Event) -> str:
    """SHA-256 of an event and, through it, of all before it."""
    return hashlib.sha256(_content(event).encode()).hexdigest()


def append(event: Event) -> Event:
    """Link an event to the chain and save it; must run inside the act's own transaction."""
    with transaction.atomic():
        ChainHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
        head = ChainHead.objects.select_for_update().get(pk=1)
        event.number = head.number + 1
        event.at = _to_the_millisecond(timezone.now())
        event.previous_hash = head.hash
        event.hash = hash_of(event)
        event.save(force_insert=True)
        head.number, head.hash = event.number, event.hash
        head.save()
    return event


def _to_the_millisecond(moment: dt.datetime) -> dt.datetime:
    """What a backup keeps of a moment; a finer one would break the hash when it is restored."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def verify_all(expected: str = "") -> list[Finding]:
    """What is wrong with the chain of this installation.

    Args:
        expected: a hash of the chain's end copied down earlier; it must still be on the chain.
    """
    found = list(verify(Event.objects.order_by("number").iterator(), ChainHead.objects.first()))
    if expected and not Event.objects.filter(hash=expected).exists():
        found.append(_found("EVT-005", 0, "抄录过的链尾哈希不在链上：整条链被换过。"))
    return found


def verify(events: Iterable[Event], head: ChainHead | None) -> Iterator[Finding]:
    """What is wrong with a chain: changed, missing, reordered or cut-off events.

    Args:
        events: all of them, by number.
    """
    number, previous = 0, GENESIS
    for event in events:
        if event.number != number + 1:
            yield _found("EVT-002", number + 1, f"第{number + 1}条至第{event.number - 1}条缺失。")
        elif event.previous_hash != previous:
            yield _found("EVT-003", event.number, "与上一条接不上：次序被改动，或上一条被换过。")
        if event.hash != hash_of(event):
            yield _found("EVT-001", event.number, "内容与哈希不符：记录被改动过。")
        number, previous = event.number, event.hash
    expected = (head.number, head.hash) if head is not None else (0, GENESIS)
    if (number, previous) != expected:
        yield _found("EVT-004", number, f"链尾应为第{expected[0]}条，实为第{number}条。")


def _found(code: str, number: int, message: str) -> Finding:
    hint = "保全数据库文件，与备份比对，并报告安全管理员。"
    return Finding(code, Severity.ERROR, f"event/{number}", message, hint)
