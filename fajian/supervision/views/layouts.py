"""文书样式 of the own office: look, take, replace, go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core.downloads import DOCX, download
from fajian.core.files import download as stored
from fajian.core.forms import CommandForm, errors_in
from fajian.core.models import StoredFile
from fajian.core.numbers import whole
from fajian.core.pages import pressed
from fajian.supervision import actions, papers
from fajian.supervision.forms.instruments import PaperLayoutForm
from fajian.supervision.models import PaperLayout


def index(request: HttpRequest) -> HttpResponse:
    """The layouts in use, what may be named in them, and a new one taken in."""
    user: Any = request.user
    form = PaperLayoutForm(request.POST or None, request.FILES or None, row=user.unit)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.lay_out(by=user, **form.command, unit=user.unit, **form.values)
            messages.success(request, f"{papers.kinds()[made.kind].title}已换用第{made.number}版样式。")
            return redirect("supervision:layouts")
    versions: dict[str, list[PaperLayout]] = {}
    for one in PaperLayout.objects.filter(unit=user.unit).select_related("file", "recorded_by").order_by("-number"):
        versions.setdefault(one.kind, []).append(one)
    context = {
        "form": form,
        "command": CommandForm(row=user.unit, auto_id=False),
        "kinds": [(kind, versions.get(kind.code, [])) for kind in papers.kinds().values()],
        "names": papers.VALUES + papers.OTHER_VALUES,
        "lists": papers.LISTS + papers.OTHER_LISTS,
    }
    return render(request, "supervision/layouts.html", context, status=422 if form.errors else 200)


def known(kind: str) -> papers.Kind:
    """The kind, or 404."""
    if kind not in papers.kinds():
        raise Http404
    return papers.kinds()[kind]


def layout(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The layout in use, as a file to change; ?version= gives an earlier one."""
    user: Any = request.user
    found = known(kind)
    if (version := whole(request.GET.get("version", ""))) is not None:
        kept = PaperLayout.objects.filter(unit=user.unit, kind=kind, number=version).values("file")
        return stored(get_object_or_404(StoredFile, pk__in=kept))
    return download(f"{found.title} 样式.docx", papers.layout_of(user.unit, kind), DOCX)


def reset(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to the built-in layout."""
    user: Any = request.user
    found, command = known(kind), pressed(request, user.unit)
    actions.lay_out(by=user, **command, unit=user.unit, kind=kind, received=None, note="改用系统自带的样式")
    messages.success(request, f"{found.title}已改用系统自带的样式。")
    return redirect("supervision:layouts")
