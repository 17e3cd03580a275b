"""The form of a client."""

from __future__ import annotations

from typing import Any

from django import forms

from sanyi.web.api.models import ROLE_CHOICES
from sanyi.web.base.views import style
from sanyi.web.units.models import Person, Place, Unit


class ClientForm(forms.Form):
    """Name, place and rights of a client."""

    name = forms.CharField(label="名称", max_length=60, help_text="例：市卫生健康数据平台")
    place = forms.ModelChoiceField(Place.objects.none(), label="地方")
    role = forms.ChoiceField(label="权限（同角色）", choices=ROLE_CHOICES)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", required=False,
                                  help_text="联络员或医疗机构权限须指明单位。")  # fmt: skip
    is_shown_contacts = forms.BooleanField(
        label="可见联系方式", required=False,
        help_text="不勾选时，文字中的联系人、电话、邮箱、身份证号等一律隐去。",
    )  # fmt: skip
    per_minute = forms.IntegerField(
        label="每分钟次数上限", min_value=1, max_value=6000, initial=120
    )
    expires_on = forms.DateField(label="有效期至", required=False,
                                 widget=forms.DateInput({"type": "date"}))  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["place"]
        units: Any = self.fields["unit"]
        places.queryset = Place.objects.filter(pk__in=person.place_keys)
        units.queryset = Unit.objects.filter(place__in=person.place_keys)
        self.fields["place"].initial = person.place
        style(self)
