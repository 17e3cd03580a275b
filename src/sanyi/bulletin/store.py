"""Published figures kept in the workspace, so that each can be explained long after.

JSON lines, one figure each; a new file replaces the old one whole, so a stop at any moment leaves
what was there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from sanyi.datasets.engine.files import write_atomically
from sanyi.kernel import Figure, InputError

FILE = "figures.jsonl"
_WAIT = 60  # seconds for another process to finish writing: an adding takes well under one


@dataclass(frozen=True, slots=True)
class Stored:
    """A figure and the ids of the records counted, where it counts records of a ledger."""

    figure: Figure
    members: tuple[str, ...] = ()

    @classmethod
    def from_line(cls, line: str) -> Stored:
        """The figure of one line of the store."""
        record = json.loads(line)
        return cls(Figure.from_json(record["figure"]), tuple(record["members"]))


class FigureStore:
    """The published figures of a workspace, by id; the last one published under an id stands."""

    def __init__(self, root: Path | str) -> None:
        self.path = Path(root) / FILE

    def add(
        self, figures: Iterable[Figure], members: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Keep figures; those of the same id are replaced.

        Raises:
            InputError: another process has been writing for too long.
        """
        new: dict[str, str] = {}
        for figure in figures:
            record = {"figure": figure.to_json(), "members": (members or {}).get(figure.id, ())}
            new[figure.id] = json.dumps(record, ensure_ascii=False, sort_keys=True)
        with self._writing():
            lines = {**self.lines(), **new}
            text = "".join(f"{line}\n" for _, line in sorted(lines.items()))
            write_atomically(self.path, text.encode())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time: what was read must still be there when it is replaced."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_name(f".{FILE}.lock"), timeout=_WAIT)
        try:
            lock.acquire()
        except Timeout as error:
            raise InputError(
                "FIG-012", "另一个程序一直在写这个数据目录的数字。", "等它结束后再试。"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def get(self, id: str) -> Stored:
        """The figure of an id.

        Raises:
            InputError: there is none; the nearest ids are named.
        """
        lines = self.lines()
        if id not in lines:
            raise InputError("FIG-010", f"没有编号为 {id} 的数字。", _hint(id, list(lines)))
        return Stored.from_line(lines[id])

    def ids(self) -> tuple[str, ...]:
        """All ids in order."""
        return tuple(sorted(self.lines()))

    def lines(self) -> Mapping[str, str]:
        """The JSON line of each figure by its id; what reads many figures keeps this.

        Raises:
            InputError: a line cannot be read.
        """
        if not self.path.exists():
            return {}
        lines: dict[str, str] = {}
        for number, line in enumerate(self.path.read_text("utf-8").splitlines(), start=1):
            try:
                lines[_id_in(line)] = line
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    "FIG-011", f"{FILE} 第 {number} 行读不出来。", "恢复备份，或重新生成通报。"
                ) from error
        return lines


# as ``add`` writes a line: reading each whole would take seconds where there are thousands
_WRITTEN = re.compile(r'\{"figure": \{.*?"id": "([^"\\]+)", "indicator": .*\]\}')


def _id_in(line: str) -> str:
    """The id of a line without reading all of it, where it is as it was written."""
    found = _WRITTEN.fullmatch(line)
    return found[1] if found else str(json.loads(line)["figure"]["id"])


def _hint(id: str, known: list[str]) -> str:
    from rapidfuzz import process

    near = [name for name, score, _ in process.extract(id, known, limit=3) if score >= 60]
    return f"是不是：{'、'.join(near)}？" if near else "编号见通报末尾的数据来源表。"
