"""Forms of the desk 系统."""

from __future__ import annotations

from typing import Any

from django import forms

from sanyi.web.acts.matrix import ADMINISTRATORS, ROLE_LABELS, Role
from sanyi.web.base.unmasking import KeepsContacts
from sanyi.web.base.views import style
from sanyi.web.units.models import Person, Place, Succession, Unit


class Styled(forms.Form):
    """A plain form in the look of the desks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class UnitForm(KeepsContacts, forms.ModelForm[Unit]):
    """A unit by its present name; aliases one on a line."""

    alias_lines = forms.CharField(
        label="别名、简称、曾用名",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个。文件中出现这些名称时都算这个单位。",
    )

    class Meta:
        model = Unit
        fields = ("place", "name", "kind", "institution_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.aliases.values_list("name", flat=True)
            self.fields["alias_lines"].initial = "\n".join(names)
        style(self)

    def aliases(self) -> list[str]:
        """Names as typed, each once, without the unit's own."""
        lines = (line.strip() for line in self.cleaned_data["alias_lines"].splitlines())
        return list(dict.fromkeys(n for n in lines if n and n != self.cleaned_data["name"]))


class SuccessionForm(Styled):
    """A unit goes over into another: by a new name, or into one that exists."""

    how = forms.ChoiceField(label="变更方式", choices=Succession)
    name = forms.CharField(label="新名称（更名时填）", max_length=80, required=False)
    into = forms.ModelChoiceField(Unit.objects.none(), label="并入单位（并入时选）", required=False)
    on = forms.DateField(label="变更日期", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="依据", max_length=200, help_text="文件名称或文号。")

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = Unit.objects.filter(place=unit.place, successor=None).exclude(pk=unit.pk)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == Succession.RENAMED and not data.get("name"):
            self.add_error("name", "更名须填新名称。")
        if data.get("how") == Succession.MERGED and data.get("into") is None:
            self.add_error("into", "并入须选承接单位。")
        return data


class PersonForm(forms.ModelForm[Person]):
    """An account before it has a role: the security administrator grants that."""

    class Meta:
        model = Person
        fields = ("username", "name", "place", "unit", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        self.fields["username"].help_text = "字母、数字，150 字以内；建好后不能改。"
        self.fields["email"].label = "电子邮箱"
        if self.instance.pk:
            self.fields["username"].disabled = True
        style(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        unit, place = data.get("unit"), data.get("place")
        if unit is not None and place is not None and unit.place_id != place.pk:
            self.add_error("unit", "单位不属于所选的地方。")
        return data


class PlaceForm(forms.ModelForm[Place]):
    """A place."""

    class Meta:
        model = Place
        fields = ("code", "name", "parent", "division_code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


class RoleForm(Styled):
    """The one role of an account."""

    role = forms.ChoiceField(label="角色", choices=[(r.value, ROLE_LABELS[r]) for r in Role])
    reason = forms.CharField(label="理由", max_length=200)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["role"].initial = person.role

    def clean_role(self) -> str:
        role = self.cleaned_data["role"]
        if role not in ADMINISTRATORS and self.person.place is None:
            raise forms.ValidationError("先由系统管理员填写所属地方。")
        if role == Role.LIAISON and self.person.unit is None:
            raise forms.ValidationError("联络员须有所属单位，先由系统管理员填写。")
        return str(role)
