"""Printed names of units -> units, by name, former name or alias, following successions."""

from __future__ import annotations

from collections.abc import Iterable

from sanyi.web.units.models import Place, Unit, UnitAlias, UnitKind


def unit_named(place: Place, name: str) -> Unit | None:
    """The unit that answers today for a printed name; None when nobody is known by it."""
    found = Unit.objects.filter(place=place, name=name).first()
    if found is None:
        alias = (
            UnitAlias.objects.filter(unit__place=place, name=name).select_related("unit").first()
        )
        found = alias.unit if alias else None
    return found.heir() if found else None


def units_named(place: Place, names: Iterable[str]) -> dict[str, Unit]:
    """Units by printed name; a name nobody is known by becomes a unit of its own."""
    found: dict[str, Unit] = {}
    for name in dict.fromkeys(names):
        unit = unit_named(place, name)
        if unit is None:
            unit = Unit.objects.create(place=place, name=name, kind=_kind(name))
        found[name] = unit
    return found


def _kind(name: str) -> str:
    if name.endswith(("人民政府", "管委会")):
        return UnitKind.GOVERNMENT
    if name.endswith(("医院", "卫生院", "社区卫生服务中心")):
        return UnitKind.INSTITUTION
    return UnitKind.MEMBER
