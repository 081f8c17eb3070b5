"""Forms of the pages on enforcement data."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.records.models import BATCH

KINDS = ("xlsx", "xls", "et", "csv", "zip")


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
