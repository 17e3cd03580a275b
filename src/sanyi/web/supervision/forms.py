"""Forms of the desk 督办与通报."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from sanyi.kernel import Period, PeriodKind
from sanyi.web.base.clock import today
from sanyi.web.base.files import EVIDENCE
from sanyi.web.base.views import style
from sanyi.web.papers.models import Paper
from sanyi.web.supervision.jobs import issuer_of, rules_for
from sanyi.web.supervision.packs import default_days

_REPLY_DAYS = 10  # working days that are proposed for replies to a bulletin


class DateInput(forms.DateInput):
    """A day as browsers let one pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Styled(forms.Form):
    """A form with the desks' look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class Day(forms.DateField):
    """A required day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateInput(), **kwargs)


class RevisionForm(Styled):
    """What every change carries: which revision the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput())


class DraftLettersForm(Styled):
    """By which document and on which day letters are drafted."""

    paper = forms.ModelChoiceField(Paper.objects.none(), label="文件", empty_label=None)
    day = Day(label="认定日", help_text="按这一天的数据逐项认定。")

    def __init__(self, papers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers


class SendForm(RevisionForm):
    """Number and day of a letter that is sent."""

    number = forms.CharField(label="发文字号", max_length=60)
    day = Day(label="发出日期", help_text="答复时限从这一天起按工作日计算。")


class SendManyForm(Styled):
    """Number form and day of several letters that are sent together."""

    number_form = forms.CharField(label="文号样式", max_length=60, help_text="{} 处顺次编号。")
    day = Day(label="发出日期")


class ReasonForm(RevisionForm):
    """A reason that is kept."""

    reason = forms.CharField(
        label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Zero or more uploads, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list) else [data] if data else []
        single = super().clean
        return [single(item, initial) for item in given]


class AnswerForm(Styled):
    """A unit's answer to a letter."""

    text = forms.CharField(
        label="办理情况", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="原因、已采取的措施、完成时间。",
    )  # fmt: skip
    evidence = FilesField(
        label="佐证材料", required=False,
        help_text=f"可以选几个文件；接受 {'、'.join(EVIDENCE)}。整改办结须有佐证。",
    )  # fmt: skip
    asks_until = Day(
        label="申请延期至", required=False, help_text="不申请的不填；须在时限之前提出。"
    )


class ReviewForm(Styled):
    """What the office thinks of an answer."""

    note = forms.CharField(
        label="意见", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RemindForm(Styled):
    """The day by which reminders are looked up."""

    day = Day(label="提醒日")


class TimeInput(forms.TimeInput):
    """A time as browsers let one pick it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PlanForm(Styled):
    """Whether and when the program reminds by itself."""

    is_on = forms.BooleanField(label="每个工作日由程序自动提醒", required=False)
    at = forms.TimeField(label="时间", widget=TimeInput)


class BulletinForm(Styled):
    """What only the office knows about a bulletin."""

    paper = forms.ModelChoiceField(Paper.objects.none(), label="文件", empty_label=None)
    quarter = forms.CharField(label="季度", max_length=6, help_text="如 2025Q3。")
    cut_off_on = Day(label="数据截至")
    reply_on = Day(label="反馈时限")
    signed_on = Day(label="拟成文日期", help_text="印发时可以再改。")
    issuer = forms.CharField(label="发文机关", max_length=120)
    addressee = forms.CharField(label="主送", max_length=120)
    copy_to = forms.CharField(label="抄送", max_length=200, required=False)
    printed_by = forms.CharField(
        label="印发机关", max_length=120, required=False, help_text="不填则没有版记。"
    )

    def __init__(self, papers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.queryset = papers


def proposed_bulletin(paper: Paper) -> dict[str, Any]:
    """What a new bulletin's form is filled with: the last quarter that is over."""
    day = today()
    quarter = Period.containing(day, PeriodKind.QUARTER).previous()
    cut_off, signed = default_days(quarter.end, day)
    return {
        "paper": paper.pk, "quarter": str(quarter), "cut_off_on": cut_off, "signed_on": signed,
        "reply_on": rules_for(paper.place).workdays.after(signed, _REPLY_DAYS),
        "issuer": issuer_of(paper.place), "addressee": "医改领导小组各成员单位",
    }  # fmt: skip


class IssueForm(RevisionForm):
    """Number and day of a bulletin that is issued."""

    number = forms.CharField(label="发文字号", max_length=60)
    signed_on = Day(label="成文日期")


class TextForm(RevisionForm):
    """The words of a paragraph."""

    text = forms.CharField(
        label="文字", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), strip=True
    )


class ReopenForm(Styled):
    """Why a locked quarter is opened again."""

    reason = forms.CharField(
        label="重开理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
