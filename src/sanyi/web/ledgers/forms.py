"""Forms of the desk 台账."""

from __future__ import annotations

from typing import Any

from django import forms

from sanyi.web.base.views import style
from sanyi.web.ledgers.models import PROOFS, UNIT_ROLES, EntryRow, SavedView
from sanyi.web.ledgers.queries import visible_entries
from sanyi.web.units.models import Person, Place, Unit


def date_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class ReasonForm(forms.Form):
    """Any act that may ask for a reason."""

    reason = forms.CharField(
        label="理由", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class MoveForm(ReasonForm):
    """A move along the table: the reason, and what some moves further ask."""

    waiver = forms.CharField(
        label="豁免理由", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="目标没有达成而仍要了结的，在此写明依据；理由永久保留。",
    )  # fmt: skip
    merged_into = forms.ModelChoiceField(
        EntryRow.objects.none(), label="并入哪一项", required=False, empty_label="请选择"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, person: Person, entry: EntryRow, asks: frozenset[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("waiver", "merged_into"):
            if name not in asks:
                del self.fields[name]
        if "merged_into" in asks:
            others = visible_entries(person).filter(paper=entry.paper).exclude(pk=entry.pk)
            field: Any = self.fields["merged_into"]
            field.queryset = others
            field.label_from_instance = lambda row: f"{row.number} {row.title}"[:60]
        self.fields["reason"].required = "reason" in asks


class EntryForm(forms.Form):
    """What may be changed of an entry, besides its units."""

    title = forms.CharField(label="任务", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = date_field("完成时限", help_text="长期任务可以不填。")
    is_standing = forms.BooleanField(label="长期任务", required=False)
    proof = forms.ChoiceField(
        label="佐证方式", choices=[(v, label or "未定") for v, label in PROOFS],
        help_text="任务凭佐证销号。",
    )  # fmt: skip
    reason = forms.CharField(
        label="修改理由", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="已分解交办的任务必填。",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class UnitForm(forms.Form):
    """One unit in its role; an empty line says nothing."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="单位", required=False, empty_label="—"
    )
    role = forms.ChoiceField(label="角色", choices=UNIT_ROLES)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(place=place, successor__isnull=True).order_by("name")
        style(self)


UnitFormSet = forms.formset_factory(UnitForm, extra=3, max_num=60)


class EvidenceForm(forms.Form):
    """A file that shows what was done."""

    file = forms.FileField(
        label="文件", help_text="docx、pdf、ofd、xlsx、图片等，每个不超过50 MB。"
    )
    title = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class RemarkForm(forms.Form):
    """A remark."""

    text = forms.CharField(label="留言", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class ViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A filter under a name."""

    class Meta:
        model = SavedView
        fields = ("name", "query")
        widgets = {"query": forms.HiddenInput}  # noqa: RUF012 - Django's way of writing it


class ImportForm(forms.Form):
    """A workbook that comes back."""

    file = forms.FileField(label="修改后的台账（xlsx）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class JudgeForm(forms.Form):
    """The day a judging speaks of."""

    today = date_field("认定日", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)
