"""报告模板 of the office that leads: look, take, replace, go back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, ReportTemplate
from fajian.campaigns.views.campaigns import visible
from fajian.core.downloads import DOCX, download
from fajian.core.files import download as stored
from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import StoredFile
from fajian.core.numbers import whole
from fajian.reporting import drafts, fields
from fajian.reporting.forms import LayoutForm
from fajian.reporting.measures import month_of
from fajian.reporting.views.figures import leads


def templates(request: HttpRequest, number: int) -> HttpResponse:
    """The layouts in use, what may be named in them, and a new one taken in."""
    row = visible(request, number)
    form = LayoutForm(request.POST or None, request.FILES or None, row=row.unit)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.lay_out(by=request.user, **form.command, unit=row.unit, **form.values)
            messages.success(request, f"{drafts.kinds()[made.kind].title}已换用第{made.number}版模板。")
            return redirect("reporting:templates", number)
    return page(request, row, form)


def page(request: HttpRequest, row: Campaign, form: LayoutForm) -> HttpResponse:
    """The page, with the form as it was sent."""
    today = timezone.localdate()
    known = fields.values(row, request.user, month_of(today, today))
    versions: dict[str, list[ReportTemplate]] = {}
    for one in ReportTemplate.objects.filter(unit=row.unit).select_related("file", "recorded_by").order_by("-number"):
        versions.setdefault(one.kind, []).append(one)
    context = {
        "campaign": row,
        "form": form,
        "command": CommandForm(row=row.unit, auto_id=False),
        "kinds": [(kind, versions.get(kind.code, [])) for kind in drafts.kinds().values()],
        "fields": fields.listed(known),
        "lists": drafts.columns(),
        "leads": leads(request, row),
    }
    return render(request, "reporting/templates.html", context, status=422 if form.errors else 200)


def template(request: HttpRequest, number: int, kind: str) -> HttpResponseBase:
    """The layout in use, as a file to change; ?version= gives an earlier one."""
    row = visible(request, number)
    if kind not in drafts.kinds():
        raise Http404
    if (version := whole(request.GET.get("version", ""))) is not None:
        kept = ReportTemplate.objects.filter(unit=row.unit, kind=kind).values("file")
        return stored(get_object_or_404(StoredFile, pk__in=kept.filter(number=version)))
    title = drafts.kinds()[kind].title
    return download(f"{title} 模板.docx", drafts.template_of(row, kind), DOCX)


def reset(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Back to the built-in layout."""
    row = visible(request, number)
    if kind not in drafts.kinds():
        raise Http404
    form = CommandForm(request.POST, row=row.unit)
    form.is_valid()
    actions.lay_out(by=request.user, **form.command, unit=row.unit, kind=kind, received=None, note="改用系统自带的模板")
    messages.success(request, f"{drafts.kinds()[kind].title}已改用系统自带的模板。")
    return redirect("reporting:templates", number)
