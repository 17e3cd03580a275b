"""Whatever is done to a document: it is read without an exception and no character is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reading import reading_of, title_block
from sanyi.clauses import segments, sentences
from sanyi.clauses.mapped import Mapped
from sanyi.clauses.numerals import chinese_integer
from sanyi.ledger.build import build_ledger
from sanyi.ledger.export_json import ledger_as_dict

DOCUMENT = title_block() + (
    "一、完善医保支付\n（一）推进按病种付费。全面推开按病种付费，年底前覆盖80%以上的医院。（县医保局牵头，县财政局配合）\n"
    "（二）规范门诊统筹。~~提高门诊报销比例~~扩大覆盖范围（县医保局、县财政局按职责分工负责。以下均需各乡镇人民政府负责，不再列出）。\n"
    "二、加强基层服务\n1.夯实基础。完成3所乡镇卫生院改造，到2025年和2027年分别达到50%和80%。\n责任单位：县卫生健康局\n配合单位：县财政局、人力资源\n和社会保障局\n"
    "附件\n安禾县医改台账\n序号\t重点工作\t责任部门\t配合部门\t时限要求\n一\t支付\t\t\t\n1\t推进按病种付费。\t县医保局 ——\t10月底前 出台文件\n"
    "2\t规范收费。\t县医保局\t县财政局\t12月底\n— 3 —\n安禾县人民政府办公室\n2025年3月12日\n"
)
PIECES = st.sampled_from(
    [
        "（",
        "）",
        "~~",
        "\t",
        "\n",
        "一、",
        "（三）",
        "1.",
        "。",
        "；",
        "年底前",
        "100%",
        "县财政局",
        "责任单位：",
        "①",
        "《",
        "\v",
        "　",
        "2一3",
        "“",
        "|",
        "12月",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The document with stretches cut out, doubled, moved, and odd pieces put in."""
    text = DOCUMENT
    for _ in range(draw(st.integers(1, 6))):
        a = draw(st.integers(0, len(text)))
        b = min(len(text), a + draw(st.integers(0, 60)))
        kind = draw(st.sampled_from(["cut", "double", "insert", "move", "join"]))
        if kind == "cut":
            text = text[:a] + text[b:]
        elif kind == "double":
            text = text[:b] + text[a:b] + text[b:]
        elif kind == "insert":
            text = text[:a] + draw(PIECES) + text[a:]
        elif kind == "move":
            text = text[:a] + text[b:] + text[a:b]
        else:
            text = text[:a] + text[a:b].replace("\n", "") + text[b:]
    return text or "空"


def assert_nothing_lost(text: str) -> None:
    reading = reading_of(text)
    body = reading.document.text
    owners = [0] * len(body)
    for region in reading.regions:
        for i in range(region.span.start, region.span.end):
            owners[i] += 1
    for i, c in enumerate(body):
        if not c.isspace():
            assert owners[i] == 1, (i, body[max(0, i - 10) : i + 10], owners[i])


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_every_character_of_a_damaged_document_has_one_owner(text: str) -> None:
    assert_nothing_lost(text)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_ledger_of_a_damaged_document_is_made_and_its_spans_fit(text: str) -> None:
    reading = reading_of(text)
    ledger = build_ledger(reading)
    ledger_as_dict(ledger)
    assert len({e.id for e in ledger.entries}) == len(ledger.entries)
    for entry in ledger.entries:
        assert 0 <= entry.span.start <= entry.span.end <= len(reading.document.text)
        for unit in entry.units:
            if unit.span is not None:
                printed = "".join(unit.span.of(reading.document.text).split())
                assert unit.as_printed in printed or printed in unit.as_printed or "~" in printed


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert_nothing_lost(text + "字")


@given(st.text(alphabet="甲乙，。；（）“”《》 1", max_size=60))
def test_sentences_and_segments_lie_in_order_and_overlap_nowhere(text: str) -> None:
    for ranges in (list(sentences(text)), list(segments(text))):
        assert all(a[1] <= b[0] for a, b in pairwise(ranges))
        assert all(0 <= a < b <= len(text) for a, b in ranges)


@given(st.integers(1, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_integer(_spelled(number)) == number


def _spelled(number: int) -> str:
    """The plain spelling of 1..9999, the slow and obvious way."""
    digits = "零一二三四五六七八九"
    out, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return out


@given(st.text(alphabet="甲乙\n\t 1", min_size=1, max_size=40))
def test_mapped_text_always_leads_back(text: str) -> None:
    mapped = Mapped(text, range(len(text)))
    for part in (mapped.strip(), mapped.squeezed(), mapped.cut(1), mapped.without([(0, 2)])):
        assert part.text == "".join(text[o] for o in part.offsets)
