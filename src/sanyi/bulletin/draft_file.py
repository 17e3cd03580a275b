"""Decided changes written into the draft's own Word file: the redline, and the next version.

What does not change stays as it is: pictures, headers, footers, sections, styles, numbering,
tables. The next version is the redline with every change accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sanyi.bulletin.draft_changes import Change, Stamp
from sanyi.bulletin.draft_docx import redline_as_docx
from sanyi.bulletin.draft_places import Draft
from sanyi.bulletin.draft_plan import Plan
from sanyi.bulletin.draft_revisions import Reviser
from sanyi.documents.docx.accepting import accept


@dataclass(frozen=True, slots=True)
class Revised:
    """A draft revised in its own file.

    Args:
        redline: the draft with its own edits accepted, and every change tracked.
        version: the redline with every change accepted.
        lines: what a reader must find in ``version``: automatic numbers as they are there.
    """

    redline: bytes
    version: bytes
    lines: tuple[str, ...]


def revise(data: bytes, name: str, changes: Sequence[Change], stamp: Stamp) -> Revised | None:
    """Write changes into a draft.

    Args:
        data: the draft as a docx.
        name: how findings call it.
        changes: all passages of the draft in order, with those that are added.
        stamp: who changed it and when.

    Returns:
        None when the passages are not those that are read from the file.

    Raises:
        InputError: the file cannot be read.
        ShapeError: a passage is added where nothing stands that it could follow.
    """
    draft = Draft(data, name, changes)
    if not draft.fits:
        return None
    plan = Plan(draft)
    Reviser(plan, stamp).revise()
    redline = draft.file.saved()
    for root in draft.file.roots:
        accept(root)
    return Revised(redline, draft.file.saved(), tuple(plan.lines))


def redline(
    changes: Sequence[Change], title: str, stamp: Stamp, draft: bytes | None = None
) -> bytes:
    """The draft with every change tracked: accept all gives the next version, reject all the draft.

    Args:
        changes: all passages of the draft in order, with those that are added.
        title: of the document, for a file that is set anew.
        stamp: who changed it and when.
        draft: the draft as a docx; without it, or when it reads otherwise than the passages, the
            text is set anew.
    """
    revised = revise(draft, title, changes, stamp) if draft is not None else None
    return redline_as_docx(changes, title, stamp) if revised is None else revised.redline
