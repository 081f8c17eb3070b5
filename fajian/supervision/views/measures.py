"""监督措施: the list, one measure, recording and striking out."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.core import files
from fajian.core.numbers import whole
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.ledgers.origins import made_of
from fajian.orgs.models import Unit
from fajian.supervision import actions, picks
from fajian.supervision.forms.common import ShortReasonForm
from fajian.supervision.forms.measures import ListMeasureForm, MeasureFilter, MeasureForm
from fajian.supervision.models import Matter, Measure, MeasureFile
from fajian.supervision.views.matters import is_kept, is_unit
from fajian.supervision.words import measure_kinds


def index(request: HttpRequest) -> HttpResponse:
    """Measures in reach, the latest first, and how many of each kind."""
    user: Any = request.user
    filters = MeasureFilter(request.GET, user=user)
    rows = filters.narrowed(Measure.objects.visible_to(user))
    counted = dict(rows.filter(struck_out=False).order_by().values_list("kind").annotate(n=Count("pk")))
    context = {
        "page": keyset(rows.select_related("unit", "office", "matter"), request.GET, order=("-held_on", "-id")),
        "filters": filters,
        "asked": bool(filters.changed_data),
        "counts": [(one, counted[one.code]) for one in measure_kinds().values() if one.code in counted],
        "kinds": [one for one in measure_kinds().values() if not one.retired] if user.role == "supervisor" else [],
        "side": not is_unit(user),
        "chosen": filters.cleaned_data.get("kind", ""),
        "draw": picks.last(user.unit) if user.role == "supervisor" else None,
        "picked": Unit.objects.filter(pk__in=picks.drawn(user.unit)) if user.role == "supervisor" else (),
    }
    return render(request, "supervision/measures.html", context)


def record(request: HttpRequest, kind: str) -> HttpResponse:
    """登记监督措施 of a kind; `?matter=` names the matter it belongs to."""
    spec, user = measure_kinds().get(kind), request.user
    if spec is None or spec.retired:
        raise Http404
    matter = None
    if asked := request.GET.get("matter"):
        matter = get_object_or_404(Matter.objects.visible_to(user).of_office(user), pk=whole(asked))

    def act(form: Any) -> str:
        actions.record_measure(by=user, **form.command, matter=matter, **form.given)
        return f"{spec.title}已登记。"

    form = bound(request, MeasureForm, kind=spec, user=user, matter=matter)
    back = matter.get_absolute_url() if matter else reverse("supervision:measures")
    seen = "被监督单位看得到这份记录。" if spec.sees else "这份记录只有监督机关看得到。"
    lead = f"{matter.unit.name}，{matter.title}" if matter else "日常监督，不属于某一件监督事项。"
    told = f"依据《行政执法监督条例》{spec.basis}。{seen}登记后不能改，登记有误的作废后重新登记。"
    return step(request, form, act, back, title=f"登记{spec.title}", lead=lead, told=told)


def visible(request: HttpRequest, number: int) -> Measure:
    """The measure, or 404."""
    rows = Measure.objects.visible_to(request.user).select_related("unit", "office", "matter", "recorded_by")
    found: Measure = get_object_or_404(rows.prefetch_related("files__file"), pk=number)
    return found


def measure(request: HttpRequest, number: int) -> HttpResponse:
    """One measure."""
    row = visible(request, number)
    matter = Matter.objects.visible_to(request.user).filter(pk=row.matter_id).first()
    may_strike = is_kept(request.user, row) and not row.struck_out
    entry = None if is_unit(request.user) else made_of(row.source)
    may_list = may_strike and bool(row.found) and entry is None
    context = {"measure": row, "matter": matter, "may_strike": may_strike, "may_list": may_list, "entry": entry}
    return render(request, "supervision/measure.html", context)


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废监督措施."""
    row = visible(request, number)
    if not is_kept(request.user, row) or row.struck_out:
        raise Http404

    def act(form: Any) -> str:
        actions.strike_measure(by=request.user, **form.command, measure=row, seen=form.version or 0, **form.values)
        return "监督措施已作废。"

    form = bound(request, ShortReasonForm, row=row)
    told = "作废后不再计数；记录和理由保留。"
    return step(request, form, act, row.get_absolute_url(), title="作废监督措施", lead=str(row), told=told)


def list_found(request: HttpRequest, number: int) -> HttpResponse:
    """发现的问题列入台账."""
    row = visible(request, number)
    if not is_kept(request.user, row) or row.struck_out or not row.found or made_of(row.source):
        raise Http404

    def act(form: Any) -> str:
        actions.list_measure(by=request.user, **form.command, measure=row, seen=form.version or 0, **form.values)
        return "已列入被监督单位的台账，由其认领整改。"

    form = bound(request, ListMeasureForm, row=row)
    told = "列入以后按台账整改、销号；要公开曝光的，从台账条目整理为通报。"
    return step(request, form, act, row.get_absolute_url(), title="列入台账", lead=str(row), told=told)


def file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a measure."""
    seen = Measure.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(MeasureFile.objects.select_related("file").filter(measure__in=seen), pk=number)
    return files.download(found.file)
