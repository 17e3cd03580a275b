"""The office's own decisions, one at a time, in ``bindings.toml`` and ``trajectories.toml``.

A file is replaced whole or not at all; what else stands in it is kept.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sanyi.datasets.engine.files import exclusive, write_atomically
from sanyi.kernel import DefinitionError, InputError
from sanyi.targets.bindings import Binding, bindings_as_toml, load_bindings
from sanyi.targets.trajectory import EditedPath, load_edited_paths

_PATHS_HEAD = """\
# 办公室设定的进度路径。一段一个目标：
#   ["目标编号"]
#   set_by = 设定人（岗位）  set_on = 日期  points = { 月末日期 = 数值 }
"""


def all_bindings(path: Path) -> Mapping[str, Binding]:
    """Every binding of the file, of whatever document and indicator.

    Raises:
        InputError: the file is no TOML, or one of its parts cannot be read.
    """
    data = _read(path, "BND-001")
    codes = {raw.get("indicator", "") for raw in data.values() if isinstance(raw, dict)}
    bindings, findings = load_bindings(path, data.keys(), codes)
    if findings:
        first = findings[0]
        raise InputError(first.code, f"{path.name} {first.where}：{first.message}", first.hint)
    return bindings


def put_binding(path: Path, target: str, binding: Binding | None) -> Binding | None:
    """Set, replace or (with None) take away the binding of one target.

    Returns:
        What stood there before.

    Raises:
        InputError: the file cannot be read, or somebody else is writing it.
    """
    with exclusive(_lock_of(path)):
        bindings = dict(all_bindings(path))
        before = bindings.pop(target, None)
        if binding is not None:
            bindings[target] = binding
        write_atomically(path, bindings_as_toml(bindings.values()).encode())
    return before


def paths_as_toml(paths: Iterable[EditedPath]) -> str:
    """The text of ``trajectories.toml``; ``load_edited_paths`` gives the same paths back."""
    blocks = []
    for path in sorted(paths, key=lambda p: p.target):
        points = ", ".join(f"{day.isoformat()} = {value:f}" for day, value in path.points)
        blocks.append(
            f"[{_text(path.target)}]\nset_by = {_text(path.set_by)}\n"
            f"set_on = {path.set_on.isoformat()}\npoints = {{ {points} }}\n"
        )
    return "\n".join([_PATHS_HEAD, *blocks])


def put_path(file: Path, target: str, path: EditedPath | None) -> EditedPath | None:
    """Set, replace or (with None) take away the path of one target.

    Returns:
        What stood there before.

    Raises:
        InputError: the file cannot be read, or somebody else is writing it.
        DefinitionError: the points do not make a path.
    """
    with exclusive(_lock_of(file)):
        paths = dict(load_edited_paths(file)) if file.exists() else {}
        before = paths.pop(target, None)
        if path is not None:
            _check_points(path)
            paths[target] = path
        write_atomically(file, paths_as_toml(paths.values()).encode())
    return before


def _check_points(path: EditedPath) -> None:
    days = [day for day, _ in path.points]
    if not days or days != sorted(set(days)) or len({d.year for d in days}) != 1:
        raise DefinitionError(
            "TRJ-003", "各点的日期应在同一年内从早到晚，且不重复。", "改正后再保存。"
        )
    if len({d.month for d in days}) != len(days):
        raise DefinitionError("TRJ-003", "每月只能有一个点。", "改正后再保存。")


def last_days(year: int) -> tuple[dt.date, ...]:
    """The ends of the twelve months of a year."""
    firsts = [dt.date(year + (month == 12), month % 12 + 1, 1) for month in range(1, 13)]
    return tuple(day - dt.timedelta(days=1) for day in firsts)


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.stem}.lock")


def _read(path: Path, code: str) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            code, f"{path.name} 不是正确的 TOML：{error}", "改正后再试；原文件没有改动。"
        ) from error


def _text(value: str) -> str:
    kept = "".join(c if c.isprintable() else " " for c in value)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
