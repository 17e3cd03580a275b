"""Encodings of plain text files."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.documents import read_bytes
from sanyi.documents.encoding import decode

TEXT = "安禾县2026年综合医改重点任务\n一、推进医共体建设，争取2个省级重点专科。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_of_each_encoding_is_read(encoding: str) -> None:
    document = read_bytes(TEXT.encode(encoding), "通知.txt")
    assert document.text == TEXT
    assert document.findings == ()


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_both_orders_of_utf16_are_read(bom: bytes) -> None:
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(bom + TEXT.encode(encoding), "甲").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "甲").text == TEXT


def test_short_gb_text_that_is_valid_utf8_is_read_as_gb() -> None:
    assert decode("联通".encode("gbk"), "甲").text == "联通"


def test_characters_beyond_gbk_are_read() -> None:
    assert decode("㑇𠀀患者".encode("gb18030"), "甲").text == "㑇𠀀患者"


def test_undecodable_byte_is_replaced_and_reported_with_its_place() -> None:
    data = "一、推进医共体建设\n二、完善".encode() + b"\xff" + "保障\n三、其他".encode()
    decoded = decode(data, "甲")
    assert decoded.text == "一、推进医共体建设\n二、完善�保障\n三、其他"
    assert [f.code for f in decoded.findings] == ["DOC-021"]
    span = decoded.findings[0].span
    assert span is not None
    assert span.of(decoded.text) == "�"
    assert "第 2 行" in decoded.findings[0].message


def test_text_cut_inside_a_character_stays_utf8() -> None:
    decoded = decode(TEXT.encode()[:-2], "甲")
    assert decoded.text == TEXT[:-2] + "�"


def test_lines_of_another_encoding_are_read_and_reported() -> None:
    data = (
        "一、推进医共体建设\n".encode() + "二、完善保障\n".encode("gb18030") + "三、其他\n".encode()
    )
    decoded = decode(data, "甲")
    assert decoded.text == "一、推进医共体建设\n二、完善保障\n三、其他\n"
    assert [f.code for f in decoded.findings] == ["DOC-022"]


def test_control_characters_are_replaced_and_reported() -> None:
    decoded = decode("甲\x00乙\x07".encode(), "甲")
    assert decoded.text == "甲�乙�"
    assert [f.code for f in decoded.findings] == ["DOC-030"]


def test_many_lost_bytes_are_summed_up() -> None:
    data = ("县卫生健康局负责".encode() + b"\xff\n") * 200
    decoded = decode(data, "甲")
    assert len(decoded.findings) <= 20
    assert decoded.text.count("�") == 200


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_survives(text: str) -> None:
    two_byte = all(c <= "\u07ff" for c in text)
    if not two_byte and not text.startswith("\ufeff"):
        assert decode(text.encode(), "甲").text == text
