"""The whole trace of a published figure, in plain Chinese: 条款、口径、参数、数据、剔除、记录."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sanyi.bulletin.store import FigureStore, Stored
from sanyi.indicators import definitions, listed_rows
from sanyi.kernel import Figure, Scope, unit_of
from sanyi.ledger import Entry, Ledger

_BASIS = {"stated": "文件写明", "delegated": "由上级文件规定", "assumed": "设定，尚待确认"}
_PARTS = (("numerator", "分子记录"), ("denominator", "分母记录"))
Rows = Callable[[Any], list[dict[str, Any]]]


def explain(
    id: str,
    store: FigureStore,
    ledgers: Sequence[Ledger] = (),
    *,
    rows: Rows | None = None,
    limit: int = 200,
) -> str:
    """Where a published figure comes from.

    Args:
        id: as printed in the table of sources.
        store: the figures of the workspace.
        ledgers: documents whose clauses are quoted.
        rows: runs an expression, to list the keys of the records behind the figure; None leaves
            them out.
        limit: the most records listed of each part.

    Raises:
        InputError: no such figure was published.
    """
    stored = store.get(id)
    lines = [*_value(stored.figure), *_clauses(stored.figure, ledgers)]
    lines += [*_definition(stored.figure), *_parameters(stored.figure), *_inputs(stored.figure)]
    if rows is not None:
        lines += _records(stored, rows, limit, ledgers)
    return "\n".join(lines) + "\n"


def _value(figure: Figure) -> Iterator[str]:
    yield f"{figure.title}　{figure.period.label}{_scope(figure.scope)}：{figure.printed}"
    yield f"编号：{figure.id}"
    if figure.value is None:
        yield f"没有值的原因：{figure.reason}"
    if figure.numerator is not None or figure.denominator is not None:
        yield f"分子：{_plain(figure.numerator)}　分母：{_plain(figure.denominator)}"
    if figure.value is not None:
        yield f"未舍入的值：{_plain(figure.value)}（单位 {unit_of(figure.unit).label or '无'}）"


def _scope(scope: Scope) -> str:
    return f"（{scope.label or scope.id}）" if scope.id else ""


def _plain(value: object) -> str:
    return "无" if value is None else f"{value:f}"


def _clauses(figure: Figure, ledgers: Sequence[Ledger]) -> Iterator[str]:
    yield ""
    yield "一、条款"
    if not figure.trace.clauses:
        yield "  定义没有写明条款。"
    for id in figure.trace.clauses:
        yield f"  {id}：{clause_text(id, ledgers) or '（这份文件不在手边）'}"


def clause_text(id: str, ledgers: Iterable[Ledger]) -> str:
    """The words behind the id of a target, an entry or a document; empty where unknown."""
    for ledger in ledgers:
        if id == ledger.document.id:
            number = ledger.document.document_number
            return f"《{ledger.document.title or id}》" + (f"（{number}）" if number else "")
        for entry in ledger.entries:
            if entry.id == id:
                return _folded(entry)
            for target in entry.targets:
                if target.id == id:
                    return target.phrase
    return ""


def _folded(entry: Entry) -> str:
    return " ".join(entry.text.split())


def _definition(figure: Figure) -> Iterator[str]:
    trace = figure.trace
    yield ""
    yield "二、口径"
    yield f"  {trace.wording or '（定义没有文字说明）'}"
    yield f"  定义文件：{trace.definition_file}　版本 {figure.version}"
    yield f"  定义哈希：{trace.definition_hash}"
    for remark in trace.remarks:
        yield f"  注意：{remark}"


def _parameters(figure: Figure) -> Iterator[str]:
    yield ""
    yield "三、参数"
    if not figure.trace.parameters:
        yield "  没有用到参数。"
    for use in figure.trace.parameters:
        basis = _BASIS.get(use.basis, use.basis)
        yield f"  {use.name} = {use.value}（自{use.from_on}起；依据：{basis}；来源：{use.source}）"


def _inputs(figure: Figure) -> Iterator[str]:
    yield ""
    yield "四、数据"
    for use in figure.trace.inputs:
        grade = f"　质量等级 {use.grade}" if use.grade else ""
        yield f"  {use.table}：{use.rows} 行　内容哈希 {use.content_hash}{grade}"
    yield "  剔除："
    if not figure.trace.left_out:
        yield "    没有剔除记录。"
    for item in figure.trace.left_out:
        yield f"    {item.table}：{item.rows} 行，{item.reason}"


# --- records


def _records(stored: Stored, rows: Rows, limit: int, ledgers: Sequence[Ledger]) -> Iterator[str]:
    yield ""
    yield "五、记录"
    figure = stored.figure
    if stored.members:
        for id in stored.members[:limit]:
            yield f"  {id}　{clause_text(id, ledgers)[:40]}"
        yield from _rest(len(stored.members), limit)
        return
    definition = definitions().get(figure.indicator)
    if definition is None:
        yield f"  由其他数字推算得到，请逐个查看：{figure.trace.wording.rpartition('依据：')[2]}"
        return
    tables = {use.table for use in figure.trace.inputs}
    for part, label in _PARTS:
        if part == "denominator" and definition.denominator is None:
            continue
        found = rows(listed_rows(definition, figure.period, part, figure.scope, tables))
        yield f"  {label}（{len(found)} 行）"
        yield from (f"    {_keys(row)}" for row in found[:limit])
        yield from _rest(len(found), limit)


def _keys(row: Mapping[str, Any]) -> str:
    return "　".join(f"{name}={value}" for name, value in row.items())


def _rest(count: int, limit: int) -> Iterator[str]:
    if count > limit:
        yield f"    ……其余 {count - limit} 行未列出"
