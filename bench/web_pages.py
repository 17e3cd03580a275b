"""How fast ten pages open while fifty people use the desks: 100 counties x 60 tasks x 5 years.

    python bench/web_pages.py [--home FOLDER] [--people 50] [--seconds 60] [--workers 2] [--pause 1]

Fills a database once (reused while the folder stands), starts the real server, logs fifty people
in, and then lets each open the pages in turn with a pause between two, as a person who clicks
through would. Prints p50 and p95 by page in milliseconds, and requests a second.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import home_page

PASSWORD = "Bench-2025-anhe"
PORT = 8399
PAGES = (
    ("首页", "/"),
    ("台账", "/ledger/"),
    ("台账 第三页", "/ledger/?page=3"),
    ("台账 筛选", "/ledger/?lamp=red"),
    ("台账 检索", "/ledger/?q=%E5%8C%BB%E4%BF%9D"),
    ("一项任务", "{entry}"),
    ("文件", "/papers/"),
    ("督办与通报", "/supervision/"),
    ("指标", "/figures/"),
    ("我的任务", "/tasks/"),
)


def add_people(count: int) -> list[tuple[str, str, str]]:
    """(account, role, address of an entry it may open) of people of all counties."""
    from sanyi.web.acts.matrix import Role
    from sanyi.web.ledgers.queries import visible_entries
    from sanyi.web.office import add_person
    from sanyi.web.units.models import Person, Place, Unit

    roles = (Role.OFFICE, Role.LEADER, Role.LIAISON, Role.LIAISON)
    counties = list(Place.objects.filter(parent__isnull=False))
    found = []
    for number in range(count):
        role, county = roles[number % len(roles)], counties[number % len(counties)]
        username = f"bench{number}"
        person = Person.objects.filter(username=username).first()
        if person is None:
            unit = Unit.objects.filter(place=county).first()
            person = add_person(username, "示例", role, county, unit, PASSWORD, must_change=False)
        entry = visible_entries(person).first()
        assert entry is not None
        found.append((username, role.value, f"/ledger/{entry.pk}/"))
    return found


class Visitor(threading.Thread):
    """One person with a browser of the own."""

    def __init__(
        self, account: tuple[str, str, str], seconds: float, pause: float, all_in: threading.Barrier
    ) -> None:
        super().__init__(daemon=True)
        self.username, self.role, self.entry = account
        self.seconds, self.pause, self.all_in = seconds, pause, all_in
        self.taken: dict[str, list[float]] = {}
        self.refused: dict[str, int] = {}
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def run(self) -> None:
        page = self._get("/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1], "username": self.username, "password": PASSWORD}
        self._get("/login/", urllib.parse.urlencode(form).encode())
        chance = random.Random(self.username)
        pages = [p for p in PAGES if p[0] != "我的任务" or self.role == "liaison"]
        self.all_in.wait()  # checking fifty passwords at once is slow on purpose
        until = time.time() + self.seconds
        while time.time() < until:
            time.sleep(chance.uniform(0.5 * self.pause, 1.5 * self.pause))
            name, address = chance.choice(pages)
            began = time.perf_counter()
            try:
                self._get(address.format(entry=self.entry))
            except urllib.error.HTTPError as error:
                self.refused[f"{name} {error.code}"] = (
                    self.refused.get(f"{name} {error.code}", 0) + 1
                )
            else:
                self.taken.setdefault(name, []).append(time.perf_counter() - began)

    def _get(self, address: str, data: bytes | None = None) -> str:
        with self.opener.open(f"http://127.0.0.1:{PORT}{address}", data, timeout=60) as answer:
            return str(answer.read().decode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pause", type=float, default=1.0, help="mean seconds between two clicks")
    options = parser.parse_args()
    home = options.home or Path(tempfile.mkdtemp(prefix="sanyi-bench-"))
    home_page.set_up(home)
    from sanyi.web.units.models import Place

    if not Place.objects.exists():
        home_page.fill(random.Random(home_page.SEED))
    accounts = add_people(options.people)
    server = subprocess.Popen(
        [sys.executable, "-m", "sanyi.cli", "serve", "--home", str(home), "--port", str(PORT),
         "--workers", str(options.workers)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "SANYI_HOSTS": "127.0.0.1"},
    )  # fmt: skip
    try:
        _wait()
        all_in = threading.Barrier(len(accounts))
        visitors = [Visitor(a, options.seconds, options.pause, all_in) for a in accounts]
        for visitor in visitors:
            visitor.start()
            time.sleep(0.1)  # people do not all log in at once
        for visitor in visitors:
            visitor.join()
        report(visitors, options.seconds)
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/login/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def report(visitors: list[Visitor], seconds: float) -> None:
    """Print what was measured."""
    total = 0
    for name, _ in PAGES:
        taken = sorted(t for v in visitors for t in v.taken.get(name, ()))
        if taken:
            total += len(taken)
            p95 = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
            middle = statistics.median(taken)
            line = (
                f"n {len(taken):>5}",
                f"p50 {middle * 1000:7.0f} ms",
                f"p95 {p95 * 1000:7.0f} ms",
            )
            print("\t".join((f"{name:<8}", *line)))
    refused: dict[str, int] = {}
    for visitor in visitors:
        for name, count in visitor.refused.items():
            refused[name] = refused.get(name, 0) + count
    speed = total / seconds
    print(f"{len(visitors)} people, {speed:.1f} pages a second, refused: {refused or 'none'}")


if __name__ == "__main__":
    main()
