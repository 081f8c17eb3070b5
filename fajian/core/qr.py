"""QR codes: an address as a picture, black on white, for paper and screen."""

from __future__ import annotations

import io

import segno
from django.http import HttpResponse


def picture(address: str, kind: str = "svg", *, scale: int = 6) -> bytes:
    """The code as "svg" or "png", `scale` units a module, with the quiet zone scanners want."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind=kind, scale=scale, border=4)
    return out.getvalue()


def answer(address: str, *, scale: int = 6) -> HttpResponse:
    """The code as an answer of its own: SVG."""
    return HttpResponse(picture(address, scale=scale), content_type="image/svg+xml")
