"""Every page that a link leads to, of an office at work, by the eyes of a machine."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from sanyi.kernel import Period
from sanyi.web import demo
from web.play.conftest import PHONE, SCREEN, TODAY
from web.play.test_pages import problems

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WHO = ("head", "unit1", "analyst", "sysadmin", "secadmin", "audadmin", "hospital")


@pytest.fixture
def logins(model_county: Path, settings: Any, tmp_path: Path, monkeypatch: Any) -> dict[str, str]:
    """The demo's office at work on the model county; passwords by account."""
    settings.HOME = tmp_path / "home"
    shutil.copytree(model_county, settings.HOME)
    monkeypatch.setenv("SANYI_TODAY", TODAY.isoformat())
    draft = Path(str(files("sanyi.samples") / "anhe-2026-draft.docx"))
    document = settings.HOME / "county" / "document" / "anhe-2025.docx"
    quarter = Period.parse("2025Q3")
    with translation.override("zh-hans"):
        made = demo.make_demo_office(document, draft, "anhe", "安禾县", quarter)
    return {login.username: login.password for login in made}


def kind_of(address: str) -> str:
    """Pages of one kind are alike: keys and ids in an address are taken for one."""
    path = address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    path = re.sub(r"/\d+(?=/|$)", "/1", path)
    path = re.sub(r"/[a-z_]+(@|%40)[^/]+(/[^/]+)*$", "/figure", path)
    path = re.sub(r"/(bind|path)/.*", r"/\1/target", path)
    return re.sub(r"/(indicator|table)/[a-z_0-9]+", r"/\1/one", path)


def opened(page: Any, address: str) -> Any:
    """The answer of a page; None where the address gives a file."""
    from playwright.sync_api import Error

    try:
        return page.goto(address)
    except Error as refused:
        if "Download is starting" not in str(refused):
            raise
        return None


def pages_from(page: Any, base: str) -> Iterator[str]:
    """Opens one page of every kind that can be reached by links."""
    seen: set[str] = set()
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) in seen or "/logout" in address:
            continue
        seen.add(kind_of(address))
        answer = opened(page, address)
        if answer is None:
            continue
        assert answer.status == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue  # what programs read
        yield address
        links = page.eval_on_selector_all(
            "main a[href], nav a[href]", "all => all.map(a => a.href)"
        )
        waiting += [link for link in links if link.startswith(base)]


def too_wide(page: Any) -> bool:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return bool(wide > seen)


def test_every_page_of_every_role_is_whole_and_accessible(logins, open_with, live_server) -> None:  # type: ignore[no-untyped-def]
    wrong: list[str] = []
    count = 0
    for username in WHO:
        page = open_with(username, password=logins[username])
        for address in pages_from(page, live_server.url):
            count += 1
            wrong += [f"{username} {address}: {problem}" for problem in problems(page)]
            for size in (PHONE, SCREEN):
                page.set_viewport_size(size)
                if too_wide(page):
                    wrong.append(f"{username} {address}: wider than {size['width']}")
    assert wrong == []
    assert count > 100
