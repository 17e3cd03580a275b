"""A task that the reader missed is marked in the source, registered, issued, archived, looked back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sanyi.web.papers import issuing, service
from sanyi.web.papers.models import Version
from sanyi.web.units.models import Person, Place
from web.papers.documents import CLAUSES, file_of, text_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SANYI_SHOTS")  # a folder, for whoever wants to look at the pages
MISSED = (
    "健全药品短缺监测预警制度，9月底前监测覆盖率达到95%以上。（县市场监督管理局牵头，县财政局配合）"
)
TABLE = "单位\t联系人"  # a tab is drawn as three characters


@pytest.fixture
def version(place: Place, people: dict[str, Person]) -> Version:
    text = text_of(*CLAUSES).replace("一、重点任务", f"{TABLE}\n{MISSED}\n一、重点任务")
    made = service.upload(people["office"], place, file_of(text))
    made.refresh_from_db()
    return made


def shot(page: Any, name: str, *, whole: bool = True) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)


def marked(page: Any, version: Version) -> str:
    """The words that the link takes along; the browser tells of a new choice a moment later."""
    page.wait_for_timeout(200)
    query = parse_qs(urlsplit(page.locator("#add-entry").get_attribute("href")).query)
    return version.text[int(query["start"][0]) : int(query["end"][0])] if query else ""


def test_words_marked_with_the_mouse_become_a_task(
    open_as: Callable[..., Any], version: Version, people: dict[str, Person]
) -> None:
    page = open_as("office")
    page.goto(f"/papers/{version.paper_id}/1/")
    link = page.locator("#add-entry")
    assert link.inner_text() == "登记漏读的任务"
    line = page.locator("#source .source-line", has_text="健全药品短缺")
    line.click(click_count=3)
    assert marked(page, version).strip() == MISSED
    assert link.inner_text() == "把选中的文字登记为任务"
    shot(page, "adding-1-marked", whole=False)
    page.locator("#source .source-line", has_text="联系人").click(click_count=3)
    assert marked(page, version).strip() == TABLE
    _drag(page, line)
    part = marked(page, version)
    assert 3 < len(part) < 15
    assert part in MISSED
    assert part == page.evaluate("document.getSelection().toString()")
    line.click(click_count=3)
    link.click()
    page.wait_for_url("**/add/?**")
    assert page.get_by_label("牵头单位").input_value() == "县市场监督管理局"
    shot(page, "adding-2-proposed")
    page.get_by_label("标题").fill("药品短缺监测")
    page.get_by_role("button", name="登记为任务").click()
    page.wait_for_url("**/1/?at=**")
    card = page.locator(".proof-card", has_text="人工登记")
    assert "药品短缺监测" in card.inner_text()
    assert page.evaluate("document.activeElement.textContent").count("人工登记") == 1
    shot(page, "adding-3-card", whole=False)


def _drag(page: Any, line: Any) -> None:
    """Mark some characters within a line, backwards."""
    page.locator("#source").click(position={"x": 5, "y": 5})  # nothing is marked any more
    box = line.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 12, steps=5)
    page.mouse.up()


def test_task_is_registered_with_the_keyboard_alone(
    open_as: Callable[..., Any], version: Version
) -> None:
    page = open_as("office")
    page.goto(f"/papers/{version.paper_id}/1/")
    page.locator("#add-entry").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/")
    page.get_by_label("没有读成条目的段落").focus()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if "健全药品" in page.evaluate("document.activeElement.selectedOptions[0].text"):
            break
    shot(page, "adding-4-keyboard")
    for _ in range(20):
        if page.evaluate("document.activeElement.textContent.trim()") == "读出这一段":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**start=**")
    assert page.get_by_label("配合单位").input_value() == "县财政局"


def test_document_is_archived_and_its_task_looked_back_at(
    open_as: Callable[..., Any], version: Version, people: dict[str, Person], monkeypatch: Any
) -> None:
    issuing.issue(people["head"], version, reason="已核对")
    monkeypatch.setenv("SANYI_TODAY", "2026-01-05")
    page = open_as("head")
    page.goto(f"/papers/{version.paper_id}/")
    page.get_by_role("link", name="归档…").click()
    shot(page, "archive-1-asked")
    page.get_by_label("理由").fill("未了结的任务转入下一年度")
    page.get_by_role("button", name="归档").click()
    page.wait_for_url(f"**/papers/{version.paper_id}/")
    shot(page, "archive-2-done")
    page.goto("/papers/")
    shot(page, "archive-3-list")
    page.get_by_role("link", name="已归档（1）").click()
    shot(page, "archive-4-archive")
    page.goto("/ledger/?scope=archived")
    shot(page, "archive-5-ledger")
    page.goto("/?state=archived")
    shot(page, "archive-6-home")
    page.goto("/ledger/?scope=archived")
    page.locator("#result tbody a").first.click()
    shot(page, "past-1-entry")
    page.locator("a[title='看这一天终了时的样子']").first.click()
    page.wait_for_url("**as_of=**")
    assert "终了时的样子" in page.locator("main").inner_text()
    shot(page, "past-2-then")
    page.goto(page.url.split("?")[0] + "?as_of=2020-01-01")
    shot(page, "past-3-before")
