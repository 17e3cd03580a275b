"""Printed pages of any carrier -> Document: shared by PDF, OFD and scanned images."""

from sanyi.documents.pages.layout import (
    Grid,
    GridCell,
    Page,
    PageLine,
    PrintedLine,
    bounding_box,
)
from sanyi.documents.pages.writer import write_pages

__all__ = [
    "Grid",
    "GridCell",
    "Page",
    "PageLine",
    "PrintedLine",
    "bounding_box",
    "write_pages",
]
