"""对外发送: addresses that are told what happens, whether letters go out, what was sent and what did not arrive."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core.forms import CommandForm, PlainSelect, errors_in
from fajian.core.paging import keyset
from fajian.ledgers.forms.fields import text_field
from fajian.orgs import outgoing
from fajian.orgs.channels import mail_on
from fajian.orgs.models import Dispatch, Hook, User


class HookForm(CommandForm):
    """A new address."""

    title = text_field("接收系统", limit=50, hint="例如：市政府办公室督查系统。")
    url = text_field("地址", limit=300, hint="以 https:// 或 http:// 开头，不带用户名和口令。")


class StopForm(CommandForm):
    """Why an address is told nothing more."""

    reason = text_field("停用理由", limit=300)


class StateForm(forms.Form):
    """Narrows the list of what was sent."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *Dispatch.STATES],
        widget=PlainSelect(attrs={"class": "form-select"}),
    )

    def narrowed(self, rows: Any) -> Any:
        """The rows the filter leaves; a state there is not narrows nothing."""
        wanted = self.cleaned_data.get("state") if self.is_valid() else ""
        return rows.filter(state=wanted) if wanted else rows


def hooks(request: HttpRequest) -> HttpResponse:
    """The addresses of the area, and the form for another one; a new one's signing key is shown this once."""
    user: Any = request.user
    form = HookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = outgoing.enter_hook(by=user, **form.command, unit=user.unit, **form.values)
            return render(request, "outgoing/entered.html", {"hook": made, "key": outgoing.signing_key(made)})
    return page(request, form)


def page(request: HttpRequest, form: HookForm, wrong: StopForm | None = None) -> HttpResponse:
    """The page; `wrong` is a stop that could not be carried out, shown as it was sent."""
    rows = Hook.objects.visible_to(request.user).select_related("unit")
    stops = [
        (row, wrong if wrong and wrong.row == row else StopForm(row=row, auto_id=f"stop_{row.pk}_%s")) for row in rows
    ]
    context = {
        "hooks": stops,
        "form": form,
        "wrong": wrong,
        "mail": mail_on(),
        "readers": User.objects.visible_to(request.user).filter(is_active=True).exclude(email="").count(),
        "failed": Dispatch.objects.visible_to(request.user).filter(state="failed").count(),
    }
    return render(request, "outgoing/hooks.html", context, status=422 if form.errors or wrong else 200)


def stop_hook(request: HttpRequest, number: int) -> HttpResponse:
    """停用."""
    row = get_object_or_404(Hook.objects.visible_to(request.user), pk=number)
    form = StopForm(request.POST, row=row, auto_id=f"stop_{row.pk}_%s")
    if form.is_valid():
        with errors_in(form):
            outgoing.stop_hook(by=request.user, **form.command, hook=row, seen=form.version or 0, **form.values)
            messages.success(request, f"“{row}”已停用，不再向它发送。")
            return redirect("hooks")
    return page(request, HookForm(), form)


def dispatches(request: HttpRequest) -> HttpResponse:
    """What was sent to whom, newest first; not what stands in it, which is not the keeper's to read."""
    filters = StateForm(request.GET)
    rows = Dispatch.objects.visible_to(request.user).select_related("to", "hook").defer("body")
    found = keyset(filters.narrowed(rows), request.GET)
    return render(request, "outgoing/dispatches.html", {"page": found, "filters": filters, "asked": bool(request.GET)})


def resend(request: HttpRequest, number: int) -> HttpResponse:
    """重新发送."""
    row = get_object_or_404(Dispatch.objects.visible_to(request.user), pk=number)
    outgoing.resend(by=request.user, key=request.POST.get("key", ""), dispatch=row)
    messages.success(request, "已重新排队，几分钟内发送。")
    return redirect("dispatches")
