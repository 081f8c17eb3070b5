"""挂牌督办: the board, and putting a problem on it and taking it off."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fajian.core.downloads import document
from fajian.core.paging import keyset
from fajian.ledgers import actions, listing_papers
from fajian.ledgers.forms.rectifying import ListForm, ListingNoteForm
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Listing
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.steps import visible_problem

SHOWN = 50


def board(request: HttpRequest) -> HttpResponse:
    """挂牌督办榜: what is listed now, with the months for which progress is missing; or what has come off.

    `silent`: only those for which a month is missing.
    """
    ended, today, found = (
        request.GET.get("ended") == "1",
        timezone.localdate(),
        Listing.objects.visible_to(request.user),
    )
    if request.GET.get("silent") == "1":
        found = found.filter(pk__in=[listing.pk for listing in found.silent(today)])
    else:
        found = found.filter(ended_on__isnull=not ended, rectification__struck_out=False)
    found = found.select_related("rectification__entry__ledger", "unit", "body").prefetch_related("notes")
    page = keyset(found, request.GET, order=("-id",), size=SHOWN)
    rows = [(listing, listing.unnoted(today)) for listing in page.rows]
    return render(request, "ledgers/listings.html", {"page": page, "rows": rows, "ended": ended})


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """挂牌督办单."""
    rows = Listing.objects.visible_to(request.user).select_related("rectification__entry__ledger", "unit", "body")
    listing = get_object_or_404(rows, pk=number)
    return document(f"挂牌督办单 {listing.unit.name}", listing_papers.letter(listing), timezone.localdate())


def put(request: HttpRequest, number: int) -> HttpResponse:
    """挂牌督办."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> ListForm:
        return ListForm(data, row=problem)

    def act(form: Any) -> str:
        actions.list_problem(by=request.user, **form.command, rectification=problem, seen=form.version, **form.values)
        return "已挂牌督办，并通知责任单位。"

    told = "挂牌后，责任单位按月填报进展；只有挂牌的单位能核准销号或者摘牌。"
    return written(request, row, problem, make, act, title="挂牌督办", button="挂牌", told=told, danger=True)


def take_off(request: HttpRequest, number: int) -> HttpResponse:
    """摘牌."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data, row=problem)

    def act(form: Any) -> str:
        reason = form.cleaned_data["reason"]
        actions.unlist_problem(by=request.user, **form.command, rectification=problem, seen=form.version, reason=reason)
        return "已摘牌。"

    told = "核准销号时自动摘牌；这里是问题还没有销号就摘牌，由没有经手挂牌的人核验，写明理由。"
    return written(request, row, problem, make, act, title="摘牌", button="摘牌", told=told)


def note(request: HttpRequest, number: int) -> HttpResponse:
    """填报挂牌进展."""
    found = Listing.objects.visible_to(request.user).prefetch_related("notes")
    listing = get_object_or_404(found, pk=number)
    row, problem = visible_problem(request, listing.rectification_id)

    def make(data: Any) -> ListingNoteForm:
        return ListingNoteForm(data, row=listing)

    def act(form: Any) -> str:
        text = form.cleaned_data["text"]
        actions.note_listing(by=request.user, **form.command, listing=listing, month=form.day, text=text)
        return "进展已填报。"

    told = f"{listing.body}挂牌督办，每月填报一次进展。填错的再填一次，以后一次为准，前面的保留。"
    return written(request, row, problem, make, act, title="填报挂牌进展", button="填报", told=told)
