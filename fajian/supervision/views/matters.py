"""监督事项: the list, one matter, its steps."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import document
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.ledgers.models import Entry
from fajian.orgs import history
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope
from fajian.supervision import actions, inquiry_papers, words
from fajian.supervision.actions.matters import related
from fajian.supervision.forms.common import ReasonForm
from fajian.supervision.forms.matters import AcceptForm, CloseForm, ClueForm, ForwardForm, MatterFilter, SuperiorForm
from fajian.supervision.models import Instrument, Matter, Measure
from fajian.supervision.words import measure_kinds
from fajian.supervision.workflow import MATTER

WAYS: dict[str, Way] = {
    "accept": Way(AcceptForm, actions.accept, "受理后登记监督措施、拟制文书。", "已受理。"),
    "refuse": Way(ReasonForm, actions.refuse, "不予受理须写明理由；以后可以重新核查。", "已不予受理。"),
    "forward": Way(
        ForwardForm, actions.forward,
        "不属于执法监督的，转有权机关；符合行政复议、行政诉讼受理条件的争议，引导当事人申请复议、提起诉讼。",
        "已转办。",
    ),
    "elevate": Way(ReasonForm, actions.elevate, "由本机关提级监督，列为重点监督，并通知原监督机关。", "已提级监督。"),
    "hold": Way(
        ReasonForm, actions.hold,
        "已进入行政复议、行政诉讼程序的争议不重复监督。请写明复议机关或者法院和案号；中止期间不能发文书、不催报。",
        "已中止。",
    ),
    "resume": Way(ReasonForm, actions.resume, "请写明复议、诉讼的结果。", "已恢复核查。"),
    "superior": Way(
        SuperiorForm, actions.tell_superior, "对实行垂直管理的单位监督的，应当告知其上一级主管部门。", "已登记。"
    ),
    "close": Way(
        CloseForm, actions.close, "发过的文书都核实、撤回或者作废以后才能办结。", "监督事项已办结。"
    ),
    "reopen": Way(ReasonForm, actions.reopen, "", "已重新核查。"),
}  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """Matters in reach, newest first."""
    filters = MatterFilter(request.GET, user=request.user)
    rows = filters.narrowed(Matter.objects.visible_to(request.user)).select_related("unit", "office", "handled_by")
    context = {
        "page": keyset(rows, request.GET),
        "filters": filters,
        "asked": bool(filters.changed_data),
        "side": not is_unit(request.user),
    }
    return render(request, "supervision/matters.html", context)


def is_unit(user: Any) -> bool:
    """Does the user belong to the units that are supervised?"""
    return str(user.role) in UNIT


def visible(request: HttpRequest, number: int) -> Matter:
    """The matter, or 404."""
    rows = Matter.objects.visible_to(request.user)
    found: Matter = get_object_or_404(
        rows.select_related("unit", "office", "office__parent", "elevated_from", "handled_by"), pk=number
    )
    return found


def is_kept(user: Any, row: Matter | Measure | Instrument) -> bool:
    """Is the user a supervisor of the office that keeps it?"""
    return bool(user.role == "supervisor" and user.unit_id == row.office_id)


def sees_inside(user: Any, row: Matter) -> bool:
    """May the user read what the office keeps to itself: not a unit, not whoever only learned of it by service."""
    return not is_unit(user) and domain_scope(user).covers(row.office_path)


def matter(request: HttpRequest, number: int) -> HttpResponse:
    """One matter; the unit it is about sees what was told to it, and nothing of the clue."""
    row, user = visible(request, number), request.user
    inside = sees_inside(user, row)
    measures, instruments = related(row)
    if not inside:
        measures = [one for one in measures if one.open and not one.struck_out]
        known = Instrument.objects.visible_to(user).filter(matter=row).values_list("pk", flat=True)
        instruments = [one for one in instruments if one.pk in set(known)]
    kept = is_kept(user, row)
    context = {
        "matter": row,
        "inside": inside,
        "kept": kept,
        "measures": measures,
        "instruments": instruments,
        "entry": _entry(row, user) if inside else None,
        "steps": _steps(row, user),
        "going_on": kept and row.state in ("looking", "instructed"),
        "kinds": [one for one in measure_kinds().values() if not one.retired],
        "papers": Instrument.KINDS,
        "history": history.of(row) if inside else [],
    }
    return render(request, "supervision/matter.html", context)


def inquiry(request: HttpRequest, number: int) -> HttpResponse:
    """调查报告, for those who read what the office keeps to itself."""
    row = visible(request, number)
    if not sees_inside(request.user, row):
        raise Http404
    made = inquiry_papers.letter(row, *related(row))
    return document(f"调查报告 {row.mark}", made, timezone.localdate())


def _entry(row: Matter, user: Any) -> Entry | None:
    """The ledger's row it came from."""
    prefix, _, number = row.source.partition(":")
    if prefix != "entry" or not number.isdigit():
        return None
    return Entry.objects.visible_to(user).select_related("ledger").filter(pk=int(number)).first()


def _steps(row: Matter, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this user may do with it now."""
    found = [(one.name, one.button) for one in MATTER.allowed(row.state, user.role) if one.name in WAYS]
    if is_kept(user, row):
        more = [("superior", WAYS["superior"].title)] if row.superior and not row.is_over else []
        return [*(one for one in found if one[0] != "elevate"), *more]
    takes_over = user.role == "supervisor" and user.unit is not None and row.office_path.startswith(user.unit.area_path)
    return [one for one in found if one[0] == "elevate" and takes_over]


def new(request: HttpRequest) -> HttpResponse:
    """登记线索; `?source=entry:12&unit=3&label=…` comes from the page it was found on."""
    source = request.GET.get("source", "")[:60]
    first = {
        "source": source,
        "origin": words.origin_of(source),
        "unit": request.GET.get("unit", ""),
        "source_label": request.GET.get("label", "")[:200],
    }
    made: list[Matter] = []

    def act(form: Any) -> str:
        made.append(actions.open_matter(by=request.user, **form.command, **form.given))
        return "线索已登记，请研判。"

    form = bound(request, ClueForm, user=request.user, initial={name: text for name, text in first.items() if text})
    back, lead = reverse("supervision:list"), "先登记，再研判是否受理。"
    return step(request, form, act, back, title="登记线索", lead=lead, onward=lambda: made[0].get_absolute_url())


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step of a matter."""
    row = visible(request, number)
    if name not in WAYS or name not in {code for code, _ in _steps(row, request.user)}:
        raise Http404
    return taking(request, WAYS[name], "matter", row, lead=row.title)
