"""Dated values with their source clause; the values live beside the package that uses them."""

from sanyi.params.book import Basis, Parameter, ParameterBook, ParameterValue, load_parameters
from sanyi.params.changes import with_changes

__all__ = [
    "Basis",
    "Parameter",
    "ParameterBook",
    "ParameterValue",
    "load_parameters",
    "with_changes",
]
