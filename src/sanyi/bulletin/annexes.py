"""The annex tables of the bulletin: ledger, ranking of units, indicators."""

from __future__ import annotations

from collections.abc import Sequence

from sanyi.bulletin.blocks import Annex, Paragraph, Table
from sanyi.bulletin.counts import UnitRow
from sanyi.bulletin.wording import (
    bare,
    cell,
    due_words,
    lamp_label,
    standing_words,
    task_name,
    units,
    with_caveats,
)
from sanyi.ledger import UnitRole
from sanyi.targets import (
    STATUS_LABELS,
    Lamp,
    Sentence,
    TargetVerdict,
    TaskVerdict,
    deciding_targets,
    join,
    named,
    quote,
    say,
    whole_percent,
)


def ledger_annex(tasks: Sequence[TaskVerdict]) -> Annex:
    """Every task with its units, time limit and verdict."""
    rows = tuple(
        (
            cell(quote(task.entry.number or "—", task.entry.id)),
            cell(task_name(task, 60)),
            units(task, UnitRole.LEAD),
            units(task, UnitRole.COOPERATING),
            cell(due_words(task)),
            say(lamp_label(task)),
            _short_reason(task),
        )
        for task in tasks
    )
    columns = ("序号", "重点工作", "责任单位", "配合单位", "时限", "认定", "依据")
    table = Table(columns, rows, (0.06, 0.23, 0.13, 0.14, 0.09, 0.09, 0.26), frozenset({0, 4, 5}))
    return Annex(say("重点工作任务台账及进展"), (table,), is_wide=True)


def _short_reason(task: TaskVerdict) -> Sentence:
    if task.is_closed:
        return say("已核实销号。")
    return with_caveats(task.reason) if not task.targets else _targets_in_short(task)


def _targets_in_short(task: TaskVerdict) -> Sentence:
    """A few words for each target that decides; the whole reason stands in the text."""
    return with_caveats(say("{}。", join(map(standing_words, deciding_targets(task)), "；")))


def ranking_annex(rows: Sequence[UnitRow], tasks: Sequence[TaskVerdict]) -> Annex:
    """Units that lead, best first."""
    body = tuple(
        (
            cell(bare(row.rank)),
            cell(named(row.unit)),
            cell(bare(row.score)),
            cell(bare(row.led)),
            *(cell(bare(row.lamps[lamp])) for lamp in _LAMPS),
        )
        for row in rows
    )
    columns = ("名次", "单位", "得分", "任务", "销号", "正常", "滞后", "红灯", "无数据", "长期")
    widths = (0.08, 0.24, 0.11, 0.08, 0.08, 0.08, 0.08, 0.08, 0.09, 0.08)
    table = Table(columns, body, widths, frozenset(range(10)) - {1}, "没有写明责任单位的任务。")
    notes = [
        say("注：一项任务有几个责任单位的，各单位都全额计入，因此各单位任务数之和不等于任务总数。")
    ]
    notes.append(
        say("得分为所任任务得分的加权平均（满分一百分），配合的任务按权重计入；各状态的分值和权重为设定参数，尚待确认。"
            "得分相同的名次相同。“红灯”指未达成或预警。")
    )  # fmt: skip
    return Annex(say("各单位进展情况排名"), (table, Paragraph(tuple(notes), is_note=True)))


_LAMPS = (Lamp.CLOSED, Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY, Lamp.BLUE)


def indicator_annex(tasks: Sequence[TaskVerdict]) -> Annex:
    """Every target with its value, bound, forecast and chance."""
    verdicts = [v for task in tasks for v in task.targets]
    rows = tuple(_indicator_row(v) for v in verdicts)
    columns = ("目标", "本期数值", "应达到", "到期推算", "达成可能性", "认定")
    table = Table(
        columns, rows, (0.34, 0.14, 0.13, 0.14, 0.14, 0.11), frozenset({1, 2, 3, 4, 5}),
        "本文件没有可计算的目标。",
    )  # fmt: skip
    note = say("注：“应达到”为按预期走势到本期应有的水平；“到期推算”“达成可能性”"
               "为推算，参数为设定值，尚待确认。"
               "“—”表示没有数据或不足以推算。")  # fmt: skip
    return Annex(say("目标指标进展表"), (table, Paragraph((note,), is_note=True)))


def _indicator_row(verdict: TargetVerdict) -> tuple[Sentence, ...]:
    value = with_caveats(cell(verdict.value)) if verdict.value is not None else cell(None)
    return (
        cell(quote(verdict.target.phrase, verdict.target.id)),
        value,
        cell(verdict.expected),
        cell(verdict.forecast),
        cell(None if verdict.chance is None else whole_percent(verdict.chance)),
        say(STATUS_LABELS[verdict.status]),
    )
