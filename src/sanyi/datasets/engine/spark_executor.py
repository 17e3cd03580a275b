"""Runs the same SQL text on Spark, for a province that has outgrown one machine.

Spark is imported only when an executor is made; the default installation does not have it.
"""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import ibis

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted_text
from sanyi.datasets.engine.expressions import compile_sql
from sanyi.kernel import MissingToolError, SanyiError


class SparkExecutor:
    """A Spark session over Parquet files.

    Args:
        master: address of the cluster, such as ``spark://…`` or ``yarn``; ``local[2]`` runs here.
        options: settings passed on to Spark.

    Raises:
        MissingToolError: the ``spark`` extra is not installed.
    """

    dialect = "pyspark"

    def __init__(self, master: str = "local[2]", options: dict[str, str] | None = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MissingToolError(
                "DAT-035", "没有安装 Spark 组件。", "安装可选依赖：pip install 'sanyi[spark]'。"
            ) from error
        builder = SparkSession.builder.master(master).appName("sanyi")
        settings = {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.ansi.enabled": "true",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": "8" if master.startswith("local") else "200",
            **(options or {}),
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")  # a window over one table is no mistake

    def register(self, name: str, path: Path) -> None:
        """Make a Parquet file or folder readable under a table name."""
        self._session.read.parquet(path.resolve().as_uri()).createOrReplaceTempView(name)

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """Rows of an expression as dictionaries."""
        try:
            with warnings.catch_warnings():
                # PySpark leaves the socket of every answer to the garbage collector.
                warnings.simplefilter("ignore", ResourceWarning)
                return [row.asDict() for row in self._frame(expression).collect()]
        except Exception as error:
            raise _refused(error) from error

    def write(self, expression: ibis.Table, path: Path) -> None:
        """Write the rows of an expression to one Parquet file with the types it declares."""
        raw = path.with_name(f".{path.name}.spark")
        try:
            self._frame(expression).write.mode("overwrite").parquet(raw.resolve().as_uri())
            engine = DuckDBExecutor()
            try:
                source = f"FROM read_parquet({quoted_text(str(raw / '*.parquet'))})"
                engine.copy_typed(source, expression, path)
            finally:
                engine.close()
        except SanyiError:
            raise
        except Exception as error:
            raise _refused(error) from error
        finally:
            shutil.rmtree(raw, ignore_errors=True)

    def close(self) -> None:
        """Stop the Spark session."""
        self._session.stop()

    def _frame(self, expression: ibis.Table) -> Any:
        return self._session.sql(compile_sql(expression, self.dialect))


def _refused(error: Exception) -> SanyiError:
    kind = type(error).__name__
    return SanyiError(
        "DAT-036", f"Spark 拒绝了这条语句（{kind}）。", "查看 Spark 日志，或换默认引擎。"
    )
