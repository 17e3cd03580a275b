"""The day on which the office works: the machine's, or the one that a demonstration is set to."""

from __future__ import annotations

import datetime as dt
import os

from django.utils import timezone

VARIABLE = "SANYI_TODAY"


def today() -> dt.date:
    """Today in the office's time zone; ``SANYI_TODAY=2025-10-15`` plays another day."""
    played = os.environ.get(VARIABLE)
    return dt.date.fromisoformat(played) if played else timezone.localdate()
