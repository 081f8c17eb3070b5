"""Forms in which a change of a running campaign is proposed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.campaigns.models import Campaign, Duty, Participant
from fajian.campaigns.workflow import OWED
from fajian.core.forms import CommandForm, PlainSelect, SeveralField
from fajian.ledgers.forms.fields import day_field, indented, text_field
from fajian.orgs.models import Unit
from fajian.orgs.scope import Scope, domain_scope


class UnitsField(SeveralField[Unit]):
    """Units to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, units: Any, *, required: bool = True, hint: str = "") -> None:
        super().__init__(
            units,
            label=label,
            required=required,
            help_text=hint,
            error_messages={"required": "请至少选择一个单位。", "invalid_choice": "所选单位有的不在可选范围内。"},
        )

    def label_from_instance(self, unit: Any) -> str:
        """Indented by its level."""
        return indented(unit.path, unit.name)


class AmendmentForm(CommandForm):
    """One change, of one kind; `asked` is what amending.effect takes."""

    reason = text_field("变更理由", rows=2, limit=300)
    basis = text_field("依据文件", required=False, limit=200, hint="文件名称和文号，例如上级延期通知。")

    def __init__(self, *args: Any, campaign: Campaign, kind: str, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, field in FIELDS[kind](campaign, user).items():
            self.fields[name] = field
        self.order_fields([name for name in self.fields if name not in ("reason", "basis")])

    @property
    def asked(self) -> dict[str, Any]:
        """As it is kept: days as texts, units by their numbers."""
        return {name: _kept(value) for name, value in self.values.items() if name not in ("reason", "basis")}


def _kept(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return [unit.pk for unit in value] if hasattr(value, "model") else value


def _choice(label: str, choices: list[tuple[Any, str]]) -> forms.TypedChoiceField:
    said = {"required": f"请选择{label}。", "invalid_choice": f"所选的{label}不存在，请重新选择。"}
    return forms.TypedChoiceField(
        label=label, coerce=int, choices=[("", "请选择"), *choices], widget=PlainSelect, error_messages=said
    )


def _of_due(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    owed = Duty.objects.filter(campaign=campaign, state__in=OWED).order_by("number", "-due_on")
    columns = {
        number: f"{due or '未定日期'}　{what}" for number, what, due in owed.values_list("number", "what", "due_on")
    }
    return {"number": _choice("报送事项", list(columns.items())), "day": day_field("新的期限")}


def _of_stage(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    stages = [
        (row.pk, f"{row.title}（{row.from_on or '未定'}至{row.to_on or '长期'}）") for row in campaign.stages.all()
    ]
    return {
        "stage": _choice("阶段", stages),
        "from_on": day_field("新的开始", required=False),
        "to_on": day_field("新的结束", required=False, hint="空着就是长期。"),
    }


def _of_task(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    tasks = [(row.pk, f"{row} {row.due_on or ''}"[:90]) for row in campaign.tasks.all()]
    return {"task": _choice("任务", tasks), "day": day_field("新的时限")}


def _of_join(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    there = Participant.objects.current().filter(campaign=campaign).values("unit")
    area = Scope((campaign.unit.area_path,)).condition("path")
    units = Unit.objects.open().filter(area).filter(domain_scope(user).condition("path")).exclude(pk__in=there)
    return {
        "units": UnitsField("增加的单位", units),
        "again_on": day_field("已过期限的，在何日前补报", required=False, hint="空着就是不要求补报。"),
    }


def _of_leave(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    return {"units": UnitsField("退出的单位", _taking_part(campaign))}


def _of_duty(campaign: Campaign, user: Any) -> dict[str, forms.Field]:
    return {
        "what": text_field("报送内容", limit=300),
        "to": text_field("报送至", required=False, limit=100),
        "day": day_field("期限"),
        "units": UnitsField("由哪些单位报送", _taking_part(campaign), required=False, hint="都不选就是全部参加单位。"),
    }


def _taking_part(campaign: Campaign) -> Any:
    return Unit.objects.filter(pk__in=Participant.objects.current().filter(campaign=campaign).values("unit"))


FIELDS = {
    "due": _of_due, "stage": _of_stage, "task": _of_task, "join": _of_join, "leave": _of_leave, "duty": _of_duty,
}  # fmt: skip
