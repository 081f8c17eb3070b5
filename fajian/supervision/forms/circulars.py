"""Forms of the pages on 通报."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, SeveralField
from fajian.ledgers.forms.fields import text_field
from fajian.orgs.models import Unit
from fajian.supervision.actions import Told
from fajian.supervision.forms.common import choice, last_word, past_day
from fajian.supervision.forms.matters import UnitForm
from fajian.supervision.models import Circular


class ToldForm(UnitForm):
    """What a circular says; a draft is shown as it is."""

    kind = choice("种类", Circular.KINDS, initial="criticism")
    reach = choice("范围", Circular.REACHES, initial="circle")
    title = text_field("标题", limit=200)
    text = text_field("正文", rows=10, hint="一段一行。")
    names = text_field("隐去的姓名、名称", rows=3, required=False, hint="一个一行；向社会公布时写成“张某”“某公司”。")

    def __init__(self, *args: Any, row: Circular | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is not None:
            del self.fields["unit"]
            for name in Told.__slots__:
                self.fields[name].initial = getattr(row, name)

    @property
    def told(self) -> Told:
        """For the action."""
        return Told(**{name: text for name, text in self.values.items() if name in Told.__slots__})


class IssueForm(CommandForm):
    """签发: the word of the number, and the units it is sent to."""

    word = text_field("发文机关代字", limit=20, hint="如“安司通”。年份和序号由系统按登记簿连续编。")
    units = SeveralField(
        label="发给", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="被通报的单位一定发，不用勾选。", error_messages={"invalid_choice": "没有这个单位，请重新选择。"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, row: Circular, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        units: Any = self.fields["units"]
        units.queryset = Unit.objects.visible_to(user).open().exclude(pk__in=(user.unit_id, row.unit_id))
        self.fields["word"].initial = last_word(issuer=row.office, circular__isnull=False)

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return self.values | {"units": list(self.cleaned_data["units"])}


class PublishForm(CommandForm):
    """登记公布."""

    published_on = past_day("公布日期")
    place = text_field("公布渠道", limit=200, hint="如政府网站、报纸名称。")


class SignForm(CommandForm):
    """签收通报."""

    reply = text_field("对照检查情况", rows=4, hint="本单位有没有同类问题，怎么改。")
