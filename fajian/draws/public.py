"""随机抽取 as anybody sees it: the digest from the commitment on; list, result and the means to check them later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from fajian.core.numbers import whole
from fajian.core.paging import keyset
from fajian.draws.models import Draw
from fajian.draws.views import LISTED, bundled, file
from fajian.engine.draws import protocol

SCRIPT = Path(__file__).parent / "static" / "draws" / "verify.js"


def listing(request: HttpRequest) -> HttpResponse:
    """Every draw whose digest is published, newest first."""
    rows = Draw.objects.committed().select_related("unit")
    rows = rows.only("title", "attempt", "state", "committed_at", "published_at", "unit__name")
    return render(request, "draws/public.html", {"page": keyset(rows, request.GET, order=("-committed_at", "-id"))})


def record(request: HttpRequest, number: int) -> HttpResponse:
    """One draw: what was fixed beforehand and, once published, what came of it."""
    row: Draw = get_object_or_404(Draw.objects.committed().select_related("unit", "before"), pk=number)
    fixed = protocol.read(row.commitment)
    context: dict[str, Any] = {
        "draw": row,
        "fixed": fixed,
        "after": Draw.objects.filter(before=row).first(),
        "open": row.published_at is not None,
        "drawn": row.published_at is not None and bool(row.seed),
        "strata": [
            {"name": one.name, "take": min(one.take, len(one.ids)), "size": len(one.ids),
             "drawn": row.drawn.get(one.name, [])[:LISTED]}
            for one in fixed.strata
        ],
    }  # fmt: skip
    if context["open"]:
        shown = [secret.word for secret in row.secrets.order_by("pk")]
        context["secrets"] = list(zip(fixed.holders, shown, strict=True))
    return render(request, "draws/record.html", context)


def published(number: int, **more: Any) -> Draw:
    """A draw whose list and result are public, or 404."""
    row: Draw = get_object_or_404(Draw.objects.committed().filter(published_at__isnull=False, **more), pk=number)
    return row


def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """The text whose SHA-256 was published, byte for byte."""
    row = published(number)
    return file(row.commitment.encode(), f"抽取承诺 {row.pk}.json")


def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """The result with everything to count it again."""
    row = published(number, drawn_at__isnull=False)
    return file(bundled(row), f"抽取结果 {row.pk}.json")


def verify(request: HttpRequest) -> HttpResponse:
    """The page that counts again in the browser; ?draw= fills in the digest of one that is public."""
    number = whole(request.GET.get("draw", ""))
    rows = Draw.objects.committed().filter(published_at__isnull=False, drawn_at__isnull=False)
    row = rows.filter(pk=number).first() if number is not None else None
    return render(request, "draws/verify.html", {"draw": row})


def alone(request: HttpRequest) -> HttpResponse:
    """The same page as one file, to be kept and opened without a network."""
    return file(standalone().encode(), "随机抽取核对.html")


def standalone() -> str:
    """Its text: nothing is loaded from anywhere."""
    return render_to_string("draws/alone.html", {"script": SCRIPT.read_text(encoding="utf-8")})


def script(request: HttpRequest) -> HttpResponse:
    """verify.py, as it is."""
    return file(protocol.VERIFIER.read_bytes(), "verify.py")


def form(request: HttpRequest) -> HttpResponse:
    """The description of the format, from which anybody can write a verifier of their own."""
    return file(protocol.DESCRIPTION.read_bytes(), "fajian-draw-1.md")
