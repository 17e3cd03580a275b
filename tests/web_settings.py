"""The desks' settings for tests: a home of its own for every process."""

import os
import tempfile

os.environ.setdefault("SANYI_HOME", tempfile.mkdtemp(prefix="sanyi-test-"))

from sanyi.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests log in often
AXES_ENABLED = False  # tests of the lock-out switch it on
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
RATES = dict.fromkeys(RATES, "100000/minute")  # noqa: F405 - tests click faster than people
