"""Forms of the pages on 签收 and 备案."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fajian.campaigns.models import Filing
from fajian.core.forms import CommandForm, SeveralField, UploadField
from fajian.ledgers.forms.fields import UnitField, text_field
from fajian.orgs.models import Unit


class ForUnit(CommandForm):
    """A form somebody fills in for one of the own `units`; not asked where there is one."""

    unit = UnitField(label="单位", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        field.initial = units[0].pk if units else None
        if len(units) == 1:
            field.widget = forms.HiddenInput()


class DistributeForm(CommandForm):
    """再次下发."""

    what = text_field("下发内容", limit=200, hint="例如补充通知的名称和文号；参加单位各自签收。")
    units = SeveralField(
        label="下发给",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个单位。", "invalid_choice": "所选单位有的不在范围内，请重新选择。"},
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        field.label_from_instance = lambda unit: unit.name
        field.initial = [unit.pk for unit in units]


class HandleForm(CommandForm):
    """填写阅办意见."""

    text = text_field("阅办、传达意见", rows=4, hint="领导怎么批示，传达到哪些科室、人员。")


class FilingForm(ForUnit):
    """报送备案."""

    kind = forms.ChoiceField(label="报送的是", choices=Filing.KINDS, widget=forms.RadioSelect, initial="plan")
    title = text_field("名称", limit=200)
    text = text_field("主要内容", rows=5, hint="范围、内容、措施和要求，简要写明。")
    received = UploadField(
        label="文件",
        help_text="盖章的方案或措施一份，不超过 50 MB。提交出错后须重新选择。",
        error_messages={"required": "请选择文件。", "empty": "这是空文件，请重新选择。"},
    )


class FileForm(CommandForm):
    """备案."""

    number = text_field("备案号", limit=50)

    def __init__(self, *args: Any, proposed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].initial = proposed
