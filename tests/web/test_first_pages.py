"""Every desk opens for those it is for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sanyi.web.acts.matrix import Role
from sanyi.web.base.desks import DESKS, first_page_of


@pytest.mark.parametrize("role", [r.value for r in Role])
@pytest.mark.parametrize("desk", DESKS, ids=[d.name for d in DESKS])
def test_desk_opens_for_its_roles_and_refuses_the_others(as_role, role, desk) -> None:  # type: ignore[no-untyped-def]
    answer = as_role(role).get(reverse(desk.url))
    if desk.name == "home" and not desk.is_open_to(role):  # the root leads on to the first desk
        assert answer.headers["Location"] == reverse(first_page_of(role))
        return
    assert answer.status_code == (200 if desk.is_open_to(role) else 403)


def test_stranger_is_sent_to_the_login(db: None) -> None:
    assert Client().get("/").headers["Location"] == "/login/?next=/"


def test_login_leads_to_the_first_desk_of_the_role(people) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    answer = client.post(reverse("login"), {"username": "liaison", "password": "Anhe-2025-test"})
    assert answer.headers["Location"] == "/"
    page = client.get("/")
    assert page.headers["Content-Security-Policy"].count("default-src 'self'") == 1
    assert "首页" in page.content.decode()
