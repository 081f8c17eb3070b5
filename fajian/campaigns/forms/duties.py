"""Forms of the pages on duties."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.campaigns.forms.plans import UploadField
from fajian.campaigns.models import Campaign
from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import PlainSelect, UnitField, text_field
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

DUTY_STATES = {
    "owed": "未报（含退回）", "late": "逾期未报", "soon": "快到期", "handed_in": "已报送待收", "returned": "已退回",
    "received": "已收",
}  # fmt: skip


class HandInForm(CommandForm):
    """What the unit hands in."""

    text = text_field("报送说明", rows=4, hint="报送了什么、主要情况；零报告在这里写明理由，例如查了什么、为什么没有。")
    nil = forms.BooleanField(
        label="零报告：本期没有需要报送的情况", required=False, help_text="台账里有条目的，不能零报告。"
    )
    received = UploadField(
        label="附件", required=False, help_text="报告、盖章扫描件等一份文件，不超过 50 MB。提交出错后须重新选择。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )  # fmt: skip


class ReturnForm(CommandForm):
    """Why something is returned."""

    reason = text_field("退回理由", rows=2, limit=300)


class DutyFilter(forms.Form):
    """Narrows the list of duties."""

    campaign = forms.ChoiceField(label="行动", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = UnitField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部")
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *DUTY_STATES.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        campaign: Any = self.fields["campaign"]
        running = Campaign.objects.visible_to(user).values_list("pk", "title")[:200]
        campaign.choices = [("", "全部"), *((str(number), title) for number, title in running)]
        units = Unit.objects.filter(domain_scope(user).condition("path"))
        offered = list(units[:401])
        if not 1 < len(offered) <= 400:
            del self.fields["unit"]
            return
        field: Any = self.fields["unit"]
        field.queryset, field.widget.attrs["class"] = units, "form-select"
        field.widget.choices = [("", "全部"), *((unit.pk, field.label_from_instance(unit)) for unit in offered)]

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return self.cleaned_data
