"""Documents per second and peak memory of reading, printed.

    python bench/read_documents.py [FILE …]

Without files: the four real documents of ../shared/seeds where they stand beside the project, the
project's own samples, and one long document made of the largest of these.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from sanyi.clauses import read_clauses
from sanyi.documents import read_document
from sanyi.ledger.build import build_ledger
from sanyi.ledger.examine import examine

ROOT = Path(__file__).resolve().parent.parent
LENGTHS = (10_000, 20_000, 40_000, 70_000, 140_000)
REPEATS = 5


def stages(path: Path) -> tuple[int, float, float, float]:
    """(characters, seconds to read, to make the ledger, to examine): the best of several runs."""
    best = [float("inf")] * 3
    characters = 0
    for _ in range(REPEATS):
        times = [time.perf_counter()]
        document = read_document(path)
        times.append(time.perf_counter())
        reading = read_clauses(document)
        ledger = build_ledger(reading)
        times.append(time.perf_counter())
        examine(reading, ledger)
        times.append(time.perf_counter())
        characters = len(document.text)
        best = [min(b, t2 - t1) for b, t1, t2 in zip(best, times, times[1:], strict=False)]
    return characters, best[0], best[1], best[2]


def long_document(source: Path, length: int, folder: Path) -> Path:
    """The source's clauses repeated under new numbers until ``length`` characters are reached."""
    text = read_document(source).text
    body = text[text.find("一、") :]
    out, part = [text[: text.find("一、")]], 0
    while sum(map(len, out)) < length:
        part += 1
        out.append(f"附件{part}\n安禾县第{part}号工作方案\n{body}\n")
    path = folder / f"long-{length}.txt"
    path.write_text("".join(out)[:length], "utf-8")
    return path


def main() -> None:
    """Print one line per document."""
    given = [Path(p) for p in sys.argv[1:]]
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    files = given or [*seeds, *sorted((ROOT / "src" / "sanyi" / "samples").glob("*.txt"))]
    names = ("chars", "read ms", "ledger ms", "examine ms", "per s")
    print(f"{'document':40}" + "".join(f"{name:>11}" for name in names))
    with tempfile.TemporaryDirectory() as folder:
        if not given and files:
            largest = max(files, key=lambda p: p.stat().st_size)
            files += [long_document(largest, n, Path(folder)) for n in LENGTHS]
        for path in files:
            characters, read, ledger, examined = stages(path)
            total = read + ledger + examined
            shown = (read * 1e3, ledger * 1e3, examined * 1e3, 1 / total)
            print(f"{path.name:40}{characters:11}" + "".join(f"{v:11.1f}" for v in shown))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
