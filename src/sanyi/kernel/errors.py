"""Exceptions for broken contracts. Dirty documents and data are findings, never exceptions.

SanyiError
├── InputError               a person gave something that cannot be used: exit code 2
│   ├── UnreadableFileError      absent, empty, truncated or not what its name says
│   ├── UnsupportedFormatError   no reader for this kind of file
│   ├── EncryptedFileError       a password stands before the text
│   ├── TooLargeError            over a limit of size, members, pages or depth
│   └── MissingToolError         an optional tool or extra is needed and is not there
└── ContractError            the program or one of its definition files is wrong: exit code 3
    ├── DefinitionError          a definition file breaks its schema
    ├── ParameterError           a dated value is missing or has no source
    ├── ShapeError               arguments that do not belong together
    └── TraceError               a figure without its trace
"""

from __future__ import annotations


class SanyiError(Exception):
    """Every error this library raises on purpose.

    Args:
        code: stable identifier such as ``DOC-003``.
        message: where, what was found, what was expected. Never a personal value.
        hint: what to do next.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.code} {self.message}" + (f" {self.hint}" if self.hint else "")


class InputError(SanyiError):
    """A person gave something that cannot be used."""

    exit_code = 2


class UnreadableFileError(InputError):
    """The file is absent, empty, truncated or not what its name says."""


class UnsupportedFormatError(InputError):
    """No reader knows this kind of file."""


class EncryptedFileError(InputError):
    """A password stands before the text."""


class TooLargeError(InputError):
    """The file is over a limit of size, members, pages or depth."""


class MissingToolError(InputError):
    """An optional tool or extra is needed and is not installed."""


class ContractError(SanyiError):
    """The program or one of its definition files is wrong."""

    exit_code = 3


class DefinitionError(ContractError):
    """A definition file breaks its schema."""


class ParameterError(ContractError):
    """A dated value is missing or has no source."""


class ShapeError(ContractError):
    """Arguments that do not belong together."""


class TraceError(ContractError):
    """A figure without its trace."""
