"""Forms of the pages on credit."""

from __future__ import annotations

from typing import Any

from django import forms

from fajian.commitments import words
from fajian.commitments.forms.applications import DatedForm
from fajian.commitments.forms.items import pick
from fajian.commitments.models import CreditEvent, CreditRequest
from fajian.commitments.workflow import CREDIT
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.ledgers.forms.fields import UnitField, day_field, text_field
from fajian.orgs.models import Unit


class EventForm(DatedForm):
    """记录信用事件."""

    unit = UnitField(label="认定单位", queryset=Unit.objects.none(), empty_label="请选择")
    name = text_field("主体名称", limit=200)
    is_person = pick("主体类别", [("no", "单位"), ("yes", "自然人")], required=True)
    number = text_field("主体代码", limit=20, hint="单位填统一社会信用代码；自然人填身份证号码，只用来核对，不保存。")
    kind = pick("事件种类", words.event_choices(), required=True)
    happened_on = day_field("发生或认定日期")
    paper_no = text_field("认定文书文号", limit=100)
    told = text_field("事实", rows=3)
    day = "happened_on"

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open()
        unit.error_messages |= {"required": "请选择单位。", "invalid_choice": "没有这个单位，请重新选择。"}
        unit.initial = user.unit_id if user.role in ("clerk", "unit_leader") else None

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        return self.values | {"is_person": self.cleaned_data["is_person"] == "yes"}


class RequestForm(DatedForm):
    """登记信用修复、异议申请."""

    kind = pick("类别", CreditRequest.KINDS, required=True)
    reason = text_field("申请理由和材料", rows=3)
    received_on = day_field("收到日期")
    day = "received_on"


class AnswersForm(CommandForm):
    """收回平台反馈."""

    upload = UploadField(
        label="平台返回的表", kinds=("xlsx", "csv", "xls", "et"),
        help_text="推送的表里“接收结果”填成功或失败，“反馈说明”写原因。",
        error_messages={"required": "请选择文件。"},
    )  # fmt: skip


class EventFilter(forms.Form):
    """Narrows the credit events."""

    q = forms.CharField(label="主体名称", required=False, max_length=100, widget=forms.TextInput)
    kind = forms.ChoiceField(
        label="事件种类", required=False, widget=PlainSelect, choices=[("", "全部"), *words.event_choices()]
    )
    state = forms.ChoiceField(
        label="状态", required=False, widget=PlainSelect, choices=[("", "全部"), *CREDIT.states.items()]
    )
    push = forms.ChoiceField(
        label="推送", required=False, widget=PlainSelect,
        choices=[("", "全部"), ("none", "未推送"), *CreditEvent.PUSHES[1:]],
    )  # fmt: skip

    def narrowed(self, rows: Any) -> Any:
        """The rows the filters leave; a value that does not exist narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(party_name__icontains=said["q"])
        if push := said.get("push"):
            rows = rows.filter(push="" if push == "none" else push)
        return rows.filter(**{name: said[name] for name in ("kind", "state") if said.get(name)})
