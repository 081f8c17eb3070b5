"""Forms of the pages on contacts and groups."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.campaigns.forms.distribution import ForUnit
from fajian.campaigns.models import Contact, Group
from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit


def reached() -> dict[str, forms.Field]:
    """How to reach somebody."""
    return {
        "office_phone": text_field("办公电话", required=False, limit=30),
        "mobile": text_field("手机", required=False, limit=30, hint="电话和邮箱只有本单位和牵头单位看得到。"),
        "email": forms.EmailField(
            label="电子邮箱", required=False, error_messages={"invalid": "电子邮箱应形如 name@example.com。"}
        ),
        "fax": text_field("传真", required=False, limit=30),
    }


class WithNumbers(CommandForm):
    """Asks how to reach somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(reached())

    @property
    def given(self) -> dict[str, Any]:
        """For the action: the numbers by themselves."""
        numbers = {name: self.cleaned_data[name] for name in Contact.PRIVATE}
        return {name: value for name, value in self.values.items() if name not in numbers} | {"numbers": numbers}


class ContactForm(WithNumbers, ForUnit):
    """登记联系人."""

    part = forms.ChoiceField(label="身份", choices=Contact.PARTS, initial="contact", widget=forms.RadioSelect)
    name = text_field("姓名", limit=50)
    post = text_field("职务", limit=50)


class ReplaceContactForm(WithNumbers):
    """更换联系人."""

    reason = text_field("更换理由", limit=300, hint="例如调离、分工调整、登记有误。")
    name = text_field("新任姓名", limit=50)
    post = text_field("职务", limit=50)


class GroupForm(CommandForm):
    """设立工作组."""

    kind = forms.ChoiceField(label="类别", choices=Group.KINDS, widget=forms.RadioSelect, initial="working")
    title = text_field("名称", limit=100)
    task = text_field("职责", rows=3, required=False, limit=1000)
    above = forms.ModelChoiceField(
        label="设在哪个组之下", queryset=Group.objects.none(), required=False, empty_label="不设在其他组之下"
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above: Any = self.fields["above"]
        above.queryset = groups


class MemberForm(CommandForm):
    """增加成员."""

    role = text_field("组内职务", limit=30, hint="例如组长、副组长、主任、成员。")
    who = text_field("单位或者姓名、职务", limit=200, hint="成员单位写单位名称；个人写姓名和职务。")
    member_unit = UnitField(label="所在单位", queryset=Unit.objects.none(), required=False, empty_label="不对应")
    from_on = day_field("起任日期")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["member_unit"]
        unit.queryset = units


class ReplaceMemberForm(CommandForm):
    """更换成员."""

    on = day_field("更换日期")
    reason = text_field("更换理由", limit=300)
    who = text_field("新任单位或者姓名、职务", required=False, limit=200, hint="没有人接替的不填。")
    member_unit = UnitField(label="所在单位", queryset=Unit.objects.none(), required=False, empty_label="不对应")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["member_unit"]
        unit.queryset = units
