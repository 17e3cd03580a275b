"""Start and stop the desks: migrate, a worker beside the server, one process to watch."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from sanyi.kernel import InputError

PID_FILE = "server.pid"
_WAIT = 60  # seconds for a server to answer


def set_up(home: Path) -> None:
    """Point Django at a home and bring its database up to date."""
    os.environ["SANYI_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanyi.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def free_port(wanted: int) -> int:
    """The port wanted, or the next free one after it.

    Raises:
        InputError: twenty ports in a row are taken.
    """
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise InputError("WEB-001", f"端口 {wanted} 起二十个都被占用。", "用 --port 换一个端口。")


def serve(home: Path, host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    set_up(home)
    from granian import Granian
    from granian.constants import Interfaces

    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "worker", "--parent", str(os.getpid())],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "sanyi.web.settings"},
        stdin=subprocess.DEVNULL,
    )
    try:
        Granian(
            target="sanyi.web.wsgi:application", address=host, port=port,
            interface=Interfaces.WSGI, workers=workers, blocking_threads=4, websockets=False,
            log_enabled=True, respawn_failed_workers=True,
        ).serve()  # fmt: skip
    finally:
        worker.terminate()
        worker.wait(timeout=10)


def start_detached(home: Path, port: int, today: str = "") -> int:
    """Start a server that outlives this command; returns the port when it answers.

    Args:
        today: the day the desks take for today, for a demo whose data end in the past.

    Raises:
        InputError: it does not come up; its log is named.
    """
    stop(home)
    port = free_port(port)
    log = home / "server.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "sanyi.cli", "serve", "--home", str(home), "--port", str(port)],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, **({"SANYI_TODAY": today} if today else {})},
        )  # fmt: skip
    (home / PID_FILE).write_text(str(process.pid))
    for _ in range(_WAIT * 5):
        if process.poll() is not None:
            break
        if _answers(port):
            return port
        time.sleep(0.2)
    raise InputError("WEB-002", "网页服务没有启动。", f"原因见 {log}。")


def stop(home: Path) -> bool:
    """Stop the server that ``start_detached`` left; False when none runs."""
    file = home / PID_FILE
    if not file.exists():
        return False
    pid = int(file.read_text() or 0)
    file.unlink()
    try:
        os.killpg(pid, signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        return False
    for _ in range(50):
        try:
            os.killpg(pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    return True


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
