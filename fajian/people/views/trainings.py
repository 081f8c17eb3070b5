"""培训: what was held, who took part, who lacks hours or 法制培训 in a year."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs import history
from fajian.orgs.roles import WRITERS
from fajian.people import actions, courses, hours
from fajian.people.forms.trainings import HoldForm, StrikeForm, WhoForm, YearFilter
from fajian.people.models import Officer, Training


def listing(request: HttpRequest) -> HttpResponse:
    """Trainings, newest first."""
    rows = Training.objects.visible_to(request.user).select_related("unit").annotate(people=Count("attendances"))
    return render(request, "people/trainings.html", {"page": keyset(rows, request.GET)})


def visible(request: HttpRequest, number: int) -> Training:
    """The training, or 404."""
    rows = Training.objects.visible_to(request.user).select_related("unit")
    found: Training = get_object_or_404(rows, pk=number)
    return found


def training(request: HttpRequest, number: int) -> HttpResponse:
    """One training with its people; of others' only those in reach."""
    row = visible(request, number)
    seen = Officer.objects.visible_to(request.user).values("pk")
    people = row.attendances.filter(officer__in=seen).select_related("officer", "unit")
    user: Any = request.user
    may = user.role in WRITERS and not row.struck_out
    return render(
        request, "people/training.html", {"row": row, "people": people, "may": may, "history": history.of(row)}
    )


def hold(request: HttpRequest) -> HttpResponse:
    """登记培训."""
    made: list[Training] = []

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.hold(by=request.user, **form.command, unit=unit, held=form.held, officers=form.officers))
        return f"已登记，参训 {len(form.officers)} 人。"

    form, back = bound(request, HoldForm, user=request.user), reverse("people:trainings")
    lead = "公共法律知识、专业法律知识、法制培训、行为规范，开一次登记一次。"
    return step(request, form, act, back, title="登记培训", lead=lead, onward=lambda: made[0].get_absolute_url())


def attend(request: HttpRequest, number: int) -> HttpResponse:
    """补登参训人员."""
    row = _standing(request, number)

    def act(form: Any) -> str:
        actions.attend(by=request.user, **form.command, training=row, seen=form.version or 0, officers=form.officers)
        return f"已补登 {len(form.officers)} 人。"

    form = bound(request, WhoForm, user=request.user, row=row)
    return step(request, form, act, row.get_absolute_url(), title="补登参训人员", lead=row.title)


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废培训."""
    row = _standing(request, number)

    def act(form: Any) -> str:
        actions.strike_training(by=request.user, **form.command, training=row, seen=form.version or 0, **form.values)
        return "已作废，学时不再计算。"

    form = bound(request, StrikeForm, row=row)
    return step(request, form, act, row.get_absolute_url(), title="作废培训", lead=row.title)


def _standing(request: HttpRequest, number: int) -> Training:
    row = visible(request, number)
    if row.struck_out:
        raise Http404
    return row


def check(request: HttpRequest) -> HttpResponse:
    """培训核查 of a year."""
    filters = YearFilter(request.GET, user=request.user)
    page = keyset(_of_year(request, filters), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "lines": hours.lines(page.rows, filters.asked),
        "kinds": list(courses.kinds().values()),
        "full": courses.hours_full(filters.asked),
    }
    return render(request, "people/hours.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """培训核查表 as a workbook."""
    filters = YearFilter(request.GET, user=request.user)
    rows = list(_of_year(request, filters).order_by("unit_path", "id"))
    kinds = [Column(title, 12, "number") for title in courses.kinds().values()]
    columns = (Column("序号", 6), Column("单位", 18), Column("姓名", 10), Column("人员编号", 12), *kinds,
               Column("合计", 8, "number"), Column("应达学时", 8, "number"), Column("没有达到的", 24))  # fmt: skip
    lines: list[list[Any]] = [
        [number, one.officer.unit.name, one.officer.name, one.officer.number, *one.by_kind, one.total, one.owed,
         "；".join(one.lacks)]
        for number, one in enumerate(hours.lines(rows, filters.asked), 1)
    ]  # fmt: skip
    title = f"{filters.asked}年度执法人员培训核查表"
    return workbook(title, [Sheet("培训核查", title, columns, lines)], timezone.localdate())


def _of_year(request: HttpRequest, filters: YearFilter) -> Any:
    rows = filters.narrowed(Officer.objects.visible_to(request.user))
    return hours.of_year(rows, filters.asked, lacking=filters.lacking).select_related("unit")
