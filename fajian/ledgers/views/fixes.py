"""制度成果: the register, one fix with its problems, and the fixes of a problem."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core import files
from fajian.core.forms import errors_in
from fajian.core.paging import keyset
from fajian.ledgers import actions
from fajian.ledgers.forms.rectifying import FixForm, UseFixForm
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Fix, FixUse
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem

SHOWN = 50


def fixes(request: HttpRequest) -> HttpResponse:
    """制度清单: what the units in reach have issued, and for how many problems each holds."""
    found = Fix.objects.visible_to(request.user).filter(struck_out=False).select_related("unit")
    holds = Count("uses", filter=Q(uses__struck_out=False, uses__rectification__struck_out=False))
    page = keyset(found.annotate(problems=holds), request.GET, order=("-id",), size=SHOWN)
    return render(request, "ledgers/fixes.html", {"page": page})


def fix(request: HttpRequest, number: int) -> HttpResponse:
    """One fix with the problems for which it holds."""
    one = _visible(request, number)
    uses = one.uses.filter(struck_out=False).select_related("rectification__entry__ledger", "unit")
    user: Any = request.user
    may_strike = not one.struck_out and (user.role == "supervisor" or user.role in actions.UNIT)
    context = {"fix": one, "uses": uses, "may_strike": may_strike and not uses}
    return render(request, "ledgers/fix.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """登记制度成果."""
    form = FixForm(request.POST or None, request.FILES or None)
    user: Any = request.user
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.register_fix(by=user, **form.command, unit=user.unit, new=form.new)
            messages.success(request, "已登记。整改中的问题可以选用。")
            return redirect(made)
    return render(request, "ledgers/new_fix.html", {"form": form}, status=422 if form.errors else 200)


def document(request: HttpRequest, number: int) -> HttpResponse:
    """The document of a fix as a download."""
    one = _visible(request, number)
    if one.file is None:
        raise Http404
    response: Any = files.download(one.file)
    return response  # type: ignore[no-any-return]


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废制度成果."""
    one = _visible(request, number)
    form = ReasonForm(request.POST or None, row=one)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            reason = form.cleaned_data["reason"]
            actions.strike_fix(by=request.user, **form.command, fix=one, seen=form.version or 0, reason=reason)
            messages.success(request, "制度成果已作废，登记和理由保留。")
            return redirect(one)
    return render(request, "ledgers/strike_fix.html", {"form": form, "fix": one}, status=422 if form.errors else 200)


def use(request: HttpRequest, number: int) -> HttpResponse:
    """关联制度成果."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> UseFixForm:
        return UseFixForm(data, request.FILES or None, row=problem)

    def act(form: Any) -> str:
        actions.use_fix(by=request.user, **form.command, rectification=problem, **form.given)
        return "已关联制度成果。"

    told = "从这个问题举一反三定下的制度。一项制度可以关联多个问题；都列在“制度清单”里。"
    return written(request, row, problem, make, act, title="关联制度成果", button="关联", told=told)


def drop(request: HttpRequest, number: int) -> HttpResponse:
    """取消关联制度."""
    one = get_object_or_404(FixUse.objects.visible_to(request.user).select_related("fix"), pk=number)
    row, problem = visible_problem(request, one.rectification_id)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data, row=one)

    def act(form: Any) -> str:
        reason = form.cleaned_data["reason"]
        actions.drop_fix(by=request.user, **form.command, use=one, seen=form.version, reason=reason)
        return "已取消关联。"

    told = f"制度：{one.fix}"
    title = actions.drop_fix.title
    return written(request, row, problem, make, act, title=title, button=title, told=told, danger=True)


def _visible(request: HttpRequest, number: int) -> Fix:
    found: Fix = get_object_or_404(Fix.objects.visible_to(request.user).select_related("unit", "file"), pk=number)
    return found
