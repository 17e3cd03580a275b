"""Indicators: one definition file each, compiled to table expressions, evaluated to figures.

``datasets + params -> indicators``: the package reads no document and knows no ledger.
"""

from sanyi.indicators.coverage import CoverageRow, Extent, coverage
from sanyi.indicators.evaluate import Options, Source, evaluate, evaluate_all, series
from sanyi.indicators.listing import listed_rows
from sanyi.indicators.model import Definition, Direction, Evidence, Kind, Measure, Measuring
from sanyi.indicators.pages import render_coverage, render_indicator_reference
from sanyi.indicators.plan import Scan, plan
from sanyi.indicators.read import read_definition
from sanyi.indicators.registry import definitions, get_definition, parameters, shelf
from sanyi.indicators.wording import tables_needed, wording

__all__ = [
    "CoverageRow",
    "Definition",
    "Direction",
    "Evidence",
    "Extent",
    "Kind",
    "Measure",
    "Measuring",
    "Options",
    "Scan",
    "Source",
    "coverage",
    "definitions",
    "evaluate",
    "evaluate_all",
    "get_definition",
    "listed_rows",
    "parameters",
    "plan",
    "read_definition",
    "render_coverage",
    "render_indicator_reference",
    "series",
    "shelf",
    "tables_needed",
    "wording",
]
