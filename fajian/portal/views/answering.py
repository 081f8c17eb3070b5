"""测评, for whoever holds a code: without login, without a script, one unit after another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from fajian.core.errors import Refused
from fajian.portal import actions, ballots, floods
from fajian.portal.actions import PUBLIC
from fajian.portal.forms.surveys import AnswerForm, CodeForm
from fajian.portal.models import Ballot
from fajian.portal.views.public import address
from fajian.portal.views.receipts import GUESSED


@sensitive_post_parameters()
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code is typed."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("portal:answer", form.cleaned_data["code"])
    return render(request, "portal/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables("code")
@sensitive_post_parameters()
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The questions about the next unit, until none is left."""
    if floods.has_guessed(address(request)):
        return render(request, "portal/ballot_over.html", {"why": GUESSED}, status=429)
    found = Ballot.objects.filter(digest=ballots.digest(code)).select_related("survey__unit", "target").first()
    if why := ballots.unusable(found, timezone.localdate()):
        if found is None:
            floods.counted("guesses", address(request))
        return render(request, "portal/ballot_over.html", {"why": why}, status=404 if found is None else 410)
    assert found is not None
    units = ballots.left(found)
    unit = next((one for one in units if str(one.pk) == request.POST.get("unit")), units[0])
    sent = request.method == "POST" and request.POST.get("unit") == str(unit.pk)
    form: Any = AnswerForm(request.POST if sent else None, survey=found.survey)
    if sent and form.is_valid():
        try:
            done = actions.answer_survey(by=PUBLIC, code=code, target=unit, choices=form.choices)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "portal/answered.html") if done else redirect("portal:answer", code)
    context = {"form": form, "survey": found.survey, "unit": unit, "left": len(units), "code": code}
    return render(request, "portal/answer.html", context, status=422 if form.errors else 200)
