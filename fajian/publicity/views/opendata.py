"""Open data: what is public of a kind as CSV or JSON, and the SHA-256 of each file. Made of approved editions only."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.core.downloads import download
from fajian.core.remembered import remembered
from fajian.engine.office import workbooks
from fajian.publicity.kinds import Kind, kinds
from fajian.publicity.models import Publication
from fajian.publicity.views.public import editions

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def index(request: HttpRequest) -> HttpResponse:
    """Every file there is, with its checksum."""
    lines = [(kind, [(form, checksum(data(kind, form))) for form in FORMS]) for kind in kinds().values()]
    return render(request, "publicity/data.html", {"lines": lines})


def file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """One file."""
    if kind not in kinds() or form not in FORMS:
        raise Http404
    return download(f"{kind}.{form}", data(kinds()[kind], form), FORMS[form])


def sums(request: HttpRequest) -> HttpResponse:
    """The checksums as `sha256sum -c` reads them."""
    lines = [f"{checksum(data(kind, form))}  {kind.code}.{form}" for kind in kinds().values() for form in FORMS]
    return download("SHA256SUMS", ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")


def checksum(content: bytes) -> str:
    """As `sha256sum` says it."""
    return hashlib.sha256(content).hexdigest()


def data(kind: Kind, form: str) -> bytes:
    """The bytes of a file; the same until the next command, so that the checksums hold."""
    return remembered(["open data", kind.code, form], lambda: _made(kind, form))


def _made(kind: Kind, form: str) -> bytes:
    labels = ["标题", *(column.label for column in kind.columns)]
    rows = Publication.objects.shown().filter(kind=kind.code).select_related("unit").prefetch_related(editions())
    found = [
        {"编号": str(row.pk), "机关": row.unit.name, "公开日期": str(row.published_on),
         **{label: text for label, text in list(row.editions.all())[-1].lines if label in labels}}
        for row in rows.order_by("pk")
    ]  # fmt: skip
    if form == "json":
        return json.dumps(found, ensure_ascii=False, indent=1).encode()
    headings = ["编号", "机关", "公开日期", *labels]
    with tempfile.TemporaryDirectory(prefix="fajian-data-") as folder:
        place = Path(folder) / "data.csv"
        workbooks.write_csv(place, headings, [[line.get(heading, "") for heading in headings] for line in found])
        return place.read_bytes()
