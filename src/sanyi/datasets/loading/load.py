"""File -> typed Parquet table and a side table of rejected rows; nothing is lost on the way.

The work is done by the engine on whole sets. A load that fails, or is killed, leaves the last
good table; loading the same file in the same way again changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sanyi.datasets.engine.duckdb_executor import (
    PASSING_OPTIONS,
    DuckDBExecutor,
    quoted,
    quoted_text,
)
from sanyi.datasets.engine.files import publish
from sanyi.datasets.engine.manifest import Source, TableEntry
from sanyi.datasets.engine.session import Session
from sanyi.datasets.loading.mapping import SourceMapping, check_mapping
from sanyi.datasets.loading.propose import propose_mapping
from sanyi.datasets.loading.query import Query
from sanyi.datasets.loading.report import LoadMode, LoadReport
from sanyi.datasets.loading.staging import Staged, parquet_shape, stage
from sanyi.datasets.model import Contract
from sanyi.datasets.registry import code_lists, get_contract
from sanyi.kernel import ContractError, Finding, InputError, Severity


def load_table(
    session: Session,
    table: str | Contract,
    source: Path,
    loaded_at: str,
    *,
    mapping: SourceMapping | None = None,
    mode: LoadMode = LoadMode.FULL,
) -> LoadReport:
    """Load one file into one table.

    Args:
        loaded_at: time of the load as text, told by the caller.
        mapping: which column is which; None takes the proposal.
        mode: see ``LoadMode``.

    Raises:
        InputError: the file cannot be read, or the mapping does not fit.
        ContractError: rows in are not rows kept plus rows rejected.
    """
    contract = get_contract(table) if isinstance(table, str) else table
    with session.workspace.writing():
        folder = session.workspace.staging_folder
        session.progress(f"读取 {source.name}", 0.0)
        options = mapping or SourceMapping(contract.name, ())
        staged = stage(
            source,
            folder,
            encoding=options.encoding,
            delimiter=options.delimiter,
            sheet=options.sheet,
            header_row=options.header_row,
        )
        job = _Job(session, contract, source, staged, loaded_at, mode)
        return job.run(mapping)


def contract_hash(contract: Contract) -> str:
    """Hash of what decides typing: columns, key and the code lists they use."""
    used = {c.codes for c in contract.columns if c.codes}
    lists = {name: code_lists()[name].spellings() for name in sorted(used)}
    columns = [asdict(column) for column in contract.columns]
    text = json.dumps([contract.name, contract.key, columns, lists], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class _Job:
    session: Session
    contract: Contract
    source: Path
    staged: Staged
    loaded_at: str
    mode: LoadMode

    @property
    def _engine(self) -> DuckDBExecutor:
        return self.session.local

    def run(self, mapping: SourceMapping | None) -> LoadReport:
        query = self._query(mapping)
        previous = self.session.workspace.manifest.tables.get(self.contract.name)
        before = self._same(previous, query.mapping)
        if previous is not None and before is not None:
            return self._report(previous, before, unchanged=True)
        self.session.progress("转换类型", 0.3)
        self._convert(query)
        self.session.progress("核对主键", 0.6)
        old = self._old_rows(previous)
        source = self._split(query, old)
        self.session.progress("写入", 0.8)
        entry = self._publish(old, previous, source)
        self.session.progress("完成", 1.0)
        return self._report(entry, source, findings=query.findings)

    def _query(self, mapping: SourceMapping | None) -> Query:
        staged = self.staged
        if staged.kind == "parquet":
            columns, rows = parquet_shape(self._engine, staged.path)
            staged = self.staged = replace(staged, columns=columns, rows=rows)
        if mapping is None:
            mapping = propose_mapping(staged.columns, self.contract).mapping
        check_mapping(mapping, self.contract, staged.columns)
        return Query(self.contract, mapping, staged, self._stage("numbered"))

    def _same(self, previous: TableEntry | None, mapping: SourceMapping) -> Source | None:
        """The record of an earlier load of the same bytes in the same way, if the table has it."""
        if previous is None or previous.contract_hash != contract_hash(self.contract):
            return None
        wanted = (self.staged.sha256, mapping.sha256, self.mode.value)
        if self.mode is LoadMode.FULL and len(previous.sources) != 1:
            return None
        return next(
            (s for s in previous.sources if (s.sha256, s.mapping_sha256, s.mode) == wanted), None
        )

    def _convert(self, query: Query) -> None:
        key = self.session.workspace.key() if query.needs_key else b""
        query.prepare(self._engine, key)
        if self.staged.kind == "text":
            self._engine.copy(query.numbered_sql(), self._stage("numbered"), PASSING_OPTIONS)
        self._engine.copy(query.converted_sql(), self._stage("converted"), PASSING_OPTIONS)

    def _stage(self, name: str) -> Path:
        return self.session.workspace.staging(f"{self.contract.name}.{name}.parquet")

    def _view(self, name: str) -> str:
        return f"read_parquet({quoted_text(str(self._stage(name)))})"

    def _old_rows(self, previous: TableEntry | None) -> str:
        """FROM-clause of the rows that a full load discards and the others keep, or nothing."""
        if self.mode is LoadMode.FULL or previous is None:
            return ""
        if previous.contract_hash != contract_hash(self.contract):
            raise InputError(
                "DAT-041",
                f"{self.contract.name} 的契约已变，不能在旧表上追加。",
                "用全量方式重新装载。",
            )
        return f"read_parquet({quoted_text(str(self.session.workspace.root / previous.file))})"

    def _split(self, query: Query, old: str) -> Source:
        """Mark repeated keys, write the rejected rows, and see that every row is accounted for."""
        converted, key = self._view("converted"), ", ".join(map(quoted, self.contract.key))
        self._engine.execute(
            f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key}, min(row_no) AS first_no "
            f"FROM {converted} WHERE reasons IS NULL GROUP BY {key} HAVING count(*) > 1"
        )
        present = old if self.mode is LoadMode.INSERT else ""
        self._engine.execute(
            f"CREATE OR REPLACE TEMP TABLE refused AS {self._refused_sql(present)}"
        )
        rejected, total = self._engine.execute(
            f"SELECT (SELECT count(*) FROM refused), (SELECT count(*) FROM {converted})"
        )[0]
        kept = total - rejected
        if kept + rejected != self.staged.rows:
            counted = f"读入 {self.staged.rows} 行，保留与拒收合计 {kept + rejected} 行"
            raise ContractError(
                "DAT-040",
                f"{self.source.name}：{counted}。",
                "没有改动原表。请保留文件并报给维护人员。",
            )
        name = self._write_rejected(query, rejected)
        return Source(
            self.source.name,
            self.staged.sha256,
            query.mapping.sha256,
            self.mode.value,
            self.staged.rows,
            kept,
            rejected,
            self.loaded_at,
            name,
        )

    def _refused_sql(self, present: str) -> str:
        converted, key = self._view("converted"), ", ".join(map(quoted, self.contract.key))
        twice = (
            f"SELECT row_no, '主键与第 ' || first_no || ' 行重复' FROM {converted} "
            f"JOIN repeated USING ({key}) WHERE reasons IS NULL AND row_no > first_no"
        )
        parts = [f"SELECT row_no, reasons FROM {converted} WHERE reasons IS NOT NULL", twice]
        if present:
            parts.append(
                f"SELECT row_no, '主键已在表中' FROM {converted} AS c WHERE reasons IS NULL "
                f"AND row_no NOT IN (SELECT row_no FROM ({twice})) "
                f"AND EXISTS (SELECT 1 FROM {present} AS p WHERE {self._same_key('c', 'p')})"
            )
        return " UNION ALL ".join(parts)

    def _same_key(self, left: str, right: str) -> str:
        return " AND ".join(
            f"{left}.{quoted(name)} = {right}.{quoted(name)}" for name in self.contract.key
        )

    def _write_rejected(self, query: Query, rejected: int) -> str:
        if not rejected:
            return ""
        staged = self._stage("rejected")
        self._engine.copy(query.rejected_sql("refused"), staged)
        name = f"rejected/{self.contract.name}/{self.staged.sha256[:16]}-{self.mode}.parquet"
        publish(staged, self.session.workspace.root / name)
        return name

    def _publish(self, old: str, previous: TableEntry | None, source: Source) -> TableEntry:
        columns = ", ".join(quoted(c.name) for c in self.contract.stored_columns)
        key = ", ".join(quoted(name) for name in self.contract.key)
        fresh = (
            f"SELECT {columns} FROM {self._view('converted')} "
            "WHERE row_no NOT IN (SELECT row_no FROM refused)"
        )
        if old:
            self._engine.copy(fresh, self._stage("fresh"), PASSING_OPTIONS)
            fresh = f"SELECT {columns} FROM {self._view('fresh')}"
            kept = (
                f"SELECT {columns} FROM {old} AS o WHERE NOT EXISTS "
                f"(SELECT 1 FROM {self._view('fresh')} AS f WHERE {self._same_key('o', 'f')})"
            )
            fresh = f"{kept} UNION ALL {fresh}"
        self._engine.copy(f"SELECT * FROM ({fresh}) ORDER BY {key}", self._stage("table"))
        sources: tuple[Source, ...] = (source,)
        if old and previous is not None:
            sources = (*previous.sources, source)
        return self.session.workspace.put(
            self.contract.name,
            self._stage("table"),
            self._engine,
            self.loaded_at,
            contract_hash=contract_hash(self.contract),
            sources=sources,
        )

    def _report(
        self,
        entry: TableEntry,
        source: Source,
        unchanged: bool = False,
        findings: tuple[Finding, ...] = (),
    ) -> LoadReport:
        path = self.session.workspace.root / source.rejected_file if source.rejected_file else None
        reasons: tuple[tuple[str, int], ...] = ()
        if path is not None:
            rows = self._engine.execute(
                "SELECT reason, count(*) AS n FROM (SELECT unnest(string_split(reasons, '；')) "
                f"AS reason FROM read_parquet({quoted_text(str(path))})) "
                "GROUP BY reason ORDER BY n DESC, reason"
            )
            reasons = _grouped([(str(r), int(n)) for r, n in rows])
            findings = (*findings, _rejected_finding(self.contract, source))
        return LoadReport(
            self.contract.name,
            source.name,
            source.rows_in,
            source.kept,
            source.rejected,
            entry.rows,
            entry.content_hash,
            unchanged,
            path,
            reasons,
            findings,
        )


def _grouped(rows: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Reasons that differ only in the row they repeat are one reason."""
    counts: dict[str, int] = {}
    for text, number in rows:
        reason = "主键重复" if text.startswith("主键与第") else text
        counts[reason] = counts.get(reason, 0) + number
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _rejected_finding(contract: Contract, source: Source) -> Finding:
    return Finding(
        "DAT-070",
        Severity.WARNING,
        contract.name,
        f"{source.name}：{source.rows_in} 行中拒收 {source.rejected} 行。",
        "看拒收表中的行号和原因，改正后用增量方式补装。",
    )
