"""首问登记: the list, one, its steps, the 超时清单 as a workbook."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.errors import Refused
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs import history
from fajian.orgs.scope import domain_scope
from fajian.portal import actions
from fajian.portal.forms import contacts as forms
from fajian.portal.forms.handling import ReasonForm
from fajian.portal.models import FirstContact
from fajian.portal.workflow import CONTACT

MOST = 5_000  # rows of the workbook


WAYS: dict[str, Way] = {
    "hand_on": Way(forms.HandOnForm, actions.hand_on, "对方接收以前，仍由首问责任人负责；承诺时限不变。", "已转出。"),
    "take_over": Way(CommandForm, actions.take_over, "接收后由本单位负责，承诺时限不变。", "已接收。"),
    "hand_back": Way(ReasonForm, actions.hand_back, "不属于本单位的退回，由首问责任人继续负责。", "已退回。"),
    "finish": Way(forms.FinishForm, actions.finish, "", "已办结。"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    filters, rows = narrowed(request)
    context = {
        "page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data),
        "late": FirstContact.objects.visible_to(request.user).late(timezone.localdate()).count(),
    }  # fmt: skip
    return render(request, "portal/contacts.html", context)


def narrowed(request: HttpRequest) -> tuple[forms.ContactFilter, Any]:
    """The filters and the rows they leave."""
    filters = forms.ContactFilter(request.GET, user=request.user)
    rows = filters.narrowed(FirstContact.objects.visible_to(request.user))
    return filters, rows.select_related("unit", "handler")


def table(request: HttpRequest) -> HttpResponse:
    """As the filters leave them; of the late ones it is the 超时清单."""
    filters, rows = narrowed(request)
    found = list(rows.order_by("due_on", "pk")[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"超过 {MOST} 件，请用首问日期分几次导出。")
    today = timezone.localdate()
    title = "限时办结超时清单" if filters.cleaned_data.get("state") == "late" else "首问登记表"
    columns = (
        Column("编号", 16), Column("首问单位", 22), Column("事项", 28), Column("首问日期", 12, "date"),
        Column("首问责任人", 12), Column("承办单位", 22), Column("承诺工作日", 8, "int"),
        Column("承诺办结日期", 12, "date"), Column("办结日期", 12, "date"), Column("超过（日）", 9, "int"),
        Column("状态", 14), Column("办理结果", 28), Column("超时原因", 28),
    )  # fmt: skip
    lines: list[list[Any]] = [
        [
            str(row), row.unit.name, row.matter, row.asked_on, row.first_by, row.handler.name if row.handler else "",
            row.promised_wd, row.due_on, row.done_on, max(((row.done_on or today) - row.due_on).days, 0),
            row.state_word, row.result, row.late_reason,
        ]
        for row in found
    ]  # fmt: skip
    return workbook(title, [Sheet(name=title, title=title, columns=columns, rows=lines)], today)


def new(request: HttpRequest) -> HttpResponse:
    """登记."""
    made = list[FirstContact]()

    def act(form: Any) -> str:
        made.append(actions.first_contact(by=request.user, **form.command, **form.values))
        return f"已登记，{made[0].due_on:%Y-%m-%d} 以前办结。"

    told = "谁第一个被问到谁负责到底：能办的办，不归本单位的转承办单位，对方接收以前仍由首问责任人负责。"
    form, back = bound(request, forms.ContactForm, user=request.user), reverse("portal:contacts")
    return step(request, form, act, back, title="首问登记", lead="", told=told,
                onward=lambda: made[0].get_absolute_url())  # fmt: skip


def visible(request: HttpRequest, number: int) -> FirstContact:
    """The row, or 404."""
    rows = FirstContact.objects.visible_to(request.user).select_related("unit", "handler")
    found: FirstContact = get_object_or_404(rows, pk=number)
    return found


def contact(request: HttpRequest, number: int) -> HttpResponse:
    """One matter: who answers for it, by when."""
    row = visible(request, number)
    context = {"row": row, "steps": steps(row, request.user), "history": history.of(row)}
    return render(request, "portal/contact.html", context)


def steps(row: FirstContact, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    scope = domain_scope(user)
    theirs = bool(row.handler_path) and scope.covers(row.handler_path)
    has_it = {"hand_on": scope.covers(row.unit_path), "take_over": theirs, "hand_back": theirs}
    has_it["finish"] = theirs if row.state == "taken" else scope.covers(row.unit_path)
    return [(one.name, one.button) for one in CONTACT.allowed(row.state, user.role) if has_it[one.name]]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    return taking(request, WAYS[name], "contact", row, title=button, lead=f"{row}，{row.matter}")
