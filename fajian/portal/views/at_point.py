"""A contact point's page for whoever scans its code: 监督卡, 信息单, the blank card. Without login."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fajian.core.downloads import document
from fajian.core.errors import Refused
from fajian.orgs.channels import outside
from fajian.portal import actions, codes, floods, papers
from fajian.portal.actions import PUBLIC
from fajian.portal.forms.points import CardForm, FromPoint, NoteForm
from fajian.portal.models import Complaint, ContactPoint
from fajian.portal.views.public import address, signed


def open_point(link: str) -> ContactPoint:
    """The point whose code it is, or 404."""
    found: ContactPoint = get_object_or_404(ContactPoint.objects.filter(ended_on=None), link=link)
    return found


def front(request: HttpRequest, link: str) -> HttpResponse:
    """What can be done there."""
    return render(request, "portal/at_point.html", {"point": open_point(link)})


def blank(request: HttpRequest, link: str) -> HttpResponse:
    """The card to print."""
    point = open_point(link)
    page = outside(request, reverse("portal:fill_card", args=[link]))
    return document("监督卡（空白）", papers.blank(point.name, page), timezone.localdate())


@sensitive_post_parameters()
def fill_card(request: HttpRequest, link: str) -> HttpResponse:
    """监督卡."""
    return page(request, open_point(link), CardForm, "涉企行政执法突出问题常态化监督卡", "提交监督卡", sent_card)


@sensitive_post_parameters()
def note(request: HttpRequest, link: str) -> HttpResponse:
    """信息单."""
    return page(request, open_point(link), NoteForm, "社情民意、涉企问题信息单", "提交信息单", sent_note)


def page(
    request: HttpRequest, point: ContactPoint, kind: type[FromPoint], title: str, button: str, send: Any
) -> HttpResponse:
    """The form; sent, what came of it."""
    token = request.POST.get("token") or uuid.uuid4().hex
    form = kind(request.POST if request.method == "POST" else None, point=point, token=token)
    if request.method == "POST" and form.is_valid():
        # The form sent again is the same one; gone back to and written anew, it is another.
        given = sorted((name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
        code, held = codes.code_of(json.dumps([point.pk, given])), floods.is_flood(address(request))
        try:
            row, complaint = send(point, form, code, held)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return told(request, point, row, complaint, code)
    context = {"form": form, "point": point, "title": title, "button": button}
    return render(request, "portal/at_point_form.html", context, status=422 if form.errors else 200)


def sent_card(point: ContactPoint, form: Any, code: str, held: bool) -> tuple[Any, Complaint | None]:
    """The card, and what it complained of."""
    made = actions.fill_card(by=PUBLIC, point=point, card=form.card, code=code, held=held)
    return made, made.complaint


def sent_note(point: ContactPoint, form: Any, code: str, held: bool) -> tuple[Any, Complaint | None]:
    """The same with what the point gathered."""
    made = actions.note_at_point(by=PUBLIC, point=point, note=form.note, code=code, held=held)
    return made, made.complaint


def told(request: HttpRequest, point: ContactPoint, row: Any, complaint: Complaint | None, code: str) -> HttpResponse:
    """Thanks; with a receipt where there is something to be answered."""
    if complaint is None:
        return render(request, "portal/thanks.html", {"point": point, "row": row})
    context = {"row": complaint, "code": code, "shown": codes.shown(code), "receipt": signed(complaint), "point": point}
    return render(request, "portal/receipt.html", context)
