"""Forms of the desk 机制."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from sanyi.kernel import Period, SanyiError
from sanyi.web.base.views import style
from sanyi.web.mechanisms.registry import Mechanism


class RunForm(forms.Form):
    """For which period, and under which changed parameters."""

    period = forms.CharField(label="期间", max_length=10, help_text="如 2025、2025Q3、2025M07。")

    def __init__(self, *args: Any, mechanism: Mechanism, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        for number, parameter in enumerate(mechanism.parameters):
            now = parameter.values[-1].value
            self.names[f"p{number}"] = parameter.name
            self.fields[f"p{number}"] = forms.DecimalField(
                label=parameter.title,
                required=False,
                max_digits=30,
                decimal_places=12,
                help_text=f"现为 {now if now is not None else '无'}；留空为不改",
            )
        style(self)

    def clean_period(self) -> str:
        try:
            return str(Period.parse(self.cleaned_data["period"]))
        except SanyiError as error:
            raise forms.ValidationError(f"{error.message}{error.hint}") from error

    def changes(self) -> dict[str, str]:
        """Parameters the person changed."""
        found: dict[str, str] = {}
        for field, name in self.names.items():
            value = self.cleaned_data.get(field)
            if isinstance(value, Decimal):
                found[name] = f"{value:f}"
        return found
