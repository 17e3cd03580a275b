"""Every indicator has a spec case: tiny tables, visible arithmetic, empty data, period bounds."""

from __future__ import annotations

import ast
import operator
import tomllib
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from indicators.reference import derived
from indicators.tiny import TinySession, parse_table
from sanyi.indicators import Options, definitions, evaluate_all, get_definition
from sanyi.kernel import Period

CASES = Path(__file__).parent.parent / "spec" / "indicators"
FILES = sorted(CASES.glob("*.toml"))
_OPS: dict[type, Any] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def arithmetic(text: str) -> Fraction | None:
    """The value of ``(300 + 20) / 500``; None for ``无``."""
    return None if text == "无" else _node(ast.parse(text, mode="eval").body)


def _node(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return _OPS[type(node.op)](_node(node.left), _node(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_node(node.operand)
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def close(value: Decimal | None, wanted: Fraction | None) -> bool:
    if value is None or wanted is None:
        return value is None and wanted is None
    with localcontext() as context:
        context.prec = 18
        exact = Decimal(wanted.numerator) / Decimal(wanted.denominator)
    return abs(value - exact) < Decimal("1e-9")


@pytest.fixture(scope="module")
def session() -> Iterator[TinySession]:
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield TinySession(connection)


def test_every_indicator_has_a_case() -> None:
    assert {path.stem for path in FILES} == set(definitions())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case_gives_the_value_worked_out_by_hand(path: Path, session: TinySession) -> None:
    spec = tomllib.loads(path.read_text(encoding="utf-8"))
    definition = get_definition(path.stem)
    whole = {name: parse_table(name, text) for name, text in spec["tables"].items()}
    assert definition.name in spec["title"]
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for case in spec["cases"]:
        groups.setdefault(tuple(case.get("empty", ())), []).append(case)
    for emptied, cases in groups.items():
        tables = {name: [] if name in emptied else rows for name, rows in whole.items()}
        session.fill(tables)
        wanted = [(definition, Period.parse(case["period"])) for case in cases]
        figures, findings = evaluate_all(session, wanted, Options())
        assert not findings
        by_period = {str(f.period): f for f in figures if not f.scope.id}
        for case in cases:
            figure = by_period[case["period"]]
            expected = arithmetic(case["expect"])
            assert close(figure.value, expected), f"{case['title']}: {figure.value}"
            assert derived(tables, definition, figure.period) == expected, case["title"]
            left_out = {line.reason: line.rows for line in figure.trace.left_out}
            assert left_out == case.get("left_out", {}), case["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case_shows_data_empty_data_and_bounds_of_the_period(path: Path) -> None:
    spec = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = [case["expect"] for case in spec["cases"]]
    assert any(text not in ("无", "0") for text in expected)
    assert any(case.get("empty") for case in spec["cases"])
    assert len({case["period"] for case in spec["cases"]}) > 1
