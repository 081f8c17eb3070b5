"""Forms of the pages on spot checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.campaigns.workflow import RECHECK
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.draws.forms import TYPE_ANYTHING, secret_field
from fajian.ledgers.forms.fields import PROOF_KINDS, day_field, text_field


class SpotCheckForm(CommandForm):
    """发起销号抽查."""

    take = forms.IntegerField(
        label="每个单位抽几个",
        min_value=1,
        max_value=1000,
        initial=2,
        help_text="已销号问题不到这个数的单位，全部抽取。",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "请填 1 到 1000 的整数。"),
    )
    title = text_field("名称", required=False, limit=200, hint="不填的用行动的名称。")
    public = text_field(
        "公开数值来源", required=False, limit=200,
        hint="如“福彩3D第2026300期开奖号码”，须是现在谁都不知道、届时谁都查得到的。不填的只由各方口令决定。",
    )  # fmt: skip
    secret = secret_field("您的口令", TYPE_ANYTHING)


class SpotFilter(forms.Form):
    """Narrows the problems drawn."""

    unit = forms.ChoiceField(label="单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    state = forms.ChoiceField(
        label="复核", required=False, choices=[("", "全部"), ("checked", "已复核"), *RECHECK.states.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, query: Any, *, units: Iterable[tuple[int, str]]) -> None:
        super().__init__(query)
        field: Any = self.fields["unit"]
        field.choices = [("", "全部"), *((str(number), name) for number, name in units)]

    def narrow(self, rows: Any) -> Any:
        """The rows that were asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        if unit := self.cleaned_data.get("unit"):
            rows = rows.filter(unit=unit)
        match self.cleaned_data.get("state"):
            case "checked":
                return rows.exclude(state="waiting")
            case state if state:
                return rows.filter(state=state)
            case _:
                return rows


class RecheckForm(CommandForm):
    """What was seen on site."""

    result = text_field("复核情况", rows=4, hint="到现场看了什么、问了谁、与佐证是否一致。")
    checked_on = day_field("现场查看日期")
    received = UploadField(
        label="现场材料", kinds=PROOF_KINDS, required=False, help_text="照片、笔录等一份文件。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].initial = timezone.localdate

    def clean_checked_on(self) -> dt.date:
        """Not after today."""
        day: dt.date = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError("现场查看日期不能晚于今天。")
        return day
