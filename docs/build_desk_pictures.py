"""Draw the desks of a running demo for the docs.

sanyi demo -o out --open
python docs/build_desk_pictures.py http://127.0.0.1:8000 head=PASSWORD unit1=… audadmin=…
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent / "img"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
VIEW = {"x": 0, "y": 0, "width": 1366, "height": 690}
# picture, account, address
SHOTS = (
    ("desk-home", "head", "/"),
    ("desk-papers", "head", "/papers/2/1/"),
    ("desk-ledger", "head", "/ledger/"),
    ("desk-entry", "head", "/ledger/5/"),
    ("desk-supervision", "head", "/supervision/"),
    ("desk-bulletin", "head", "/supervision/bulletins/1/"),
    ("desk-consultations", "head", "/consultations/1/"),
    ("desk-figures", "head", "/figures/indicator/county_visit_rate"),
    ("desk-mechanisms", "head", "/mechanisms/"),
    ("desk-data", "head", "/data/"),
    ("desk-tasks", "unit1", "/tasks/"),
    ("desk-system", "audadmin", "/system/audit/"),
)


def log_in(browser: Any, address: str, username: str, password: str) -> Any:
    """A page of somebody, a little sharper than the screen would need."""
    page = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 768},
        base_url=address,
    ).new_page()  # fmt: skip
    page.goto("/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("button[type=submit]")
    return page


def main(address: str, *passwords: str) -> None:
    """Write one picture of each desk.

    Args:
        passwords: ``account=password`` for each account of ``SHOTS``.
    """
    given = dict(one.split("=", 1) for one in passwords)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        pages = {name: log_in(browser, address, name, word) for name, word in given.items()}
        for name, account, path in SHOTS:
            pages[account].goto(path)
            pages[account].wait_for_timeout(500)
            pages[account].screenshot(path=str(PICTURES / f"{name}.png"), clip=VIEW)
            print(f"docs/img/{name}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
