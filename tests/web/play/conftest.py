"""Plays in a real Chromium against the desks, on the test database."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sanyi.bulletin.commands import bind
from sanyi.county import county_workspace, load_county, make_county, size_named
from sanyi.datasets import Session
from sanyi.pipeline import read_ledger
from sanyi.web.units.models import Person
from web.conftest import PASSWORD

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
TODAY = dt.date(2025, 10, 15)  # the day on which the model county's quarter is closed


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine")
    # playwright keeps a loop running in this thread; the test's own queries are not asynchronous
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(open_with: Callable[..., Any], people: dict[str, Person]) -> Callable[..., Any]:
    """``open_as("office")``: a page of a browser of its own, logged in as a role's person."""
    return open_with


@pytest.fixture
def open_with(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """The same for accounts that a test makes itself; errors of scripts fail."""
    contexts, errors = [], []

    def open_page(username: str, *, size: dict[str, int] = SCREEN, password: str = PASSWORD) -> Any:
        context = chromium.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size, base_url=live_server.url
        )
        context.set_default_timeout(15000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda m: errors.append(m.text) if "Content Security" in m.text else None
        )
        page.goto("/login/")
        page.fill("#id_username", username)
        page.fill("#id_password", password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def model_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the tables and the bindings of the model county; copied, never written to."""
    home = tmp_path_factory.mktemp("county")
    made, workspace = home / "county", home / "places" / "anhe"
    make_county(7, size_named("tiny"), made, until=TODAY)
    with Session(county_workspace(workspace)) as session:
        load_county(made, session, f"{TODAY}T08:00:00")
    document = made / "document" / "anhe-2025.docx"
    bind(document, read_ledger, workspace / "bindings.toml", "示例", TODAY)
    return home
