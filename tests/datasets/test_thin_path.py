"""From a file to a figure's rows: the whole arrow of this package, once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ibis import _

from sanyi.datasets import Session, Workspace, load_table, table

CSV = """机构编码,机构名称,机构类别,医院等级,举办主体,县区代码,是否基层,是否公立,床位数,成立日期
H1,安禾县人民医院,综合医院,二甲,政府办,620199,否,是,"1,200",1998年3月5日
H2,城关卫生院,乡镇卫生院,未定级,政府办,620199,是,是,４０,2001/5/6
"""


def test_csv_becomes_parquet_and_answers_an_expression(tmp_path: Path) -> None:
    source = tmp_path / "机构.csv"
    source.write_text(CSV, encoding="gb18030")
    with Session(Workspace(tmp_path / "ws"), threads=1) as session:
        report = load_table(session, "institutions", source, "2022-10-01T08:00:00")
        assert (report.rows_in, report.kept, report.rejected) == (2, 2, 0)
        beds = table("institutions").group_by("is_primary").agg(beds=_.bed_count.sum())
        rows = sorted(session.rows(beds), key=lambda row: row["is_primary"])
        assert rows == [{"is_primary": False, "beds": 1200}, {"is_primary": True, "beds": 40}]
        opened = table("institutions").filter(_.institution_id == "H2").select("opened_on")
        assert session.rows(opened) == [{"opened_on": dt.date(2001, 5, 6)}]
        assert session.inputs(beds) == {"institutions": (2, report.content_hash)}
