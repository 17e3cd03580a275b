"""Objects for the addresses that need one: a sample for every pattern with a key in it."""

from __future__ import annotations

from typing import Any

from sanyi.web.units.models import Person
from web.supervision_objects import supervision_samples


def samples(entry: Any, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Arguments by name of the address."""
    person, unit = {"key": people["office"].pk}, {"key": people["liaison"].unit_id}
    return {
        "units:edit_unit": unit,
        "units:succeed_unit": unit,
        "units:edit_person": person,
        "units:set_role": person,
        "units:reset_password": person,
        "units:unlock": person,
        "units:deactivate": person,
        "figures:explain": {"figure_id": "county_visit_rate@2025C09/all"},
        **supervision_samples(entry, people),
    }
