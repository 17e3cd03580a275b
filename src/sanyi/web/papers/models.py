"""Documents as they came in, what was read from them, and what people corrected."""

from __future__ import annotations

from django.db import models

from sanyi.web.base.files import private_path
from sanyi.web.papers.storage import whole_files


class PaperState(models.TextChoices):
    """Where a document stands."""

    PROOFREADING = "proofreading", "校对中"
    CONSULTING = "consulting", "征求意见"
    ISSUED = "issued", "已下达"
    ARCHIVED = "archived", "已归档"


class ReadingState(models.TextChoices):
    """Where the reading of a version stands."""

    QUEUED = "queued", "等待读取"
    READING = "reading", "正在读取"
    READ = "read", "已读取"
    FAILED = "failed", "读取失败"


class Paper(models.Model):
    """A document by its permanent id, over all its versions."""

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="papers")
    slug = models.SlugField("编号", max_length=60, unique=True)  # anhe-2025, the document id
    title = models.CharField("标题", max_length=200, blank=True)
    number = models.CharField("发文字号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=120, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=20, choices=PaperState, default=PaperState.PROOFREADING
    )
    created_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-year", "slug")

    def __str__(self) -> str:
        return self.title or self.slug


class Version(models.Model):
    """One file of a document; it is never changed, only followed by another."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    file = models.FileField("文件", upload_to=private_path, storage=whole_files, max_length=200)
    original_name = models.CharField("原文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField("说明", max_length=200, blank=True)
    reading_state = models.CharField(
        max_length=10, choices=ReadingState, default=ReadingState.QUEUED
    )
    progress = models.PositiveSmallIntegerField("进度（百分）", default=0)
    progress_text = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField("读取次数", default=0)
    problem = models.TextField("读取失败的原因", blank=True)
    text = models.TextField("全文", blank=True)  # the coordinates of every span
    layout = models.JSONField("修改痕迹与页码", null=True)  # see papers.adapters.layout_of
    reading = models.JSONField("读出的台账", null=True)  # papers.adapters turns it into a Ledger
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)

    class Meta:
        ordering = ("paper", "number")
        constraints = (models.UniqueConstraint(fields=("paper", "number"), name="version_number"),)

    def __str__(self) -> str:
        return f"{self.paper.slug} 第{self.number}版"


class Correction(models.Model):
    """What a person set right in a reading; kept apart and replayed when it is read again.

    ``anchor`` is the exact text of the entry corrected, so that it is found again in a version
    where ids have moved; ``outcome`` says how the last replay went.
    """

    class Outcome(models.TextChoices):
        APPLIED = "applied", "已应用"
        CHANGED = "changed", "原读数已变，仍已应用"
        LOST = "lost", "找不到原来的条目，未应用"
        READ = "read", "系统已自行读出，不另列"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="corrections")
    entry_id = models.CharField("条目", max_length=120)
    anchor = models.TextField("原文")
    field = models.CharField("栏目", max_length=40)
    before = models.JSONField("读数", null=True)  # null: nothing was read, or nothing is left
    after = models.JSONField("更正为", null=True)
    note = models.CharField("说明", max_length=200, blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.APPLIED)

    class Meta:
        ordering = ("made_at", "pk")
