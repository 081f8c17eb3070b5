"""批量研判: findings that wait for this person, a word on each, every word its own command."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.core.numbers import whole
from fajian.core.paging import keyset
from fajian.engine.faults import InputError
from fajian.ledgers.forms.fields import change
from fajian.orgs.roles import UNIT
from fajian.screening import actions
from fajian.screening.forms.judging import AnswerForm, JudgeForm
from fajian.screening.forms.lists import FindingFilter
from fajian.screening.forms.offers import offers
from fajian.screening.models import Finding

AT_ONCE = 20
ORDER = ("record_id", "basis", "id")  # what is one problem stands together
DONE = {
    "assign": "交办 {} 条", "return_": "退回 {} 条", "explain": "说明 {} 条", "admit": "认可 {} 条",
    "dismiss": "排除 {} 条",
    "exempt": "豁免 {} 条", "confirm": "确认 {} 条",
}  # fmt: skip


def judge(request: HttpRequest) -> HttpResponse:
    """Units answer what is open, the office judges what is pending; the list's filters narrow both."""
    filters = FindingFilter(request.GET, user=request.user)
    own = Finding.objects.visible_to(request.user).waiting_for(role(request))
    if role(request) in UNIT:
        own = own.filter(state="open")
        filters.fields.pop("state")
    if request.method == "POST":
        sent = map(whole, request.POST.getlist("rows")[:AT_ONCE])
        asked = [number for number in sent if number is not None]
        waiting = {row.pk: row for row in known(Finding.objects.visible_to(request.user).filter(pk__in=asked))}
        left = carry_out(request, [waiting[number] for number in asked if number in waiting])
        if not left:
            return redirect(request.get_full_path())
        context = {"rows": told(left), "page": None, "filters": filters, "wrong": True}
        return render(request, "screening/judge.html", context, status=422)
    page = keyset(known(filters.narrowed(own)), request.GET, order=ORDER, size=AT_ONCE)
    offered = offers(page.rows)
    forms = [(row, form_of(request)(row=row, offer=offered[row.pk], prefix=str(row.pk))) for row in page.rows]
    return render(
        request, "screening/judge.html", {"rows": told(forms), "page": page, "filters": filters, "wrong": False}
    )


def role(request: HttpRequest) -> str:
    """The user's role."""
    return str(getattr(request.user, "role", ""))


def form_of(request: HttpRequest) -> Any:
    """The form of one row: the unit's or the office's."""
    return AnswerForm if role(request) in UNIT else JudgeForm


def known(rows: Any) -> Any:
    """With everything the page shows of a row."""
    return rows.select_related("unit", "assignee")


def told(forms: list[tuple[Finding, Any]]) -> list[dict[str, Any]]:
    """Each row with its form, and whether it is one problem with the row before it."""
    before = [None, *(row for row, _ in forms)]
    return [
        {"row": row, "form": form, "same": last is not None and last.same_problem(row)}
        for last, (row, form) in zip(before, forms, strict=False)
    ]


def carry_out(request: HttpRequest, rows: list[Finding]) -> list[tuple[Finding, Any]]:
    """One command for each verdict; the rows whose verdict was refused, with the sentence on their form.

    Two that are one problem and go into one ledger become one row of it.
    """
    left: list[tuple[Finding, Any]] = []
    counts = dict.fromkeys(DONE, 0)
    confirmed: list[tuple[Finding, str]] = []
    offered = offers(rows)
    for row in rows:
        form = form_of(request)(request.POST, row=row, offer=offered[row.pk], prefix=str(row.pk))
        if not form.is_valid():
            left.append((row, form))
            continue
        verdict = form.cleaned_data["verdict"]
        if not verdict:
            continue
        given = form.given
        if verdict == "confirm":
            into = form.cleaned_data["ledger"]
            twin = next((one for one, ledger in confirmed if ledger == into and one.same_problem(row)), None)
            given = {"joined": twin, "note": given["note"]} if twin else given
        try:
            act = getattr(actions, verdict)
            done = act(by=request.user, **form.command, finding=row, seen=form.version or 0, **given)
        except InputError as refused:  # Stale is one: the row is shown as it is now, with what was typed
            form.add_error(None, str(refused))
            fresh = known(Finding.objects.filter(pk=row.pk)).get()
            change(form, f"{row.pk}-seen", str(fresh.version))
            left.append((fresh, form))
            continue
        counts[verdict] += 1
        if verdict == "confirm":
            confirmed.append((done, form.cleaned_data["ledger"]))
    if said := [DONE[verdict].format(count) for verdict, count in counts.items() if count]:
        messages.success(request, f"{'，'.join(said)}。")
    elif not left:
        messages.info(request, "没有选择结论，未作处理。")
    return left
