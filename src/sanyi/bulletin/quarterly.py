"""Verdicts -> the quarterly bulletin (季度通报), as content; the layout is another step.

Sections follow the common order: overall, progress, problems, next steps; annexes hold the ledger,
the ranking of units, the indicators and the sources of every number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sanyi.bulletin.annexes import indicator_annex, ledger_annex, ranking_annex
from sanyi.bulletin.blocks import (
    Annex,
    Block,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    figures_of,
)
from sanyi.bulletin.counts import Counter, UnitRow, lamp_counts, ranking
from sanyi.bulletin.recurring import PastProblems, cause_of, problems_of, recurs
from sanyi.bulletin.sources import with_sources
from sanyi.bulletin.supervised import Supervised, supervised_sentences
from sanyi.bulletin.wording import (
    lead_words,
    standing_words,
    task_name,
    task_number,
    with_caveats,
)
from sanyi.kernel import Figure, Finding, Period, PeriodKind, ShapeError
from sanyi.ledger import Ledger, UnitRole
from sanyi.targets import (
    Cited,
    Lamp,
    RefKind,
    Sentence,
    Status,
    TaskVerdict,
    Words,
    deciding_targets,
    join,
    method_on,
    named,
    reported,
    say,
)

_MOST_PROGRESS = 8


@dataclass(frozen=True, slots=True)
class Masthead:
    """What only the office knows about a document it sends.

    Args:
        issuer: who signs.
        number: document number, empty while none is given.
        place: name of the place in titles; empty takes it from the document.
        addressee: to whom, without the colon.
        signed_on: day of signing.
        copy_to, printed_by, printed_on: imprint; empty leaves it out.
    """

    issuer: str
    signed_on: dt.date
    number: str = ""
    place: str = ""
    addressee: str = "医改领导小组各成员单位"
    copy_to: str = ""
    printed_by: str = ""
    printed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BulletinInput:
    """Everything a quarterly bulletin is made from.

    Args:
        quarter: the quarter reported on.
        cut_off_on: last day the data reach.
        tasks: verdicts as of the cut-off day.
        flags: what was found in the units' own reports.
        past: the problems that the bulletin of the quarter before named.
        reply_on: the day by which named units answer.
        supervised: the supervision letters that run, by entry.
    """

    ledger: Ledger
    tasks: Sequence[TaskVerdict]
    quarter: Period
    cut_off_on: dt.date
    masthead: Masthead
    reply_on: dt.date
    flags: Sequence[Finding] = ()
    past: PastProblems | None = None
    supervised: Mapping[str, Supervised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin, its figures with the records counted, and what the next one must remember."""

    document: OfficialDocument
    figures: tuple[Figure, ...]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: PastProblems | None = None


def compose_bulletin(given: BulletinInput) -> Bulletin:
    """Write the bulletin of a quarter.

    Raises:
        ShapeError: the period is no quarter.
    """
    if given.quarter.kind is not PeriodKind.QUARTER:
        raise ShapeError("BUL-002", f"通报按季度编写，{given.quarter} 不是一个季度。")
    counter = Counter.over(given.ledger, given.tasks, given.quarter)
    method = method_on(given.cut_off_on)
    units = ranking(counter, method)
    blocks = (
        *_opening(given),
        *_overall(given, counter),
        *_progress(given),
        *_problems(given),
        *_report_flags(given.flags),
        *_letters(given),
        *_next_steps(given),
    )
    annexes = [
        ledger_annex(given.tasks),
        ranking_annex(units, given.tasks),
        indicator_annex(given.tasks),
    ]
    document = with_sources(_document(given, blocks, annexes))
    return Bulletin(
        document,
        figures_of(document),
        counter.members,
        PastProblems(given.quarter, problems_of(given.tasks)),
    )


def _document(
    given: BulletinInput, blocks: Sequence[Block], annexes: Sequence[Annex]
) -> OfficialDocument:
    head = given.masthead
    subject = subject_of(given)
    return OfficialDocument(
        Form.NOTICE,
        head.issuer,
        number_words(head.number),
        say("关于{}{}医改重点工作任务进展情况的通报", given.quarter, named(subject)),
        say("{}", named(head.addressee)),
        tuple(blocks),
        head.signed_on,
        tuple(annexes),
        head.copy_to,
        head.printed_by,
        head.printed_on,
    )


def subject_of(given: BulletinInput) -> str:
    """The place in the title: as the office writes it, or as the document says."""
    return given.masthead.place or _place(given.ledger)


def number_words(number: str) -> Sentence:
    """A document number; an empty sentence while there is none."""
    return say("{}", Cited(number, RefKind.DOCUMENT, number)) if number else say("")


def _place(ledger: Ledger) -> str:
    place = ledger.document.jurisdiction or ""
    for mark in ("省", "自治区", "市", "州", "盟"):
        _, found, tail = place.partition(mark)
        if found and tail:
            place = tail
    return place


def document_words(ledger: Ledger) -> Sentence:
    """《标题》（文号） of the document that the ledger was read from."""
    document = ledger.document
    title = Cited(f"《{document.title or document.id}》", RefKind.DOCUMENT, document.id)
    if not document.document_number:
        return say("{}", title)
    number = Cited(document.document_number, RefKind.DOCUMENT, document.id)
    return say("{}（{}）", title, number)


def _opening(given: BulletinInput) -> Iterable[Block]:
    yield Paragraph(
        (
            say("按照{}要求，依据各单位报送情况和截至{}的监测数据，现将{}重点工作任务进展情况通报如下。",
                document_words(given.ledger), given.cut_off_on, given.quarter),
        )
    )  # fmt: skip


# --- 一、总体情况


def _overall(given: BulletinInput, counter: Counter) -> Iterable[Block]:
    total = counter.count("tasks_all", "任务总数", lambda _: True)
    standing = counter.count("tasks_standing", "长期任务数", lambda t: t.is_standing)
    finite = counter.count("tasks_finite", "有时限的任务数", lambda t: not t.is_standing)
    closed_finite = counter.count(
        "tasks_closed_finite", "有时限任务中已销号的项数",
        lambda t: t.lamp is Lamp.CLOSED and not t.is_standing,
    )  # fmt: skip
    lamps = lamp_counts(counter)
    rate = counter.share(
        "finish_rate",
        "销号率",
        closed_finite,
        finite,
        "有时限任务中已销号的项数除以有时限的任务数。",
    )
    met = counter.count("tasks_met", "目标已达成、待核实销号的任务数",
                        lambda t: t.lamp is Lamp.GREEN and t.status is Status.MET)  # fmt: skip
    yield Heading(1, say("总体情况"))
    yield Paragraph(
        (
            say("{}共列任务{}，其中长期任务{}。", named("台账"), total, standing),
            say("已销号{}，进展正常{}（其中目标已达成、待核实销号{}），进展滞后{}，未达成或预警{}，无数据{}，"
                "长期任务本季度已报告{}。",
                lamps[Lamp.CLOSED], lamps[Lamp.GREEN], met, lamps[Lamp.YELLOW], lamps[Lamp.RED],
                lamps[Lamp.GREY], lamps[Lamp.BLUE]),
            _rate_sentence(rate, closed_finite, finite),
        )
    )  # fmt: skip
    sections = list(dict.fromkeys(t.entry.section for t in given.tasks if t.entry.section))
    if len(sections) > 1:
        yield Paragraph(tuple(_section_sentences(sections, counter)))


def _rate_sentence(rate: Figure, closed: Figure, finite: Figure) -> Sentence:
    if rate.value is None:
        return say("没有规定时限的任务，不计销号率。")
    return say("有时限的任务{}，已销号{}，销号率{}。", finite, closed, rate)


def _section_sentences(sections: Sequence[str], counter: Counter) -> Iterable[Sentence]:
    yield say("分领域看：")
    for index, section in enumerate(sections):

        def inside(task: TaskVerdict, section: str = section) -> bool:
            return task.entry.section == section

        whole = counter.count("section_tasks", f"“{section}”任务数", inside, section)
        late = counter.count(
            "section_behind", f"“{section}”中滞后、未达成或预警的项数",
            lambda t: t.lamp in (Lamp.YELLOW, Lamp.RED), section, inside,
        )  # fmt: skip
        stop = "。" if index == len(sections) - 1 else "；"
        yield say("{}任务{}，其中滞后、未达成或预警{}" + stop, named(_plain_section(section)),
                  whole, late)  # fmt: skip


def _plain_section(section: str) -> str:
    """A heading without its label: 一、完善… is 完善…."""
    head, mark, tail = section.partition("、")
    return tail.strip() if mark and set(head) <= set("一二三四五六七八九十") else section.strip()


# --- 二、主要进展


def _progress(given: BulletinInput) -> Iterable[Block]:
    yield Heading(1, say("主要进展"))
    good = [t for t in given.tasks if t.lamp in (Lamp.CLOSED, Lamp.GREEN)]
    told = sorted(good, key=lambda t: t.status is not Status.MET)[:_MOST_PROGRESS]
    if not told:
        yield Paragraph((say("本季度没有可以认定的进展。"),))
        return
    for task in told:
        yield Paragraph((_good_sentence(task),))


def _good_sentence(task: TaskVerdict) -> Sentence:
    head = say("{}“{}”{}：", task_number(task), task_name(task), lead_words(task))
    if task.is_closed:
        return say("{}已核实销号。", head)
    if not task.targets:
        return with_caveats(say("{}{}", head, task.reason))
    return with_caveats(
        say("{}{}。", head, join(map(standing_words, deciding_targets(task)), "；"))
    )


# --- 三、存在问题


def _problems(given: BulletinInput) -> Iterable[Block]:
    yield Heading(1, say("存在问题"))
    red = [t for t in given.tasks if t.lamp is Lamp.RED]
    groups = (
        ("目标未达成", [t for t in red if t.status is Status.MISSED]),
        ("预计不能按期达成", [t for t in red if t.status is not Status.MISSED]),
        ("进展滞后", [t for t in given.tasks if t.lamp is Lamp.YELLOW]),
        ("没有数据，不能认定", [t for t in given.tasks if t.lamp is Lamp.GREY]),
    )  # fmt: skip
    if not any(tasks for _, tasks in groups):
        yield Paragraph((say("本季度没有发现滞后的任务。"),))
    for title, tasks in groups:
        if tasks:
            yield Heading(2, say(title))
            for task in tasks:
                yield Paragraph(tuple(_problem_sentences(task, given)))


def _problem_sentences(task: TaskVerdict, given: BulletinInput) -> Iterable[Sentence]:
    yield say("{}“{}”{}。", task_number(task), task_name(task), lead_words(task))
    good = (Status.MET, Status.ON_COURSE)
    deciding = [v for v in deciding_targets(task) if v.status not in good]
    if not deciding:
        yield with_caveats(task.reason)
    for verdict in deciding:
        yield with_caveats(verdict.reason)
    if recurs(task, given.past, given.quarter):
        yield cause_of(task)


def _report_flags(flags: Sequence[Finding]) -> Iterable[Block]:
    if not flags:
        return
    yield Heading(2, say("自报情况与核查不一致"))
    for flag in flags:
        yield Paragraph((say("{}。", reported(flag.message.rstrip("。"), flag.where)),))


def _letters(given: BulletinInput) -> Iterable[Block]:
    sentences = list(supervised_sentences(given.tasks, given.supervised))
    if sentences:
        yield Heading(2, say("督办情况"))
        for sentence in sentences:
            yield Paragraph((sentence,))


# --- 四、下一步


def _next_steps(given: BulletinInput) -> Iterable[Block]:
    yield Heading(1, say("下一步工作要求"))
    steps: list[Sentence] = []
    red, yellow, grey = (
        _leads_of(given.tasks, lamp) for lamp in (Lamp.RED, Lamp.YELLOW, Lamp.GREY)
    )
    if red:
        steps.append(say("{}要对未达成和预警的任务逐项分析原因，于{}前报送整改措施和完成时限。",
                         red, given.reply_on))  # fmt: skip
    if yellow:
        steps.append(say("{}要加快滞后任务进度，于{}前报送补救安排。", yellow, given.reply_on))
    if grey:
        steps.append(
            say("{}要于{}前补报数据或进展，仍无数据的在下季度通报中点名。", grey, given.reply_on)
        )
    steps.append(say("各单位对本通报数字有异议的，请于{}前反馈，逐项提供依据。", given.reply_on))
    for step in steps:
        yield Paragraph((step,))


def _leads_of(tasks: Sequence[TaskVerdict], lamp: Lamp) -> Sentence:
    names = dict.fromkeys(n for t in tasks if t.lamp is lamp for n in t.entry.names(UnitRole.LEAD))
    listed: list[Words] = [named(n) for n in names]
    return join((say("{}", n) for n in listed), "、")


__all__ = ["Bulletin", "BulletinInput", "Masthead", "UnitRow", "compose_bulletin"]
