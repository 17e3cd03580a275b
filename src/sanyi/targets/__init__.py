"""Ledger target + figures -> trajectory and verdict: here the two halves of the house meet.

Nothing is published here, and no figure means ``no_data``, never ``met``.
"""

from sanyi.targets.bindings import Binding, bindings_as_toml, load_bindings
from sanyi.targets.caveats import caveats
from sanyi.targets.derived import counted, derived
from sanyi.targets.method import Method, method_on
from sanyi.targets.model import (
    LAMP_LABELS,
    STATUS_LABELS,
    Goal,
    History,
    Kind,
    Lamp,
    ProgressReport,
    Shape,
    Status,
    TargetVerdict,
    TaskVerdict,
)
from sanyi.targets.outlook import band_of
from sanyi.targets.reports import check_reports
from sanyi.targets.statement import (
    Cited,
    RefKind,
    Sentence,
    Words,
    join,
    named,
    quote,
    reported,
    say,
    whole_percent,
)
from sanyi.targets.tasks import Evidence, assess, deciding_targets, tasks_of
from sanyi.targets.trajectory import EditedPath, Trajectory, load_edited_paths, trajectory_of
from sanyi.targets.verdict import Question, goal_words, judge

__all__ = [
    "LAMP_LABELS",
    "STATUS_LABELS",
    "Binding",
    "Cited",
    "EditedPath",
    "Evidence",
    "Goal",
    "History",
    "Kind",
    "Lamp",
    "Method",
    "ProgressReport",
    "Question",
    "RefKind",
    "Sentence",
    "Shape",
    "Status",
    "TargetVerdict",
    "TaskVerdict",
    "Trajectory",
    "Words",
    "assess",
    "band_of",
    "bindings_as_toml",
    "caveats",
    "check_reports",
    "counted",
    "deciding_targets",
    "derived",
    "goal_words",
    "join",
    "judge",
    "load_bindings",
    "load_edited_paths",
    "method_on",
    "named",
    "quote",
    "reported",
    "say",
    "tasks_of",
    "trajectory_of",
    "whole_percent",
]
