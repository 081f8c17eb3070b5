"""Fields about the categories of problems."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm
from fajian.engine.forms.categories import UNSORTED, categories
from fajian.ledgers.models import Rectification


def category_choices(none: str) -> list[tuple[str, str]]:
    """Every category of the law, and `none` for those in none."""
    return [*((code, one.title) for code, one in categories().items()), (none, UNSORTED)]


def category_field(*, required: bool, hint: str) -> forms.ChoiceField:
    """One of the law's categories."""
    known = [(code, one.title) for code, one in categories().items()]
    wrong = {"required": "请选择问题类别。", "invalid_choice": "没有这个问题类别，请从下拉选项中选。"}
    return forms.ChoiceField(
        label="问题类别", required=required, choices=[("", "请选择"), *known], help_text=hint, error_messages=wrong
    )


class ClassifyForm(CommandForm):
    """归类: which category."""

    category = category_field(required=True, hint="一级类别按《行政执法监督条例》第十一条、第十二条")

    def __init__(self, *args: Any, row: Rectification, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["category"].initial = row.category
