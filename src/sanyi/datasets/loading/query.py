"""The SQL of one load: raw text of each row, typed columns, reasons."""

from __future__ import annotations

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted, quoted_text
from sanyi.datasets.loading import convert
from sanyi.datasets.loading.mapping import SourceMapping
from sanyi.datasets.loading.staging import Staged
from sanyi.datasets.model import Column, Contract, Personal
from sanyi.datasets.registry import code_lists
from sanyi.kernel import Finding, Severity


class Query:
    """Builds the statements for one file, one contract and one mapping."""

    def __init__(self, contract: Contract, mapping: SourceMapping, staged: Staged) -> None:
        self.contract = contract
        self.mapping = mapping
        self.staged = staged
        self.columns = contract.stored_columns

    @property
    def needs_key(self) -> bool:
        """Whether some column is pseudonymised."""
        return any(c.personal is Personal.PSEUDONYMISE for c in self.columns)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Columns of the file that reach no column of the table."""
        used = {column.source for column in self.mapping.columns}
        unused = [name for name in self.staged.columns if name and name not in used]
        if not unused:
            return ()
        return (
            Finding(
                "DAT-071",
                Severity.NOTE,
                self.contract.name,
                f"这些列没有装入：{'、'.join(unused)}。",
                "需要时在列对应文件里补上。",
            ),
        )

    def prepare(self, engine: DuckDBExecutor, key: bytes) -> None:
        """Put the key's pads and the code lists where the statements find them."""
        if self.needs_key:
            padded = key.ljust(64, b"\0")
            pads = [bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)]
            engine.execute("CREATE OR REPLACE TEMP TABLE secret (ipad BLOB, opad BLOB)")
            engine.execute("INSERT INTO secret VALUES (?, ?)", pads)
        for name in sorted({c.codes for c in self.columns if c.codes}):
            rows = convert.code_rows(code_lists()[name].spellings())
            engine.execute(
                f"CREATE OR REPLACE TEMP TABLE {quoted('codes_' + name)} AS "
                f"SELECT * FROM (VALUES {rows}) AS t(spelling, code)"
            )

    def converted_sql(self) -> str:
        """Row number, reasons to reject or NULL, and every stored column with its type."""
        typed = ", ".join(
            f"{self._typed(column)} AS {quoted(column.name)}" for column in self.columns
        )
        reasons = ", ".join(
            convert.reason(c, quoted("t_" + c.name), quoted(c.name)) for c in self.columns
        )
        names = ", ".join(quoted(column.name) for column in self.columns)
        width = len(self.staged.columns)
        if self.staged.kind == "text":
            shape = f"CASE WHEN width <> {width} THEN '列数不是 {width}' END, "
        else:
            shape = ""
        return (
            f"SELECT row_no, nullif(concat_ws('；', {shape}{reasons}), '') AS reasons, {names} "
            f"FROM (SELECT *, {typed} FROM ({self._text_sql()}) AS texts {self._joins()})"
        )

    def rejected_sql(self, refused: str) -> str:
        """The refused rows with row number, reasons and text; persons stay pseudonyms."""
        # A row of the wrong width may hold a person's name in any column: no text of it is kept.
        width = len(self.staged.columns)
        safe = f"width = {width}" if self.staged.kind == "text" else "true"
        cells = []
        for column in self.columns:
            text = quoted("t_" + column.name)
            if column.personal is Personal.PSEUDONYMISE:
                text = convert.pseudonym(text)
            cells.append(f"CASE WHEN {safe} THEN {text} END AS {quoted(column.name)}")
        return (
            f"SELECT row_no, reasons, {', '.join(cells)} FROM ({self._text_sql()}) AS texts "
            f"JOIN {refused} USING (row_no) ORDER BY row_no"
        )

    def _typed(self, column: Column) -> str:
        text = quoted("t_" + column.name)
        if column.codes:
            return f"{quoted('k_' + column.name)}.code"
        mapped = self.mapping.source_of(column.name)
        return convert.value(column, text, mapped.unit if mapped else "")

    def _joins(self) -> str:
        return " ".join(
            f"LEFT JOIN {quoted('codes_' + c.codes)} AS {quoted('k_' + c.name)} "
            f"ON {quoted('k_' + c.name)}.spelling = {quoted('t_' + c.name)}"
            for c in self.columns
            if c.codes
        )

    def _text_sql(self) -> str:
        """Row number, number of fields, and the cleaned text of every stored column."""
        trims = ", ".join(
            f"{convert.trimmed(self._source_text(column))} AS {quoted('s_' + column.name)}"
            for column in self.columns
        )
        texts = ", ".join(
            f"{convert.cleaned(column, quoted('s_' + column.name))} AS {quoted('t_' + column.name)}"
            for column in self.columns
        )
        return (
            f"SELECT row_no, width, {texts} FROM "
            f"(SELECT row_no, width, {trims} FROM ({self._raw_sql()}) AS raw)"
        )

    def _source_text(self, column: Column) -> str:
        mapped = self.mapping.source_of(column.name)
        if mapped is None:
            constant = self.mapping.constants.get(column.name)
            return "CAST(NULL AS VARCHAR)" if constant is None else quoted_text(constant)
        if self.staged.kind == "parquet":
            return f"CAST({quoted(mapped.source)} AS VARCHAR)"
        return f"fields[{self.staged.columns.index(mapped.source) + 1}]"

    def _raw_sql(self) -> str:
        path = quoted_text(str(self.staged.path))
        if self.staged.kind == "parquet":
            source = f"read_parquet({path}, file_row_number = true)"
            return f"SELECT *, file_row_number + 1 AS row_no, 0 AS width FROM {source}"
        # One column that nothing parts: whole lines come, in order, blank ones as NULL.
        lines = (
            f"read_csv({path}, delim = '\x02', quote = '', escape = '', header = false, "
            "columns = {'line': 'VARCHAR'}, auto_detect = false, strict_mode = false, "
            "max_line_size = 16777216, null_padding = false)"
        )
        mark = quoted_text(self.staged.delimiter)
        return (
            "SELECT row_no, fields, len(fields) AS width FROM ("
            f"SELECT row_no, string_split(rtrim(line, '\r'), {mark}) AS fields "
            f"FROM (SELECT row_number() OVER () AS row_no, line FROM {lines}) "
            f"WHERE row_no > {self.staged.header_line} AND line IS NOT NULL)"
        )
