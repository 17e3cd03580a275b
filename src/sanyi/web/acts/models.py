"""The append-only, hash-chained log of acts, and locked periods."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One act. Rows are only ever added; ``sanyi events verify`` finds what was changed.

    ``after`` holds the fields of the subject that the act set, ``before`` what they were.
    """

    number = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        "units.Person", models.PROTECT, null=True, verbose_name="操作人", related_name="+"
    )
    actor_label = models.CharField("操作人", max_length=120)
    place = models.CharField("地方", max_length=40, blank=True, db_index=True)
    act = models.CharField("操作", max_length=40)
    subject_kind = models.CharField("对象类型", max_length=40)
    subject = models.CharField("对象", max_length=160)
    before = models.JSONField("之前", default=dict)
    after = models.JSONField("之后", default=dict)
    reason = models.TextField("理由", blank=True)
    previous_hash = models.CharField("上一条哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("subject_kind", "subject", "number")),)


class ChainHead(models.Model):
    """The last link of the chain; one row, locked while a link is added."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class LockedPeriod(models.Model):
    """A period that was approved: what belongs to it cannot be changed until it is reopened."""

    place = models.ForeignKey("units.Place", models.PROTECT, verbose_name="地方")
    period = models.CharField("期间", max_length=10)
    locked_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    locked_at = models.DateTimeField("锁定时间")
    reopened_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField("重开时间", null=True)
    reason = models.TextField("重开理由", blank=True)

    class Meta:
        ordering = ("period", "locked_at")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "period"),
                condition=models.Q(reopened_at__isnull=True),
                name="one_lock_a_period",
            ),
        )
