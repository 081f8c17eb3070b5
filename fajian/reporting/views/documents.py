"""报告草稿 and the layouts they are made with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from fajian.campaigns.views.campaigns import visible
from fajian.reporting import drafts
from fajian.reporting.views.figures import filters

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draft(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """A draft with the numbers of now; what becomes of it is the person's."""
    row = visible(request, number)
    if kind not in drafts.kinds():
        raise Http404
    asked, wanted = filters(request, row), drafts.kinds()[kind]
    only = asked.chosen or (next(iter(asked.units.values())) if len(asked.units) == 1 else None)
    span = drafts.span_of(wanted, row, asked.today, asked.first_on)
    return download(*drafts.draft(row, request.user, wanted, span, only), DOCX)


def download(name: str, content: bytes, kind: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
