"""签收和备案: who has signed, who has filed; the steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, distributed
from fajian.campaigns.forms.distribution import DistributeForm, FileForm, FilingForm, HandleForm
from fajian.campaigns.forms.progress import ReasonForm
from fajian.campaigns.models import Campaign, Delivery, Filing
from fajian.campaigns.overview import units_of
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.steps import leads
from fajian.core import files
from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, pressed, step
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT


def page(request: HttpRequest, number: int) -> HttpResponse:
    """签收和备案情况, unit by unit; ?waiting=1 shows those whose papers wait to be filed."""
    row = visible(request, number)
    found = distributed.rows(row, request.user, timezone.localdate())
    shown = [one for one in found if one.waits] if "waiting" in request.GET else found
    context = {
        "campaign": row,
        "rows": [(one, [(sent, distributed.COLOURS[sent.state]) for sent in one.deliveries]) for one in shown],
        "all": len(shown) == len(found),
        "counts": distributed.counts(found),
        "own": {unit.pk for unit in own_units(request, row)},
        "leads": leads(request, row),
        "command": CommandForm(row=row, auto_id=False),
        "unsigned": any(one.unsigned for one in found),
    }
    return render(request, "campaigns/distribution.html", context)


def own_units(request: HttpRequest, row: Campaign) -> list[Unit]:
    """The units of the campaign this user writes for; none once it is over."""
    user: Any = request.user
    if row.state != "running":
        return []
    seen = units_of(row, user)
    if user.role in UNIT:
        return seen
    return [unit for unit in seen if user.role == "supervisor" and unit.pk == user.unit_id]


def address(row: Campaign) -> str:
    """Of the page."""
    return reverse("campaigns:distribution", args=[row.pk])


def export(request: HttpRequest, number: int) -> HttpResponse:
    """签收表、备案登记表, as the page shows them."""
    row, today = visible(request, number), timezone.localdate()
    found = distributed.rows(row, request.user, today)
    return workbook(f"{row.title} 签收和备案", distributed.sheets(row, found, today), today)


def distribute(request: HttpRequest, number: int) -> HttpResponse:
    """再次下发."""
    row = visible(request, number)

    def act(form: Any) -> str:
        sent = actions.distribute(by=request.user, **form.command, campaign=row, **form.values)
        return f"已下发给 {sent} 个单位。"

    form = bound(request, DistributeForm, units=units_of(row, request.user, current=True))
    told = "各单位收到提醒，各自签收；签收情况列在签收表里。"
    return step(request, form, act, address(row), title="下发", lead=row.title, told=told)


def remind(request: HttpRequest, number: int) -> HttpResponse:
    """提醒签收."""
    row = visible(request, number)
    units = actions.remind_unsigned(by=request.user, **pressed(request, row), campaign=row)
    messages.success(request, f"已提醒 {units} 个单位签收。")
    return redirect(address(row))


def delivery(request: HttpRequest, number: int) -> Delivery:
    """What was sent to a unit in reach, or 404."""
    rows = Delivery.objects.visible_to(request.user).select_related("campaign", "unit")
    found: Delivery = get_object_or_404(rows, pk=number)
    return found


def sign(request: HttpRequest, number: int) -> HttpResponse:
    """签收."""
    row = delivery(request, number)

    def act(form: Any) -> str:
        actions.sign(by=request.user, **form.command, delivery=row, seen=form.version or 0)
        return f"“{row.what}”已签收。"

    facts = [("下发内容", row.what), ("单位", row.unit.name), ("状态", row.state_word)]
    form = bound(request, CommandForm, row=row)
    return step(request, form, act, address(row.campaign), title="签收", lead=row.campaign.title, facts=facts)


def handle(request: HttpRequest, number: int) -> HttpResponse:
    """填写阅办意见."""
    row = delivery(request, number)

    def act(form: Any) -> str:
        actions.handle(by=request.user, **form.command, delivery=row, seen=form.version or 0, **form.values)
        return "阅办意见已记下。"

    facts = [("下发内容", row.what), ("单位", row.unit.name), ("状态", row.state_word)]
    form = bound(request, HandleForm, row=row)
    return step(request, form, act, address(row.campaign), title="填写阅办意见", lead=row.campaign.title, facts=facts)


# ── 备案 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """报送备案."""
    row = visible(request, number)
    units = own_units(request, row)
    if not units:
        raise Http404

    def act(form: Any) -> str:
        made = actions.hand_in_plan(by=request.user, **form.command, campaign=row, **form.values)
        return f"“{made.title}”已报送，等待备案。"

    told = f"由{row.unit.name}备案；退回的，按理由修改后再报一次。"
    form = bound(request, FilingForm, units=units)
    return step(request, form, act, address(row), title="报送备案", lead=row.title, told=told)


def visible_filing(request: HttpRequest, number: int) -> Filing:
    """A unit's plan or measures, or 404."""
    rows = Filing.objects.visible_to(request.user).select_related("campaign__unit", "unit", "file", "recorded_by")
    found: Filing = get_object_or_404(rows, pk=number)
    return found


def filing(request: HttpRequest, number: int) -> HttpResponse:
    """One thing handed in for filing."""
    row = visible_filing(request, number)
    may = leads(request, row.campaign) and row.state == "handed_in"
    colour = distributed.COLOURS[row.state]
    return render(request, "campaigns/filing.html", {"filing": row, "may": may, "colour": colour})


def paper(request: HttpRequest, number: int) -> FileResponse:
    """Its file."""
    return files.download(visible_filing(request, number).file)


def file(request: HttpRequest, number: int) -> HttpResponse:
    """备案."""
    row = visible_filing(request, number)

    def act(form: Any) -> str:
        actions.file(by=request.user, **form.command, filing=row, seen=form.version or 0, **form.values)
        return f"“{row.title}”已备案。"

    proposed = actions.next_number(row.campaign, timezone.localdate().year)
    form = bound(request, FileForm, row=row, proposed=proposed)
    facts = [("单位", row.unit.name), ("名称", row.title), ("主要内容", row.text)]
    return step(request, form, act, address(row.campaign), title="备案", lead=row.campaign.title, facts=facts)


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回备案."""
    row = visible_filing(request, number)

    def act(form: Any) -> str:
        actions.return_plan(by=request.user, **form.command, filing=row, seen=form.version or 0, **form.values)
        return f"“{row.title}”已退回。"

    facts = [("单位", row.unit.name), ("名称", row.title), ("主要内容", row.text)]
    form = bound(request, ReasonForm, row=row)
    return step(request, form, act, address(row.campaign), title="退回备案", lead=row.campaign.title, facts=facts)
