"""The whole trace of a published figure, in plain Chinese: 条款、口径、参数、数据、剔除、记录."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanyi.bulletin.explanation import (
    BASIS_LABELS,
    Clause,
    Explanation,
    Rows,
    clause_text,
    count_of,
    explained,
    keys_text,
    page_of,
)
from sanyi.bulletin.store import FigureStore
from sanyi.kernel import Figure, Scope, unit_of
from sanyi.ledger import Ledger


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
    found = explained(store.get(id), ledgers)
    figure = found.figure
    lines = [*_value(figure), *_clauses(found.clauses)]
    lines += [*_definition(figure), *_parameters(figure), *_inputs(figure)]
    if rows is not None:
        lines += _records(found, rows, limit)
    return "\n".join(lines) + "\n"


def _value(figure: Figure) -> Iterator[str]:
    yield f"{figure.title}　{figure.period.label}{scope_words(figure.scope)}：{figure.printed}"
    yield f"编号：{figure.id}"
    if figure.value is None:
        yield f"没有值的原因：{figure.reason}"
    if figure.numerator is not None or figure.denominator is not None:
        yield f"分子：{plain(figure.numerator)}　分母：{plain(figure.denominator)}"
    if figure.value is not None:
        yield f"未舍入的值：{plain(figure.value)}（单位 {unit_of(figure.unit).label or '无'}）"


def scope_words(scope: Scope) -> str:
    """（县人民医院）, or nothing for a figure of all."""
    return f"（{scope.label or scope.id}）" if scope.id else ""


def plain(value: object) -> str:
    """A number without an exponent."""
    return "无" if value is None else f"{value:f}"


def _clauses(clauses: Sequence[Clause]) -> Iterator[str]:
    yield ""
    yield "一、条款"
    if not clauses:
        yield "  定义没有写明条款。"
    for clause in clauses:
        yield f"  {clause.id}：{clause.text or '（这份文件不在手边）'}"


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
        basis = BASIS_LABELS.get(use.basis, use.basis)
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


def _records(found: Explanation, rows: Rows, limit: int) -> Iterator[str]:
    yield ""
    yield "五、记录"
    if found.members:
        for clause in found.members[:limit]:
            yield f"  {clause.id}　{clause.text[:40]}"
        yield from _rest(len(found.members), limit)
        return
    if not found.records:
        told = found.figure.trace.wording.rpartition("依据：")[2]
        yield f"  由其他数字推算得到，请逐个查看：{told}"
        return
    for records in found.records:
        count = count_of(records, rows)
        yield f"  {records.label}（{count} 行）"
        for row in page_of(records, rows, limit=limit):
            yield f"    {keys_text(row)}"
        yield from _rest(count, limit)


def _rest(count: int, limit: int) -> Iterator[str]:
    if count > limit:
        yield f"    ……其余 {count - limit} 行未列出"


__all__ = ["clause_text", "explain", "plain", "scope_words"]
