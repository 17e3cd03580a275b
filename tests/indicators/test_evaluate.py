"""Evaluation over a workspace: figures, findings, splits, series, rows behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from sanyi.datasets import Session, Workspace, load_table
from sanyi.indicators import (
    Options,
    evaluate,
    evaluate_all,
    get_definition,
    listed_rows,
    series,
)
from sanyi.kernel import Figure, Period, Scope, ScopeKind, ShapeError, figures_to_text

HEAD = (
    "claim_id,person_id,insurance_scheme,insured_county_id,institution_id,place_of_care,care_kind,"
    "settled_on,is_reversal,reverses_claim_id,total_cost_fen,basic_paid_fen,fund_paid_fen"
)
CLAIMS = f"""{HEAD}
C1,p1,resident,990401,H1,in_county,inpatient,2022-01-01,,,1000,500,500
C2,p2,resident,990401,H1,in_county,outpatient,2022-03-31,,,100,50,50
C3,p3,resident,990401,H2,in_city,inpatient,2022-02-01,,,2000,700,700
C4,p4,employee,990402,H2,in_county,inpatient,2022-02-01,,,1000,800,800
C5,p4,employee,990402,H2,in_county,inpatient,2022-02-02,true,C4,-1000,-800,-800
C6,p5,employee,990402,H2,in_county,inpatient,2022-04-01,,,1000,800,800
C7,p1,resident,990401,H1,in_county,inpatient,2021-03-01,,,1000,500,500
C8,p1,resident,990401,H2,out_of_province,inpatient,2021-03-01,,,1000,500,500
C9,p1,resident,990401,H9,in_county,pharmacy,2022-03-01,,,30,30,30
"""
INSTITUTIONS = """institution_id,institution_name,institution_kind,institution_level,county_id,is_primary,is_public
H1,安禾县城关卫生院,township_centre,1,990401,true,true
H2,临澜市人民医院,general_hospital,3,990402,false,true
H9,安禾药店,pharmacy,,990401,false,false
"""
Q1 = Period.parse("2022Q1")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("county")
    with Session(Workspace(folder / "ws", key=b"k" * 32), threads=1) as opened:
        for name, text in (("claims", CLAIMS), ("institutions", INSTITUTIONS)):
            path = folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            assert load_table(opened, name, path, "2022-05-01T08:00:00").rejected == 0
        yield opened


def test_figure_comes_with_its_whole_trace(session: Session) -> None:
    (figure,), findings = evaluate(session, ["county_visit_rate"], Q1, grades={"claims": "C"})
    assert not findings
    assert (figure.numerator, figure.denominator) == (Decimal(2), Decimal(3))
    assert figure.printed == "66.67%"
    assert figure.id == "county_visit_rate@2022Q1/all"
    trace = figure.trace
    entry = session.workspace.entry("claims")
    assert [(u.table, u.rows, u.content_hash, u.grade) for u in trace.inputs] == [
        ("claims", 9, entry.content_hash, "C")
    ]
    assert {line.reason: line.rows for line in trace.left_out} == {
        "冲正记录": 1,
        "已被冲正的结算": 1,
    }
    assert "“医保结算”数据质量为C级" in trace.remarks
    assert trace.definition_hash.startswith(figure.version)
    assert trace.wording.startswith("【县域就诊率】")
    assert "tongren-2021#12" in trace.clauses


def test_same_question_gives_the_same_bytes(session: Session) -> None:
    codes = ["county_visit_rate", "in_county_fund_rate", "reimbursement_by_level"]
    first, second = (figures_to_text(evaluate(session, codes, Q1)[0]) for _ in range(2))
    assert first == second


def test_figures_come_in_the_order_asked(session: Session) -> None:
    codes = ["in_county_fund_rate", "county_visit_rate", "in_county_fund_rate"]
    figures, _ = evaluate(session, codes, Q1)
    assert [f.indicator for f in figures] == ["in_county_fund_rate", "county_visit_rate"]


def test_each_place_has_its_own_figure(session: Session) -> None:
    figures, _ = evaluate(session, ["county_visit_rate"], Q1, places=("990401", "990402", "990403"))
    assert [(f.id, f.printed) for f in figures] == [
        ("county_visit_rate@2022Q1/990401", "66.67%"),
        ("county_visit_rate@2022Q1/990402", "无法计算"),
        ("county_visit_rate@2022Q1/990403", "无法计算"),
    ]
    assert figures[1].reason == "分母为零，无法计算"
    found, _ = evaluate(session, ["county_visit_rate"], Period.parse("2022C06"), by="place")
    assert [(f.scope.id, f.printed) for f in found] == [("990401", "66.67%"), ("990402", "100.00%")]


def test_institutions_sum_to_the_whole(session: Session) -> None:
    (whole,), _ = evaluate(session, ["in_county_fund_rate"], Q1)
    parts, _ = evaluate(session, ["in_county_fund_rate"], Q1, by="institution")
    assert {p.scope.id for p in parts} == {"H1", "H2"}
    for side in ("numerator", "denominator"):
        assert sum(getattr(p, side) for p in parts) == getattr(whole, side)


def test_levels_stand_beside_the_whole(session: Session) -> None:
    figures, _ = evaluate(session, ["reimbursement_by_level"], Q1)
    assert [str(f.scope) for f in figures] == ["all", "group:1", "group:3"]
    assert [f.scope.label for f in figures[1:]] == ["一级", "三级"]
    assert [f.printed for f in figures[1:]] == ["50.00%", "35.00%"]
    assert {u.table for u in figures[0].trace.inputs} == {"claims", "institutions"}


def test_change_is_against_the_same_period_of_last_year(session: Session) -> None:
    (figure,), _ = evaluate(session, ["county_visit_rate_change"], Q1)
    assert figure.denominator == Decimal("0.5")
    assert figure.printed == "16.67个百分点"


def test_change_without_last_year_has_no_value(session: Session) -> None:
    (figure,), _ = evaluate(session, ["county_visit_rate_change"], Period.parse("2021Q1"))
    assert figure.value is None
    assert figure.reason


def test_table_not_loaded_gives_a_finding_and_no_figure(session: Session) -> None:
    codes = ["drug_online_rate", "county_visit_rate"]
    figures, findings = evaluate(session, codes, Q1)
    assert [f.indicator for f in figures] == ["county_visit_rate"]
    assert [(f.code, f.where) for f in findings] == [("IND-101", "drug_online_rate")]
    assert "还没有装载" in findings[0].message


def test_indicator_without_institution_cannot_be_split(session: Session) -> None:
    path = session.workspace.root.parent / "places.csv"
    path.write_text("place_id,place_name,level\n990401,安禾县,county\n", encoding="utf-8")
    load_table(session, "places", path, "2022-05-01T08:00:00")
    path = session.workspace.root.parent / "meetings.csv"
    path.write_text(
        "meeting_id,meeting_kind,organiser,held_on\nM1,联席会议,安禾县医改办,2022-02-01\n", "utf-8"
    )
    load_table(session, "meetings", path, "2022-05-01T08:00:00")
    figures, findings = evaluate(session, ["joint_meetings"], Q1, by="institution")
    assert not figures
    assert findings[0].code == "IND-102"
    assert evaluate(session, ["joint_meetings"], Q1)[0][0].printed == "1次"


REGISTER = """register,item_id,institution_id,place_id,is_due,status,done_on,as_of_on
公共卫生委员会,V1,,990401101,true,done,2022-01-05,2022-03-31
公共卫生委员会,V2,,,true,in_progress,,2022-03-31
公共卫生委员会,V3,,990402101,true,done,2022-01-05,2022-03-31
公共卫生委员会,V4,H1,,true,done,2022-02-05,2022-03-31
公共卫生委员会,V5,H2,990401101,true,done,2022-02-05,2022-03-31
"""
TOWNS = """place_id,place_name,level,county_id
990401101,城关镇,township,990401
990402101,江北镇,township,990402
"""


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("registered")
    given = {"register_items": REGISTER, "places": TOWNS, "institutions": INSTITUTIONS}
    with Session(Workspace(folder / "ws", key=b"k" * 32), threads=1) as opened:
        for name, text in given.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
            load_table(opened, name, folder / f"{name}.csv", "2022-05-01T08:00:00")
        yield opened


def _committees(session: Session, options: Options) -> Figure:
    wanted = [(get_definition("public_health_committees"), Q1)]
    figures, findings = evaluate_all(session, wanted, options)
    assert not findings
    return figures[0]


def test_row_belongs_to_its_institutions_county_or_else_to_its_place(registered: Session) -> None:
    # V1 by its town and V4 by its hospital; V5's hospital lies elsewhere, V2 names nothing
    figure = _committees(registered, Options(places=("990401",)))
    assert (figure.numerator, figure.denominator) == (Decimal(2), Decimal(2))


def test_own_county_counts_the_rows_that_name_no_place(registered: Session) -> None:
    figure = _committees(registered, Options(own="990401"))
    assert (figure.numerator, figure.denominator) == (Decimal(2), Decimal(3))
    assert figure.id == "public_health_committees@2022Q1/own:990401"
    assert "没有写明地区的记录一并计入" in figure.trace.wording


def test_rows_behind_an_own_figure_are_the_rows_it_counted(registered: Session) -> None:
    definition = get_definition("public_health_committees")
    figure = _committees(registered, Options(own="990401"))
    tables = {use.table for use in figure.trace.inputs}

    def keys(part: str) -> list[str]:
        rows = registered.rows(listed_rows(definition, Q1, part, figure.scope, tables))
        return [row["item_id"] for row in rows]

    assert keys("numerator") == ["V1", "V4"]
    assert keys("denominator") == ["V1", "V2", "V4"]


def test_table_without_any_place_is_wholly_ones_own(session: Session) -> None:
    path = session.workspace.root.parent / "publications.csv"
    path.write_text(
        "publication_id,title,publication_kind,unit_name,outlet_level,published_on\n"
        "P1,做法,经验,安禾县医改办,province,2022-02-01\n", "utf-8"
    )  # fmt: skip
    load_table(session, "publications", path, "2022-05-01T08:00:00")
    wanted = [(get_definition("provincial_media_reports"), Q1)]
    (figure,), findings = evaluate_all(session, wanted, Options(own="990401"))
    assert not findings and figure.value == 1


def test_unknown_split_is_refused(session: Session) -> None:
    with pytest.raises(ShapeError):
        evaluate(session, ["county_visit_rate"], Q1, by="doctor")


def test_series_runs_from_january(session: Session) -> None:
    found = series(session, "county_visit_rate", 2022, 4, places=("990401",))
    assert [str(f.period) for f in found] == ["2022C01", "2022C02", "2022C03", "2022C04"]
    assert [f.printed for f in found] == ["100.00%", "50.00%", "66.67%", "66.67%"]


def test_periods_and_indicators_mix_in_one_plan(session: Session) -> None:
    visit, fund = get_definition("county_visit_rate"), get_definition("in_county_fund_rate")
    wanted = [(visit, Q1), (fund, Q1), (visit, Q1.same_last_year())]
    figures, _ = evaluate_all(session, wanted, Options())
    alone = [evaluate(session, [d.code], p)[0][0] for d, p in wanted]
    assert list(figures) == alone


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        ("numerator", ["C1", "C2"]),
        ("denominator", ["C1", "C2", "C3"]),
        ("not_met", ["C3"]),
        ("left_out", ["C4", "C5"]),
    ],
)
def test_records_behind_a_figure_are_listed(session: Session, part: str, keys: list[str]) -> None:
    rows = session.rows(listed_rows(get_definition("county_visit_rate"), Q1, part))
    assert rows == [{"claim_id": key} for key in keys]


def test_records_of_one_institution_are_listed(session: Session) -> None:
    definition = get_definition("county_visit_rate")
    scope = Scope(ScopeKind.INSTITUTION, "H2")
    rows = session.rows(listed_rows(definition, Q1, "denominator", scope))
    assert rows == [{"claim_id": "C3"}]


def test_part_that_an_indicator_lacks_is_refused(session: Session) -> None:
    with pytest.raises(ShapeError):
        listed_rows(get_definition("joint_meetings"), Q1, "denominator")
