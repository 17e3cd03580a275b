"""The targets layer: what a clause wants to be reached, as printed and as a comparison.

Numbers in names are no targets; a count that an edit broke is left to a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sanyi.clauses.deadlines import Deadline
from sanyi.clauses.quantities import Quantity, find_quantities, number_text, target_words
from sanyi.clauses.sentences import segments, sentences


class Basis(StrEnum):
    """What kind of statement a target is."""

    NUMERIC = "numeric"
    COUNT = "count"
    COVERAGE = "coverage"
    FREQUENCY = "frequency"
    DIRECTIONAL = "directional"
    CONSTRAINT = "constraint"
    MONITOR = "monitor"


class Operator(StrEnum):
    """How the value is compared."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    RANGE = "range"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    INCREASE = "increase"
    DECREASE = "decrease"
    COVER_ALL = "cover_all"
    MONITOR = "monitor"
    NO_INCREASE = "no_increase"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to be reached; ``start``..``end`` is its phrase in the clause's accepted text.

    ``alternative_group`` joins targets printed with 或: meeting one suffices. ``implied`` is true
    where no number is printed (全覆盖).
    """

    start: int
    end: int
    indicator: str
    basis: Basis
    op: Operator
    value: float | None = None
    unit: str | None = None
    upper: float | None = None
    baseline: str | None = None
    due: Deadline | None = None
    alternative_group: str | None = None
    implied: bool = False


def find_targets(text: str, limits: Sequence[Deadline] = ()) -> list[Target]:
    """All targets of a clause's text, in order.

    Args:
        text: the clause's accepted text with its unit brackets blanked out.
        limits: the deadlines found in the same text; the last one before a target in its sentence
            is the target's own.
    """
    found: list[Target] = []
    numbers = number_text(text)
    for s_start, s_end in sentences(text):
        in_sentence = [d for d in limits if s_start <= d.start < s_end]
        for start, end in segments(text[s_start:s_end]):
            segment = _Segment(text, numbers, s_start + start, s_start + end, in_sentence)
            if not segment.is_report:
                found.extend(segment.targets(len(found)))
    return found


_REPORT = re.compile(r"已(?:经|建成|完成|达|有|实现|开展)|目前|现有|累计(?:完成|建成)")


class _Segment:
    """The stretch between two commas: the quantities in it and the words around them."""

    def __init__(
        self, text: str, numbers: str, start: int, end: int, limits: Sequence[Deadline]
    ) -> None:
        end = start + len(text[start:end].rstrip())
        self.start, self.end = start, end
        self.text = text[start:end]
        self.numbers = numbers[start:end]
        self._limits = limits
        self.is_report = _REPORT.search(self.text) is not None and "基础上" not in self.text

    def targets(self, sofar: int) -> Iterator[Target]:
        """Targets in the order of the rules: numbers first, words where no number says it."""
        numeric = list(self._numeric())
        if numeric:
            yield from _grouped(numeric, self, sofar)
        taken = bool([t for t in numeric if t.basis is Basis.NUMERIC])
        yield from self._coverage(has_all=any(t.value == 100 and t.unit == "%" for t in numeric))
        yield from self._worded(taken)

    # --- numbers

    def _numeric(self) -> Iterator[Target]:
        found = [q for q in find_quantities(self.numbers) if self._is_result(q)]
        together = "分别" in self.text
        for index, q in enumerate(found):
            start = 0 if together else self._piece_start(found, index)
            end = len(self.text) if together else self._piece_end(found, index)
            yield self._target(q, start, end, found, index)

    def _piece_start(self, found: list[Quantity], index: int) -> int:
        if index == 0:
            return 0
        between = self.text[found[index - 1].end : found[index].start]
        cut = max(between.rfind(c) for c in "、或和及与并")
        return found[index - 1].end + cut + 1 if cut >= 0 else found[index - 1].end

    def _piece_end(self, found: list[Quantity], index: int) -> int:
        if index + 1 == len(found):
            return len(self.text)
        start = self._piece_start(found, index + 1)
        return start - 1 if self.text[start - 1] in "、或和及与并" else start

    def _is_result(self, q: Quantity) -> bool:
        words = target_words()
        if q.after and _FORBIDDEN.search(self.text) and not q.is_share:
            return False  # 不再新建35蒸吨以下锅炉 forbids, it counts nothing
        after = self.numbers[q.end :]
        if _DESCRIBES.match(after) and q.unit in _MEASURED:
            return False  # 年销售收入达500亿元的企业
        if _RISES.match(after) and _FROM.search(self._before(q)):
            return False  # 由9600元提高到15600元: the first is where it starts
        if q.unit in words["timed_units"] and q.unit != "岁" and _said(self._before(q).rstrip())[0]:
            return True  # 轮候时间不超过5年, 培训不少于3个月
        if q.unit in words["timed_units"]:
            return (
                any(w in self.text for w in words["timed_subjects"])
                and self._compared(q) is not None
            )
        return True

    def _before(self, q: Quantity) -> str:
        return self.numbers[max(0, q.start - _FARTHEST_BACK) : q.start]

    def _compared(self, q: Quantity) -> Operator | None:
        """The comparison that the words next to the number make, or None."""
        words = target_words()
        before = re.sub(
            r"(?:分别|全国|全省|全市|均|约|要|将|为|到|：)*\s*$", "", self._before(q).rstrip()
        )
        raw = self._before(q).rstrip()
        if q.upper is not None:
            return Operator.RANGE
        said = max(_said(raw), _said(before), key=lambda s: s[0])
        if said[1] is Operator.AT_MOST or q.after in ("以下", "及以下", "以内", "之内"):
            return Operator.AT_MOST
        if said[1] is Operator.AT_LEAST or q.after in ("以上", "及以上"):
            by = self._changed_by(q, re.sub(r"(?:至少|不低于|不少于|超过)$", "", raw))
            return by or Operator.AT_LEAST
        if words and _JOINED_VALUE.search(raw):  # …分别低于24.5%和20%: the second goes by the first
            return self._first_said(raw)
        return None

    def _first_said(self, before: str) -> Operator | None:
        match = _JOINED_VALUE.search(before)
        return _said(before[: match.start()].rstrip())[1] if match else None

    def _changed_by(self, q: Quantity, before: str) -> Operator | None:
        if not q.is_share and q.unit not in _MEASURED:
            return None
        words = target_words()
        if match := _JOINED_VALUE.search(before):
            before = before[: match.start()].rstrip()
        if before.endswith(tuple(words["increase_by"])):
            return Operator.INCREASE_BY
        if before.endswith(tuple(words["decrease_by"])):
            return Operator.DECREASE_BY
        return None

    def _operator(self, q: Quantity) -> Operator:
        raw = self._before(q).rstrip()
        changed = self._changed_by(q, re.sub(r"(?:约|了|近)$", "", raw))
        if changed:
            return changed
        compared = self._compared(q)
        if compared is not None:
            return compared
        if q.is_share or re.search(r"力争|争取|至少|不少于|不低于", self._before(q)):
            return Operator.AT_LEAST
        return Operator.EQUAL

    def _target(
        self, q: Quantity, start: int, end: int, found: list[Quantity], index: int
    ) -> Target:
        op = self._operator(q)
        basis = Basis.NUMERIC if q.is_share or q.unit in _MEASURED else Basis.COUNT
        if _FREQUENCY.search(self.text[start : q.start]) and q.unit in ("次", "场", "期", "轮"):
            basis = Basis.FREQUENCY
        baseline = _BASELINE.search(self.text[start : q.start])
        return Target(
            self.start + start,
            self.start + end,
            self._indicator(q, start, end),
            basis,
            op,
            q.value,
            q.unit,
            q.upper,
            baseline.group("base") if baseline else None,
            self._due(),
        )

    def dues(self) -> list[Deadline]:
        """The limits printed before the end of the segment, in its sentence."""
        return [d for d in self._limits if d.start < self.end]

    def _due(self) -> Deadline | None:
        before = [d for d in self._limits if d.start < self.end]
        return before[-1] if before else None

    def _indicator(self, q: Quantity, start: int, end: int) -> str:
        subject = self._cleaned(self.text[start : q.start])
        if q.is_share and subject:
            return subject
        thing = self.text[q.end : end].strip(" 的，、")
        if thing and (not subject or len(subject) <= 3 or not q.is_share):
            return thing
        return subject or self.text[start:end].strip()

    def _cleaned(self, subject: str) -> str:
        for limit in self._limits:
            subject = subject.replace(limit.phrase, "")
        subject = _LEADING.sub("", subject.strip(" ，、"))
        while (shorter := _TRAILING.sub("", subject)) != subject:
            subject = shorter
        return subject

    # --- words

    def _coverage(self, *, has_all: bool) -> Iterator[Target]:
        if has_all:
            return
        for match in _COVERAGE.finditer(self.text):
            indicator = self._cleaned(self.text[: match.start()]) or self.text
            yield Target(
                self.start,
                self.end,
                indicator,
                Basis.COVERAGE,
                Operator.COVER_ALL,
                100,
                "%",
                due=self._due(),
                implied=True,
            )

    def _worded(self, has_number: bool) -> Iterator[Target]:
        if match := _CONSTRAINT.search(self.text):
            yield self._word_target(match.group(0), Basis.CONSTRAINT, Operator.NO_INCREASE)
            return
        if match := _MONITOR.search(self.text):
            for name in _names(match["names"]):
                yield self._word_target(name, Basis.MONITOR, Operator.MONITOR)
            return
        if has_number:
            return
        if (read := _direction(self.text)) is not None:
            op, indicator = read
            for name in _names(indicator):
                yield self._word_target(name, Basis.DIRECTIONAL, op)

    def _word_target(self, indicator: str, basis: Basis, op: Operator) -> Target:
        baseline = _BASELINE.search(self.text)
        unit = "%" if indicator.endswith(("率", "比例", "占比", "比重")) else None
        return Target(
            self.start,
            self.end,
            indicator,
            basis,
            op,
            None,
            unit if basis is not Basis.CONSTRAINT else None,
            baseline=baseline.group("base") if baseline else None,
            due=self._due(),
            implied=True,
        )


_FORBIDDEN = re.compile(r"严禁|禁止|不再|不得(?!低于|少于|超过|高于)|不予|淘汰")
_FARTHEST_BACK = 80  # characters before a number that its comparison may stand in
_LONGEST_SEGMENT = 200  # between two commas nobody writes more
_JOINED_VALUE = re.compile(
    r"[0-9０-９.．]+\s*(?:[%％‰]|个百分点|[\u4e00-\u9fff]{1,2})?(?:以上|以下|以内)?\s*[、和与]\s*$"
)


def _said(before: str) -> tuple[int, Operator | None]:
    """The longest comparing word that the text ends in: 不低于 is not 低于."""
    words = target_words()
    found = [
        (len(word), op)
        for op, key in ((Operator.AT_LEAST, "at_least"), (Operator.AT_MOST, "at_most"))
        for word in words[key]
        if before.endswith(word)
    ]
    return max(found, default=(0, None), key=lambda f: f[0])


_MEASURED = frozenset(
    {
        "岁",
        "元",
        "小时",
        "分钟",
        "天",
        "日",
        "工作日",
        "倍",
        "分",
        "张",
        "微克/立方米",
        "毫克/升",
    }
)
_DESCRIBES = re.compile(r"的(?!目标|要求|标准|水平|任务)")
_RISES = re.compile(
    r"[^，。；\d]{0,6}(?:提高|增加|提升|增长|扩大|上升|降低|下降|减少|压缩|缩短)(?:到|至|为)"
)
_FROM = re.compile(r"[由从][^，。；]*$")
_FREQUENCY = re.compile(r"每(?:[两二三四半一]?个?(?:年|月|周|日|季度?|学期)|半年)")
_BASELINE = re.compile(
    r"(?:较|(?<!占)比|(?<!占比)与|(?<=占比)较)(?P<base>[^，。；]{1,14}?)(?:相比)?(?:再|明显|显著|逐步|稳步)?(?=提高|上升|增长|增加|提升|降低|下降|减少|压减|缩短|有所|不断)"
)
_LEADING = re.compile(
    r"^(?:力争|争取|确保|实现|推动|推进|促进|使|将|把|到|要|其中|并|且|逐步|进一步|继续|完成|建设|打造|全面|基本)+"
)
_TRAILING = re.compile(
    r"(?:达到|达|提高到?|提升到?|上升到?|增加到?|增长|下降到?|降低到?|减少到?|降至|控制在|保持在|稳定在|不低于|不少于|不高于|不超过|低于|高于|超过|至少|分别|均|力争|争取|要|为|到|至|在|的|有|较[^，]{1,10}|(?<!占)比[^，]{1,8})$"
)
_COVERAGE = re.compile(
    r"全(?:面|部)?覆盖|覆盖(?:所有|全部|全体)|[应愿](?P<verb>.)尽(?P=verb)|(?P<place>[乡村镇县社户])(?P=place)(?:通|响|有)"
    r"|所有[^，。；]{2,24}?(?:都|均|全部|具备|达到|实现|完成|建成|建立|设立|开展|能够|纳入|接入|配备)|每(?:个|一|所|家)[^，。；]{1,20}?(?:都|均)(?:有|能|要|设|配)"
)
_CONSTRAINT = re.compile(r"不(?:得)?增加[^，。；]{0,10}负担")
_MONITOR = re.compile(
    r"(?:加强|开展|强化|做好|实施)(?P<names>[^。；]{2,80}?(?:率|占比|比例|比重))等?(?:关键|主要|重点)?指标(?:的)?监测"
)


def _names(listed: str) -> list[str]:
    """Split 签约率、履约率 where every part names an indicator; else the whole is one."""
    nouns = tuple(target_words()["directional"]["nouns"])
    parts = [p for p in re.split(r"[、]|和(?=[^和]*(?:率|比例|占比|比重)$)", listed) if p]
    bare = [re.sub(r"[（(][^）)]*[）)]$", "", p) for p in parts]
    return parts if len(parts) > 1 and all(p.endswith(nouns) for p in bare) else [listed]


def _direction(text: str) -> tuple[Operator, str] | None:
    """提高…率, …比例…上升: the way and the indicator, by the closed list of nouns."""
    if len(text) > _LONGEST_SEGMENT:
        return None
    words = target_words()["directional"]
    plain = re.sub(r"纳入[^，。；]*?范围", lambda m: "□" * len(m.group(0)), text)
    for op, verbs in (
        (Operator.INCREASE, words["increase"]),
        (Operator.DECREASE, words["decrease"]),
    ):
        verb = "|".join(verbs)
        noun = "|".join(words["nouns"])
        forward = re.search(
            rf"(?:{verb})(?P<what>[^，。；]*?(?:{noun}))(?=$|[、等及和，（(]|的$)", plain
        )
        backward = re.search(
            rf"(?P<what>[^，。；]*(?:{noun}))(?:较[^，。；]{{1,10}})?(?:明显|显著|稳步|逐步|逐年|持续|不断|有所|进一步|大幅|实现)*(?:{verb})(?:$|[至到]|[^\d，]{{0,6}}$)",
            plain,
        )
        match = forward or backward
        if match is None or match["what"].endswith(tuple(words["not_nouns"])):
            continue
        return op, _LEADING.sub("", match["what"].strip())
    return None


def _grouped(found: list[Target], segment: _Segment, sofar: int) -> Iterator[Target]:
    """Join alternatives (或), and give each of several subjects its own target."""
    if (
        len(found) == 2
        and "或"
        in segment.text[found[0].end - segment.start - 1 : found[1].start - segment.start + 1]
    ):
        group = chr(ord("A") + sofar % 26)
        first, second = found
        if second.op in (Operator.INCREASE_BY, Operator.DECREASE_BY):
            second = replace(second, indicator=first.indicator)
        yield replace(first, alternative_group=group)
        yield replace(second, alternative_group=group)
        return
    if len(found) == 1:
        subject = found[0].indicator
        names = _names(subject)
        if "均" in segment.text and "、" in subject:
            names = re.split(r"[、和及]", subject)  # 床位数、门诊服务量均达到…
        for name in names:
            yield replace(found[0], indicator=name)
        return
    subjects = _names(found[0].indicator)
    if len(subjects) == len(found) and "分别" in segment.text:
        for name, target in zip(subjects, found, strict=True):
            yield replace(target, indicator=name)
        return
    together = "分别" in segment.text
    dues = segment.dues()
    for target, due in zip(
        found, dues if len(dues) == len(found) else [t.due for t in found], strict=True
    ):
        yield replace(target, due=due, indicator=found[0].indicator) if together else target
