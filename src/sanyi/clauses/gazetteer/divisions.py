"""Administrative divisions: names in a text become places with a level and a parent.

A short name is ambiguous by nature, so every look-up returns candidates and decides nothing.
Ordinary words that happen to be place names (平安, 和平, 城关) are never places by themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sanyi.kernel import Span

PROVINCE, PREFECTURE, COUNTY, ZONE = "province", "prefecture", "county", "zone"


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division.

    Args:
        code: six digits of GB/T 2260 or of the statistical register.
        name: full name, such as 某某自治县.
        short: the name without suffix and peoples; the name itself where one character is left.
        level: ``province``, ``prefecture``, ``county`` or ``zone`` (开发区 and the like).
        parent: code of the division above; empty for provinces.
        since, until: years of founding and ending where they matter; empty otherwise.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, with every division it may be."""

    span: Span
    name: str
    candidates: tuple[Division, ...]
    is_full: bool


def _full_names(row: Division) -> tuple[str, ...]:
    """All full forms: 某某藏族自治州 is also 某某自治州 and 某某州."""
    cut = row.name.find("自治")
    if cut < 1 or row.level == PROVINCE or row.short == row.name:
        return (row.name,)
    suffix = row.name[cut + 2 :]
    return (row.name, row.short + "自治" + suffix, row.short + suffix)


@dataclass(frozen=True, slots=True)
class _Register:
    by_code: Mapping[str, Division]
    full: Mapping[str, tuple[Division, ...]]
    short: Mapping[str, tuple[Division, ...]]
    safe: Mapping[str, tuple[Division, ...]]
    lengths: tuple[int, ...]
    pair: re.Pattern[str]
    common_full: frozenset[str]
    common_county: frozenset[str]


@cache
def _register() -> _Register:
    text = files(__package__).joinpath("data/divisions.csv").read_text("utf-8")
    common = tomllib.loads(files(__package__).joinpath("data/common_words.toml").read_text("utf-8"))
    common_short = frozenset(common["short"])
    rows = [Division(*line.split(",")) for line in text.splitlines()[1:]]
    by_code: dict[str, Division] = {}
    full: dict[str, tuple[Division, ...]] = {}
    short: dict[str, tuple[Division, ...]] = {}
    safe: dict[str, tuple[Division, ...]] = {}
    for row in rows:
        if not row.until or row.code not in by_code:
            by_code[row.code] = row
        for name in _full_names(row):
            full[name] = (*full.get(name, ()), row)
        if row.level == ZONE or row.short == row.name:
            continue
        short[row.short] = (*short.get(row.short, ()), row)
        if row.level != COUNTY and not row.until and row.short not in common_short:
            safe[row.short] = (*safe.get(row.short, ()), row)
    heads = "".join(sorted({name[0] for name in safe}))
    lengths = tuple(sorted({len(name) for name in full}, reverse=True))
    return _Register(
        by_code,
        full,
        short,
        safe,
        lengths,
        re.compile(f"[{heads}]"),
        frozenset(common["full"]),
        frozenset(common["county"]),
    )


def division(code: str) -> Division | None:
    """The division with this code, the living one where a code was used twice."""
    return _register().by_code.get(code)


def divisions_named(name: str) -> tuple[Division, ...]:
    """Every division with this full or short name; 同名 places are all returned."""
    register = _register()
    return register.full.get(name) or register.short.get(name, ())


def is_short_name(name: str) -> bool:
    """Whether some division bears this name without its suffix, and the name is no plain word."""
    register = _register()
    return name in register.short and name not in register.common_county


def is_common_word(name: str) -> bool:
    """Whether a division's full name is an ordinary word as well, such as 老城区."""
    return name in _register().common_full


def parents(place: Division) -> tuple[Division, ...]:
    """The chain above a division, nearest first."""
    chain: list[Division] = []
    above = division(place.parent)
    while above is not None and above not in chain:
        chain.append(above)
        above = division(above.parent)
    return tuple(chain)


def in_line(one: Division, other: Division) -> bool:
    """Whether one division is the other, lies in it or holds it."""
    return one.code == other.code or other in parents(one) or one in parents(other)


_ENDS = re.compile(r"[省市县区州盟旗]")
# 区域, 市场, 县级 and the like go on after the suffix: the word is another one
_GOES_ON = {"区": "域块", "市": "场", "州": "", "省": "", "县": "", "盟": "", "旗": "舰帜"}
# 甲、乙等地: only there a county goes by its short name
_PLACE_LIST = re.compile(r"(?:\w{2,4}、){0,6}\w{2,4}(?=等(?:地|市|县|区))")


def find_places(text: str) -> list[PlaceMention]:
    """Places named in ``text``, in order and without overlap.

    Full names are found anywhere, short names of provinces and prefectures where they are no
    ordinary word, short names of counties only in a list that ends in 等地.
    """
    register = _register()
    found = _full_mentions(text, register)
    taken = [False] * (len(text) + 1)
    for mention in found:
        for offset in range(mention.span.start, mention.span.end):
            taken[offset] = True
    for match in register.pair.finditer(text):
        start = match.start()
        if taken[start]:
            continue
        for length in (3, 2, 4):
            name = text[start : start + length]
            if name in register.safe and not taken[start + len(name) - 1]:
                found.append(
                    PlaceMention(Span(start, start + length), name, register.safe[name], False)
                )
                for offset in range(start, start + length):
                    taken[offset] = True
                break
    found.extend(_listed_mentions(text, register, taken))
    return _narrowed(sorted(found, key=lambda mention: mention.span))


def _full_mentions(text: str, register: _Register) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    last = 0
    for match in _ENDS.finditer(text):
        end = match.end()
        if end < len(text) and text[end] in _GOES_ON[match[0]]:
            continue
        for length in register.lengths:
            start = end - length
            name = text[start:end] if start >= last else ""
            if name not in register.full:
                continue
            doubtful = name in register.common_full or (length == 2 and _runs_on(text, start))
            if doubtful and not _follows_parent(found, start, register.full[name]):
                continue
            found.append(PlaceMention(Span(start, end), name, register.full[name], True))
            last = end
            break
    return found


def _runs_on(text: str, start: int) -> bool:
    """Whether a word goes on into the name: 示范县 holds no 范县."""
    return start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff"


def _follows_parent(
    found: list[PlaceMention], start: int, candidates: tuple[Division, ...]
) -> bool:
    if not found or found[-1].span.end != start:
        return False
    return any(above in parents(below) for above in found[-1].candidates for below in candidates)


def _listed_mentions(text: str, register: _Register, taken: list[bool]) -> list[PlaceMention]:
    """County short names in 甲、乙等地, which no other reading fits."""
    found = []
    for match in _PLACE_LIST.finditer(text):
        offset = match.start()
        for piece in match[0].split("、"):
            # the first piece carries the words before the list: its end is the name
            for size in (4, 3, 2):
                name = piece[-size:]
                start = offset + len(piece) - len(name)
                if len(name) == size and name in register.short and not taken[start]:
                    span = Span(start, start + size)
                    found.append(PlaceMention(span, name, register.short[name], False))
                    break
            offset += len(piece) + 1
    return found


def _narrowed(found: list[PlaceMention]) -> list[PlaceMention]:
    """In 某省某市某县 each place must lie in the one before it, if that is possible."""
    narrowed: list[PlaceMention] = []
    for mention in found:
        before = narrowed[-1] if narrowed else None
        if before is not None and before.span.end == mention.span.start:
            inside = tuple(
                place
                for place in mention.candidates
                if any(above in parents(place) for above in before.candidates)
            )
            if inside:
                narrowed.append(PlaceMention(mention.span, mention.name, inside, mention.is_full))
                continue
        narrowed.append(mention)
    return narrowed


def resolve_jurisdiction(name: str) -> tuple[Division, ...]:
    """The divisions that a printed jurisdiction such as 某省某州某市 may be."""
    mentions = find_places(name)
    if mentions and mentions[-1].span.end == len(name):
        return mentions[-1].candidates
    return divisions_named(name)


def foreign_places(text: str, jurisdiction: str | Division) -> list[PlaceMention]:
    """Full-name places that are neither the jurisdiction nor above or below it.

    An unknown jurisdiction gives no foreign places: nothing can be said. Whether a foreign place
    stands there for a good reason (借鉴某地经验) is decided by the caller.
    """
    homes = (
        (jurisdiction,)
        if isinstance(jurisdiction, Division)
        else resolve_jurisdiction(jurisdiction)
    )
    if not homes:
        return []
    return [
        mention
        for mention in find_places(text)
        if mention.is_full
        and not any(in_line(place, home) for place in mention.candidates for home in homes)
    ]
