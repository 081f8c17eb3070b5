"""联合检查计划: the list, one proposal with its figures and reasons, its steps, the workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Column, Sheet
from fajian.inspections import actions
from fajian.inspections.forms.plans import JointForm, ReasonForm
from fajian.inspections.forms.targets import FiledForm
from fajian.inspections.models import Joint, Plan
from fajian.inspections.workflow import JOINT
from fajian.orgs import history

SHOWN = 50  # visits a page writes out, merged ones first; the workbook holds all
WAYS: dict[str, tuple[Any, Any, str, str]] = {
    "adopt": (CommandForm, actions.adopt_joint, "各单位按这份安排联合入企。", "已采纳。"),
    "drop": (ReasonForm, actions.drop_joint, "不采纳的保留，可以另行合并。", "已登记不采纳。"),
    "file": (FiledForm, actions.file_joint, "登记报司法行政机关备案的日期和文号。", "已登记备案。"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """Joint plans in reach."""
    rows = Joint.objects.visible_to(request.user).select_related("unit").defer("visits", "unplanned")
    return render(request, "inspections/joints.html", {"page": keyset(rows, request.GET)})


def visible(request: HttpRequest, number: int) -> Joint:
    """The joint plan, or 404."""
    found: Joint = get_object_or_404(Joint.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def joint(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal."""
    row = visible(request, number)
    merged = [(dt.date.fromisoformat(one["day"]), one) for one in row.visits if one["why"]]
    context = {
        "row": row,
        "plans": Plan.objects.filter(pk__in=row.plans).select_related("unit").order_by("unit_path", "id"),
        "merged": merged[:SHOWN],
        "more": max(len(merged) - SHOWN, 0),
        "unplanned": row.unplanned[:SHOWN],
        "steps": [(one.name, one.button) for one in steps(row, request.user)],
        "history": history.of(row),
    }
    return render(request, "inspections/joint.html", context)


def steps(row: Joint, user: Any) -> list[Any]:
    """What this person may do with it now; 排出 is the job's."""
    return [one for one in JOINT.allowed(row.state, user.role) if one.name != "propose"]


def new(request: HttpRequest) -> HttpResponse:
    """合并."""
    made, user = list[Joint](), request.user

    def act(form: Any) -> str:
        given = {"title": form.cleaned_data["title"], "plans": list(form.cleaned_data["plans"])}
        made.append(actions.ask_joint(by=user, **form.command, unit=getattr(user, "unit", None), **given))
        return "正在排，排好后在这里查看。"

    form, back = bound(request, JointForm, user=user), reverse("inspections:joints")
    lead = "同一企业、同一领域、时间重叠的并为一次入企，遵守各单位频次上限、信用等级、宁静日和人员。"
    return step(
        request, form, act, back, title="合并检查计划", lead=lead, onward=lambda: made[0].get_absolute_url()
    )  # fmt: skip


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """采纳, 不采纳, 备案."""
    row = visible(request, number)
    button = {one.name: one.button for one in steps(row, request.user)}.get(name)
    if button is None:
        raise Http404
    kind, command, told, done = WAYS[name]

    def act(form: Any) -> str:
        command(by=request.user, **form.command, joint=row, seen=form.version or 0, **form.values)
        return done

    form = bound(request, kind, row=row)
    return step(request, form, act, row.get_absolute_url(), title=button, lead=str(row), told=told, facts=row.told())


def export(request: HttpRequest, number: int) -> HttpResponse:
    """Every visit with its day and reason, what is unplanned, the figures."""
    row = visible(request, number)
    visits: list[list[Any]] = [
        [place, dt.date.fromisoformat(one["day"]), one["name"], one["uscc"], "、".join(one["units"]),
         "；".join(one["titles"]), one["why"]]
        for place, one in enumerate(row.visits, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 6), Column("入企日期", 12, "date"), Column("企业", 26), Column("统一社会信用代码", 22),
        Column("检查单位", 30), Column("检查计划", 36), Column("合并理由", 50),
    )  # fmt: skip
    left = [[one["name"], one["uscc"], one["unit"], one["plan"], one["why"]] for one in row.unplanned]
    sheets = [
        Sheet("入企安排", row.title, columns, visits),
        Sheet("没有排上", "没有排上的", (Column("企业", 26), Column("统一社会信用代码", 22), Column("单位", 20),
                                         Column("检查计划", 30), Column("原因", 50)), left),
        Sheet("数字", "合并前后", (Column("项目", 30), Column("数", 12)), [list(one) for one in row.told()]),
    ]  # fmt: skip
    return workbook(row.title, sheets, timezone.localdate())
