"""重点领域主题分析: the table, and the same as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.reporting import themes


def table(request: HttpRequest) -> HttpResponse:
    """By theme and source."""
    heads, found = themes.analysed(request.user)
    lines = [(one, [(head, one.by_source.get(head, 0)) for head in heads]) for one in found]
    context = {"heads": heads, "lines": lines, "total": sum(one.count for one in found), "other": themes.OTHER}
    return render(request, "reporting/themes.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """重点领域主题分析表."""
    return workbook("重点领域主题分析表", [themes.sheet(*themes.analysed(request.user))], timezone.localdate())
