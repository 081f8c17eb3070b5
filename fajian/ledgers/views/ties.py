"""What else a row is about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from fajian.ledgers import actions
from fajian.ledgers.forms.rectifying import TieForm
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Tie
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem

AFTER_CLOSING = "问题已在审核或者已销号：这是更正，原来的核准失效，须由另一位监督人员重新核准。"


def tie(request: HttpRequest, number: int) -> HttpResponse:
    """关联事项."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> TieForm:
        return TieForm(data, row=problem)

    def act(form: Any) -> str:
        given = {"label": form.cleaned_data["label"], "reason": form.cleaned_data.get("reason", "")}
        actions.tie(by=request.user, **form.command, entry=row, source=form.source, **given)
        return "已关联。"

    told = AFTER_CLOSING if problem.state in ("submitted", "closed") else ""
    return written(request, row, problem, make, act, title="关联事项", button="关联", told=told)


def untie(request: HttpRequest, number: int) -> HttpResponse:
    """取消关联事项."""
    one = get_object_or_404(Tie.objects.visible_to(request.user), pk=number)
    row, problem = visible_problem(request, one.entry_id)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data, row=one)

    def act(form: Any) -> str:
        reason = form.cleaned_data["reason"]
        actions.untie(by=request.user, **form.command, tied=one, seen=form.version, reason=reason)
        return "已取消关联。"

    told = f"{one}。" + (AFTER_CLOSING if problem.state in ("submitted", "closed") else "")
    title = actions.untie.title
    return written(request, row, problem, make, act, title=title, button=title, told=told, danger=True)
