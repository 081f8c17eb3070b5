"""全局一览 of leaders, the rows behind its numbers, and 填报负担."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fajian.core.forms import PlainSelect
from fajian.core.paging import keyset
from fajian.orgs.models import Unit
from fajian.reporting import cockpit, load
from fajian.reporting.cockpit import COUNTED, FINDINGS, INSTRUMENTS, PROBLEMS, Counted
from fajian.reporting.forms import months
from fajian.supervision.models import Instrument

TILES = (("problems", "open"), ("problems", "overdue"), ("problems", "closed"))
ORDER = {"problems": ("entry_id",)}
TOLD = {"problems": ("entry__ledger",), "instruments": ("number",)}  # what the line of a row says


def overview(request: HttpRequest) -> HttpResponse:
    """One page: how things stand, each number with its rows behind it."""
    today = timezone.localdate()
    read = cockpit.read(request.user, today)
    late = sum(numbers["late"] for _, _, numbers in read.instruments)
    tiles = [(COUNTED[key], read.problems.get(key[1], 0), link(COUNTED[key])) for key in TILES]
    tiles.append((COUNTED["instruments", "late"], late, link(COUNTED["instruments", "late"])))
    running = sum(count for one, count in read.accountabilities if one.code != "closed")
    context = {
        "today": today,
        "tiles": tiles,
        "running": running,
        "problems": PROBLEMS,
        "units": [
            (unit, [(one, numbers[one.code], link(one, unit=unit.pk)) for one in PROBLEMS])
            for unit, numbers in read.units
        ],
        "months": [(first, count, link(FINDINGS, month=f"{first:%Y-%m}")) for first, count in read.months],
        "instrument_columns": INSTRUMENTS,
        "instruments": [
            (title, [(one, numbers[one.code], link(one, kind=kind)) for one in INSTRUMENTS])
            for kind, title, numbers in read.instruments
        ],
        "accountabilities": [(one, count, link(one)) for one, count in read.accountabilities],
        "definitions": COUNTED.values(),
    }
    return render(request, "reporting/cockpit.html", context)


def link(counted: Counted, **asked: Any) -> str:
    """The rows behind a number."""
    address = reverse("reporting:cockpit_rows", args=[counted.group, counted.code])
    return f"{address}?{urlencode(asked)}" if asked else address


class RowsFilter(forms.Form):
    """Whose, of which kind, of which month the rows are."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), required=False)
    kind = forms.ChoiceField(choices=[("", ""), *Instrument.KINDS], required=False)
    month = forms.DateField(input_formats=["%Y-%m"], required=False)

    def __init__(self, query: Any, *, user: Any) -> None:
        super().__init__(query)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user)


def rows(request: HttpRequest, group: str, code: str) -> HttpResponse:
    """Exactly the rows behind one number."""
    counted, asked = COUNTED.get((group, code)), RowsFilter(request.GET, user=request.user)
    if counted is None or not asked.is_valid():
        raise Http404
    given = asked.cleaned_data
    if (given["kind"] and group != "instruments") or (given["month"] and group != "findings"):
        raise Http404
    unit = given["unit"]
    found = cockpit.rows(
        counted, request.user, timezone.localdate(),
        unit=unit.pk if unit else None, kind=given["kind"], month=given["month"],
    )  # fmt: skip
    found = found.select_related("unit", *TOLD.get(group, ()))
    of = [unit.name] if unit else []
    of += [dict(Instrument.KINDS)[given["kind"]]] if given["kind"] else []
    of += [f"{given['month']:%Y年%-m月}"] if given["month"] else []
    context = {
        "title": counted.title,
        "says": "，".join([*of, counted.says]),
        "count": found.count(),
        "page": keyset(found, request.GET, order=ORDER.get(group, ("id",))),
        "back": reverse("reporting:cockpit"),
    }
    return render(request, "reporting/counted_rows.html", context)


class MonthFilter(forms.Form):
    """Which month."""

    month = forms.ChoiceField(label="月份", required=False, widget=PlainSelect(attrs={"class": "form-select"}))

    def __init__(self, query: Any, *, today: dt.date) -> None:
        super().__init__({"month": f"{today:%Y-%m}", **query.dict()})
        self.today, field = today, self.fields["month"]
        offered = months(today.replace(year=today.year - 1, day=1), today)
        field.choices = [(f"{day:%Y-%m}", f"{day:%Y年%-m月}") for day in offered]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def first_on(self) -> dt.date:
        """The first day of the month asked for, else of this one."""
        asked = self.cleaned_data.get("month")
        return dt.date.fromisoformat(f"{asked}-01") if asked else self.today.replace(day=1)


def burden(request: HttpRequest) -> HttpResponse:
    """填报负担 of a month; a unit sees its own."""
    filters = MonthFilter(request.GET, today=timezone.localdate())
    context = {"filters": filters, "month": filters.first_on, "burdens": load.read(request.user, filters.first_on)}
    return render(request, "reporting/burden.html", context)
