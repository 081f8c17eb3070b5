"""联系人表: who of each unit is to be reached; naming and replacing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, directory
from fajian.campaigns.forms.contacts import ContactForm, ReplaceContactForm
from fajian.campaigns.models import Campaign, Contact
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.distribution import own_units
from fajian.campaigns.views.steps import leads
from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, pressed, step
from fajian.engine.forms.spec import specs


def page(request: HttpRequest, number: int) -> HttpResponse:
    """The units with their contacts."""
    row, today = visible(request, number), timezone.localdate()
    found = directory.rows(row, request.user, today)
    context = {
        "campaign": row,
        "rows": found,
        "complete": sum(one.is_complete for one in found),
        "own": {unit.pk for unit in own_units(request, row)},
        "leads": leads(request, row),
        "command": CommandForm(row=row, auto_id=False),
    }
    return render(request, "campaigns/contacts.html", context)


def address(row: Campaign) -> str:
    """Of the page."""
    return reverse("campaigns:contacts", args=[row.pk])


def export(request: HttpRequest, number: int) -> HttpResponse:
    """联系人表 in the shape of the annex, with what the user may read."""
    row, today = visible(request, number), timezone.localdate()
    found = directory.rows(row, request.user, today)
    title = specs()[directory.SPEC].title
    annexes = row.document.plan.annexes
    annex = next((f"附件{one.number}" for one in annexes if one.number and "联系人" in one.title), "")
    return workbook(f"{row.title} {title}", [directory.sheet(row, found, annex)], today)


def name(request: HttpRequest, number: int) -> HttpResponse:
    """登记联系人."""
    row = visible(request, number)
    units = own_units(request, row)
    if not units:
        raise Http404

    def act(form: Any) -> str:
        actions.name_contact(by=request.user, **form.command, campaign=row, **form.given)
        return "已登记。"

    form = bound(request, ContactForm, units=units)
    return step(request, form, act, address(row), title="登记联系人", lead=row.title)


def replace(request: HttpRequest, number: int) -> HttpResponse:
    """更换联系人."""
    rows = Contact.objects.visible_to(request.user).select_related("campaign", "unit")
    one: Contact = get_object_or_404(rows, pk=number)
    if one.unit not in own_units(request, one.campaign):
        raise Http404

    def act(form: Any) -> str:
        actions.replace_contact(by=request.user, **form.command, contact=one, seen=form.version or 0, **form.given)
        return "已更换。"

    facts = [("单位", one.unit.name), ("身份", one.get_part_display()), ("现任", str(one))]
    form = bound(request, ReplaceContactForm, row=one)
    return step(request, form, act, address(one.campaign), title="更换联系人", lead=one.campaign.title, facts=facts)


def remind(request: HttpRequest, number: int) -> HttpResponse:
    """提醒报送联系人."""
    row = visible(request, number)
    units = actions.remind_contacts(by=request.user, **pressed(request, row), campaign=row)
    messages.success(request, f"已提醒 {units} 个单位报送联系人。")
    return redirect(address(row))
