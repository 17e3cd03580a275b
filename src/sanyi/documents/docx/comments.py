"""Reviewers' comments and the passages they are anchored to."""

from __future__ import annotations

from sanyi.documents.builder import TextBuilder
from sanyi.documents.docx.names import attribute, w
from sanyi.documents.model import Comment
from sanyi.documents.safe_xml import Element, descendants
from sanyi.kernel import Span


class CommentAnchors:
    """Collects range marks while the text is written."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._starts: dict[str, int] = {}
        self._anchors: dict[str, Span] = {}

    def mark(self, comment_id: str, is_start: bool) -> None:
        """A range begins or ends at the place being written."""
        here = self._builder.offset
        if is_start:
            self._starts[comment_id] = here
        elif comment_id in self._starts:
            start = self._starts.pop(comment_id)
            self._anchors[comment_id] = Span(start, max(start, here))

    def finish(self, root: Element | None) -> None:
        """Join the anchors with the comments themselves."""
        for comment in root.iterfind(w("comment")) if root is not None else ():
            key = attribute(comment, "id") or ""
            paragraphs = (
                "".join(t.text or "" for t in descendants(p, "t"))
                for p in descendants(comment, "p")
            )
            self._builder.comments.append(
                Comment(
                    id=key,
                    author=attribute(comment, "author"),
                    at=attribute(comment, "date"),
                    text="\n".join(paragraphs),
                    anchor=self._anchors.get(key),
                )
            )
