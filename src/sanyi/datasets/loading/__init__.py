"""Files of many kinds become typed Parquet; rejected rows are kept aside with their reasons."""

from sanyi.datasets.loading.load import load_table
from sanyi.datasets.loading.mapping import (
    ColumnMapping,
    SourceMapping,
    read_mapping,
    write_mapping,
)
from sanyi.datasets.loading.propose import Proposal, propose_mapping
from sanyi.datasets.loading.report import LoadMode, LoadReport

__all__ = [
    "ColumnMapping",
    "LoadMode",
    "LoadReport",
    "Proposal",
    "SourceMapping",
    "load_table",
    "propose_mapping",
    "read_mapping",
    "write_mapping",
]
