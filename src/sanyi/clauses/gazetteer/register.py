"""Kinds of government unit: which names a kind goes by, now and formerly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from sanyi.kernel import DefinitionError

_LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class UnitKind:
    """One kind of unit.

    Args:
        key: stable identifier, such as ``medical_insurance``.
        field: field of administration, such as ``health``.
        style: government, national, party, party_seat, discipline, group, vertical, office or
            institution; it decides which elided prefix is restored.
        names: current names after the place, official ones first.
        national: names that carry an anchor of their own.
        former: former names with the year they ended, 0 where it is unknown.
        official: official name by level, where the kind follows a ladder.
        anchored: the name always says its place, so nothing elided is restored.
        laddered: the names made of stems and suffixes; all of them mean the head office itself.
        synonyms: groups of other names that mean one and the same unit.
    """

    key: str
    field: str
    style: str
    names: tuple[str, ...]
    national: tuple[str, ...] = ()
    former: tuple[tuple[str, int], ...] = ()
    official: Mapping[str, str] = dataclass_field(default_factory=lambda: MappingProxyType({}))
    anchored: bool = False
    laddered: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name with its place inside, such as 某某银行(place)分行."""

    key: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class UnitRegister:
    """All kinds, and the look-ups the readers need."""

    kinds: Mapping[str, UnitKind]
    after_place: Mapping[str, str]
    national: Mapping[str, str]
    patterns: tuple[NamePattern, ...]


def _laddered(row: dict[str, Any], ladders: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    ladder = ladders.get(row.get("ladder", ""), {})
    stems = row.get("stems", [])
    if not ladder or not stems:
        return [], {}
    suffixes = dict.fromkeys([*(ladder[level] for level in _LEVELS), *ladder["also"]])
    names = [stem + suffix for stem in stems for suffix in suffixes]
    return names, {level: stems[0] + ladder[level] for level in _LEVELS}


def _read_kind(row: dict[str, Any], ladders: dict[str, Any]) -> UnitKind:
    laddered, official = _laddered(row, ladders)
    names = tuple(dict.fromkeys([*laddered, *row.get("names", [])]))
    return UnitKind(
        key=row["key"],
        field=row["field"],
        style=row.get("style", "government"),
        names=names,
        national=tuple(row.get("national", [])),
        former=tuple((name, until) for name, until in row.get("former", [])),
        official=MappingProxyType(official),
        anchored=row.get("anchored", False),
        laddered=tuple(laddered),
        synonyms=tuple(tuple(group) for group in row.get("synonyms", [])),
    )


@cache
def unit_register() -> UnitRegister:
    """The register, read once.

    Raises:
        DefinitionError: the data file breaks its form.
    """
    raw = tomllib.loads(files(__package__).joinpath("data/unit_kinds.toml").read_text("utf-8"))
    try:
        kinds = [_read_kind(row, raw["ladders"]) for row in raw["kind"]]
        patterns = tuple(NamePattern(p["key"], re.compile(p["regex"])) for p in raw["pattern"])
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise DefinitionError(
            "GAZ-001",
            f"unit_kinds.toml: {error!r}",
            "每个 kind 要有 key、field，former 为 [名称, 年]。",
        ) from error
    after_place: dict[str, str] = {}
    national: dict[str, str] = {}
    for kind in kinds:
        for name in (*kind.names, *(former for former, _ in kind.former)):
            after_place.setdefault(name, kind.key)
        for name in kind.national:
            national.setdefault(name, kind.key)
    return UnitRegister(
        MappingProxyType({kind.key: kind for kind in kinds}),
        MappingProxyType(after_place),
        MappingProxyType(national),
        patterns,
    )


def unit_kind(key: str) -> UnitKind | None:
    """The kind with this key."""
    return unit_register().kinds.get(key)


def official_name(key: str, level: str, place: str) -> str | None:
    """The official name of a kind at a level (province, city, county), after its place."""
    kind = unit_kind(key)
    name = kind.official.get(level) if kind else None
    return place + name if name else None


def ended_in(name_after_place: str) -> int | None:
    """Year in which a former name ended, 0 if unknown, None for a current name."""
    for kind in unit_register().kinds.values():
        for name, until in kind.former:
            if name == name_after_place and name not in kind.names:
                return until
    return None
