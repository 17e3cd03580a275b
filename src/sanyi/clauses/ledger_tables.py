"""Tables that are ledgers -> rows by role; torn cells are mended only where certain.

A cell is moved only when it is demonstrably wrong (a column missing, a placeholder inside another
cell, a unit repeated in both). What was wrong is kept beside the row.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sanyi.clauses.deadlines import Calendar, read_deadline_cell
from sanyi.clauses.gazetteer import split_unit_list
from sanyi.clauses.lines import cell_text
from sanyi.clauses.mapped import Mapped, join
from sanyi.clauses.numerals import integer
from sanyi.documents import Document, Table
from sanyi.kernel import Span

_EMPTY = Mapped("", ())
_NOWHERE = Span(0, 0)


@dataclass(slots=True)
class LedgerRow:
    """One row of an annexed ledger.

    ``damage`` names what was wrong with its cells (see ``DAMAGE``); ``cells`` keeps them.
    """

    number: str | None
    section: str | None
    text: Mapped
    lead: Mapped = _EMPTY
    cooperating: Mapped = _EMPTY
    deadline: Mapped = _EMPTY
    target: Mapped = _EMPTY
    span: Span = _NOWHERE
    cells: tuple[str, ...] = ()
    damage: list[str] = field(default_factory=list)


DAMAGE = {
    "missing_cell": "单元格少于表头列数，相邻两列并在一格",
    "placeholder": "占位符“—”与别的内容并在一格",
    "repeated_unit": "责任与配合两格重复同一单位",
    "stray_text": "单元格里有不属于本列的字",
    "swapped": "责任格为空，单位印在配合格",
    "unsplit_units": "责任、配合单位并在一格，没有分隔",
    "markup": "单元格里残留网页标记",
}


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("sanyi.clauses").joinpath("data/ledger_columns.toml").read_text("utf-8")
    return tuple(
        (c["role"], re.compile("|".join(c["patterns"]))) for c in tomllib.loads(text)["column"]
    )


def column_roles(headings: Sequence[str]) -> list[str | None] | None:
    """The role of each column, or None when the headings are not those of a ledger."""
    roles: list[str | None] = []
    for heading in headings:
        tight = "".join(heading.split())
        role = next(
            (r for r, p in _columns() if tight and len(tight) <= 16 and p.search(tight)), None
        )
        roles.append(role)
    has_task = "task" in roles or "detail" in roles
    has_owner = "lead" in roles or "cooperating" in roles
    tight_headings = ["".join(h.split()) for h in headings]
    if any(r == "lead" and "牵头" in h for r, h in zip(roles, tight_headings, strict=True)):
        # 责任单位 beside 牵头单位 is the cooperating side
        roles = [
            "cooperating" if r == "lead" and "牵头" not in h and "主" not in h else r
            for r, h in zip(roles, tight_headings, strict=True)
        ]
    named = sum(1 for r in roles if r)
    if has_task and has_owner and named >= max(2, len([h for h in headings if h.strip()]) - 2):
        return roles
    return None


def read_ledger(document: Document, table: Table, when: Calendar) -> list[LedgerRow]:
    """The rows of a table that is a ledger; an empty list when it is none."""
    reader = _Reader(document, when)
    for cells in _grid(document, table):
        reader.take(cells)
    reader.finish()
    return reader.rows


def _grid(document: Document, table: Table) -> Iterator[list[Mapped]]:
    """Rows of cell texts; a cell merged over rows is given to each of them."""
    carried: dict[int, tuple[int, Mapped]] = {}
    for row_number, cells in enumerate(table.rows()):
        row: dict[int, Mapped] = {
            c: text for c, (last, text) in carried.items() if row_number <= last
        }
        for cell in cells:
            text = cell_text(document, cell.span)
            row[cell.column] = text
            if cell.row_span > 1:
                carried[cell.column] = (cell.row + cell.row_span - 1, text)
        if row:
            yield [row.get(c, _EMPTY) for c in range(max(row) + 1)]


class _Reader:
    """Goes down the rows: heading, section rows, task rows, rows broken over a page."""

    def __init__(self, document: Document, when: Calendar) -> None:
        self._document, self._when = document, when
        self.rows: list[LedgerRow] = []
        self._roles: list[str | None] | None = None
        self._section: str | None = None
        self._pending: list[Mapped] = []

    def take(self, cells: list[Mapped]) -> None:
        """Read one row; a row with cells missing waits for the line that may complete it."""
        texts = [c.text for c in cells]
        roles = column_roles(texts)
        if roles is not None:
            self.finish()
            self._roles = roles
            return
        if self._roles is None or not any(t.strip() for t in texts):
            return
        if self._pending and self._completes(cells):
            self._pending = [*self._pending[:-1], join([self._pending[-1], cells[0]]), *cells[1:]]
        else:
            self.finish()
            self._pending = cells
        if len(self._pending) >= len(self._roles) or self._is_section(cells):
            self.finish()

    def finish(self) -> None:
        """Read the row that waits."""
        cells, self._pending = self._pending, []
        if cells:
            self._take(cells)

    def _completes(self, cells: list[Mapped]) -> bool:
        assert self._roles is not None
        first = cells[0].text.strip()
        is_numbered = integer(first.rstrip("、.．")) is not None
        together = len(self._pending) + len(cells) - 1
        return (
            bool(first)
            and not is_numbered
            and together <= len(self._roles)
            and not self._is_section(cells)
        )

    def _take(self, cells: list[Mapped]) -> None:
        if self._is_section(cells):
            self._section = self._section_name(cells)
        elif self._continues(cells):
            self._append(cells)
        else:
            self.rows.append(self._row(cells))

    def _is_section(self, cells: list[Mapped]) -> bool:
        filled = [c.text.strip() for c in cells if c.text.strip()]
        if len(set(filled)) > 2 or not filled:
            return False
        if len(set(filled)) == 2 and _chinese_number(filled[0]) is None:
            return False
        first = filled[0]
        return _chinese_number(
            re.split(r"[\s、.．)）]", first.lstrip("（("), maxsplit=1)[0]
        ) is not None or (len(set(filled)) == 1 and len(first) <= 40 and first[-1] not in "。；;")

    def _section_name(self, cells: list[Mapped]) -> str:
        filled = [c.text.strip() for c in cells if c.text.strip()]
        name = (
            filled[-1]
            if len(set(filled)) == 2
            else re.sub(r"^[（(]?[一二三四五六七八九十]+[)）]?[\s、.．]+", "", filled[0])
        )
        return " ".join(name.split())

    def _continues(self, cells: list[Mapped]) -> bool:
        """Whether the row is the rest of one that a page broke: no number or no task."""
        if not self.rows or self._roles is None or "number" not in self._roles:
            return False
        number = self._cell(cells, "number")
        if number.text.strip():
            return False
        previous = self.rows[-1]
        task = self._task(cells)
        shares_number = not task.text.strip()
        unfinished = previous.text.text.rstrip()[-1:] not in "。；;！" and bool(task.text.strip())
        return shares_number or unfinished

    def _append(self, cells: list[Mapped]) -> None:
        row = self.rows[-1]
        row.text = join([row.text, self._task(cells)])
        for role in ("lead", "cooperating", "deadline", "target"):
            setattr(row, role, join([getattr(row, role), self._cell(cells, role)]))
        row.cells = (*row.cells, *(c.text for c in cells))
        row.span = _span_of([Mapped(" ", (row.span.start,)), *cells])

    def _cell(self, cells: list[Mapped], role: str) -> Mapped:
        assert self._roles is not None
        at = [i for i, r in enumerate(self._roles) if r == role and i < len(cells)]
        return _joined([cells[i] for i in at if cells[i].text.strip()]) if at else _EMPTY

    def _task(self, cells: list[Mapped]) -> Mapped:
        detail, task = self._cell(cells, "detail"), self._cell(cells, "task")
        return _unmarked(detail if detail.text.strip() else task)

    def _row(self, cells: list[Mapped]) -> LedgerRow:
        assert self._roles is not None
        number = self._cell(cells, "number").text.strip()
        task = (
            self._cell(cells, "task") if "detail" in self._roles else self._cell(cells, "section")
        )
        section = " ".join(task.text.split()) or self._section
        row = LedgerRow(
            number.rstrip("、.．") or None,
            section,
            self._task(cells).strip(),
            span=_span_of(cells),
            cells=tuple(c.text for c in cells),
        )
        if row.text.text != self._plain_task(cells).strip().text:
            row.damage.append("markup")
        if len(cells) < len(self._roles) and self._roles[-1] not in ("remark", "target"):
            self._spread(row, cells)
        else:
            row.lead, row.cooperating = self._cell(cells, "lead"), self._cell(cells, "cooperating")
            row.deadline, row.target = self._cell(cells, "deadline"), self._cell(cells, "target")
            self._mend(row)
        return row

    def _plain_task(self, cells: list[Mapped]) -> Mapped:
        detail, task = self._cell(cells, "detail"), self._cell(cells, "task")
        return detail if detail.text.strip() else task

    def _spread(self, row: LedgerRow, cells: list[Mapped]) -> None:
        """A row with a cell too few: read what stands after the task from left to right."""
        assert self._roles is not None
        row.damage.append("missing_cell")
        first = max(i for i, r in enumerate(self._roles) if r in ("task", "detail")) + 1
        rest = [c for c in cells[first:] if c.text.strip()]
        units: list[Mapped] = []
        dash_after: int | None = None
        for cell in rest:
            for kind, part in _pieces(cell, self._when):
                if kind == "deadline":
                    row.deadline = join([row.deadline, part]) if row.deadline else part
                elif kind == "none":
                    dash_after = len(units)
                    row.damage.append("placeholder")
                elif kind == "units":
                    units.append(part)
                else:
                    row.damage.append("stray_text")
        if dash_after is not None:
            row.lead = _joined(units[:dash_after] or units)
        elif len(units) > 1:
            row.lead, row.cooperating = units[0], _joined(units[1:])
        elif units:
            self._split_units(row, units[0])

    def _split_units(self, row: LedgerRow, units: Mapped) -> None:
        listed = split_unit_list(units.text).items
        row.lead = units
        if len(listed) > 1 and self._roles and "cooperating" in self._roles:
            row.damage.append("unsplit_units")
            row.lead = units.cut(listed[0].start, listed[0].end)
            row.cooperating = units.cut(listed[1].start, None)

    def _mend(self, row: LedgerRow) -> None:
        """Cells that are all there but hold each other's content."""
        none_in_deadline = [p for k, p in _pieces(row.deadline, self._when) if k == "none"]
        lead = [i.name for i in split_unit_list(row.lead.text).items]
        cooperating = [i.name for i in split_unit_list(row.cooperating.text).items]
        if none_in_deadline and lead and cooperating and len(row.deadline.text.strip()) > 2:
            row.damage += (
                ["placeholder", "repeated_unit"] if lead == cooperating else ["placeholder"]
            )
            row.deadline = _joined(
                [p for k, p in _pieces(row.deadline, self._when) if k == "deadline"]
            )
            row.cooperating = _EMPTY if lead == cooperating else row.cooperating
        if is_none_mark(row.lead.text) and cooperating and row.lead.text.strip():
            row.damage.append("swapped")
            row.lead, row.cooperating = row.cooperating, _EMPTY


_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*[^<>]{0,80}>|&nbsp;")
_NONE = re.compile(r"[-—－–―─/／\s无]+")


def is_none_mark(text: str) -> bool:
    """Whether a cell says that there is none: —, ——, /, 无 or nothing."""
    return _NONE.fullmatch(text) is not None or not text.strip()


def _unmarked(text: Mapped) -> Mapped:
    return text.without(m.span() for m in _TAG.finditer(text.text))


def _chinese_number(text: str) -> int | None:
    return integer(text) if text and not text[0].isdigit() else None


def _joined(parts: Sequence[Mapped]) -> Mapped:
    """Parts of one cell again as one text, with a separator that stands nowhere."""
    out: list[Mapped] = []
    for part in parts:
        if out:
            out.append(Mapped("、", (part.offsets[0],)))
        out.append(part)
    return join(out) if out else _EMPTY


def _span_of(cells: Sequence[Mapped]) -> Span:
    """From the first words of a row to its last; those of a merged cell may stand further up."""
    filled = [c for c in cells if c]
    return Span(filled[0].offsets[0], max(c.offsets[-1] for c in filled) + 1)


def _pieces(cell: Mapped, when: Calendar) -> list[tuple[str, Mapped]]:
    """A torn cell as stretches of units, deadlines, none-marks and what is none of these."""
    found: list[tuple[str, int, int]] = []
    for match in re.finditer(r"\S+", cell.text):
        token = match.group(0)
        if is_none_mark(token):
            kind = "none"
        elif split_unit_list(token).items:
            kind = "units"
        elif read_deadline_cell(token, when) is not None:
            kind = "deadline"
        elif found and found[-1][0] == "deadline":
            kind = "deadline"  # 10月底前 出台文件
        else:
            kind = "other"
        if found and found[-1][0] == kind and kind in ("units", "deadline"):
            found[-1] = (kind, found[-1][1], match.end())
        else:
            found.append((kind, match.start(), match.end()))
    return [(kind, cell.cut(a, b)) for kind, a, b in found]
