"""PDF with a text layer; scanned pages go on to recognition."""

from sanyi.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
