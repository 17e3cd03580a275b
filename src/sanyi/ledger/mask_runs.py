"""Masking of texts that are cut into runs, and the way back from a masked text."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from sanyi.ledger.mask import mask_text, personal_spans

KEPT, INSERTED, DELETED = "kept", "inserted", "deleted"


def mask_runs(runs: Sequence[tuple[str, str]]) -> list[str]:
    """The runs of one paragraph, masked as the texts that they make up, and each by itself.

    A number that stands in two runs is found, and one that a revision made or took away, too; a
    name that begins a run is found whatever stands before it.

    Args:
        runs: (text, ``KEPT``, ``INSERTED`` or ``DELETED``), in order.

    Returns:
        One text for each run, of its length.

    Example:
        >>> mask_runs([("电话：138", KEPT), ("00000000", KEPT)])
        ['电话：138', '****0000']
    """
    masked = [mask_text(text) for text, _ in runs]
    states = {state for _, state in runs}
    for left_out in ("", *sorted(states & {INSERTED, DELETED})):
        taken = [i for i, (_, state) in enumerate(runs) if state != left_out]
        whole = "".join(runs[i][0] for i in taken)
        hidden = mask_text(whole)
        if hidden == whole:
            continue
        at = 0
        for i in taken:
            part = hidden[at : at + len(masked[i])]
            at += len(part)
            masked[i] = "".join(
                "*" if "*" in pair else pair[0] for pair in zip(masked[i], part, strict=True)
            )
    return masked


def restore_masked(text: str, original: str) -> str:
    """What a person meant who was shown the masked original and hands back a text.

    Masked values that came back whole, in their place, are the original's again; asterisks that
    cannot be told stay, for the caller to refuse or keep.

    Args:
        text: what came back.
        original: what was shown masked.

    Example:
        >>> restore_masked("电话：138****0000（节假日不变）", "电话：13800000000")
        '电话：13800000000（节假日不变）'
    """
    shown = mask_text(original)
    if text == shown:
        return original
    if "*" not in text or shown == original:
        return text
    back = list(text)
    blocks = SequenceMatcher(None, shown, text, autojunk=False).get_matching_blocks()
    for span in personal_spans(original):
        for block in blocks:
            if block.a <= span.start and span.end <= block.a + block.size:
                at = block.b + span.start - block.a
                back[at : at + span.end - span.start] = original[span.start : span.end]
    return "".join(back)
