"""What the audit chain hears of log-ins: who came, who left, who was locked out, whose second factor changed."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factor_signals
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.orgs.models import User


@action("web.log_in", title="登录")
def log_in(act: Act, *, how: str = "") -> None:
    """Somebody came in; `how` is "demo" where no password was asked."""
    act.point(User, act.by.pk)
    if how:
        act.note(how=how)


@action("web.log_out", title="退出")
def log_out(act: Act) -> None:
    """Somebody left by the door. Sessions that run out leave no event."""
    act.point(User, act.by.pk)


@action("web.lock_out", title="登录失败锁定")
def lock_out(act: Act, *, number: int) -> None:
    """Too many wrong passwords for this account; 0 where there is none (the name typed is not kept)."""
    act.point(User, number)


@action("web.change_factor", title="变更动态口令")
def change_factor(act: Act, *, kind: str, what: str) -> None:
    """`what`: added, removed or reset; `kind`: totp or recovery_codes."""
    act.point(User, act.by.pk)
    act.note(kind=kind, what=what)


def on_log_in(sender: Any, request: Any, user: Any, **more: Any) -> None:
    """Signal."""
    log_in(by=user, how="demo" if getattr(request, "demo_login", False) else "")


def on_log_out(sender: Any, request: Any, user: Any, **more: Any) -> None:
    """Signal; nobody logs out a second time."""
    if user is not None and user.is_active:
        log_out(by=user)


def on_lock_out(sender: Any, username: str | None = None, **more: Any) -> None:
    """Signal."""
    number = User.objects.filter(username=username).values_list("pk", flat=True).first()
    lock_out(by=System("登录失败次数过多"), number=number or 0)


def listen() -> None:
    """Connect; once, when the application starts."""
    user_logged_in.connect(on_log_in, dispatch_uid="fajian.trail")
    user_logged_out.connect(on_log_out, dispatch_uid="fajian.trail")
    user_locked_out.connect(on_lock_out, dispatch_uid="fajian.trail")
    for what in ("added", "removed", "reset"):
        getattr(factor_signals, f"authenticator_{what}").connect(FACTOR_CHANGES[what], dispatch_uid="fajian.trail")


def _factor_listener(what: str) -> Any:
    def listener(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
        change_factor(by=user, kind=str(authenticator.type), what=what)

    return listener


FACTOR_CHANGES = {what: _factor_listener(what) for what in ("added", "removed", "reset")}
