"""Runs the checks of a table and keeps raw counts; no threshold is applied here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import ibis

from sanyi.datasets.checks.kinds import Kind, Question, is_true
from sanyi.datasets.checks.specs import checks_of, kind_of
from sanyi.datasets.engine import Session
from sanyi.datasets.engine.files import write_atomically
from sanyi.datasets.model import CheckSpec, Contract, Personal
from sanyi.datasets.registry import contracts, get_contract, table, table_of
from sanyi.kernel import DefinitionError, UnreadableFileError

SAMPLE_LIMIT = 5


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Raw counts of one check.

    Args:
        checked: rows (or groups) the check applied to.
        failed: those of them that failed.
        samples: keys of a few failures; empty where the key is a person's.
        skipped: why the check could not be made, such as a table not loaded.
    """

    id: str
    kind: str
    title: str
    severity: str
    checked: int
    failed: int
    samples: tuple[tuple[str, ...], ...] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class TableChecks:
    """The checks of one table on one state of the data.

    ``inputs`` holds the content hashes of the table and of all it was compared with.
    """

    table: str
    rows: int
    content_hash: str
    rows_in: int
    rejected: int
    results: tuple[CheckResult, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run over some tables, for one day."""

    as_of: str
    tables: Mapping[str, TableChecks]


def run_checks(
    session: Session,
    as_of: dt.date,
    tables: Iterable[str] | None = None,
    previous: CheckRun | None = None,
) -> CheckRun:
    """Check the loaded tables, or those named.

    Args:
        previous: an earlier run; a table is not checked again when neither it nor anything it
            was compared with has changed since, on the same day of reference.
    """
    loaded = session.workspace.manifest.tables
    names = [name for name in (tables or contracts()) if name in loaded and name in contracts()]
    done: dict[str, TableChecks] = {}
    for number, name in enumerate(names):
        session.progress(f"检查 {get_contract(name).title}", number / max(len(names), 1))
        known = previous.tables.get(name) if previous else None
        is_same_day = previous is not None and previous.as_of == as_of.isoformat()
        if (
            known is not None
            and is_same_day
            and _inputs(session, get_contract(name)) == known.inputs
        ):
            done[name] = known
        else:
            done[name] = check_table(session, get_contract(name), as_of)
    session.progress("检查完成", 1.0)
    return CheckRun(as_of.isoformat(), done)


def check_table(session: Session, contract: Contract, as_of: dt.date) -> TableChecks:
    """Run all checks of one loaded table."""
    entry = session.workspace.entry(contract.name)
    specs = [(spec, kind_of(spec, contract)) for spec in checks_of(contract)]
    source = table_of(contract)
    by_row = [(s, k) for s, k in specs if k.row is not None]
    found = _row_results(session, contract, source, by_row, as_of)
    for spec, kind in specs:
        if kind.whole is not None:
            found[spec.id] = _whole_result(session, contract, source, (spec, kind), as_of)
    return TableChecks(
        contract.name,
        entry.rows,
        entry.content_hash,
        sum(source.rows_in for source in entry.sources),
        sum(source.rejected for source in entry.sources),
        tuple(found[spec.id] for spec, _kind in specs),
        _inputs(session, contract),
    )


def _inputs(session: Session, contract: Contract) -> dict[str, str]:
    """Hashes of the table and of every table its checks look at; absent ones are told so."""
    names = {contract.name}
    for spec in checks_of(contract):
        names |= set(related(spec, kind_of(spec, contract)))
    entries = session.workspace.manifest.tables
    hashes = {name: entries[name].content_hash if name in entries else "" for name in sorted(names)}
    hashes["checks"] = json.dumps([spec.id for spec in checks_of(contract)], ensure_ascii=False)
    return hashes


def related(spec: CheckSpec, kind: Kind) -> list[str]:
    """Names of the other tables a check looks at."""
    names = [str(spec.parameters[name]) for name in kind.tables if name in spec.parameters]
    if "references" in spec.parameters:
        names.append(str(spec.parameters["references"]).partition(".")[0])
    return names


def question(
    contract: Contract, source: ibis.Table, spec: CheckSpec, kind: Kind, as_of: dt.date
) -> Question:
    """The check as its kind sees it."""
    return Question(source, contract, kind.complete(spec), table, as_of)


def _row_results(
    session: Session,
    contract: Contract,
    source: ibis.Table,
    checks: list[tuple[CheckSpec, Kind]],
    as_of: dt.date,
) -> dict[str, CheckResult]:
    """All checks on single rows in one scan."""
    if not checks:
        return {}
    flags: dict[str, ibis.Value] = {}
    rules: list[ibis.Value] = []
    for number, (spec, kind) in enumerate(checks):
        checked, failed = _pair(contract, source, spec, kind, as_of)
        flags[f"checked_{number}"] = checked.cast("int64")
        flags[f"failed_{number}"] = failed.cast("int64")
        rules.append(failed)
    flagged = source.select(**flags)
    sums = {name: flagged[name].sum().fill_null(0) for name in flags}
    counts = session.rows(flagged.agg(**sums))[0]
    found: dict[str, CheckResult] = {}
    for number, (spec, kind) in enumerate(checks):
        failures = source.filter(rules[number])
        failed_count = int(counts[f"failed_{number}"])
        samples = _samples(session, contract, failures) if failed_count else ()
        found[spec.id] = _result(
            spec, kind, int(counts[f"checked_{number}"]), failed_count, samples
        )
    return found


def _pair(
    contract: Contract, source: ibis.Table, spec: CheckSpec, kind: Kind, as_of: dt.date
) -> tuple[ibis.Value, ibis.Value]:
    """Checked and failed as booleans without unknowns."""
    if kind.row is None:
        raise DefinitionError("DAT-082", f"检查种类 {kind.name} 不是按行的。")
    checked, failed = kind.row(question(contract, source, spec, kind, as_of))
    return is_true(checked), is_true(checked & failed)


def _whole_result(
    session: Session,
    contract: Contract,
    source: ibis.Table,
    check: tuple[CheckSpec, Kind],
    as_of: dt.date,
) -> CheckResult:
    spec, kind = check
    absent = [name for name in related(spec, kind) if not session.has(name)]
    if absent or kind.whole is None:
        return _result(spec, kind, 0, 0, (), skipped=f"数据表 {'、'.join(absent)} 还没有装载")
    answer = kind.whole(question(contract, source, spec, kind, as_of))
    counts = session.rows(
        answer.agg(
            checked=answer.is_checked.cast("int64").sum().fill_null(0),
            failed=answer.is_failed.cast("int64").sum().fill_null(0),
        )
    )[0]
    samples: tuple[tuple[str, ...], ...] = ()
    if counts["failed"]:
        samples = _samples(session, contract, answer.filter(answer.is_failed))
    return _result(spec, kind, int(counts["checked"]), int(counts["failed"]), samples)


def _result(
    spec: CheckSpec,
    kind: Kind,
    checked: int,
    failed: int,
    samples: tuple[tuple[str, ...], ...],
    *,
    skipped: str = "",
) -> CheckResult:
    title = spec.title or kind.title
    return CheckResult(spec.id, spec.kind, title, spec.severity, checked, failed, samples, skipped)


def _samples(
    session: Session, contract: Contract, failures: ibis.Table
) -> tuple[tuple[str, ...], ...]:
    """Keys of a few failures, the smallest first; nothing when a key is a person's."""
    names = [name for name in contract.key if name in failures.columns]
    if len(names) != len(contract.key):
        return ()
    if any(contract.column(name).personal is not Personal.NONE for name in names):
        return ()
    few = failures.select(*names).order_by(names).limit(SAMPLE_LIMIT)
    return tuple(tuple(str(row[name]) for name in names) for row in session.rows(few))


def write_run(path: Path, run: CheckRun) -> None:
    """Keep a run as JSON; the same run gives the same bytes."""
    tables = {name: asdict(checks) for name, checks in sorted(run.tables.items())}
    text = json.dumps({"as_of": run.as_of, "tables": tables}, ensure_ascii=False, indent=1)
    write_atomically(path, (text + "\n").encode())


def read_run(path: Path) -> CheckRun:
    """Read a kept run.

    Raises:
        UnreadableFileError: the file is not a run.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return CheckRun(data["as_of"], {n: _table(raw) for n, raw in data["tables"].items()})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(
            "DAT-080",
            f"检查结果 {path.name} 不存在，或不是 sanyi data check 写的文件。",
            "检查路径，或重新运行 sanyi data check。",
        ) from error


def _table(raw: dict[str, Any]) -> TableChecks:
    results = tuple(
        CheckResult(**{**item, "samples": tuple(tuple(key) for key in item["samples"])})
        for item in raw.pop("results")
    )
    return TableChecks(**raw, results=results)
