"""Forms on files that were read: objection, re-check, giving a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, UploadField
from fajian.ledgers.forms.fields import PROOF_KINDS, text_field
from fajian.review.models import Sample


class ReasonForm(CommandForm):
    """Why: 申请回避, 更换评查员."""

    reason = text_field("理由", rows=3, limit=300)


def problems(sample: Sample) -> list[tuple[str, str]]:
    """(code, line) of each problem the unit was told."""
    return [
        (code, f"{title}（{'一票否决' if deducted is None else f'扣{deducted}分'}）：{reason}")
        for code, title, deducted, reason in sample.lines
    ]


class ObjectionForm(CommandForm):
    """提出异议."""

    codes = forms.MultipleChoiceField(
        label="对哪些问题有异议",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选有异议的问题。", "invalid_choice": "反馈的问题有变动，请刷新页面。"},
    )
    reason = text_field("异议理由", rows=4, limit=2000, hint="逐项写明事实和依据，例如文书在案卷第几页。")
    received = UploadField(
        label="证明材料", kinds=PROOF_KINDS, required=False, error_messages={"empty": "这是空文件，请重新选择。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["codes"]
        field.choices = problems(self.row)


class RecheckForm(CommandForm):
    """复核异议."""

    dropped = forms.MultipleChoiceField(
        label="不成立、予以更正的问题",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选的不再扣分、不再否决，得分重新计算；都不勾选的，维持原评定。",
        error_messages={"invalid_choice": "单位没有对这一项提出异议，请刷新页面。"},
    )
    answer = text_field("复核意见", rows=4, limit=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["dropped"]
        told = dict(problems(self.row))
        field.choices = [(code, told[code]) for code in self.row.objection.codes]
