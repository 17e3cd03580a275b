"""一个季度从头到尾：来文、校对、下达、交办、上报、认定、督办、通报、销号、审计。"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sanyi.documents import read_bytes
from sanyi.ledger import State
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.mytasks.wants import WANT_LABELS, Want
from sanyi.web.papers.models import Paper
from sanyi.web.supervision.models import BulletinRow, LetterRow
from sanyi.web.units.models import Person, Place
from web.conftest import sample
from web.play.conftest import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SANYI_SHOTS")  # a folder, for whoever wants to look at the pages
PATIENCE = 120_000  # milliseconds; tests judge within the request
MISPRINTED = "11"  # its limit lies before the document was issued
PROVED = "3"  # this task is done when a document is issued


class Desk:
    """The browser of one person."""

    def __init__(self, page: Any, username: str) -> None:
        self.page, self.username, self._shots = page, username, 0
        page.context.set_default_timeout(PATIENCE)
        page.on("dialog", lambda dialog: dialog.accept())

    def open(self, path: str) -> Any:
        self.page.goto(path)
        return self.page

    def press(self, name: str | re.Pattern[str], within: Any = None) -> None:
        """Press the button or follow the link of this name, and wait for the page."""
        where = within or self.page
        button = where.get_by_role("button", name=name, exact=True)
        link = where.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            button.or_(link).first.click()

    def reads(self, words: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator("main")).to_contain_text(words, use_inner_text=True)

    def number(self, label: str) -> int:
        """One of the four numbers of the leader's page."""
        card = self.page.locator(".home-numbers .card").filter(has_text=label)
        return int(card.locator(".home-number").inner_text().replace(",", ""))

    def download(self, name: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name, exact=True).click()
        return Path(waiting.value.path()).read_bytes()

    def shot(self) -> None:
        if SHOTS:
            self._shots += 1
            name = f"quarter-{self.username}-{self._shots}.png"
            self.page.screenshot(path=f"{SHOTS}/{name}", full_page=True)


@pytest.fixture
def office(  # type: ignore[no-untyped-def]  # noqa: PLR0917 - what the play stands on
    model_county: Path, place: Place, people: dict[str, Person], settings, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:  # fmt: skip
    """An office with the tables of the model county, and no document yet."""
    settings.HOME = tmp_path / "home"
    shutil.copytree(model_county / "places", settings.HOME / "places")
    monkeypatch.setenv("SANYI_TODAY", TODAY.isoformat())
    return place


def test_a_whole_quarter(open_as: Callable[..., Any], office: Place) -> None:
    desk, head, liaison, leader, auditor = (
        Desk(open_as(name), name) for name in ("office", "head", "liaison", "leader", "auditor")
    )
    take_in_and_proofread(desk)
    issue_the_document(head)
    assign_everything(desk, leader)
    report_without_proof(liaison)
    return_the_report(desk)
    report_with_a_file(liaison)
    let_the_figures_arrive(desk)
    see_the_lag(leader, liaison)
    letter = send_a_letter(desk, head)
    answer_the_letter(liaison, desk, letter)
    verify_the_task(desk)
    bulletin = draft_the_bulletin(desk)
    approve_and_issue(head, liaison, bulletin)
    close_the_task(head, leader)
    show_who_did_what(auditor)


def take_in_and_proofread(desk: Desk) -> None:
    page = desk.open("/papers/")
    desk.reads("还没有文件")
    desk.press("上传文件")
    page.set_input_files("#id_file", sample())
    desk.press("上传并读取")
    desk.reads("已读取")
    desk.press("校对")
    card = page.locator("article.proof-card").filter(
        has=page.locator(".proof-number", has_text=re.compile(rf"^{MISPRINTED}$"))
    )
    assert "2月底" in card.inner_text()
    card.get_by_role("link", name=f"更正 {MISPRINTED}").click()
    form = page.locator("form.proof-form")
    form.get_by_label("完成时限").fill("2025-12-31")
    form.get_by_label("时限原文").fill("12月底")
    form.get_by_label("更正说明").fill("原文印错，已与责任单位核对。")
    form.get_by_role("button", name="保存更正").click()
    page.wait_for_selector("form.proof-form", state="detached")
    desk.reads("已更正")
    desk.shot()
    assert "12月底" in card.inner_text() and "2025-12-31" in card.inner_text()


def issue_the_document(head: Desk) -> None:
    paper = Paper.objects.get()
    page = head.open(f"/papers/{paper.pk}/")
    head.press("下达…")
    if page.locator("#reason").count():
        head.press("下达")
        head.reads("理由")  # errors that nobody settled are not passed over in silence
        page.fill("#reason", "其余错误不影响任务，另行更正。")
    head.press("下达")
    head.reads("第1版已下达")
    head.shot()
    row = EntryRow.objects.get(number=MISPRINTED)
    assert str(row.due_on) == "2025-12-31"  # as corrected, not as read


def assign_everything(desk: Desk, leader: Desk) -> None:
    leader.open("/")
    leader.reads("还没有认定过")
    count = EntryRow.objects.filter(state=State.PROPOSED).count()
    assert count > 25
    desk.open("/ledger/")
    desk.press(f"分解交办筛选出的全部{count}项立项任务")
    desk.reads(f"已分解交办{count}项")
    assert not EntryRow.objects.exclude(state=State.ASSIGNED).exists()


def report_without_proof(liaison: Desk) -> None:
    page = liaison.open("/tasks/")
    mine = EntryRow.objects.filter(
        units__unit__name=page.locator("h1,h2.page-title").first.inner_text().split("：")[1],
        units__role="lead",
    ).count()
    liaison.press(f"全部签收开展（{mine}项）")
    liaison.reads(f"已签收{mine}项")
    row = EntryRow.objects.get(number=PROVED)
    page = liaison.open(f"/tasks/{row.pk}/report/")
    liaison.reads("2025年第三季度进展")
    page.fill("#id_text", "方案已印发各乡镇卫生院。")
    page.select_option("#id_claim", label="已完成")
    liaison.press("提交")
    liaison.reads("已提交")


def return_the_report(desk: Desk) -> None:
    row = EntryRow.objects.get(number=PROVED)
    page = desk.open(f"/ledger/{row.pk}/")
    desk.press("核查通过")
    desk.press("核查通过")
    desk.reads("没有佐证材料")  # a unit's word alone closes nothing
    row.refresh_from_db()
    assert row.state == State.REPORTED
    desk.open(f"/ledger/{row.pk}/")
    page.get_by_label("办公室意见").fill("请附印发的文件。")
    desk.press("退回补充")
    desk.reads("已退回")


def report_with_a_file(liaison: Desk) -> None:
    row = EntryRow.objects.get(number=PROVED)
    page = liaison.open("/tasks/")
    liaison.reads("请附印发的文件")
    page = liaison.open(f"/tasks/{row.pk}/report/?period=2025Q3")
    proof = {"name": "印发文件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 issued"}
    page.set_input_files("#id_file", proof)
    liaison.press("上传佐证")
    liaison.reads("印发文件.pdf")
    page.fill("#id_document_number", "安卫发〔2025〕12号")
    page.fill("#id_document_on", "2025-06-20")
    liaison.press("提交")
    liaison.reads("已提交")
    liaison.shot()
    assert Report.objects.get().evidence.get().sha256 == hashlib.sha256(proof["buffer"]).hexdigest()


def let_the_figures_arrive(desk: Desk) -> None:
    page = desk.open("/ledger/")
    page.get_by_label("认定日").fill(TODAY.isoformat())
    desk.press("现在认定")
    desk.reads("认定完成")
    desk.shot()


def see_the_lag(leader: Desk, liaison: Desk) -> None:
    page = leader.open("/")
    leader.reads("按2025年10月15日的认定")
    late = EntryRow.objects.filter(lamp__in=("red", "yellow"))
    assert leader.number("未达成或预警") == late.filter(lamp="red").count()
    assert leader.number("进展滞后") == late.filter(lamp="yellow").count()
    assert late.exists() and EntryRow.objects.filter(lamp="green").exists()
    leader.shot()
    rows = page.locator(".home-table").first.locator("tbody tr")
    assert rows.count() == min(10, late.count())
    with page.expect_navigation():
        rows.first.get_by_role("link").first.click()
    leader.reads("目标与进展")
    figure = page.locator("a[href^='/figures/explain/']").first
    with page.expect_navigation():
        figure.click()  # every number has its way to what it rests on
    leader.shot()
    liaison.open("/tasks/")
    liaison.reads(WANT_LABELS[Want.REPORT_LATE])


def send_a_letter(desk: Desk, head: Desk) -> LetterRow:
    desk.open("/supervision/")
    desk.press("按规则起草督办函")
    desk.reads("待发")
    drafts = LetterRow.objects.filter(state="draft")
    unit = Person.objects.get(username="liaison").unit
    letter = drafts.filter(entry__units__unit=unit, entry__units__role="lead").first()
    assert letter is not None
    desk.open(f"/supervision/letters/{letter.pk}/")
    desk.reads("督办函由医改办负责人发出")
    page = head.open(f"/supervision/letters/{letter.pk}/")
    page.fill("#id_number", "安医改督〔2025〕1号")
    page.fill("#id_day", TODAY.isoformat())
    head.press("发出")
    head.reads("已发出")
    head.shot()
    letter.refresh_from_db()
    assert letter.state == "sent" and letter.due_on > TODAY
    word = head.download("下载 Word")
    assert hashlib.sha256(word).hexdigest() == letter.sha256
    assert "安医改督" in read_bytes(word, "letter.docx").text
    return letter


def answer_the_letter(liaison: Desk, desk: Desk, letter: LetterRow) -> None:
    page = liaison.open(f"/supervision/letters/{letter.pk}/")
    form = page.locator(f"form[action='/supervision/letters/{letter.pk}/answer/']")
    form.get_by_label("办理情况").fill("已约谈两家卫生院，十一月底前补齐。")
    liaison.press("提交答复")
    liaison.reads("答复已提交")
    desk.open(f"/supervision/letters/{letter.pk}/")
    desk.reads("已约谈两家卫生院")
    desk.press("采纳")
    desk.reads("已采纳")


def verify_the_task(desk: Desk) -> None:
    row = EntryRow.objects.get(number=PROVED)
    desk.open(f"/ledger/{row.pk}/")
    desk.press("核查通过")
    desk.press("核查通过")
    desk.reads("已办理：核查通过")
    row.refresh_from_db()
    assert row.state == State.DONE


def draft_the_bulletin(desk: Desk) -> BulletinRow:
    page = desk.open("/supervision/bulletins/")
    desk.reads("还没有通报")
    desk.press("起草季度通报")
    assert page.input_value("#id_quarter") == "2025Q3"
    page.fill("#id_cut_off_on", TODAY.isoformat())
    desk.press("开始起草")
    page.wait_for_selector(".sanyi-doc")
    desk.reads("2025年第三季度通报（")
    bulletin = BulletinRow.objects.get()
    assert bulletin.state == "draft"
    assert not page.get_by_role("button", name="审定并锁定本季度").count()
    desk.shot()
    return bulletin


def approve_and_issue(head: Desk, liaison: Desk, bulletin: BulletinRow) -> None:
    page = head.open(f"/supervision/bulletins/{bulletin.pk}/")
    head.press("审定并锁定本季度")
    head.reads("本季度已锁定")
    other = EntryRow.objects.get(number="1")
    liaison.open(f"/tasks/{other.pk}/report/?period=2025Q3")
    liaison.reads("已锁定，不再收报告")
    page.fill("#id_number", "安医改办发〔2025〕8号")
    head.press("印发")
    head.reads("已印发，文件已固定")
    head.shot()
    bulletin.refresh_from_db()
    word = head.download("下载 Word")
    assert hashlib.sha256(word).hexdigest() == bulletin.sha256
    assert "安医改办发" in read_bytes(word, "bulletin.docx").text
    liaison.open("/supervision/bulletins/")
    liaison.reads("安医改办发〔2025〕8号")


def close_the_task(head: Desk, leader: Desk) -> None:
    row = EntryRow.objects.get(number=PROVED)
    page = head.open(f"/ledger/{row.pk}/")
    head.press("销号")
    page.fill("#id_reason", "印发文件已核对，按文号存档。")
    head.press("销号")
    head.reads("已办理：销号")
    head.shot()
    row.refresh_from_db()
    assert row.state == State.CLOSED
    leader.open(f"/ledger/{row.pk}/")
    leader.reads("印发文件已核对，按文号存档。")


DONE_BY = (
    ("上传文件", "office"), ("校对文件", "office"), ("下达文件", "head"), ("分解交办", "office"),
    ("签收开展", "liaison"), ("上报进展", "liaison"), ("退回补充", "office"),
    ("上传佐证", "liaison"), ("重新认定", "office"), ("发出督办函", "head"),
    ("答复督办函", "liaison"), ("核查通过", "office"), ("审定通报", "head"),
    ("锁定期间", "head"), ("印发通报", "head"), ("销号", "head"),
)  # fmt: skip


def show_who_did_what(auditor: Desk) -> None:
    page = auditor.open("/system/audit/")
    for act, who in DONE_BY:
        page.get_by_label("操作", exact=True).select_option(label=act)
        auditor.press("查找")
        actors = set(page.locator("tbody tr td:nth-child(3)").all_inner_texts())
        assert {actor.split()[-1] for actor in actors} == {who}, act
    auditor.reads("印发文件已核对，按文号存档。")  # 销号 with its reason
    auditor.open("/system/audit/verify/")
    auditor.reads(f"共 {Event.objects.count()} 条，没有被改动、缺失或调换次序")
    auditor.shot()
