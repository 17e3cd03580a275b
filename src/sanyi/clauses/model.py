"""The tree of clauses, and where every character of the document went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sanyi.clauses.lines import TextLine
from sanyi.clauses.mapped import Mapped, join
from sanyi.clauses.numbering import Marker, half_width_brackets, printed_number
from sanyi.kernel import Span


class RegionKind(StrEnum):
    """What a stretch of the document is; every non-blank character is in exactly one region."""

    FRONT = "front"
    CLAUSE = "clause"
    HEADING = "heading"
    CELL = "cell"
    BACK = "back"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text and what it is."""

    kind: RegionKind
    span: Span


@dataclass(slots=True, eq=False)
class Clause:
    """A numbered item: its marker, its own lines, its children."""

    marker: Marker
    lines: list[TextLine]
    parent: Clause | None = None
    children: list[Clause] = field(default_factory=list)
    part: int = 0

    @property
    def number(self) -> str:
        """As printed: （十二）, 12., 一、 without the separator 、."""
        return printed_number(self.marker.printed)

    @property
    def path(self) -> tuple[str, ...]:
        """Numbers from the outermost clause to this one, brackets in half width."""
        above = self.parent.path if self.parent else ()
        return (*above, half_width_brackets(self.marker.printed))

    @property
    def drafted(self) -> Mapped:
        """Its own text after the number, deleted and struck characters included."""
        return join(
            [self.lines[0].drafted.cut(self.marker.length), *(li.drafted for li in self.lines[1:])]
        )

    @property
    def accepted(self) -> Mapped:
        """Its own text after the number, as it reads when all edits are accepted."""
        return join(accepted_lines(self))

    @property
    def is_deleted(self) -> bool:
        """Whether nothing of the clause is left when the edits are accepted."""
        return all(line.is_deleted for line in self.lines)

    @property
    def span(self) -> Span:
        """From the number to the end of its own last line."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def accepted_lines(clause: Clause) -> list[Mapped]:
    """The accepted text of each of the clause's lines; the number is cut off the first."""
    first = clause.lines[0]
    kept = first.accepted
    head = set(first.drafted.offsets[: clause.marker.length])
    numbers = sum(1 for o in kept.offsets[: clause.marker.length] if o in head)
    return [kept.cut(numbers), *(line.accepted for line in clause.lines[1:])]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the numbering says: the roots of the clause trees, and the lines outside of them."""

    roots: tuple[Clause, ...]
    front: tuple[TextLine, ...]
    back: tuple[TextLine, ...]
    furniture: tuple[TextLine, ...]

    def clauses(self) -> Iterator[Clause]:
        """All clauses in the order of the text."""
        for root in self.roots:
            yield from root.walk()
