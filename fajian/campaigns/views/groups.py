"""组织架构: leading group, office, working groups and who is in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fajian.campaigns import actions
from fajian.campaigns.forms.contacts import GroupForm, MemberForm, ReplaceMemberForm
from fajian.campaigns.forms.progress import ReasonForm
from fajian.campaigns.models import Campaign, Group, Member
from fajian.campaigns.views.campaigns import visible
from fajian.campaigns.views.steps import leads
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, pressed, step
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope


def page(request: HttpRequest, number: int) -> HttpResponse:
    """组织架构表; for paper as it is."""
    row = visible(request, number)
    groups = Group.objects.visible_to(request.user).filter(campaign=row).select_related("above")
    members: dict[int, list[Member]] = {}
    for one in in_order(Member.objects.visible_to(request.user).filter(group__campaign=row)):
        members.setdefault(one.group_id, []).append(one)
    told = [
        (
            group,
            [one for one in members.get(group.pk, ()) if one.to_on is None],
            [one for one in members.get(group.pk, ()) if one.to_on is not None],
        )
        for group in groups
    ]
    context = {
        "campaign": row,
        "groups": [one for one in told if one[0].ended_on is None],
        "ended": [one for one in told if one[0].ended_on is not None],
        "leads": row.state == "running" and leads(request, row),
        "in_plan": bool(actions.groups_of(row)),
        "command": CommandForm(row=row, auto_id=False),
    }
    return render(request, "campaigns/groups.html", context)


def in_order(rows: Any) -> list[Member]:
    """The members, whoever comes after somebody in the place of that one."""
    found: list[Member] = list(rows.select_related("member_unit").order_by("id"))
    places: dict[int, int] = {}
    for one in found:
        places[one.pk] = places.get(one.follows_id or 0, one.pk)
    return sorted(found, key=lambda one: places[one.pk])


def address(row: Campaign) -> str:
    """Of the page."""
    return reverse("campaigns:groups", args=[row.pk])


def form(request: HttpRequest, number: int) -> HttpResponse:
    """设立工作组."""
    row = visible(request, number)

    def act(filled: Any) -> str:
        actions.form_group(by=request.user, **filled.command, campaign=row, **filled.values)
        return "工作组已设立。"

    groups = Group.objects.filter(campaign=row, ended_on=None)
    filled = bound(request, GroupForm, groups=groups)
    return step(request, filled, act, address(row), title="设立工作组", lead=row.title)


def take(request: HttpRequest, number: int) -> HttpResponse:
    """按方案设立工作组."""
    row = visible(request, number)
    made = actions.take_groups(by=request.user, **pressed(request, row), campaign=row)
    messages.success(request, f"已按方案设立 {made} 个工作组。")
    return redirect(address(row))


def visible_group(request: HttpRequest, number: int) -> Group:
    """The group, or 404."""
    found: Group = get_object_or_404(Group.objects.visible_to(request.user).select_related("campaign"), pk=number)
    return found


def dissolve(request: HttpRequest, number: int) -> HttpResponse:
    """撤销工作组."""
    row = visible_group(request, number)

    def act(filled: Any) -> str:
        actions.dissolve_group(by=request.user, **filled.command, group=row, seen=filled.version or 0, **filled.values)
        return f"“{row.title}”已撤销。"

    filled = bound(request, ReasonForm, row=row)
    return step(request, filled, act, address(row.campaign), title="撤销工作组", lead=row.title)


def units(request: HttpRequest) -> Any:
    """Units a member may come from."""
    return Unit.objects.filter(domain_scope(request.user).condition("path"), closed_on=None)


def add(request: HttpRequest, number: int) -> HttpResponse:
    """增加成员."""
    row = visible_group(request, number)

    def act(filled: Any) -> str:
        actions.add_member(by=request.user, **filled.command, group=row, **filled.values)
        return "成员已增加。"

    filled = bound(request, MemberForm, units=units(request))
    return step(request, filled, act, address(row.campaign), title="增加成员", lead=row.title)


def replace(request: HttpRequest, number: int) -> HttpResponse:
    """更换成员."""
    rows = Member.objects.visible_to(request.user).select_related("group__campaign")
    one: Member = get_object_or_404(rows, pk=number)

    def act(filled: Any) -> str:
        actions.replace_member(by=request.user, **filled.command, member=one, seen=filled.version or 0, **filled.values)
        return "已更换。"

    facts = [("工作组", one.group.title), ("组内职务", one.role), ("现任", one.who)]
    filled = bound(request, ReplaceMemberForm, row=one, units=units(request))
    lead = one.group.campaign.title
    return step(request, filled, act, address(one.group.campaign), title="更换成员", lead=lead, facts=facts)
