"""Forms of the pages on measures."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.columns import keep
from fajian.ledgers.forms.fields import UnitField, column_field, text_field
from fajian.orgs.fields import UnitFilter, any_unit
from fajian.orgs.models import Unit
from fajian.supervision.actions import Taken
from fajian.supervision.forms.common import FilesForm, past_day
from fajian.supervision.models import Matter, Measure
from fajian.supervision.words import MeasureKind, measure_kinds


class MeasureForm(FilesForm):
    """登记监督措施 of one kind: the columns it declares stand beside those of all."""

    unit = UnitField(label="被监督单位", queryset=Unit.objects.none(), empty_label="请选择")
    subject = text_field("事由", limit=200)
    held_on = past_day("日期")
    place = text_field("地点", required=False, limit=100)
    people = text_field("监督人员", limit=200, hint="姓名，几人用顿号隔开。")
    text = text_field("情况记录", rows=4)
    found = text_field("发现的问题", rows=3, required=False, hint="没有发现问题的不填。")
    put_right = text_field("当场纠正情况", rows=2, required=False, hint="能当场纠正的督促立即纠正，写明怎么纠正的。")

    def __init__(self, *args: Any, kind: MeasureKind, user: Any, matter: Matter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        own = [f"c_{column.name}" for column in kind.columns]
        for column in kind.columns:
            self.fields[f"c_{column.name}"] = column_field(column)
        first = ("key", "seen", "unit", "subject", "held_on", "place", "people")
        self.order_fields([*first, *own, "text", "found", "put_right", "uploads", "kept"])
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open().exclude(pk=user.unit_id)
        unit.error_messages |= {"required": "请选择被监督单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        if matter is not None:
            unit.queryset, unit.initial = Unit.objects.filter(pk=matter.unit_id), matter.unit_id
            unit.widget = forms.HiddenInput()
            self.fields["subject"].initial = matter.title
        self.fields["uploads"].label = "材料"
        self.fields["uploads"].required = kind.files

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        said = self.cleaned_data
        names = ("subject", "held_on", "place", "people", "text", "found", "put_right")
        data = {column.name: keep(column, said[f"c_{column.name}"]) for column in self.kind.columns}
        taken = Taken(kind=self.kind.code, data=data, **{name: said[name] for name in names})
        return {"unit": said["unit"], "taken": taken, "received": self.received}


class ListMeasureForm(CommandForm):
    """列入台账."""

    title = text_field("问题", rows=3, hint="单位看得到这句话，不要写暗访人员和反映人。")

    def __init__(self, *args: Any, row: Measure, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["title"].initial = row.found


class MeasureFilter(UnitFilter):
    """Narrows the list of measures."""

    kind = forms.ChoiceField(label="措施", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = any_unit()

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query, user=user)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "全部"), *((one.code, one.title) for one in measure_kinds().values())]

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        return rows.filter(**{name: value for name, value in self.cleaned_data.items() if value})
