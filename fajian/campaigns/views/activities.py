"""活动: the counts, the list, one activity; 四有检查."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, haves, occasions
from fajian.campaigns.forms.activities import ActivityFilter, ActivityForm
from fajian.campaigns.forms.progress import ReasonForm
from fajian.campaigns.models import Activity, Campaign
from fajian.campaigns.overview import units_of
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.distribution import own_units
from fajian.core import files
from fajian.core.downloads import workbook
from fajian.core.pages import bound, step
from fajian.core.paging import keyset


def page(request: HttpRequest, number: int) -> HttpResponse:
    """How many each unit held, and which."""
    row = visible(request, number)
    filters = filtered(request, row)
    shown = keyset(listed(request, row, filters), request.GET, order=("-held_on", "-id"))
    context = {
        "campaign": row,
        "page": shown,
        "filters": filters,
        "asked": bool(filters.changed_data),
        "offered": occasions.offered(row),
        "counted": occasions.counted(row, request.user),
        "own": own_units(request, row),
    }
    return render(request, "campaigns/activities.html", context)


def filtered(request: HttpRequest, row: Campaign) -> ActivityFilter:
    """What the address asks for."""
    return ActivityFilter(request.GET, units=units_of(row, request.user), offered=occasions.offered(row))


def listed(request: HttpRequest, row: Campaign, filters: ActivityFilter) -> Any:
    """The activities the filters leave."""
    rows = Activity.objects.visible_to(request.user).filter(campaign=row).select_related("unit", "sign_in", "minutes")
    query = filters.query
    if query.get("kind"):
        rows = rows.filter(kind=query["kind"])
    return rows.filter(unit=query["unit"]) if query.get("unit") else rows


def address(row: Campaign) -> str:
    """Of the page."""
    return reverse("campaigns:activities", args=[row.pk])


def export(request: HttpRequest, number: int) -> HttpResponse:
    """活动台账 and 活动统计, as the page shows them."""
    row, today = visible(request, number), timezone.localdate()
    rows = listed(request, row, filtered(request, row)).filter(struck_out=False)
    return workbook(
        f"{row.title} 活动", occasions.sheets(row, occasions.counted(row, request.user), rows, today), today
    )


def record(request: HttpRequest, number: int) -> HttpResponse:
    """登记活动."""
    row = visible(request, number)
    units = own_units(request, row)
    if not units:
        raise Http404

    def act(form: Any) -> str:
        actions.record_activity(by=request.user, **form.command, campaign=row, **form.given)
        return "活动已登记。"

    told = "登记后不能改；登记有误的作废后重新登记。文件在提交出错后须重新选择。"
    form = bound(request, ActivityForm, units=units, offered=occasions.offered(row))
    return step(request, form, act, address(row), title="登记活动", lead=row.title, told=told)


def visible_activity(request: HttpRequest, number: int) -> Activity:
    """The activity, or 404."""
    rows = Activity.objects.visible_to(request.user).select_related("campaign", "unit", "sign_in", "minutes")
    found: Activity = get_object_or_404(rows, pk=number)
    return found


def activity(request: HttpRequest, number: int) -> HttpResponse:
    """One activity."""
    row = visible_activity(request, number)
    own = row.unit in own_units(request, row.campaign)
    return render(request, "campaigns/activity.html", {"activity": row, "may_strike": own and not row.struck_out})


def file(request: HttpRequest, number: int, which: str) -> FileResponse:
    """The sign-in sheet or the minutes of an activity."""
    row = visible_activity(request, number)
    found = {"sign-in": row.sign_in, "minutes": row.minutes}.get(which)
    if found is None:
        raise Http404
    return files.download(found)


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废活动."""
    row = visible_activity(request, number)
    if row.unit not in own_units(request, row.campaign):
        raise Http404

    def act(form: Any) -> str:
        actions.strike_activity(by=request.user, **form.command, activity=row, seen=form.version or 0, **form.values)
        return f"“{row.subject}”已作废。"

    told = "作废后不再计数；活动和理由保留。"
    form = bound(request, ReasonForm, row=row)
    return step(request, form, act, address(row.campaign), title="作废活动", lead=row.subject, told=told)


def four(request: HttpRequest, number: int) -> HttpResponse:
    """四有检查."""
    row = visible(request, number)
    context = {"campaign": row, "rows": haves.checked(row, request.user), "words": haves.WORDS, "says": haves.SAYS}
    return render(request, "campaigns/haves.html", context)
