"""Places: looked up, found in running text, and judged foreign to a jurisdiction."""

from __future__ import annotations

import csv
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses import gazetteer
from sanyi.clauses.gazetteer import (
    division,
    divisions_named,
    find_places,
    foreign_places,
    in_line,
    parents,
    resolve_jurisdiction,
)


def _names(text: str) -> list[str]:
    return [mention.name for mention in find_places(text)]


def test_every_division_has_a_known_parent_and_level() -> None:
    text = files(gazetteer.__name__).joinpath("data/divisions.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) > 3300
    assert {row["level"] for row in rows} == {"province", "prefecture", "county", "zone"}
    for row in rows:
        if row["level"] == "province":
            assert not row["parent"]
        else:
            assert division(row["parent"]) is not None, row
        assert len(row["code"]) == 6


def test_chain_of_parents_runs_up_to_the_province() -> None:
    (yuhang,) = [found for found in divisions_named("余杭区") if not found.until]
    assert [above.name for above in parents(yuhang)] == ["杭州市", "浙江省"]


def test_districts_of_a_municipality_hang_on_the_province() -> None:
    (haidian,) = divisions_named("海淀区")
    assert [above.name for above in parents(haidian)] == ["北京市"]


def test_one_name_in_several_places_gives_every_candidate() -> None:
    assert len(divisions_named("鼓楼区")) >= 4
    assert {found.level for found in divisions_named("吉林")} == {"province", "prefecture"}


def test_autonomous_prefecture_is_found_under_its_common_name() -> None:
    assert divisions_named("甘南州") == divisions_named("甘南藏族自治州")
    assert divisions_named("融水县")[0].name == "融水苗族自治县"


def test_renamed_county_is_known_with_the_year_of_its_end() -> None:
    (former,) = divisions_named("祁阳县")
    assert former.until == "2021"
    assert divisions_named("祁阳市")[0].until == ""


@pytest.mark.parametrize(
    "text",
    [
        "建设平安医院，促进社会安定、和平发展，开放床位，做好城关小学工作",
        "创建健康促进示范县，提高县域就诊率",
        "推动大同社会，长治久安，日照时间长",
        "老城区、新城区与郊区的社区卫生服务中心",
        "区域医疗中心、市场价格、省级统筹、州级医院",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert _names(text) == []


def test_full_names_and_safe_short_names_are_found_in_order() -> None:
    text = "推广三明市和福建经验，支持沙县区、尤溪县试点"
    assert _names(text) == ["三明市", "福建", "沙县区", "尤溪县"]
    for mention in find_places(text):
        assert mention.span.of(text) == mention.name


def test_county_short_names_count_only_in_a_list_of_places() -> None:
    assert _names("学习舒城、霍山等地做法") == ["舒城", "霍山"]
    assert _names("舒城心情") == []


def test_neighbouring_names_narrow_each_other() -> None:
    (_, city, district) = find_places("江苏省南京市鼓楼区")
    assert [place.name for place in city.candidates] == ["南京市"]
    assert [place.code[:4] for place in district.candidates] == ["3201"]


def test_common_district_name_counts_after_its_parent_only() -> None:
    assert _names("晋城市城区卫生健康局") == ["晋城市", "城区"]
    assert _names("扩大城区覆盖面") == []


def test_siblings_and_other_provinces_are_foreign_ancestors_are_not() -> None:
    text = "落实安徽省、六安市要求，督促金寨县、裕安区，学习三明市经验，霍山县各乡镇"
    foreign = [mention.name for mention in foreign_places(text, "安徽省六安市霍山县")]
    assert foreign == ["金寨县", "裕安区", "三明市"]


def test_counties_of_the_own_city_are_not_foreign() -> None:
    assert foreign_places("金寨县、霍山县、裕安区", "六安市") == []


def test_unknown_jurisdiction_says_nothing_about_foreign_places() -> None:
    assert foreign_places("金寨县", "江岭省临澜市安禾县") == []


def test_ambiguous_name_is_not_foreign_if_one_reading_fits() -> None:
    assert foreign_places("鼓楼区", "南京市") == []
    assert [found.name for found in foreign_places("鼓楼区", "合肥市")] == ["鼓楼区"]


def test_jurisdiction_resolves_through_its_chain() -> None:
    (place,) = resolve_jurisdiction("云南省楚雄州禄丰市")
    assert place.name == "禄丰市"
    assert in_line(place, divisions_named("楚雄州")[0])
    assert resolve_jurisdiction("江岭省") == ()


@given(st.text(alphabet="市县区省州旗盟平安和鼓楼南京等地、 \n海淀abc", max_size=60))
def test_mentions_never_overlap_and_quote_the_text(text: str) -> None:
    last = 0
    for mention in find_places(text):
        assert mention.span.start >= last
        assert mention.span.of(text) == mention.name
        assert mention.candidates
        last = mention.span.end


def test_places_of_a_long_document_are_found_in_milliseconds() -> None:
    text = "推动优质医疗资源向市县延伸，各县（市、区）落实责任，学习福建省三明市经验。" * 280
    find_places(text)
    start = time.perf_counter()
    find_places(text)
    assert time.perf_counter() - start < 0.1  # 10,000 characters; a few ms on an idle machine
