"""Words shared by all packages: spans, findings, errors. It imports nothing of the house."""

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
from sanyi.kernel.findings import Finding, Severity
from sanyi.kernel.spans import Span

__all__ = [
    "ContractError",
    "DefinitionError",
    "EncryptedFileError",
    "Finding",
    "InputError",
    "MissingToolError",
    "ParameterError",
    "SanyiError",
    "Severity",
    "ShapeError",
    "Span",
    "TooLargeError",
    "TraceError",
    "UnreadableFileError",
    "UnsupportedFormatError",
]
