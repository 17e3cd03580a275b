"""Letters with their answers, bulletins, reminders and the outbox. Nothing is computed here."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from sanyi.web.base.files import private_path


class JobState(models.TextChoices):
    """Where background work stands."""

    QUEUED = "queued", "等待"
    RUNNING = "running", "正在进行"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"


class LetterRun(models.Model):
    """One drafting by rule: the verdicts of a day, and the letters that they call for."""

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="letter_runs")
    day = models.DateField("认定日")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    progress_text = models.CharField(max_length=80, blank=True)
    problem = models.TextField(blank=True)
    drafted = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at",)


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", "待发"
    SENT = "sent", "已发出"
    CLOSED = "closed", "已办结"
    DISCARDED = "discarded", "不予发出"


class Ending(models.TextChoices):
    """How a letter ended."""

    ESCALATED = "escalated", "已升级"
    WITHDRAWN = "withdrawn", "已解除"
    RECTIFIED = "rectified", "整改办结"


STEPS = [("first", "首发"), ("next", "升级"), ("withdrawal", "解除")]


class LetterRow(models.Model):
    """A supervision letter: drafted by rule, sent by a person, one matter each.

    ``content`` holds the document until it is sent; then ``file`` holds it for good.
    """

    entry = models.ForeignKey("ledgers.EntryRow", models.PROTECT, related_name="letters")
    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    letter_id = models.CharField("编号", max_length=180, unique=True)
    step = models.CharField("事由", max_length=12, choices=STEPS)
    level = models.CharField("级别", max_length=20)
    label = models.CharField("督查单", max_length=40)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    judged_on = models.DateField("认定日")
    issued_on = models.DateField("发出日期")
    due_on = models.DateField("答复时限", null=True, blank=True)
    extended_to = models.DateField("延期至", null=True, blank=True)
    why = models.CharField("发单理由", max_length=300)
    number = models.CharField("发文字号", max_length=60, blank=True)
    content = models.JSONField("内容")
    file = models.FileField(upload_to=private_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField("起草时间", default=timezone.now)
    drafted_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    ending = models.CharField("结果", max_length=12, choices=Ending, blank=True)
    ending_reason = models.TextField("理由", blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-issued_on", "entry", "pk")
        indexes = (models.Index(fields=("place", "state", "issued_on")),)
        constraints = (
            models.UniqueConstraint(
                fields=("entry",), condition=models.Q(state="draft"), name="one_draft_an_entry"
            ),
            models.UniqueConstraint(
                fields=("entry",),
                condition=models.Q(state="sent") & ~models.Q(step="withdrawal"),
                name="one_running_letter_an_entry",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.number or self.letter_id}"


class Answer(models.Model):
    """What a unit answers to a letter, with its evidence, and what the office thinks of it."""

    class Review(models.TextChoices):
        WAITING = "waiting", "待办公室处理"
        ACCEPTED = "accepted", "已采纳"
        RETURNED = "returned", "已退回"

    letter = models.ForeignKey(LetterRow, models.PROTECT, related_name="answers")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    text = models.TextField("办理情况")
    asks_until = models.DateField("申请延期至", null=True, blank=True)
    files = models.ManyToManyField("ledgers.EvidenceFile", related_name="answers")
    author = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    answered_on = models.DateField("答复日期")
    review = models.CharField(max_length=10, choices=Review, default=Review.WAITING)
    review_note = models.TextField("办公室意见", blank=True)
    reviewed_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("made_at", "pk")


class BulletinState(models.TextChoices):
    """Where a bulletin stands; an issued one is never changed."""

    QUEUED = "queued", "等待起草"
    COMPOSING = "composing", "正在起草"
    FAILED = "failed", "起草失败"
    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已审定"
    ISSUED = "issued", "已印发"
    DISCARDED = "discarded", "已作废"


class BulletinRow(models.Model):
    """The bulletin of a quarter; a correction is a new one that names the one it corrects.

    ``content`` is the draft with its figures (see ``adapters``), ``sheet`` the meeting's sheet.
    """

    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="bulletins")
    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    quarter = models.CharField("季度", max_length=10)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    state = models.CharField(max_length=10, choices=BulletinState, default=BulletinState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=80, blank=True)
    problem = models.TextField(blank=True)
    cut_off_on = models.DateField("数据截至")
    reply_on = models.DateField("反馈时限")
    issuer = models.CharField("发文机关", max_length=120)
    number = models.CharField("发文字号", max_length=60, blank=True)
    addressee = models.CharField("主送", max_length=120, default="医改领导小组各成员单位")
    copy_to = models.CharField("抄送", max_length=200, blank=True)
    printed_by = models.CharField("印发机关", max_length=120, blank=True)
    signed_on = models.DateField("成文日期")
    content = models.JSONField(null=True)
    sheet = models.JSONField(null=True)
    problems = models.JSONField("点名的问题", null=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=private_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-quarter", "-made_at")
        constraints = (
            models.UniqueConstraint(
                fields=("paper", "quarter"),
                condition=~models.Q(state__in=("issued", "discarded")),
                name="one_bulletin_in_work",
            ),
        )

    def __str__(self) -> str:
        return f"{self.quarter} 通报"


class Message(models.Model):
    """One message of the outbox: written first, sent when a mail server is named, retried."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENT = "sent", "已发送"
        FAILED = "failed", "发送失败"
        KEPT = "kept", "仅站内"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="messages")
    to = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="messages")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("已试", default=0)
    problem = models.CharField("未发出的原因", max_length=120, blank=True)
    made_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("place", "state")),)


class ReminderRow(models.Model):
    """A reminder that was given; its key keeps it from being given twice."""

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+")
    key = models.CharField(max_length=300, unique=True)
    rule = models.CharField("规则", max_length=20)
    subject = models.CharField("事项", max_length=180)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    day = models.DateField("提醒日")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-day", "pk")


class ReminderPlan(models.Model):
    """Whether the program reminds by itself at a place, at what time, and when it last did."""

    place = models.OneToOneField("units.Place", models.PROTECT, related_name="reminder_plan")
    is_on = models.BooleanField("自动提醒", default=False)
    at = models.TimeField("时间", default=dt.time(8, 30))
    last_day = models.DateField(null=True)
    changed_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.place} {self.at:%H:%M}"
