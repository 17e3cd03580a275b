"""Four processes write at once to one SQLite file: no act is lost, the chain stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src"
WRITERS, ACTS = 4, 100

_SET_UP = """
import sys
from pathlib import Path
from sanyi.web.server import set_up
set_up(Path(sys.argv[1]))
from sanyi.web.acts.matrix import Role
from sanyi.web.units.models import Person, Place, Unit
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers.models import Paper
place = Place.objects.create(code="anhe", name="安禾县")
unit = Unit.objects.create(place=place, name="安禾县医改办")
people = [Person.objects.create(username=f"w{n}", name="甲", role=Role.OFFICE, place=place, unit=unit)
          for n in range(4)]
paper = Paper.objects.create(place=place, slug="anhe-2025", year=2025, created_by=people[0])
EntryRow.objects.create(paper=paper, place=place, year=2025, entry_id="anhe-2025#1", position=0,
                        text="任务", proof="held", reading={}, title="任务")
"""

# every act reads the revision, changes the row and writes its event; who is beaten tries again
_WRITE = """
import sys
from pathlib import Path
from sanyi.web.server import set_up
set_up(Path(sys.argv[1]))
from django.db import transaction
from sanyi.kernel import InputError
from sanyi.web.ledgers import evidence, service
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.acts.service import record
from sanyi.web.units.models import Person
me = Person.objects.get(username=sys.argv[2])
done = beaten = 0
while done < int(sys.argv[3]):
    seen = EntryRow.objects.get()
    try:
        with transaction.atomic():
            row = EntryRow.objects.select_for_update().get(pk=seen.pk)
            service.ensure_revision(row, seen.revision)
            row.revision += 1
            row.save()
            record(me, "edit_entry", "entry", row.entry_id, place=row.place,
                   after={"revision": row.revision})
        evidence.remark(me, row, f"{me.username} 第{done}条")
    except InputError:
        beaten += 1
        continue
    done += 1
print(beaten)
"""

_CHECK = """
import sys
from pathlib import Path
from sanyi.web.server import set_up
set_up(Path(sys.argv[1]))
from sanyi.web.acts.chain import verify_all
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.models import Comment, EntryRow
findings = verify_all()
revisions = sorted(e.after["revision"] for e in Event.objects.filter(act="edit_entry"))
print(len(findings), EntryRow.objects.get().revision, Comment.objects.count(),
      revisions == list(range(2, len(revisions) + 2)), len(revisions))
"""


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {"PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": "sanyi.web.settings"}
    environment.pop("SANYI_HOME", None)
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def answer(process: subprocess.Popen[str]) -> str:
    out, error = process.communicate(timeout=600)
    assert process.returncode == 0, error
    return out.strip()


@pytest.mark.slow
def test_four_writers_of_a_hundred_acts_lose_none(tmp_path: Path) -> None:
    home = str(tmp_path)
    answer(run(_SET_UP, home))
    writers = [run(_WRITE, home, f"w{n}", str(ACTS)) for n in range(WRITERS)]
    for writer in writers:
        answer(writer)
    # 400 changes by revision, each once and in order, and a remark after each
    assert (
        answer(run(_CHECK, home))
        == f"0 {WRITERS * ACTS + 1} {WRITERS * ACTS} True {WRITERS * ACTS}"
    )
