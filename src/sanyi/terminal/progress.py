"""Progress on long work: on standard error, only for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from sanyi.documents import Progress as Report


@contextmanager
def steps(title: str, total: int) -> Iterator[tuple[Report | None, Callable[[], None]]]:
    """Show how far ``total`` files are done.

    Yields:
        (report, advance): ``report`` is handed to a reader for its own steps (pages), and
        ``advance`` is called after each file. Without a terminal both do nothing.
    """
    if not sys.stderr.isatty():
        yield None, _nothing
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        files = bar.add_task(title, total=total, visible=total > 1)
        pages: dict[str, TaskID] = {}

        def report(what: str, done: int, of: int) -> None:
            if what not in pages:
                pages[what] = bar.add_task(what, total=of)
            bar.update(pages[what], completed=done, total=of, visible=done < of)

        yield report, lambda: bar.advance(files)


def _nothing() -> None:
    return
