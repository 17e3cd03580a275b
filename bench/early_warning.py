"""How early and how rightly coming misses are flagged on model counties, beside the plain lamp.

    python bench/early_warning.py --seeds 101-120

Each seed makes a county as it is known on the day 92 days before the year's end, loads it, computes
every bound indicator, and puts the flags raised at the month ends so far against what was planted.
Thresholds were chosen on seeds 1-30; measure on others. Planted targets that the ledger reads as
tasks without a number have no figure to be flagged by; they are named and not counted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanyi.clauses import Basis
from sanyi.county import TINY, load_county, make_county
from sanyi.county.targets import TARGETS
from sanyi.datasets import Session, Workspace
from sanyi.indicators import definitions
from sanyi.ledger import Entry, EntryKind, EntryTarget, Ledger
from sanyi.pipeline import read_ledger
from sanyi.targets import History, Question, judge, method_on
from sanyi.targets.binding import Proposer, candidate
from sanyi.targets.figures import histories_of, own_place
from sanyi.targets.goals import due_of
from sanyi.targets.lamp import deadline_lamp

YEAR = 2025
KNOWN_ON = dt.date(YEAR, 9, 30)
AHEAD = 90  # days before its own due day that a flag must be up to count
SAMPLE = Path(__file__).parents[1] / "src/sanyi/samples/anhe-2025.docx"


@dataclass(frozen=True, slots=True)
class Result:
    """One target of one county: what was planted, what was flagged, what the figure says."""

    seed: int
    key: str
    indicator: str
    missed: bool
    flagged: int  # month of the first flag, 0 for none
    standing: bool  # still flagged on the last day
    red: int  # first month of a red lamp
    red_standing: bool
    planted: float | None
    measured: float | None


def bound_targets(ledger: Ledger) -> Iterator[tuple[Entry, EntryTarget, str]]:
    """Targets of the clauses with the indicator proposed first."""
    proposer = Proposer(candidate(d) for d in definitions().values())
    for entry in ledger.entries:
        if entry.kind is not EntryKind.CLAUSE:
            continue
        for target in entry.targets:
            proposals = proposer.propose(target, entry)
            if proposals:
                yield entry, target, proposals[0].indicator


def _planted(truth: Sequence[Mapping[str, object]], entry: Entry, target: EntryTarget):  # type: ignore[no-untyped-def]
    """The planted target of the same clause whose words hold the target's phrase."""
    for item in truth:
        quote, phrase = str(item["quote"]), target.phrase
        same_clause = entry.id.endswith(f"#{item['clause']}")
        if same_clause and (phrase in quote or quote in phrase):
            return item
    return None


def one_county(seed: int, ledger: Ledger, folder: Path) -> list[Result]:
    """Make, load, compute and judge one county."""
    make_county(seed, TINY, folder / "files", year=YEAR, until=KNOWN_ON)
    truth = json.loads((folder / "files/truth/truth.json").read_text("utf-8"))["targets"]
    bound = list(bound_targets(ledger))
    with Session(Workspace(folder / "workspace", key=b"x" * 32)) as session:
        load_county(folder / "files", session, loaded_at=f"{KNOWN_ON}T08:00:00")
        codes = {code for _, _, code in bound}
        place = own_place(ledger, session)
        histories, _ = histories_of(session, codes, YEAR, KNOWN_ON, place=place)
    return judge_all(seed, bound, histories, truth)


def judge_all(seed, bound, histories, truth) -> list[Result]:  # type: ignore[no-untyped-def]
    """One result for each planted target; targets joined by 或 are one."""
    groups: dict[str, list[tuple[Entry, EntryTarget, History]]] = {}
    items = {}
    for entry, target, code in bound:
        item = _planted(truth, entry, target)
        if item is not None and code in histories and target.basis is not Basis.CONSTRAINT:
            groups.setdefault(item["key"], []).append((entry, target, histories[code]))
            items[item["key"]] = item
    return [_result(seed, items[key], members) for key, members in groups.items()]


def _result(seed: int, item, members) -> Result:  # type: ignore[no-untyped-def]
    flags: list[bool] = []
    reds: list[bool] = []
    due = min(due_of(t, e, YEAR)[0] for e, t, _ in members)
    for month in range(3, KNOWN_ON.month + 1):
        today = dt.date(YEAR, month + 1, 1) - dt.timedelta(days=1)
        if (due - today).days < AHEAD and flags:
            break
        method = method_on(today)
        verdicts = [
            judge(Question(t, e, YEAR, today, h.until(month)), method) for e, t, h in members
        ]
        flags.append(all(v.will_be_missed or v.status.value == "missed" for v in verdicts))
        lamps = [
            deadline_lamp(dt.date(YEAR, 1, 1), v.goal.due_on, today, v.progress, method)
            for v in verdicts
            if v.goal is not None
        ]
        reds.append(bool(lamps) and all(lamp == "red" for lamp in lamps))
    history = members[0][2]
    latest = history.this_year[-1].value if history.this_year else None
    first = [next((m for m, f in enumerate(each, start=3) if f), 0) for each in (flags, reds)]
    return Result(
        seed, item["key"], history.code, item["missed"], first[0], flags[-1], first[1], reds[-1],
        item["monthly"][KNOWN_ON.month - 1], None if latest is None else float(latest),
    )  # fmt: skip


def report(results: Sequence[Result]) -> str:
    """The figures of all seeds in a few lines."""
    missed = [r for r in results if r.missed]
    lines = [f"{len(results)} targets in {len({r.seed for r in results})} counties, "
             f"{len(missed)} planted to be missed; flags at least {AHEAD} days ahead"]  # fmt: skip
    for name, first, standing in (
        ("early warning", "flagged", "standing"), ("deadline lamp", "red", "red_standing"),
    ):  # fmt: skip
        for label, attribute in (("ever raised", first), ("standing on the day", standing)):
            raised = [r for r in results if getattr(r, attribute)]
            right = [r for r in raised if r.missed]
            recall = len(right) / len(missed) if missed else 0.0
            false = 1 - len(right) / len(raised) if raised else 0.0
            lines.append(f"{name:14s} {label:20s} recall {recall:6.1%}  false flags {false:6.1%}"
                         f"  ({len(raised)} raised)")  # fmt: skip
    agreeing = [r for r in results if r.planted is not None and not _differs(r)]
    if len(agreeing) < len(results) and agreeing:
        lines.append("where the figure agrees with the planted measure:")
        lines += report(agreeing).splitlines()[:-1]
    off = [r for r in results if r.planted is not None and _differs(r)]
    keys = sorted({f"{r.key}->{r.indicator}" for r in off})
    unread = sorted({target.key for target in TARGETS} - {r.key for r in results})
    lines.append(
        f"planted targets the ledger reads without a number: {', '.join(unread) or 'none'}"
    )
    lines.append(f"figure differs from the planted measure: {', '.join(keys) or 'none'}")
    return "\n".join(lines)


def _differs(result: Result) -> bool:
    if result.measured is None or result.planted is None:
        return True
    near = max(0.01, 0.02 * abs(result.planted))
    # a growth is planted as this year over last year, the figure is the change
    shift = 1 if result.indicator.endswith("_growth") else 0
    return abs(result.measured + shift - result.planted) > near


def main() -> None:
    """Run the bench and print its lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="101-120")
    first, _, last = parser.parse_args().seeds.partition("-")
    ledger = read_ledger(SAMPLE)
    results: list[Result] = []
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            results += one_county(seed, ledger, Path(folder))
        print(f"seed {seed}: {sum(r.seed == seed for r in results)} targets", flush=True)
    print(report(results))


if __name__ == "__main__":
    main()
