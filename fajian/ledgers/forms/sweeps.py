"""Forms of 排查: over which cases, and which of them were looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.core.forms import CommandForm
from fajian.ledgers.forms.entries import EntryForm
from fajian.ledgers.forms.fields import day_field, text_field
from fajian.ledgers.models import SweptCase
from fajian.ledgers.sweeping import filled
from fajian.ledgers.workflow import SWEPT


class SweepForm(CommandForm):
    """开始排查."""

    from_on = day_field("处罚决定日期从")
    to_on = day_field("到")
    enterprises = forms.BooleanField(
        label="只查涉企案件", required=False, initial=True, help_text="当事人不是自然人的；没有写明的也列入。"
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_on"].initial = today


class ClearForm(CommandForm):
    """未发现问题: the cases ticked."""

    case = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "请勾选已经查过的案件。"})
    note = text_field("说明", required=False, limit=300, hint="查了什么、怎样查的，写在每一件上。")

    def __init__(self, *args: Any, cases: list[SweptCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case"]
        field.choices = [(row.pk, str(row)) for row in cases]


class CaseFilter(forms.Form):
    """Narrows the list of cases."""

    state = forms.ChoiceField(
        label="排查结果", required=False, choices=[("", "全部"), *SWEPT.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    @property
    def chosen(self) -> str:
        """The state, "" = all."""
        return str(self.cleaned_data.get("state") or "") if self.is_valid() else ""


class FindForm(EntryForm):
    """发现问题: a row of the ledger with what the case says by itself."""

    def __init__(self, *args: Any, case: SweptCase, **kwargs: Any) -> None:
        super().__init__(*args, ledger=case.sweep.ledger, **kwargs)
        self.fields["seen"].initial = case.version
        for name, value in filled(self.spec, case).items():
            if f"c_{name}" in self.fields:
                self.fields[f"c_{name}"].initial = value
        self.fields["happened_on"].initial = case.decided_on
