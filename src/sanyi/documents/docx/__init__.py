"""docx: a walker of its own over WordprocessingML.

Reading aids that flatten a document first lose revisions, glue old numbers to new ones, or
forget automatic numbers; this package keeps all three.
"""

from sanyi.documents.docx.reader import read_docx

__all__ = ["read_docx"]
