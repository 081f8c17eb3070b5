"""A list as a file: XLSX or CSV of exactly what the page lists, with the end of the audit chain as a witness."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from django.http import FileResponse
from django.utils import timezone

from fajian.core.models import Head
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Cell, Column

FORMATS = ("xlsx", "csv")


def table(
    name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]], *, form: str
) -> FileResponse:
    """The rows under headings (label, width) as a download; no text in it is ever taken for a formula."""
    if form == "csv":
        return made(f"{name}.csv", lambda path: workbooks.write_csv(path, [label for label, _ in columns], rows))
    sheet = workbooks.Sheet(name, name, tuple(Column(label, width) for label, width in columns), list(rows))
    head = Head.objects.filter(pk=1).first()
    told = {"导出时间": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
    if head:
        told["留痕"] = f"第{head.seq}号 {head.hash}"
    today = timezone.localdate()
    return made(f"{name}.xlsx", lambda path: workbooks.write(path, [sheet], made_on=today, versions=told))


def made(name: str, write: Callable[[Path], object]) -> FileResponse:
    """A file written for this one answer, gone when it is sent."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"file{Path(name).suffix}"
        write(place)
        stream = place.open("rb")  # the response closes it
    response = FileResponse(stream, as_attachment=True, filename=name)
    response["Content-Type"] = "application/octet-stream"
    return response
