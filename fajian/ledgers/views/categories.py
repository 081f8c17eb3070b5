"""问题类别: how many problems of each, and sorting one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fajian.engine.forms.categories import UNSORTED, categories, why_open
from fajian.ledgers import actions
from fajian.ledgers.forms.categories import ClassifyForm
from fajian.ledgers.forms.lists import LedgerFilter
from fajian.ledgers.selection import NO_CATEGORY, Selection, count_by_category
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem
from fajian.ledgers.workflow import PROBLEM


def statistics(request: HttpRequest) -> HttpResponse:
    """Problems by category and state; every number leads to its rows."""
    filters = LedgerFilter(request.GET, user=request.user)
    selection = Selection.of(request.user, timezone.localdate(), filters.query)
    counted = count_by_category(selection.within())
    kept = {name: value for name in ("unit", "form", "source") if (value := request.GET.get(name))}
    known = [(code, one.title, one.basis) for code, one in categories().items()]
    rows = [line(code, title, basis, counted, kept) for code, title, basis in [*known, ("", UNSORTED, "由人选择")]]
    total = sum(counted.values())
    context = {
        "filters": filters,
        "rows": rows,
        "states": PROBLEM.states,
        "total": total,
        "sums": [
            (word, sum(n for (_, state), n in counted.items() if state == one)) for one, word in PROBLEM.states.items()
        ],
        "unsorted": sum(n for (category, _), n in counted.items() if not category),
    }
    return render(request, "ledgers/categories.html", context)


def line(
    code: str, title: str, basis: str, counted: dict[tuple[str, str], int], kept: dict[str, str]
) -> dict[str, Any]:
    """One category: how many in each state, all of them, and where they are listed."""
    numbers = [(state, word, counted.get((code, state), 0)) for state, word in PROBLEM.states.items()]
    href = f"{reverse('ledgers:problems')}?{urlencode({**kept, 'category': code or NO_CATEGORY})}"
    return {"title": title, "basis": basis, "numbers": numbers, "all": sum(n for *_, n in numbers), "href": href}


def classify(request: HttpRequest, number: int) -> HttpResponse:
    """归类问题."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> ClassifyForm:
        return ClassifyForm(data, row=problem)

    def act(form: Any) -> str:
        actions.classify(
            by=request.user, **form.command, rectification=problem, seen=form.version,
            category=form.cleaned_data["category"],
        )  # fmt: skip
        return "已归类。"

    words = [str(row.data.get(column.name) or "") for column in row.ledger.spec.columns if column.kind == "choice"]
    told = next((f"台账里写的是“{word}”：{why_open(word)}。" for word in words if why_open(word)), "")
    told = told or "类别只用于统计，不改变条目内容和办理状态。"
    return written(request, row, problem, make, act, title="归类问题", button="归类", told=told)
