"""Markers in the text and the table they lead to (附：数据来源表)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sanyi.bulletin.blocks import Annex, OfficialDocument, SourceRow, Sources, figures_of
from sanyi.kernel import Figure, ScopeKind
from sanyi.targets import say


def marker_key(figure: Figure) -> str:
    """Figures of one kind and period, one for each task or unit, share a marker."""
    if figure.scope.kind is ScopeKind.GROUP:
        return f"{figure.indicator}@{figure.period}/group:*"
    return figure.id


def markers_of(document: OfficialDocument) -> Mapping[str, int]:
    """Numbers of the markers by key, in order of first appearance."""
    keys = dict.fromkeys(marker_key(figure) for figure in figures_of(document))
    return {key: number for number, key in enumerate(keys, start=1)}


def with_sources(document: OfficialDocument) -> OfficialDocument:
    """The document with its table of sources as the last annex."""
    markers = markers_of(document)
    grouped: dict[str, list[Figure]] = {}
    for figure in figures_of(document):
        grouped.setdefault(marker_key(figure), []).append(figure)
    rows = tuple(_row(markers[key], key, members) for key, members in grouped.items())
    annex = Annex(say("数据来源表"), (Sources(rows),), is_wide=True)
    return replace(document, annexes=(*document.annexes, annex))


def _row(marker: int, key: str, figures: list[Figure]) -> SourceRow:
    first = figures[0]
    inputs = dict.fromkeys(use for f in figures for use in f.trace.inputs)
    clauses = dict.fromkeys(c for f in figures for c in f.trace.clauses)
    title = (
        first.title if len(figures) == 1 else f"{_common(figures)}（{len(figures)}个，逐项各一）"
    )
    parameters = dict.fromkeys(
        f"{p.name}={p.value}（{_BASIS[p.basis]}）" for f in figures for p in f.trace.parameters
    )
    wording = first.trace.wording if len(figures) == 1 else first.trace.wording.split("依据：")[0]
    told = [f"{title}：{_cut(wording)}"]
    if parameters:
        told.append(f"参数：{'、'.join(list(parameters)[:8])}")
    return SourceRow(
        marker,
        _ids(key, figures),
        "\n".join(told),
        _some(list(clauses)),
        "\n".join(f"{use.table}（{use.rows}行，{use.content_hash[:8]}）" for use in inputs),
    )


def _cut(text: str) -> str:
    """The beginning of a long definition; the whole stands in ``sanyi explain``."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（全文见 sanyi explain）"


_LONGEST = 90
_BASIS = {"stated": "文件写明", "delegated": "上级文件", "assumed": "设定"}


def _ids(key: str, figures: list[Figure]) -> str:
    return figures[0].id if len(figures) == 1 else f"{key}\n例：{figures[0].id}"


def _common(figures: list[Figure]) -> str:
    """What the titles end with alike: 到期推算值 of many indicators."""
    titles = [f.title for f in figures]
    tail = titles[0]
    while not all(t.endswith(tail) for t in titles):
        tail = tail[1:]
    return tail or titles[0]


def _some(ids: list[str]) -> str:
    return "、".join(ids) if len(ids) <= 4 else f"{'、'.join(ids[:4])}等{len(ids)}处"
