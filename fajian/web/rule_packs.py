"""规则包: the packs of an area, what each changes, and the steps on them. Here, as rules, campaigns and runs meet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.campaigns.models import Campaign
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.screening import actions
from fajian.screening.adjustable import adjustable
from fajian.screening.forms.packs import OffForm, PackForm, ReasonForm, ValueForm
from fajian.screening.models import PackLine, RulePack, Run
from fajian.web import policy
from fajian.web.rules_pages import library

MOST = 20  # runs shown


def packs(request: HttpRequest) -> HttpResponse:
    """The packs in sight, newest first."""
    rows = RulePack.objects.visible_to(request.user).select_related("unit").prefetch_related("lines")
    page = keyset(rows, request.GET)
    wholes = [(row, row.as_pack()) for row in page.rows]
    lines = [(row, sum(whole.uses(rule) for rule in library()), len(whole.values)) for row, whole in wholes]
    return render(request, "rules/packs.html", {"page": page, "lines": lines, "total": len(library())})


def visible(request: HttpRequest, number: int) -> RulePack:
    """The pack, or 404."""
    found: RulePack = get_object_or_404(RulePack.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def pack(request: HttpRequest, number: int) -> HttpResponse:
    """One pack: how many rules of each group it uses, what it puts off and sets, the runs made with it."""
    row = visible(request, number)
    whole = row.as_pack()
    groups: dict[str, list[int]] = {}
    for rule in library().values():
        count = groups.setdefault(f"{rule['group_title']}（{rule['group']}）", [0, 0])
        count[0] += whole.uses(rule["id"])
        count[1] += 1
    lines = list(row.lines.select_related("recorded_by").order_by("struck_out", "kind", "id"))
    changes = row.ended_on is None and domain_scope(request.user).covers(row.unit_path)
    context = {
        "pack": row,
        "groups": [(title, *count) for title, count in groups.items() if count[0]],
        "unused": [title for title, count in groups.items() if not count[0]],
        "used": sum(count[0] for count in groups.values()),
        "off": [line for line in lines if line.kind == "off"],
        "values": [(line, usual(line)) for line in lines if line.kind == "value"],
        "runs": list(Run.objects.visible_to(request.user).filter(pack=row)[:MOST]),
        "may": changes and policy.allows(request.user, "end_pack", "POST"),
        "history": history.of(row),
    }
    return render(request, "rules/pack.html", context)


def usual(line: PackLine) -> str:
    """What holds without the line."""
    known = adjustable().get(f"{line.name}:{line.scope or 'default'}")
    return known.usual if known else ""


def make(request: HttpRequest) -> HttpResponse:
    """新建规则包."""
    running = Campaign.objects.visible_to(request.user).filter(state="running")
    form = bound(request, PackForm, campaigns={row.source: row.title for row in running})
    said = "以后每次筛查可以选用它。停用哪条规则、另定哪个参数，建好以后逐项写明理由。"

    def act(form: Any) -> str:
        made = actions.make_pack(by=request.user, **form.command, **form.values)
        return f"规则包“{made}”已建好。"

    return step(request, form, act, reverse("packs"), title="新建规则包", lead=said)


def put_off(request: HttpRequest, number: int) -> HttpResponse:
    """停用规则."""
    row = visible(request, number)
    whole = row.as_pack()
    rules = {number: rule["title"] for number, rule in library().items() if whole.uses(number)}
    form = bound(request, OffForm, rules=rules)
    said = "用这个规则包的筛查不再用这条规则；已有的疑点保持原样。"
    return _step(request, row, form, actions.put_off, "停用规则", said)


def set_value(request: HttpRequest, number: int) -> HttpResponse:
    """另定参数."""
    row = visible(request, number)
    said = "先于地方和全国的取值；每次筛查都记下所用的取值和依据。"
    return _step(request, row, bound(request, ValueForm), actions.set_value, "另定参数", said)


def end(request: HttpRequest, number: int) -> HttpResponse:
    """停用规则包."""
    row = visible(request, number)
    form = bound(request, ReasonForm, row=row)

    def act(form: Any) -> str:
        actions.end_pack(by=request.user, **form.command, pack=row, seen=form.version or 0, **form.values)
        return f"规则包“{row}”已停用。"

    return step(request, form, act, page_of(row), title="停用规则包", lead=row.title, told="已做的筛查不受影响。")


def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """撤销一项."""
    line = get_object_or_404(PackLine.objects.select_related("pack"), pk=number)
    row = visible(request, line.pack_id)
    form = bound(request, ReasonForm, row=line)

    def act(form: Any) -> str:
        actions.take_back(by=request.user, **form.command, line=line, seen=form.version or 0, **form.values)
        return f"已撤销：{line.label}。"

    facts = ((line.get_kind_display(), line.label), ("理由或者依据", line.reason))
    return step(request, form, act, page_of(row), title="撤销一项", lead=row.title, facts=facts)


def page_of(row: RulePack) -> str:
    """The address of its page."""
    return reverse("pack", args=[row.pk])


def _step(request: HttpRequest, row: RulePack, form: Any, command: Any, title: str, told: str) -> HttpResponse:
    def act(form: Any) -> str:
        made = command(by=request.user, **form.command, pack=row, **form.values)
        return f"已{title}：{made}。"

    return step(request, form, act, page_of(row), title=title, lead=row.title, told=told)
