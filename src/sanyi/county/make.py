"""Makes a whole model county: the world, its source files, its document, and the truth beside."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from sanyi.county.care import make_care
from sanyi.county.claims import make_claims, publish_claims
from sanyi.county.frauds import plant_frauds
from sanyi.county.governance import make_governance
from sanyi.county.hospitals import make_fund, make_hospitals
from sanyi.county.information import make_information
from sanyi.county.others import make_others
from sanyi.county.outcomes import draw_paths
from sanyi.county.people import make_people
from sanyi.county.places import make_institutions, make_places
from sanyi.county.primary_care import make_primary_care
from sanyi.county.procurement import make_formularies, make_procurement
from sanyi.county.products import make_products
from sanyi.county.public_health import make_public_health
from sanyi.county.publish_care import make_visit_statistics, publish_care, queries_of_care
from sanyi.county.reports import make_reports
from sanyi.county.sizes import SIZES, Size
from sanyi.county.truth import record_targets
from sanyi.county.workforce import make_workforce
from sanyi.county.world import World, new_world
from sanyi.county.write import NOTE, SourceFile, write_sources
from sanyi.kernel import InputError

STEPS: tuple[tuple[str, Callable[[World], None]], ...] = (
    ("区划", make_places),
    ("机构", make_institutions),
    ("产品", make_products),
    ("居民与参保", make_people),
    ("住院与门诊", make_care),
    ("结算", make_claims),
    ("病案", publish_care),
    ("疑点植入", plant_frauds),
    ("结算导出", publish_claims),
    ("病案导出", queries_of_care),
    ("诊疗统计", make_visit_statistics),
    ("采购", make_procurement),
    ("用药目录", make_formularies),
    ("基层服务", make_primary_care),
    ("医院财务", make_hospitals),
    ("基金", make_fund),
    ("公共卫生", make_public_health),
    ("人员", make_workforce),
    ("信息化", make_information),
    ("治理", make_governance),
    ("其他登记", make_others),
    ("单位报告", make_reports),
    ("真值", record_targets),
)

_IN_MEMORY = 500_000  # residents up to whom a world is made in memory


def no_progress(step: str, share: float) -> None:
    """Take progress reports and say nothing."""


def make_county(
    seed: int,
    size: Size,
    folder: Path,
    *,
    year: int = 2025,
    until: dt.date | None = None,
    threads: int = 2,
    progress: Callable[[str, float], None] = no_progress,
) -> tuple[SourceFile, ...]:
    """Write a model county into a folder: ``data/``, ``document/`` and ``truth/``.

    Args:
        seed: every seed number gives another county with other planted truth; the same number
            gives the same bytes.
        size: see ``sizes``.
        folder: made when absent.
        year: this year; last year's data is written with it.
        until: last day of which anything is known; None takes the whole year. The truth is that
            of the whole year in either case.
        threads: of the generator's engine.
        progress: called with the step in Chinese and the share done, 0 to 1.

    Returns:
        The source files written.
    """
    scratch = folder / ".scratch"
    large = size.population > _IN_MEMORY
    if large:
        scratch.mkdir(parents=True, exist_ok=True)
    place = str(scratch / "world.duckdb") if large else ""
    world = new_world(seed, size, year, draw_paths(seed), threads, scratch=place)
    try:
        for number, (name, step) in enumerate(STEPS):
            progress(name, number / (len(STEPS) + 2))
            step(world)
        progress("写出文件", len(STEPS) / (len(STEPS) + 2))
        # the reports on the last quarter arrive in January
        last = until or dt.date(year + 1, 1, 20)
        files = write_sources(world, folder / "data", last)
        (folder / "SYNTHETIC").write_text(NOTE + "\n", encoding="utf-8")
        _write_document(folder / "document")
        truth = folder / "truth"
        truth.mkdir(parents=True, exist_ok=True)
        text = json.dumps(world.truth, ensure_ascii=False, indent=1) + "\n"
        (truth / "truth.json").write_text(text, encoding="utf-8")
        progress("完成", 1.0)
        return tuple(files)
    finally:
        world.engine.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _write_document(folder: Path) -> None:
    """The county's own policy document, as it was issued and as plain text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("anhe-2025.docx", "anhe-2025.txt"):
        (folder / name).write_bytes((resources.files("sanyi.samples") / name).read_bytes())


def size_named(name: str) -> Size:
    """The size of that name.

    Raises:
        InputError: there is none.
    """
    if name not in SIZES:
        raise InputError("CTY-002", f"没有规模“{name}”。", f"可用：{'、'.join(sorted(SIZES))}。")
    return SIZES[name]
