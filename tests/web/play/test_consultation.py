"""一轮征求意见从头到尾：发起、两个单位反馈、一个沉默、逐条处理、结束、形成新稿。"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sanyi.bulletin.drafts import lines_of
from sanyi.bulletin.workdays import load_workdays
from sanyi.documents import GONE_WHEN_ACCEPTED, GONE_WHEN_REJECTED, read_bytes
from sanyi.web import office
from sanyi.web.acts.chain import verify
from sanyi.web.acts.matrix import Role
from sanyi.web.acts.models import ChainHead, Event
from sanyi.web.consultations import adapters
from sanyi.web.consultations.models import Round
from sanyi.web.units.models import Person, Place, Unit
from web.conftest import PASSWORD
from web.play.conftest import PHONE
from web.play.test_pages import problems

SHOTS = os.environ.get("SANYI_SHOTS")  # a folder, for whoever wants to look at the pages
ADDED = "（三）开展日间手术。年底前病种达到30个（县卫生健康局）。"
UNITS = ("县卫生健康局", "县医疗保障局", "县财政局")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county(place: Place, people: dict[str, Person]) -> Place:
    """The office with a draft that was read, and liaisons of three units."""
    for number, name in enumerate(UNITS, start=1):
        unit, _ = Unit.objects.get_or_create(place=place, name=name)
        office.add_person(
            f"unit{number}",
            f"联络员{number}",
            Role.LIAISON,
            place,
            unit,
            PASSWORD,
            must_change=False,
        )
    draft = Path(str(files("sanyi.samples") / "anhe-2026-draft.docx"))
    office.take_in(place, draft, people["office"])
    return place


class Desk:
    """The browser of one person."""

    def __init__(self, page: Any, username: str) -> None:
        self.page, self.username, self._shots = page, username, 0
        page.on("dialog", lambda dialog: dialog.accept())

    def open(self, path: str) -> Any:
        self.page.goto(path)
        return self.page

    def press(self, name: str) -> None:
        """Press the button or follow the link of this name, and wait for the page."""
        button = self.page.get_by_role("button", name=name)
        link = self.page.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            button.or_(link).first.click()

    def reads(self, words: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator("main")).to_contain_text(words, use_inner_text=True)

    def shot(self) -> None:
        if SHOTS:
            self._shots += 1
            self.page.screenshot(path=f"{SHOTS}/{self.username}-{self._shots}.png", full_page=True)

    def download(self, name: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).click()
        return Path(waiting.value.path()).read_bytes()


def test_a_whole_consultation(open_as: Callable[..., Any], county: Place) -> None:
    desk = Desk(open_as("office"), "office")
    open_the_round(desk)
    round_ = Round.objects.get()
    health, insurance = (Desk(open_as(f"unit{n}"), f"unit{n}") for n in (1, 2))
    write_an_opinion_with_the_mouse(health, round_)
    write_an_opinion_with_the_keyboard(health, round_)
    hand_in_with_a_scan(health)
    answer_nil(insurance, round_)
    see_who_is_silent(desk, round_)
    decide_both(desk, round_)
    add_a_clause(desk, round_)
    look_at_every_page(desk, Desk(open_as("unit3", size=PHONE), "unit3"), round_)
    head = Desk(open_as("head"), "head")
    close_the_round(head, round_)
    make_the_next_version(desk, round_)
    read_the_reply(health, round_)
    check_the_result(round_)


def without_numbers(lines: list[str]) -> list[str]:
    """The draft numbers its clauses by itself."""
    return [re.sub(r"^（[一二三四五六七八九十]+）", "", line) for line in lines]


def look_at_every_page(desk: Desk, phone: Desk, round_: Round) -> None:
    """Accessible, and no page scrolls sideways, on a narrow screen either."""
    opinion = round_.invitations.get(kind="opinions").opinions.first()
    passage = round_.passages.get(key="anhe-2026-draft#1")
    paths = [
        f"/consultations/{round_.pk}/{end}"
        for end in ("", "text/", "effect/", "due/", "reminders/")
    ]
    paths += [f"/consultations/opinions/{opinion.pk}/", f"/consultations/passages/{passage.pk}/"]
    paths.append(f"/consultations/passages/{passage.pk}/add/")
    for path in paths:
        assert problems(desk.open(path)) == [], path
    page = phone.open(f"/consultations/{round_.pk}/answer/")
    assert problems(page) == []
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen


def open_the_round(desk: Desk) -> None:
    page = desk.open("/consultations/")
    desk.press("发起征求意见")
    day = load_workdays().after(timezone.localdate(), 5)
    page.fill("#id_due_on", day.isoformat())
    for box in page.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") in UNITS)
    desk.shot()
    desk.press("发起")
    desk.reads("已发起，共 3 个单位")


def write_an_opinion_with_the_mouse(desk: Desk, round_: Round) -> None:
    page = desk.open("/consultations/")
    with page.expect_navigation():
        page.get_by_role("link", name=round_.title).click()
    clause = round_.passages.get(key="anhe-2026-draft#1")
    start = clause.text.index("90%")
    # what dragging over the words does
    page.evaluate(
        """([passage, start, end]) => {
            const node = document.querySelector(`[data-passage="${passage}"]`).firstChild;
            const range = document.createRange();
            range.setStart(node, start); range.setEnd(node, end);
            const selection = window.getSelection();
            selection.removeAllRanges(); selection.addRange(range);
            document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }""",
        [str(clause.pk), start, start + 5],
    )
    assert page.input_value("#id_quote") == "90%以上"
    assert page.input_value("#id_passage") == str(clause.pk)
    page.fill("#id_words", "上年已达到91%，指标偏低。")
    page.fill("#id_proposed", "92%以上")
    desk.press("保存这条意见")
    desk.reads("意见已保存")


def write_an_opinion_with_the_keyboard(desk: Desk, round_: Round) -> None:
    page = desk.page
    page.select_option("#id_passage", label="（二）推进检查检验结果互认")
    page.fill("#id_quote", "9月底前")
    page.fill("#id_words", "建议延到年底。")
    page.fill("#id_proposed", "12月底前")
    page.focus("#id_proposed")
    page.keyboard.press("Tab")  # from the last field to the button
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.reads("提交 2 条意见")
    desk.shot()


def hand_in_with_a_scan(desk: Desk) -> None:
    desk.press("提交 2 条意见")
    desk.reads("已反馈意见")
    scan = {"name": "盖章.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 stamped"}
    desk.page.set_input_files("#id_scan", scan)
    desk.press("上传")
    desk.reads("盖章.pdf")


def answer_nil(desk: Desk, round_: Round) -> None:
    desk.open(f"/consultations/{round_.pk}/")
    desk.press("无意见")
    desk.reads("已反馈“无意见”")
    assert "指标偏低" not in desk.page.content()


def see_who_is_silent(desk: Desk, round_: Round) -> None:
    desk.open(f"/consultations/{round_.pk}/")
    desk.reads("未反馈（不视为同意）")
    desk.reads("还没处理 2 条")
    desk.shot()
    desk.press("提醒词")
    assert desk.page.get_by_label("县财政局").input_value().startswith("县财政局：《")
    desk.press("记为已提醒")
    desk.reads("提醒了 1 个单位")


def decide_both(desk: Desk, round_: Round) -> None:
    page = desk.open(f"/consultations/{round_.pk}/")
    page.get_by_role("row", name="（一）提升医共体服务能力").get_by_role("link").last.click()
    page.wait_for_selector("#id_outcome")
    page.select_option("#id_outcome", label="采纳")
    desk.press("下一步")
    desk.reads("对台账的影响")
    desk.reads("92%以上")
    desk.shot()
    desk.press("看过影响，确认")
    desk.reads("已处理")
    page.get_by_role("row", name="（二）推进检查检验结果互认").get_by_role("link").last.click()
    page.wait_for_selector("#id_outcome")
    page.select_option("#id_outcome", label="不采纳")
    desk.press("下一步")
    desk.reads("须写明理由")
    page.fill("#id_reason", "省级要求三季度完成。")
    desk.press("下一步")
    desk.reads("已处理")
    desk.reads("还没处理 0 条")


def add_a_clause(desk: Desk, round_: Round) -> None:
    clause = round_.passages.get(key="anhe-2026-draft#2")
    page = desk.open(f"/consultations/{round_.pk}/text/")
    with page.expect_navigation():
        page.locator(f"#p{clause.pk}").get_by_role("link", name="其后新增").or_(
            page.locator(f"#p{clause.pk} a[href$='/add/']")
        ).first.click()
    desk.shot()
    page.fill("#id_added", ADDED)
    page.fill("#id_reason", "补充省级新部署的任务。")
    desk.press("看对台账的影响")
    desk.reads("在其后新增")
    desk.shot()
    desk.press("看过影响，确认")
    desk.reads("文字已新增")
    desk.shot()


def close_the_round(desk: Desk, round_: Round) -> None:
    desk.open(f"/consultations/{round_.pk}/")
    desk.press("结束征求意见")
    desk.reads("还没有过截止日")  # 县财政局 still has time
    round_.due_on = timezone.localdate() - dt.timedelta(days=1)
    round_.save()
    desk.open(f"/consultations/{round_.pk}/")
    desk.press("结束征求意见")
    desk.reads("征求意见已结束")


def make_the_next_version(desk: Desk, round_: Round) -> None:
    desk.open(f"/consultations/{round_.pk}/")
    desk.press("形成新稿")
    desk.reads("已形成第2版")
    desk.shot()
    rows = list(round_.passages.all())
    redline = read_bytes(desk.download("修订稿"), "redline.docx")
    for without, texts in (
        (GONE_WHEN_REJECTED, [r.text for r in rows]),
        (GONE_WHEN_ACCEPTED, [r.decided for r in rows]),
    ):
        lines = [line for line in redline.view(without).text.split("\n") if line.strip()]
        assert without_numbers(lines) == without_numbers([text for text in texts if text])
    for name in ("采纳情况表（Word）", "采纳情况表（Excel）", "全部复函"):
        assert desk.download(name).startswith(b"PK")


def read_the_reply(desk: Desk, round_: Round) -> None:
    desk.open(f"/consultations/{round_.pk}/")
    desk.reads("省级要求三季度完成")
    reply = read_bytes(desk.download("复函（Word）"), "reply.docx").text
    assert "处理：采纳" in reply and "处理：不采纳" in reply


def check_the_result(round_: Round) -> None:
    round_.refresh_from_db()
    assert round_.next_version is not None and round_.next_version.number == 2
    passages, ledger = adapters.read_version(round_.next_version)
    lines = lines_of(passages)
    wanted = [r.decided for r in round_.passages.all() if r.decided]
    assert without_numbers(lines) == without_numbers(wanted)
    assert ADDED in lines  # the number that comes next is the automatic one
    first = next(e for e in ledger.entries if e.id.endswith("#1"))
    assert "92%以上" in first.text and "90%" not in first.text
    assert list(verify(Event.objects.all(), ChainHead.objects.get())) == []
