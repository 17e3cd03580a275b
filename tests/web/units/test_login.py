"""Login: lock-out, idle end, first password, one-time code, and no password in any log."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from sanyi.web.acts.matrix import Role
from sanyi.web.acts.models import Event
from web.conftest import PASSWORD

LOGIN = "/login/"


def log_in(client: Client, username: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_fifth_wrong_password_locks_and_the_security_administrator_unlocks(
    people, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.AXES_ENABLED = True
    client = Client()
    answers = [log_in(client, "office", "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert log_in(client, "office").status_code == 429
    assert Event.objects.filter(act="locked_out", subject="office").exists()
    admin = Client()
    assert log_in(admin, "security_admin").status_code == 302
    admin.post(reverse("units:unlock", args=[people["office"].pk]))
    assert log_in(client, "office").status_code == 302


def test_what_is_typed_as_a_name_that_is_no_account_is_not_written_down(people) -> None:  # type: ignore[no-untyped-def]
    log_in(Client(), "MyS3cretPassword", "x")
    assert "MyS3cretPassword" not in str(list(Event.objects.values()))


def test_idle_session_ends(people, settings) -> None:  # type: ignore[no-untyped-def]
    settings.IDLE_SECONDS = 1
    client = Client()
    log_in(client, "office")
    assert client.get("/").status_code == 200
    time.sleep(1.2)
    assert client.get("/").headers["Location"] == LOGIN


def test_first_password_opens_only_the_page_that_changes_it(people) -> None:  # type: ignore[no-untyped-def]
    person = people["office"]
    person.must_change_password = True
    person.save()
    client = Client()
    log_in(client, "office")
    assert client.get("/").headers["Location"] == reverse("password_change")
    new = "New-Passw0rd-of-mine"
    answer = client.post(
        reverse("password_change"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert not person.must_change_password
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("weak", ["short-A1", "aaaaaaaaaaaa", "password1234", "office-office"])
def test_weak_password_is_refused(people, weak) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(people["office"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        reverse("password_change"),
        {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak},
    )
    assert answer.status_code == 200


def test_one_time_code_is_asked_once_switched_on(people) -> None:  # type: ignore[no-untyped-def]
    from django_otp.oath import totp
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client = Client()
    log_in(client, "office")
    page = reverse("one_time_code")
    assert "<svg" in client.get(page).content.decode()
    device = TOTPDevice.objects.get(user=people["office"])
    client.post(page, {"code": f"{totp(device.bin_key):06d}"})
    other = Client()
    assert log_in(other, "office").status_code == 200
    TOTPDevice.objects.update(
        last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
    )
    assert log_in(other, "office", otp=f"{totp(device.bin_key):06d}").status_code == 302


def test_form_without_its_token_is_refused_in_chinese(people) -> None:  # type: ignore[no-untyped-def]
    client = Client(enforce_csrf_checks=True)
    answer = log_in(client, "office")
    assert answer.status_code == 403
    assert "刷新" in answer.content.decode()


def test_answers_carry_the_security_headers(people) -> None:  # type: ignore[no-untyped-def]
    answer = Client().get(LOGIN)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_who_asks_too_fast_is_told_to_wait(people, settings) -> None:  # type: ignore[no-untyped-def]
    settings.RATES = {**settings.RATES, "read": "3/minute"}
    client = Client()
    client.force_login(people["leader"], backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get("/").status_code for _ in range(4)] == [200, 200, 200, 429]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_begins_at_a_page_it_may_open(people, role) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    asked = client.get("/", follow=True)
    assert asked.redirect_chain[-1][0] == "/login/?next=/"
    given = {"username": role.value, "password": PASSWORD}
    answer = client.post("/login/?next=/", given, follow=True)
    assert answer.status_code == 200 and "没有权限" not in answer.content.decode()
