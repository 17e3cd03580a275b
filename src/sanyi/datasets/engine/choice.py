"""Which engine a person means by a word on the command line or in the environment."""

from __future__ import annotations

from sanyi.datasets.engine.chdb_executor import ChdbExecutor
from sanyi.datasets.engine.session import Executor
from sanyi.datasets.engine.spark_executor import SparkExecutor
from sanyi.kernel import InputError


def executor_from(text: str) -> Executor | None:
    """The executor for ``duckdb``, ``chdb``, ``spark`` or ``spark:MASTER``.

    None stands for the embedded engine that every session has.

    Raises:
        InputError: no such engine.
        MissingToolError: its optional part is not installed.

    Example:
        >>> executor_from("duckdb") is None
        True
    """
    name, _mark, master = text.strip().partition(":")
    if name in ("", "duckdb"):
        return None
    if name == "chdb":
        return ChdbExecutor()
    if name == "spark":
        return SparkExecutor(master or "local[2]")
    raise InputError("DAT-037", f"没有计算引擎 {name}。", "可用 duckdb、chdb、spark、spark:地址。")
