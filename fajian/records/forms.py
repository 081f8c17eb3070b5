"""Forms of the pages on enforcement data."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from xlsxwriter.utility import xl_col_to_name

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.store.derive import derivable
from fajian.engine.store.headings import read_headings
from fajian.engine.store.outline import Outline
from fajian.engine.store.parties import masked
from fajian.engine.store.profiles import own_profile
from fajian.engine.store.schema import Column, TableSchema, tables
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.records.models import BATCH

KINDS = ("xlsx", "xls", "et", "csv", "zip")


# A number that may be a person's: it is shown to nobody in full, not even while headings are mapped.
_PERSONAL = re.compile(r"\d{17}[\dXx]|\d{15}")


class UnitChoice(forms.ModelChoiceField[Unit]):
    """Units by their names, indented by their level."""

    def label_from_instance(self, unit: Unit) -> str:
        """The unit's line."""
        return "　" * (unit.level - 1) + unit.name


class HandInForm(CommandForm):
    """One file for one unit."""

    unit = UnitChoice(
        label="为哪个单位上报",
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text="只收该单位和下级单位的执法机关的数据；为整个辖区上报时选最上级单位。",
    )
    file = forms.FileField(
        label="数据文件",
        help_text=(
            "XLSX、XLS、ET、CSV，或者装有这些文件的 ZIP，不超过 50 MB。工作表名或文件名写明是哪张表，首行为栏目名称。"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(domain_scope(user).condition("path"), closed_on=None)
        field: Any = self.fields["unit"]
        field.queryset = units
        field.initial = units.first() if user.role == "supervisor" else user.unit_id
        if units.count() == 1:
            field.widget = forms.HiddenInput()
            field.initial = user.unit_id


class SheetForm(forms.Form):
    """Which table a sheet is."""

    table = forms.ChoiceField(label="这张表是", widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["table"]
        field.choices = [("", "请选择"), *((name, table.label) for name, table in tables().items())]


class HeadingsForm(CommandForm):
    """Which heading of a sheet is which column of a table: a drop-down for each heading."""

    def __init__(self, *args: Any, sheet: Outline, table: TableSchema, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.table = sheet, table
        known = read_headings(table.name, [column.heading for column in sheet.columns])
        guessed = {one.index: one.column.name for one in known.taken}
        taken = sheet.reading is not None and sheet.reading.table.name == table.name
        choices = [("", "不录入"), *((column.name, _named(column)) for column in table)]
        for number, column in enumerate(sheet.columns):
            self.fields[f"column-{column.place}"] = forms.ChoiceField(
                label=f"{xl_col_to_name(column.place)}列“{column.heading}”",
                required=False,
                choices=choices,
                initial=column.taken_as if taken else guessed.get(number, ""),
                widget=PlainSelect(attrs={"class": "form-select form-select-sm"}),
            )

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → column; of two like headings the first counts."""
        found: dict[str, str] = {}
        for column in self.sheet.columns:
            found.setdefault(column.heading, self.cleaned_data.get(f"column-{column.place}") or "")
        return found

    @property
    def lines(self) -> list[tuple[forms.BoundField, tuple[str, ...]]]:
        """The drop-down of each heading, with the first cells below it."""
        return [
            (self[f"column-{column.place}"], tuple(map(_without_numbers, column.samples)))
            for column in self.sheet.columns
        ]

    def clean(self) -> dict[str, Any]:
        """No column twice, and every column that a row cannot do without."""
        cleaned = super().clean() or {}
        told: dict[str, str] = {}
        for column in self.sheet.columns:
            chosen = cleaned.get(name := f"column-{column.place}")
            if chosen and chosen in told:
                self.add_error(name, f"“{told[chosen]}”和“{column.heading}”对到了同一栏，只能选一个。")
            elif chosen:
                told[chosen] = column.heading
        profile = own_profile("", self.table.name, {heading: column for column, heading in told.items()})
        missing = derivable(read_headings(self.table.name, list(told.values()), profile)).missing
        if missing:
            self.add_error(None, f"还没有对上必需的栏目：{'、'.join(missing)}。表里没有的，请在原文件里加上再上报。")
        return cleaned


def _without_numbers(sample: str) -> str:
    return _PERSONAL.sub(lambda found: masked(found[0]), sample)


def _named(column: Column) -> str:
    return f"{column.label}（必需）" if column.blank.kind == "required" else column.label


class BatchFilter(forms.Form):
    """Narrows the list of batches."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *BATCH.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class WithdrawForm(CommandForm):
    """Why a batch is withdrawn."""

    reason = forms.CharField(
        label="撤回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="理由随批次留存。"
    )
