"""首问登记."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit
from fajian.portal.forms.handling import unit_field
from fajian.portal.workflow import CONTACT


class ContactForm(CommandForm):
    """首问登记."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")
    matter = text_field("事项", limit=200, hint="来办什么、问什么。不写办事人姓名。")
    asked_on = day_field("首问日期")
    first_by = text_field("首问责任人", limit=50)
    promised_wd = forms.IntegerField(
        label="承诺时限（工作日）", min_value=0, max_value=365, help_text="当场办结的填 0。",
        error_messages={"required": "请填写承诺时限。", "invalid": "请填整数。"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.initial = Unit.objects.visible_to(user).open(), user.unit_id
        self.fields["asked_on"].initial = timezone.localdate


class HandOnForm(CommandForm):
    """转承办单位."""

    handler = unit_field("承办单位", empty_label="请选择")
    reason = text_field("理由", rows=3, hint="为什么由它承办，移交了什么材料。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["handler"].queryset = Unit.objects.open().exclude(pk=self.row.unit_id).exclude(kind="government")


class FinishForm(CommandForm):
    """登记办结."""

    result = text_field("办理结果", rows=4)
    late_reason = text_field("超时原因", rows=3, required=False, hint="超过承诺日期的必须写。")


class ContactFilter(forms.Form):
    """Narrows the list."""

    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("mine", "等我单位办理"), ("late", "超时清单"), *CONTACT.states.items()],
    )  # fmt: skip
    since = day_field("首问日期从", required=False)
    until = day_field("到", required=False)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        self.user = user

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        match said.get("state"):
            case "mine":
                rows = waiting(rows, self.user)
            case "late":
                rows = rows.late(timezone.localdate())
            case state if state:
                rows = rows.filter(state=state)
        days = (("asked_on__gte", "since"), ("asked_on__lte", "until"))
        return rows.filter(**{key: said[name] for key, name in days if said.get(name)})


def waiting(rows: Any, user: Any) -> Any:
    """What the unit of this person has to do something about."""
    return rows.filter(Q(state="open", unit=user.unit_id) | Q(state__in=("handed", "taken"), handler=user.unit_id))
