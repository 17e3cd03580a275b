"""Accepting and rejecting a draft gives its two texts back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.makers import deleted, docx, inserted, mark, p, r
from sanyi.documents import RunState, read_bytes

WORDS = st.text(st.sampled_from("县财政局健康委1234567890。，（）%"), min_size=1, max_size=6)
PIECE = st.tuples(st.sampled_from(["kept", "ins", "del"]), WORDS)
PARAGRAPH = st.tuples(st.lists(PIECE, max_size=6), st.sampled_from(["kept", "ins", "del"]))
MAKERS = {"kept": r, "ins": inserted, "del": deleted}


@given(st.lists(PARAGRAPH, min_size=1, max_size=5))
def test_both_readings_of_a_draft_come_back(
    paragraphs: list[tuple[list[tuple[str, str]], str]],
) -> None:
    paragraphs[-1] = (paragraphs[-1][0], "kept")  # the last mark of a document cannot be revised
    body = "".join(
        p(
            "".join(MAKERS[kind](words) for kind, words in pieces),
            mark(end) if end != "kept" else "",
        )
        for pieces, end in paragraphs
    )
    document = read_bytes(docx(body), "草案.docx")

    def reading(without: str) -> str:
        out = ""
        for pieces, end in paragraphs:
            out += "".join(words for kind, words in pieces if kind != without)
            out += "\n" if end != without else ""
        return out.removesuffix("\n")

    assert document.view(frozenset({RunState.DELETED})).text == reading("del")
    assert document.view(frozenset({RunState.INSERTED})).text == reading("ins")
    assert "".join(run.span.of(document.text) for run in document.runs) == document.text
