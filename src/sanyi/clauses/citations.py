"""Documents that a text cites: 《title》 and （number）."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = (
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[［【（(]\s*[12][0-9]{3}\s*[〕\]］】）)]\s*(?:第\s*)?[0-9]+\s*号"
)
_CITE = re.compile(
    rf"《(?P<title>[^《》]{{2,120}}(?:《[^《》]{{1,100}}》[^《》]{{0,60}})*)》(?:\s*[（(]\s*(?P<number>{_NUMBER})[^）)]{{0,12}}[）)])?"
)
DOCUMENT_NUMBER = re.compile(_NUMBER)
_WELL_FORMED = re.compile(r"[\u4e00-\u9fff]{1,14}〔[12][0-9]{3}〕[1-9][0-9]{0,4}号")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document; ``start``..``end`` is where it stands in the text it was found in."""

    title: str | None
    number: str | None
    start: int
    end: int


def find_citations(text: str) -> list[Citation]:
    """Titles in book-title marks with the number that follows, and numbers that stand alone."""
    found = [
        Citation("".join(m["title"].split("\n")), _tight(m["number"]), m.start(), m.end())
        for m in _CITE.finditer(text)
    ]
    for match in DOCUMENT_NUMBER.finditer(text):
        if not any(c.start <= match.start() < c.end for c in found):
            found.append(Citation(None, _tight(match.group(0)), match.start(), match.end()))
    return sorted(found, key=lambda c: c.start)


def _tight(number: str | None) -> str | None:
    return "".join(number.split()) if number else None


def is_well_formed(number: str) -> bool:
    """Whether a document number has the form of GB/T 9704-2012 7.2.5: 国办发〔2022〕14号."""
    return _WELL_FORMED.fullmatch(number) is not None
