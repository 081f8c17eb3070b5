"""Forms of the pages on targets and their directories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.inspections import reading
from fajian.inspections.directories import COLUMNS
from fajian.inspections.models import Target
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit


def of_units(form: Any, user: Any) -> None:
    """The units the person may choose from, their own first."""
    unit: Any = form.fields["unit"]
    unit.queryset = Unit.objects.visible_to(user).open()
    unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
    unit.initial = user.unit_id if user.role in ("clerk", "unit_leader") else None


def choice(label: str, choices: list[tuple[str, str]], *, required: bool = False) -> forms.ChoiceField:
    """A drop-down; left open where nothing need be chosen."""
    said = {"required": f"请选择{label}。", "invalid_choice": f"没有这种{label}，请重新选择。"}
    options = choices if required else [("", "未定"), *choices]
    return forms.ChoiceField(label=label, choices=options, required=required, widget=PlainSelect, error_messages=said)


class TargetForm(CommandForm):
    """登记, or 修改 of `row`."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    uscc = text_field("统一社会信用代码", limit=30, hint="18位，照营业执照填，系统核对校验码。")
    name = text_field("名称", limit=200)
    kind = choice("对象类型", Target.KINDS, required=True)
    industry = text_field("行业", limit=60, required=False)
    address = text_field("经营场所", limit=300, required=False)
    credit = choice("信用等级", Target.CREDITS)
    risk = choice("风险等级", Target.RISKS)
    state = choice("状态", Target.STATES, required=True)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)
        if self.row is not None:
            del self.fields["unit"]
            for name in COLUMNS:
                self.fields[name].initial = getattr(self.row, name)

    def clean_uscc(self) -> str:
        """Its check digit must fit."""
        try:
            return reading.code(self.cleaned_data["uscc"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return {name: self.cleaned_data[name] for name in COLUMNS}


class ImportForm(CommandForm):
    """导入: a workbook that is taken whole or not at all."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    upload = UploadField(
        label="名录工作簿", kinds=("xlsx", "xls", "et"),
        help_text="表头为“统一社会信用代码”“名称”等，可以先下载模板。已有的代码按表修改，表里空着的栏不动，没有列出的不删。",
        error_messages={"required": "请选择文件。", "empty": "这是空文件，请重新选择。"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)

    def clean(self) -> dict[str, Any]:
        """Every cell that cannot be taken has its sentence; nothing is written until none is left."""
        cleaned = super().clean() or self.cleaned_data
        if received := cleaned.get("upload"):
            rows, faults = reading.read(received)
            if faults:
                raise ValidationError(list(reading.sentences(faults)))
            if not rows:
                raise ValidationError("表头下面没有内容，请核对文件。")
            cleaned["rows"], cleaned["file"] = rows, received.name
        return cleaned


class FiledForm(CommandForm):
    """登记备案."""

    filed_on = day_field("备案日期")
    filed_with = text_field("备案机关和文号", limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["filed_on"].initial = timezone.localdate


class StrikeForm(CommandForm):
    """移出名录."""

    reason = text_field("移出理由", rows=2, limit=300)


class UnitForm(CommandForm):
    """Of which unit."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_units(self, user)


class TargetFilter(UnitFilter):
    """Narrows the directory."""

    q = forms.CharField(label="名称或代码", required=False, max_length=100)
    credit = forms.ChoiceField(
        label="信用等级", required=False, widget=PlainSelect, choices=[("", "全部"), *Target.CREDITS]
    )
    risk = forms.ChoiceField(
        label="风险等级", required=False, widget=PlainSelect, choices=[("", "全部"), *Target.RISKS]
    )
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "在册"), *Target.STATES, ("struck", "已移出")],
    )  # fmt: skip
    unit = any_unit()

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        match said.get("state"):
            case "struck":
                rows = rows.filter(struck_out=True)
            case state if state:
                rows = rows.filter(struck_out=False, state=state)
            case _:
                rows = rows.standing()
        if q := (said.get("q") or "").strip():
            column = "uscc__startswith" if q.isascii() and q.isalnum() else "name__icontains"
            rows = rows.filter(**{column: q.upper() if column.startswith("uscc") else q})
        return rows.filter(**{name: said[name] for name in ("credit", "risk", "unit") if said.get(name)})
