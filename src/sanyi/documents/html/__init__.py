"""Web pages as government sites publish them."""

from sanyi.documents.html.reader import read_html

__all__ = ["read_html"]
