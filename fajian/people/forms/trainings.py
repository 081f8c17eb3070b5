"""Forms of the pages on trainings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.orgs.fields import UnitField, UnitFilter, any_unit, day_field, text_field
from fajian.orgs.models import Unit
from fajian.people import courses
from fajian.people.actions import Held
from fajian.people.models import Officer

WHO = "每行一人，写人员编号或者姓名，可以从签到表里整列粘贴。"


class WhoForm(CommandForm):
    """Who took part: numbers or names, one a line."""

    who = text_field("参训人员", rows=6, hint=WHO, limit=20_000)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.officers: list[Officer] = []

    def clean_who(self) -> str:
        """Everybody who is meant; a line that means nobody, or several, has its sentence."""
        lines = dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["who"].splitlines())))
        rows = Officer.objects.visible_to(self.user).select_related("unit")
        named: dict[str, list[Officer]] = {}
        for row in rows.filter(number__in=lines):
            named[row.number] = [row]
        for row in rows.filter(name__in=[line for line in lines if line not in named]):
            named.setdefault(row.name, []).append(row)
        wrong = [f"没有“{line}”这个编号或者姓名，请核对。" for line in lines if line not in named]
        wrong += [f"“{line}”有 {len(found)} 人，请写人员编号。" for line, found in named.items() if len(found) > 1]
        if wrong:
            raise ValidationError(wrong)
        self.officers = list({found[0].pk: found[0] for found in named.values()}.values())
        return str(self.cleaned_data["who"])


class HoldForm(WhoForm):
    """登记培训."""

    unit = UnitField(label="举办单位", queryset=Unit.objects.none(), empty_label="请选择")
    title = text_field("名称", limit=200)
    kind = forms.ChoiceField(label="内容", widget=forms.RadioSelect, error_messages={"required": "请选择内容。"})
    way = forms.ChoiceField(label="形式", widget=forms.RadioSelect, error_messages={"required": "请选择形式。"})
    held_on = day_field("培训日期")
    hours = forms.DecimalField(
        label="学时", min_value=0, max_value=200, max_digits=5, decimal_places=1,
        error_messages={
            "required": "请填写学时。", "invalid": "学时应为数字。", "min_value": "学时应大于 0。",
            "max_value": "学时过大，请核对。", "max_decimal_places": "学时最多 1 位小数。",
            "max_digits": "学时过大，请核对。",
        },
    )  # fmt: skip
    note = text_field("地点、师资和主要内容", rows=2, required=False, limit=500)
    field_order = ("key", "seen", "unit", "title", "kind", "way", "held_on", "hours", "note", "who")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id
        kind, way = self.fields["kind"], self.fields["way"]
        kind.choices, way.choices = courses.kind_choices(), courses.way_choices()  # type: ignore[attr-defined]
        self.fields["held_on"].initial = timezone.localdate

    @property
    def held(self) -> Held:
        """For the action."""
        return Held(**{name: self.cleaned_data[name] for name in Held.__dataclass_fields__})


class YearFilter(UnitFilter):
    """Narrows 培训核查 to a year, a unit, those who lack something."""

    year = forms.IntegerField(label="年度", required=False, min_value=2000, max_value=2100)
    unit = any_unit()
    state = forms.ChoiceField(
        label="范围", required=False, widget=PlainSelect, choices=[("", "全部"), ("lacking", "没有达到的")]
    )

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        self.is_valid()
        self.asked: int = self.cleaned_data.get("year") or timezone.localdate().year
        self.lacking = self.cleaned_data.get("state") == "lacking"

    def narrowed(self, rows: Any) -> Any:
        """The rows of the unit and those under it."""
        unit = self.cleaned_data.get("unit")
        return rows.of_subtree(unit.path) if unit else rows


class StrikeForm(CommandForm):
    """作废."""

    reason = text_field("作废理由", rows=2, limit=300)
