"""doc, wps, rtf, odt -> docx through LibreOffice, and from there as any docx.

Never to plain text: that export glues deleted characters to their replacements.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from sanyi.documents.docx import read_docx
from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Document
from sanyi.documents.problems import fail, report

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)


def find_soffice() -> str | None:
    """The LibreOffice program, or None."""
    for program in _PROGRAMS:
        if found := shutil.which(program):
            return found
    return next((p for p in _USUAL_PLACES if Path(p).is_file()), None)


def read_office(data: bytes, name: str, format_: str) -> Document:
    """A file of an older office format."""
    document = read_docx(to_docx(data, name, format_), name, format_)
    return replace(document, findings=(report("DOC-032", name), *document.findings))


def to_docx(data: bytes, name: str, format_: str) -> bytes:
    """Convert in a folder and with a profile of its own: one profile serves one process."""
    soffice = find_soffice()
    if soffice is None:
        raise fail("DOC-012", name=name)
    with tempfile.TemporaryDirectory(prefix="sanyi-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"source.{format_}")
        source.write_bytes(data)
        target = Path(folder, "out", "source.docx")
        command = [
            soffice,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(target.parent),
            str(source),
        ]
        _run(command, name)
        if not target.is_file() or not target.stat().st_size:
            raise fail("DOC-013", name=name, detail="没有得到结果")
        return target.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run to the end or stop the whole group of processes at the time limit."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix"
    )
    try:
        code = process.wait(LIMITS.convert_seconds)
    except subprocess.TimeoutExpired:
        raise fail("DOC-013", name=name, detail=f"超过 {LIMITS.convert_seconds} 秒") from None
    finally:
        _stop(process)
    if code:
        raise fail("DOC-013", name=name, detail=f"退出码 {code}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
