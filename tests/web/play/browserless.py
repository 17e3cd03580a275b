"""A person's requests to a real server, form by form, without a browser."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from lxml import html

BOUNDARY = "sanyi-boundary-7f3a"


class Visitor:
    """Someone who is logged in."""

    def __init__(self, port: int, username: str, password: str) -> None:
        self.port, self.base = port, f"http://127.0.0.1:{port}"
        self._jar = CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar)).open
        self.get("/login/")
        page = self.submit("/login/", {"username": username, "password": password})
        assert "id_password" not in page, "not let in"

    def get(self, path: str) -> str:
        with self._open(self.base + path, timeout=60) as answer:
            return str(answer.read().decode())

    def submit(self, path: str, values: dict[str, str], action: str = "") -> str:
        """Fill in the form on a page (the one with this action) and send it."""
        form = self._form(path, action)
        fields = dict(form.form_values()) | values
        where = urllib.parse.urljoin(self.base + path, form.action or path)
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(where, data, {"Referer": self.base + path})
        with self._open(request, timeout=120) as answer:
            return str(answer.read().decode())

    def _form(self, path: str, action: str) -> Any:
        tree = html.fromstring(self.get(path))
        forms = [f for f in tree.forms if f.method == "POST" and action in (f.action or path)]
        wanted = [f for f in forms if "logout" not in (f.action or "")]
        assert wanted, f"no form on {path}"
        return wanted[0]

    def upload_request(self, path: str, file: Path, values: dict[str, str]) -> bytes:
        """The whole request that sends a file through the form of a page."""
        fields = dict(self._form(path, "").form_values()) | values
        lines = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        body = "".join([*lines, head]).encode() + file.read_bytes() + tail
        cookies = "; ".join(f"{c.name}={c.value}" for c in self._jar)
        start = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
            f"Referer: {self.base}{path}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        )
        return start.encode() + body

    def send(self, request: bytes) -> tuple[int, str]:
        """Send a whole request: status and where it leads to."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(request)
            answer = http.client.HTTPResponse(line)
            answer.begin()
            return answer.status, answer.getheader("Location") or ""

    def send_half(self, request: bytes) -> socket.socket:
        """Send half of a request and keep the line open."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        line.sendall(request[: len(request) // 2])
        return line
