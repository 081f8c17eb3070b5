"""Forms of the pages on tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from fajian.campaigns.models import Campaign, Note
from fajian.campaigns.risk import WORDS
from fajian.campaigns.workflow import PROGRESS
from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.ledgers.forms.steps import WithFiles
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope


class NoteForm(WithFiles):
    """What a unit writes of a task; `units` are those the user may write for."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label=None)
    text = text_field("进展", rows=5, hint="做了什么、进行到哪一步、有什么困难。")
    percent = forms.IntegerField(
        label="完成比例（%）",
        required=False,
        min_value=0,
        max_value=100,
        error_messages={
            "invalid": "完成比例应为 0 到 100 的整数。",
            "min_value": "完成比例不能小于 0。",
            "max_value": "完成比例不能大于 100。",
        },
    )
    corrects = forms.ModelChoiceField(
        label="更正以前的记录",
        queryset=Note.objects.none(),
        required=False,
        empty_label="不更正",
        help_text="填错的记录不能改，用这条新记录更正；原来的记录仍看得到。",
        error_messages={"invalid_choice": "没有这条记录，请重新选择。"},
    )
    wants_files = False
    field_order = ("key", "seen", "unit", "text", "percent", "uploads", "kept", "corrects")

    def __init__(self, *args: Any, units: Sequence[Unit], measurable: bool, notes: QuerySet[Note], **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["note"], self.fields["proof_kind"]  # those are of ledgers
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        unit.initial = units[0].pk if units else None
        if len(units) == 1:
            unit.widget = forms.HiddenInput()
        if not measurable:
            del self.fields["percent"]
        corrects: Any = self.fields["corrects"]
        corrects.queryset = notes
        corrects.label_from_instance = lambda note: f"第{note.number}次：{note.text[:40]}"
        if not notes.exists():
            del self.fields["corrects"]

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        named = ("unit", "text", "percent", "corrects")
        return {name: self.cleaned_data[name] for name in named if name in self.fields} | {"received": self.received}


class ClaimForm(NoteForm):
    """The unit asks to have its part confirmed as done."""

    wants_files = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.pop("corrects", None)
        self.fields["text"].label = "完成情况"
        self.fields["text"].help_text = "写明完成了什么、有什么结果；佐证材料至少一份。"


class MilestoneForm(CommandForm):
    """设里程碑."""

    title = text_field("里程碑", limit=200, hint="到哪一天应当做到什么，例如“公布检查频次上限”。")
    due_on = day_field("应达到日期", hint="当天仍算按期")


class ReachForm(CommandForm):
    """达到里程碑."""

    reached_on = day_field("达到日期")
    remark = text_field("达到情况", rows=2, limit=300, hint="凭什么看得出来，例如印发的文件、完成的数字。")


class ReasonForm(CommandForm):
    """A step that only asks why."""

    reason = text_field("理由", rows=3, limit=300)


class TaskFilter(forms.Form):
    """Narrows the board."""

    campaign = forms.ChoiceField(label="行动", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    stage = forms.ChoiceField(label="阶段", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    lead = forms.ChoiceField(label="牵头单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = UnitField(label="承担单位", queryset=Unit.objects.none(), required=False, empty_label="全部")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *PROGRESS.states.items()])
    risk = forms.ChoiceField(
        label="风险", required=False, choices=[("", "全部"), ("any", "有风险和已滞后"), *WORDS.items()]
    )

    def __init__(self, query: Any, *, user: Any, campaigns: Sequence[Campaign], stages: list[str], leads: list[str]):
        super().__init__(query)
        for name, values in (
            ("campaign", [(str(row.pk), row.title) for row in campaigns]),
            ("stage", [(text, text) for text in stages]),
            ("lead", [(text, text) for text in leads]),
        ):
            field: Any = self.fields[name]
            field.choices = [("", "全部"), *values]
        offered = Unit.objects.filter(domain_scope(user).condition("path"), closed_on=None)
        if offered.count() < 2:
            del self.fields["unit"]
        else:
            unit: Any = self.fields["unit"]
            unit.queryset = offered

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return self.cleaned_data
