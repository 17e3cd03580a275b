"""file -> Document.

It reads what is there and interprets nothing: no clause, no unit, no target.
"""

from sanyi.documents.model import (
    CELL_BREAK,
    GONE_AS_DRAFTED,
    GONE_WHEN_ACCEPTED,
    GONE_WHEN_REJECTED,
    Box,
    Cell,
    Comment,
    Document,
    Line,
    LineKind,
    Run,
    RunState,
    Table,
    View,
)
from sanyi.documents.reading import (
    Progress,
    as_docx,
    read_bytes,
    read_document,
    supported_formats,
)

__all__ = [
    "CELL_BREAK",
    "GONE_AS_DRAFTED",
    "GONE_WHEN_ACCEPTED",
    "GONE_WHEN_REJECTED",
    "Box",
    "Cell",
    "Comment",
    "Document",
    "Line",
    "LineKind",
    "Progress",
    "Run",
    "RunState",
    "Table",
    "View",
    "as_docx",
    "read_bytes",
    "read_document",
    "supported_formats",
]
