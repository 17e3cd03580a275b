"""kill -9 of the real server amid an upload, an import and a bulletin: nothing half-done shows."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sanyi
from sanyi.web.server import free_port
from web.conftest import PASSWORD, sample
from web.play.browserless import Visitor
from web.play.conftest import TODAY

pytestmark = pytest.mark.slow
PATIENCE = 180  # seconds
ROWS = 60_000  # of the imported file: enough that its loading can be caught


def until(found: Callable[[], Any], what: str, every: float = 0.2) -> Any:
    """What ``found`` answers as soon as that is something."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if answer := found():
            return answer
        time.sleep(every)
    raise AssertionError(f"waited in vain for {what}")


class Server:
    """``sanyi serve`` in a process group of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Visitor:
        """Start it and log in as the office."""
        self.port = free_port(18431)
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sanyi.cli", "serve", "--home", str(self.home),
                 "--port", str(self.port)],
                env=environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        return until(self._visitor, "the server")  # type: ignore[no-any-return]

    def _visitor(self) -> Visitor | None:
        assert self._process is not None and self._process.poll() is None, self.log()
        try:
            return Visitor(self.port, "office", PASSWORD)
        except (urllib.error.URLError, ConnectionError):
            return None

    def kill(self) -> None:
        """kill -9 of the server and of its worker."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=30)
            self._process = None

    def log(self) -> str:
        """What it said."""
        return (self.home / "server.log").read_text("utf-8")[-3000:]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in its database, whether it runs or not."""
        with sqlite3.connect(self.home / "sanyi.sqlite3", timeout=30) as connection:
            return connection.execute(query).fetchall()

    def files(self) -> set[Path]:
        """Files that were handed in."""
        folders = (self.home / "files", self.home / "incoming")
        return {f for folder in folders for f in folder.rglob("*") if f.is_file()}

    def chain_is_whole(self) -> bool:
        """``sanyi events verify``."""
        command = [sys.executable, "-m", "sanyi.cli", "events", "verify", "--home", str(self.home)]
        return subprocess.run(command, env=environment(), check=False).returncode == 0


def environment() -> dict[str, str]:
    """Of a server that knows nothing of these tests."""
    kept = {k: v for k, v in os.environ.items()
            if not k.startswith(("DJANGO_", "SANYI_")) and k != "DATABASE_URL"}  # fmt: skip
    source = str(Path(sanyi.__file__).parents[1])
    return {**kept, "PYTHONPATH": source, "SANYI_TODAY": TODAY.isoformat()}


@pytest.fixture(scope="module")
def prepared(model_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("killed") / "home"
    shutil.copytree(model_county / "places", home / "places")
    made = Path(__file__).with_name("killed_home.py")
    subprocess.run(
        [sys.executable, str(made), str(home), str(sample()), PASSWORD],
        env=environment(), check=True,
    )  # fmt: skip
    return home


@pytest.fixture
def server(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    home = tmp_path / "home"
    shutil.copytree(prepared, home)
    made = Server(home)
    yield made
    made.kill()


def second_document(folder: Path) -> Path:
    """A document that was not handed in before."""
    from docx import Document

    path = folder / "second.docx"
    document = Document(str(sample()))
    document.add_paragraph("（另行印发的一份。）")
    document.save(str(path))
    return path


def test_upload_cut_in_half_leaves_nothing_and_a_confirmed_one_is_read(
    server: Server, tmp_path: Path
) -> None:
    visitor = server.start()
    before, files = server.rows("select count(*) from papers_version"), server.files()
    request = visitor.upload_request("/papers/upload/", second_document(tmp_path), {"note": ""})
    line = visitor.send_half(request)
    time.sleep(0.3)  # let the half arrive
    server.kill()
    line.close()

    visitor = server.start()
    assert server.rows("select count(*) from papers_version") == before
    assert server.files() == files
    assert visitor.get("/papers/").count("<tr>") == 2  # the heading and the one document
    request = visitor.upload_request("/papers/upload/", second_document(tmp_path), {"note": "重传"})
    status, address = visitor.send(request)
    assert (status, address) == (302, "/papers/2/")  # confirmed: and now the plug is pulled
    server.kill()

    assert server.rows("select count(*) from papers_version") == [(before[0][0] + 1,)]
    visitor = server.start()
    page = until(lambda: (p := visitor.get(address)) and "已读取" in p and p, "the reading")
    assert "重传" in page and "第1版" in page
    assert server.rows(
        "select reading_state, attempts, length(reading) > 1000 from papers_version where id = 2"
    ) == [("read", 0, 1)]
    reads = "select count(*) from acts_event where act = 'read' and place = 'anhe'"
    assert server.rows(reads) == [(2,)]  # each document once, however often it was begun
    assert server.chain_is_whole()


def test_bulletin_killed_in_the_drafting_is_drafted_once_and_whole(server: Server) -> None:
    visitor = server.start()
    quarter = {"quarter": "2025Q3", "cut_off_on": TODAY.isoformat()}
    visitor.submit("/supervision/bulletins/new/", quarter)
    state = "select state, content is null from supervision_bulletinrow"
    until(lambda: server.rows(state) == [("composing", 1)], "the drafting", 0.02)
    server.kill()
    assert server.rows(state) == [("composing", 1)]  # nothing half-written

    visitor = server.start()
    early = visitor.get("/supervision/bulletins/1/")
    assert "sanyi-doc" in early or "不会留下半份通报" in early
    until(lambda: server.rows(state) == [("draft", 0)], "the draft")
    page = visitor.get("/supervision/bulletins/1/")
    assert "sanyi-doc" in page and "2025年第三季度通报（草稿）" in page
    drafted = "select count(*) from acts_event where subject_kind = 'bulletin' and actor_id is null"
    assert server.rows(drafted) == [(1,)]
    assert server.rows("select count(*) from supervision_bulletinrow") == [(1,)]
    assert server.chain_is_whole()


def test_import_killed_in_the_loading_keeps_the_old_table_and_is_finished_later(
    server: Server, tmp_path: Path
) -> None:
    visitor = server.start()
    file = tmp_path / "institutions.csv"
    head = "institution_id,institution_name,institution_kind,county_id,is_primary,is_public\n"
    lines = (f"N{i},示例机构{i},township_centre,990101,true,true\n" for i in range(ROWS))
    file.write_text(head + "".join(lines), "utf-8")
    request = visitor.upload_request("/data/imports/new", file, {"table": "institutions"})
    assert visitor.send(request) == (302, "/data/imports/1")
    state = "select state from data_desk_import"
    until(lambda: server.rows(state) == [("mapping",)], "the columns")
    visitor.submit("/data/imports/1", {"mode": "full"}, "/map")
    until(lambda: server.rows(state) != [("previewing",)], "the trial")
    assert server.rows(state) == [("ready",)], server.rows("select problem from data_desk_import")
    old = manifest_entry(server.home)
    visitor.submit("/data/imports/1", {}, "/load")
    server.kill()
    assert server.rows(state) == [("loading",)]
    assert manifest_entry(server.home) == old  # the table is still the old one

    visitor = server.start()
    until(lambda: server.rows(state) == [("done",)], "the loading")
    assert manifest_entry(server.home)["rows"] == ROWS
    assert f"{ROWS:,}" in visitor.get("/data/imports/1") or str(ROWS) in visitor.get(
        "/data/imports/1"
    )
    assert server.rows("select count(*) from acts_event where act = 'loaded'") == [(1,)]
    until(lambda: not any((server.home / "incoming").glob("*.csv")), "the file to be removed")
    assert server.chain_is_whole()


def manifest_entry(home: Path) -> dict[str, Any]:
    """What the workspace says of the table of institutions."""
    from sanyi.datasets import Workspace

    entry = Workspace(home / "places" / "anhe").manifest.tables["institutions"]
    return {"file": entry.file, "rows": entry.rows}
