"""How fast the leader's page opens: 100 counties x 60 tasks x 5 years, for three kinds of people.

    python bench/home_page.py [--home FOLDER] [--times 60]

Makes the database once (reused while the folder stands), then asks for the page as a province's
leader, a county's leader and a unit's liaison; prints queries, median and p95 in milliseconds.
Rows carry the readings of real entries of the sample document, so that they are as fat as in use.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sanyi.web.ledgers.models import EntryRow
    from sanyi.web.units.models import Place

COUNTIES, TASKS, YEARS = 100, 60, range(2021, 2026)
UNITS = 12
SEED = 7
LAMPS = (("red", "missed"), ("yellow", "lagging"), ("green", "on_course"), ("grey", "no_data"),
         ("closed", "met"))  # fmt: skip
WEIGHTS = (15, 15, 40, 10, 20)
LIMIT_MS = 200


def set_up(home: Path) -> None:
    """Point Django at the folder."""
    os.environ.update(SANYI_HOME=str(home), DJANGO_SETTINGS_MODULE="sanyi.web.settings",
                      SANYI_HOSTS="testserver,localhost")  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def fill(chance: random.Random) -> None:
    """A province, its counties, their years."""
    from django.db import connection, transaction

    from sanyi.web.acts.matrix import Role
    from sanyi.web.office import add_person
    from sanyi.web.units.models import Place, Unit, UnitKind

    with transaction.atomic():
        province = Place.objects.create(code="jiangling", name="江岭省")
        counties = [
            Place.objects.create(code=f"c{n:03}", name=f"第{n}县", parent=province)
            for n in range(1, COUNTIES + 1)
        ]
        office = Unit.objects.create(place=province, name="江岭省医改办", kind=UnitKind.OFFICE)
        add_person("province", "示例", Role.LEADER, province, office, "x", must_change=False)
        for county in counties:
            _fill_county(county, chance)
        county = counties[0]
        unit = Unit.objects.filter(place=county).first()
        add_person("county", "示例", Role.LEADER, county, unit, "x", must_change=False)
        add_person("unit", "示例", Role.LIAISON, county, unit, "x", must_change=False)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_county(county: Place, chance: random.Random) -> None:
    from sanyi.web.ledgers.models import EntryRow, EntryUnitRow, TargetRow, VerdictRun
    from sanyi.web.papers.models import Paper
    from sanyi.web.units.models import Person, Unit

    maker = Person.objects.get(username="province")
    units = [Unit.objects.create(place=county, name=f"县第{n}局") for n in range(1, UNITS + 1)]
    for year in YEARS:
        paper = Paper.objects.create(
            place=county, slug=f"{county.code}-{year}", year=year, title="重点任务",
            state="issued", created_by=maker,
        )  # fmt: skip
        VerdictRun.objects.create(paper=paper, today=dt.date(year, 9, 30))
        rows = EntryRow.objects.bulk_create(_rows(county, paper, year, chance))
        EntryUnitRow.objects.bulk_create(
            EntryUnitRow(entry=row, unit=unit, role=role)
            for row in rows
            for unit, role in zip(chance.sample(units, 3),
                                  ("lead", "cooperating", "cooperating"), strict=True)
        )  # fmt: skip
        TargetRow.objects.bulk_create(_targets(rows, chance))


def _rows(county: Place, paper: Any, year: int, chance: random.Random) -> Iterator[EntryRow]:
    from sanyi.web.ledgers.models import EntryRow
    from sanyi.web.ledgers.service import entry_fields

    for position in range(TASKS):
        entry = sample()[position % len(sample())]
        ((lamp, status),) = chance.choices(LAMPS, WEIGHTS)
        fields = entry_fields(entry) | {
            "entry_id": f"{paper.slug}#annex/{position + 1}",
            "due_on": dt.date(year, chance.randint(3, 12), 28),
        }
        yield EntryRow(
            place=county, paper=paper, year=year, position=position, lamp=lamp, status=status,
            why="按预期走势此时应为更高，推算到期不能达成。" * 3, **fields,
        )  # fmt: skip


def _targets(rows: list[EntryRow], chance: random.Random) -> Iterator[Any]:
    from sanyi.indicators import definitions
    from sanyi.web.ledgers.models import TargetRow

    codes = sorted(definitions())[:40]
    points = [{"id": "x@2025C01/all", "month": n, "value": n / 12, "printed": f"{n}%"}
              for n in range(1, 13)]  # fmt: skip
    for row in rows:
        number = {"id": "x@2025C09/all", "value": 0.5, "printed": "50.00%"}
        content = {"value": number, "expected": number, "this_year": points, "last_year": points}
        content |= {"unit": "share", "name": "比例", "reason": [], "path": None, "goal": None}
        yield TargetRow(
            entry=row, target_id=f"{row.entry_id}/t1", position=0, phrase="达到一定比例以上",
            basis="numeric", indicator=chance.choice(codes), status=row.status, verdict=content,
        )  # fmt: skip


_SAMPLE: list[Any] = []


def sample() -> list[Any]:
    """Entries of the sample document."""
    if not _SAMPLE:
        from sanyi.pipeline import read_ledger
        from sanyi.targets import tasks_of

        _SAMPLE.extend(tasks_of(read_ledger(Path(str(files("sanyi.samples") / "anhe-2025.docx")))))
    return _SAMPLE


def measure(username: str, times: int) -> tuple[int, float, float, float]:
    """(queries, median ms, p95 ms, median ms of CPU) of the page for a person."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from sanyi.web.units.models import Person

    client = Client()
    client.force_login(
        Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
        queries = len(captured)  # the log is emptied by the next request
    taken, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        client.get("/")
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    return queries, statistics.median(taken), p95, statistics.median(worked)


def main() -> None:
    """Make the database where there is none, and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--home", type=Path, default=Path(tempfile.gettempdir()) / "sanyi-home-bench"
    )
    parser.add_argument("--times", type=int, default=60)
    given = parser.parse_args()
    set_up(given.home)
    from sanyi.web.ledgers.models import EntryRow

    if not EntryRow.objects.exists():
        began = time.perf_counter()
        fill(random.Random(SEED))
        print(f"{EntryRow.objects.count():,} entries made in {time.perf_counter() - began:.0f} s")
    slow = False
    for username in ("province", "county", "unit"):
        queries, median, p95, busy = measure(username, given.times)
        slow |= p95 > LIMIT_MS
        print(
            f"{username:9} {queries:3} queries  median {median:6.1f} ms  p95 {p95:6.1f} ms  "
            f"cpu {busy:6.1f} ms"
        )
    print("over the limit" if slow else f"all under {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
