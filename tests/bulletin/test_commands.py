"""The commands of the year, on a workspace into which nothing has been loaded yet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanyi.bulletin import Masthead
from sanyi.bulletin.commands import (
    bind,
    day_of,
    explain_text,
    judged,
    quarter_of,
    verdicts_text,
    write_bulletin,
    write_letters,
    write_workbook,
)
from sanyi.kernel import InputError, Period
from sanyi.pipeline import read_ledger
from sanyi.targets import Status

SAMPLE = Path(__file__).resolve().parents[2] / "src/sanyi/samples/anhe-2025.docx"
TODAY = dt.date(2025, 9, 30)
HEAD = Masthead("安禾县医改办", dt.date(2025, 10, 15), place="安禾县")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    bind(SAMPLE, read_ledger, folder / "bindings.toml", "综合岗", dt.date(2025, 3, 20))
    return folder


def test_nothing_loaded_means_no_target_is_met(workspace: Path) -> None:
    result = judged(SAMPLE, workspace, TODAY, None, read_ledger)
    assert result.bindings and result.findings
    verdicts = [v for task in result.tasks for v in task.targets]
    assert verdicts and {v.status for v in verdicts} == {Status.NO_DATA}
    assert f"共 {len(result.tasks)} 项" in verdicts_text(result)


def test_bulletin_is_written_and_each_number_explained(workspace: Path, tmp_path: Path) -> None:
    result = judged(SAMPLE, workspace, TODAY, None, read_ledger)
    out = tmp_path / "通报.docx"
    quarter = Period.parse("2025Q3")
    count = write_bulletin(result, workspace, quarter, HEAD, dt.date(2025, 10, 31), out)
    assert out.read_bytes()[:2] == b"PK" and count > 20
    told = explain_text("tasks_grey@2025Q3/all", workspace, [result.ledger], with_rows=True)
    assert "五、记录" in told and "anhe-2025#annex/5" in told


def test_next_quarter_remembers_the_problems_of_this_one(workspace: Path, tmp_path: Path) -> None:
    for quarter, day in (("2025Q3", TODAY), ("2025Q4", dt.date(2025, 12, 31))):
        result = judged(SAMPLE, workspace, day, None, read_ledger)
        out = tmp_path / f"{quarter}.docx"
        write_bulletin(result, workspace, Period.parse(quarter), HEAD, day, out)
    from docx import Document

    text = "".join(p.text for p in Document(str(out)).paragraphs)
    assert "原因不明" in text


def test_overdue_tasks_get_letters(workspace: Path, tmp_path: Path) -> None:
    result = judged(SAMPLE, workspace, TODAY, None, read_ledger)
    files = write_letters(result, workspace, HEAD, dt.date(2025, 10, 15), tmp_path)
    assert files and all(f.read_bytes()[:2] == b"PK" for f in files)
    assert all(f.name.endswith("-blue.docx") for f in files)


def test_workbook_is_written(workspace: Path, tmp_path: Path) -> None:
    result = judged(SAMPLE, workspace, TODAY, None, read_ledger)
    write_workbook(result, tmp_path / "台账.xlsx")
    assert (tmp_path / "台账.xlsx").read_bytes()[:2] == b"PK"


def test_confirmed_bindings_are_kept_when_binding_again(workspace: Path, tmp_path: Path) -> None:
    own = tmp_path / "bindings.toml"
    own.write_text(
        '["anhe-2025#3/t1"]\nindicator = "primary_visit_share"\n'
        'confirmed_by = "分管领导"\nconfirmed_on = 2025-04-01\n',
        "utf-8",
    )
    bind(SAMPLE, read_ledger, own, "综合岗", dt.date(2025, 5, 1))
    text = own.read_text("utf-8")
    assert 'indicator = "primary_visit_share"\nconfirmed_by = "分管领导"' in text
    assert text.count("confirmed_by") > 50


@pytest.mark.parametrize(
    ("text", "today", "wanted"),
    [
        ("", dt.date(2025, 9, 30), "2025Q3"),
        ("", dt.date(2025, 9, 29), "2025Q2"),
        ("2024Q4", dt.date(2025, 9, 29), "2024Q4"),
    ],
)
def test_quarter_is_the_last_one_over(text: str, today: dt.date, wanted: str) -> None:
    assert str(quarter_of(text, today)) == wanted


def test_wrong_day_or_quarter_is_said() -> None:
    with pytest.raises(InputError, match="不是日期"):
        day_of("2025-9-31")
    with pytest.raises(InputError, match="不是季度"):
        quarter_of("2025", dt.date(2025, 1, 1))
