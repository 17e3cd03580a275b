"""Automatic numbers restored from numbering.xml: the labels Word prints but does not store."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from sanyi.documents.docx.names import attribute, is_on, number_of, to_int, value_of, w
from sanyi.documents.docx.number_formats import FORMATS
from sanyi.documents.docx.styles import Styles
from sanyi.documents.safe_xml import Element

_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # 0: never; n: only after a level of number n or higher rank
    suffix: str = "tab"
    style: str | None = None
    is_legal: bool = False  # prints all its numbers in Arabic digits


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed, and what stands between it and the text."""

    text: str
    gap: str


class Numbering:
    """Counts paragraphs in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self.unknown_formats: set[str] = set()
        if root is not None:
            self._read(root)

    def label(self, properties: Element | None) -> Label | None:
        """The label of the next paragraph, or None when it has no number."""
        number_id, level, style = self._styles.numbering_of(properties)
        if number_id is None or number_id not in self._levels:
            return None
        levels = self._levels[number_id]
        if level is None:
            by_style = (k for k, v in levels.items() if style is not None and v.style == style)
            level = next(by_style, 0)
        if level not in levels:
            return None
        counters = self._count(number_id, level)
        return self._print(levels, level, counters)

    def trial(self, properties: Element | None) -> tuple[Label | None, Callable[[], None]]:
        """The label a paragraph would have, and how to take its being counted back."""
        counters = {key: dict(counts) for key, counts in self._counters.items()}
        overrides = dict(self._overrides)

        def take_back() -> None:
            self._counters, self._overrides = counters, overrides

        return self.label(properties), take_back

    def _count(self, number_id: str, level: int) -> dict[int, int]:
        levels = self._levels[number_id]
        counters = self._counters.setdefault(self._abstract_of[number_id], {})
        override = self._overrides.pop((number_id, level), None)
        if override is not None:
            counters[level] = override
        else:
            counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper, rule in levels.items():
            if deeper > level and (rule.restart is None or level < rule.restart):
                counters.pop(deeper, None)
        return counters

    def _print(self, levels: dict[int, Level], level: int, counters: dict[int, int]) -> Label:
        rule = levels[level]
        if rule.format == "bullet":
            return Label(_BULLET, _gap(rule, _BULLET))

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place > level or place not in levels:
                return ""
            shown = counters.get(place, levels[place].start)
            return self._spell(shown, "decimal" if rule.is_legal else levels[place].format)

        text = _PLACE.sub(number, rule.text)
        return Label(text, _gap(rule, text) if text else "")

    def _spell(self, number: int, format_: str) -> str:
        if format_ not in FORMATS:
            self.unknown_formats.add(format_)
            return str(number)
        return FORMATS[format_](number)

    def _read(self, root: Element) -> None:
        abstracts = {attribute(a, "abstractNumId"): a for a in root.iterfind(w("abstractNum"))}
        by_style = {
            link: a for a in abstracts.values() if (link := value_of(a, "styleLink")) is not None
        }
        for num in root.iterfind(w("num")):
            key = attribute(num, "numId")
            abstract_id = value_of(num, "abstractNumId")
            abstract = abstracts.get(abstract_id)
            if key is None or abstract_id is None or abstract is None:
                continue
            linked = by_style.get(value_of(abstract, "numStyleLink") or "", abstract)
            levels = _levels(linked)
            for override in num.iterfind(w("lvlOverride")):
                place = to_int(attribute(override, "ilvl"), 0)
                if (own := override.find(w("lvl"))) is not None:
                    levels[place] = _level(own)
                if override.find(w("startOverride")) is not None and place in levels:
                    start = number_of(override, "startOverride", 1)
                    levels[place] = replace(levels[place], start=start)
                    self._overrides[key, place] = start
            self._levels[key] = levels
            self._abstract_of[key] = attribute(linked, "abstractNumId") or abstract_id


def _levels(abstract: Element) -> dict[int, Level]:
    found = {}
    for level in abstract.iterfind(w("lvl")):
        place = to_int(attribute(level, "ilvl"), 0)
        if 0 <= place < _LEVELS:
            found[place] = _level(level)
    return found


def _level(element: Element) -> Level:
    restart = value_of(element, "lvlRestart")
    return Level(
        start=number_of(element, "start", 0 if element.find(w("start")) is None else 1),
        format=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        restart=None if restart is None else to_int(restart, 0),
        suffix=value_of(element, "suff") or "tab",
        style=value_of(element, "pStyle"),
        is_legal=bool(is_on(element, "isLgl")),
    )


def _gap(rule: Level, text: str) -> str:
    """A tab or space becomes one space, but not after marks that end a Chinese number anyway."""
    return "" if rule.suffix == "nothing" or text.endswith(("、", "）", "．")) else " "
