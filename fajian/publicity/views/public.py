"""公示 as anybody reads it: search, one publication, its files. Nothing here reads more than approved editions."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from fajian.core import files, qr
from fajian.core.paging import keyset
from fajian.engine.publicity.masking import scrub
from fajian.orgs.channels import outside
from fajian.publicity.forms.public import SearchForm
from fajian.publicity.models import Edition, Publication, PublicationFile
from fajian.publicity.preview import known_names
from fajian.publicity.workflow import SHOWN

MOST = 20


def editions() -> Any:
    """The editions of each row, oldest first."""
    return Prefetch("editions", Edition.objects.order_by("number"))


def listing(request: HttpRequest) -> HttpResponse:
    """What is public, newest first, as the search leaves it."""
    form = SearchForm(request.GET)
    rows = form.narrowed(Publication.objects.shown()).select_related("unit").prefetch_related(editions())
    page = keyset(rows, request.GET, order=("-published_on", "-id"))
    lines = [(row, list(row.editions.all())[-1].lines[0][1]) for row in page.rows]
    context = {"page": page, "lines": lines, "filters": form, "asked": bool(form.changed_data)}
    return render(request, "publicity/public.html", context)


def record(request: HttpRequest, number: int) -> HttpResponse:
    """One publication; taken back or down, only that and why."""
    rows = Publication.objects.asked().select_related("unit", "about__unit").prefetch_related(editions(), "files__file")
    row = get_object_or_404(rows, pk=number)
    listed = list(row.editions.all())
    about = row.about
    context = {
        "row": row,
        "about": about,
        "about_title": _title(about) if about is not None and about.state in SHOWN else "",
        "interpretations": [(one, _title(one)) for one in _interpretations(row)] if row.state in SHOWN else [],
        "title": listed[-1].lines[0][1] if row.state in SHOWN else row.spec.title,
        "edition": listed[-1],
        "corrections": listed[1:],
        "shown": row.state in SHOWN,
        "reason": scrub(row.reason, known_names(row)),
    }
    return render(request, "publicity/record.html", context)


def _title(row: Publication) -> str:
    """As it went out."""
    return str(row.editions.order_by("-number")[0].lines[0][1])


def _interpretations(row: Publication) -> Any:
    """What interprets it and is public."""
    return Publication.objects.shown().filter(about=row).order_by("pk")[:MOST]


def code(request: HttpRequest, number: int) -> HttpResponse:
    """The QR code that leads from paper to the page of a publication, whatever became of it."""
    row = get_object_or_404(Publication.objects.asked(), pk=number)
    return qr.answer(address(request, row))


def address(request: HttpRequest, row: Publication) -> str:
    """What the code says: the page, with its host."""
    return outside(request, reverse("publicity:record", args=[row.pk]))


def file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a publication that is public now."""
    rows = PublicationFile.objects.filter(publication__in=Publication.objects.shown().values("pk")).select_related(
        "file"
    )
    return files.download(get_object_or_404(rows, pk=number).file)
