"""Forms of the desk 指标."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from sanyi.indicators import definitions
from sanyi.indicators.pages import GROUP_LABELS
from sanyi.kernel import unit_of
from sanyi.targets.office_files import last_days
from sanyi.web.base.views import style
from sanyi.web.figures.models import Delivery

_ANY = ("", "不限")


class FilterForm(forms.Form):
    """Which indicators are listed."""

    q = forms.CharField(label="搜索", required=False, max_length=40)
    group = forms.ChoiceField(label="领域", required=False,
                              choices=[_ANY, *GROUP_LABELS.items()])  # fmt: skip
    bound = forms.ChoiceField(
        label="目标", required=False, choices=[_ANY, ("yes", "已对应本地目标"), ("no", "未对应")]
    )
    figures = forms.ChoiceField(
        label="数字", required=False, choices=[_ANY, ("yes", "已有数字"), ("no", "没有数字")]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = "名称、代码、别名"
        style(self)


class ComputeForm(forms.Form):
    """As of which day figures are computed."""

    today = forms.DateField(label="认定日", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class BindForm(forms.Form):
    """Which indicator measures a target."""

    indicator = forms.CharField(
        label="指标代码",
        required=False,
        max_length=80,
        help_text="可从建议中选，也可填其他指标的代码；留空即取消对应。",
    )
    note = forms.CharField(label="说明", required=False, max_length=200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].widget.attrs["list"] = "indicators"
        style(self)

    def clean_indicator(self) -> str:
        code = str(self.cleaned_data["indicator"]).strip()
        if code and code not in definitions():
            raise forms.ValidationError("没有这个指标代码。")
        return code


class PathForm(forms.Form):
    """The points of a path: a number at the end of some months, as they are printed."""

    reason = forms.CharField(label="理由", max_length=200)

    def __init__(self, *args: Any, year: int, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.unit = year, unit
        label = unit_of(unit).label
        for month in range(1, 13):
            self.fields[f"m{month}"] = forms.CharField(
                label=f"{month}月末（{label}）" if label else f"{month}月末", required=False,
                max_length=20, widget=forms.TextInput({"inputmode": "decimal"}),
            )  # fmt: skip
        self.order_fields([*(f"m{m}" for m in range(1, 13)), "reason"])
        style(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        factor = unit_of(self.unit).factor
        points: list[tuple[dt.date, Decimal]] = []
        for month, day in enumerate(last_days(self.year), start=1):
            text = str(data.get(f"m{month}") or "").replace(",", "").rstrip("%％").strip()
            if not text:
                continue
            try:
                value = Decimal(text)
                points.append((day, value / factor))
            except (InvalidOperation, ZeroDivisionError):
                self.add_error(f"m{month}", "应为数字。")
                continue
            if not value.is_finite() or abs(value.adjusted()) > 18:
                self.add_error(f"m{month}", "应为数字。")
        return {**data, "points": points}


class DeliveryForm(forms.Form):
    """A file of values from another system."""

    format = forms.ChoiceField(label="格式", choices=Delivery.Format.choices)
    file = forms.FileField(label="文件（.json）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class ExportForm(forms.Form):
    """Which figures are given out."""

    format = forms.ChoiceField(label="格式", choices=Delivery.Format.choices)
    period = forms.CharField(
        label="期间",
        required=False,
        max_length=10,
        help_text="如 2025Q3、2025、202507 写作 2025M07；留空为全部。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)
