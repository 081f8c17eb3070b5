"""Forms of the pages on 责任追究."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit
from fajian.supervision import blame
from fajian.supervision.actions import Blamed, Event
from fajian.supervision.forms.common import choice, concern, past_day
from fajian.supervision.models import Accountability
from fajian.supervision.workflow import ACCOUNTABILITY


def select(label: str, choices: list[tuple[str, str]], *, empty: str = "", hint: str = "") -> forms.ChoiceField:
    """One of many; may be left blank where `empty` says what that means."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": f"{label}没有“%(value)s”这一项，请重新选择。"}
    first = [("", empty)] if empty else []
    widget = PlainSelect(attrs={"class": "form-select"})
    return forms.ChoiceField(
        label=label, choices=first + choices, required=not empty, widget=widget, error_messages=wrong, help_text=hint
    )


def several(label: str, choices: list[tuple[str, str]], *, required: bool = False) -> forms.MultipleChoiceField:
    """Any of a few, all of them seen."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": f"{label}没有“%(value)s”这一项，请重新选择。"}
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple, error_messages=wrong
    )


class EventForm(CommandForm):
    """立案追责."""

    unit = UnitField(label="责任单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("案件（事件）名称", limit=200)
    origin = choice("来源", [])
    source = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    source_label = text_field("来源说明", required=False, limit=200, hint="如复议决定书、判决书文号。")
    happened_on = day_field("发生日期", required=False)
    found_on = past_day("发现日期")
    facts = text_field("过错情形", rows=3, required=False, hint="现在不清楚的，以后认定过错时再写。")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concern(self.fields["unit"], user, "责任单位")
        origin: Any = self.fields["origin"]
        origin.choices = blame.choices("origins")

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        said = self.values
        return {"unit": said.pop("unit"), "event": Event(**said)}


class EstablishForm(CommandForm):
    """认定过错; what was written before is there."""

    facts = text_field("过错情形", rows=5)
    analysis = text_field("原因分析", rows=5, hint="直接原因、深层原因，个性还是共性。")

    def __init__(self, *args: Any, row: Accountability, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["facts"].initial, self.fields["analysis"].initial = row.facts, row.analysis


class BlamedForm(CommandForm):
    """登记责任人."""

    role = select("责任环节", [])
    share = select(
        "责任大小", [], hint="集体讨论：主要负责人主要责任，主张错误意见的次要责任，主张正确意见的不负责任。"
    )
    name = text_field("姓名", required=False, limit=50, hint="追究单位的不填。")
    post = text_field("职务", required=False, limit=50)
    certificate_no = text_field("执法证号", required=False, limit=50)
    measure = select("追究方式", [], empty="不追究")
    decider = select("决定机关", [], empty="不追究的不选")
    grounds = several("情节", [])
    remark = text_field("说明", rows=3, required=False, hint="不追究的必须写明理由。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, part in (("role", "roles"), ("share", "shares")):
            field: Any = self.fields[name]
            field.choices = blame.choices(part)
        for name, part, empty in (("measure", "measures", "不追究"), ("decider", "deciders", "不追究的不选")):
            field = self.fields[name]
            field.choices = [("", empty), *blame.choices(part)]
        grounds: Any = self.fields["grounds"]
        grounds.choices = [
            (code, f"{word}：{label}")
            for kind, word in (("heavier", "从重"), ("lighter", "从轻、减轻"), ("exempt", "不予追究"))
            for code, label in blame.choices("grounds", kind)
        ]

    @property
    def blamed(self) -> Blamed:
        """For the action."""
        return Blamed(**self.values)


class SparingForm(CommandForm):
    """提请不予追究."""

    grounds = several("不予追究的情形", [], required=True)
    reason = text_field("不予追究的理由", rows=5, hint="逐案写明本案为什么不追究，不能与别的案件相同。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds: Any = self.fields["grounds"]
        grounds.choices = blame.choices("grounds", "exempt")


class SpareForm(CommandForm):
    """决定不予追究."""

    decided_on = past_day("决定日期")


class DecideForm(SpareForm):
    """登记追究决定."""

    document = text_field("决定文号", required=False, limit=100, hint="决定机关的文号，没有文号的不填。")


class CarryOutForm(CommandForm):
    """登记执行."""

    carried_out_on = past_day("执行日期")
    outcome = text_field("执行情况", rows=3)


class NoteForm(CommandForm):
    """What is said on sending back, closing, dropping."""

    note = text_field("意见", rows=3)


class AccountabilityFilter(UnitFilter):
    """Narrows the list, and the table counted from it."""

    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("running", "没有办结"), *ACCOUNTABILITY.states.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip
    origin = forms.ChoiceField(label="来源", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = any_unit()
    since = day_field("发现日期从", required=False)
    waits = forms.ChoiceField(
        label="待办", required=False, choices=[("", "全部"), ("1", "等我办理")],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        origin: Any = self.fields["origin"]
        origin.choices = [("", "全部"), *blame.every("origins")]

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        if given.get("state") == "running":
            rows = rows.exclude(state__in=("closed", "dropped"))
        elif given.get("state"):
            rows = rows.filter(state=given["state"])
        if given.get("waits"):
            rows = rows.filter(pk__in=Accountability.objects.waiting_for(self.user).order_by().values("pk"))
        if given.get("since"):
            rows = rows.filter(found_on__gte=given["since"])
        return rows.filter(**{name: given[name] for name in ("origin", "unit") if given.get(name)})
