"""执法底数: the table with the score of each unit, the same as a workbook, choosing whom to watch over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.ledgers.forms.fields import text_field
from fajian.ledgers.models import Ledger
from fajian.reporting import baseline, selecting
from fajian.reporting.views.performance import SpanForm


class SelectForm(CommandForm):
    """选定监督对象."""

    count = forms.IntegerField(
        label="选前几个单位", min_value=1, max_value=500, initial=5, help_text="最后一名同分的都列入。",
        error_messages={"required": "请填写选前几个单位。", "invalid": "应为整数。", "min_value": "至少选 1 个。",
                        "max_value": "最多选 500 个。"},
    )  # fmt: skip
    reason = text_field("选定说明", rows=2, hint="例如：按年度监督计划选定。")


def table(request: HttpRequest) -> HttpResponse:
    """What each enforcing unit in reach has and did."""
    filters = SpanForm(request.GET)
    since, until = filters.days
    columns, lines = baseline.table(request.user, since, until)
    context = {
        "filters": filters, "since": since, "until": until, "columns": columns, "parts": baseline.parts(),
        "lines": [(one, [(column.label, one.numbers[column.code]) for column in columns]) for one in lines],
        "query": request.GET.urlencode(),
        "books": Ledger.objects.visible_to(request.user).filter(spec_code=selecting.FORM).order_by("-pk")[:5],
    }  # fmt: skip
    return render(request, "reporting/baseline.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """执法底数表."""
    since, until = SpanForm(request.GET).days
    columns, lines = baseline.table(request.user, since, until)
    return workbook("执法底数表", [baseline.sheet(columns, lines, since, until)], timezone.localdate())


def select(request: HttpRequest) -> HttpResponse:
    """选定常态化监督对象."""
    since, until = SpanForm(request.GET).days
    made = list[Ledger]()

    def act(form: Any) -> str:
        made.append(selecting.select_objects(by=request.user, **form.command, **form.values, since=since, until=until))
        return "监督对象已选定，名单在台账里。"

    lines = [line for line in baseline.table(request.user, since, until)[1] if line.score][:10]
    facts = [(line.unit.name, f"{line.points}（{line.why}）") for line in lines]
    form, back = bound(request, SelectForm), reverse("reporting:baseline")
    lead = f"按{since:%Y-%m-%d}至{until:%Y-%m-%d}的底数评分，由高到低。"
    return step(
        request, form, act, back, title="选定监督对象", lead=lead, facts=facts,
        onward=lambda: reverse("ledgers:ledger", args=[made[0].pk]),
    )  # fmt: skip
