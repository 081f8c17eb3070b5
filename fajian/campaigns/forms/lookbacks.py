"""Forms of the pages on look-backs."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from fajian.campaigns.actions import Judgement
from fajian.campaigns.models import Campaign, PastProblem
from fajian.campaigns.models.lookbacks import FORMS
from fajian.campaigns.past import KINDS
from fajian.campaigns.workflow import LOOK_BACK, UNJUDGED, UNJUDGED_STATE
from fajian.core.files import Received
from fajian.core.forms import CommandForm, PlainSelect, UploadField
from fajian.engine.forms.spec import specs
from fajian.ledgers.forms.fields import PROOF_KINDS, UnitField, change, day_field, text_field
from fajian.orgs.models import Unit

KEPT_FOR = dt.timedelta(hours=12)
SALT = "campaigns.past"
VERDICTS = PastProblem.VERDICTS[1:]


class LookBackForm(CommandForm):
    """Whose problems are looked back on: an earlier campaign's, or those of a workbook."""

    spec_code = forms.ChoiceField(label="台账样式", widget=PlainSelect(attrs={"class": "form-select"}))
    earlier = forms.ModelChoiceField(
        label="上次行动",
        queryset=Campaign.objects.none(),
        required=False,
        empty_label="不在本系统，下面上传台账",
        help_text="上次行动在本系统里的，它的问题连同办理情况直接列入。",
    )
    file = UploadField(
        label="上年台账",
        kinds=KINDS,
        required=False,
        help_text="XLSX、XLS、ET 或 CSV，表头在前 20 行内；上传后先预览，不立即录入。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )
    fallback = UnitField(
        label="没有写单位的行属于",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="没有这样的行",
        help_text="只有一个单位的台账往往没有“单位”一栏。",
    )
    title = text_field("名称", required=False, limit=200, hint="不填的用上次行动的名称。")
    due_on = day_field("检视期限", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    received: Received | None = None

    def __init__(self, *args: Any, campaign: Campaign, units: list[Unit], earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=campaign, **kwargs)
        codes: Any = self.fields["spec_code"]
        codes.choices = [(code, f"{specs()[code].annex} {specs()[code].title}") for code in FORMS]
        past: Any = self.fields["earlier"]
        past.queryset, past.widget.attrs["class"] = earlier, "form-select"
        unit: Any = self.fields["fallback"]
        unit.queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        unit.widget.choices = [("", unit.empty_label), *((one.pk, one.name) for one in units)]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two; a file that was looked at before need not be sent again."""
        cleaned = super().clean() or self.cleaned_data
        self.received = cleaned.get("file") or unsigned(cleaned.get("kept") or "")
        if "file" in self.errors:
            return cleaned
        if cleaned.get("earlier") and self.received:
            self.add_error("file", "上次行动和上传的台账只要一样。")
        elif not cleaned.get("earlier") and not self.received:
            self.add_error("earlier", "请选择上次行动，或者上传上年台账。")
        change(self, "kept", signed(self.received) if self.received else "")
        return cleaned


def signed(received: Received) -> str:
    """A received file as a hidden field names it."""
    return signing.dumps(astuple(received), salt=SALT)


def unsigned(text: str) -> Received | None:
    """The file it names; None where it was tampered with or is too old."""
    try:
        return Received(*signing.loads(text, salt=SALT, max_age=KEPT_FOR)) if text else None
    except signing.BadSignature:
        return None


class JudgeForm(CommandForm):
    """检视."""

    verdict = forms.ChoiceField(
        label="认定",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "请选择已整改、未完成或者反弹。"),
    )
    situation = text_field("现在的情况", rows=3, hint="查了什么、现在怎样；反弹的写明什么问题又出现了。")
    received = UploadField(
        label="现在的佐证", kinds=PROOF_KINDS, required=False, help_text="认定已整改必须上传。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )  # fmt: skip
    cause = text_field("未完成或反弹的原因", rows=2, required=False)
    measure = text_field("再整改措施", rows=3, required=False, hint="未完成和反弹的必填，下面三项也是。")
    leader = text_field("责任领导", required=False, limit=50)
    department = text_field("责任部门", required=False, limit=100)
    due_on = day_field("整改时限", required=False, hint="当天仍算按期。")
    person = text_field("责任人", required=False, limit=50)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            for name in ("verdict", "situation", "cause", "measure", "leader", "department", "due_on", "person"):
                self.fields[name].initial = getattr(self.row, name)

    def clean_due_on(self) -> dt.date | None:
        """Not before today."""
        day: dt.date | None = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError("整改时限不能早于今天。")
        return day

    @property
    def judgement(self) -> Judgement:
        """What was said."""
        given = {name: value for name, value in self.values.items() if name in Judgement.__dataclass_fields__}
        return Judgement(**given)


class OverruleForm(JudgeForm):
    """更改认定."""

    reason = text_field("更改理由", rows=2, limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["received"]


class ReturnPastForm(CommandForm):
    """退回检视."""

    reason = text_field("退回理由", rows=2, limit=300)


PAST_STATES = {UNJUDGED_STATE: "待检视（含退回）", "seen": "已检视（含已确认）", **LOOK_BACK.states}


class PastFilter(forms.Form):
    """Narrows the problems of a look-back."""

    unit = forms.ChoiceField(label="单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *PAST_STATES.items()],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )
    verdict = forms.ChoiceField(
        label="认定", required=False, choices=[("", "全部"), *VERDICTS],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, query: Any, *, units: list[Unit]) -> None:
        super().__init__(query)
        if len(units) < 2:
            del self.fields["unit"]
            return
        field: Any = self.fields["unit"]
        field.choices = [("", "全部"), *((str(unit.pk), unit.name) for unit in units)]

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, rows: Any) -> Any:
        """The rows that were asked for."""
        asked = self.query
        match asked.get("state"):
            case "unjudged":
                rows = rows.unjudged()
            case "seen":
                rows = rows.exclude(state__in=UNJUDGED)
            case state if state:
                rows = rows.filter(state=state)
        return rows.filter(**{name: value for name, value in asked.items() if name != "state"})
