"""Forms of the pages of 三步核销."""

from __future__ import annotations

from django import forms

from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import text_field


class SignForm(CommandForm):
    """对账确认; `digest` names what was compared."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    explained = text_field("差异说明", rows=3, required=False, limit=500, hint="报送数和台账数不一致的，写明原因。")


class VerifyForm(CommandForm):
    """核账."""

    note = text_field("核账意见", rows=3, limit=500, hint="核对了什么、凭什么认定相符。")
