"""What the holder of a receipt types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.ledgers.forms.fields import text_field
from fajian.portal import codes
from fajian.portal.actions.complaints import LONGEST
from fajian.portal.forms.questions import files_field, radio
from fajian.portal.models import Complaint


class CodeForm(forms.Form):
    """The sixteen digits."""

    code = forms.CharField(
        label="回执号",
        max_length=40,
        help_text="提交时给您的 16 位数字，空格可以不写。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "请填写回执号。"},
    )

    def clean_code(self) -> str:
        """A slip of one digit is told here."""
        code = codes.plain(self.cleaned_data["code"])
        if not code:
            raise ValidationError("回执号是 16 位数字，您填写的有误，请对照回执逐位核对。")
        return code


class MoreForm(forms.Form):
    """补充."""

    text = text_field("补充内容", rows=4, required=False, limit=LONGEST)
    uploads = files_field("补充图片、PDF")


class RateForm(forms.Form):
    """评价."""

    rating = radio("对答复是否满意", Complaint.RATINGS, "请选择满意、基本满意或者不满意。")


class VerifyForm(forms.Form):
    """A signed receipt, and the text it is said to be of."""

    receipt = text_field("签名回执全文", rows=5, limit=2_000, hint="连同第一行标题和最后一行签名。")
    original = text_field(
        "反映内容原文", rows=4, required=False, limit=LONGEST, hint="填了就核对回执是不是对这段文字开的。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receipt"].widget.attrs["spellcheck"] = "false"
