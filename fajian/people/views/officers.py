"""执法人员: the roster, one person, entering and correcting, the roster as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.forms import errors_in
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.engine.faults import Fault
from fajian.orgs import history
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.people import actions, reading, sheets, strength
from fajian.people.forms.officers import LeaveForm, OfficerFilter, OfficerForm, RosterForm, UploadForm
from fajian.people.models import Certificate, Officer, Roster
from fajian.people.workflow import PENDING, STANDING

SHOWN = 200  # faults of an upload
NOTE = "日期写成 2026-03-05；执法类别有几类的用顿号隔开；单位空着的算填报单位的人员。"


def listing(request: HttpRequest) -> HttpResponse:
    """The roster."""
    filters = OfficerFilter(request.GET, user=request.user)
    rows = filters.narrowed(Officer.objects.visible_to(request.user)).select_related("unit")
    held = Certificate.objects.filter(state__in=(*PENDING, *STANDING))
    page = keyset(rows.prefetch_related(Prefetch("certificates", held, "held")), request.GET)
    today = timezone.localdate()
    lines = [(row, [(one, one.validity(today)) for one in row.held]) for row in page.rows]
    context = {"page": page, "lines": lines, "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "people/officers.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The roster as the filters leave it, in the shape it is imported in, and every certificate beside it."""
    rows = OfficerFilter(request.GET, user=request.user).narrowed(Officer.objects.visible_to(request.user))
    held = Certificate.objects.filter(state__in=STANDING)
    people = rows.select_related("unit").prefetch_related(Prefetch("certificates", held, "held"))
    lines = [_cells(row) for row in people.order_by("unit_path", "id")]
    sheet = sheets.blank(sheets.roster(), "", lines)
    return workbook("执法人员名录", [sheet], timezone.localdate())


def strength_page(request: HttpRequest) -> HttpResponse:
    """持证和审核力量 of this year."""
    today = timezone.localdate()
    context = {"lines": strength.lines(request.user, today), "year": today.year}
    return render(request, "people/strength.html", context)


def strength_export(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    today = timezone.localdate()
    sheet = strength.sheet(strength.lines(request.user, today), today.year)
    return workbook("执法证件和法制审核力量统计表", [sheet], today)


def _cells(row: Any) -> list[object]:
    """One person as the roster's columns have it."""
    card = row.held[0] if row.held else None
    said: dict[str, object] = {name: getattr(row, name) for name in actions.Given.__dataclass_fields__}
    said |= {"unit": row.unit.name, "kind": row.get_kind_display(), "staffing": row.get_staffing_display()}
    if card is not None:
        said |= {name: getattr(card, name) for name in ("region", "domains", "valid_from_on", "valid_to_on")}
        said["certificate"] = card.number
    return [said.get(column.name) for column in sheets.roster().columns]


def template(request: HttpRequest) -> HttpResponse:
    """The roster to be filled in."""
    return workbook("执法人员名录（空表）", [sheets.blank(sheets.roster(), NOTE)], timezone.localdate())


def upload(request: HttpRequest) -> HttpResponse:
    """导入: the whole sheet or nothing; every cell that cannot be taken has its sentence."""
    user: Any = request.user
    form, faults = bound(request, UploadForm), tuple[Fault, ...]()
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            found = reading.read_roster(form.received, units=units_of(user), own=user.unit)
            faults = found.faults
            if not faults:
                done = actions.take_roster(by=user, **form.command, lines=found.lines)
                said = (
                    f"已导入：新登记 {done['made']} 人，更新 {done['changed']} 人，新增证件 {done['certificates']} 件。"
                )
                messages.success(request, said)
                return redirect("people:officers")
    context = {"form": form, "faults": faults[:SHOWN], "count": len(faults)}
    return render(request, "people/upload.html", context, status=422 if form.errors or faults else 200)


def units_of(user: Any) -> dict[str, Unit]:
    """The units a person may write for, by the names and codes they go by; a name that two bear is nobody's."""
    named, shared = dict[str, Unit](), set[str]()
    for unit in Unit.objects.visible_to(user).open():
        for name in {unit.name, unit.short_name, unit.agency_id or ""} - {""}:
            if named.setdefault(name, unit) is not unit:
                shared.add(name)
    return {name: unit for name, unit in named.items() if name not in shared}


def visible(request: HttpRequest, number: int) -> Officer:
    """The person, or 404."""
    rows = Officer.objects.visible_to(request.user).select_related("unit", "account")
    found: Officer = get_object_or_404(rows, pk=number)
    return found


def officer(request: HttpRequest, number: int) -> HttpResponse:
    """One person, with every certificate there was."""
    row, today = visible(request, number), timezone.localdate()
    user: Any = request.user
    cards = [(one, one.validity(today)) for one in row.certificates.order_by("-id")]
    writes = user.role in WRITERS and row.is_in_post(today)
    context = {
        "row": row,
        "cards": cards,
        "writes": writes,
        "gone": not row.is_in_post(today),
        "applies": writes
        and row.left_on is None
        and row.kind == "enforcer"
        and not any(one.state in (*PENDING, *STANDING) for one, _ in cards),
        "history": history.of(row),
    }
    return render(request, "people/officer.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """登记人员."""
    made: list[Officer] = []

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.register(by=request.user, **form.command, unit=unit, given=form.given))
        return "已登记。"

    form, back = bound(request, OfficerForm, user=request.user), reverse("people:officers")
    lead = "执法人员、法制审核人员、执法辅助人员都要登记；人多的用“导入名录”。"
    return step(request, form, act, back, title="登记人员", lead=lead, onward=lambda: made[0].get_absolute_url())


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """修改人员."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.edit(by=request.user, **form.command, officer=row, seen=form.version or 0, given=form.given)
        return "已修改。"

    form = bound(request, OfficerForm, user=request.user, row=row)
    return step(request, form, act, row.get_absolute_url(), title="修改人员", lead=f"{row.name}，{row.unit.name}")


def leave(request: HttpRequest, number: int) -> HttpResponse:
    """登记离岗."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.leave(by=request.user, **form.command, officer=row, seen=form.version or 0, **form.values)
        return "已登记离岗，执法证同时注销。"

    told = "离岗登记以后，这名人员的执法证同时注销，不能恢复。"
    form = bound(request, LeaveForm, row=row)
    lead = f"{row.name}，{row.unit.name}"
    return step(request, form, act, row.get_absolute_url(), title="登记离岗", lead=lead, told=told)


def rosters(request: HttpRequest) -> HttpResponse:
    """名录确认: what the units said is complete."""
    rows = Roster.objects.visible_to(request.user).select_related("unit", "recorded_by")
    return render(request, "people/rosters.html", {"page": keyset(rows, request.GET)})


def confirm(request: HttpRequest) -> HttpResponse:
    """确认名录完整."""
    user: Any = request.user

    def act(form: Any) -> str:
        actions.confirm_roster(by=user, **form.command, unit=user.unit, **form.values)
        return "已确认。"

    told = "确认以后，这段时间里名录上没有的人，筛查时算没有执法证、没有培训；没有确认的，算“无法判断”。"
    back, form = reverse("people:rosters"), bound(request, RosterForm)
    return step(request, form, act, back, title="确认名录完整", lead=user.unit.name, told=told)
