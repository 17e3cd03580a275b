"""A printed group of units, such as the inside of a bracket, becomes its names in order.

Names are never split at a 和 or 、 of their own, nor inside their brackets; a name broken by a
line wrap is joined. What is no unit (等, 按职责分工负责, 牵头) is left over, with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sanyi.clauses.gazetteer.collective import collective_end
from sanyi.clauses.gazetteer.divisions import divisions_named
from sanyi.clauses.gazetteer.register import unit_kind
from sanyi.clauses.gazetteer.unit_names import (
    CLOSING,
    MAX_NAME,
    OPENING,
    UnitName,
    recognise_unit,
)

_HARD = frozenset("、，,；;。.／/｜|")
_MAX_BRACKET = 48
_MIN_LENGTH, _MAX_LENGTH = 2, 1200
_LEAD = re.compile(
    r"(?:(?:主要|第一|共同)?(?:牵头|责任|主办|承办|负责|配合|协办|参与|参加|主管|实施|协助|监督|落实|主责)"
    r"(?:责任)?(?:单位|部门|机构|领导)?(?:及分工)?[:：]|以及|及其|及|和|与|并由|由|会同|同|并|另由|交由)"
)
_JOINT = re.compile(r"以及|及其|会同|协同|商同|和|与|及|同")
_ROLE = re.compile(
    r"按照?|根据|依据|依职责|负责|牵头|配合|参与|参加|协助|支持|指导|共同|联合|分别|具体|落实|组织|为主|为|"
    r"等|承担|主办|协办|实施|推进|推动|开展|制定|研究|完成|[:：]|—|-|～"
)
_OPEN = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个)?(?:市直|县直|省直|相关|有关|成员|责任|职能|各相关|各有关)?"
    r"(?:部门|单位|机构|委办局|地区|高校|企业|部委)?(?:和单位|、单位)?"
)
_ENDS = frozenset(
    "局委厅会办室心院处部队关行司校学所站组社府长署区县市州旗盟镇乡道位门构业团体司联协馆台公园库集办地医共体村盟库"
    "所）)〕]】］集报站央宫段街大"
)
_SEATS = frozenset({"party_committee", "government"})


@dataclass(frozen=True, slots=True)
class UnitItem:
    """One unit of a list: ``name`` as printed without white space, ``[start, end)`` in the text."""

    name: str
    start: int
    end: int
    unit: UnitName


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text of a list that is no unit."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of a printed group.

    Args:
        items: the units in order.
        is_open: 等 follows a unit, so the list is not complete.
        leftover: everything else but separators.
    """

    items: tuple[UnitItem, ...]
    is_open: bool
    leftover: tuple[Leftover, ...]

    @property
    def names(self) -> list[str]:
        """The names as printed."""
        return [item.name for item in self.items]


@dataclass(frozen=True, slots=True)
class _Text:
    """The text without white space, the way back to it, and where white space stood."""

    chars: str
    offsets: tuple[int, ...]
    gaps: frozenset[int]
    depth: tuple[int, ...]
    breaks: frozenset[int]


def _squeeze(text: str) -> _Text:
    chars: list[str] = []
    offsets: list[int] = []
    gaps: set[int] = set()
    for offset, char in enumerate(text):
        if char.isspace():
            gaps.add(len(chars))
        else:
            chars.append(char)
            offsets.append(offset)
    joined = "".join(chars)
    depth, breaks = _brackets(joined)
    return _Text(joined, tuple(offsets), frozenset(gaps - {0, len(chars)}), depth, breaks)


def _brackets(chars: str) -> tuple[tuple[int, ...], frozenset[int]]:
    """Bracket depth of each character, and the brackets that only part the list.

    Those are brackets without a partner and the pair around the whole text.
    """
    depth = [0] * len(chars)
    stack: list[int] = []
    breaks: set[int] = set()
    for index, char in enumerate(chars):
        if char in OPENING:
            stack.append(index)
        elif char in CLOSING:
            opened = stack.pop() if stack else index
            if opened == index or index - opened == len(chars) - 1:
                breaks.update((opened, index))
            elif index - opened <= _MAX_BRACKET:
                for inner in range(opened, index + 1):
                    depth[inner] += 1
    return tuple(depth), frozenset(breaks.union(stack))


@lru_cache(maxsize=4096)  # a document names the same few lists again and again
def split_unit_list(text: str) -> UnitList:
    """Split a printed group of units.

    Args:
        text: the group without its outer bracket or label; labels and verbs are tolerated.

    Returns:
        The units with their places in ``text``, and what is left over.

    Example:
        >>> split_unit_list("市发展和改革局、财政局和市教育局等").names
        ['市发展和改革局', '财政局', '市教育局']
    """
    squeezed = _squeeze(text)
    reader = _Reader(text, squeezed)
    for start, end in _chunks(squeezed):
        reader.read(start, end)
    return UnitList(tuple(reader.items), reader.is_open, tuple(reader.leftover))


def _chunks(text: _Text) -> list[tuple[int, int]]:
    """Runs between hard separators; a separator inside a bracket or a collective is none."""
    chunks: list[tuple[int, int]] = []
    start, index, size = 0, 0, len(text.chars)
    while index <= size:
        if index == start and index < size:
            lead = _LEAD.match(text.chars, index)
            skip = collective_end(text.chars, lead.end() if lead else index, size)
            if skip:
                index = skip
                continue
        if (
            index == size
            or index in text.breaks
            or (text.chars[index] in _HARD and not text.depth[index])
        ):
            if index > start:
                chunks.append((start, index))
            start = index + 1
        index += 1
    return chunks


def _is_place_start(chars: str) -> bool:
    """Whether a division's full name stands here: 和县 and 同江市 begin like a joint."""
    return any(
        chars[size - 1] in "市县区州旗" and divisions_named(chars[:size])
        for size in range(2, len(chars) + 1)
    )


class _Reader:
    """Reads one chunk after another and collects what it finds."""

    def __init__(self, text: str, squeezed: _Text) -> None:
        self.text = text
        self.squeezed = squeezed
        self.items: list[UnitItem] = []
        self.leftover: list[Leftover] = []
        self.is_open = False

    def read(self, start: int, end: int) -> None:
        """Read the units of one chunk from left to right."""
        chars = self.squeezed.chars
        while start < end:
            start = self._skip_lead(start, end)
            found = self._longest(start, end)
            if found is None and chars[start] in OPENING and self._read_bracket(start):
                start = self._closing(start) + 1
                continue
            if found is None:
                start = self._leave_to_boundary(start, end)
                continue
            stop, unit = found
            offsets = self.squeezed.offsets
            item = UnitItem(unit.text, offsets[start], offsets[stop - 1] + 1, unit)
            self.items.append(item)
            start = stop
            opened = _OPEN.match(chars, start, end)
            if opened:
                self.is_open = True
                self._leave(start, opened.end())
                start = opened.end()

    def _skip_lead(self, start: int, end: int) -> int:
        """Pass over labels and joints before a name; a label is left over."""
        chars = self.squeezed.chars
        lead = _LEAD.match(chars, start, end)
        while lead and lead.end() < end and not _is_place_start(chars[start : start + 5]):
            if lead[0][-1] in ":：":
                self._leave(start, lead.end())
            start = lead.end()
            lead = _LEAD.match(chars, start, end)
        return start

    def _closing(self, opened: int) -> int:
        """Index of the bracket that closes the one at ``opened``."""
        depth = self.squeezed.depth
        index = opened + 1
        while index < len(depth) - 1 and depth[index + 1] >= depth[opened]:
            index += 1
        return index

    def _read_bracket(self, opened: int) -> bool:
        """Read a bracket that holds units of its own, as in 某局（某局配合）."""
        if not self.squeezed.depth[opened]:
            return False
        first, last = opened + 1, self._closing(opened)
        inner = self.squeezed.chars[first:last]
        if not is_unit_list(inner):
            return False
        start = first
        for index in range(first, last + 1):
            level = self.squeezed.depth[index] == self.squeezed.depth[opened]
            if index == last or (level and self.squeezed.chars[index] in _HARD):
                self.read(start, index)
                start = index + 1
        return True

    def _longest(self, start: int, end: int) -> tuple[int, UnitName] | None:
        chars = self.squeezed.chars
        for stop in range(min(end, start + MAX_NAME), start + 1, -1):
            if chars[stop - 1] not in _ENDS or (stop < end and not self._may_end(start, stop, end)):
                continue
            unit = recognise_unit(chars[start:stop], in_list=True)
            if unit is not None and not self._is_two(start, stop, unit):
                return stop, unit
        return None

    def _may_end(self, start: int, stop: int, end: int) -> bool:
        chars = self.squeezed.chars
        depth = self.squeezed.depth
        if min(depth[stop], depth[stop - 1]) > depth[start]:
            return False
        if stop in self.squeezed.gaps or chars[stop] in OPENING:
            return True
        if _ROLE.match(chars, stop, end):
            return True
        joint = _JOINT.match(chars, stop, end)
        if joint:
            return self._starts_unit(joint.end(), end)
        # two names that lost the separator between them: the second must begin with a place
        return chars[stop - 1] in "局委厅办部会院心府" and self._starts_unit(stop, end, placed=True)

    def _starts_unit(self, start: int, end: int, *, placed: bool = False) -> bool:
        chars = self.squeezed.chars
        for stop in range(min(end, start + MAX_NAME), start + 1, -1):
            if chars[stop - 1] not in _ENDS:
                continue
            boundary = (
                stop == end
                or stop in self.squeezed.gaps
                or chars[stop] in OPENING
                or _ROLE.match(chars, stop, end)
                or _JOINT.match(chars, stop, end)
            )
            unit = recognise_unit(chars[start:stop], in_list=True) if boundary else None
            if unit is not None and (unit.place or not placed):
                return True
            joined = placed and not boundary and chars[stop - 1] in "局委厅办部会院心府"
            if joined and (unit := recognise_unit(chars[start:stop])) and unit.place:
                return True
        return False

    def _is_two(self, start: int, stop: int, unit: UnitName) -> bool:
        """Whether white space inside the candidate separates two units of their own."""
        chars = self.squeezed.chars
        for gap in self.squeezed.gaps:
            if not start < gap < stop:
                continue
            left = recognise_unit(chars[start:gap], in_list=True)
            if left is None or recognise_unit(chars[gap:stop], in_list=True) is None:
                continue
            if unit.rule == "register" and left.kind in _SEATS:
                continue
            return True
        return unit.is_collective and self._is_joined(start, stop)

    def _is_joined(self, start: int, stop: int) -> bool:
        """Whether a collective phrase is two units with 和 or 及 between them."""
        chars = self.squeezed.chars
        for joint in _JOINT.finditer(chars, start + 2, stop - 2):
            if self.squeezed.depth[joint.start()] > self.squeezed.depth[start]:
                continue
            left, right = chars[start : joint.start()], chars[joint.end() : stop]
            if left[-1] in "省市县区州旗镇乡村）)" and right.endswith("政府"):
                continue  # 各市及省直管县人民政府: one seat for both kinds of place
            if recognise_unit(left) and recognise_unit(right):
                return True
        return False

    def _leave_to_boundary(self, start: int, end: int) -> int:
        """Leave text that begins no unit, up to a gap or joint where one may begin."""
        chars, gaps = self.squeezed.chars, self.squeezed.gaps
        stop = start + 1
        while stop < end:
            role = _ROLE.match(chars, start, stop)
            fresh = stop in gaps or (role is not None and role.end() == stop)
            if fresh and self._longest(stop, end):
                break
            stop += 1
        self._leave(start, stop)
        return stop

    def _leave(self, start: int, stop: int) -> None:
        offsets = self.squeezed.offsets
        first, last = offsets[start], offsets[stop - 1] + 1
        self.leftover.append(Leftover(self.text[first:last], first, last))


_ROLE_ONLY = re.compile(
    r"[（(〔\[]?(?:等|各自|按照?|根据|职责|职能|分工|工作|任务|各|自|负责|牵头|配合|参与|参加|协助|共同|联合|分别|具体|"
    r"落实|组织|实施|单位|部门|相关|有关|责任|[:：。]|下同|的|为|第一|排在|位|和|主|主办|协办|承办|推进|开展|"
    r"以下|均|需|不再|列出)+[）)〕\]]?"
)


_TIME = re.compile(
    r"(?:完成)?时(?:限|间).{0,16}|.{0,12}(?:年|月|季度)(?:底|末|初|中旬|上旬|下旬|内)?(?:前)?(?:完成|启动)?|"
    r"持续(?:推进|实施|开展)|长期(?:坚持|推进)?|立即|适时(?:启动)?"
)


def _is_neutral(text: str) -> bool:
    """Role words and time limits stand beside units without making them fewer."""
    return any(form.fullmatch(text) for form in (_ROLE_ONLY, _TIME, _OPEN))


def unit_list_score(text: str) -> float:
    """How much of ``text`` is units, 0 to 1; role words count neither way."""
    if not _MIN_LENGTH <= len(text) <= _MAX_LENGTH:
        return 0.0
    return _score(split_unit_list(text))


def _score(found: UnitList) -> float:
    weight = sum(_weight(item) for item in found.items)
    rest = sum(len(left.text) for left in found.leftover if not _is_neutral(left.text))
    if not weight:
        return 0.0
    return weight / (weight + rest)


def _weight(item: UnitItem) -> float:
    # a bare division in a bracket is more often a place than a unit
    return len(item.name) * (0.4 if item.unit.rule == "place" else 1.0)


def is_unit_list(text: str) -> bool:
    """Whether a bracket's content is a group of units rather than a remark.

    At least half of it must be units, and not only places.
    """
    if not _MIN_LENGTH <= len(text) <= _MAX_LENGTH:
        return False
    found = split_unit_list(text)
    if not any(_is_firm(item.unit) for item in found.items):
        return False
    return _score(found) >= 0.5


def _is_firm(unit: UnitName) -> bool:
    """Whether a name is a unit even outside a list."""
    if unit.rule == "place" or recognise_unit(unit.text) is None:
        return False
    kind = unit_kind(unit.kind) if unit.kind else None
    if kind is not None and kind.style == "institution":
        # 新建县中医院 is a sentence: an institution counts after a bare or a known place
        return len(unit.place) <= 1 or bool(divisions_named(unit.place))
    return True
