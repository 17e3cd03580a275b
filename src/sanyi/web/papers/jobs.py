"""Reading a document in the background; may be cut off at any moment and run again."""

from __future__ import annotations

import logging
import time

from django.db import transaction
from django_tasks import task

from sanyi.documents import read_document
from sanyi.kernel import SanyiError
from sanyi.ledger import Ledger
from sanyi.pipeline import ledger_of_document
from sanyi.web.papers import keeping
from sanyi.web.papers.models import Paper, ReadingState, Version

ATTEMPTS = 3  # a file that brings the reader down so often is not tried again by itself
_EVERY = 0.5  # seconds between two notes of progress
_READ_SHARE = 80  # percent of the way that reading the file takes
logger = logging.getLogger(__name__)


@task()
def read_in_background(version_id: int) -> str:
    """Read a version; returns the state it is in afterwards."""
    return read_version(version_id)


def read_version(version_id: int) -> str:
    """Read a version unless that is done; nothing of it is seen before all of it is there."""
    version = _begin(version_id)
    if version is None:
        return Version.objects.values_list("reading_state", flat=True).get(pk=version_id)
    note = _Notes(version_id)
    try:
        document = read_document(
            version.file.path, name=version.original_name, progress=note.of_reader
        )
        note.set(85, "正在读出条款")
        ledger = ledger_of_document(document, id=_settled_id(version))
        if _settled_id(version) is None and (free := _free_id(version, ledger)):
            ledger = ledger_of_document(document, id=free)
        note.set(95, "正在保存")
        keeping.keep_reading(version, document, ledger)
    except SanyiError as problem:
        return _fail(version_id, f"{problem.message}{problem.hint}（{problem.code}）")
    except Exception:
        logger.exception("version %s could not be read", version_id)
        return _fail(version_id, "程序没能读完这个文件。换一种格式（如另存为 docx）再上传。")
    return ReadingState.READ


@transaction.atomic
def _begin(version_id: int) -> Version | None:
    version = Version.objects.select_for_update().select_related("paper").get(pk=version_id)
    if version.reading_state in (ReadingState.READ, ReadingState.FAILED):
        return None
    if version.attempts >= ATTEMPTS:
        _fail(version_id, f"读取中断了{ATTEMPTS}次，不再自动重试。检查文件后可以重新读取。")
        return None
    version.attempts += 1
    version.reading_state, version.progress = ReadingState.READING, 0
    version.progress_text, version.problem = "正在打开文件", ""
    version.save()
    return version


def _settled_id(version: Version) -> str | None:
    """The document's id once a reading has given it one."""
    slug = version.paper.slug
    return None if slug == keeping.provisional_slug(version.paper) else slug


def _free_id(version: Version, ledger: Ledger) -> str | None:
    """Another id where that of the reading belongs to another document."""
    wanted = ledger.document.id[:50]
    taken = set(
        Paper.objects.exclude(pk=version.paper_id)
        .filter(slug__startswith=wanted)
        .values_list("slug", flat=True)
    )
    if wanted == ledger.document.id and wanted not in taken:
        return None
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _fail(version_id: int, words: str) -> str:
    Version.objects.filter(pk=version_id).update(
        reading_state=ReadingState.FAILED, problem=words, progress_text=""
    )
    return ReadingState.FAILED


class _Notes:
    """Progress on the row, not more often than a page looks."""

    def __init__(self, version_id: int) -> None:
        self._id, self._last = version_id, 0.0

    def of_reader(self, what: str, done: int, total: int) -> None:
        """Called by the reader for each page."""
        if time.monotonic() - self._last >= _EVERY:
            share = round(_READ_SHARE * done / total) if total else 0
            self.set(share, f"{what} {done}/{total}")

    def set(self, percent: int, words: str) -> None:
        self._last = time.monotonic()
        Version.objects.filter(pk=self._id).update(progress=percent, progress_text=words[:80])
