"""The units layer: who answers for a clause, in which role, by which printed words.

Three printed forms are read: a bracket at the end of a sentence, a labelled line 责任单位：…,
and labels inside a bracket. No lead is invented: a list without roles stays a list of
responsible units.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sanyi.clauses.deadlines import Calendar, find_deadlines
from sanyi.clauses.gazetteer import is_unit_list, recognise_unit
from sanyi.clauses.listed_units import listed_units
from sanyi.clauses.mapped import Mapped
from sanyi.kernel import Span


class Role(StrEnum):
    """What the printed words make of a unit; ``responsible`` is lead and cooperating at once."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """One unit as printed. ``is_joint``: its list ends in 按职责分工负责 or the like."""

    as_printed: str
    role: Role
    span: Span
    is_joint: bool = False


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One list of units: where its words stand, the units in order, and whether 等 leaves it open.

    ``start`` and ``end`` are positions in the clause's accepted text; ``is_line`` tells a labelled
    line from a bracket.
    """

    start: int
    end: int
    units: tuple[PrintedUnit, ...]
    is_open: bool
    is_line: bool
    labels: tuple[str, ...] = ()
    deadline: tuple[int, int] | None = None  # a 完成时限：… printed in the same bracket or line


@dataclass(frozen=True, slots=True)
class _Words:
    label: re.Pattern[str]
    role_of_label: dict[str, str]
    verb: re.Pattern[str]
    role_of_verb: dict[str, str]


@cache
def _words() -> _Words:
    text = files("sanyi.clauses").joinpath("data/role_words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    labels = {w: role for role, words in data["labels"].items() for w in words}
    verbs = {w: role for role, words in data["verbs"].items() for w in words}
    longest = sorted(labels, key=len, reverse=True)
    label = r"(" + "|".join(re.escape(w) for w in longest) + r")\s*[】\]]?\s*[:：]\s*"
    by_length = sorted(verbs, key=len, reverse=True)
    return _Words(
        re.compile(label), labels, re.compile("|".join(re.escape(w) for w in by_length)), verbs
    )


_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］"}
_OPENING = "（(【[［〔"
_CLOSING = "）)】]］〕"


_UNCLOSED = 4  # of many brackets without a partner only the last can hold units


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost bracketed stretches, brackets included; an unclosed one ends at its sentence."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for i, c in enumerate(text):
        if c in _OPENING:
            open_at.append(i)
        elif c in _CLOSING and open_at:
            pairs.append((open_at.pop(), i + 1))
    for start in open_at[-_UNCLOSED:]:
        stop = re.search(r"[。；;]|$", text[start:])
        if stop and stop.start() > 1 and not any(a < start < b for a, b in pairs):
            pairs = [p for p in pairs if not start < p[0] < start + stop.start()]
            pairs.append((start, start + stop.start()))
    reached = 0
    for start, end in sorted(pairs):
        if start >= reached:
            reached = end
            yield start, end


def is_label_line(text: str) -> bool:
    """Whether a line begins with a label of responsibility such as 责任单位：."""
    return _words().label.match(text.lstrip("【[ \t\n\u3000")) is not None


def split_at_labels(line: Mapped) -> list[Mapped]:
    """A line cut where a label follows a full stop: …。责任单位：… printed without a break."""
    pairs = list(brackets(line.text))
    cuts = [
        m.start()
        for m in _words().label.finditer(line.text)
        if m.start()
        and line.text[max(0, m.start() - 8) : m.start()].rstrip()[-1:] in ("。", "；", ";")
        and len(m.group(1)) > 2
        and not any(a < m.start() < b for a, b in pairs)
    ]
    bounds = [0, *cuts, len(line)]
    return [line.cut(a, b) for a, b in pairwise(bounds)]


def ends_with_units(text: str) -> bool:
    """Whether the text ends in a bracket that holds units."""
    tail = text.rstrip("。；;. \n\u3000")
    if tail[-1:] not in _CLOSING:
        return False
    spans = [s for s in brackets(tail) if s[1] == len(tail)]
    return bool(spans) and _is_group(tail[spans[-1][0] + 1 : -1])


def unit_groups(text: Mapped, lines: Sequence[Mapped]) -> list[UnitGroup]:
    """All unit groups of a clause, in the order of its text.

    Args:
        text: the clause's accepted text.
        lines: the same text line by line; a label counts at the beginning of a line.
    """
    bracketed = list(brackets(text.text))
    in_lines = [
        g for g in _label_lines(text, lines) if not any(a < g.start < b for a, b in bracketed)
    ]
    groups = [*in_lines]
    for start, end in bracketed:
        if any(g.start <= start < g.end for g in in_lines):
            continue
        inner = text.cut(start + 1, end - 1 if text.text[end - 1] in _CLOSING else end)
        if _is_group(inner.text):
            groups.append(_read_group(inner, start, end, is_line=False, base=start + 1))
    return sorted(groups, key=lambda g: g.start)


def _is_group(inner: str) -> bool:
    words = _words()
    labels = words.label.match(inner.lstrip())
    if labels:
        return words.role_of_label[labels.group(1)] != "person"
    verb = words.verb.search(inner)
    if verb and verb.start() > 1 and _is_listed(inner[: verb.start()]):
        return True
    return is_unit_list(_without_verbs(inner))


def _is_listed(head: str) -> bool:
    """Whether the words before a verb of responsibility are a list of units."""
    listed, _ = listed_units(head)
    named = sum(len(u.name) for u in listed)
    return any(u.is_known for u in listed) and named * 10 >= 7 * len("".join(head.split()))


def _without_verbs(text: str) -> str:
    first = re.split(r"[。；;]", text, maxsplit=1)[0]
    return _words().verb.sub("、", first).strip("、，, ")


def _label_lines(text: Mapped, lines: Sequence[Mapped]) -> Iterator[UnitGroup]:
    """Labelled lines; a list that breaks off inside a unit's name goes on in the next line."""
    at, index = 0, 0
    starts = []
    for line in lines:
        starts.append(at)
        at += len(line)
    while index < len(lines):
        if not is_label_line(lines[index].text):
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and goes_on(lines[last].text, lines[last + 1].text):
            last += 1
        start, end = starts[index], starts[last] + len(lines[last])
        group = _read_group(text.cut(start, end), start, end, is_line=True, base=start)
        yield group
        index = last + 1


_REST_OF_LIST = re.compile(r"[^。；;：:]{1,24}(?:负责|落实|配合|参与|牵头)[。；;）)]?")


def goes_on(line: str, following: str) -> bool:
    """Whether a list of units breaks off at the end of ``line`` and goes on in ``following``."""
    if is_label_line(following) or not line.strip():
        return False
    tail = re.split(r"[、，,；;：:\s]", line.strip())[-1]
    if line.rstrip()[-1:] in "、，,及和与" or _REST_OF_LIST.fullmatch(following.strip()):
        return True
    head = re.split(r"[、，,；;。\s]", following.strip())[0]
    if not head or len(head) > 14:
        return following.strip()[:1] in "、，," and len(following.strip()) < 80
    joined = recognise_unit(tail + head)
    return joined is not None and (recognise_unit(tail) is None or head[0] in "和及与")


_FIRST_LISTED = re.compile(r"[，,；;]?\s*(?:其中)?(?:排在|列)(?:第一|首)位.*")
_REMARK = re.compile(r"[。；;，,]\s*(?:以下|下同|另有|除.{1,8}外).*")


def _read_group(inner: Mapped, start: int, end: int, *, is_line: bool, base: int) -> UnitGroup:
    """Read labels and verbs from left to right; each list takes the role of its own words."""
    words = _words()
    units: list[PrintedUnit] = []
    is_open = False
    labels: list[str] = []
    deadline = _printed_deadline(inner, base)
    current = "responsible"
    for piece_start, piece_end, label in _labelled_pieces(inner.text):
        if label:
            current = _role_beside(words.role_of_label[label], label, labels)
            labels.append(label)
        if current == "deadline":
            deadline = (base + piece_start, base + piece_end)
            continue
        if current == "person":
            continue
        piece = inner.cut(piece_start, piece_end)
        parts = list(_verb_parts(piece))
        has_lead = any(verb_role == "lead" for _, verb_role, _ in parts)
        for number, (part, verb_role, is_joint) in enumerate(parts):
            role = _role(current if label or labels else None, verb_role)
            beside_lead = has_lead and verb_role != "lead"
            if beside_lead or (number and verb_role == "joint" and not labels):
                role = Role.COOPERATING  # X牵头，Y参与，Z负责落实
            listed, left_open = listed_units(part.text)
            is_open = is_open or left_open
            units.extend(
                PrintedUnit(item.name, role, part.span(item.start, item.end), is_joint)
                for item in listed
                if item.is_known or label or verb_role
            )
    return UnitGroup(start, end, tuple(units), is_open, is_line, tuple(labels), deadline)


def _role_beside(role: str, label: str, labels: Sequence[str]) -> str:
    """责任单位 beside a printed 牵头单位 is the cooperating side."""
    if role == "lead" and "牵头" not in label and any("牵头" in other for other in labels):
        return "cooperating"
    return role


def _printed_deadline(inner: Mapped, base: int) -> tuple[int, int] | None:
    """A limit printed after the units in the same bracket: …负责，2019年6月底前完成."""
    last = max((m.end() for m in _words().verb.finditer(inner.text)), default=0)
    limits = find_deadlines(inner.text, Calendar(None)) if last else []
    outside = [
        d
        for d in limits
        if not any(m.start() <= d.start < m.end() for m in _words().label.finditer(inner.text))
    ]
    return (base + outside[0].start, base + outside[0].end) if outside else None


def _labelled_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of each labelled stretch; what stands before the first has no label."""
    found = list(_words().label.finditer(text))
    if not found or (found[0].start() > 0 and text[: found[0].start()].strip("【[（( \u3000\n")):
        yield 0, found[0].start() if found else len(text), ""
    ends = [*(m.start() for m in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=bool(found)):
        yield match.end(), end, match.group(1)


def _verb_parts(piece: Mapped) -> Iterator[tuple[Mapped, str, bool]]:
    """(list, role of its verb, joint) for each stretch that ends in a verb of responsibility."""
    text = _REMARK.sub("", _FIRST_LISTED.sub("", piece.text))
    at = 0
    for match in _words().verb.finditer(text):
        if match.start() < at or not text[at : match.start()].strip("、，,；; 。"):
            at = max(at, match.end())
            continue
        if not _ends_list(text, match.end()):
            continue
        part = piece.cut(at, match.start())
        role = _words().role_of_verb[match.group(0)]
        yield part, role, role == "joint"
        stop = re.search(r"[，,；;。、]|$", text[match.end() :])
        at = match.end() + (stop.start() if stop and stop.start() <= 4 else 0)
    if text[at:].strip("、，,；;。 \n等"):
        yield piece.cut(at, len(text)), "", False


def _ends_list(text: str, at: int) -> bool:
    """A verb of responsibility ends a list; 实施办 or 落实领导小组 is part of a name."""
    rest = text[at:].lstrip()
    if (
        not rest
        or rest[0] in "，,；;。、)）]】〕 \n：:"
        or rest.startswith(("各", "市", "县", "省"))
    ):
        return True
    if rest.startswith(("单位", "部门")):
        return False  # 各项目牵头单位 is a name
    # 牵头督导, 参与推进: one more word may follow before the list is over
    return re.match(r"[\u4e00-\u9fff]{1,4}(?:[，,；;。、)）\]】〕]|$)", rest) is not None


def _role(label_role: str | None, verb_role: str) -> Role:
    if verb_role in ("lead", "cooperating"):
        return Role(verb_role)
    if label_role == "lead":
        return Role.LEAD
    if label_role == "cooperating":
        return Role.COOPERATING
    return Role.RESPONSIBLE
