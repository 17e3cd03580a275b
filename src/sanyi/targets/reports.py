"""Units' own reports held against figures, against the last quarter, and against each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sanyi.kernel import Figure, Finding, Period, PeriodKind, Severity, unit_of
from sanyi.kernel.similarity import grams, likeness
from sanyi.targets.model import Kind, ProgressReport, Status, TargetVerdict, TaskVerdict

_COPIED = 0.90  # share of common character triples: a changed figure brings it below
_FAILING = (Status.LAGGING, Status.MISSED)
_SHORTEST = 12  # characters; shorter texts are alike by chance
_OFF_SHARE = Decimal("0.01")  # a reported share may be rounded to whole percents
_OFF_RELATIVE = Decimal("0.02")
_LEAST_QUOTE = 6  # characters of a target that name it
_QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)*”")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(%|％|个百分点|百分点)")


def check_reports(
    reports: Sequence[ProgressReport], tasks: Iterable[TaskVerdict], quarter: Period
) -> tuple[Finding, ...]:
    """Flags on the reports of one quarter, in order of the reports.

    Args:
        reports: all reports known, earlier quarters too.
        tasks: verdicts at the end of the quarter.
        quarter: whose reports are checked.
    """
    by_entry = _by_entry(tasks)
    current = [r for r in reports if r.period_end_on in quarter]
    before = _last_by_task(reports, quarter)
    texts = _Texts(current)
    found: list[Finding] = []
    for report in current:
        copied = list(_copied_from_before(report, before.get((report.entry_id, report.unit), ())))
        # the number in a copied text is last quarter's: that is the copy's fault, told once
        own = replace(report, text="") if copied else report
        found += _contradictions(own, _about(report, by_entry.get(report.entry_id, ())))
        found += copied
        found += texts.copied_from_others(report)
        found += _without_proof(report)
    return tuple(found)


def _by_entry(tasks: Iterable[TaskVerdict]) -> Mapping[str, tuple[TargetVerdict, ...]]:
    """Verdicts by the id a unit reports under: the row of the annex, or the clause behind it."""
    found: dict[str, list[TargetVerdict]] = {}
    for task in tasks:
        for id in (task.entry.id, *task.entry.counterparts):
            found.setdefault(id, []).extend(task.targets)
    return {id: tuple(verdicts) for id, verdicts in found.items()}


def _last_by_task(
    reports: Sequence[ProgressReport], quarter: Period
) -> Mapping[tuple[str, str], tuple[ProgressReport, ...]]:
    """The reports of the same unit on the same task for the quarter before."""
    earlier = quarter.previous()
    found: dict[tuple[str, str], tuple[ProgressReport, ...]] = {}
    for report in reports:
        if report.period_end_on in earlier:
            key = (report.entry_id, report.unit)
            found[key] = (*found.get(key, ()), report)
    return found


def _flag(code: str, report: ProgressReport, message: str, hint: str) -> Finding:
    where = f"{report.id}"
    return Finding(code, Severity.WARNING, where, message, hint)


# --- against the figures


def _contradictions(report: ProgressReport, about: Sequence[TargetVerdict]) -> Iterator[Finding]:
    """What the report says against the last figures known at the end of its quarter."""
    stated = [(number, unit, _agrees(number, unit, about)) for number, unit in _stated(report)]
    for number, _, against in stated:
        if isinstance(against, Figure):
            yield _flag(
                "REP-001", report,
                f"{report.unit}报告{_printed(number, against.unit)}，但{against.period.label}"
                f"{against.title}为{against.printed}。",
                "请责任单位说明数据来源和口径。",
            )  # fmt: skip
            return
    known = [v for v in about if v.latest is not None and v.status is not Status.NO_DATA]
    if not (report.is_done and known and all(_is_short(v) for v in known)):
        return
    figure = known[0].latest
    assert figure is not None
    told = f"{figure.period.label}{figure.title}为{figure.printed}"
    if any(against is True for _, _, against in stated):
        yield _flag(
            "REP-005", report,
            f"{report.unit}自报已完成，所报数值与数据一致，但{told}，没有达到目标。",
            "请责任单位更正任务状态。",
        )  # fmt: skip
    else:
        yield _flag(
            "REP-001", report, f"{report.unit}自报已完成，但{told}，没有达到目标。",
            "请责任单位核对数据或更正报告。",
        )  # fmt: skip


def _is_short(verdict: TargetVerdict) -> bool:
    """Whether the last figure is not what the target asks for; done late is done."""
    if verdict.latest is None or verdict.latest.value is None or verdict.goal is None:
        return False
    if verdict.goal.kind is Kind.FREQUENCY:
        return verdict.status in _FAILING
    return not verdict.goal.is_met_by(verdict.latest.value)


def _about(report: ProgressReport, verdicts: Sequence[TargetVerdict]) -> list[TargetVerdict]:
    """The targets a report quotes, whole or in part; all of the task's where it quotes none."""
    text = _unmarked(report.text)
    quotes = [q for q in map(_unmarked, _QUOTED.findall(report.text)) if len(q) >= _LEAST_QUOTE]
    phrases = [(v, _unmarked(v.target.phrase)) for v in verdicts]
    quoted = [v for v, phrase in phrases if phrase in text or any(q in phrase for q in quotes)]
    # two bounds of one figure, joined by 或, are one target
    groups = {v.target.alternative_group for v in quoted} - {None}
    return [v for v in verdicts if v in quoted or v.target.alternative_group in groups] or list(
        verdicts
    )


def _unmarked(text: str) -> str:
    return re.sub(r"[\s“”‘’\"']", "", text)


def _stated(report: ProgressReport) -> Iterator[tuple[Decimal, str]]:
    """Numbers a report states: the field, and percentages in the text."""
    if report.reported_value is not None:
        yield report.reported_value, ""
    for match in _NUMBER.finditer(report.text):
        if match[2] in ("%", "％"):
            yield Decimal(match[1]) / 100, "share"


def _agrees(stated: Decimal, unit: str, verdicts: Sequence[TargetVerdict]) -> Figure | bool:
    """The figure a stated number contradicts; else whether it is the number of a figure.

    A number that fits any bound or any last year's value of the task contradicts none; neither
    does one of a text about several targets, which does not say which it means.
    """
    known = [(v, f) for v in verdicts for f in (v.latest, v.value)
             if f is not None and f.value is not None and unit in ("", f.unit)]  # fmt: skip
    if not known or (len({v.indicator for v, _ in known}) > 1 and unit):
        return False
    if any(f.value is not None and _same(stated, f.value, f.unit) for _, f in known):
        return True
    if unit:
        goals = [v.goal for v, _ in known if v.goal is not None]
        named = [x for g in goals for x in (g.bound, g.base.value if g.base else None)]
        if any(x is not None and _same(stated, x, unit) for x in named):
            return False
    return known[0][1]


def _same(stated: Decimal, value: Decimal, unit: str) -> bool:
    """Whether a stated number is the figure, rounded as people round."""
    if unit in ("share", "growth", "pp"):
        return min(abs(reading - value) for reading in _readings(stated, unit)) <= _OFF_SHARE
    relative = Decimal(0) if unit == "score" else abs(value) * _OFF_RELATIVE
    return abs(stated - value) <= max(Decimal("0.5"), relative)


def _readings(stated: Decimal, unit: str) -> list[Decimal]:
    """81.2 and 0.812 are the same to whoever fills in the form; so are 1.04 and 4 % of growth."""
    if unit == "growth" and Decimal("0.5") <= stated <= 2:
        return [stated, stated - 1]
    return [stated, stated / 100] if abs(stated) > 1 else [stated]


def _printed(stated: Decimal, of: str) -> str:
    if of in ("share", "growth", "pp"):
        return unit_of(of).print(stated if abs(stated) <= Decimal("1.5") else stated / 100)
    return unit_of(of).print(stated)


# --- copied text


def _plain(text: str) -> str:
    """Text without the target it quotes and without the words for the quarter."""
    return re.sub(r"[一二三四]季度|[上下]半年|\s", "", _QUOTED.sub("", text))


def _copied_from_before(
    report: ProgressReport, before: Sequence[ProgressReport]
) -> Iterator[Finding]:
    own = _plain(report.text)
    for earlier in before:
        theirs = _plain(earlier.text)
        if min(len(own), len(theirs)) < _SHORTEST or not _same_quotes(report, earlier):
            continue
        score = likeness(grams(own), grams(theirs))
        if score >= _COPIED:
            label = Period.containing(earlier.period_end_on, PeriodKind.QUARTER).label
            yield _flag(
                "REP-002", report,
                f"{report.unit}的报告与其{label}的报告基本相同（相似度{score:.0%}）。",
                "请责任单位重新报送本季度的实际进展。",
            )  # fmt: skip
            return


def _same_quotes(one: ProgressReport, other: ProgressReport) -> bool:
    """Whether two texts quote the same target, so that one may be the copy of the other."""
    return set(re.findall(r"“([^“”]+)", one.text)) == set(re.findall(r"“([^“”]+)", other.text))


class _Texts:
    """The quarter's texts, to find those that another unit or task has word for word."""

    def __init__(self, reports: Sequence[ProgressReport]) -> None:
        self._all = [
            (r, grams(_plain(r.text))) for r in reports if len(_plain(r.text)) >= _SHORTEST
        ]
        self._holders: dict[str, list[int]] = {}
        for index, (_, own) in enumerate(self._all):
            for gram in own:
                self._holders.setdefault(gram, []).append(index)
        self._index = {id(r): i for i, (r, _) in enumerate(self._all)}

    def copied_from_others(self, report: ProgressReport) -> Iterator[Finding]:
        """Whether another unit handed in the same text first, or on the same day."""
        at = self._index.get(id(report))
        if at is None:
            return
        own = self._all[at][1]
        shared: dict[int, int] = {}
        for gram in own:
            for other in self._holders[gram]:
                shared[other] = shared.get(other, 0) + 1
        for other, count in sorted(shared.items()):
            theirs, their_grams = self._all[other]
            if theirs.unit == report.unit or _came_first(report, theirs):
                continue
            if not _same_quotes(report, theirs):
                continue
            score = count / (len(own) + len(their_grams) - count)
            if score >= _COPIED:
                yield _flag(
                    "REP-003", report,
                    f"{report.unit}的报告与{theirs.unit}的报告（{theirs.id}）基本相同"
                    f"（相似度{score:.0%}）。",
                    "请两家单位分别说明各自所做的工作。",
                )  # fmt: skip
                return


def _came_first(report: ProgressReport, other: ProgressReport) -> bool:
    late = dt.date.max
    return (report.submitted_on or late, report.id) < (other.submitted_on or late, other.id)


# --- proof


def _without_proof(report: ProgressReport) -> Iterator[Finding]:
    if report.is_done and not report.has_proof:
        yield _flag(
            "REP-004", report,
            f"{report.unit}自报已完成，但没有文号，也没有佐证材料。",
            "请补报文号、日期或佐证材料；补齐之前不予销号。",
        )  # fmt: skip
