"""Lines of the log without personal data."""

from __future__ import annotations

import logging

from sanyi.ledger import mask_text


class MaskedFormatter(logging.Formatter):
    """Masks the whole line, the message of an exception and its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask_text(super().format(record))
