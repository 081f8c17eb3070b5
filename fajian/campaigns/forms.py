"""Forms of the pages on plans, campaigns and duties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.campaigns.answers import Question
from fajian.campaigns.models import Campaign
from fajian.campaigns.reading import KINDS
from fajian.core.errors import Refused
from fajian.core.files import ORDINARY, Received, receive
from fajian.core.forms import CommandForm
from fajian.ledgers.forms.fields import PlainSelect, UnitField, day_field, text_field
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

DUTY_STATES = {
    "owed": "未报（含退回）", "late": "逾期未报", "soon": "快到期", "handed_in": "已报送待收", "returned": "已退回",
    "received": "已收",
}  # fmt: skip


class UploadField(forms.FileField):
    """One upload, taken in: its value is a Received, or None."""

    def __init__(self, *, kinds: tuple[str, ...] = ORDINARY, **given: Any) -> None:
        self.kinds = kinds
        accept = ",".join(f".{kind}" for kind in kinds)
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **given)

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """Take the file in; what is wrong with it stands at the field."""
        upload = super().clean(data, initial)
        try:
            return receive(upload, kinds=self.kinds) if upload else None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class PlanForm(CommandForm):
    """A plan: a file or its text."""

    file = UploadField(
        label="方案文件",
        kinds=KINDS,
        required=False,
        help_text="DOCX、TXT 或者存下来的网页（HTML）。PDF、DOC、WPS 文件请先另存为 DOCX；扫描件先识别成文字。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )
    text = forms.CharField(
        label="或者粘贴方案全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="连同标题、文号、附件清单一起粘贴。",
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        text = (cleaned.get("text") or "").strip()
        if "file" in cleaned and not cleaned["file"] and not text:
            self.add_error("file", "请选择方案文件，或者在下面粘贴方案全文。")
        elif cleaned.get("file") and text:
            self.add_error("text", "文件和粘贴的全文只要一样。请清空其中一样。")
        return cleaned


class SettleForm(CommandForm):
    """The answer to one doubt; which way is said by the button pressed."""

    place = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    how = forms.CharField(
        max_length=10, widget=forms.HiddenInput, error_messages={"required": "请选择按建议、另行核定或者不适用。"}
    )
    day = day_field("日期", required=False)
    text = text_field("核定意见", required=False, limit=500)

    def __init__(self, *args: Any, asked: Question | None = None, place: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"d{place}_%s", **kwargs)
        self.fields["place"].initial = place
        if asked is None:
            return
        self.fields["text"].label = asked.text
        if asked.day:
            self.fields["day"].label = asked.day
        else:
            del self.fields["day"]


class DropForm(CommandForm):
    """Why a plan is dropped."""

    reason = text_field("作废理由", rows=2, limit=300)


class LaunchForm(CommandForm):
    """The units that take part, and who is meant where the plan's words mean nobody."""

    units = forms.ModelMultipleChoiceField(
        label="参加单位",
        queryset=Unit.objects.none(),
        error_messages={
            "required": "请至少选择一个参加单位。",
            "invalid_choice": "所选单位有的不存在或不在您的权限范围内，请重新选择。",
            "invalid_pk_value": "所选单位有的不存在，请重新选择。",
        },
    )

    def __init__(self, *args: Any, offered: Any, unmet: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.queryset = offered
        self.words = {f"meant_{place}": word for place, word in enumerate(unmet)}
        choices = [("", "不设这项义务"), *((unit.pk, "　" * (unit.level - 1) + unit.name) for unit in offered)]
        for name, word in self.words.items():
            meant = UnitField(label=word, queryset=offered, required=False)
            meant.widget.choices = choices
            self.fields[name] = meant

    @property
    def asked(self) -> list[Any]:
        """The fields that ask who is meant."""
        return [self[name] for name in self.words]

    @property
    def assigned(self) -> dict[str, Unit]:
        """The plan's words → the unit chosen for them."""
        return {word: self.cleaned_data[name] for name, word in self.words.items() if self.cleaned_data.get(name)}


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
