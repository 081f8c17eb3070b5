"""Around every view: who may pass, what a refusal looks like, what every answer carries."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect
from django_structlog.middlewares import RequestMiddleware

from fajian.core.errors import Stale
from fajian.engine.faults import InputError
from fajian.web import errors, policy
from fajian.web.account import lacks_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)

TOUCH = 60  # seconds; a session's end is moved at most this often, since each time is a write
POLLED = frozenset({"job"})  # asked for by the page itself: a screen left open is not a person at work
UNLOGGED = frozenset({"portal:complain", "portal:follow"})
WITHOUT_FACTOR = frozenset({"account_logout", "mfa_activate_totp", "account_reauthenticate", "help", "help_index"})


class Gate:
    """Asks policy.decide before every view; keeps the session of somebody at work alive."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the view have the request."""
        assert request.resolver_match is not None
        while isinstance(request.user, SimpleLazyObject):  # one of Django's, one of structlog's around it
            request.user.is_active  # noqa: B018 – looks the user up
            request.user = request.user._wrapped  # the row itself: commands ask for its type
        route = request.resolver_match.view_name or ""
        match policy.decide(request.user, route, request.method or ""):
            case "open":
                self.touch(request, route)
                return self.second_factor(request, route)
            case "login":
                return self.to_login(request)
            case "role":
                return errors.role(request, policy.DOORS[route].roles(request.method or ""))
            case "method":
                door = policy.DOORS[route]
                return HttpResponseNotAllowed([name for name in ("GET", "POST") if door.roles(name)])
            case _:
                log.error("url_not_in_policy", route=route)
                raise Http404
        return None

    def to_login(self, request: HttpRequest) -> HttpResponse:
        """A page leads to the login and back; what was typed into a form is shown again, for the session has ended."""
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        if request.method == "POST":
            return errors.logged_out(request)
        return redirect_to_login(request.get_full_path())

    def touch(self, request: HttpRequest, route: str) -> None:
        """Move the session's end, now and then."""
        if not request.user.is_authenticated or route in POLLED:
            return
        now = int(time.time())
        if now - request.session.get("touched", 0) >= TOUCH:
            request.session["touched"] = now

    def second_factor(self, request: HttpRequest, route: str) -> HttpResponse | None:
        """Where the site demands two factors, whoever has only one sets up the other first."""
        if not settings.FAJIAN_TOTP or not request.user.is_authenticated or route in WITHOUT_FACTOR:
            return None
        return redirect("mfa_activate_totp") if lacks_second_factor(request) else None


class Faults:
    """What a command refused and no form has shown: a page with the sentence and everything that was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """409 for Stale, 422 for other refusals; anything else is a bug and rises."""
        if isinstance(error, Stale):
            return errors.stale(request, error)
        if isinstance(error, InputError):
            return errors.refused(request, error)
        return None


class Headers:
    """Headers of every answer that Django and django-csp do not set themselves."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = (
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
            "microphone=(), payment=(), usb=()"
        )
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # Pages hold case data: neither a proxy nor the next person at this machine gets them from a cache.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RequestLog(RequestMiddleware):
    """A line per request: method and route *name*, user by number. Neither path nor query: they may name a person."""

    def __call__(self, request: HttpRequest) -> Any:
        """Of who complains, or asks with a receipt, no line is kept: an official may do so, logged in."""
        return self.get_response(request) if route_of(request) in UNLOGGED else super().__call__(request)

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Not even with a fault."""
        if route_of(request) not in UNLOGGED:
            RequestMiddleware.bind_user_id(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """E.g. `POST ledgers:close`."""
        return f"{request.method} {route_of(request)}"


def route_of(request: HttpRequest) -> str:
    """The name of the address, "-" where there is none."""
    try:
        return (request.resolver_match or resolve(request.path_info)).view_name
    except Resolver404:
        return "-"
