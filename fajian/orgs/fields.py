"""Fields of units, texts and days, whose every error is a Chinese sentence."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import PlainSelect
from fajian.orgs.models import Unit
from fajian.orgs.scope import SEGMENT

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
LONG = 4000


class UnitField(forms.ModelChoiceField[Unit]):
    """Units by their names, indented by their level."""

    widget = PlainSelect

    def label_from_instance(self, unit: Unit) -> str:
        """The unit's line."""
        return indented(unit.path, unit.name)


def any_unit() -> UnitField:
    """The unit to narrow a list by, or all of them; UnitFilter says which there are."""
    return UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")


class UnitFilter(forms.Form):
    """Narrows a list by `unit`, which the subclass declares where it is to stand: one of those the user sees."""

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        self.user = user
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()


def indented(path: str, name: str) -> str:
    """A unit's name under those above it."""
    return "　" * (len(path) // SEGMENT - 1) + name


def text_field(
    label: str, *, rows: int = 0, required: bool = True, limit: int = LONG, hint: str = ""
) -> forms.CharField:
    """A line, or an area of so many rows."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={
            "required": f"请填写{label}。",
            "max_length": f"{label}最多 {limit} 字，现有 %(show_value)s 字，请删减。",
        },
    )


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A day; typed in any of the usual ways where the browser has no calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}应为日期，例如 2026-11-21。"},
    )
