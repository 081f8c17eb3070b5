"""Fields of files and of declared columns, whose every error is a Chinese sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.engine.forms.spec import LedgerColumn
from fajian.orgs.fields import UnitField, day_field, indented, text_field

__all__ = [
    "FILES_AT_ONCE", "PROOF_KINDS", "FilesField", "SeveralFiles", "UnitField", "change", "choice_field", "column_field",
    "day_field", "indented", "number_field", "text_field",
]  # fmt: skip
PROOF_KINDS = ("pdf", "ofd", "docx", "xlsx", "doc", "wps", "xls", "et", "png", "jpg", "jpeg", "txt")
FILES_AT_ONCE = 10


class SeveralFiles(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """All of them."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Uploads, taken in: a list of Received. Each file that is not accepted has its own sentence."""

    widget = SeveralFiles
    kinds = PROOF_KINDS

    def clean(self, data: Any, initial: Any = None) -> list[Received]:
        """Take every file in."""
        received, wrong = [], []
        if len(data or []) > FILES_AT_ONCE:
            raise ValidationError(f"一次最多上传 {FILES_AT_ONCE} 个文件，请分几次上传。")
        for upload in data or []:
            try:
                received.append(receive(upload, kinds=self.kinds))
            except Refused as refused:
                wrong.append(str(refused))
        if wrong:
            raise ValidationError(wrong)
        return received


def number_field(column: LedgerColumn) -> forms.Field:
    """A whole number, a number or an amount; none of them negative."""
    name, required = column.label, column.required
    places = {"money": 6 if column.scale == "万元" else 2, "number": 4, "int": 0}[column.kind]
    said = {
        "required": f"请填写{name}。",
        "invalid": f"{name}应为数字，不带单位和文字。",
        "min_value": f"{name}不能小于 0。",
        "max_decimal_places": f"{name}最多 {places} 位小数。",
        "max_digits": f"{name}的数字过大，请核对。",
        "max_whole_digits": f"{name}的数字过大，请核对。",
    }
    hint = f"单位：{column.scale}" if column.scale else ""
    if column.kind == "int":
        said["max_value"] = f"{name}的数字过大，请核对。"
        said["invalid"] = f"{name}应为整数，不带单位和文字。"
        return forms.IntegerField(label=name, required=required, min_value=0, max_value=10**12, error_messages=said)
    return forms.DecimalField(
        label=name,
        required=required,
        min_value=0,
        max_digits=18,
        decimal_places=places,
        help_text=hint,
        error_messages=said,
    )


def choice_field(column: LedgerColumn, choices: list[tuple[str, str]], initial: Any = None) -> forms.ChoiceField:
    """One of the form's words, or nothing."""
    return forms.ChoiceField(
        label=column.label,
        required=column.required,
        choices=[("", "请选择"), *choices],
        initial=initial,
        error_messages={
            "required": f"请选择{column.label}。",
            "invalid_choice": f"{column.label}没有“%(value)s”这一项，请从下拉选项中选。",
        },
    )


def column_field(column: LedgerColumn) -> forms.Field:
    """The field of a declared column."""
    match column.kind:
        case "date":
            return day_field(column.label, required=column.required)
        case "money" | "int" | "number":
            return number_field(column)
        case "choice":
            return choice_field(column, [(word, word) for word in column.choices])
        case "bool":
            return choice_field(column, [("yes", "是"), ("no", "否")])
        case "long_text":
            return text_field(column.label, rows=3, required=column.required)
        case _:
            return text_field(column.label, required=column.required, limit=300)


def change(form: forms.BaseForm, name: str, value: str) -> None:
    """Give a bound form another value for a field it is shown again with."""
    data: Any = form.data
    form.data = data.copy()
    form.data[name] = value  # type: ignore[index]
