"""Forms of the pages on reports."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from fajian.campaigns.models import Campaign
from fajian.campaigns.overview import units_of
from fajian.ledgers.forms.fields import PlainSelect
from fajian.orgs.models import Unit
from fajian.reporting.measures import Span, month_of

MONTHS = 36  # as many as are offered


class SpanFilter(forms.Form):
    """Which month, and which unit or all that may be seen."""

    month = forms.ChoiceField(label="月份", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    unit = forms.ChoiceField(label="单位", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, campaign: Campaign, user: Any, today: dt.date) -> None:
        super().__init__(query)
        self.today, self.units = today, {str(unit.pk): unit for unit in units_of(campaign, user)}
        first = min(campaign.from_on or today, campaign.recorded_at.date())
        self.fields["month"] = _select("月份", [(f"{day:%Y-%m}", f"{day:%Y年%-m月}") for day in months(first, today)])
        if len(self.units) > 1:
            self.fields["unit"] = _select(
                "单位", [("", "全部单位"), *((number, unit.name) for number, unit in self.units.items())]
            )
        else:
            del self.fields["unit"]
        self.is_valid()

    @property
    def chosen(self) -> Unit | None:
        """The unit asked for; None for all."""
        return self.units.get(self.cleaned_data.get("unit") or "")

    @property
    def first_on(self) -> dt.date:
        """The first day of the month asked for, or of the running one."""
        asked = self.cleaned_data.get("month")
        return dt.date.fromisoformat(f"{asked}-01") if asked else self.today.replace(day=1)

    @property
    def span(self) -> Span:
        """That month."""
        return month_of(self.first_on, self.today)

    @property
    def asked(self) -> dict[str, str]:
        """What to hang onto another address to mean the same."""
        return {"month": f"{self.first_on:%Y-%m}"} | ({"unit": str(self.chosen.pk)} if self.chosen else {})


def _select(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    widget = PlainSelect(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


def months(first: dt.date, today: dt.date) -> list[dt.date]:
    """The first days of the months from that day on, newest first."""
    found: list[dt.date] = []
    day = today.replace(day=1)
    while len(found) < MONTHS and (day.year, day.month) >= (first.year, first.month):
        found.append(day)
        day = (day - dt.timedelta(days=1)).replace(day=1)
    return found or [today.replace(day=1)]
