"""The background worker: ends with the server that started it, and takes up what a crash left."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from sanyi.web.base.timer import keep_time


class Command(BaseCommand):
    """``python -m django worker --parent PID``; one worker for each installation."""

    help = "运行后台任务。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, default=0)
        parser.add_argument("--batch", action="store_true")

    def handle(self, *args: Any, parent: int = 0, batch: bool = False, **options: Any) -> None:
        resume_interrupted()
        if parent:
            threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        if not batch:
            threading.Thread(target=keep_time, daemon=True).start()
        worker = Worker(
            queue_names=["default"], excluded_queue_names=[], interval=0.5, batch=batch,
            backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=get_random_string(32),
        )  # fmt: skip
        if threading.current_thread() is threading.main_thread():
            worker.configure_signals()
        worker.run()


def resume_interrupted() -> int:
    """Put tasks that were running when the last worker died back into the queue.

    Tasks are written so that a second run gives the same result as one.
    """
    running = DBTaskResult.objects.filter(status="RUNNING")
    return running.update(status="READY", started_at=None, worker_ids=[])


def _end_with(parent: int) -> None:
    """A server that was killed cannot stop its worker; so the worker watches it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
