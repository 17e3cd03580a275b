"""Cells of exported tables that no spreadsheet takes for a formula."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: object) -> object:
    """Text that begins like a formula gets an apostrophe before it; numbers stay numbers.

    Example:
        >>> guarded("=1+1"), guarded(-3), guarded("-3 例"), guarded("县医院")
        ("'=1+1", -3, "'-3 例", '县医院')
    """
    if isinstance(cell, str) and cell.startswith(_DANGEROUS):
        return "'" + cell
    return cell
