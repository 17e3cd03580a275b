"""Acts on data: take a file in, map it, try it, load it, give it up, check the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sanyi.datasets import SourceMapping, get_contract
from sanyi.datasets.loading.mapping import check_mapping
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.files import TABLES, checked
from sanyi.web.data import jobs, staging
from sanyi.web.data.adapters import mapping_as_record
from sanyi.web.data.models import Checking, Import
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.units.models import Person, Place

_OLD = dt.timedelta(days=7)


def start(actor: Person, place: Place, table: str, upload: UploadedFile[Any]) -> Import:
    """Keep a file for a table and have its columns read."""
    require(actor, Act.LOAD_DATA, place)
    contract = get_contract(table)
    ending, digest = checked(upload, TABLES)
    give_up_old()
    stored = staging.keep(upload, ending)
    with transaction.atomic():
        one = Import.objects.create(
            place=place, table=contract.name, name=(upload.name or "")[-200:], stored=stored,
            sha256=digest, size=upload.size or 0, made_by=actor,
        )  # fmt: skip
        record(actor, Act.LOAD_DATA, "import", str(one.pk), place=place,
               after={"table": table, "sha256": digest, "size": one.size})  # fmt: skip
        # in the same transaction: a stop between the two would leave the import waiting for ever
        jobs.read_in_background.enqueue(one.pk)
    return one


def map_columns(
    actor: Person, one: Import, mapping: SourceMapping, mode: str, revision: int
) -> None:
    """Keep a mapping that fits and try the load with it.

    Raises:
        InputError: it does not fit the file or the contract.
    """
    row = _locked(actor, one, revision)
    check_mapping(mapping, get_contract(row.table), tuple(row.headings))
    row.mapping, row.mode, row.preview = mapping_as_record(mapping), mode, {}
    with transaction.atomic():
        _go(row, Import.State.PREVIEWING)
        jobs.preview_in_background.enqueue(row.pk)


def read_again(actor: Person, one: Import, sheet: str, header_row: int, revision: int) -> None:
    """Read the columns from another worksheet or another row of headings."""
    row = _locked(actor, one, revision)
    row.mapping = {"columns": [], "constants": {}, "sheet": sheet, "header_row": header_row}
    with transaction.atomic():
        _go(row, Import.State.READING)
        jobs.read_in_background.enqueue(row.pk)


def load(actor: Person, one: Import, revision: int) -> None:
    """Load what was tried.

    Raises:
        InputError: it was not tried with this mapping.
    """
    with transaction.atomic():
        row = _locked(actor, one, revision)
        if row.state != Import.State.READY:
            raise InputError("DTA-001", "还没有试装。", "先核对列对应并试装。")
        row.loaded_at = timezone.localtime().isoformat(timespec="seconds")
        _go(row, Import.State.LOADING)
        record(actor, Act.LOAD_DATA, "table", row.table, place=row.place,
               after={"import": row.pk, "sha256": row.sha256, "mode": row.mode})  # fmt: skip
        jobs.load_in_background.enqueue(row.pk)


def give_up(actor: Person, one: Import) -> None:
    """Cancel an import and remove its file."""
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=one.pk)
        require(actor, Act.LOAD_DATA, row.place)
        if row.is_over or row.state == Import.State.LOADING:
            raise InputError("DTA-002", "正在装入或已经结束，不能取消。", "等它结束。")
        row.state = Import.State.CANCELLED
        row.save()
        record(actor, Act.LOAD_DATA, "import", str(row.pk), place=row.place,
               after={"state": row.state})  # fmt: skip
    staging.discard(row)


def give_up_old() -> None:
    """Forget files that nobody went on with for a week."""
    before = timezone.now() - _OLD
    waiting = (Import.State.MAPPING, Import.State.READY, Import.State.FAILED)
    Import.objects.filter(state__in=waiting, made_at__lt=before).update(
        state=Import.State.CANCELLED
    )
    staging.sweep()


def _locked(actor: Person, one: Import, revision: int) -> Import:
    row = Import.objects.select_related("place").get(pk=one.pk)
    require(actor, Act.LOAD_DATA, row.place)
    ensure_revision(row, revision)
    if not row.can_edit:
        raise InputError("DTA-003", f"现在是“{row.get_state_display()}”，不能改。", "刷新页面。")
    return row


def _go(row: Import, state: str) -> None:
    """Move an import on, unless somebody else did meanwhile."""
    seen, row.state, row.problem = row.revision, state, ""
    row.revision, row.progress, row.progress_text = seen + 1, 0, ""
    fields = ("state", "problem", "revision", "progress", "progress_text", "mapping", "mode",
              "preview", "loaded_at")  # fmt: skip
    changed = Import.objects.filter(pk=row.pk, revision=seen).update(
        **{name: getattr(row, name) for name in fields}
    )
    if not changed:
        raise InputError("DTA-003", "别人刚改过这次导入。", "刷新页面，看过再决定。")


def check(actor: Person, place: Place, as_of: dt.date) -> Checking:
    """Have all tables of a place checked; a check under way is shared."""
    require(actor, Act.LOAD_DATA, place)
    with transaction.atomic():
        running = Checking.objects.filter(place=place, state=Checking.State.RUNNING).first()
        if running is not None:
            return running
        one = Checking.objects.create(place=place, as_of=as_of, made_by=actor)
        record(actor, Act.LOAD_DATA, "check", str(one.pk), place=place,
               after={"as_of": as_of.isoformat()})  # fmt: skip
        jobs.check_in_background.enqueue(one.pk)
    return one
