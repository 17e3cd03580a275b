"""Reading, trying, loading and checking in the background. Each may be run twice: a task whose
worker was killed is run again, and a load of the same file in the same way changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.db import transaction
from django_tasks import task

from sanyi.datasets import (
    LoadMode,
    Proposal,
    Session,
    SourceMapping,
    Workspace,
    get_contract,
    load_table,
    propose_file,
)
from sanyi.datasets.checks import read_run, run_checks, write_run
from sanyi.datasets.loading.preview import preview_load
from sanyi.kernel import InputError, SanyiError
from sanyi.web.acts.service import record
from sanyi.web.base import clock
from sanyi.web.base.workspaces import LATEST, folder_of
from sanyi.web.data import staging
from sanyi.web.data.adapters import (
    mapping_as_record,
    mapping_from_record,
    preview_as_record,
    report_as_record,
)
from sanyi.web.data.models import Checking, Import

T = TypeVar("T")
_BUSY = "DAT-020"  # another program writes to the workspace
_PATIENCE = 60  # seconds


@task()
def read_in_background(import_id: int) -> str:
    """Propose which column is which."""
    one = Import.objects.select_related("place").get(pk=import_id)
    if one.state != Import.State.READING:
        return one.state
    return _guarded(one, _read)


def _read(one: Import) -> None:
    asked = mapping_from_record(one.table, one.mapping)
    with TemporaryDirectory(dir=staging.folder(), prefix="reading-") as folder:
        found = propose_file(
            staging.path_of(one), get_contract(one.table), Path(folder),
            sheet=asked.sheet, header_row=asked.header_row,
        )  # fmt: skip
    one.headings = _headings(found)
    mapping = _remembered(one, asked) or replace(
        found.mapping, sheet=asked.sheet, header_row=asked.header_row
    )
    one.mapping = mapping_as_record(mapping)
    one.state = Import.State.MAPPING


def _headings(found: Proposal) -> list[str]:
    named = [c.source for c in found.mapping.columns] + list(found.unused)
    return [name for name in named if name]


def _remembered(one: Import, asked: SourceMapping) -> SourceMapping | None:
    """The mapping a person confirmed for a file with the same headings."""
    before = Import.objects.filter(place=one.place, table=one.table, state=Import.State.DONE)
    last = before.exclude(pk=one.pk).first()
    if last is None or sorted(last.headings) != sorted(one.headings):
        return None
    kept = mapping_from_record(one.table, last.mapping)
    return replace(kept, sheet=asked.sheet, header_row=asked.header_row)


@task()
def preview_in_background(import_id: int) -> str:
    """Try the load without touching the tables."""
    one = Import.objects.select_related("place").get(pk=import_id)
    if one.state != Import.State.PREVIEWING:
        return one.state
    return _guarded(one, _preview)


def _preview(one: Import) -> None:
    contract = get_contract(one.table)
    found = preview_load(
        staging.path_of(one), contract, mapping_from_record(one.table, one.mapping),
        staging.folder(), mode=LoadMode(one.mode), workspace=Workspace(folder_of(one.place)),
    )  # fmt: skip
    one.preview = preview_as_record(found, contract)
    one.state = Import.State.READY


@task()
def load_in_background(import_id: int) -> str:
    """Load the file; the table is the old one or the new one, never half of one."""
    one = Import.objects.select_related("place", "made_by").get(pk=import_id)
    if one.state == Import.State.LOADING:
        _guarded(one, _load)
    if one.is_over:
        staging.discard(one)
    return one.state


def _load(one: Import) -> None:
    def show(step: str, share: float) -> None:
        one.progress, one.progress_text = int(100 * share), step[:80]
        one.save(update_fields=["progress", "progress_text"])

    with Session(Workspace(folder_of(one.place)), progress=show) as session:
        report = _patiently(lambda: load_table(
            session, one.table, staging.path_of(one), one.loaded_at,
            mapping=mapping_from_record(one.table, one.mapping), mode=LoadMode(one.mode),
        ))  # fmt: skip
    one.report = report_as_record(report)
    one.state, one.progress = Import.State.DONE, 100
    with transaction.atomic():
        one.save()
        record(None, "loaded", "table", one.table, place=one.place, after={
            "import": one.pk, "rows_in": report.rows_in, "kept": report.kept,
            "rejected": report.rejected, "content_hash": report.content_hash,
        })  # fmt: skip
        check = Checking.objects.create(place=one.place, as_of=clock.today(), made_by=one.made_by)
        check_in_background.enqueue(check.pk)


def _guarded(one: Import, work: Callable[[Import], None]) -> str:
    """Do the work; what a person can set right becomes the state of the import."""
    try:
        work(one)
        one.problem = ""
    except SanyiError as error:
        one.state, one.problem = Import.State.FAILED, f"{error.message}{error.hint}"
    one.save()
    return one.state


def _patiently(work: Callable[[], T]) -> T:
    """Try again while another program holds the workspace."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return work()
        except InputError as error:
            if error.code != _BUSY or time.monotonic() > until:
                raise
            time.sleep(0.5)


@task()
def check_in_background(checking_id: int) -> int:
    """Check all tables of a place; a table that has not changed keeps its counts."""
    one = Checking.objects.select_related("place").get(pk=checking_id)
    if not one.is_working:
        return one.failing
    folder = folder_of(one.place)

    def show(step: str, share: float) -> None:
        one.progress, one.progress_text = int(100 * share), step[:80]
        one.save(update_fields=["progress", "progress_text"])

    try:
        latest = folder / LATEST
        previous = read_run(latest) if latest.exists() else None
        with Session(Workspace(folder), progress=show) as session:
            run = run_checks(session, one.as_of, None, previous)
        write_run(folder / one.file, run)
        write_run(latest, run)
        results: list[Any] = [r for t in run.tables.values() for r in t.results]
        one.tables = len(run.tables)
        one.failing = sum(1 for r in results if r.failed and r.severity != "note")
        one.state, one.progress = Checking.State.DONE, 100
    except SanyiError as error:
        one.state, one.problem = Checking.State.FAILED, f"{error.message}{error.hint}"
    one.save()
    return one.failing
