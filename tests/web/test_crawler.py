"""A crawler walks every address as every role: nothing opens that the matrix does not open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sanyi.web.acts.matrix import ADMINISTRATORS, Act, Role, roles_of
from sanyi.web.base.access import OPEN
from sanyi.web.base.privacy import SEE
from sanyi.web.units.models import Person
from web.addresses import samples


def patterns(above: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(full name, pattern) of every address."""
    for item in above.url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item, f"{item.app_name}:" if item.app_name else prefix)
        else:
            yield prefix + (item.name or ""), item


EVERY = list(patterns(get_resolver()))
NAMES = [name for name, _ in EVERY]
ACCESS = {name: getattr(p.callback, "sanyi_access", None) for name, p in EVERY}


def test_every_address_has_a_name_of_its_own() -> None:
    assert [n for n in NAMES if not n or n.endswith(":")] == []
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_view_says_by_which_act_it_is_opened(name: str) -> None:
    access = ACCESS[name]
    assert access in (OPEN, "any", "token") or access in set(Act), f"{name}: no @page"


def status_of(client: Client, address: str) -> int:
    """The status of a page; a download is read to its end, so that its file is closed."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer)
    return int(answer.status_code)


@pytest.fixture
def addresses(entry: Any, people: dict[str, Person]) -> dict[str, str]:
    """One address for every pattern, with the objects of the test office in it."""
    given = samples(entry, people)
    found = {}
    for name, pattern in EVERY:
        wanted = set(pattern.pattern.converters)
        if wanted and name not in given:
            pytest.fail(f"{name}: tests/web/addresses.py has no sample for {sorted(wanted)}")
        found[name] = reverse(name, kwargs=given.get(name, {}))
    return found


def test_stranger_opens_nothing_but_the_login(addresses: dict[str, str]) -> None:
    client = Client()
    for name, address in addresses.items():
        answer = client.get(address)
        if ACCESS[name] == "token":
            assert answer.status_code == 401, name
        elif ACCESS[name] != OPEN and answer.status_code != 405:
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/login/"), name


@pytest.mark.parametrize("role", [r.value for r in Role])
def test_role_opens_what_the_matrix_opens_and_nothing_else(role, as_role, addresses) -> None:  # type: ignore[no-untyped-def]
    for name, address in addresses.items():
        access = ACCESS[name]
        if access in (OPEN, "any", "token") or name == "logout":
            continue
        client = as_role(role)
        status = status_of(client, address)
        if role in roles_of(access):
            if name in ORIGINALS and role not in SEE:
                # refused where it holds contacts, which tests/web/test_masks.py walks
                assert status in (200, 403), f"{role} {name}: {status}"
                continue
            # 405: an act, which only a form may do; 404: not this person's object
            assert status in (200, 302, 404, 405), f"{role} {name}: {status}"
        else:
            assert status in (403, 405), f"{role} {name}: {status}"
            assert client.post(address).status_code == 403, f"{role} POST {name}"


def test_other_units_and_other_places_see_none_of_the_objects(addresses, people) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web import office
    from sanyi.web.units.models import Place, Unit

    here = people["liaison"].place
    elsewhere = Place.objects.create(code="elsewhere", name="邻县")
    idle = Unit.objects.create(place=here, name="无任务单位")
    afar = Unit.objects.create(place=elsewhere, name="邻县单位")
    strangers = [
        office.add_person("idle", "甲", Role.LIAISON, here, idle, "x", must_change=False),
        *(
            office.add_person(f"afar-{r}", "乙", r, elsewhere, afar, "x", must_change=False)
            for r in Role
            if r not in ADMINISTRATORS
        ),
    ]
    for person in strangers:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for name, address in addresses.items():
            if name in OF_A_PLACE:
                status = status_of(client, address)
                assert status in (403, 404, 405), f"{person.username} {name}: {status}"


ORIGINALS = {"papers:download", "consultations:scan"}
# addresses that hold an object of a place or unit: everything with a key in it, save what is
# common to all places
COMMON = {"figures:indicator", "mechanisms:mechanism", "data:table"}
OF_ALL_UNITS = {"figures:explain"}  # every unit of a place sees its figures
OF_A_PLACE = {
    name
    for name, pattern in EVERY
    if pattern.pattern.converters
    and not name.startswith("units:")
    and name not in COMMON
    and ACCESS[name] != "token"  # tests/web/api holds those to the place of the token
}
