"""Places and units of government: data files, and readers that name what a text names.

It recognises, splits and proposes; it never merges two units and never corrects a printed name.
"""

from sanyi.clauses.gazetteer.divisions import (
    Division,
    PlaceMention,
    division,
    divisions_named,
    find_places,
    foreign_places,
    in_line,
    parents,
    resolve_jurisdiction,
)
from sanyi.clauses.gazetteer.register import UnitKind, official_name, unit_kind, unit_register
from sanyi.clauses.gazetteer.restore import restore_damaged, restore_prefixes
from sanyi.clauses.gazetteer.same_unit import Proposal, same_unit
from sanyi.clauses.gazetteer.unit_lists import (
    Leftover,
    UnitItem,
    UnitList,
    is_unit_list,
    split_unit_list,
    unit_list_score,
)
from sanyi.clauses.gazetteer.unit_names import UnitName, recognise_unit

__all__ = [
    "Division",
    "Leftover",
    "PlaceMention",
    "Proposal",
    "UnitItem",
    "UnitKind",
    "UnitList",
    "UnitName",
    "division",
    "divisions_named",
    "find_places",
    "foreign_places",
    "in_line",
    "is_unit_list",
    "official_name",
    "parents",
    "recognise_unit",
    "resolve_jurisdiction",
    "restore_damaged",
    "restore_prefixes",
    "same_unit",
    "split_unit_list",
    "unit_kind",
    "unit_list_score",
    "unit_register",
]
