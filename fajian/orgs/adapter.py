"""What allauth asks of us: nobody signs up, and a password is changed by a command."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from fajian.orgs.actions import set_password


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by keepers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """The holder changes the own password."""
        set_password(by=user, user=user, password=password)
        user.refresh_from_db()
