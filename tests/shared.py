"""Where the reference folder is that lies beside the repository; tests skip without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SANYI_SHARED") or ROOT.parent / "shared")

needs_shared = pytest.mark.skipif(
    not (SHARED / "README.md").is_file(),
    reason=f"the reference folder {SHARED} is not there; set SANYI_SHARED",
)
