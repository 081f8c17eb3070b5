"""A page with one form that ends in one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.campaigns.models import Campaign
from fajian.core.forms import CommandForm, errors_in
from fajian.orgs.scope import domain_scope

# Heading, what is counted, what the filter of the list asks for
Counted = Sequence[tuple[str, str, Mapping[str, str]]]


def step(
    request: HttpRequest,
    form: Any,
    act: Callable[[Any], str],
    back: str,
    *,
    title: str,
    lead: str,
    told: str = "",
    facts: Any = (),
) -> HttpResponse:
    """The form; sent, `act` carries it out and says what was done, and the way leads `back`.

    What was refused stands on the form beside what was typed. `lead` says what it is about, `told` what will happen,
    `facts` are lines of (label, text) to look at before.
    """
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            messages.success(request, act(form))
            return redirect(back)
    context = {"form": form, "title": title, "lead": lead, "told": told, "facts": facts, "back": back}
    context["received"] = getattr(form, "received", [])
    return render(request, "campaigns/step.html", context, status=422 if form.errors else 200)


def counts(row: Mapping[str, Any], counted: Counted) -> list[dict[str, Any]]:
    """Each number of a unit's row, with the list on the same page that shows what it counts."""
    return [
        {"word": word, "count": row[name], "href": f"?{urlencode({'unit': row['unit'], **asked})}#problems"}
        for word, name, asked in counted
    ]


def bound(request: HttpRequest, form: type[CommandForm], **given: Any) -> Any:
    """The form with what was sent, or empty."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return form(*sent, **given)


def pressed(request: HttpRequest, row: Any) -> dict[str, str]:
    """What a button alone sends for the action: its number, so that pressed twice it acts once."""
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    return form.command


def leads(request: HttpRequest, row: Campaign) -> bool:
    """Is the user a supervisor of the office that leads the campaign?"""
    user: Any = request.user
    return user.role == "supervisor" and domain_scope(user).covers(row.unit_path)
