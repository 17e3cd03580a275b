"""The actions of a clause: its sentences, less title, units and pure statements of a target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sanyi.clauses import Target, sentences

_STATES_ONLY = re.compile(
    r"^(?:到\d|力争到|预计|届时|促进.{0,80}(?:更加|不断|更|进一步)[^，。]{0,12}(?:发展|提升|和谐|优化|普及)$)"
)
_VERB_OF_WORK = re.compile(
    r"^(?:做好|做实|加强|推进|推动|完善|建立|健全|落实|实施|开展|加快|组织|制定|出台|实行|支持|鼓励|强化|深化|扩大|提高|提升|降低|优化|规范|完成|争取|力争|建设|遴选|培养|引进|持续|继续|全面|积极|进一步|逐步|基本|改善|创新|探索)"
)


def find_actions(
    masked: str, text: str, title_end: int, targets: Sequence[Target]
) -> tuple[str, ...]:
    """Sentences of the body; comma chains are not split.

    Args:
        masked: the clause's text with unit groups blanked out.
        text: the same text as printed.
        title_end: where the title ends, 0 without one.
        targets: the targets found in it.
    """
    found = []
    for start, end in sentences(masked):
        if end <= title_end:
            continue
        begin = max(start, title_end)
        sentence = _printed(masked, text, begin, end)
        if sentence and not _only_states(sentence, begin, end, targets):
            found.append(sentence)
    return tuple(found)


def _printed(masked: str, text: str, start: int, end: int) -> str:
    kept = [text[i] for i in range(start, end) if masked[i] == text[i]]
    return "".join(kept).strip().rstrip("。；;").strip()


def _only_states(sentence: str, start: int, end: int, targets: Sequence[Target]) -> bool:
    """Whether a sentence says only what is to be reached, by whom no work is named."""
    inside = [t for t in targets if start <= t.start < end]
    if not inside:
        return _STATES_ONLY.match(sentence) is not None and sentence.startswith("促进")
    parts = [p for p in re.split(r"[，,]", sentence) if p.strip()]
    return not any(_VERB_OF_WORK.match(p.strip()) for p in parts) and len(parts) <= len(inside) + 1
