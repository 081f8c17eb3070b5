"""Forms of the pages on reports."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.campaigns.models import Campaign
from fajian.campaigns.overview import units_of
from fajian.core.forms import CommandForm, PlainSelect
from fajian.core.uploads import LayoutField
from fajian.ledgers.forms.fields import text_field
from fajian.orgs.models import Unit
from fajian.reporting import counters, drafts
from fajian.reporting.measures import Span, month_of

MONTHS = 36  # as many as are offered
LARGEST = 20 * 2**20  # bytes of a workbook that is verified


class SpanFilter(forms.Form):
    """Which month, and which unit or all that may be seen."""

    month = forms.ChoiceField(label="月份", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = forms.ChoiceField(label="单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, campaign: Campaign, user: Any, today: dt.date) -> None:
        self.latest = min(today, campaign.to_on or today) if campaign.state == "finished" else today
        super().__init__({"month": f"{self.latest:%Y-%m}", **query.dict()})
        self.today, self.units = today, {str(unit.pk): unit for unit in units_of(campaign, user)}
        self.fields["month"] = _select("月份", _months(campaign, today))
        if len(self.units) > 1:
            self.fields["unit"] = _unit_select(self.units)
        else:
            del self.fields["unit"]
        self.is_valid()

    @property
    def chosen(self) -> Unit | None:
        """The unit asked for; None for all."""
        return self.units.get(self.cleaned_data.get("unit") or "")

    @property
    def first_on(self) -> dt.date:
        """The first day of the month asked for, else of the running one, or of the last one of what is over."""
        asked = self.cleaned_data.get("month")
        return dt.date.fromisoformat(f"{asked}-01") if asked else self.latest.replace(day=1)

    @property
    def span(self) -> Span:
        """That month."""
        return month_of(self.first_on, self.today)

    @property
    def asked(self) -> dict[str, str]:
        """What to hang onto another address to mean the same."""
        return {"month": f"{self.first_on:%Y-%m}"} | ({"unit": str(self.chosen.pk)} if self.chosen else {})


class PackForm(forms.Form):
    """Of which unit a pack is made, or of all that may be seen."""

    def __init__(self, *args: Any, campaign: Campaign, user: Any) -> None:
        super().__init__(*args)
        self.units = {str(unit.pk): unit for unit in units_of(campaign, user)}
        if len(self.units) > 1:
            self.fields["unit"] = _unit_select(self.units)

    @property
    def chosen(self) -> Unit | None:
        """The unit asked for; None for all."""
        return self.units.get(self.cleaned_data.get("unit") or "")


def _unit_select(units: dict[str, Unit]) -> forms.ChoiceField:
    return _select("单位", [("", "全部单位"), *((number, unit.name) for number, unit in units.items())])


def _select(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    widget = PlainSelect(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


def _months(campaign: Campaign, today: dt.date) -> list[tuple[str, str]]:
    first = min(campaign.from_on or today, campaign.recorded_at.date())
    return [(f"{day:%Y-%m}", f"{day:%Y年%-m月}") for day in months(first, today)]


def months(first: dt.date, today: dt.date) -> list[dt.date]:
    """The first days of the months from that day on, newest first."""
    found: list[dt.date] = []
    day = today.replace(day=1)
    while len(found) < MONTHS and (day.year, day.month) >= (first.year, first.month):
        found.append(day)
        day = (day - dt.timedelta(days=1)).replace(day=1)
    return found or [today.replace(day=1)]


class FreezeForm(CommandForm):
    """固化 a month."""

    month = forms.ChoiceField(label="月份", choices=[])
    reason = text_field("重新固化的理由", required=False, limit=300, hint="这个月已经固化过的才填写。")

    def __init__(self, *args: Any, campaign: Campaign, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, row=campaign, **kwargs)
        self.fields["month"] = forms.ChoiceField(label="月份", choices=_months(campaign, today))

    @property
    def month_on(self) -> dt.date:
        """Its first day."""
        return dt.date.fromisoformat(f"{self.cleaned_data['month']}-01")


class DeclareForm(CommandForm):
    """申报 one number."""

    unit = forms.ChoiceField(label="单位", choices=[])
    counter = forms.ChoiceField(label="成效", choices=[])
    month = forms.ChoiceField(label="月份", choices=[])
    number = forms.IntegerField(
        label="当月数",
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "required": "请填写当月数，没有的填 0。",
            "invalid": "当月数应为整数，不带单位和文字。",
            "min_value": "当月数不能小于 0。",
            "max_value": "当月数过大，请核对。",
        },
    )
    basis = text_field("依据", rows=2, limit=300, hint="材料名称、文号、登记簿等，让人能够找到。")

    def __init__(self, *args: Any, campaign: Campaign, user: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_of(campaign, user)}
        units = [(number, unit.name) for number, unit in self.units.items()]
        self.fields["unit"] = forms.ChoiceField(label="单位", choices=units)
        told = [(one.code, f"{one.title}（{one.unit}）") for one in counters.counters() if not one.measure]
        self.fields["counter"] = forms.ChoiceField(label="成效", choices=told)
        self.fields["month"] = forms.ChoiceField(label="月份", choices=_months(campaign, today))

    @property
    def given(self) -> dict[str, Any]:
        """For the action."""
        values = self.values
        month = dt.date.fromisoformat(f"{values.pop('month')}-01")
        return values | {"unit": self.units[values["unit"]], "month_on": month}


class VerifyForm(forms.Form):
    """A digest, or a workbook."""

    digest = forms.CharField(label="固化摘要", required=False, max_length=200)
    file = forms.FileField(
        label="或者台账文件",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="推进情况台账 XLSX。只核验，不保存。",
        error_messages={"empty": "这是空文件，请重新选择。"},
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and a workbook of a size that is one."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if not self.errors and not cleaned.get("digest") and not file:
            raise ValidationError("请填写固化摘要，或者选择台账文件。")
        if file and (file.size > LARGEST or not file.name.lower().endswith(".xlsx")):
            self.add_error("file", "请选择系统导出的推进情况台账（XLSX，20 MB 以内）。")
        return cleaned


class LayoutForm(CommandForm):
    """A new version of a layout; its file is looked through before it is taken."""

    kind = forms.ChoiceField(label="报告", choices=[])
    received = LayoutField(label="模板文件", check=drafts.check)
    note = text_field("说明", required=False, limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="报告", choices=[(kind.code, kind.title) for kind in drafts.kinds().values()]
        )
