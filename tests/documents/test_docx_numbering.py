"""Automatic numbers restored from numbering.xml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.makers import deleted, docx, inserted, level, mark, numbered, numbering, p, r
from sanyi.documents import Document, RunState, read_bytes
from sanyi.documents.docx.number_formats import FORMATS, counting_thousand

THREE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)


def read(body: str, numbers: str, styles: str = "") -> Document:
    """A document with automatic numbers."""
    return read_bytes(docx(body, numbering=numbers, styles=styles), "通知.docx")


def labels(document: Document) -> list[str | None]:
    """Label of each line."""
    return [line.label for line in document.lines]


def items(*places: int, number_id: int = 1) -> str:
    """Numbered paragraphs of the given levels."""
    return "".join(p(r("事"), numbered(number_id, place)) for place in places)


def test_labels_become_part_of_the_text() -> None:
    document = read(items(0, 1, 1, 2, 0, 1), numbering(*THREE))
    assert labels(document) == ["一、", "（一）", "（二）", "1.", "二、", "（一）"]
    assert document.text.splitlines()[1] == "（一）事"


def test_level_that_never_restarts_counts_on() -> None:
    never = level(1, "chineseCountingThousand", "（%2）", more='<w:lvlRestart w:val="0"/>')
    document = read(items(0, 1, 1, 0, 1), numbering(THREE[0], never))
    assert labels(document) == ["一、", "（一）", "（二）", "二、", "（三）"]


def test_level_restarts_only_after_the_level_it_names() -> None:
    rule = level(2, "decimal", "%3.", more='<w:lvlRestart w:val="1"/>')
    document = read(items(0, 1, 2, 1, 2, 0, 2), numbering(THREE[0], THREE[1], rule))
    assert labels(document) == ["一、", "（一）", "1.", "（二）", "2.", "二、", "1."]


def test_start_and_override_are_followed() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbers = numbering(level(0, "decimal", "%1.", start=3), overrides=override)
    body = items(0, 0) + items(0, 0, number_id=2)
    assert labels(read(body, numbers)) == ["3.", "4.", "5.", "6."]


def test_override_may_replace_the_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    numbers = numbering(THREE[0], overrides=override)
    assert labels(read(items(0, number_id=2), numbers)) == ["I."]


def test_upper_levels_appear_in_lower_labels() -> None:
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    assert labels(read(items(0, 1), numbering(THREE[0], legal))) == ["一、", "1.1"]


def test_number_comes_through_the_style_chain() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/>'
        "</w:style>"
    )
    second = level(1, "decimal", "%2)", more='<w:pStyle w:val="A"/>')
    document = read(p(r("事"), '<w:pStyle w:val="B"/>'), numbering(THREE[0], second), styles)
    assert labels(document) == ["1)"]


def test_number_zero_takes_the_number_of_the_style_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr>' + numbered(1) + "</w:pPr></w:style>"
    )
    body = p(r("事"), '<w:pStyle w:val="A"/>' + numbered(0))
    assert labels(read(body, numbering(*THREE), styles)) == [None]


def test_deleted_paragraph_still_consumes_its_number() -> None:
    body = (
        p(r("甲"), numbered(1))
        + p(deleted("乙"), numbered(1) + mark("del"))
        + p(r("丙"), numbered(1))
    )
    document = read(body, numbering(*THREE))
    assert document.text == "一、甲\n二、乙\n三、丙"
    gone = document.view(frozenset({RunState.DELETED})).text
    assert gone == "一、甲\n三、丙"


def test_label_of_an_inserted_paragraph_is_inserted() -> None:
    document = read(p(inserted("甲"), numbered(1)), numbering(*THREE))
    assert document.runs[0].state is RunState.INSERTED
    assert document.runs[0].span.of(document.text) == "一、甲"


def test_tab_after_a_number_keeps_it_apart_from_digits() -> None:
    numbers = numbering(level(0, "decimal", "%1", suffix="tab"))
    document = read(p(r("2026年"), numbered(1)), numbers)
    assert document.text == "1 2026年"
    assert document.lines[0].label == "1"


def test_bullets_are_shown() -> None:
    assert labels(read(items(0), numbering(level(0, "bullet", "\uf0b7")))) == ["•"]


def test_unknown_format_is_reported() -> None:
    document = read(items(0), numbering(level(0, "hebrew1", "%1.")))
    assert labels(document) == ["1."]
    assert [f.code for f in document.findings] == ["DOC-029"]


@pytest.mark.parametrize(
    ("format_", "number", "printed"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCounting", 101, "一〇一"),
        ("ideographDigital", 10, "一〇"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "(51)"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 14, "xiv"),
        ("decimalZero", 7, "07"),
    ],
)
def test_number_formats(format_: str, number: int, printed: str) -> None:
    assert FORMATS[format_](number) == printed


@given(st.integers(-10, 20_000), st.sampled_from(sorted(FORMATS)))
def test_no_number_breaks_a_format(number: int, format_: str) -> None:
    assert isinstance(FORMATS[format_](number), str)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_spoken_numerals_are_distinct(one: int, other: int) -> None:
    assert (counting_thousand(one) == counting_thousand(other)) == (one == other)
