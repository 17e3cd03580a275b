"""Paragraph and character styles, as far as numbering, headings and strikes depend on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanyi.documents.docx.names import attribute, is_on, number_of, to_int, value_of, w
from sanyi.documents.safe_xml import Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_LONGEST_CHAIN = 20


class Styles:
    """Look-ups that follow ``w:basedOn``."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        for style in root.iterfind(w("style")) if root is not None else ():
            key = attribute(style, "styleId") or ""
            self._styles[key] = style
            is_default = attribute(style, "default") in ("1", "true", "on")
            if is_default and attribute(style, "type") == "paragraph":
                self._default = key

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style_id or "", style
            style_id = value_of(style, "basedOn")

    def of_paragraph(self, properties: Element | None) -> list[tuple[str, Element]]:
        """Styles of a paragraph, nearest first."""
        return list(self.chain(value_of(properties, "pStyle") or self._default))

    def numbering_of(self, properties: Element | None) -> tuple[str | None, int | None, str | None]:
        """(numId, level, style that says so); the paragraph's own word comes first."""
        number_id: str | None = None
        level: int | None = None
        sources: list[tuple[str | None, Element | None]] = [(None, properties)]
        sources += [(key, style.find(w("pPr"))) for key, style in self.of_paragraph(properties)]
        for key, source in sources:
            numbering = source.find(w("numPr")) if source is not None else None
            if numbering is None:
                continue
            if level is None and numbering.find(w("ilvl")) is not None:
                level = number_of(numbering, "ilvl", 0)
            if (number_id := value_of(numbering, "numId")) is not None:
                return number_id, level, key
        return None, level, None

    def heading_level(self, properties: Element | None) -> int | None:
        """Outline level from 1, or None for body text."""
        own = value_of(properties, "outlineLvl")
        if own is not None:
            return _level(own)
        for _, style in self.of_paragraph(properties):
            if (outline := value_of(style.find(w("pPr")), "outlineLvl")) is not None:
                return _level(outline)
            if match := _HEADING_NAME.match(value_of(style, "name") or ""):
                return int(match[1])
        return None

    def is_struck(self, run_properties: Element | None, paragraph: Element | None) -> bool:
        """Whether a run is crossed out, by itself or by its styles."""
        if (own := _strike(run_properties)) is not None:
            return own
        for style_id in (value_of(run_properties, "rStyle"), value_of(paragraph, "pStyle")):
            for _, style in self.chain(style_id):
                if (inherited := _strike(style.find(w("rPr")))) is not None:
                    return inherited
        return False


def _strike(properties: Element | None) -> bool | None:
    switches = [is_on(properties, name) for name in ("strike", "dstrike")]
    known = [s for s in switches if s is not None]
    return any(known) if known else None


def _level(outline: str) -> int | None:
    level = to_int(outline, 9)
    return level + 1 if 0 <= level < 9 else None
