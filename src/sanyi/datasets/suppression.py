"""Small cells are left out of anything published, and so is what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DEFAULT_LIMIT = 5
SUPPRESSED = "＜{limit}"


def is_small(count: int | None, limit: int = DEFAULT_LIMIT) -> bool:
    """Whether a count of persons may not be published; zero may."""
    return count is not None and 0 < count < limit


def suppress_small_cells(
    rows: Sequence[Mapping[str, object]],
    counts: Sequence[str],
    limit: int = DEFAULT_LIMIT,
    dependent: Mapping[str, str] | None = None,
    total_of: Sequence[str] = (),
) -> list[dict[str, object]]:
    """Replace small counts by a mark, and values that rest on them by nothing.

    Args:
        rows: a table that is to be published.
        counts: columns that count persons or cases.
        dependent: column -> count column it rests on (a rate and its denominator, a sum and its
            count); it is emptied where that count is small.
        total_of: count columns for which the table also publishes the total. Where exactly one
            cell of such a column is small, the next smallest goes too, or the total gives it away.

    Example:
        >>> suppress_small_cells([{"n": 3, "rate": 0.5}, {"n": 9, "rate": 0.1}], ["n"],
        ...                      dependent={"rate": "n"})
        [{'n': '＜5', 'rate': None}, {'n': 9, 'rate': 0.1}]
    """
    hidden = {name: _hidden(rows, name, limit, name in total_of) for name in counts}
    mark = SUPPRESSED.format(limit=limit)
    published = []
    for number, row in enumerate(rows):
        cells = dict(row)
        for name in counts:
            if number in hidden[name]:
                cells[name] = mark if is_small(_count(row[name]), limit) else "—"
        for name, count in (dependent or {}).items():
            if number in hidden.get(count, ()):
                cells[name] = None
        published.append(cells)
    return published


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _hidden(
    rows: Sequence[Mapping[str, object]], name: str, limit: int, has_total: bool
) -> set[int]:
    values = [_count(row[name]) for row in rows]
    small = {number for number, value in enumerate(values) if is_small(value, limit)}
    if has_total and len(small) == 1:
        others = [(v, n) for n, v in enumerate(values) if v is not None and v > 0 and n not in small]
        small |= {min(others)[1]} if others else set()
    return small
