"""Change one record: exactly the sentences that depend on it change.

A tiny model county is loaded, judged and written; then one record of one source file is changed,
the file loaded again, and everything computed anew. The two bulletins are compared sentence by
sentence with what the traces say: which figures counted that record.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sanyi.bulletin import Bulletin, BulletinInput, Masthead, compose_bulletin, walk
from sanyi.bulletin.commands import bind
from sanyi.bulletin.run import Judged, judge_ledger
from sanyi.county import county_workspace, load_county, make_county, size_named
from sanyi.datasets import Session, get_contract, load_table
from sanyi.indicators import get_definition, listed_rows
from sanyi.indicators.model import Definition
from sanyi.kernel import Figure, Period
from sanyi.pipeline import read_ledger
from sanyi.targets import Sentence

DAY = dt.date(2025, 9, 30)
QUARTER = Period.parse("2025Q3")
SO_FAR = Period.parse("2025C09")
HEAD = Masthead("安禾县医改办", dt.date(2025, 10, 15), place="安禾县")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """A workspace with what was written from it."""

    folder: Path
    document: Path
    data: Path
    judged: Judged
    bulletin: Bulletin


def written(folder: Path, document: Path) -> tuple[Judged, Bulletin]:
    with Session(county_workspace(folder)) as session:
        judged = judge_ledger(
            read_ledger(document), session, DAY, bindings_file=folder / "bindings.toml"
        )
    given = BulletinInput(
        judged.ledger, judged.tasks, QUARTER, DAY, HEAD, dt.date(2025, 10, 31)
    )  # fmt: skip
    return judged, compose_bulletin(given)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[State]:
    county = tmp_path_factory.mktemp("one-record")
    make_county(11, size_named("tiny"), county, until=dt.date(2025, 10, 15))
    folder, document = county / "workspace", county / "document" / "anhe-2025.docx"
    with Session(county_workspace(folder)) as session:
        load_county(county, session, "2025-10-15T08:00:00")
    bind(document, read_ledger, folder / "bindings.toml", "综合岗", dt.date(2025, 3, 20))
    yield State(folder, document, county / "data", *written(folder, document))


@dataclass(frozen=True, slots=True)
class Change:
    """One column of the first record that fits."""

    table: str
    fits: Callable[[Row], bool]
    column: str
    to: Callable[[str], str]


def in_quarter(day: str) -> bool:
    return "2025-07-01" <= day <= "2025-09-30"


CHANGES = [
    Change(
        "claims",
        lambda r: r["place_of_care"] == "in_county" and r["care_kind"] == "inpatient"
        and in_quarter(r["settled_on"]) and r["is_reversal"] != "true",
        "place_of_care",
        lambda _: "in_province",
    ),
    Change(
        "claims",
        lambda r: r["place_of_care"] == "in_county" and in_quarter(r["settled_on"])
        and r["is_reversal"] != "true" and int(r["fund_paid_fen"]) > 100_000,
        "fund_paid_fen",
        lambda old: str(int(old) * 20),
    ),
    Change(
        "prescriptions",
        lambda r: in_quarter(r["prescribed_on"]) and r["is_qualified"] == "true",
        "is_qualified",
        lambda _: "false",
    ),
]  # fmt: skip


def changed_file(state: State, change: Change, target: Path) -> tuple[Path, Row]:
    """The source file with one record changed, and that record as it was."""
    with (state.data / f"{change.table}.csv").open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        names, rows = list(reader.fieldnames or ()), list(reader)
    record = next(row for row in rows if change.fits(row))
    old = dict(record)
    record[change.column] = change.to(old[change.column])
    assert record != old
    path = target / f"{change.table}.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names)
        writer.writeheader()
        writer.writerows(rows)
    return path, old


def counting(folder: Path, codes: set[str], table: str, key: dict[str, str]) -> dict[str, set[str]]:
    """The sides of each indicator whose rows hold a record, by the listing ``explain`` prints."""
    found: dict[str, set[str]] = {}
    with Session(county_workspace(folder)) as session:
        for code, definition in ((c, d) for c in codes for d in _measured(c)):
            for part, measure in (
                ("numerator", definition.numerator),
                ("denominator", definition.denominator),
            ):
                if measure is None or measure.table != table:
                    continue
                rows = session.rows(listed_rows(definition, SO_FAR, part))
                if any(all(str(row[k]) == v for k, v in key.items()) for row in rows):
                    found.setdefault(code, set()).add(f"{definition.code}/{part}")
    return found


def _measured(code: str) -> list[Definition]:
    definition = get_definition(code)
    return [get_definition(other) for other in definition.of] or [definition]


def touched(code: str, change: Change) -> set[str]:
    """The sides that add up the changed column."""
    return {
        f"{d.code}/{part}"
        for d in _measured(code)
        for part, m in (("numerator", d.numerator), ("denominator", d.denominator))
        if m is not None and m.table == change.table and change.column in m.columns
    }


@pytest.mark.parametrize(
    "change",
    [CHANGES[0], pytest.param(CHANGES[1], marks=pytest.mark.slow), CHANGES[2]],
    ids=lambda c: f"{c.table}.{c.column}",
)
def test_exactly_the_sentences_that_depend_on_a_record_change(
    change: Change, before: State, tmp_path: Path
) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(before.folder, folder)
    path, record = changed_file(before, change, tmp_path)
    with Session(county_workspace(folder)) as session:
        report = load_table(session, change.table, path, loaded_at="2025-10-16T08:00:00")
    assert report.rejected == 0 and not report.unchanged
    judged, after = written(folder, before.document)

    key = {k: record[k] for k in get_contract(change.table).key}
    codes = {b.indicator for b in before.judged.bindings.values()}
    was = counting(before.folder, codes, change.table, key)
    now = counting(folder, codes, change.table, key)
    depending = was.keys() | now.keys()
    moved = {c for c in depending if was.get(c) != now.get(c) or touched(c, change) & now[c]}
    assert moved, "the record must count in some figure of the document"

    old, new = list(walk(before.bulletin.document)), list(walk(after.document))
    assert len(old) == len(new)
    pairs = list(zip(old, new, strict=True))
    differing = {i for i, (a, b) in enumerate(pairs) if a.text != b.text}
    targets = {b.target: b.indicator for b in judged.bindings.values()}

    def code_of(figure: Figure) -> str:
        """The indicator behind a figure; projections name the target they are about."""
        return targets.get(figure.scope.id, figure.indicator)

    def cites(sentence: Sentence, wanted: set[str]) -> bool:
        return any(code_of(f) in wanted for f in sentence.figures)

    dependent = {i for i, pair in enumerate(pairs) if any(cites(s, depending) for s in pair)}
    direct = {
        i for i, (a, _) in enumerate(pairs)
        if any(f.indicator in moved and f.period == SO_FAR for f in a.figures)
    }  # fmt: skip
    assert differing <= dependent  # nothing else changes
    assert direct and direct <= differing  # what prints the figure does change; a chance may round
    for i in differing:  # and no sentence changes unless a figure in it does
        assert [f.printed for f in old[i].figures] != [f.printed for f in new[i].figures]


@pytest.mark.slow
def test_same_file_loaded_again_changes_no_sentence(before: State, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(before.folder, folder)
    with Session(county_workspace(folder)) as session:
        report = load_table(
            session, "claims", before.data / "claims.csv", loaded_at="2025-10-16T08:00:00"
        )
    assert report.unchanged
    _, after = written(folder, before.document)
    assert [s.text for s in walk(after.document)] == [
        s.text for s in walk(before.bulletin.document)
    ]
