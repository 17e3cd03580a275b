"""Documents come in, are read in the background, and nothing half-done is seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from sanyi.kernel import InputError, UnsupportedFormatError
from sanyi.web.acts.models import Event
from sanyi.web.papers import jobs, service, storage
from sanyi.web.papers.models import Paper, ReadingState, Version
from web.papers.documents import CLAUSES, EXTRA, file_of, text_of


def test_uploaded_document_is_read_and_takes_its_id(version) -> None:  # type: ignore[no-untyped-def]
    assert version.reading_state == ReadingState.READ
    assert version.progress == 100
    assert version.paper.slug == "anhe-2027"
    assert version.paper.number == "安禾政办〔2025〕12号"
    assert version.layout["runs"] == []
    assert [e.act for e in Event.objects.filter(subject_kind="paper")] == [
        "upload_document", "read",
    ]  # fmt: skip


def test_second_document_of_a_name_takes_a_suffix(version, people, place) -> None:  # type: ignore[no-untyped-def]
    other = service.upload(people["office"], place, file_of(text_of(*CLAUSES, EXTRA)))
    other.refresh_from_db()
    assert other.paper.slug == "anhe-2027-2"
    assert other.reading["entries"][0]["id"].startswith("anhe-2027-2#")


@pytest.mark.parametrize("role", ["leader", "liaison", "analyst", "system_admin"])
def test_document_is_taken_from_the_office_only(role, people, place) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        service.upload(people[role], place, file_of("甲"))
    assert not Paper.objects.exists()


def test_same_file_is_not_taken_twice(version, people, place) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="已经上传过"):
        service.upload(people["office"], place, file_of(text_of(*CLAUSES), "other-2025.txt"))


def test_program_under_the_name_of_a_document_is_refused(people, place) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnsupportedFormatError):
        service.upload(people["office"], place, SimpleUploadedFile("anhe.docx", b"MZ\x90"))


def test_file_that_cannot_be_read_says_why_and_stays(people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    broken = SimpleUploadedFile("anhe-2025.pdf", b"%PDF-1.7 and nothing more")
    version = service.upload(people["office"], place, broken)
    version.refresh_from_db()
    assert version.reading_state == ReadingState.FAILED
    assert "DOC-" in version.problem
    page = as_role("office").get(f"/papers/{version.paper_id}/").content.decode()
    assert "读取失败" in page
    assert "重新读取" in page


def test_upload_page_keeps_the_file_and_shows_the_document(as_role, place) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("office").post("/papers/upload/", {"file": file_of(text_of(*CLAUSES))})
    version = Version.objects.get()
    assert answer.headers["Location"] == f"/papers/{version.paper_id}/"
    with version.file.open("rb") as kept:
        assert kept.read().decode() == text_of(*CLAUSES)


def test_upload_page_says_what_is_wrong_with_the_file(as_role, place) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("office").post("/papers/upload/", {"file": SimpleUploadedFile("a.exe", b"x")})
    assert answer.status_code == 400
    assert "不接受" in answer.content.decode()


def test_progress_is_shown_until_the_reading_is_done(version, as_role) -> None:  # type: ignore[no-untyped-def]
    address = f"/papers/{version.paper_id}/1/progress/"
    client = as_role("office")
    Version.objects.update(reading_state=ReadingState.READING, progress=40, progress_text="第4页")
    page = client.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert 'value="40"' in page
    assert "every 1s" in page
    Version.objects.update(reading_state=ReadingState.READ)
    assert client.get(address, HTTP_HX_REQUEST="true").headers["HX-Refresh"] == "true"


def test_original_comes_back_as_it_was(version, as_role) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("auditor").get(f"/papers/{version.paper_id}/1/download/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).decode() == text_of(*CLAUSES)


def test_liaison_sees_no_document_that_is_not_in_force(version, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    assert client.get(f"/papers/{version.paper_id}/").status_code == 404
    assert client.get(f"/papers/{version.paper_id}/1/").status_code == 404
    assert client.get(f"/papers/{version.paper_id}/1/download/").status_code == 404
    assert version.paper.title not in client.get("/papers/").content.decode()


# --- cut off in the middle


def unread(version: Version) -> Version:
    """The version as a reader leaves it that was killed in the middle."""
    Version.objects.filter(pk=version.pk).update(
        reading_state=ReadingState.READING, reading=None, text="", layout=None, attempts=1,
        progress=40,
    )  # fmt: skip
    version.refresh_from_db()
    return version


def test_reading_cut_off_is_done_again_and_gives_the_same(version) -> None:  # type: ignore[no-untyped-def]
    before = version.reading
    unread(version)
    assert jobs.read_version(version.pk) == ReadingState.READ
    version.refresh_from_db()
    assert version.reading == before
    assert version.paper.slug == "anhe-2027"


def test_reading_done_is_not_done_a_second_time(version, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(jobs, "read_document", lambda *_, **__: pytest.fail("read again"))
    assert jobs.read_version(version.pk) == ReadingState.READ


def test_version_half_read_shows_no_reading(version, as_role) -> None:  # type: ignore[no-untyped-def]
    unread(version)
    answer = as_role("office").get(f"/papers/{version.paper_id}/1/")
    assert answer.headers["Location"] == f"/papers/{version.paper_id}/"
    assert as_role("head").get(f"/papers/{version.paper_id}/issue/").status_code == 404


def test_file_that_brings_the_reader_down_is_given_up(version) -> None:  # type: ignore[no-untyped-def]
    unread(version)
    Version.objects.update(attempts=jobs.ATTEMPTS)
    assert jobs.read_version(version.pk) == ReadingState.FAILED
    version.refresh_from_db()
    assert "中断了3次" in version.problem


def test_error_of_the_program_leaves_words_and_no_reading(version, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    unread(version)
    monkeypatch.setattr(jobs, "ledger_of_document", lambda *_, **__: 1 / 0)
    assert jobs.read_version(version.pk) == ReadingState.FAILED
    version.refresh_from_db()
    assert version.reading is None
    assert "换一种格式" in version.problem


def test_reading_again_keeps_what_was_read_until_it_is_done(version, people, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(jobs, "ledger_of_document", lambda *_, **__: 1 / 0)
    service.read_again(people["office"], version)
    version.refresh_from_db()
    assert version.reading_state == ReadingState.FAILED
    assert version.reading is not None


class Torn(ContentFile[bytes]):
    """A file whose upload breaks off."""

    def chunks(self, chunk_size: int | None = None) -> Any:
        yield b"first half"
        raise OSError("connection lost")


def test_upload_cut_off_leaves_no_file_and_no_row(people, place, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(OSError, match="connection lost"):
        service.keep_file(people["office"], place, "anhe.txt", Torn(b"x"), "0" * 64)
    assert not Version.objects.exists()
    assert not Paper.objects.exists()
    assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [storage.PART]


def test_row_that_is_refused_takes_its_file_along(  # type: ignore[no-untyped-def]
    people, place, settings, tmp_path, monkeypatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(service, "record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        service.keep_file(people["office"], place, "anhe.txt", ContentFile(b"x"), "0" * 64)
    assert not Version.objects.exists()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_parts_of_uploads_that_died_are_cleared_after_a_day(tmp_path: Path) -> None:
    part = tmp_path / f"a.txt{storage.PART}"
    part.write_bytes(b"half")
    assert storage.clear_left_parts(tmp_path) == 0
    assert storage.clear_left_parts(tmp_path, time.time() + 2 * 24 * 3600) == 1
    assert not part.exists()


_OFFICE = """
from sanyi.web.server import set_up
from pathlib import Path
import os
set_up(Path(os.environ["SANYI_HOME"]))
from django.core.files.uploadedfile import SimpleUploadedFile
from sanyi.web import office
from sanyi.web.acts.matrix import Role
from sanyi.web.papers import service
from sanyi.web.units.models import Place
place = Place.objects.create(code="anhe", name="安禾县")
person = office.add_person("office", "甲", Role.OFFICE, place, None, "x", must_change=False)
text = Path(os.environ["DOCUMENT"]).read_bytes()
service.upload(person, place, SimpleUploadedFile("anhe-2027.txt", text))
"""
# the reader says that it is in the middle, and then takes its time
_SLOW_WORKER = """
import django, os, time
from pathlib import Path
django.setup()
from sanyi.web.papers import jobs
read = jobs.read_document
def slow(*args, **kwargs):
    Path(os.environ["SIGN"]).touch()
    time.sleep(60)
jobs.read_document = slow
from django.core.management import call_command
call_command("worker", batch=True)
"""
_STATE = """
import django
django.setup()
from sanyi.web.papers.models import Version
v = Version.objects.get()
print(v.reading_state, v.reading is None, len((v.reading or {}).get("entries", ())), v.attempts)
"""


@pytest.mark.slow
def test_reader_killed_in_the_middle_is_taken_up_by_the_next(tmp_path: Path) -> None:
    document, sign = tmp_path / "document", tmp_path / "sign"
    document.write_text(text_of(*CLAUSES))
    environment = {
        **os.environ, "SANYI_HOME": str(tmp_path / "home"), "DOCUMENT": str(document),
        "SIGN": str(sign), "DJANGO_SETTINGS_MODULE": "sanyi.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[3] / "src"),
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)

    def run(code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], env=environment, check=True,
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        return done.stdout.strip()

    run(_OFFICE)
    assert run(_STATE) == "queued True 0 0"
    reader = subprocess.Popen([sys.executable, "-c", _SLOW_WORKER], env=environment)
    for _ in range(600):
        if sign.exists():
            break
        time.sleep(0.1)
    os.kill(reader.pid, signal.SIGKILL)
    reader.wait(timeout=10)
    assert run(_STATE) == "reading True 0 1"
    run("import django; django.setup()\nfrom django.core.management import call_command\n"
        "call_command('worker', batch=True)")  # fmt: skip
    assert run(_STATE) == f"read False {len(CLAUSES)} 0"
