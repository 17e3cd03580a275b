"""A drafted document in the hands of a person: words may change, what is cited may not.

A paragraph is shown as text in which each reference stands in braces with its number,
``{85.3%|17}``. A changed paragraph must keep every reference it had and every note on its figures;
a digit that is no reference is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sanyi.bulletin.blocks import Annex, Block, OfficialDocument, Paragraph, Sources, walk
from sanyi.bulletin.sources import with_sources
from sanyi.kernel import InputError, ShapeError
from sanyi.targets import Cited, Sentence, join

_TOKEN = re.compile(r"\{([^{}|]*)\|(\d+)\}")
_NOTE = re.compile(r"（注：[^（）]*）")
_LONGEST = 2000


class Origin(StrEnum):
    """Where a block comes from."""

    MADE = "made"
    CHANGED = "changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document with the origin of each of its blocks, and what changed ones said before."""

    document: OfficialDocument
    origins: tuple[Origin, ...]
    was: Mapping[int, str]

    @classmethod
    def of(cls, document: OfficialDocument) -> Draft:
        """A draft that nobody has touched."""
        return cls(document, (Origin.MADE,) * len(document.blocks), {})


def references(document: OfficialDocument) -> Mapping[int, Cited]:
    """Every reference of a document by number, in order of first appearance."""
    found: dict[tuple[str, str, str], Cited] = {}
    for sentence in walk(document):
        for cited in sentence.references:
            found.setdefault(_key(cited), cited)
    return dict(enumerate(found.values(), start=1))


def block_text(document: OfficialDocument, index: int) -> str:
    """A paragraph as a person edits it.

    Raises:
        InputError: the block is no paragraph.
    """
    numbers = {_key(c): n for n, c in references(document).items()}
    parts = join(_paragraph(document, index).sentences).parts
    return "".join(p if isinstance(p, str) else f"{{{p.text}|{numbers[_key(p)]}}}" for p in parts)


def rewritten(draft: Draft, index: int, text: str) -> Draft:
    """The draft with other words in a paragraph.

    Raises:
        InputError: a reference or a note is missing, a digit is not a reference, or it is empty.
    """
    old = join(_paragraph(draft.document, index).sentences)
    new = _sentence(text, references(draft.document))
    if draft.origins[index] is not Origin.ADDED:
        _keeps(old, new)
    if _same(new, old):
        return draft
    origin = Origin.ADDED if draft.origins[index] is Origin.ADDED else Origin.CHANGED
    was = {**draft.was}
    if origin is Origin.CHANGED:
        was.setdefault(index, old.text)
    origins = (*draft.origins[:index], origin, *draft.origins[index + 1 :])
    blocks = draft.document.blocks
    changed = (*blocks[:index], Paragraph((new,)), *blocks[index + 1 :])
    return Draft(_with_blocks(draft.document, changed), origins, was)


def with_added(draft: Draft, after: int, text: str) -> Draft:
    """The draft with a paragraph of a person's own after a block.

    Raises:
        InputError: it states a number that is not cited.
    """
    blocks = draft.document.blocks
    if not 0 <= after < len(blocks):
        raise InputError("EDT-005", "没有这一段。", "刷新页面后再试。")
    added = Paragraph((_sentence(text, references(draft.document)),))
    at = after + 1
    origins = (*draft.origins[:at], Origin.ADDED, *draft.origins[at:])
    was = {i + (i >= at): words for i, words in draft.was.items()}
    return Draft(_with_blocks(draft.document, (*blocks[:at], added, *blocks[at:])), origins, was)


def without_added(draft: Draft, index: int) -> Draft:
    """The draft without a paragraph that a person added; what was computed stays.

    Raises:
        InputError: the paragraph was not added by hand.
    """
    _paragraph(draft.document, index)
    if draft.origins[index] is not Origin.ADDED:
        raise InputError("EDT-004", "自动生成的段落可以改写，不能删去。", "改写它的文字。")
    blocks = draft.document.blocks
    origins = (*draft.origins[:index], *draft.origins[index + 1 :])
    was = {i - (i > index): words for i, words in draft.was.items()}
    kept = (*blocks[:index], *blocks[index + 1 :])
    return Draft(_with_blocks(draft.document, kept), origins, was)


def _paragraph(document: OfficialDocument, index: int) -> Paragraph:
    blocks = document.blocks
    block = blocks[index] if 0 <= index < len(blocks) else None
    if not isinstance(block, Paragraph):
        raise InputError("EDT-005", "没有这一段，或者它不是正文。", "刷新页面后再试。")
    return block


def _sentence(text: str, known: Mapping[int, Cited]) -> Sentence:
    words = " ".join(text.split())
    if not words:
        raise InputError("EDT-001", "段落是空的。", "写上文字，或者取消修改。")
    if len(words) > _LONGEST:
        raise InputError("EDT-001", f"段落超过{_LONGEST}字。", "分成几段。")
    parts: list[str | Cited] = []
    end = 0
    for token in _TOKEN.finditer(words):
        cited = known.get(int(token[2]))
        if cited is None or cited.text != token[1]:
            raise InputError(
                "EDT-002", f"“{token[0]}”不是本文件里的引用，或者里面的字被改动了。",
                "花括号里的内容连同编号整个移动，不要改。",
            )  # fmt: skip
        parts += [words[end : token.start()], cited]
        end = token.end()
    parts.append(words[end:])
    try:
        return Sentence(tuple(p for p in parts if p))
    except ShapeError as error:
        raise InputError(
            "EDT-003", "文字里有没有出处的数字。",
            "数字只能来自花括号里的引用；要用的数字本文件里没有的，先在台账或指标里算出来。",
        ) from error  # fmt: skip


def _same(new: Sentence, old: Sentence) -> bool:
    keys = [[_key(cited) for cited in sentence.references] for sentence in (new, old)]
    return new.text == old.text and keys[0] == keys[1]


def _keeps(old: Sentence, new: Sentence) -> None:
    kept = {_key(cited) for cited in new.references}
    lost = [cited.text for cited in old.references if _key(cited) not in kept]
    if lost:
        raise InputError(
            "EDT-006", f"改后的段落少了有出处的内容：{'、'.join(dict.fromkeys(lost))}。",
            "保留花括号里的内容；不同意这个数字的，到台账或数据里更正后重新起草。",
        )  # fmt: skip
    notes = [note for note in _NOTE.findall(old.text) if note not in new.text]
    if notes:
        raise InputError(
            "EDT-007", f"改后的段落少了对数字的说明：{notes[0]}",
            "设定参数和质量不足的数字，说明须与数字一起印出。",
        )  # fmt: skip


def _key(cited: Cited) -> tuple[str, str, str]:
    return cited.kind.value, cited.id, cited.text


def _with_blocks(document: OfficialDocument, blocks: tuple[Block, ...]) -> OfficialDocument:
    """The document with other text; its table of sources is made anew."""
    annexes = tuple(a for a in document.annexes if not _is_sources(a))
    changed = replace(document, blocks=blocks, annexes=annexes)
    return changed if len(annexes) == len(document.annexes) else with_sources(changed)


def _is_sources(annex: Annex) -> bool:
    return any(isinstance(block, Sources) for block in annex.blocks)
