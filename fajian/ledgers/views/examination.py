"""台账体检: what the checks found, unit by unit, and judging it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from fajian.core.forms import errors_in
from fajian.core.models import Job
from fajian.core.paging import keyset
from fajian.ledgers import actions, examining
from fajian.ledgers.examination import CHECKS
from fajian.ledgers.forms.suspicions import JudgeForm, SuspicionFilter
from fajian.ledgers.models import Entry, Suspicion

SHOWN, UNITS_SHOWN = 30, 50


def examination(request: HttpRequest) -> HttpResponse:
    """The suspicions in reach: how many of each check and unit, and which."""
    filters = SuspicionFilter(request.GET, user=request.user)
    query = filters.query
    rows = Suspicion.objects.visible_to(request.user).filter(state=query.get("state") or "open")
    if unit := query.get("unit"):
        rows = rows.of_subtree(unit.path)
    by_check = dict(rows.order_by().values_list("check_code").annotate(n=Count("pk")))
    if code := query.get("check_code"):
        rows = rows.filter(check_code=code)
    units = rows.order_by().values_list("unit_id", "unit__name").annotate(n=Count("pk")).order_by("-n", "unit__path")
    page = keyset(whole(rows), request.GET, order=("-id",), size=SHOWN)
    kept = {name: value for name in ("unit", "state") if (value := request.GET.get(name))}
    context = {
        "filters": filters,
        "page": page,
        "rows": shown(page.rows, request.user),
        "tiles": [
            {"word": check.title, "count": by_check[code], "href": f"?{urlencode({**kept, 'check_code': code})}"}
            for code, check in CHECKS.items()
            if code in by_check
        ],
        "units": [
            (name, count, f"?{urlencode({**kept, 'check_code': code or '', 'unit': number})}")
            for number, name, count in units[:UNITS_SHOWN]
        ],
        "checks": CHECKS.values(),
        "last": Job.objects.filter(name__in=("core.daily", examining.examine.name), state="done").last(),
    }
    return render(request, "ledgers/examination.html", context)


def whole(rows: Any) -> Any:
    """With everything a line says."""
    return rows.select_related("ledger", "unit", "rectification__entry__ledger", "judged_by")


def shown(rows: list[Suspicion], user: Any) -> list[dict[str, Any]]:
    """Each with its check and the other rows it names, those the reader may see; one query for all."""
    numbers = {number for row in rows for number in row.told["others"]}
    seen = Entry.objects.visible_to(user).select_related("ledger", "unit").in_bulk(numbers) if numbers else {}
    return [
        {
            "row": row,
            "check": CHECKS.get(row.check_code),
            "values": row.told["values"].items(),
            "others": [seen[number] for number in row.told["others"] if number in seen],
            "hidden": sum(number not in seen for number in row.told["others"]),
        }
        for row in rows
    ]


def examine(request: HttpRequest) -> HttpResponse:
    """立即体检."""
    return redirect("job", examining.ask(request.user).pk)


def judge(request: HttpRequest, number: int) -> HttpResponse:
    """One suspicion, and what came of it."""
    row = get_object_or_404(whole(Suspicion.objects.visible_to(request.user)), pk=number)
    form = JudgeForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given = form.cleaned_data
            actions.judge(
                by=request.user, **form.command, suspicion=row, seen=form.version or 0, verdict=given["verdict"],
                reason=given["reason"],
            )  # fmt: skip
            messages.success(request, "已记下核实结果。")
            return redirect(reverse("ledgers:examination"))
    user: Any = request.user
    (told,) = shown([row], user)
    may = row.state == "open" and user.role == "supervisor"
    context = {**told, "form": form if may else None}
    return render(request, "ledgers/judge.html", context, status=422 if form.errors else 200)
