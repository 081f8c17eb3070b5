"""What a page gives to take away: bytes, a workbook, a document."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from fajian.engine.office import letters, workbooks
from fajian.engine.office.letters import Letter
from fajian.engine.office.workbooks import Sheet, file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(name: str, content: bytes, kind: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def workbook(title: str, sheets: Sequence[Sheet], today: dt.date) -> HttpResponse:
    """The sheets as one workbook under this name."""
    content = made(lambda place: workbooks.write(place, sheets, made_on=today))
    return download(f"{file_name(title)} {today:%Y%m%d}.xlsx", content, XLSX)


def document(title: str, letter: Letter, today: dt.date) -> HttpResponse:
    """The letter as a document under this name."""
    content = made(lambda place: letters.write(place, letter, made_on=today))
    return download(f"{file_name(title)} {today:%Y%m%d}.docx", content, DOCX)


def made(write: Callable[[Path], None]) -> bytes:
    """The bytes of what `write` puts into the file it is given."""
    with tempfile.TemporaryDirectory(prefix="fajian-download-") as folder:
        place = Path(folder) / "made"
        write(place)
        return place.read_bytes()
