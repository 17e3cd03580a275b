"""Likeness of short Chinese texts by their character triples; no word list, no model."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile(r"[^\w]|_")


def grams(text: str, size: int = 3) -> frozenset[str]:
    """The set of character ``size``-grams, punctuation and blanks left out."""
    plain = _NOT_TEXT.sub("", text)
    return frozenset(plain[i : i + size] for i in range(max(1, len(plain) - size + 1)))


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """Share of ``part`` found in ``whole``, 0..1; 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared grams over all grams (Jaccard), 0..1; two empty texts are not alike."""
    return len(a & b) / len(a | b) if a and b else 0.0
