"""A table as a workbook to download."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Sheet, file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(title: str, sheets: Sequence[Sheet], today: dt.date) -> HttpResponse:
    """The sheets as one workbook under this name."""
    with tempfile.TemporaryDirectory(prefix="fajian-export-") as folder:
        place = Path(folder) / "export.xlsx"
        workbooks.write(place, sheets, made_on=today)
        response = HttpResponse(place.read_bytes(), content_type=XLSX)
    name = f"{file_name(title)} {today:%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
