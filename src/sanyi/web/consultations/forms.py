"""Forms of the desk 征求意见."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from sanyi.bulletin.opinions import OUTCOME_LABELS, Outcome
from sanyi.web.base.unmasking import KeepsContacts
from sanyi.web.base.views import style
from sanyi.web.consultations.adapters import WHOLE, place_words
from sanyi.web.consultations.answers import LONGEST, Written
from sanyi.web.consultations.models import Round


def _day(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=help_text)


def _text(label: str, rows: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=widget, required=required, max_length=LONGEST, help_text=help_text
    )


class StyledForm(forms.Form):
    """A form with Tabler's classes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class OpenForm(StyledForm):
    """A round: the day, and the units, the named ones chosen beforehand."""

    due_on = _day("反馈截止日")
    note = _text("给各单位的说明", 2, required=False, help_text="可以不填；显示在反馈页上方。")

    def __init__(self, *args: Any, due_on: dt.date, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = due_on
        self.fields["due_on"].help_text = source


class OpinionForm(KeepsContacts, StyledForm):
    """An opinion: the clause from a list, the words quoted typed or selected in the text."""

    passage = forms.ChoiceField(label="条款", required=False)
    quote = _text(
        "引用的原文",
        2,
        required=False,
        help_text="在左边选中文字即填入，也可以键入；不填表示对整条。",
    )
    words = _text("意见", 3, required=False)
    proposed = _text(
        "建议修改为",
        3,
        required=False,
        help_text="引用了原文的，写替换那段原文的文字；没有引用的，写整条。",
    )
    near = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in round_.passages.all() if not row.is_added}
        choices = [(pk, place_words(row)) for pk, row in self.rows.items()]
        field = self.fields["passage"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", f"{WHOLE}（对全文）"), *choices]

    def written(self) -> Written:
        """What the unit wrote."""
        data = self.cleaned_data
        return Written(self.rows.get(data["passage"]), data["quote"], data["words"],
                       data["proposed"], data.get("near") or 0)  # fmt: skip


class ScanForm(StyledForm):
    """The stamped answer."""

    scan = forms.FileField(label="盖章扫描件", help_text="PDF、OFD 或图片。")


class DecisionForm(StyledForm):
    """What becomes of an opinion, and how the whole passage is to read."""

    outcome = forms.ChoiceField(
        label="处理", choices=[("", "请选择"), *((o.value, OUTCOME_LABELS[o]) for o in Outcome)]
    )
    reason = _text(
        "理由", 2, required=False, help_text="部分采纳、不采纳必填，写进复函和采纳情况表。"
    )
    wording = forms.CharField(
        label="最终表述（整条文字）", widget=forms.Textarea(attrs={"rows": 6}), required=False,
        strip=False, help_text="每段一行；清空表示删去这一条。不采纳时不用改。",
    )  # fmt: skip
    added = forms.CharField(
        label="在这一条之后新增", widget=forms.Textarea(attrs={"rows": 3}), required=False,
        strip=False, help_text="采纳的意见要求另加一条或表格另加一行的，写在这里；没有的不填。",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class RewordForm(StyledForm):
    """A change of wording without an opinion."""

    wording = forms.CharField(
        label="文字", widget=forms.Textarea(attrs={"rows": 6}), required=False, strip=False,
        help_text="每段一行；清空表示删去；另起一行写新增的条款。",
    )  # fmt: skip
    reason = _text("理由", 2, help_text="如“顺延编号”“去掉‘征求意见稿’字样”。")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class AddForm(StyledForm):
    """A passage that is added behind another."""

    added = forms.CharField(
        label="新增的文字", widget=forms.Textarea(attrs={"rows": 6}), strip=False,
        help_text="每段一行。",
    )  # fmt: skip
    reason = _text("理由", 2, help_text="如“补充省级新部署的任务”。")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class DueForm(StyledForm):
    """Another day by which to answer."""

    due_on = _day("新的截止日")
    reason = _text("理由", 2)
    revision = forms.IntegerField(widget=forms.HiddenInput)
