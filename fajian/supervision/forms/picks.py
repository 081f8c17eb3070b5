"""Forms of the page on drawing units."""

from __future__ import annotations

from django import forms

from fajian.core.forms import CommandForm
from fajian.draws.forms import TYPE_ANYTHING, secret_field
from fajian.ledgers.forms.fields import text_field


class DrawUnitsForm(CommandForm):
    """准备抽取抽查单位."""

    title = text_field("名称", limit=200, hint="例如：整改情况抽查检查。")
    take = forms.IntegerField(
        label="抽几个单位", min_value=1, max_value=1000,
        error_messages={"required": "请填写抽几个单位。", "invalid": "应为整数。", "min_value": "至少抽 1 个。",
                        "max_value": "最多抽 1000 个。"},
    )  # fmt: skip
    public = text_field(
        "约定的公开数值", limit=200, required=False, hint="事前谁也不知道、事后谁都能查到的数。可以不填。"
    )
    secret = secret_field("您的口令", TYPE_ANYTHING)
