"""Two sets of figures side by side: what a change does to each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sanyi.kernel.figures import Figure


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One number before and after; None where it is not there.

    Args:
        difference: after less before; None where either has no value.
    """

    id: str
    before: Figure | None
    after: Figure | None
    difference: Decimal | None

    @property
    def is_same(self) -> bool:
        """Whether the number is exactly the same."""
        if self.before is None or self.after is None:
            return False
        return self.before.value == self.after.value


def figure_changes(before: Iterable[Figure], after: Iterable[Figure]) -> tuple[FigureChange, ...]:
    """Every number of either set, by id, in the order they first stand."""
    old, new = {f.id: f for f in before}, {f.id: f for f in after}
    return tuple(_change(id, old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new)))


def _change(id: str, before: Figure | None, after: Figure | None) -> FigureChange:
    values = (before.value if before else None, after.value if after else None)
    difference = values[1] - values[0] if values[0] is not None and values[1] is not None else None
    return FigureChange(id, before, after, difference)
