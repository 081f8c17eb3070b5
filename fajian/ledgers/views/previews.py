"""A proof looked at before it is downloaded: the picture, the first page, the first lines."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from fajian.core import files
from fajian.core.models import StoredFile
from fajian.engine.office import previews
from fajian.ledgers.models import Proof
from fajian.ledgers.views.steps import visible_proof

SMALL, LARGE = 320, 1_200
KEPT = 7 * 24 * 3600  # seconds that a picture once made is kept


def look(request: HttpRequest, number: int) -> HttpResponse:
    """预览: one proof as far as a page can show it, and what is known of the file."""
    proof = visible_proof(request, number)
    problem = proof.rectification
    others = problem.proofs.filter(taken_back=False).select_related("file")
    context = {
        "proof": proof,
        "entry": problem.entry,
        "lines": previews.lines(files.path_of(proof.file.digest), proof.file.kind),
        "most": previews.LINES,
        "others": [one for one in others if one.pk != proof.pk],
    }
    return render(request, "ledgers/look.html", context)


def thumbnail(request: HttpRequest, number: int) -> HttpResponse:
    """A small picture of a proof, for lists."""
    return shown(visible_proof(request, number), SMALL)


def first_page(request: HttpRequest, number: int) -> HttpResponse:
    """The first page of a proof that is a PDF, to be read."""
    return shown(visible_proof(request, number), LARGE)


def shown(proof: Proof, side: int) -> HttpResponse:
    """The picture; where there is none to be made, the one that says so."""
    if not proof.is_shown:
        raise Http404
    made = small(proof.file, side)
    if not made:
        return redirect(static("ledgers/no-preview.svg"))
    response = HttpResponse(made, content_type="image/jpeg")
    files.private(response)
    return response


def small(file: StoredFile, side: int) -> bytes:
    """The file's picture, made once for its bytes; empty where it has none."""
    key = f"preview-{file.digest}-{side}"
    found: Any = cache.get(key)
    if found is None:
        found = previews.picture(files.path_of(file.digest), file.kind, side) or b""
        cache.set(key, found, KEPT)
    made: bytes = found
    return made
