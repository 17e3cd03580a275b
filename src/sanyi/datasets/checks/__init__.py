"""Quality checks: parameterised kinds, raw counts, grades at reading, two runs compared."""

from sanyi.datasets.checks.compare import CHANGE_LABELS, Change, Difference, compare_runs
from sanyi.datasets.checks.grades import Grade, grade, thresholds
from sanyi.datasets.checks.kinds import FILLED, Kind, Question
from sanyi.datasets.checks.run import (
    CheckResult,
    CheckRun,
    TableChecks,
    check_table,
    read_run,
    run_checks,
    write_run,
)
from sanyi.datasets.checks.specs import KINDS, checks_of, kind_of

__all__ = [
    "CHANGE_LABELS",
    "FILLED",
    "KINDS",
    "Change",
    "CheckResult",
    "CheckRun",
    "Difference",
    "Grade",
    "Kind",
    "Question",
    "TableChecks",
    "check_table",
    "checks_of",
    "compare_runs",
    "grade",
    "kind_of",
    "read_run",
    "run_checks",
    "thresholds",
    "write_run",
]
