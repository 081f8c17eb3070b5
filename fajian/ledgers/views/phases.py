"""Steps of what is put right by stages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from fajian.ledgers import actions
from fajian.ledgers.forms.rectifying import PhaseDoneForm, PhaseForm
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Phase
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem


def add(request: HttpRequest, number: int) -> HttpResponse:
    """添加整改步骤."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> PhaseForm:
        return PhaseForm(data, row=problem)

    def act(form: Any) -> str:
        actions.add_phase(by=request.user, **form.command, rectification=problem, **form.values)
        return "已添加整改步骤。"

    told = "一时难改的，把工作方案里的步骤逐条列在这里，做完一步标记一步；全部完成才能申请销号。"
    return written(request, row, problem, make, act, title="添加整改步骤", button="添加", told=told)


def finish(request: HttpRequest, number: int) -> HttpResponse:
    """完成整改步骤."""
    return _change(request, number, PhaseDoneForm, actions.finish_phase, "已标记完成。")


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """取消整改步骤."""
    return _change(request, number, ReasonForm, actions.strike_phase, "已取消。", danger=True)


def _change(
    request: HttpRequest, number: int, form: Any, action: Any, done: str, *, danger: bool = False
) -> HttpResponse:
    phase = get_object_or_404(Phase.objects.visible_to(request.user), pk=number)
    row, problem = visible_problem(request, phase.rectification_id)

    def make(data: Any) -> Any:
        return form(data, row=phase)

    def act(filled: Any) -> str:
        action(by=request.user, **filled.command, phase=phase, seen=filled.version, **filled.values)
        return done

    told = f"步骤：{phase.text}"
    title = action.title
    return written(request, row, problem, make, act, title=title, button=title, told=told, danger=danger)
