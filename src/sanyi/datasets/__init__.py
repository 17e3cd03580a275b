"""Input contracts, loading, quality checks and the analytic engine session.

Data enters here and leaves as table expressions. The package computes no figure, knows no
document and imports nothing of ``documents``, ``clauses`` or ``ledger``.
"""

from sanyi.datasets.contract import read_code_list, read_contract
from sanyi.datasets.engine import (
    DIALECTS,
    DuckDBExecutor,
    Executor,
    Session,
    TableEntry,
    Workspace,
    compile_sql,
    tables_of,
)
from sanyi.datasets.loading import (
    ColumnMapping,
    LoadMode,
    LoadReport,
    Proposal,
    SourceMapping,
    load_table,
    propose_mapping,
    read_mapping,
    write_mapping,
)
from sanyi.datasets.model import CheckSpec, Code, CodeList, Column, Contract, Personal
from sanyi.datasets.registry import (
    code_lists,
    contracts,
    get_code_list,
    get_contract,
    table,
    table_of,
)

__all__ = [
    "DIALECTS",
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
    "Session",
    "SourceMapping",
    "TableEntry",
    "Workspace",
    "code_lists",
    "compile_sql",
    "contracts",
    "get_code_list",
    "get_contract",
    "load_table",
    "propose_mapping",
    "read_code_list",
    "read_contract",
    "read_mapping",
    "table",
    "table_of",
    "tables_of",
    "write_mapping",
]
