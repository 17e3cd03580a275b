"""Computations asked for, and values that others sent; our own figures stand in the workspace."""

from __future__ import annotations

from django.db import models


class Computation(models.Model):
    """One computing of an indicator, or of all, as of a day."""

    class State(models.TextChoices):
        QUEUED = "queued", "等待计算"
        RUNNING = "running", "正在计算"
        DONE = "done", "已完成"
        FAILED = "failed", "未能完成"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    code = models.CharField("指标代码", max_length=80, blank=True)  # empty: all that have tables
    today = models.DateField("认定日")
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField("进度（百分）", default=0)
    progress_text = models.CharField(max_length=80, blank=True)
    figures = models.PositiveIntegerField("数字个数", default=0)
    findings = models.JSONField(default=list)
    problem = models.TextField(blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class Delivery(models.Model):
    """A file of values that another system sent."""

    class Format(models.TextChoices):
        DHIS2 = "dhis2", "DHIS2 dataValueSets"
        FHIR = "fhir", "FHIR R4 MeasureReport"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    format = models.CharField("格式", max_length=10, choices=Format)
    sha256 = models.CharField(max_length=64)
    sender = models.CharField("来源", max_length=120)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    kept = models.PositiveIntegerField("采用", default=0)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("place", "format", "sha256"), name="one_delivery"),
        )


class ReceivedValue(models.Model):
    """One value of a delivery; it stands beside our figure and never replaces it."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="values")
    indicator = models.CharField(max_length=80, db_index=True)
    period = models.CharField(max_length=10)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.CharField(max_length=80, blank=True)
    figure_id = models.CharField(max_length=240, db_index=True)
    # text keeps every digit on every database
    value = models.CharField(max_length=60)
    numerator = models.CharField(max_length=60, blank=True)
    denominator = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("indicator", "period", "scope_kind", "scope_id")
