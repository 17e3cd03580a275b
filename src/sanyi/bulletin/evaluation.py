"""Verdicts at the year's end -> the evaluation sheet (年度评价表)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from sanyi.bulletin.annexes import indicator_annex, ranking_annex
from sanyi.bulletin.blocks import Form, OfficialDocument, Paragraph, Table, figures_of
from sanyi.bulletin.counts import Counter, ranking
from sanyi.bulletin.quarterly import Bulletin, Masthead, document_words, number_words
from sanyi.bulletin.sources import with_sources
from sanyi.bulletin.wording import cell, standing_words, task_name, units, with_caveats
from sanyi.kernel import Period, PeriodKind
from sanyi.ledger import Ledger, UnitRole
from sanyi.targets import (
    STATUS_LABELS,
    Sentence,
    Status,
    TaskVerdict,
    deciding_targets,
    join,
    method_on,
    named,
    quote,
    say,
)


def compose_evaluation(
    ledger: Ledger, tasks: Sequence[TaskVerdict], year: int, masthead: Masthead, today: dt.date
) -> Bulletin:
    """Write the sheet of a year; a verdict that still runs is printed as 未到认定日."""
    period = Period(PeriodKind.YEAR, year)
    counter = Counter.over(ledger, tasks, period)
    blocks = (
        Paragraph((_summary(ledger, counter, today),)),
        Table(
            ("序号", "重点工作", "责任单位", "认定", "依据"),
            tuple(_row(task) for task in tasks),
            (0.08, 0.32, 0.18, 0.12, 0.30),
            frozenset({0, 3}),
        ),
    )
    document = OfficialDocument(
        Form.SHEET,
        masthead.issuer,
        number_words(masthead.number),
        say("{}{}医改重点工作任务年度评价表", period, named(masthead.place)),
        say(""),
        blocks,
        masthead.signed_on,
        (ranking_annex(ranking(counter, method_on(today)), tasks), indicator_annex(tasks)),
    )
    whole = with_sources(document)
    return Bulletin(whole, figures_of(whole), counter.members)


def _has(task: TaskVerdict, status: Status) -> bool:
    return task.status is status


def _summary(ledger: Ledger, counter: Counter, today: dt.date) -> Sentence:
    total = counter.count("tasks_all", "任务总数", lambda _: True)
    counts = {
        status: counter.count(
            f"year_{status}", f"{STATUS_LABELS[status]}任务数",
            partial(_has, status=status),
        )
        for status in Status
    }  # fmt: skip
    return say(
        "{}共列任务{}。截至{}：已达成{}，未达成{}，未到认定日且进展正常{}，未到认定日且进展滞后{}，无数据{}。",
        document_words(ledger), total, today, counts[Status.MET], counts[Status.MISSED],
        counts[Status.ON_COURSE], counts[Status.LAGGING], counts[Status.NO_DATA],
    )  # fmt: skip


def _row(task: TaskVerdict) -> tuple[Sentence, ...]:
    label = "已销号" if task.is_closed else STATUS_LABELS[task.status]
    if task.targets:
        grounds = say("{}。", join(map(standing_words, deciding_targets(task)), "；"))
    else:
        grounds = task.reason
    return (
        cell(quote(task.entry.number or "—", task.entry.id)),
        cell(task_name(task, 60)),
        units(task, UnitRole.LEAD),
        say(label),
        with_caveats(grounds),
    )
