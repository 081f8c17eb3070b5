"""双公示: what was published in the platform's own format, and the faults it sends back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fajian.core import files
from fajian.core.pages import bound, step
from fajian.engine.office import workbooks
from fajian.engine.office.sheets import EntryColumn, EntrySheet, open_csv, read_workbook, write_entry_workbook
from fajian.engine.publicity.exchange import Format, Returned, formats, returned
from fajian.publicity import actions
from fajian.publicity.forms.exchange import ReportForm, ReturnedForm
from fajian.publicity.models import Publication
from fajian.records import export

FILES = ("xlsx", "csv")


def report(request: HttpRequest, kind: str, form: str) -> FileResponse:
    """The decisions published in these days, in exactly the columns the platform takes; full names, not for the public.

    ?since= and ?until= narrow it by the day of publication.
    """
    if kind not in formats() or form not in FILES:
        raise Http404
    asked, made = ReportForm(request.GET), formats()[kind]
    rows = [made.row(values(row)) for row in asked.narrowed(published(request, kind)).iterator(500)]
    return written(made, rows, form)


def published(request: HttpRequest, kind: str) -> Any:
    """What stands published of a kind within the user's reach, oldest first."""
    return Publication.objects.visible_to(request.user).shown().filter(kind=kind).select_related("unit").order_by("pk")


def values(row: Publication) -> dict[str, Any]:
    """A publication as the format asks for it; a correction that waits is not reported yet."""
    found: dict[str, Any] = {**row.public_data, "party_kind": row.party_kind, "agency_code": row.unit.agency_id or ""}
    if row.expires_on:
        found["expires_on"] = row.expires_on.isoformat()
    return found


def written(made: Format, rows: list[list[str]], form: str) -> FileResponse:
    """Headings in the first line and nothing above."""
    name = f"{made.title} {timezone.localdate():%Y%m%d}.{form}"
    if form == "csv":
        return export.made(name, lambda path: workbooks.write_csv(path, made.headings, rows))
    sheet = EntrySheet(made.title, tuple(EntryColumn(label) for label in made.headings), rows)
    return export.made(name, lambda path: write_entry_workbook(path, [sheet]))


def take_returned(request: HttpRequest) -> HttpResponse:
    """The platform's file of faults: each is noted on its publication, and the list shows them."""

    def act(form: Any) -> str:
        faults = read(form.cleaned_data["file"])
        done = actions.take_returned(
            by=request.user, **form.command, faults=[(one.number, one.reason) for one in faults]
        )
        lost = len(done["unknown"])
        if lost:
            messages.warning(request, f"{lost} 条没有对上：{'、'.join(done['unknown'][:10])}。")
        return f"读到 {len(faults)} 条差错，{done['noted']} 件公示已标出。"

    title, back = "导入退回的差错", f"{reverse('publicity:list')}?state=returned"
    lead = "信用平台、双公示系统退回的校验结果，工作簿或者 CSV，须有文书号和错误原因两栏。"
    return step(request, bound(request, ReturnedForm), act, back, title=title, lead=lead)


def read(received: files.Received) -> list[Returned]:
    """The faults of every sheet of a file."""
    with files.workshop() as folder:
        place = Path(folder) / f"given.{received.kind}"
        place.symlink_to(files.path_of(received.digest))
        return [fault for sheet in _sheets(place, Path(folder)) for fault in returned(sheet)]


def _sheets(place: Path, scratch: Path) -> Iterator[list[Any]]:
    if place.suffix == ".csv":
        file = open_csv(place, scratch)
        yield [file.headings, *(cells for _, cells in file.rows())]
        return
    for sheet in read_workbook(place, scratch):
        yield [cells for _, cells in sheet.rows]
