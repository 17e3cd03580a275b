"""Verdicts and a workspace -> letters on disk and in the record: the only step that writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sanyi.bulletin.blocks import figures_of
from sanyi.bulletin.escalation import LetterRules, rules_of
from sanyi.bulletin.letter import compose_letter
from sanyi.bulletin.letter_record import FILE, load_record, record_as_toml
from sanyi.bulletin.letters import Letter, Step, next_letters, with_answer, with_issued
from sanyi.bulletin.official_layout import document_as_docx
from sanyi.bulletin.quarterly import Masthead
from sanyi.bulletin.run import Judged
from sanyi.bulletin.store import FigureStore
from sanyi.datasets.engine.files import write_atomically
from sanyi.kernel import InputError


def record_of(workspace: Path, rules: LetterRules) -> tuple[Letter, ...]:
    """The letters issued from a workspace."""
    return load_record(workspace / FILE, rules)


def keep_record(workspace: Path, record: Sequence[Letter]) -> None:
    """Write the record whole; a stop at any moment leaves the old or the new one."""
    write_atomically(workspace / FILE, record_as_toml(record).encode())


def write_letters(  # noqa: PLR0917 - what issuing needs
    result: Judged,
    workspace: Path,
    masthead: Masthead,
    today: dt.date,
    folder: Path,
    number_form: str = "",
) -> list[Path]:
    """Issue the letters of today: write each as Word, then add them to the record.

    The documents come first: after a stop in between, the next run writes the same files again
    and nothing is recorded that does not exist.

    Args:
        number_form: document number with ``{}`` for the running number; empty gives none.
    """
    rules = rules_of(workspace)
    record = record_of(workspace, rules)
    by_entry = {task.entry.id: task for task in result.tasks}
    issued = _numbered(next_letters(result.tasks, record, today, rules), record, number_form)
    written, store = [], FigureStore(workspace)
    for letter in issued:
        document = compose_letter(
            letter, by_entry[letter.entry_id], result.ledger, rules, masthead, record
        )
        store.add(figures_of(document))
        path = folder / file_name(letter)
        write_atomically(path, document_as_docx(document))
        written.append(path)
    if issued:
        keep_record(workspace, with_issued(record, issued))
    return written


def file_name(letter: Letter) -> str:
    """Entry, day and colour: a name that never repeats and sorts by task."""
    name = re.sub(r"[^\w.-]+", "-", letter.entry_id)
    kind = "解除" if letter.step is Step.WITHDRAWAL else letter.level
    again = letter.id.partition(f"@{letter.issued_on.isoformat()}")[2]
    return f"{name}-{letter.issued_on.isoformat()}{again}-{kind}.docx"


def enter_answer(
    workspace: Path, id: str, on: dt.date, answer: str, extended_to: dt.date | None = None
) -> None:
    """Add a unit's answer to the record of a workspace."""
    rules = rules_of(workspace)
    keep_record(workspace, with_answer(record_of(workspace, rules), id, on, answer, extended_to))


def _numbered(letters: Sequence[Letter], record: Sequence[Letter], form: str) -> tuple[Letter, ...]:
    """Letters with running document numbers that go on from the record."""
    if not form:
        return tuple(letters)
    if form.count("{}") != 1:
        raise InputError("SUP-014", f"“{form}”里应有一个 {{}}，放顺序号。",
                         "例如：安医改督〔2025〕{}号。")  # fmt: skip
    pattern = re.compile(re.escape(form).replace(r"\{\}", r"(\d+)"))
    used = [int(m[1]) for m in (pattern.fullmatch(n.number) for n in record) if m]
    first = max(used, default=0) + 1
    return tuple(
        replace(letter, number=form.format(number))
        for number, letter in enumerate(letters, start=first)
    )
