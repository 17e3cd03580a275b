"""Words shared by all packages: spans, periods, units, figures, findings, errors.

It imports nothing of the house.
"""

from sanyi.kernel.errors import (
    ContractError,
    DefinitionError,
    EncryptedFileError,
    InputError,
    MissingToolError,
    ParameterError,
    SanyiError,
    ShapeError,
    TooLargeError,
    TraceError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from sanyi.kernel.figures import (
    Figure,
    InputUse,
    LeftOut,
    ParameterUse,
    Scope,
    ScopeKind,
    Trace,
    figures_from_text,
    figures_to_text,
)
from sanyi.kernel.findings import Finding, Severity
from sanyi.kernel.periods import Period, PeriodKind
from sanyi.kernel.spans import Span
from sanyi.kernel.units import UNITS, Unit, unit_of

__all__ = [
    "UNITS",
    "ContractError",
    "DefinitionError",
    "EncryptedFileError",
    "Figure",
    "Finding",
    "InputError",
    "InputUse",
    "LeftOut",
    "MissingToolError",
    "ParameterError",
    "ParameterUse",
    "Period",
    "PeriodKind",
    "SanyiError",
    "Scope",
    "ScopeKind",
    "Severity",
    "ShapeError",
    "Span",
    "TooLargeError",
    "Trace",
    "TraceError",
    "Unit",
    "UnreadableFileError",
    "UnsupportedFormatError",
    "figures_from_text",
    "figures_to_text",
    "unit_of",
]
