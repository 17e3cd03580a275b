"""Loading: nothing is lost, nothing is done twice, no person is kept by name."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import hmac
import io
import struct
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanyi.datasets import (
    ColumnMapping,
    DuckDBExecutor,
    LoadMode,
    LoadReport,
    Session,
    SourceMapping,
    Workspace,
    load_folder,
    load_table,
    table,
)
from sanyi.kernel import (
    ContractError,
    EncryptedFileError,
    InputError,
    UnreadableFileError,
    UnsupportedFormatError,
)

AT = "2022-10-01T08:00:00"
KEY = b"k" * 32
HEAD = "机构编码,机构名称,机构类别,县区代码,是否基层,是否公立,床位数"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Workspace(tmp_path / "ws", key=KEY), threads=1)


def _write(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def _rows(session: Session, name: str, *columns: str) -> list[tuple[object, ...]]:
    found = session.rows(table(name).select(*columns).order_by(columns[0]))
    return [tuple(row.values()) for row in found]


def _rejected(session: Session, report: LoadReport, *columns: str) -> list[tuple[object, ...]]:
    names = ", ".join(("row_no", "reasons", *columns))
    return session.local.execute(f"SELECT {names} FROM read_parquet('{report.rejected_file}')")


GOOD = ("H1,甲医院,综合医院,620199,否,是,100", "H2,乙卫生院,乡镇卫生院,620199,是,是,20")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_give_one_table(
    session: Session, tmp_path: Path, encoding: str, end: str
) -> None:
    path = _write(tmp_path / "a.csv", HEAD, *GOOD, encoding=encoding, end=end)
    report = load_table(session, "institutions", path, AT)
    assert (report.rows_in, report.kept, report.rejected) == (2, 2, 0)
    assert _rows(session, "institutions", "institution_id", "institution_name", "bed_count") == [
        ("H1", "甲医院", 100),
        ("H2", "乙卫生院", 20),
    ]


@pytest.mark.parametrize("mark", ["\t", "|", ";"])
def test_delimiters_are_found_out(session: Session, tmp_path: Path, mark: str) -> None:
    lines = [line.replace(",", mark) for line in (HEAD, *GOOD)]
    report = load_table(session, "institutions", _write(tmp_path / "a.txt", *lines), AT)
    assert report.kept == 2


def test_plain_and_quoted_file_give_same_content(session: Session, tmp_path: Path) -> None:
    plain = load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *GOOD), AT)
    quoted = [",".join(f'"{cell}"' for cell in line.split(",")) for line in (HEAD, *GOOD)]
    again = load_table(session, "institutions", _write(tmp_path / "b.csv", *quoted), AT)
    assert not again.unchanged
    assert again.content_hash == plain.content_hash


def test_order_of_rows_changes_no_byte(tmp_path: Path) -> None:
    digests = []
    for number, rows in enumerate((GOOD, GOOD[::-1])):
        workspace = Workspace(tmp_path / f"ws{number}", key=KEY)
        with Session(workspace, threads=2) as session:
            load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *rows), AT)
            digests.append(hashlib.sha256(workspace.path("institutions").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_rejected_rows_keep_number_text_and_every_reason(session: Session, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "a.csv",
        HEAD,
        GOOD[0],
        "",
        "H3,丙,不知道,,是,是,廿",
        "H1,又一个,综合医院,620199,否,是,1",
        "H5,少了列",
        "H6,多,诊所,620199,是,否,1,2",
    )
    report = load_table(session, "institutions", path, AT)
    assert (report.rows_in, report.kept, report.rejected) == (5, 1, 4)
    found = _rejected(session, report, "institution_name", "bed_count")
    assert [row[0] for row in found] == [4, 5, 6, 7]
    assert found[0][1] == (
        "机构类别（institution_kind）：不在代码表中；所在县（市、区）代码（county_id）：必填项为空；"
        "编制床位数（bed_count）：不是整数"
    )
    assert found[0][2:] == ("丙", "廿")
    assert found[1][1] == "主键与第 2 行重复"
    assert "列数不是 7" in str(found[2][1]) and "列数不是 7" in str(found[3][1])
    assert found[2][2] is None, "列数不对的行不留文字，免得把姓名存进别的列"
    assert dict(report.reasons)["主键重复"] == 1
    assert report.findings[-1].code == "DAT-070"


def test_conversions_read_what_offices_write(session: Session, tmp_path: Path) -> None:
    mapping = SourceMapping(
        "inpatient_stays",
        (
            ColumnMapping("号", "stay_id"),
            ColumnMapping("院", "institution_id"),
            ColumnMapping("入", "admitted_on"),
            ColumnMapping("出", "discharged_on"),
            ColumnMapping("日间", "is_day_surgery"),
            ColumnMapping("费", "total_cost_fen", "万元"),
            ColumnMapping("药", "drug_cost_fen"),
        ),
    )
    path = _write(
        tmp_path / "a.csv",
        "号\t院\t入\t出\t日间\t费\t药",
        "1\tH1\t2022-01-02\t2022年3月4日\t是\t0.123456\t¥1,234.50",
        "2\tＨ１\t20220102\t2022.3.4\t×\t1\t12元",
        "3\tH1\t2022/1/2 8:05\t２０２２年０３月０４日\t\t1e-6\t0.30000000000000004",
        "4\tH1\t2022-01-02\t2022-03-04\t也许\t0.0000001\t--",
        "5\tH1\t1022-01-02\t2022-02-30\t1\t1\t1.234",
    )
    report = load_table(session, "inpatient_stays", path, AT, mapping=mapping)
    columns = ("stay_id", "institution_id", "admitted_on", "discharged_on", "is_day_surgery")
    assert _rows(session, "inpatient_stays", *columns, "total_cost_fen", "drug_cost_fen") == [
        ("1", "H1", dt.date(2022, 1, 2), dt.date(2022, 3, 4), True, 123456, 123450),
        ("2", "H1", dt.date(2022, 1, 2), dt.date(2022, 3, 4), False, 100_0000, 1200),
        ("3", "H1", dt.date(2022, 1, 2), dt.date(2022, 3, 4), None, 1, 30),
    ]
    assert [row[0] for row in _rejected(session, report)] == [5, 6]
    reasons = dict(report.reasons)
    assert reasons["药品费（drug_cost_fen）：不是金额，或不足一分"] == 1
    assert reasons["是否日间手术（is_day_surgery）：不是“是/否”"] == 1
    assert reasons["入院日期（admitted_on）：不是日期"] == 1


def test_months_and_shares_are_read(session: Session, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "a.csv",
        "机构编码,月份,门诊人次",
        "H1,2022年3月,1",
        "H2,2022-03,2",
        "H3,202203,3",
        "H4,2022-03-31,4",
        "H5,2022年13月,5",
    )
    report = load_table(session, "visit_statistics", path, AT)
    first = dt.date(2022, 3, 1)
    assert [row[1] for row in _rows(session, "visit_statistics", "institution_id", "month_on")] == [
        first
    ] * 4
    assert report.rejected == 1
    layers = _write(
        tmp_path / "b.csv",
        "结算编号,保障层次,支付金额,支付比例",
        "1,大病保险,1,65%",
        "2,基本医疗保险,1,0.7",
    )
    load_table(session, "claim_layers", layers, AT)
    found = _rows(session, "claim_layers", "claim_id", "layer", "share")
    assert [(c, k, str(s)) for c, k, s in found] == [
        ("1", "catastrophic", "0.6500"),
        ("2", "basic", "0.7000"),
    ]


def test_persons_are_kept_by_pseudonym_only(session: Session, tmp_path: Path) -> None:
    path = _write(
        tmp_path / "a.csv",
        '住院号,机构编码,身份证号,姓名,入院日期,出院日期,"总费用"',
        "S1,H1,11010119800101123x,张三丰,2022-01-02,2022-01-05,1",
        "S2,H1,１１０１０１１９８００１０１１２３X,张三丰,2022-01-02,坏,1",
    )
    report = load_table(session, "inpatient_stays", path, AT)
    told = hmac.new(KEY, b"11010119800101123X", "sha256").hexdigest()[:32]
    assert _rows(session, "inpatient_stays", "stay_id", "person_id") == [("S1", told)]
    assert _rejected(session, report, "person_id")[0][2] == told
    stored = b"".join(p.read_bytes() for p in session.workspace.root.rglob("*") if p.is_file())
    everything = session.local.execute(
        f"SELECT * FROM read_parquet('{report.rejected_file}')"
    ) + session.local.execute(
        f"SELECT * FROM read_parquet('{session.workspace.path('inpatient_stays')}')"
    )
    assert "张三丰" not in str(everything) and "19800101" not in str(everything)
    assert "张三丰".encode() not in stored


def test_key_file_is_made_once_for_its_owner(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    key = workspace.key()
    assert len(key) == 32 and Workspace(tmp_path / "ws").key() == key
    assert (tmp_path / "ws" / "pseudonym.key").stat().st_mode & 0o777 == 0o600


def test_loading_the_same_file_again_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", HEAD, *GOOD, "H3,x,x,x,x,x,x")
    first = load_table(session, "institutions", path, AT)
    before = {p: p.stat().st_mtime_ns for p in session.workspace.root.rglob("*.*") if p.is_file()}
    again = load_table(session, "institutions", path, "2023-01-01T00:00:00")
    after = {p: p.stat().st_mtime_ns for p in session.workspace.root.rglob("*.*") if p.is_file()}
    assert again.unchanged and (again.kept, again.rejected) == (first.kept, first.rejected)
    assert {p: t for p, t in before.items() if "staging" not in str(p)} == {
        p: t for p, t in after.items() if "staging" not in str(p)
    }


def test_upsert_replaces_and_insert_refuses_known_keys(session: Session, tmp_path: Path) -> None:
    load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *GOOD), AT)
    more = ("H2,乙卫生院,乡镇卫生院,620199,是,是,25", "H3,丙诊所,诊所,620199,是,否,0")
    later = _write(tmp_path / "b.csv", HEAD, *more)
    report = load_table(session, "institutions", later, AT, mode=LoadMode.UPSERT)
    assert (report.kept, report.table_rows) == (2, 3)
    assert _rows(session, "institutions", "institution_id", "bed_count") == [
        ("H1", 100),
        ("H2", 25),
        ("H3", 0),
    ]
    third = _write(
        tmp_path / "c.csv", HEAD, "H3,丙,诊所,620199,是,否,9", "H4,丁,诊所,620199,是,否,9"
    )
    report = load_table(session, "institutions", third, AT, mode=LoadMode.INSERT)
    assert (report.kept, report.rejected, report.table_rows) == (1, 1, 4)
    assert _rejected(session, report)[0][1] == "主键已在表中"
    assert load_table(session, "institutions", later, AT, mode=LoadMode.UPSERT).unchanged
    assert len(session.workspace.entry("institutions").sources) == 3


def test_folder_is_one_table_and_loads_once(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "月报"
    folder.mkdir()
    _write(folder / "01.csv", HEAD, GOOD[0])
    _write(folder / "02.csv", HEAD, GOOD[1])
    (folder / "说明.md").write_text("不是数据", encoding="utf-8")
    reports = load_folder(session, "institutions", folder, AT)
    assert [r.kept for r in reports] == [1, 1] and reports[-1].table_rows == 2
    whole = _write(tmp_path / "all.csv", HEAD, *GOOD)
    with Session(Workspace(tmp_path / "other", key=KEY)) as other:
        assert load_table(other, "institutions", whole, AT).content_hash == reports[-1].content_hash
    assert all(r.unchanged for r in load_folder(session, "institutions", folder, AT))
    with pytest.raises(UnreadableFileError):
        load_folder(session, "institutions", tmp_path / "ws", AT)


def test_failed_load_leaves_last_good_table(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *GOOD), AT)
    bad = _write(tmp_path / "b.csv", HEAD, '"H9,没有配对的引号,诊所,620199,是,否,1')
    with pytest.raises(UnreadableFileError, match="引号没有配对"):
        load_table(session, "institutions", bad, AT)
    with pytest.raises(InputError, match="没有来源列"):
        load_table(session, "institutions", _write(tmp_path / "c.csv", "甲,乙", "1,2"), AT)

    def full(*_args: object, **_kw: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("sanyi.datasets.engine.workspace.publish", full)
    with pytest.raises(OSError, match="disk full"):
        load_table(session, "institutions", _write(tmp_path / "d.csv", HEAD, GOOD[0]), AT)
    monkeypatch.undo()
    session.workspace.verify("institutions")
    assert session.workspace.entry("institutions").content_hash == good.content_hash


def test_rows_unaccounted_for_stop_the_load(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sanyi.datasets.loading.query import Query

    whole = Query.converted_sql
    monkeypatch.setattr(Query, "converted_sql", lambda self: whole(self) + " LIMIT 1")
    with pytest.raises(ContractError, match="读入 2 行，保留与拒收合计 1 行"):
        load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *GOOD), AT)
    assert "institutions" not in session.workspace


def test_workbook_with_title_row_dates_and_empty_rows(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "清单"
    page.append(["安禾县住院清单"])
    page.append(["住院号", "机构编码", "入院日期", "出院日期", "总费用（元）", "是否日间手术"])
    page.append(["S1", "H1", dt.datetime(2022, 1, 2, 8, 5), dt.date(2022, 1, 5), 12.34, True])
    page.append([])
    page.append(["S2", "H1", "2022年1月2日", "2022-01-05", "#REF!", False])
    book.save(tmp_path / "a.xlsx")
    report = load_table(session, "inpatient_stays", tmp_path / "a.xlsx", AT)
    assert (report.rows_in, report.kept) == (2, 1)
    assert _rejected(session, report)[0][0] == 5
    assert _rows(session, "inpatient_stays", "stay_id", "admitted_on", "total_cost_fen") == [
        ("S1", dt.date(2022, 1, 2), 1234)
    ]


def test_parquet_source_is_read_by_its_types(session: Session, tmp_path: Path) -> None:
    engine = DuckDBExecutor()
    engine.copy(
        "SELECT 'S' || i AS stay_id, 'H1' AS institution_id, DATE '2022-01-02' AS admitted_on, "
        "DATE '2022-01-05' AS discharged_on, 100 + i AS total_cost_fen FROM range(3) AS t(i)",
        tmp_path / "a.parquet",
    )
    report = load_table(session, "inpatient_stays", tmp_path / "a.parquet", AT)
    assert report.kept == 3
    assert [r[1] for r in _rows(session, "inpatient_stays", "stay_id", "total_cost_fen")] == [
        100,
        101,
        102,
    ]


def _dbf(path: Path, fields: list[tuple[str, str, int]], records: list[list[str]]) -> Path:
    size = 1 + sum(width for *_, width in fields)
    head = struct.pack("<BBBBLHH20x", 3, 22, 10, 1, len(records), 32 + 32 * len(fields) + 1, size)
    for name, kind, width in fields:
        head += struct.pack("<11sc4xBB14x", name.encode("gb18030"), kind.encode(), width, 0)
    body = b"".join(
        b" "
        + b"".join(
            cell.encode("gb18030").ljust(width)
            for cell, (*_, width) in zip(record, fields, strict=True)
        )
        for record in records
    )
    path.write_bytes(head + b"\r" + body + b"\x1a")
    return path


def test_dbf_of_old_systems_is_read(session: Session, tmp_path: Path) -> None:
    fields = [("机构编码", "C", 10), ("月份", "D", 8), ("门诊人次", "N", 8)]
    path = _dbf(
        tmp_path / "a.dbf",
        fields,
        [["H1", "20220301", "120"], ["H2", "20220399", "7"], ["H3", "20220301", "4"]],
    )
    report = load_table(session, "visit_statistics", path, AT)
    assert (report.rows_in, report.kept, report.rejected) == (3, 2, 1)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.doc", b"x", UnsupportedFormatError),
        ("a.csv", b"", UnreadableFileError),
        ("a.csv", b"\n\n", UnreadableFileError),
        ("a.csv", "机构编码,机构编码\n1,2\n".encode(), UnreadableFileError),
        ("a.xlsx", b"PK not a book", UnreadableFileError),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 locked", EncryptedFileError),
        ("a.dbf", b"\x03 short", UnreadableFileError),
        ("a.parquet", b"PAR1 no", InputError),
    ],
)
def test_bad_files_are_refused_in_words(
    session: Session, tmp_path: Path, name: str, data: bytes, error: type[InputError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        load_table(session, "institutions", path, AT)
    assert caught.value.code.startswith("DAT-") and caught.value.hint


CELL = st.text(
    alphabet=st.sampled_from(list("aH1,\"'\t|;\n\r 甲０，是否.-\x1f\u3000\x00")), max_size=6
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=9), max_size=12),
    encoding=st.sampled_from(["utf-8", "gb18030"]),
)
def test_rows_in_are_kept_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str
) -> None:
    """乱填的表：读入的行数与 csv 模块数出的一致，且都有着落。"""
    folder = tmp_path_factory.mktemp("any")
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD.split(","), *rows])
    path = folder / "a.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    empty = dict.fromkeys(map(ord, "\r\n\x1f\x00 \t"), None)
    records = csv.reader(io.StringIO(text.getvalue(), newline=""))
    counted = [record for record in records if any(cell.translate(empty) for cell in record)]
    with Session(Workspace(folder / "ws", key=KEY), threads=1) as session:
        report = load_table(session, "institutions", path, AT)
        assert report.rows_in == report.kept + report.rejected
        assert report.rows_in == len(counted) - 1
        assert load_table(session, "institutions", path, AT).unchanged


def test_rows_are_not_added_to_a_table_of_another_contract(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_table(session, "institutions", _write(tmp_path / "a.csv", HEAD, *GOOD), AT)
    monkeypatch.setattr("sanyi.datasets.loading.load.contract_hash", lambda contract: "other")
    more = _write(tmp_path / "b.csv", HEAD, "H3,丙,诊所,620199,是,否,9")
    with pytest.raises(InputError, match="契约已变"):
        load_table(session, "institutions", more, AT, mode=LoadMode.UPSERT)
    assert load_table(session, "institutions", more, AT).table_rows == 1
