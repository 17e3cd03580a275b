"""Forms of the desk 数据."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from sanyi.datasets import ColumnMapping, Contract, Personal, SourceMapping, contracts
from sanyi.datasets.loading.mapping import MONEY_UNITS
from sanyi.web.base.views import style
from sanyi.web.data.models import MODES

_UNITS = [(unit, unit) for unit in MONEY_UNITS]


class UploadForm(forms.Form):
    """A file for a table."""

    table = forms.ChoiceField(label="数据表")
    file = forms.FileField(label="文件", help_text="CSV、xlsx、Parquet 或 DBF，50 MB 以内。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shelf = sorted(contracts().values(), key=lambda c: (c.group, c.title))
        groups: dict[str, list[tuple[str, str]]] = {}
        for contract in shelf:
            groups.setdefault(contract.group, []).append((contract.name, contract.title))
        field: Any = self.fields["table"]
        field.choices = [("", "请选择"), *groups.items()]
        style(self)


class SheetForm(forms.Form):
    """Where in a workbook the table stands."""

    sheet = forms.CharField(label="工作表名", required=False, max_length=100)
    header_row = forms.IntegerField(label="表头在第几行（0 为自动）", min_value=0, max_value=1000,
                                    initial=0)  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class MappingForm(forms.Form):
    """For each column of the table: which column of the file fills it, or which constant."""

    mode = forms.ChoiceField(label="装入方式", choices=MODES)
    revision = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, contract: Contract, headings: list[str], mapping: SourceMapping,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.contract, self.before = contract, mapping
        choices = [("", "（不装入）"), *((h, h) for h in headings)]
        for column in contract.stored_columns:
            mapped = mapping.source_of(column.name)
            self.fields[f"source.{column.name}"] = forms.ChoiceField(
                label=f"{column.label}：文件里的列", choices=choices, required=False,
                initial=mapped.source if mapped else "",
            )  # fmt: skip
            self.fields[f"constant.{column.name}"] = forms.CharField(
                label=f"{column.label}：固定值", required=False, max_length=100,
                initial=mapping.constants.get(column.name, ""),
            )  # fmt: skip
            if column.type == "fen":
                self.fields[f"unit.{column.name}"] = forms.ChoiceField(
                    label=f"{column.label}：金额单位", choices=_UNITS, required=False,
                    initial=(mapped.unit if mapped else "") or "元",
                )  # fmt: skip
        style(self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each column of the table."""
        for column in self.contract.stored_columns:
            mapped = self.before.source_of(column.name)
            has_unit = f"unit.{column.name}" in self.fields
            yield {
                "column": column,
                "is_personal": column.personal is not Personal.NONE,
                "source": self[f"source.{column.name}"],
                "constant": self[f"constant.{column.name}"],
                "unit": self[f"unit.{column.name}"] if has_unit else None,
                "score": mapped.score if mapped else None,
                "reason": mapped.reason if mapped else "",
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for column in self.contract.stored_columns:
            if data.get(f"source.{column.name}") and data.get(f"constant.{column.name}"):
                self.add_error(f"constant.{column.name}", "选了列就不要再填固定值。")
        return data

    def mapping(self) -> SourceMapping:
        """What the person chose."""
        columns, constants = [], {}
        for column in self.contract.stored_columns:
            source = self.cleaned_data.get(f"source.{column.name}")
            constant = self.cleaned_data.get(f"constant.{column.name}")
            if source:
                unit = self.cleaned_data.get(f"unit.{column.name}", "")
                columns.append(self._kept(source, column.name, unit))
            elif constant:
                constants[column.name] = constant
        return SourceMapping(
            self.contract.name,
            tuple(columns),
            constants,
            sheet=self.before.sheet,
            header_row=self.before.header_row,
        )

    def _kept(self, source: str, target: str, unit: str) -> ColumnMapping:
        """The proposal with its score where the person left it, else the person's own choice."""
        before = self.before.source_of(target)
        if before is not None and before.source == source:
            return ColumnMapping(source, target, unit, before.score, before.reason)
        return ColumnMapping(source, target, unit, 100.0, "由经办人指定")


class CheckForm(forms.Form):
    """The day the checks refer to."""

    as_of = forms.DateField(label="检查所对的日期",
                            widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)
