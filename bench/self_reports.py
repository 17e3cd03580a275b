"""What the check of units' own reports finds on model counties, kind by kind against the planted.

    python bench/self_reports.py --seeds 401-410

Each seed makes a county with its whole year; the reports of the second to the fourth quarter are
checked with what the figures say at each quarter's end. The first quarter has none planted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections import Counter
from pathlib import Path

from sanyi.county import TINY, load_county, make_county
from sanyi.datasets import Session, Workspace
from sanyi.indicators import definitions
from sanyi.kernel import Period
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from sanyi.targets import Binding, Evidence, assess
from sanyi.targets.binding import Proposer, candidate
from sanyi.targets.figures import histories_of, own_place, reports_of
from sanyi.targets.reports import check_reports

YEAR = 2025
QUARTERS = [Period.parse(f"{YEAR}Q{number}") for number in (2, 3, 4)]
SAMPLE = Path(__file__).parents[1] / "src/sanyi/samples/anhe-2025.docx"
KINDS = {
    "REP-001": ("contradictory", "says more than the figure"),
    "REP-002": ("copied_from_last_quarter", "copied from last quarter"),
    "REP-003": ("copied_from_other_unit", "copied from another unit"),
    "REP-004": ("done_without_document", "done without proof"),
    "REP-005": ("", "done, by its own number not"),
}


def bindings_of(ledger: Ledger) -> dict[str, Binding]:
    """Every target bound to the indicator that is proposed first."""
    proposer = Proposer(candidate(d) for d in definitions().values())
    found = {}
    for entry in ledger.entries:
        for target in entry.targets:
            proposals = proposer.propose(target, entry)
            if proposals:
                code = proposals[0].indicator
                found[target.id] = Binding(target.id, code, "bench", dt.date(YEAR, 1, 1))
    return found


def one_county(seed: int, ledger: Ledger, bindings: dict[str, Binding], folder: Path) -> Counter:  # type: ignore[type-arg]
    """(kind, planted | found | flags) -> number, over the quarters of one county."""
    make_county(seed, TINY, folder / "files", year=YEAR)
    truth = json.loads((folder / "files/truth/truth.json").read_text("utf-8"))["reports"]
    with Session(Workspace(folder / "workspace", key=b"x" * 32)) as session:
        load_county(folder / "files", session, loaded_at=f"{YEAR + 1}-01-25T08:00:00")
        place, codes = own_place(ledger, session), {b.indicator for b in bindings.values()}
        year_end = QUARTERS[-1].end
        histories, _ = histories_of(session, codes, YEAR, year_end, place=place)
        reports = reports_of(session)
    counts: Counter[tuple[str, str]] = Counter()
    for quarter in QUARTERS:
        known = {code: h.until(quarter.last_month) for code, h in histories.items()}
        sent = [r for r in reports if r.period_end_on <= quarter.end]
        tasks = assess(ledger, Evidence(known, bindings, sent), quarter.end)
        now = {r.id for r in sent if r.period_end_on in quarter}
        flags = check_reports(sent, tasks, quarter)
        for code, (name, _) in KINDS.items():
            planted = {item["report_id"] for item in truth.get(name, ())} & now
            flagged = {f.where for f in flags if f.code == code}
            counts[code, "planted"] += len(planted)
            counts[code, "found"] += len(planted & flagged)
            counts[code, "flags"] += len(flagged)
    return counts


def report(counts: Counter, seeds: int) -> str:  # type: ignore[type-arg]
    """One line a kind."""
    lines = [f"reports of three quarters in {seeds} counties"]
    for code, (name, words) in KINDS.items():
        planted, found, flags = (counts[code, x] for x in ("planted", "found", "flags"))
        if not name:
            lines.append(f"{code} {words:28s} {flags} raised, none planted as a kind of its own")
            continue
        recall, precision = found / max(1, planted), found / max(1, flags)
        lines.append(f"{code} {words:28s} recall {recall:6.1%}  precision {precision:6.1%}"
                     f"  ({planted} planted, {flags} raised)")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Run the bench and print its lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="401-410")
    first, _, last = parser.parse_args().seeds.partition("-")
    ledger = read_ledger(SAMPLE)
    bindings, counts, seeds = bindings_of(ledger), Counter[tuple[str, str]](), 0
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            counts += one_county(seed, ledger, bindings, Path(folder))
        seeds += 1
        print(f"seed {seed}", flush=True)
    print(report(counts, seeds))


if __name__ == "__main__":
    main()
