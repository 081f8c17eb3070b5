"""What base.html needs on every page, looked up only when it is used."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

from fajian.core import notify
from fajian.core.models import Head
from fajian.portal.views.public import LARGE
from fajian.web import account, health, manual, policy
from fajian.web.nav import Group, menu

RELEASE = version("fajian")


class Shell:
    """The header, menu and footer of one response."""

    version = RELEASE

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.demo = account.demo_on()
        self.large = bool(request.COOKIES.get(LARGE))

    @cached_property
    def user(self) -> Any:
        """The logged-in user, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def nav(self) -> list[Group]:
        """The menu; nothing before log-in."""
        return menu(self.user, self.request.path) if self.user else []

    @cached_property
    def unread(self) -> int:
        """Notices not yet read."""
        return notify.unread(self.user)

    @cached_property
    def troubles(self) -> list[str]:
        """What is wrong with the installation, for those who keep it."""
        return health.troubles() if self.user and self.user.role in policy.KEEPERS else []

    @cached_property
    def head(self) -> Head | None:
        """The end of the audit chain as of now."""
        return Head.objects.filter(pk=1).first() if self.user else None

    @cached_property
    def demo_users(self) -> list[Any]:
        """Whom the login page of the demo offers."""
        return account.demo_users()

    @cached_property
    def help(self) -> str:
        """The chapter of the manual that tells of this page."""
        match = self.request.resolver_match
        return manual.chapter_of(match.view_name if match else "", self.user)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"shell": Shell(request)}
