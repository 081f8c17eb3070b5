"""Pages over many units: how many devices each should have, which edition of a paper each uses."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.registers import equipment
from fajian.registers.editions import papers
from fajian.registers.views.registrations import of_kind


def devices(request: HttpRequest) -> HttpResponse:
    """配备测算."""
    found = equipment.lines(request.user, timezone.localdate())
    return render(request, "registers/equipment.html", {"lines": found, "basis": equipment.basis()})


def devices_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    today = timezone.localdate()
    return workbook("音像记录设备配备测算表", [equipment.sheet(equipment.lines(request.user, today))], today)


def editions(request: HttpRequest, kind: str) -> HttpResponse:
    """Which units use which edition of each paper."""
    spec = of_kind(kind)
    if not spec.editions:
        raise Http404
    return render(request, "registers/editions.html", {"kind": spec, "papers": papers(request.user, spec)})
