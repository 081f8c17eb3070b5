"""Forms of the pages on duties."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.campaigns.models import Campaign, Duty, Standing
from fajian.campaigns.rates import UNDATED, period_mark, period_word
from fajian.campaigns.workflow import DUTY
from fajian.core.forms import PlainSelect
from fajian.ledgers.forms.fields import UnitField, day_field
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope

DUTY_STATES = {
    "owed": "未报（含退回）", "late": "逾期未报", "soon": "快到期", **DUTY.states, "taken": "已收（含已核准）",
    "expected": "应报（期限已过或者已报）", "came": "已报", "on_time": "按期报送", "came_late": "迟报",
    "sent_back": "退回过", "nil": "零报告",
}  # fmt: skip
TO_APPROVE = ("to_approve", "待单位领导审定")


class DutyFilter(forms.Form):
    """Narrows the list of duties; `standing` and `day` are there only where a link asks for them."""

    campaign = forms.ChoiceField(label="行动", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *DUTY_STATES.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )

    period = forms.ChoiceField(label="期限在", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    standing = forms.ChoiceField(label="常态化报送", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    day = day_field("期限", required=False)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        campaign: Any = self.fields["campaign"]
        period: Any = self.fields["period"]
        state: Any = self.fields["state"]
        months = [*Duty.objects.visible_to(user).exclude(due_on=None).dates("due_on", "month"), UNDATED]
        period.choices = [("", "全部"), *((period_mark(month), period_word(month)) for month in months)]
        if user.role in UNIT:
            state.choices = [*state.choices, TO_APPROVE]
        running = Campaign.objects.visible_to(user).values_list("pk", "title")[:200]
        campaign.choices = [("", "全部"), *((str(number), title) for number, title in running)]
        self._asked_by_link(query, user)
        units = Unit.objects.filter(domain_scope(user).condition("path"))
        offered = list(units[:401])
        if not 1 < len(offered) <= 400:
            del self.fields["unit"]
            return
        field: Any = self.fields["unit"]
        field.queryset, field.widget.attrs["class"] = units, "form-select"
        field.widget.choices = [("", "全部"), *((unit.pk, field.label_from_instance(unit)) for unit in offered)]

    def _asked_by_link(self, query: Any, user: Any) -> None:
        asked: Any = self.fields["standing"]
        if query.get("standing", "").isdecimal():
            rows = Standing.objects.visible_to(user).filter(pk=query["standing"]).values_list("pk", "what")
            asked.choices = [("", "全部"), *((str(number), what) for number, what in rows)]
        else:
            del self.fields["standing"]
        if not query.get("day"):
            del self.fields["day"]

    @property
    def month(self) -> dt.date | None:
        """The month asked for."""
        mark = self.query.get("period")
        return dt.date.fromisoformat(f"{mark}-01") if mark else None

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return self.cleaned_data
