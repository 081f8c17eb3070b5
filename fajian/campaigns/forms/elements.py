"""Forms in which people change what a plan says; the fields come from the table of its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.forms import CommandForm, PlainSelect
from fajian.engine.plans.columns import COLUMNS, HEADER, Column, blank, numbers, split
from fajian.engine.plans.schema import Due, Period, Plan
from fajian.ledgers.forms.fields import day_field, text_field

LONGEST_FILE = 6_000_000  # bytes
LONG = {"text", "title", "what"}  # texts that run over several lines
MOST = 2000  # characters of one field
SPAN = {"from_on": "开始", "to_on": "结束"}


class HeaderForm(CommandForm):
    """The head of a plan and its span."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for column in HEADER:
            self.fields[column.name] = _field(column, getattr(plan, column.name))
        for name, label in SPAN.items():
            self.fields[name] = day_field(label, required=False)
            self.fields[name].initial = getattr(plan.period, name, None)

    def clean(self) -> dict[str, Any]:
        """The first day before the last."""
        return _in_order(self)

    @property
    def changed(self) -> Plan:
        """The plan with what was typed."""
        given = self.cleaned_data
        values: dict[str, Any] = {column.name: given[column.name] or None for column in HEADER}
        span = {name: given[name] for name in SPAN}
        old = self.plan.period
        period = replace(old, **span) if old else Period(**span, quote="")
        return replace(self.plan, **values, period=period if any(span.values()) else None)


class ElementForm(CommandForm):
    """One element: a stage, a task, something to hand in; without an element a new one."""

    def __init__(self, *args: Any, kind: type[Any], element: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.element = kind, element
        self.columns = [column for column in COLUMNS[kind] if column.kind not in ("quote", "rows")]
        for column in COLUMNS[kind]:
            if column.kind == "rows" and column.of is Due:
                self._add_limits(() if element is None else getattr(element, column.name))
            elif column.kind != "quote" and column.kind != "rows":
                self.fields[column.name] = _field(column, getattr(element, column.name, None))

    def _add_limits(self, limits: tuple[Due, ...]) -> None:
        """A day for each time limit the text has, and one more."""
        for place, due in enumerate(limits):
            said = f"（原文：{due.quote}）" if due.quote else ""
            self.fields[f"due_{place}"] = day_field(f"完成时限{said}", required=False)
            self.fields[f"due_{place}"].initial = due.on
            self.fields[f"gone_{place}"] = forms.BooleanField(label=f"删去上面这个时限{said}", required=False)
        self.fields["due_new"] = day_field("再加一个完成时限" if limits else "完成时限", required=False)

    def clean(self) -> dict[str, Any]:
        """The first day before the last."""
        return _in_order(self)

    @property
    def changed(self) -> Any:
        """The element with what was typed; a new one has no quotation."""
        values = {
            column.name: blank(self.kind, column) if self.cleaned_data[column.name] in (None, "") else
            self.cleaned_data[column.name]
            for column in self.columns
        }  # fmt: skip
        if "due_new" in self.fields:
            values["due"] = self._limits()
        return replace(self.element, **values) if self.element is not None else self.kind(**values, quote="")

    def _limits(self) -> tuple[Due, ...]:
        given, old = self.cleaned_data, () if self.element is None else self.element.due
        kept = [replace(due, on=given[f"due_{place}"]) for place, due in enumerate(old) if not given[f"gone_{place}"]]
        kept = [due for due in kept if due.on or due.quote]
        return (*kept, *([Due(given["due_new"], "")] if given["due_new"] else []))


class ReasonForm(CommandForm):
    """Why something is struck."""

    reason = text_field("删去的理由", limit=300)


class YamlForm(CommandForm):
    """Something whole as YAML: in the box, or as a file."""

    text = forms.CharField(
        label="YAML",
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "yaml"}),
    )
    file = forms.FileField(
        label="或者上传改好的 YAML 文件",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
        help_text="选了文件就以文件为准，上面框里的内容不用。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )

    def clean_file(self) -> str:
        """The file's text."""
        upload = self.cleaned_data.get("file")
        if not upload:
            return ""
        if upload.size > LONGEST_FILE:
            raise ValidationError("文件超过 6 MB，请重新选择。")
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ValidationError("文件不是 UTF-8 编码，请另存为 UTF-8 后重新上传。") from None

    @property
    def given(self) -> str:
        """What is to be read."""
        return str(self.cleaned_data.get("file") or self.cleaned_data.get("text") or "")


class PlanYamlForm(YamlForm):
    """A plan, and why it is changed."""

    reason = text_field("修改说明", required=False, limit=300, hint="删去内容的必须写明理由。")


def _field(column: Column, value: Any) -> forms.Field:
    """The field of one column, holding its value."""
    label, required = column.label, column.required
    made: forms.Field
    match column.kind:
        case "day":
            made = day_field(label, required=required)
        case "names":
            made = _Names(label=label, required=False, help_text="几个单位用顿号隔开。", max_length=MOST)
        case "numbers":
            made = _Numbers(label=label, required=False, help_text="附件的序号，例如 1、2。", max_length=200)
        case "yes":
            made = forms.BooleanField(label=label, required=False)
        case "choice":
            choices = [*column.choices.items()] if required else [("", "没有"), *column.choices.items()]
            made = forms.ChoiceField(
                label=label,
                required=required,
                choices=choices,
                widget=PlainSelect,
                error_messages={
                    "required": f"请选择{label}。",
                    "invalid_choice": f"{label}没有“%(value)s”这一项，请从下拉选项中选。",
                },
            )
        case "count" | "number":
            kind = forms.IntegerField if column.kind == "count" else forms.FloatField
            said = {"required": f"请填写{label}。", "invalid": f"{label}应为数字，不带单位和文字。"}
            said |= {"min_value": f"{label}不能小于 0。", "max_value": f"{label}过大，请核对。"}
            made = kind(label=label, required=required, min_value=0, max_value=9999, error_messages=said)
        case _:
            made = text_field(label, required=required, rows=2 if column.name in LONG else 0, limit=MOST)
    made.initial = value
    return made


class _Names(forms.CharField):
    """Names with 、 between them."""

    def prepare_value(self, value: Any) -> Any:
        """As one line."""
        return "、".join(map(str, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        """One by one."""
        return split(super().clean(value))


class _Numbers(_Names):
    """Numbers of annexes."""

    def clean(self, value: Any) -> Any:
        """As numbers."""
        found = numbers(super().clean(value))
        if isinstance(found, str):
            raise ValidationError(f"{self.label}应为附件的序号，“{found[:30]}”不是。")
        return found


def _in_order(form: CommandForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    first, last = cleaned.get("from_on"), cleaned.get("to_on")
    if first and last and first > last:
        form.add_error("to_on", "结束不能早于开始，请核对。")
    return cleaned
