"""Pages for what went wrong: each says what happened, what to do, and gives back what was typed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from fajian.core.commands import role_title
from fajian.core.errors import Stale
from fajian.engine.faults import InputError
from fajian.orgs.models import User
from fajian.web import policy

SECRET = re.compile(r"passw|code|token|key|seen|csrf|secret", re.IGNORECASE)
TOLD_CHARACTERS = 20_000


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """(field, text) of what was sent, without secrets: shown so that nothing typed is lost."""
    if request.method != "POST":
        return []
    return [
        (name, value[:TOLD_CHARACTERS])
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
        if value.strip()
    ]


def back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours."""
    came_from = urlsplit(str(request.META.get("HTTP_REFERER", "")))
    try:
        own = came_from.netloc == request.get_host() and came_from.path.startswith("/")
    except DisallowedHost:  # what this page is the answer to
        return "/"
    if not own or came_from.path[1:2] in {"/", "\\"}:  # "//host/" would lead there
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def show(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """An error page with what was typed."""
    return render(
        request, f"errors/{template}.html", {"typed": typed(request), "back": back(request), **context}, status=status
    )


def role(request: HttpRequest, roles: policy.Roles) -> HttpResponse:
    """403: this is somebody else's business."""
    names = [role_title(name) for name in policy_order(roles)]
    return show(request, "role", 403, allowed=names, own=role_title(policy.role_of(request.user)))


def policy_order(roles: policy.Roles) -> list[str]:
    """The roles in the order in which they are always named."""
    return [name for name, _ in User.ROLES if name in roles]


def logged_out(request: HttpRequest) -> HttpResponse:
    """403: a form was sent after the session had ended; nothing was written."""
    return show(request, "logged_out", 403, login=resolve_url(settings.LOGIN_URL))


def stale(request: HttpRequest, error: Stale) -> HttpResponse:
    """409: somebody else was first; both texts side by side."""
    return show(request, "stale", 409, error=error)


def refused(request: HttpRequest, error: InputError) -> HttpResponse:
    """422: the sentence of the refusal."""
    return show(request, "refused", 422 if request.method == "POST" else 400, error=error)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was made before a log-in or on another site."""
    return show(request, "csrf", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return show(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 where code below raised PermissionDenied."""
    return show(request, "role", 403, allowed=[], own=role_title(policy.role_of(request.user)))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, or not for this user; which of the two is not said."""
    return show(request, "not_found", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page touches neither database nor session: they may be what is broken."""
    return render(None, "errors/broken.html", {"request_id": request_number()}, status=500)


def request_number() -> str:
    """The number under which the log tells of this request."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))
