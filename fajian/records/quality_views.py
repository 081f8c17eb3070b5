"""The page on the quality of the data, and its file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fajian.engine.office.workbooks import Cell
from fajian.records import export, quality

COLUMNS = (
    ("单位", 26.0), ("表", 16.0), ("办件", 8.0), ("完整率（%）", 10.0), ("空白格", 10.0), ("日期颠倒（件）", 12.0),
    ("迟报（件）", 10.0), ("最常空白的栏目", 50.0),
)  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """By agency how complete, in order and timely; by unit what its files came to. A unit sees its own."""
    context = {
        "lines": quality.of_records(request.user),
        "files": quality.of_files(request.user),
        "late_days": quality.settings()["late_days"],
    }
    return render(request, "records/quality.html", context)


def file(request: HttpRequest, form: str) -> FileResponse:
    """The same by agency, to hand to the unit."""
    if form not in export.FORMATS:
        raise Http404
    return export.table("数据质量", COLUMNS, lines(quality.of_records(request.user)), form=form)


def lines(found: list[quality.Quality]) -> Iterator[list[Cell]]:
    """The cells of each line."""
    for one in found:
        worst = "；".join(f"{label} {count}件" for _, label, count in one.worst)
        yield [one.agency, one.label, one.rows, one.complete, one.blank, one.swapped, one.late, worst]
