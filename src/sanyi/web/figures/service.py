"""Acts on figures: compute, bind a target to its indicator, set its path, take values in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from sanyi.indicators import definitions
from sanyi.indicators.exchange import (
    OrgUnits,
    Received,
    from_json,
    read_data_value_set,
    read_measure_reports,
)
from sanyi.kernel import InputError
from sanyi.ledger import finding_as_dict
from sanyi.targets import Binding, EditedPath
from sanyi.targets.office_files import all_bindings, put_binding, put_path
from sanyi.web.acts.matrix import ROLE_LABELS, Act, Role
from sanyi.web.acts.service import record, require
from sanyi.web.base import clock
from sanyi.web.base.workspaces import folder_of
from sanyi.web.figures.jobs import compute_in_background
from sanyi.web.figures.models import Computation, Delivery, ReceivedValue
from sanyi.web.figures.queries import day_of
from sanyi.web.ledgers.jobs import judge_in_background
from sanyi.web.ledgers.models import TargetRow
from sanyi.web.units.models import Person, Place

BINDINGS, PATHS = "bindings.toml", "trajectories.toml"
_READERS = {Delivery.Format.DHIS2: read_data_value_set, Delivery.Format.FHIR: read_measure_reports}


def compute(actor: Person, place: Place, code: str, today: dt.date) -> Computation:
    """Ask for an indicator, or with an empty code for all; one asked for already is shared."""
    require(actor, Act.JUDGE, place)
    with transaction.atomic():
        running = Computation.objects.filter(
            place=place, code=code, today=today,
            state__in=(Computation.State.QUEUED, Computation.State.RUNNING),
        ).first()  # fmt: skip
        if running is not None:
            return running
        asked = Computation.objects.create(place=place, code=code, today=today, made_by=actor)
        record(actor, Act.JUDGE, "indicator", code or "all", place=place,
               after={"today": today.isoformat()})  # fmt: skip
        compute_in_background.enqueue(asked.pk)
    return asked


def bind(
    actor: Person, target: TargetRow, indicator: str, *, seen: str, note: str = ""
) -> Binding | None:
    """Confirm which indicator measures a target; an empty code takes the binding away.

    Args:
        seen: the indicator the person saw bound, so that nobody writes over another's choice.

    Raises:
        InputError: no such indicator, or the binding was changed since.
    """
    place = target.entry.place
    require(actor, Act.CONFIRM_BINDING, place)
    if indicator and indicator not in definitions():
        raise InputError("FIG-020", "没有这个指标。", "从列出的指标中选。")
    file = folder_of(place) / BINDINGS
    made = Binding(target.target_id, indicator, _post(actor), clock.today(), note)
    with transaction.atomic():
        row = TargetRow.objects.select_for_update().get(pk=target.pk)
        now = bound(place).get(row.target_id)
        if (now.indicator if now else "") != seen:
            raise InputError(
                "FIG-021", "打开之后，别人已改过这个目标的对应指标。", "刷新页面，看过再决定。"
            )
        if seen == indicator:
            return now
        row.indicator = indicator
        row.save(update_fields=["indicator"])
        record(actor, Act.CONFIRM_BINDING, "target", row.target_id, place=place,
               before={"indicator": seen}, after={"indicator": indicator}, reason=note)  # fmt: skip
        put_binding(file, row.target_id, made if indicator else None)
    _judge_again(actor, target)
    return made if indicator else None


def bound(place: Place) -> dict[str, Binding]:
    """All bindings of a place."""
    return dict(all_bindings(folder_of(place) / BINDINGS))


def set_path(
    actor: Person, target: TargetRow, points: Sequence[tuple[dt.date, Decimal]], reason: str = ""
) -> None:
    """Set the monthly path a target is measured along; no points give it back to the rule.

    Raises:
        InputError: no reason is given.
    """
    place = target.entry.place
    require(actor, Act.SET_PATH, place)
    if not reason.strip():
        raise InputError("FIG-022", "须写明理由。", "写一句为什么这样设定。")
    today = clock.today()
    made = EditedPath(target.target_id, tuple(points), _post(actor), today) if points else None
    with transaction.atomic():
        TargetRow.objects.select_for_update().get(pk=target.pk)
        before = put_path(folder_of(place) / PATHS, target.target_id, made)
        record(actor, Act.SET_PATH, "target", target.target_id, place=place,
               before={"points": _plain(before)}, after={"points": _plain(made)},
               reason=reason)  # fmt: skip
    _judge_again(actor, target)


def _plain(path: EditedPath | None) -> dict[str, str]:
    return {} if path is None else {str(day): f"{value:f}" for day, value in path.points}


def _post(actor: Person) -> str:
    unit = actor.unit.name if actor.unit else ""
    return f"{unit} {ROLE_LABELS[Role(actor.role)]}".strip()


def _judge_again(actor: Person, target: TargetRow) -> None:
    day = day_of(target.entry.place).isoformat()
    judge_in_background.enqueue(target.entry.paper_id, day, actor.pk)


def take_in(  # noqa: PLR0917 - what came, from whom, by whose leave
    actor: Person, place: Place, format: str, content: bytes, units: OrgUnits, sender: str
) -> Delivery:
    """Keep the values of a file; the same file sent again changes nothing.

    Raises:
        InputError: it is not a file of this format.
    """
    require(actor, Act.LOAD_DATA, place)
    digest = hashlib.sha256(content).hexdigest()
    kind = Delivery.Format(format)
    known = Delivery.objects.filter(place=place, format=kind, sha256=digest).first()
    if known is not None:
        return known
    received, findings = _READERS[kind](from_json(content), units)
    with transaction.atomic():
        delivery, is_new = Delivery.objects.get_or_create(
            place=place, format=kind, sha256=digest,
            defaults={"sender": sender[:120], "kept": len(received),
                      "findings": [finding_as_dict(f) for f in findings]},
        )  # fmt: skip
        if is_new:
            ReceivedValue.objects.bulk_create([_row(delivery, one) for one in received])
            record(actor if actor.pk else None, Act.LOAD_DATA, "delivery", digest[:16],
                   place=place, after={"format": kind.value, "sender": delivery.sender,
                                       "kept": delivery.kept, "left": len(findings)})  # fmt: skip
    return delivery


def _row(delivery: Delivery, one: Received) -> ReceivedValue:
    def text(value: Any) -> str:
        return "" if value is None else f"{value:f}"

    return ReceivedValue(
        delivery=delivery, indicator=one.indicator, period=str(one.period),
        scope_kind=one.scope.kind.value, scope_id=one.scope.id, figure_id=one.figure_id,
        value=text(one.value), numerator=text(one.numerator), denominator=text(one.denominator),
    )  # fmt: skip
