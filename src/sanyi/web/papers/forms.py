"""Forms of the desk 文件; ``values`` are what the library takes as corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from sanyi.clauses import DeadlineKind
from sanyi.kernel import Span
from sanyi.ledger import (
    PROOF_LABELS,
    CorrectedField,
    Entry,
    LedgerDocument,
    UnitRole,
    field_value,
)
from sanyi.web.base.files import DOCUMENTS
from sanyi.web.base.views import style
from sanyi.web.papers.labels import BASIS_NAMES, KIND_NAMES, OPERATOR_NAMES
from sanyi.web.units.models import Person, Place

_ACCEPT = ",".join(f".{ending}" for ending in DOCUMENTS)
_SEPARATORS = re.compile(r"[、，,；;\n\r]+")


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class UploadForm(forms.Form):
    """A file for a new document, or for a further version of one."""

    file = forms.FileField(
        label="文件",
        help_text="docx、doc、wps、pdf、ofd、html、txt、md，或扫描件 png、jpg；最大 50 MB。",
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )
    note = forms.CharField(label="说明", required=False, max_length=200)

    def __init__(self, person: Person, *args: Any, with_place: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(pk__in=person.place_keys)
        if with_place and len(places) > 1:
            self.fields["place"] = forms.ModelChoiceField(
                places, label="地方", initial=person.place, empty_label=None
            )
        style(self)


class PassageForm(forms.Form):
    """A place of the source, named without a mouse: a paragraph, words, or words of a paragraph."""

    paragraph = forms.TypedChoiceField(
        label="没有读成条目的段落", required=False, coerce=int, empty_value=None,
    )  # fmt: skip
    words = forms.CharField(
        label="引用原文", required=False, max_length=5000, widget=forms.Textarea({"rows": 4}),
        help_text="照抄原文的文字；选了段落而不引用，即登记整段。",
    )  # fmt: skip

    def __init__(
        self, *args: Any, paragraphs: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paragraph"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "不限段落"), *paragraphs]
        style(self)


class SpanForm(forms.Form):
    """A stretch of the source by its characters, as the page marks it."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and data["end"] <= data["start"]:
            self.add_error("end", "终点不在起点之后。")
        return data

    def span(self, text: str) -> Span:
        """The stretch, within the text."""
        data = self.cleaned_data
        return Span(min(data["start"], len(text)), min(data["end"], len(text)))


class EntryForm(forms.Form):
    """Every field of an entry."""

    is_task = forms.BooleanField(label="列为任务", required=False)
    title = forms.CharField(label="标题", required=False, max_length=300)
    section = forms.CharField(label="章节", required=False, max_length=200)
    lead = forms.CharField(label="牵头单位", required=False, help_text="多个单位用顿号分开。")
    cooperating = forms.CharField(label="配合单位", required=False)
    default = forms.CharField(label="全文约定的单位", required=False)
    kind = forms.ChoiceField(
        label="时限类型", required=False,
        choices=[("", "没有时限"), *((k.value, n) for k, n in KIND_NAMES.items())],
    )  # fmt: skip
    due_on = _day("完成时限")
    phrase = forms.CharField(label="时限原文", required=False, max_length=120)
    proof = forms.ChoiceField(
        label="佐证方式", choices=[(p.value, n or "未定") for p, n in PROOF_LABELS.items()]
    )
    note = forms.CharField(label="更正说明", required=False, max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind and kind != DeadlineKind.ONGOING and not (data["due_on"] or data["phrase"]):
            self.add_error("due_on", "填写完成时限，或选“没有时限”“长期”。")
        if kind == DeadlineKind.ONGOING and data.get("due_on"):
            self.add_error("due_on", "长期任务没有完成时限。")
        return data

    def values(self, entry: Entry) -> dict[CorrectedField, Any]:
        """The fields as the library takes them, targets aside; what was not touched stays."""
        data = self.cleaned_data
        day = data["due_on"].isoformat() if data["due_on"] else None
        deadline = None
        if data["kind"]:
            printed = entry.deadline.phrase if entry.deadline else ""
            was = f"{entry.deadline.due_on}" if entry.deadline else ""
            given = "" if data["phrase"] == was else data["phrase"]  # a day put in for words
            phrase = given or ("长期" if data["kind"] == DeadlineKind.ONGOING else day)
            deadline = {"phrase": _kept(phrase, printed), "due_on": day, "kind": data["kind"]}
        return {
            CorrectedField.IS_TASK: data["is_task"],
            CorrectedField.TITLE: _kept(data["title"], entry.title) or None,
            CorrectedField.SECTION: _kept(data["section"], entry.section) or None,
            CorrectedField.UNITS: self._units(entry),
            CorrectedField.DEADLINE: deadline,
            CorrectedField.PROOF: data["proof"],
        }

    def _units(self, entry: Entry) -> list[dict[str, str]]:
        found: dict[str, str] = {}
        for role in UnitRole:
            for name in _SEPARATORS.split(self.cleaned_data[role.value]):
                if name.strip():
                    found.setdefault(name.strip(), role.value)
        known: list[dict[str, str]] = field_value(entry, CorrectedField.UNITS)
        if found == {u["name"]: u["role"] for u in known}:
            return known  # in the printed order
        return [{"name": name, "role": role} for name, role in found.items()]


def _kept(new: str | None, old: str | None) -> str | None:
    """The old words where only white space differs, which a form cannot show."""
    return old if old and "".join((new or "").split()) == "".join(old.split()) else new


def entry_initial(entry: Entry) -> dict[str, Any]:
    """What the form of an entry shows first."""
    deadline = entry.deadline
    return {
        "is_task": not entry.is_deleted,
        "title": entry.title or "",
        "section": entry.section or "",
        **{role.value: "、".join(entry.names(role)) for role in UnitRole},
        "kind": deadline.kind.value if deadline else "",
        "due_on": deadline.due_on if deadline else None,
        "phrase": deadline.phrase if deadline else "",
        "proof": entry.proof.type.value,
    }


class TargetForm(forms.Form):
    """One target."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    phrase = forms.CharField(label="原文", required=False, max_length=300)
    indicator = forms.CharField(label="指标", required=False, max_length=200)
    basis = forms.ChoiceField(label="性质", choices=[(b.value, n) for b, n in BASIS_NAMES.items()])
    op = forms.ChoiceField(label="比较", choices=[(o.value, n) for o, n in OPERATOR_NAMES.items()])
    value = forms.FloatField(label="数值", required=False)
    upper = forms.FloatField(label="上限", required=False)
    unit = forms.CharField(label="单位", required=False, max_length=20)
    baseline = forms.CharField(label="基准", required=False, max_length=60)
    due_on = _day("时限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        value, upper = data.get("value"), data.get("upper")
        if data.get("op") == "range" and (value is None or upper is None or upper < value):
            self.add_error("upper", "区间要有下限和不低于它的上限。")
        return data


class _Targets(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "删去这个目标"
        form.fields["DELETE"].widget.attrs["class"] = "form-check-input"


TargetFormSet = forms.formset_factory(TargetForm, formset=_Targets, extra=1, can_delete=True,
                                      max_num=60)  # fmt: skip


def targets_initial(entry: Entry) -> list[dict[str, Any]]:
    """What the forms of the targets show first."""
    found: list[dict[str, Any]] = field_value(entry, CorrectedField.TARGETS)
    return [{**t, "value": _whole(t["value"]), "upper": _whole(t["upper"])} for t in found]


def _whole(number: float | None) -> float | int | None:
    """2 rather than 2.0."""
    return int(number) if number is not None and number == int(number) else number


def target_values(formset: Any, entry: Entry) -> list[dict[str, Any]]:
    """The targets as the library takes them; a new one gets the next free key."""
    known = {t["key"]: t for t in targets_initial(entry)}
    used, found = set(known), []
    for form in formset.forms:
        data = dict(form.cleaned_data)
        if not data or data.pop("DELETE", False) or not (data["phrase"] or data["indicator"]):
            continue
        if data["key"] not in known:
            data["key"] = next(k for n in range(1, 1000) if (k := f"t{n}") not in used)
            used.add(data["key"])
        printed = known.get(data["key"], {})
        for name in ("phrase", "indicator", "unit", "baseline"):
            data[name] = _kept(data[name], printed.get(name))
        data["phrase"] = data["phrase"] or data["indicator"]
        data["unit"], data["baseline"] = data["unit"] or None, data["baseline"] or None
        data["due_on"] = data["due_on"].isoformat() if data["due_on"] else None
        found.append(data)
    return found


class FactsForm(forms.Form):
    """Facts of the document."""

    document_title = forms.CharField(label="标题", required=False, max_length=200)
    document_number = forms.CharField(label="发文字号", required=False, max_length=60)
    issuer = forms.CharField(label="发文机关", required=False, max_length=120)
    issued_on = _day("成文日期")
    year = forms.IntegerField(label="年度", required=False, min_value=1990, max_value=2100)
    note = forms.CharField(label="更正说明", required=False, max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)

    def values(self) -> dict[CorrectedField, Any]:
        """The facts as the library takes them."""
        data = self.cleaned_data
        return {
            CorrectedField.DOCUMENT_TITLE: data["document_title"].strip() or None,
            CorrectedField.DOCUMENT_NUMBER: data["document_number"].strip() or None,
            CorrectedField.ISSUER: data["issuer"].strip() or None,
            CorrectedField.ISSUED_ON: data["issued_on"].isoformat() if data["issued_on"] else None,
            CorrectedField.YEAR: data["year"],
        }


def facts_initial(document: LedgerDocument) -> dict[str, Any]:
    """What the form of the facts shows first."""
    return {
        "document_title": document.title or "",
        "document_number": document.document_number or "",
        "issuer": document.issuer or "",
        "issued_on": document.issued_on,
        "year": document.year,
    }
