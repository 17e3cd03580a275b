"""Verdicts -> bulletin, supervision letter, evaluation sheet: every number with its reference."""

from sanyi.bulletin.blocks import OfficialDocument, figures_of, walk
from sanyi.bulletin.official_layout import document_as_docx
from sanyi.bulletin.quarterly import Bulletin, BulletinInput, Masthead, compose_bulletin
from sanyi.bulletin.recurring import PastProblems, past_as_text, past_from_text
from sanyi.bulletin.sources import markers_of

__all__ = [
    "Bulletin",
    "BulletinInput",
    "Masthead",
    "OfficialDocument",
    "PastProblems",
    "compose_bulletin",
    "document_as_docx",
    "figures_of",
    "markers_of",
    "past_as_text",
    "past_from_text",
    "walk",
]
