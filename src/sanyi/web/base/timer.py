"""What desks do by themselves at their time; a failure of one holds up no other."""

from __future__ import annotations

import logging
import time

from django.db import close_old_connections

from sanyi.web.base.seams import TIMED

EVERY = 60  # seconds
_log = logging.getLogger(__name__)


def tick() -> None:
    """Ask every desk once whether its time has come."""
    for job in TIMED:
        try:
            job()
        except Exception:
            # a broken desk is asked again in a minute; the log says what broke, without values
            _log.exception("a timed job failed: %s", getattr(job, "__name__", job))


def keep_time() -> None:
    """Ask every minute, for ever; the thread ends with its worker."""
    while True:
        close_old_connections()
        tick()
        close_old_connections()
        time.sleep(EVERY)
