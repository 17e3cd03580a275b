"""Every code in the source with its message and hint, read from the calls that raise it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "sanyi"
_CODE = re.compile(r"[A-Z]{3}-\d{3}")
_CHINESE = re.compile(r"[一-鿿]")


def codes() -> dict[str, tuple[str, str, str]]:
    """Package, message and hint by code; what is filled in at run time is printed as ``…``."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        package = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for code, texts in _calls(ast.parse(path.read_text("utf-8"))):
            known = found.get(code)
            if known is None or (not known[1] and texts):
                found[code] = (package, *[*texts, "", ""][:2])
    return dict(sorted(found.items()))


def _calls(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """(code, Chinese texts after it) of every call that is given a code."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        arguments = [*node.args, *(k.value for k in node.keywords)]
        values = [_text(a) for a in arguments]
        for index, value in enumerate(values):
            if value is not None and _CODE.fullmatch(value):
                yield value, [v for v in values[index + 1 :] if v and _CHINESE.search(v)]


def _text(node: ast.expr) -> str | None:
    """A literal as it stands; a formatted one with its gaps as ``…``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
        return "".join(str(p) for p in parts)
    if isinstance(node, ast.IfExp):
        return _text(node.body)
    return None


def codes_page() -> str:
    """The page: one table, in order of the codes."""
    lines = ["# 全部代码", "", "程序给出的每条信息都带一个代码。“…”处在运行时填入。", ""]
    lines += ["| 代码 | 所在部分 | 信息 | 怎么办 |", "|---|---|---|---|"]
    for code, (package, message, hint) in codes().items():
        cells = (c.replace("|", "\\|").replace("\n", " ") for c in (message, hint))
        lines.append(f"| {code} | {package} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
