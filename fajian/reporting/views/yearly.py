"""年度行政执法统计: the tables, the rows behind each number, and what was handed in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import XLSX, download, workbook
from fajian.core.forms import errors_in
from fajian.core.pages import pressed
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import file_name
from fajian.orgs.roles import WRITERS
from fajian.publicity import actions as publicity
from fajian.publicity.models import Publication
from fajian.records.views import cells, shown
from fajian.reporting import actions
from fajian.reporting.models import YearlyReport
from fajian.reporting.yearly import counting, publishing, submitted
from fajian.reporting.yearly.counting import Counted
from fajian.reporting.yearly.forms import RowsFilter, SubmitForm, YearFilter
from fajian.reporting.yearly.sheets import sheets
from fajian.reporting.yearly.spec import Year
from fajian.reporting.yearly.submitted import Content

REPORTS = 100  # listed


def table(request: HttpRequest) -> HttpResponse:
    """One table of a year: a line for each agency in sight."""
    asked = YearFilter(request.GET, today=timezone.localdate())
    read = {one.table.code: one for one in counting.read(request.user, asked.of_year)}
    reports = YearlyReport.objects.visible_to(request.user).filter(year=asked.of_year.number).select_related("unit")
    context = {
        "filters": asked,
        "year": asked.of_year,
        "table": asked.of_table,
        "lines": list(_linked(read.get(asked.of_table.code), asked.of_year)),
        "unclear": any(column.unclear for column in asked.of_table.columns),
        "reports": reports.defer("content", "checkpoint")[:REPORTS],
        "may_submit": getattr(request.user, "role", "") in WRITERS,
    }
    return render(request, "reporting/yearly.html", context)


def _linked(one: Counted | None, year: Year, report: YearlyReport | None = None) -> Iterator[tuple[str, list[Any]]]:
    """(name, (column, number, address of the rows) …) of each line, the sum last."""
    if one is None:
        return
    lines: list[tuple[str, str | None, Any]] = [(line.name, line.agency_id, line.numbers) for line in one.lines]
    if len(lines) > 1:
        lines.append(("合计", None, one.total))
    for name, agency, numbers in lines:
        told = []
        for column, number in zip(one.table.columns, numbers, strict=True):
            asked = {"year": year.number, "table": one.table.code, "column": column.code}
            asked |= {} if agency is None else {"agency": agency}
            asked |= {"report": report.pk} if report else {}
            address = f"{reverse('reporting:yearly_rows')}?{urlencode(asked)}"
            told.append((column, number, "" if column.rate or not number else address))
        yield name, told


def file(request: HttpRequest) -> HttpResponse:
    """All tables of the year as one workbook."""
    asked = YearFilter(request.GET, today=timezone.localdate())
    user: Any = request.user
    made = sheets(counting.read(user, asked.of_year), asked.of_year, user.unit.name)
    if not made:
        raise Http404
    return workbook(f"{asked.of_year.number}年度行政执法统计表", made, asked.of_year.today)


def rows(request: HttpRequest) -> HttpResponse:
    """Exactly the records behind a number; of a report, those of the batches it was counted from."""
    asked = RowsFilter(request.GET, today=timezone.localdate())
    if not asked.is_valid():
        raise Http404
    given, year, batches = asked.cleaned_data, asked.of_year, None
    if given["report"] is not None:
        report = _visible(request, given["report"])
        content = Content.of(report)
        year, batches = Year(report.year, report.as_of), content.batches
    found = counting.rows(
        request.user, asked.of_table, asked.of_column, year,
        agency=request.GET.get("agency"), after=request.GET.get("after", ""), batches=batches,
    )  # fmt: skip
    columns = shown(asked.of_column.source)
    context = {
        "table": asked.of_table,
        "column": asked.of_column,
        "year": year,
        "found": found,
        "shown": columns,
        "lines": [(record, cells(record, columns)) for record in found.records],
        "back": _back(given["report"], asked),
    }
    return render(request, "reporting/yearly_rows.html", context)


def _back(report: int | None, asked: RowsFilter) -> str:
    if report is not None:
        return reverse("reporting:yearly_report", args=[report])
    query = urlencode({"year": asked.of_year.number, "table": asked.of_table.code})
    return f"{reverse('reporting:yearly')}?{query}"


def submit(request: HttpRequest) -> HttpResponse:
    """报送: read what the year comes to now, keep it."""
    today = timezone.localdate()
    form = SubmitForm(request.POST or None, user=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            content = submitted.content(form.chosen, form.of_year)
            made = actions.submit_yearly(
                by=request.user, **form.command, unit=form.chosen, year=form.of_year.number, as_of=today,
                content=content.to_json(), reason=form.cleaned_data["reason"],
            )  # fmt: skip
            messages.success(request, f"{made}，摘要 {made.digest[:16]}…")
            return redirect(made)
    return render(request, "reporting/yearly_submit.html", {"form": form}, status=422 if form.errors else 200)


def _visible(request: HttpRequest, number: int) -> YearlyReport:
    rows = YearlyReport.objects.visible_to(request.user).select_related("unit", "recorded_by")
    found: YearlyReport = get_object_or_404(rows, pk=number)
    return found


def report(request: HttpRequest, number: int) -> HttpResponse:
    """What was handed in, how it differs from the report before it, and from what the records say now."""
    row = _visible(request, number)
    content, year = Content.of(row), Year(row.year, timezone.localdate())
    same = YearlyReport.objects.visible_to(request.user).filter(unit=row.unit_id, year=row.year)
    earlier = same.filter(number=row.number - 1).first()
    context = {
        "report": row,
        "tables": [(one.table, list(_linked(one, year, row))) for one in content.counted],
        "earlier": earlier,
        "changed": list(submitted.differences(Content.of(earlier), content)) if earlier else [],
        "since": list(submitted.differences(content, submitted.content(row.unit, year))) if row.unit.agency_id else [],
        "versions": same.defer("content", "checkpoint"),
        "may_publish": getattr(request.user, "role", "") in WRITERS and row.number == len(same),
    }
    return render(request, "reporting/yearly_report.html", context)


def publish(request: HttpRequest, number: int) -> HttpResponse:
    """A draft of what the unit publishes of the year; where there is one already, that."""
    row = _visible(request, number)
    there = Publication.objects.visible_to(request.user).filter(unit=row.unit_id, source=publishing.source(row.year))
    found = there.exclude(state="struck").first()
    if found is not None:
        messages.info(request, "这一年度已经有公示，数字变了的请在公示里更正。")
        return redirect(found)
    given, received = publishing.given(row), [publishing.document(row)]
    made = publicity.prepare(
        by=request.user, **pressed(request, row), kind=publishing.KIND, unit=row.unit, given=given, received=received
    )
    messages.success(request, "年度公示已拟制，请核对后送审。")
    return redirect(made)


def report_file(request: HttpRequest, number: int) -> HttpResponse:
    """The tables as they were handed in; the same report always gives the same bytes."""
    row = _visible(request, number)
    content = Content.of(row)
    made = sheets(content.counted, Year(row.year, row.as_of), content.name, f"报送摘要 {row.digest}")
    versions = {"报送编号": str(row.pk), "报送摘要": row.digest, "摘要算法": row.algorithm}
    with tempfile.TemporaryDirectory(prefix="fajian-yearly-") as folder:
        place = Path(folder) / "yearly.xlsx"
        workbooks.write(place, made, made_on=row.as_of, versions=versions)
        name = file_name(f"{row.year}年度行政执法统计表 {content.name}")
        return download(f"{name} 第{row.number}次报送.xlsx", place.read_bytes(), XLSX)
