"""Forms of the pages on draws."""

from __future__ import annotations

from django import forms

from fajian.core.forms import CommandForm
from fajian.engine.draws.protocol import SECRET

TYPE_ANYTHING = f"随意写一行别人猜不到的字，不少于 {SECRET} 个；请自己记下，公布时要原样再填一次。系统只存它的摘要。"


def secret_field(label: str, hint: str) -> forms.CharField:
    """A secret is shown as it is typed: it is meant to be written down, and to be public later."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请填写口令。", "max_length": "口令最多 200 字。"},
    )


def reason_field(label: str) -> forms.CharField:
    """Why."""
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多 300 字。"},
    )


class SealForm(CommandForm):
    """交存口令."""

    secret = secret_field("您的口令", TYPE_ANYTHING)


class RevealForm(CommandForm):
    """公布口令."""

    secret = secret_field("您交存的口令", "与交存时一字不差。公布后任何人都能看到。")


class ValueForm(CommandForm):
    """The public value."""

    value = forms.CharField(
        label="公开数值",
        max_length=200,
        help_text="按约定的来源照抄，任何人都能查到。",
        error_messages={"required": "请填写公开数值。", "max_length": "公开数值最多 200 字。"},
    )


class RedrawForm(CommandForm):
    """重新抽取."""

    reason = reason_field("重抽理由")
    secret = secret_field("您的新口令", TYPE_ANYTHING)
