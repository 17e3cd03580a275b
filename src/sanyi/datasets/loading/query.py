"""The SQL of one load: raw text of each row, typed columns, reasons."""

from __future__ import annotations

from pathlib import Path

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted, quoted_text
from sanyi.datasets.loading import convert
from sanyi.datasets.loading.mapping import SourceMapping
from sanyi.datasets.loading.staging import Staged
from sanyi.datasets.model import Column, Contract, Personal
from sanyi.datasets.registry import code_lists
from sanyi.kernel import Finding, Severity


class Query:
    """Builds the statements for one file, one contract and one mapping."""

    def __init__(
        self, contract: Contract, mapping: SourceMapping, staged: Staged, numbered: Path
    ) -> None:
        self.contract = contract
        self.mapping = mapping
        self.staged = staged
        self.numbered = numbered
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
        reasons = self._reasons()
        names = ", ".join(quoted(column.name) for column in self.columns)
        return (
            f"SELECT row_no, {reasons} AS reasons, {names} "
            f"FROM (SELECT *, {typed} FROM ({self._text_sql()}) AS texts {self._joins()})"
        )

    def _reasons(self) -> str:
        """Reasons to reject a row, or NULL; spelled out only for rows that have one."""
        width = len(self.staged.columns)
        said = [convert.reason(c, quoted("t_" + c.name), quoted(c.name)) for c in self.columns]
        faults = [convert.fault(c, quoted("t_" + c.name), quoted(c.name)) for c in self.columns]
        if self.staged.kind == "text":
            said.insert(0, f"CASE WHEN width <> {width} THEN '列数不是 {width}' END")
            faults.insert(0, f"width <> {width}")
        return f"CASE WHEN {' OR '.join(faults)} THEN concat_ws('；', {', '.join(said)}) END"

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
            f"{self._trimmed(column)} AS {quoted('s_' + column.name)}" for column in self.columns
        )
        texts = ", ".join(
            f"{convert.cleaned(column, quoted('s_' + column.name))} AS {quoted('t_' + column.name)}"
            for column in self.columns
        )
        return (
            f"SELECT row_no, width, {texts} FROM "
            f"(SELECT row_no, width, {trims} FROM ({self._raw_sql()}) AS raw)"
        )

    def _trimmed(self, column: Column) -> str:
        text = self._source_text(column)
        if text.startswith("fields["):  # the record was trimmed as a whole
            return f"nullif({text}, '')"
        return convert.trimmed(text)

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
        mark = quoted_text(self.staged.delimiter)
        lines = f"read_parquet({quoted_text(str(self.numbered))})"
        return (
            "SELECT row_no, fields, len(fields) AS width FROM "
            f"(SELECT row_no, string_split(line, {mark}) AS fields FROM {lines})"
        )

    def numbered_sql(self) -> str:
        """The records of a text source with their line numbers.

        Numbering is done by one thread in the order of the file; what follows is done by all.
        """
        mark = quoted_text(self.staged.delimiter)
        # One column that nothing parts: whole lines come, in order, blank ones as NULL.
        lines = (
            f"read_csv({quoted_text(str(self.staged.path))}, delim = '\x02', quote = '', "
            "escape = '', header = false, columns = {'line': 'VARCHAR'}, auto_detect = false, "
            "strict_mode = false, max_line_size = 16777216, null_padding = false)"
        )
        line = convert.trimmed_line("line", self.staged.delimiter)
        end = "CASE WHEN suffix(line, '\r') THEN rtrim(line, '\r') ELSE line END AS line"
        # Most records show by their first letter that they are not blank.
        begun = f"left(line, 1) NOT IN ({mark}, ' ', '\t', '\r', '')"
        filled = f"trim(replace(line, {mark}, ''), ' \t\r') <> ''"
        return (
            f"SELECT row_no, {line} AS line FROM (SELECT row_no, {end} "
            f"FROM (SELECT row_number() OVER () AS row_no, line FROM {lines}) "
            f"WHERE row_no > {self.staged.header_line} AND line IS NOT NULL "
            f"AND CASE WHEN {begun} THEN true ELSE {filled} END)"
        )
