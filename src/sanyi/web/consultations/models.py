"""A round of consultation on a draft: its passages, the units asked, what they answered."""

from __future__ import annotations

from django.db import models

from sanyi.bulletin.opinions import AnswerKind, Outcome
from sanyi.web.base.files import private_path


class Round(models.Model):
    """One version of a draft put to the units until a day."""

    class State(models.TextChoices):
        OPEN = "open", "征求意见中"
        CLOSED = "closed", "已结束"

    place = models.ForeignKey("units.Place", models.PROTECT, related_name="consultations")
    paper = models.ForeignKey("papers.Paper", models.PROTECT, related_name="consultations")
    version = models.ForeignKey("papers.Version", models.PROTECT, related_name="consultations")
    number = models.PositiveSmallIntegerField("轮次")
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    due_on = models.DateField("反馈截止日")
    note = models.TextField("说明", blank=True)
    opened_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("发起时间", auto_now_add=True)
    closed_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("结束时间", null=True)
    next_version = models.ForeignKey(
        "papers.Version", models.PROTECT, null=True, related_name="made_by_consultation"
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="round_number"),
            models.UniqueConstraint(
                fields=("paper",), condition=models.Q(state="open"), name="one_open_round"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}轮）"

    @property
    def is_open(self) -> bool:
        """Whether answers and decisions are still taken."""
        return self.state == self.State.OPEN


class PassageRow(models.Model):
    """A passage of the draft as it was put to the units, and how it is to read."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="passages")
    position = models.PositiveIntegerField()
    key = models.CharField("编号", max_length=120)
    style = models.CharField(max_length=12)
    number = models.CharField("条款", max_length=40, blank=True)
    text = models.TextField("征求意见的文字", blank=True)
    decided = models.TextField("议定的文字", blank=True)
    layout = models.JSONField(default=dict)  # the rest of the library's record, see adapters
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("round", "key"), name="passage_key"),)

    def __str__(self) -> str:
        return self.key

    @property
    def is_added(self) -> bool:
        """Whether it stands in no draft: the office adds it behind the passage before it."""
        return bool(self.layout.get("added"))


class Invitation(models.Model):
    """A unit that was asked; without ``kind`` it has not answered, which is no consent."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="invitations")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="invitations")
    kind = models.CharField(
        "反馈", max_length=10, blank=True,
        choices=[(AnswerKind.OPINIONS.value, "有意见"), (AnswerKind.NIL.value, "无意见")],
    )  # fmt: skip
    answered_at = models.DateTimeField("反馈时间", null=True)
    answered_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    is_late = models.BooleanField("逾期", default=False)
    reminded_at = models.DateTimeField("最近提醒", null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("round", "unit"), name="asked_once"),)

    def __str__(self) -> str:
        return f"{self.round} {self.unit}"


class OpinionRow(models.Model):
    """One opinion, anchored to a range of a passage's text; without a passage to the whole."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="opinions")
    passage = models.ForeignKey(
        PassageRow, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField("原文", blank=True)
    words = models.TextField("意见")
    proposed = models.TextField("建议修改为", blank=True)
    written_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        "处理", max_length=10, blank=True, choices=[(o.value, o.value) for o in Outcome]
    )
    reason = models.TextField("理由", blank=True)
    wording = models.TextField("最终表述", blank=True)
    added = models.ForeignKey(
        PassageRow, models.PROTECT, null=True, blank=True, related_name="added_for"
    )
    decided_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("passage__position", "start", "pk")

    def __str__(self) -> str:
        return f"{self.invitation} {self.pk}"


class ScanFile(models.Model):
    """The stamped answer of a unit as a scan."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="scans")
    file = models.FileField("文件", upload_to=private_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
