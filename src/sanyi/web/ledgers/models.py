"""Entries of the year with their units, reports, evidence and verdicts.

Nothing is computed here: verdicts are written by ``ledgers.jobs`` from what the library says.
"""

from __future__ import annotations

from django.db import models

from sanyi.clauses import Basis
from sanyi.ledger import PROOF_LABELS, STATE_LABELS, State, UnitRole
from sanyi.targets import LAMP_LABELS, STATUS_LABELS
from sanyi.web.base.files import private_path

STATES = [(state.value, STATE_LABELS[state]) for state in State]
LAMPS = [(lamp.value, label) for lamp, label in LAMP_LABELS.items()]
STATUSES = [(status.value, label) for status, label in STATUS_LABELS.items()]
BASES = [(basis.value, basis.value) for basis in Basis]
UNIT_ROLES = [
    (UnitRole.LEAD.value, "牵头"),
    (UnitRole.COOPERATING.value, "配合"),
    (UnitRole.DEFAULT.value, "默认负责"),
]
PROOFS = [(proof.value, label) for proof, label in PROOF_LABELS.items()]


class EntryRow(models.Model):
    """One task of an issued document; ``reading`` is the corrected reading it was made from."""

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="entries")
    place = models.ForeignKey("units.Place", models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    entry_id = models.CharField("编号", max_length=120, unique=True)
    position = models.PositiveIntegerField("次序")
    number = models.CharField("序号", max_length=20, blank=True)
    section = models.CharField("章节", max_length=200, blank=True)
    title = models.CharField("任务", max_length=300, blank=True)
    text = models.TextField("任务内容")
    due_on = models.DateField("完成时限", null=True, blank=True)
    due_phrase = models.CharField("时限原文", max_length=120, blank=True)
    is_standing = models.BooleanField("长期任务", default=False)
    proof = models.CharField("佐证方式", max_length=20, choices=PROOFS)
    state = models.CharField("办理状态", max_length=20, choices=STATES, default=State.PROPOSED)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    waiver = models.TextField("豁免理由", blank=True)
    reading = models.JSONField("读数")
    search_text = models.TextField(blank=True)
    revision = models.PositiveIntegerField("修改次数", default=1)
    # the last verdict, kept on the row so that a list needs no join
    lamp = models.CharField("进展", max_length=10, choices=LAMPS, default="grey", db_index=True)
    status = models.CharField("认定", max_length=20, choices=STATUSES, default="no_data")
    why = models.TextField("理由", blank=True)
    judged_on = models.DateField("认定日", null=True)

    class Meta:
        # by keys: the names of places and papers would be joined and sorted for every page
        ordering = ("place_id", "-year", "paper_id", "position")
        indexes = (
            models.Index(fields=("place", "-year", "paper", "position")),  # the table's order
            models.Index(fields=("place", "year", "lamp")),
            # the leader's page counts a year of all places from this index alone
            models.Index(fields=("place", "year", "section", "lamp", "state")),
            models.Index(fields=("place", "state")),
            models.Index(fields=("paper", "position")),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.title}".strip()


class EntryUnitRow(models.Model):
    """A unit of an entry, in its role."""

    entry = models.ForeignKey(EntryRow, models.CASCADE, related_name="units")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="entries")
    role = models.CharField("角色", max_length=20, choices=UNIT_ROLES)
    as_printed = models.CharField("原文", max_length=120, blank=True)

    class Meta:
        ordering = ("entry_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "unit", "role"), name="unit_in_entry"),
        )


class TargetRow(models.Model):
    """A target of an entry with its last verdict; ``verdict`` holds what the page draws."""

    entry = models.ForeignKey(EntryRow, models.CASCADE, related_name="targets")
    target_id = models.CharField("编号", max_length=130, unique=True)
    position = models.PositiveSmallIntegerField()
    phrase = models.CharField("目标", max_length=300)
    basis = models.CharField(max_length=20, choices=BASES)
    indicator = models.CharField("指标代码", max_length=80, blank=True)  # confirmed binding
    status = models.CharField("认定", max_length=20, choices=STATUSES, default="no_data")
    verdict = models.JSONField("认定内容", default=dict)

    class Meta:
        ordering = ("entry_id", "position")
        # the leader's page finds failing targets without opening the verdicts
        indexes = (models.Index(fields=("entry", "status", "indicator")),)


class VerdictRun(models.Model):
    """One judging of a document on a day; the standings of its tasks are kept."""

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="runs")
    today = models.DateField("认定日")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    problem = models.TextField(blank=True)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ("-today", "-made_at")


class StandingRow(models.Model):
    """How a task stood in one run: the shape of lag over the year."""

    run = models.ForeignKey(VerdictRun, models.CASCADE, related_name="standings")
    entry = models.ForeignKey(EntryRow, models.CASCADE, related_name="standings")
    lamp = models.CharField(max_length=10, choices=LAMPS)
    status = models.CharField(max_length=20, choices=STATUSES)
    why = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "entry"), name="one_standing"),)


class Report(models.Model):
    """What a unit reports of one entry for one quarter."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "已提交"
        RETURNED = "returned", "已退回"
        ACCEPTED = "accepted", "已采纳"

    class Claim(models.TextChoices):
        NOT_STARTED = "not_started", "未启动"
        ONGOING = "ongoing", "推进中"
        DONE = "done", "已完成"
        DELAYED = "delayed", "滞后"

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="reports")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="reports")
    period = models.CharField("期间", max_length=10)
    claim = models.CharField("进展", max_length=20, choices=Claim, default=Claim.ONGOING)
    text = models.TextField("进展情况", blank=True)
    problem = models.TextField("存在问题", blank=True)
    next_step = models.TextField("下一步", blank=True)
    document_number = models.CharField("文件号", max_length=80, blank=True)
    document_on = models.DateField("文件日期", null=True, blank=True)
    prefilled = models.JSONField("自动填入的数字", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    review_note = models.TextField("办公室意见", blank=True)
    flags = models.JSONField("核对疑点", default=list)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-period", "entry_id", "unit_id")
        constraints = (
            models.UniqueConstraint(fields=("entry", "unit", "period"), name="one_report"),
        )


class EvidenceFile(models.Model):
    """A file that shows what was done; kept for good once its report is accepted."""

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="evidence")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="evidence")
    file = models.FileField(upload_to=private_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    title = models.CharField("说明", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("added_at",)


class Comment(models.Model):
    """A remark on an entry."""

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="comments")
    author = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    text = models.TextField("留言", max_length=2000)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made_at",)


class SavedView(models.Model):
    """A filter of the ledger table under a name."""

    owner = models.ForeignKey("units.Person", models.CASCADE, related_name="views")
    name = models.CharField("名称", max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="view_name"),)


class Judging(models.Model):
    """A judging that somebody asked for; the page shows how it goes."""

    class State(models.TextChoices):
        QUEUED = "queued", "等待认定"
        RUNNING = "running", "正在认定"
        DONE = "done", "认定完成"
        FAILED = "failed", "认定失败"

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="judgings")
    today = models.DateField("认定日")
    asked_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    problem = models.TextField(blank=True)
    run = models.ForeignKey(VerdictRun, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-asked_at",)


class ImportDraft(models.Model):
    """A workbook that came back, read and waiting for its person to look at the differences."""

    owner = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    rows = models.JSONField("读出的行")  # ledgers.sheet turns them into SheetRow
    findings = models.JSONField("疑点", default=list)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
