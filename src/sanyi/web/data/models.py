"""Files on their way into the tables of a place, and checks of the tables."""

from __future__ import annotations

from django.db import models

from sanyi.datasets import LoadMode

MODES = [
    (LoadMode.FULL.value, "全量：换下整张表"),
    (LoadMode.UPSERT.value, "更新：同主键的换新，其余保留"),
    (LoadMode.INSERT.value, "追加：只加新主键"),
]


class Import(models.Model):
    """One file on its way into a table; the file is removed when the way ends."""

    class State(models.TextChoices):
        READING = "reading", "正在读取文件"
        MAPPING = "mapping", "待核对列对应"
        PREVIEWING = "previewing", "正在试装"
        READY = "ready", "待确认装入"
        LOADING = "loading", "正在装入"
        DONE = "done", "已装入"
        FAILED = "failed", "未能完成"
        CANCELLED = "cancelled", "已取消"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    table = models.CharField("数据表", max_length=60, db_index=True)
    name = models.CharField("文件名", max_length=200)
    stored = models.CharField(max_length=80)  # name in the private folder
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("大小")
    mode = models.CharField("方式", max_length=10, choices=MODES, default=LoadMode.FULL)
    headings = models.JSONField("文件里的列", default=list)
    mapping = models.JSONField("列对应", default=dict)
    preview = models.JSONField("试装结果", default=dict)
    report = models.JSONField("装入结果", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.READING)
    progress = models.PositiveSmallIntegerField("进度（百分）", default=0)
    progress_text = models.CharField(max_length=80, blank=True)
    problem = models.TextField(blank=True)
    loaded_at = models.CharField(max_length=40, blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-made_at", "-pk")

    @property
    def is_working(self) -> bool:
        """Whether the program is at work on it."""
        return self.state in (self.State.READING, self.State.PREVIEWING, self.State.LOADING)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in (self.State.DONE, self.State.CANCELLED)

    @property
    def can_edit(self) -> bool:
        """Whether a person may still change the mapping."""
        return self.state in (self.State.MAPPING, self.State.READY, self.State.FAILED)


class Checking(models.Model):
    """One check of all tables of a place; its counts stand in the workspace."""

    class State(models.TextChoices):
        RUNNING = "running", "正在检查"
        DONE = "done", "已完成"
        FAILED = "failed", "未能完成"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    as_of = models.DateField("检查所对的日期")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=80, blank=True)
    tables = models.PositiveIntegerField("表数", default=0)
    failing = models.PositiveIntegerField("不合要求的检查", default=0)
    problem = models.TextField(blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    @property
    def is_working(self) -> bool:
        """Whether it is still being made."""
        return self.state == self.State.RUNNING

    @property
    def file(self) -> str:
        """Where its counts stand in the workspace."""
        return f"checks/run-{self.pk}.json"
