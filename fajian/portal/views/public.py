"""公众端: the front page, complaining, larger type."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from fajian.core.errors import Refused
from fajian.portal import actions, codes, floods, receipts
from fajian.portal.actions import PUBLIC
from fajian.portal.forms.questions import ANSWERS, QUESTIONS, asked, summary, told, unanswered
from fajian.portal.models import Complaint
from fajian.portal.words import words

LARGE = "fajian_large"  # 长辈模式: the cookie by which every page has larger type (web/shell.py)
OWN_PROXY = ("127.0.0.1", "::1", "")
CROWDED = "这个网络一小时内上传的附件太多。可以先不带附件提交，晚些凭回执号补交。"


def front(request: HttpRequest) -> HttpResponse:
    """What there is for people from outside."""
    return render(request, "portal/front.html")


def large(request: HttpRequest) -> HttpResponse:
    """Larger type on, or off again, and back to where it was asked for."""
    asked_at = request.GET.get("back", "")
    safe = asked_at.startswith("/") and url_has_allowed_host_and_scheme(asked_at, {request.get_host()})
    response = redirect(asked_at if safe else "portal:front")
    if request.COOKIES.get(LARGE):
        response.delete_cookie(LARGE)
    else:
        response.set_cookie(LARGE, "1", max_age=365 * 24 * 3600, httponly=True, samesite="Lax")
    return response


@sensitive_post_parameters()
def complain(request: HttpRequest) -> HttpResponse:
    """One question; the next when it is answered; sent from the last."""
    answers = {name: request.POST[name] for name in ANSWERS if name in request.POST}
    name = request.POST.get("step", "")
    if request.method != "POST" or name not in QUESTIONS:
        return question(request, "kind", answers)
    if wanted := request.POST.get("to"):
        return question(request, wanted if wanted in QUESTIONS else "kind", answers)
    crowded = name == "send" and are_too_many(request)
    form = QUESTIONS[name](request.POST, None if crowded else request.FILES)
    if crowded:
        form.add_error("uploads", CROWDED)
    if not form.is_valid():
        return question(request, name, answers, form)
    if name != "send":
        order = asked(answers)
        return question(request, order[order.index(name) + 1] if name in order else "send", answers)
    if missing := unanswered(answers):
        return question(request, missing, answers, QUESTIONS[missing](answers))
    return send(request, answers, form)


def question(request: HttpRequest, name: str, answers: dict[str, str], form: Any = None) -> HttpResponse:
    """The page of one question; the other answers travel along."""
    form = form or QUESTIONS[name](initial=answers)
    order = asked(answers)
    at = order.index(name) if name in order else len(order) - 1
    context = {
        "form": form,
        "name": name,
        "place": f"第 {at + 1} 步，共 {len(order)} 步",
        "before": order[at - 1] if at else "",
        "carried": [(key, value) for key, value in answers.items() if key not in form.fields],
        "summary": summary(answers) if name == "send" else (),
        "token": request.POST.get("token") or uuid.uuid4().hex,
    }
    return render(request, "portal/question.html", context, status=422 if form.errors else 200)


def send(request: HttpRequest, answers: dict[str, str], form: Any) -> HttpResponse:
    """Entered; the receipt is shown this once."""
    # The form sent again is the same complaint; gone back to and written anew, it is another.
    code = codes.code_of(json.dumps([request.POST.get("token") or uuid.uuid4().hex, answers], sort_keys=True))
    held, received = floods.is_flood(address(request)), form.cleaned_data["uploads"]
    try:
        row: Complaint = actions.complain(by=PUBLIC, told=told(answers), code=code, held=held, received=received)
    except Refused as refused:
        form.add_error(None, str(refused))
        return question(request, "send", answers, form)
    return render(
        request, "portal/receipt.html", {"row": row, "code": code, "shown": codes.shown(code), "receipt": signed(row)}
    )


def are_too_many(request: HttpRequest) -> bool:
    """Count the files of this request, before any is drawn anew: more than one address may send in an hour?"""
    came = sum(len(request.FILES.getlist(name)) for name in request.FILES)
    return came > 0 and floods.counted("files", address(request), came) > words().quotas["files"]


def signed(row: Complaint) -> str:
    """Its signed receipt."""
    return receipts.signed(receipts.claim(row.name, row.unit.name, row.recorded_at, row.text))


def address(request: HttpRequest) -> str:
    """Where the request comes from; kept nowhere as it is.

    The proxy on this machine (deploy/nginx.conf) says it in a header of its own; nobody else is believed.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if peer not in OWN_PROXY:
        return peer
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:60] or peer
