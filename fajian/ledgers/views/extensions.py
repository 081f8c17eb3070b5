"""Asking for a later day, answering, and the requests that wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fajian.core.paging import keyset
from fajian.ledgers import actions
from fajian.ledgers.forms.rectifying import AnswerForm, ExtensionForm
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Extension
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem

SHOWN = 50


def extend(request: HttpRequest, number: int) -> HttpResponse:
    """申请延期."""
    row, problem = visible_problem(request, number)

    def act(form: Any) -> str:
        actions.ask_extension(by=request.user, **form.command, rectification=problem, **form.values)
        return "已提出延期申请，答复以前仍按原时限。"

    told = "由监督人员答复。原时限过了才申请的，会注明“逾期后申请”；每次申请都留在页面上。"
    make = _made(ExtensionForm, problem)
    return written(request, row, problem, make, act, title="申请延期", button="提出申请", told=told)


def grant(request: HttpRequest, number: int) -> HttpResponse:
    """同意延期."""
    return _answer(request, number, AnswerForm, actions.grant_extension, "已同意延期。")


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """不同意延期."""
    return _answer(request, number, ReasonForm, actions.refuse_extension, "已答复不同意。")


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """撤回延期申请."""
    return _answer(request, number, AnswerForm, actions.withdraw_extension, "申请已撤回。")


def waiting(request: HttpRequest) -> HttpResponse:
    """延期申请: those that wait for an answer, the oldest first; for an office those it may answer."""
    user: Any = request.user
    asked = Extension.objects.visible_to(user)
    standing = {"state": "asked", "rectification__struck_out": False}
    asked = asked.waiting_for(user) if user.role == "supervisor" else asked.filter(**standing)
    asked = asked.select_related("rectification__entry__ledger", "unit", "recorded_by")
    page = keyset(asked, request.GET, order=("id",), size=SHOWN)
    return render(request, "ledgers/extensions.html", {"page": page})


def _answer(request: HttpRequest, number: int, form: Any, action: Any, done: str) -> HttpResponse:
    asked = get_object_or_404(Extension.objects.visible_to(request.user), pk=number)
    row, problem = visible_problem(request, asked.rectification_id)
    withdrawn = action is actions.withdraw_extension

    def act(filled: Any) -> str:
        given = {} if withdrawn else filled.values
        action(by=request.user, **filled.command, extension=asked, seen=filled.version, **given)
        return done

    def make(data: Any) -> Any:
        made = form(data, row=asked)
        if withdrawn:
            del made.fields["answer"]
        return made

    late = "，原时限过后才提出" if asked.late else ""
    old, new = (f"{day:%Y年%-m月%-d日}" for day in (asked.old_due_on, asked.due_on))
    told = f"申请从{old}延至{new}{late}。理由：{asked.reason}"
    return written(request, row, problem, make, act, title=action.title, button=action.title, told=told)


def _made(form: Any, row: Any) -> Any:
    return lambda data: form(data, row=row)
