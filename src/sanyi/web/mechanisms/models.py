"""Runs of mechanisms: asked for by a person, made in the background, kept."""

from __future__ import annotations

from django.db import models


class MechanismRun(models.Model):
    """One run for a period; with changes it is a trial that publishes nothing."""

    class State(models.TextChoices):
        RUNNING = "running", "正在运行"
        DONE = "done", "已完成"
        FAILED = "failed", "未能完成"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    key = models.CharField("机制", max_length=60, db_index=True)
    period = models.CharField("期间", max_length=10)
    changes = models.JSONField("改动的参数", default=dict)  # name -> number as text
    figures = models.JSONField("数字", default=list)
    tried = models.JSONField("改动后的数字", default=list)
    findings = models.JSONField("疑点", default=list)
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    problem = models.TextField(blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    @property
    def is_working(self) -> bool:
        """Whether it is still being made."""
        return self.state == self.State.RUNNING
