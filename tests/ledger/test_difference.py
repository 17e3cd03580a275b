"""Two readings side by side, and a later version under the ids already given."""

from __future__ import annotations

import functools
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sanyi.ledger import (
    Change,
    CorrectedField,
    Entry,
    Ledger,
    compare_entries,
    compare_ledgers,
    compare_words,
    with_published_ids,
)
from sanyi.pipeline import read_ledger


@functools.cache
def sample() -> Ledger:
    return read_ledger(Path(str(files("sanyi.samples") / "anhe-2025.docx")))


def with_entries(entries: list[Entry]) -> Ledger:
    return replace(sample(), entries=tuple(entries))


def live() -> list[Entry]:
    return [e for e in sample().entries if not e.is_deleted]


def renumbered(entries: list[Entry], part: str) -> list[Entry]:
    """The same entries under the ids that their places give."""
    out, number = [], 0
    for entry in entries:
        if part not in entry.id:
            out.append(entry)
        else:
            number += 1
            id = f"anhe-2025#{part}{number}"
            targets = tuple(
                replace(t, id=f"{id}/t{n}") for n, t in enumerate(entry.targets, start=1)
            )
            out.append(replace(entry, id=id, number=str(number), targets=targets))
    return out


def test_document_compared_with_itself_has_no_difference() -> None:
    assert {d.change for d in compare_ledgers(sample(), sample())} == {Change.SAME}


def test_number_is_shown_as_changed_whole() -> None:
    words = compare_words("达到4%以上", "达到42%以上")
    assert [(w.change, w.text) for w in words] == [
        (Change.SAME, "达到"), (Change.REMOVED, "4%"), (Change.ADDED, "42%"),
        (Change.SAME, "以上"),
    ]  # fmt: skip


TEXTS = st.text("安禾县达到12345.%，。abc ", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_come_back_from_their_difference(old: str, new: str) -> None:
    words = compare_words(old, new)
    assert "".join(w.text for w in words if w.change is not Change.ADDED) == old
    assert "".join(w.text for w in words if w.change is not Change.REMOVED) == new


def test_entry_put_in_before_others_is_the_only_one_added() -> None:
    entries = live()
    extra = replace(entries[0], id="x", text="新增一项完全不同的工作，建立药品短缺监测制度。")
    found = compare_ledgers(sample(), with_entries([*entries[:2], extra, *entries[2:]]))
    assert [d.new for d in found if d.change is Change.ADDED] == [extra]
    assert {d.change for d in found} == {Change.SAME, Change.ADDED}


def test_removed_entry_stands_where_it_was() -> None:
    entries = live()
    found = compare_ledgers(sample(), with_entries([*entries[:2], *entries[3:]]))
    assert found[2].change is Change.REMOVED
    assert found[2].old == entries[2]


def test_change_of_a_field_without_a_change_of_words_is_named() -> None:
    first = live()[0]
    found = compare_entries([first], [replace(first, title="另一个标题")])
    assert found[0].change is Change.CHANGED
    assert found[0].fields == (CorrectedField.TITLE,)
    assert found[0].words == ()


@given(st.lists(st.integers(0, 200), max_size=6), st.lists(st.integers(0, 200), max_size=6))
def test_every_entry_of_both_readings_is_compared_once(left: list[int], right: list[int]) -> None:
    entries = live()
    old = [e for i, e in enumerate(entries) if i not in left]
    new = [e for i, e in enumerate(entries) if i not in right]
    found = compare_entries(old, new)
    assert [d.new for d in found if d.new] == new
    assert sorted(d.old.id for d in found if d.old) == sorted(e.id for e in old)


def rows() -> list[Entry]:
    return [e for e in live() if "#annex/" in e.id]


def test_published_ids_stay_when_a_row_is_put_in_before_them() -> None:
    published = rows()
    extra = replace(published[0], id="anhe-2025#annex/2", text="建立药品短缺监测制度，每季度通报一次情况。",
                    targets=())  # fmt: skip
    later = renumbered([published[0], extra, *published[1:]], "annex/")
    held = with_published_ids(with_entries(later), published, 2).entries
    assert [e.id for e in held if e.text != extra.text] == [e.id for e in published]
    added = next(e for e in held if e.text == extra.text)
    assert added.id == "anhe-2025#annex/2-v2"
    assert len({e.id for e in held}) == len(held)
    assert len({t.id for e in held for t in e.targets}) == sum(len(e.targets) for e in held)


def test_target_keeps_its_id_when_another_is_put_before_it() -> None:
    entry = next(e for e in rows() if e.targets)
    known = entry.targets[0]
    other = replace(known, id=f"{entry.id}/t1", phrase="全县参保率稳定在96%以上")
    later = replace(entry, targets=(other, replace(known, id=f"{entry.id}/t2")))
    held = with_published_ids(with_entries([later]), [entry], 2).entries[0]
    assert held.targets[1].id == known.id
    assert held.targets[0].id not in {t.id for t in entry.targets}


def test_changed_columns_are_printed_before_and_after() -> None:
    first = sample().entries[0]
    [found] = compare_entries([first], [replace(first, title="另一个标题", section="另一章")])
    printed = {c.label: (c.before, c.after) for c in found.columns}
    assert printed["任务"][1] == "另一个标题" and printed["章节"][1] == "另一章"
    assert set(printed) == {"任务", "章节"} and found.label == "修改"


def test_row_that_came_prints_all_it_orders() -> None:
    entry = next(e for e in sample().entries if e.targets and e.deadline)
    [found] = compare_entries([], [entry])
    printed = {c.label: c for c in found.columns}
    assert all(c.before == "（无）" for c in found.columns)
    assert entry.targets[0].phrase in printed["目标"].after and found.number == entry.number
