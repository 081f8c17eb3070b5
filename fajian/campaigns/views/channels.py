"""举报渠道公示: what each unit has made public, and whether somebody has looked."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.forms.activities import ChannelForm
from fajian.campaigns.forms.progress import ReasonForm
from fajian.campaigns.models import Channel
from fajian.campaigns.overview import units_of
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.distribution import own_units
from fajian.campaigns.views.steps import leads
from fajian.core import files
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step

COLOURS = {"reported": "blue", "confirmed": "green", "returned": "yellow", "withdrawn": "grey"}


def page(request: HttpRequest, number: int) -> HttpResponse:
    """The units with their channels; complete is who has one that is public today and was looked at."""
    row, today = visible(request, number), timezone.localdate()
    found: dict[int, list[Channel]] = {}
    for one in Channel.objects.visible_to(request.user).filter(campaign=row).select_related("answered_by", "picture"):
        found.setdefault(one.unit_id, []).append(one)
    rows = [
        (
            unit,
            [(one, COLOURS[one.state]) for one in found.get(unit.pk, ())],
            any(one.is_open(today) for one in found.get(unit.pk, ())),
        )
        for unit in units_of(row, request.user)
    ]
    context = {
        "campaign": row,
        "rows": rows,
        "complete": sum(is_open for _, _, is_open in rows),
        "own": {unit.pk for unit in own_units(request, row)},
        "leads": leads(request, row),
    }
    return render(request, "campaigns/channels.html", context)


def report(request: HttpRequest, number: int) -> HttpResponse:
    """登记公示."""
    row = visible(request, number)
    units = own_units(request, row)
    if not units:
        raise Http404

    def act(form: Any) -> str:
        made = actions.report_channel(by=request.user, **form.command, campaign=row, **form.values)
        return f"{made}已登记，等待核对。"

    form = bound(request, ChannelForm, units=units)
    told = f"由{row.unit.name}核对是否真的公布。"
    back = Channel(campaign=row).get_absolute_url()
    return step(request, form, act, back, title="登记公示", lead=row.title, told=told)


def visible_channel(request: HttpRequest, number: int) -> Channel:
    """The channel, or 404."""
    rows = Channel.objects.visible_to(request.user).select_related("campaign", "unit", "picture")
    found: Channel = get_object_or_404(rows, pk=number)
    return found


def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """核对公示."""
    return _answer(request, number, CommandForm, actions.confirm_channel, "核对公示", "已核对。")


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回公示."""
    return _answer(request, number, ReasonForm, actions.return_channel, "退回公示", "已退回。")


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """停止公布."""
    row = visible_channel(request, number)
    if row.unit not in own_units(request, row.campaign):
        raise Http404
    return _answer(request, number, ReasonForm, actions.withdraw_channel, "停止公布", "已记为停止公布。")


def _answer(request: HttpRequest, number: int, form: Any, action: Any, title: str, done: str) -> HttpResponse:
    row = visible_channel(request, number)

    def act(filled: Any) -> str:
        action(by=request.user, **filled.command, channel=row, seen=filled.version or 0, **filled.values)
        return f"{row}{done}"

    facts = [
        ("单位", row.unit.name),
        ("渠道", str(row)),
        ("公布在", row.get_where_display()),
        ("网址", row.url),
        ("状态", row.state_word),
    ]
    filled, lead = bound(request, form, row=row), row.campaign.title
    return step(request, filled, act, row.get_absolute_url(), title=title, lead=lead, facts=facts)


def picture(request: HttpRequest, number: int) -> FileResponse:
    """The picture of where it is public."""
    row = visible_channel(request, number)
    if row.picture is None:
        raise Http404
    return files.download(row.picture)
