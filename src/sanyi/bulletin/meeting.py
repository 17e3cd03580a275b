"""The sheet that a meeting of the leading group has on the table: numbers, late tasks, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanyi.bulletin.blocks import (
    Block,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
)
from sanyi.bulletin.counts import Counter, lamp_counts
from sanyi.bulletin.quarterly import BulletinInput, number_words, subject_of
from sanyi.bulletin.sources import with_sources
from sanyi.bulletin.supervised import Supervised
from sanyi.bulletin.wording import cell, due_words, lamp_label, task_name, units, with_caveats
from sanyi.kernel import Figure
from sanyi.ledger import UnitRole
from sanyi.targets import Lamp, Sentence, TaskVerdict, deciding_targets, join, named, quote, say

_LATE = (Lamp.RED, Lamp.YELLOW, Lamp.GREY)
_GOOD = ("met", "on_course")


def compose_meeting_sheet(given: BulletinInput) -> tuple[OfficialDocument, tuple[Figure, ...]]:
    """Write the sheet from what the bulletin of a quarter is written from.

    Returns:
        The sheet, and the counts in it.
    """
    counter = Counter.over(given.ledger, given.tasks, given.quarter)
    total = counter.count("tasks_all", "任务总数", lambda _: True)
    lamps = lamp_counts(counter)
    late = [t for lamp in _LATE for t in given.tasks if t.lamp is lamp]
    blocks: tuple[Block, ...] = (
        Heading(1, say("总体情况")),
        Paragraph((_numbers(given, total, lamps),)),
        Heading(1, say("滞后、未达成和没有数据的任务")),
        _late_table(late),
        Heading(1, say("未办结的督办函")),
        _letter_table(given),
    )
    title = say("{}{}医改工作推进会材料", named(subject_of(given)), given.quarter)
    sheet = OfficialDocument(
        Form.SHEET, given.masthead.issuer, number_words(""), title, say(""), blocks,
        given.masthead.signed_on,
    )  # fmt: skip
    return with_sources(sheet), (total, *lamps.values())


def _numbers(given: BulletinInput, total: Figure, lamps: Mapping[Lamp, Figure]) -> Sentence:
    return say(
        "截至{}，台账任务{}：已销号{}，进展正常{}，进展滞后{}，未达成或预警{}，没有数据{}，长期任务已报告{}。",
        given.cut_off_on, total, lamps[Lamp.CLOSED], lamps[Lamp.GREEN], lamps[Lamp.YELLOW],
        lamps[Lamp.RED], lamps[Lamp.GREY], lamps[Lamp.BLUE],
    )  # fmt: skip


def _late_table(tasks: list[TaskVerdict]) -> Table:
    rows = tuple(
        (
            cell(quote(task.entry.number or "—", task.entry.id)),
            cell(task_name(task, 40)),
            units(task, UnitRole.LEAD),
            cell(due_words(task)),
            say(lamp_label(task)),
            _why(task),
        )
        for task in tasks
    )
    columns = ("序号", "任务", "责任单位", "时限", "认定", "原因")
    widths = (0.07, 0.22, 0.15, 0.1, 0.09, 0.37)
    return Table(columns, rows, widths, frozenset({0, 3, 4}), "没有滞后的任务。")


def _why(task: TaskVerdict) -> Sentence:
    failing = [v.reason for v in deciding_targets(task) if v.status not in _GOOD]
    return join(with_caveats(reason) for reason in (failing or [task.reason]))


def _letter_table(given: BulletinInput) -> Table:
    rows = tuple(_letter_rows(given))
    columns = ("序号", "任务", "责任单位", "督办函", "发出", "答复时限", "情况")
    widths = (0.07, 0.27, 0.16, 0.13, 0.13, 0.13, 0.11)
    return Table(columns, rows, widths, frozenset({0, 3, 4, 5, 6}), "没有未办结的督办函。")


def _letter_rows(given: BulletinInput) -> Iterator[tuple[Sentence, ...]]:
    for task in given.tasks:
        item = given.supervised.get(task.entry.id)
        if item is not None:
            letter = item.letter
            yield (
                cell(quote(task.entry.number or "—", task.entry.id)),
                cell(task_name(task, 40)),
                units(task, UnitRole.LEAD),
                say(item.label),
                cell(letter.issued_on),
                cell(letter.answer_limit),
                _state(item),
            )


def _state(item: Supervised) -> Sentence:
    if item.is_called_in:
        return say("列入约谈名单")
    if item.is_overdue:
        return say("到期未答复")
    return say("已答复") if item.letter.answered_on else say("等待答复")
