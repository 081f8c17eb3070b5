"""销号档案 as a download."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from fajian.core.files import as_download, workshop
from fajian.ledgers import dossiers
from fajian.ledgers.views.lists import visible_entry


def dossier(request: HttpRequest, number: int) -> HttpResponseBase:
    """Everything about one row; the folder it is made in is gone before it is sent, the open file is not."""
    row, today = visible_entry(request, number), timezone.localdate()
    with workshop() as folder:
        place = Path(folder) / dossiers.title([row], today)
        dossiers.write(place, [row], today)
        stream = place.open("rb")
    return as_download(stream, place.name)
