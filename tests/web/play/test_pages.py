"""Every desk by the eyes of a machine: accessible, nothing clipped on a wide or a narrow screen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sanyi.web.base.desks import DESKS
from web.play.conftest import PHONE, SCREEN

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROLES = {"mytasks": "liaison", "units": "system_admin"}


def problems(page) -> list[str]:  # type: ignore[no-untyped-def]
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("desk", DESKS, ids=lambda d: d.name)
def test_desk_has_no_serious_finding_of_accessibility(desk, paper, open_as) -> None:  # type: ignore[no-untyped-def]
    page = open_as(ROLES.get(desk.name, "head"))
    page.goto(reverse(desk.url))
    assert problems(page) == []


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("desk", DESKS, ids=lambda d: d.name)
def test_desk_never_scrolls_sideways(desk, size, paper, open_as) -> None:  # type: ignore[no-untyped-def]
    page = open_as(ROLES.get(desk.name, "head"), size=size)
    page.goto(reverse(desk.url))
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen


def test_login_and_menu_work_by_keyboard_alone(people, open_as) -> None:  # type: ignore[no-untyped-def]
    page = open_as("office")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert "台账" in reached
    assert "征求意见" in reached
