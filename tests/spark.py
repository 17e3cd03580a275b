"""Whether Spark can be started here: the extra and a Java are both needed."""

from __future__ import annotations

import os
import shutil

import pytest


def needs_spark() -> None:
    """Skip the test with the reason where Spark cannot run."""
    pytest.importorskip("pyspark", reason="可选依赖 spark 未安装")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("没有 Java，Spark 不能启动")
