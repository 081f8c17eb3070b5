"""Forms of the pages on the year's statistics."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fajian.core.forms import CommandForm, PlainSelect
from fajian.ledgers.forms.fields import text_field
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.reporting.yearly.spec import Column, Table, Year, tables

YEARS = 6  # offered: this one and those before it


def _years(today: dt.date) -> list[tuple[str, str]]:
    return [(str(year), f"{year}年") for year in range(today.year, today.year - YEARS, -1)]


class YearFilter(forms.Form):
    """Which year, which table."""

    year = forms.ChoiceField(label="年度", required=False, widget=PlainSelect(attrs={"class": "form-select"}))
    table = forms.ChoiceField(label="统计表", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, today: dt.date) -> None:
        super().__init__({"year": str(today.year), "table": next(iter(tables())), **query.dict()})
        self.today = today
        fields: Any = self.fields
        fields["year"].choices = _years(today)
        fields["table"].choices = [(code, table.title) for code, table in tables().items()]
        self.is_valid()

    @property
    def of_year(self) -> Year:
        """The year asked for, else this one."""
        return Year(int(self.cleaned_data.get("year") or self.today.year), self.today)

    @property
    def of_table(self) -> Table:
        """The table asked for, else the first."""
        return tables()[self.cleaned_data.get("table") or next(iter(tables()))]


class RowsFilter(forms.Form):
    """Which number the rows of are asked for."""

    year = forms.IntegerField(min_value=1949)
    table = forms.CharField(max_length=40)
    column = forms.CharField(max_length=40)
    report = forms.IntegerField(required=False)

    def __init__(self, query: Any, *, today: dt.date) -> None:
        super().__init__(query)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A year that is not to come, and a column that has rows."""
        cleaned = super().clean() or {}
        table = tables().get(cleaned.get("table", ""))
        column = table.column(cleaned.get("column", "")) if table else None
        if column is None or column.rate or cleaned.get("year", 0) > self.today.year:
            raise ValidationError("没有这个数字。")
        return cleaned

    @property
    def of_year(self) -> Year:
        """The year."""
        return Year(self.cleaned_data["year"], self.today)

    @property
    def of_table(self) -> Table:
        """The table."""
        return tables()[self.cleaned_data["table"]]

    @property
    def of_column(self) -> Column:
        """Its column."""
        found = self.of_table.column(self.cleaned_data["column"])
        assert found
        return found


class SubmitForm(CommandForm):
    """报送 one unit's year."""

    unit = forms.ChoiceField(label="单位", choices=[])
    year = forms.ChoiceField(label="年度", choices=[])
    reason = text_field("重新报送的理由", required=False, limit=300, hint="这个年度已经报送过的才填写。")

    def __init__(self, *args: Any, user: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        rows = Unit.objects.filter(domain_scope(user).condition("path"), closed_on=None).exclude(agency_id=None)
        self.units = {str(unit.pk): unit for unit in rows}
        fields: Any = self.fields
        fields["unit"].choices = [(number, unit.name) for number, unit in self.units.items()]
        fields["year"].choices = _years(today)

    @property
    def chosen(self) -> Unit:
        """The unit."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def of_year(self) -> Year:
        """The year."""
        return Year(int(self.cleaned_data["year"]), self.today)
