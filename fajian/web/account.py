"""Accounts as their holders see them: log-in for the demo, the own account, what the audit chain hears of log-ins."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.orgs.actions import set_address
from fajian.orgs.channels import mail_on
from fajian.orgs.models import User

DEMO_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FACTOR = "second_factor"  # session key: seen once, not asked again


def lacks_second_factor(request: HttpRequest) -> bool:
    """Has this user no TOTP yet? Asked of the database until the answer is no."""
    if request.session.get(FACTOR):
        return False
    if not is_mfa_enabled(request.user):
        return True
    request.session[FACTOR] = True
    return False


def demo_on() -> bool:
    """Is this the demo? The process must say so, and so must its data: the flag alone opens no real installation."""
    return bool(settings.FAJIAN_DEMO) and (settings.FAJIAN_DATA / "DEMO").is_file()


def demo_users() -> list[User]:
    """Whom the login page offers; nobody outside the demo."""
    if not demo_on():
        return []
    return list(User.objects.filter(is_active=True).select_related("unit").order_by("unit__path", "id")[:60])


def demo_login(request: HttpRequest) -> HttpResponse:
    """Become a person of the demo with one click. 404 outside the demo."""
    if not demo_on():
        raise Http404
    user = get_object_or_404(User, pk=whole(request.POST.get("user", "")), is_active=True)
    request.demo_login = True  # type: ignore[attr-defined]  # trail.on_log_in tells it
    login(request, user, backend=DEMO_BACKEND)
    return redirect("home")


def change_password(request: HttpRequest) -> HttpResponse:
    """allauth's page, for those who have a password: setting a first one is an administrator's business."""
    user: Any = request.user
    if not user.has_usable_password():
        raise Refused("这个账号还没有密码，请系统管理员设置。")
    response: HttpResponse = account_views.password_change(request)
    return response


class AddressForm(CommandForm):
    """Where the daily letter goes."""

    email = forms.EmailField(
        label="邮箱",
        required=False,
        max_length=254,
        help_text="每天的催报另发一封到这里；留空就不发，只有站内提醒。请用单位邮箱。",
        error_messages={"invalid": "邮箱应形如 zhang@example.org。"},
    )


def account(request: HttpRequest) -> HttpResponse:
    """The own account: who one is here, the address for letters, the ways to change password and second factor."""
    user: Any = request.user
    form = AddressForm(request.POST or None, row=user, initial={"email": user.email})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            set_address(by=user, **form.command, user=user, email=form.cleaned_data["email"])
            messages.success(request, "邮箱已保存。" if form.cleaned_data["email"] else "邮箱已清空，不再发邮件。")
            return redirect("account")
    context: dict[str, Any] = {"factor": is_mfa_enabled(user), "form": form, "mail": mail_on()}
    return render(request, "account/account.html", context, status=422 if form.errors else 200)
