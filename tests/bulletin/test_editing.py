"""A person edits a drafted bulletin: words change, what is cited stays; corrections are compared."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.written import HISTORIES, texts, write
from sanyi.bulletin import document_as_docx
from sanyi.bulletin.blocks import Heading, Paragraph, Sources
from sanyi.bulletin.codec import document_as_record, document_from_record
from sanyi.bulletin.comparing import figure_changes
from sanyi.bulletin.editing import (
    Draft,
    Origin,
    block_text,
    references,
    rewritten,
    with_added,
    without_added,
)
from sanyi.kernel import InputError
from targets.made import rate_history

DOCUMENT = write().document
FIRST = next(i for i, b in enumerate(DOCUMENT.blocks)
             if isinstance(b, Paragraph) and b.sentences[0].figures)  # fmt: skip
NOTED = next(i for i, b in enumerate(DOCUMENT.blocks)
             if isinstance(b, Paragraph) and "（注：" in "".join(s.text for s in b.sentences))  # fmt: skip


def draft() -> Draft:
    return Draft.of(DOCUMENT)


def test_document_survives_the_way_through_json() -> None:
    record = json.loads(json.dumps(document_as_record(DOCUMENT), ensure_ascii=False))
    again = document_from_record(record)
    assert again == DOCUMENT
    assert document_as_docx(again) == document_as_docx(DOCUMENT)


def test_words_change_and_numbers_stay_bound() -> None:
    text = block_text(DOCUMENT, FIRST)
    changed = rewritten(draft(), FIRST, text.replace("台账", "全县") + "总体平稳。")
    (sentence,) = changed.document.blocks[FIRST].sentences  # type: ignore[union-attr]
    before = [s for s in DOCUMENT.blocks[FIRST].sentences]  # type: ignore[union-attr]
    assert sentence.text.startswith("全县") and sentence.text.endswith("总体平稳。")
    assert {f.id for f in sentence.figures} == {f.id for s in before for f in s.figures}
    assert changed.origins[FIRST] is Origin.CHANGED
    assert changed.was[FIRST].startswith("台账")


def test_unchanged_text_leaves_the_draft_alone() -> None:
    assert rewritten(draft(), FIRST, block_text(DOCUMENT, FIRST)) == draft()


def test_number_without_a_source_is_refused() -> None:
    text = block_text(DOCUMENT, FIRST)
    with pytest.raises(InputError, match="没有出处的数字"):
        rewritten(draft(), FIRST, text + "比上季度多3项。")


def test_number_inside_a_reference_cannot_be_changed() -> None:
    text = block_text(DOCUMENT, FIRST)
    first = re.search(r"\{([^|]*)\|(\d+)\}", text)
    assert first is not None
    with pytest.raises(InputError, match="被改动"):
        rewritten(draft(), FIRST, text.replace(first[0], "{99项|" + first[2] + "}", 1))


def test_reference_cannot_be_left_out() -> None:
    text = block_text(DOCUMENT, FIRST)
    shorter = re.sub(r"\{[^|]*\|\d+\}", "若干", text, count=1)
    with pytest.raises(InputError, match="少了有出处的内容"):
        rewritten(draft(), FIRST, shorter)


def test_note_on_assumed_numbers_cannot_be_left_out() -> None:
    text = block_text(DOCUMENT, NOTED)
    with pytest.raises(InputError, match="少了对数字的说明"):
        rewritten(draft(), NOTED, re.sub(r"（注：[^（）]*）", "", text))


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_paragraph_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="段落是空的"):
        rewritten(draft(), FIRST, text)


def test_heading_is_not_edited() -> None:
    index = next(i for i, b in enumerate(DOCUMENT.blocks) if isinstance(b, Heading))
    with pytest.raises(InputError, match="不是正文"):
        rewritten(draft(), index, "别的标题")


def test_added_paragraph_may_cite_numbers_of_the_document_and_be_taken_out() -> None:
    number, cited = next((n, c) for n, c in references(DOCUMENT).items() if c.figure)
    added = with_added(draft(), FIRST, f"请重点关注这{{{cited.text}|{number}}}。")
    assert added.origins[FIRST + 1] is Origin.ADDED
    assert f"请重点关注这{cited.text}。" in texts(added.document)
    assert without_added(added, FIRST + 1) == draft()


def test_computed_paragraph_cannot_be_taken_out() -> None:
    with pytest.raises(InputError, match="不能删去"):
        without_added(draft(), FIRST)


def test_added_paragraph_with_a_number_of_its_own_is_refused() -> None:
    with pytest.raises(InputError, match="没有出处的数字"):
        with_added(draft(), FIRST, "另有5家医院整改。")


def test_words_before_a_change_follow_their_paragraph() -> None:
    changed = rewritten(draft(), FIRST, block_text(DOCUMENT, FIRST) + "总体平稳。")
    added = with_added(changed, FIRST - 1, "以下数字截至季度末。")
    assert set(added.was) == {FIRST + 1} and added.origins[FIRST + 1] is Origin.CHANGED


def test_table_of_sources_is_made_anew_once() -> None:
    changed = rewritten(draft(), FIRST, block_text(DOCUMENT, FIRST) + "总体平稳。")
    tables = [b for a in changed.document.annexes for b in a.blocks if isinstance(b, Sources)]
    assert len(tables) == 1
    assert document_as_docx(changed.document)


@given(st.text(max_size=60))
def test_no_text_smuggles_in_a_digit(words: str) -> None:
    try:
        changed = with_added(draft(), FIRST, words)
    except InputError:
        return
    (sentence,) = changed.document.blocks[FIRST + 1].sentences  # type: ignore[union-attr]
    loose = [p for p in sentence.parts if isinstance(p, str)]
    assert not any(re.search(r"\d", part) for part in loose)


def test_corrected_document_shows_old_and_new_numbers() -> None:
    histories = {**HISTORIES, "visits": rate_history([0.85] * 9, [0.84] * 12)}
    changes = list(figure_changes(DOCUMENT, write(histories).document))
    visit = next(c for c in changes if c.id.endswith("2025C09/all") and c.before and c.after)
    assert (visit.before, visit.after) == ("80.00%", "85.00%")
    assert list(figure_changes(DOCUMENT, DOCUMENT)) == []
