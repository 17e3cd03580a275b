"""Masking of a page: text across its inline tags, what attributes show, data for charts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import unescape

from sanyi.ledger import DELETED, INSERTED, KEPT, mask_runs, mask_text

_TOKEN = re.compile(r"<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[^>]*>", re.S | re.I)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
# tags inside a sentence; a cell keeps a name beside its number; all others end the text
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong",
     "sub", "sup", "u", "wbr")
)  # fmt: skip
_SPACES = {"td": "\t", "th": "\t", "dt": "\t", "dd": "\t", "br": "\n"}
_REVISIONS = {"ins": INSERTED, "del": DELETED}
_SHOWN = re.compile(
    r'(?<=\s)((?:title|alt|value|placeholder|content|aria-label|data-[\w-]+|href)=")([^"]*)(?=")'
)
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def mask_html(page: str, own: Collection[str] = ()) -> str:
    """The page with personal data masked; nothing else is moved.

    Args:
        own: what this very request brought; a form that shows it again for correction keeps it.
    """
    return _Page(page, own).masked()


class _Page:
    """One walk over a page."""

    def __init__(self, page: str, own: Collection[str]) -> None:
        self.page = page
        self.own = own
        self.out: list[str] = []
        self.runs: list[tuple[int, str, str]] = []  # place in out (-1: a space), text, state
        self.state = KEPT
        self.is_typed = False

    def masked(self) -> str:
        at = 0
        for token in _TOKEN.finditer(self.page):
            self._text(self.page[at : token.start()])
            self._tag(token[0])
            at = token.end()
        self._text(self.page[at:])
        self._end()
        return "".join(self.out)

    def _text(self, text: str) -> None:
        if not text:
            return
        if not self.is_typed or _typed(text) not in self.own:
            self.runs.append((len(self.out), text, self.state))
        self.out.append(text)

    def _tag(self, tag: str) -> None:
        named = _NAME.match(tag)
        name = named[1].lower() if named else ""
        is_end = tag.startswith("</")
        if name in _REVISIONS:
            self.state = KEPT if is_end else _REVISIONS[name]
        elif name in _SPACES:
            self.runs.append((-1, _SPACES[name], KEPT))
        elif name not in _INLINE:
            self._end()
        self.is_typed = name == "textarea" and not is_end
        if name == "script":
            self.out.append(_mask_literals(tag) if "application/json" in tag[:200] else tag)
        else:
            self.out.append(_SHOWN.sub(self._attribute, tag) if '="' in tag else tag)

    def _end(self) -> None:
        """The text that stood before is whole."""
        if self.runs:
            texts = mask_runs([(text, state) for _, text, state in self.runs])
            for (place, _, _), text in zip(self.runs, texts, strict=True):
                if place >= 0:
                    self.out[place] = text
        self.runs = []

    def _attribute(self, found: re.Match[str]) -> str:
        head, value = found[1], found[2]
        if head == 'value="' and _typed(value) in self.own:
            return found[0]
        if head == 'href="':  # an address holds numbers of its own; its query may hold words
            address, mark, query = value.partition("?")
            is_contact = address.startswith(("tel:", "mailto:"))
            return head + (mask_text(address) if is_contact else address) + mark + mask_text(query)
        return head + mask_text(value)


def _typed(text: str) -> str:
    """What stands in a field, as a form sends it."""
    return unescape(text).replace("\r\n", "\n").strip()


def _mask_literals(script: str) -> str:
    """The texts in the data of a chart."""

    def masked(found: re.Match[str]) -> str:
        text = json.loads(found[0])
        hidden = mask_text(text)
        return found[0] if hidden == text else json.dumps(hidden)

    head, end, data = script.partition(">")
    return head + end + _LITERAL.sub(masked, data)
