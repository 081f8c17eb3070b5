"""报告草稿 and the layouts they are made with."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from fajian.campaigns.views.campaigns import visible
from fajian.core.downloads import DOCX, XLSX, download
from fajian.engine.office.workbooks import file_name
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT
from fajian.reporting import blanks, drafts
from fajian.reporting.views.figures import filters


def draft(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """A draft with the numbers of now; what becomes of it is the person's."""
    row = visible(request, number)
    if kind not in drafts.kinds():
        raise Http404
    asked, wanted = filters(request, row), drafts.kinds()[kind]
    only = asked.chosen or (next(iter(asked.units.values())) if len(asked.units) == 1 else None)
    span = drafts.span_of(wanted, row, asked.today, asked.first_on)
    return download(*drafts.draft(row, request.user, wanted, span, only), DOCX)


def blank(request: HttpRequest, number: int, ledger: int) -> HttpResponse:
    """One annex, blank."""
    row, user = visible(request, number), cast(User, request.user)
    found = next((one for one in blanks.books(row, user) if one.pk == ledger), None)
    if found is None:
        raise Http404
    return download(*blanks.blank(found, _signing(user), timezone.localdate()), XLSX)


def all_blanks(request: HttpRequest, number: int) -> HttpResponse:
    """All annexes, blank, in one ZIP."""
    row, user = visible(request, number), cast(User, request.user)
    found = blanks.books(row, user)
    if not found:
        raise Http404
    name = f"{file_name(f'附件样表 {row.title}')}.zip"
    return download(name, blanks.all_blanks(found, _signing(user), timezone.localdate()), "application/zip")


def _signing(user: User) -> str:
    """Who fills in; an office takes them away for others."""
    return user.unit.name if user.unit and user.role in UNIT else ""
