"""The desks' settings for tests on PostgreSQL (``pytest --ds web_settings_postgres``)."""

import atexit
import os
from contextlib import ExitStack

from postgres import server

_STACK = ExitStack()
os.environ["DATABASE_URL"] = _STACK.enter_context(server()).get_uri()
atexit.register(_STACK.close)

from web_settings import *  # noqa: E402, F403
