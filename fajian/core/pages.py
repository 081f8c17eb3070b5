"""A page with one form that ends in one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.core.forms import CommandForm, errors_in


@dataclass(frozen=True, slots=True)
class Way:
    """The page of one step of a row: its form, its command, what is said before and after."""

    form: Any
    act: Any
    told: str
    done: str

    @property
    def title(self) -> str:
        """What the command is called."""
        return str(self.act.title)


def taking(
    request: HttpRequest,
    way: Way,
    noun: str,
    row: Any,
    *,
    lead: str,
    title: str = "",
    facts: Any = (),
    given: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of one way of a row, which the command calls by this noun; `given` is for the form, `more` for the act.

    A form that gives something else than its fields has `given`.
    """

    def act(form: Any) -> str:
        values = getattr(form, "given", form.values)
        way.act(by=request.user, **form.command, **{noun: row}, seen=form.version or 0, **values, **(more or {}))
        return way.done

    form, back = bound(request, way.form, row=row, **(given or {})), row.get_absolute_url()
    return step(request, form, act, back, title=title or way.title, lead=lead, told=way.told, facts=facts)


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
    onward: Callable[[], str] | None = None,
) -> HttpResponse:
    """The form; sent, `act` carries it out and says what was done, and the way leads `back`.

    What was refused stands on the form beside what was typed. `lead` says what it is about, `told` what will happen,
    `facts` are lines of (label, text) to look at before. `onward`: where it leads instead, known only afterwards.
    """
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            messages.success(request, act(form))
            return redirect(onward() if onward else back)
    context = {"form": form, "title": title, "lead": lead, "told": told, "facts": facts, "back": back}
    context["received"] = getattr(form, "received", [])
    return render(request, "step.html", context, status=422 if form.errors else 200)


def bound(request: HttpRequest, form: type[CommandForm], **given: Any) -> Any:
    """The form with what was sent, or empty."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return form(*sent, **given)


def pressed(request: HttpRequest, row: Any) -> dict[str, str]:
    """What a button alone sends for the action: its number, so that pressed twice it acts once."""
    form = CommandForm(request.POST, row=row)
    form.is_valid()
    return form.command
