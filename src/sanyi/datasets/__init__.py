"""Input contracts, loading, quality checks and the analytic engine session.

Data enters here and leaves as table expressions. The package computes no figure, knows no
document and imports nothing of ``documents``, ``clauses`` or ``ledger``.
"""

from sanyi.datasets.contract import read_code_list, read_contract
from sanyi.datasets.engine import (
    DIALECTS,
    ChdbExecutor,
    DuckDBExecutor,
    Executor,
    RowDifference,
    Session,
    SparkExecutor,
    TableEntry,
    Workspace,
    compare_rows,
    compile_sql,
    executor_from,
    quantiles,
    ratio,
    tables_of,
)
from sanyi.datasets.loading import (
    ColumnMapping,
    LoadMode,
    LoadReport,
    Proposal,
    SourceMapping,
    load_folder,
    load_table,
    propose_file,
    propose_mapping,
    read_mapping,
    write_mapping,
)
from sanyi.datasets.model import CheckSpec, Code, CodeList, Column, Contract, Personal
from sanyi.datasets.reference import render_contract_reference
from sanyi.datasets.registry import (
    code_lists,
    contracts,
    get_code_list,
    get_contract,
    table,
    table_of,
)
from sanyi.datasets.suppression import is_small, suppress_small_cells

__all__ = [
    "DIALECTS",
    "ChdbExecutor",
    "CheckSpec",
    "Code",
    "CodeList",
    "Column",
    "ColumnMapping",
    "Contract",
    "DuckDBExecutor",
    "Executor",
    "LoadMode",
    "LoadReport",
    "Personal",
    "Proposal",
    "RowDifference",
    "Session",
    "SourceMapping",
    "SparkExecutor",
    "TableEntry",
    "Workspace",
    "code_lists",
    "compare_rows",
    "compile_sql",
    "contracts",
    "executor_from",
    "get_code_list",
    "get_contract",
    "is_small",
    "load_folder",
    "load_table",
    "propose_file",
    "propose_mapping",
    "quantiles",
    "ratio",
    "read_code_list",
    "read_contract",
    "read_mapping",
    "render_contract_reference",
    "suppress_small_cells",
    "table",
    "table_of",
    "tables_of",
    "write_mapping",
]
