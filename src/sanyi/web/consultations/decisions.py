"""Acts of the office on opinions: the effect shown first, then the decision and the wording."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sanyi.bulletin.draft_changes import added_passage
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
_ADDED = "#p+"  # in the key of a passage that stands in no draft


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an opinion, as the form gives it.

    Args:
        wording: the whole passage as it is to read; not used when the opinion is refused.
        added: a passage that comes behind it, empty for none.
        seen: proves that the effect of exactly this wording was shown.
    """

    outcome: Outcome
    reason: str
    wording: str = ""
    seen: str = ""
    added: str = ""


def typed(row: PassageRow, text: str) -> str:
    """A passage's text for a text field: cells of a row on lines of their own."""
    return text.replace("\v", "↵").replace("\t", "\n") if row.style == "row" else text


def untyped(row: PassageRow, text: str) -> str:
    """What was typed, as a passage's text.

    Raises:
        InputError: a row has other cells than before.
    """
    passage = adapters.passage_of(row)
    text = text.replace("\r\n", "\n")
    if text == typed(row, row.decided):  # untouched: what the draft has beyond plain text stays
        return row.decided
    if row.style != "row":
        return cleaned(text, passage)
    if not text.strip():
        return ""
    lines = text.rstrip("\n").split("\n")
    count = len(passage.cells)
    if len(lines) > count:
        raise InputError(
            "CST-030", f"这一行有 {count} 格，写了 {len(lines)} 行。", "每格一行，格内分段用↵。"
        )
    lines += [""] * (count - len(lines))
    return cleaned("\t".join(line.replace("↵", "\v") for line in lines), passage)


def row_behind(row: PassageRow, text: str = "") -> PassageRow:
    """A passage that is added behind another, not stored yet: a row behind a row."""
    number = row.round.passages.filter(key__contains=_ADDED).count() + 1
    key = f"{row.round.paper.slug}{_ADDED}{number}"
    before = adapters.passage_of(row)
    passage = added_passage(replace(before, text=row.decided or row.text), key, text)
    return adapters.passage_row(row.round, row.position + 1, passage)


def effect_on_ledger(
    row: PassageRow, text: str, added: PassageRow | None = None, added_text: str = ""
) -> Effect:
    """What the ledger becomes if a passage is to read so, all else as decided so far.

    Args:
        added: a passage behind it, stored or not, that is to read ``added_text``.
    """
    rows = list(row.round.passages.all())
    now = adapters.decided_texts(rows)
    after = {**now, row.key: text}
    if added is not None:
        after[added.key] = added_text
        if added.pk is None:
            now[added.key] = ""
            rows.insert(rows.index(row) + 1, added)
    passages = [adapters.passage_of(r) for r in rows]
    draft = adapters.draft_of(row.round.version)
    return effect_of(passages, now, after, row.round.paper.slug, draft)


def whole_effect(round_: Round) -> Effect:
    """What all decided changes together do to the ledger of the draft."""
    rows = list(round_.passages.all())
    passages = [adapters.passage_of(r) for r in rows]
    draft = adapters.draft_of(round_.version)
    return effect_of(passages, {}, adapters.decided_texts(rows), round_.paper.slug, draft)


def seal(row: PassageRow, text: str, added: str = "") -> str:
    """Proof that the effect of a wording on this state of the passage was shown.

    Args:
        added: the passage that comes behind it.
    """
    return signing.dumps(_seen(row, text, added), salt=_SALT)


def ensure_seen(row: PassageRow, text: str, seen: str, added: str = "") -> None:
    """Refuse a wording whose effect was not shown.

    Raises:
        InputError: it was not, or wording or passage changed since.
    """
    try:
        shown = signing.loads(seen, salt=_SALT)
    except signing.BadSignature:
        shown = None
    if shown != _seen(row, text, added):
        raise InputError(
            "CST-031",
            "文字的改动对台账的影响还没有看过，或看过之后又有改动。",
            "先预览影响，再确认。",
        )


def _seen(row: PassageRow, text: str, added: str) -> list[Any]:
    return [row.pk, row.revision, _digest(text), _digest(added)]


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
            row.wording, row.added = _reword(actor, row.passage_id, decision, row.added)
    elif row.added is not None:
        _keep_text(actor, row.added, "", row.reason)
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
    _open(row.round)
    if not reason.strip():
        raise InputError("CST-034", "直接修改文字须写明理由。", "填写理由后再提交。")
    _reword(actor, row.pk, Decision(Outcome.ACCEPTED, reason, text, seen))
    return PassageRow.objects.get(pk=row.pk)


@transaction.atomic
def add_behind(actor: Person, row: PassageRow, text: str, reason: str, seen: str) -> PassageRow:
    """Add a passage behind another without an opinion: a clause, or a row of its table.

    Raises:
        InputError: the text or the reason is missing, or the effect was not shown.
    """
    require(actor, Act.DECIDE_OPINION, row.round.place)
    _open(row.round)
    if not reason.strip():
        raise InputError("CST-034", "直接修改文字须写明理由。", "填写理由后再提交。")
    locked = _locked_row(row.pk)
    made = Decision(Outcome.ACCEPTED, reason, typed(locked, locked.decided), seen, text)
    _, added = _reword(actor, locked.pk, made)
    if added is None:
        raise InputError("CST-035", "没有写新增的文字。", "写明新增的条款，或表格一行的各格。")
    return added


def _locked_row(pk: int) -> PassageRow:
    rows = PassageRow.objects.select_for_update(of=("self",))
    return rows.select_related("round__place", "round__paper", "round__version").get(pk=pk)


def _reword(
    actor: Person, pk: int, decision: Decision, added: PassageRow | None = None
) -> tuple[str, PassageRow | None]:
    """Keep the wording of a passage, and of one behind it: ``added`` if it is there already."""
    row = _locked_row(pk)
    text = untyped(row, decision.wording)
    behind = added or row_behind(row, decision.added)
    more = untyped(behind, decision.added)
    ensure_seen(row, text, decision.seen, more)
    _keep_text(actor, row, text, decision.reason)
    if added is None and more:
        row.round.passages.filter(position__gt=row.position).update(position=F("position") + 1)
        behind.save()
        # what was shown for another passage behind this one is not what it would do now
        PassageRow.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
    if added is not None or more:
        _keep_text(actor, behind, more, decision.reason)
    return text, behind if behind.pk is not None else None


def _keep_text(actor: Person, row: PassageRow, text: str, reason: str) -> None:
    if text == row.decided:
        return
    before, row.decided = row.decided, text
    row.revision += 1
    row.save()
    record(actor, Act.DECIDE_OPINION, SUBJECT, subject_of(row.round), place=row.round.place,
           before={"text": before}, after={"passage": row.key, "text": text,
                                           **({"added": True} if row.is_added else {})},
           reason=reason.strip())  # fmt: skip
