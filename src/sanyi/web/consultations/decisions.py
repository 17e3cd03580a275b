"""Acts of the office on opinions: the effect shown first, then the decision and the wording."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.utils import timezone

from sanyi.bulletin.drafts import cleaned
from sanyi.bulletin.effect import Effect, effect_of
from sanyi.bulletin.opinions import Outcome
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.consultations import adapters
from sanyi.web.consultations.models import OpinionRow, PassageRow, Round
from sanyi.web.consultations.service import SUBJECT, _open, subject_of
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.units.models import Person

_SALT = "consultations.effect"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an opinion, as the form gives it.

    Args:
        wording: the whole passage as it is to read; not used when the opinion is refused.
        seen: proves that the effect of exactly this wording was shown.
    """

    outcome: Outcome
    reason: str
    wording: str = ""
    seen: str = ""


def typed(row: PassageRow, text: str) -> str:
    """A passage's text for a text field: cells of a row on lines of their own."""
    return text.replace("\v", "↵").replace("\t", "\n") if row.style == "row" else text


def untyped(row: PassageRow, text: str) -> str:
    """What was typed, as a passage's text.

    Raises:
        InputError: a row has other cells than before.
    """
    passage = adapters.passage_of(row)
    if row.style != "row":
        return cleaned(text, passage)
    if not text.strip():
        return ""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    count = len(passage.cells)
    if len(lines) > count:
        raise InputError(
            "CST-030", f"这一行有 {count} 格，写了 {len(lines)} 行。", "每格一行，格内分段用↵。"
        )
    lines += [""] * (count - len(lines))
    return cleaned("\t".join(line.replace("↵", "\v") for line in lines), passage)


def effect_on_ledger(row: PassageRow, text: str) -> Effect:
    """What the ledger becomes if a passage is to read so, all else as decided so far."""
    rows = list(row.round.passages.all())
    now = adapters.decided_texts(rows)
    passages = [adapters.passage_of(r) for r in rows]
    return effect_of(passages, now, {**now, row.key: text}, row.round.paper.slug)


def whole_effect(round_: Round) -> Effect:
    """What all decided changes together do to the ledger of the draft."""
    rows = list(round_.passages.all())
    passages = [adapters.passage_of(r) for r in rows]
    return effect_of(passages, {}, adapters.decided_texts(rows), round_.paper.slug)


def seal(row: PassageRow, text: str) -> str:
    """Proof that the effect of a wording on this state of the passage was shown."""
    return signing.dumps([row.pk, row.revision, _digest(text)], salt=_SALT)


def ensure_seen(row: PassageRow, text: str, seen: str) -> None:
    """Refuse a wording whose effect was not shown.

    Raises:
        InputError: it was not, or wording or passage changed since.
    """
    try:
        shown = signing.loads(seen, salt=_SALT)
    except signing.BadSignature:
        shown = None
    if shown != [row.pk, row.revision, _digest(text)]:
        raise InputError(
            "CST-031",
            "文字的改动对台账的影响还没有看过，或看过之后又有改动。",
            "先预览影响，再确认。",
        )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def proposed_text(opinion: OpinionRow) -> str:
    """The passage with the proposal put in place of the quoted words, to begin from."""
    row = opinion.passage
    if row is None:
        return ""
    if not opinion.proposed:
        return row.decided
    if opinion.quote and row.decided.count(opinion.quote) == 1:
        return row.decided.replace(opinion.quote, opinion.proposed)
    if opinion.quote and row.decided == row.text:
        return row.text[: opinion.start] + opinion.proposed + row.text[opinion.end :]
    return row.decided if opinion.quote else opinion.proposed


def _ensure_reason(decision: Decision) -> None:
    if decision.outcome is not Outcome.ACCEPTED and not decision.reason.strip():
        raise InputError("CST-032", "部分采纳、不采纳须写明理由。", "填写理由后再提交。")


@transaction.atomic
def decide(actor: Person, opinion: OpinionRow, decision: Decision, revision: int) -> OpinionRow:
    """Decide an opinion; an accepted one changes the passage to the wording that was previewed.

    Raises:
        InputError: a reason is missing, the effect was not shown, or somebody was faster.
    """
    round_ = opinion.invitation.round
    require(actor, Act.DECIDE_OPINION, round_.place)
    locked = _open(round_)
    row = OpinionRow.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if row.removed_at or row.invitation.kind != "opinions":
        raise InputError("CST-033", "单位已撤回这条意见。", "等单位重新提交。")
    ensure_revision(row, revision)
    _ensure_reason(decision)
    before = {"outcome": row.outcome, "reason": row.reason, "wording": row.wording}
    row.outcome, row.reason, row.wording = decision.outcome.value, decision.reason.strip(), ""
    if decision.outcome is not Outcome.REFUSED:
        row.wording = decision.wording.strip()
        if row.passage_id is not None:
            row.wording = _reword(actor, row.passage_id, decision, subject_of(locked))
    row.decided_by, row.decided_at = actor, timezone.now()
    row.revision += 1
    row.save()
    after = {"opinion": row.pk, "unit": row.invitation.unit.name, "outcome": row.outcome,
             "reason": row.reason, "wording": row.wording}  # fmt: skip
    record(actor, Act.DECIDE_OPINION, SUBJECT, subject_of(locked), place=locked.place,
           before=before, after=after, reason=row.reason)  # fmt: skip
    return row


@transaction.atomic
def reword(actor: Person, row: PassageRow, text: str, reason: str, seen: str) -> PassageRow:
    """Change a passage without an opinion: a number moved up, a slip; the reason is kept."""
    require(actor, Act.DECIDE_OPINION, row.round.place)
    locked = _open(row.round)
    if not reason.strip():
        raise InputError("CST-034", "直接修改文字须写明理由。", "填写理由后再提交。")
    decision = Decision(Outcome.ACCEPTED, reason, text, seen)
    _reword(actor, row.pk, decision, subject_of(locked))
    return PassageRow.objects.get(pk=row.pk)


def _reword(actor: Person, pk: int, decision: Decision, subject: str) -> str:
    row = (
        PassageRow.objects.select_for_update(of=("self",)).select_related("round__place").get(pk=pk)
    )
    text = untyped(row, decision.wording)
    ensure_seen(row, text, decision.seen)
    if text != row.decided:
        before = row.decided
        row.decided = text
        row.revision += 1
        row.save()
        record(actor, Act.DECIDE_OPINION, SUBJECT, subject, place=row.round.place,
               before={"text": before}, after={"passage": row.key, "text": text},
               reason=decision.reason.strip())  # fmt: skip
    return text
