"""Pages on enforcement data: what was handed in, what became of it, what to fill in, and the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core import files
from fajian.core.forms import errors_in
from fajian.core.models import Job
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Cell
from fajian.engine.store.manual import how_to_write, what_blank_means, when_required
from fajian.engine.store.schema import tables
from fajian.engine.store.templates import KINDS as TEMPLATES
from fajian.engine.store.templates import template_columns, write_template
from fajian.engine.store.validate import KINDS as FAULT_KINDS
from fajian.orgs import history
from fajian.orgs.roles import WRITERS
from fajian.records import actions, citations, clocks, drawing, export, panels, quality, reach, sight, similar
from fajian.records.forms import KINDS, BatchFilter, HandInForm, WithdrawForm
from fajian.records.models import BatchFault, ImportBatch

# Columns that say whose a row is; on the page of its owner they say nothing.
BELONGING = ("penalty_id", "act_kind", "act_id", "agency_id", "agency_name", "batch_id")
LEVELS = {"refused": "未录入", "note": "已录入或提示"}
KIND_WORDS = {**FAULT_KINDS, reach.KIND: "不属于上报单位"}
TEMPLATE_WORDS = {"short": "短模板", "recommended": "推荐模板", "full": "完整模板"}
FAULT_COLUMNS = (
    ("文件", 22.0), ("工作表", 14.0), ("行", 6.0), ("栏目", 16.0), ("原值", 20.0), ("处理", 10.0), ("类别", 14.0),
    ("怎么办", 50.0),
)  # fmt: skip


def batches(request: HttpRequest) -> HttpResponse:
    """What was handed in, newest first, and what may be browsed."""
    rows = ImportBatch.objects.visible_to(request.user).select_related("unit", "recorded_by")
    filters = BatchFilter(request.GET)
    if filters.is_valid() and (state := filters.cleaned_data["state"]):
        rows = rows.filter(state=state)
    context = {"page": keyset(rows, request.GET), "filters": filters, "templates": TEMPLATE_WORDS}
    return render(request, "records/batches.html", context)


def hand_in(request: HttpRequest) -> HttpResponse:
    """The form that takes a file in."""
    form = HandInForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            received = files.receive(form.cleaned_data["file"], kinds=KINDS)
            batch = actions.hand_in(by=request.user, **form.command, unit=form.cleaned_data["unit"], received=received)
            messages.success(request, "文件已收到，正在导入。")
            return redirect("records:batch", batch.code)
    return render(request, "records/hand_in.html", {"form": form, "templates": TEMPLATE_WORDS})


def visible_batch(request: HttpRequest, code: str) -> ImportBatch:
    """The batch, or 404."""
    rows = ImportBatch.objects.visible_to(request.user).select_related("unit", "recorded_by", "file")
    batch: ImportBatch = get_object_or_404(rows, code=code)
    return batch


def batch(request: HttpRequest, code: str) -> HttpResponse:
    """One batch: how far it is, counts by table, faults."""
    row = visible_batch(request, code)
    level = request.GET.get("level", "")
    faults = row.faults.filter(level=level) if level in LEVELS else row.faults.all()
    job = (
        Job.objects.filter(name="records.import", arguments={"batch": row.pk}).order_by("-pk").first()
        if row.state == "received"
        else None
    )
    context = {
        "batch": row,
        "job": job,
        "running": job is not None and job.state in ("waiting", "running"),
        "counts": [(name, tables()[name].label, count) for name, count in row.counts.items() if name in tables()],
        "said": said(row),
        "page": keyset(faults, request.GET, order=("id",)),
        "level": level,
        "kinds": KIND_WORDS,
        "history": history.of(row),
        "may_map": unmapped(row) and getattr(request.user, "role", "") in WRITERS,
        "may_withdraw": row.state == "imported" and getattr(request.user, "role", "") in WRITERS,
    }
    return render(request, "records/batch.html", context)


def unmapped(row: ImportBatch) -> bool:
    """Was there something in the file that nobody could place?"""
    return row.state == "refused" or bool({"note:no_header", "note:ignored_column"} & set(row.said))


def said(row: ImportBatch) -> list[tuple[str, str, str, int]]:
    """(level, its word, kind in words, how many), refused ones first."""
    parts = [(*name.split(":", 1), count) for name, count in row.said.items()]
    listed = [(level, LEVELS[level], KIND_WORDS.get(kind, kind), count) for level, kind, count in parts]
    return sorted(listed, key=lambda line: (line[0] != "refused", -line[3]))


def faults(request: HttpRequest, code: str, form: str) -> FileResponse:
    """The faults of a batch as a file to work through; refused rows first."""
    row = visible_batch(request, code)
    if form not in export.FORMATS:
        raise Http404
    level = request.GET.get("level", "")
    listed = row.faults.filter(level=level) if level in LEVELS else row.faults.all()
    return export.table(f"差错清单 {row.code}", FAULT_COLUMNS, fault_rows(listed.order_by("id")), form=form)


def fault_rows(listed: Any) -> Iterator[list[Cell]]:
    """The cells of each fault."""
    fault: BatchFault
    for fault in listed.iterator(1_000):
        kind = KIND_WORDS.get(fault.kind, fault.kind)
        yield [
            fault.file,
            fault.sheet,
            fault.row or None,
            fault.column,
            fault.value,
            LEVELS[fault.level],
            kind,
            fault.message,
        ]


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """What withdrawing will do, and why it is done."""
    row = visible_batch(request, code)
    form = WithdrawForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.withdraw(by=request.user, **form.command, batch=row, seen=form.version or 0, **form.values)
            messages.success(request, f"批次{row.code}已撤回。")
            return redirect("records:batch", row.code)
    return render(request, "records/withdraw.html", {"batch": row, "form": form}, status=422 if form.errors else 200)


def template(request: HttpRequest, kind: str) -> FileResponse:
    """A workbook to fill in; ?table= for one table of it."""
    if kind not in TEMPLATES:
        raise Http404
    table = request.GET.get("table", "")
    if table and table not in tables():
        raise Http404
    name = tables()[table].label if table else f"执法数据{TEMPLATE_WORDS[kind]}"
    return export.made(f"{name}.xlsx", lambda path: write_template(path, kind, table))


def columns(request: HttpRequest) -> HttpResponse:
    """The field manual: the tables, or with ?table= one of them column by column."""
    name = request.GET.get("table", "")
    if not name:
        listed_tables = [(name, table.label, len(table.names)) for name, table in tables().items()]
        return render(request, "records/columns.html", {"tables": listed_tables})
    if name not in tables():
        raise Http404
    short = {column.name for column in template_columns("short", name)}
    recommended = {column.name for column in template_columns("recommended", name)}
    listed = [
        {
            "column": column,
            "how": how_to_write(column),
            "when": when_required(column).rstrip("。"),
            "blank": what_blank_means(column),
            "template": "短" if column.name in short else "推荐" if column.name in recommended else "完整",
        }
        for column in tables()[name]
    ]
    return render(request, "records/table.html", {"name": name, "label": tables()[name].label, "columns": listed})


def browse(request: HttpRequest) -> HttpResponse:
    """The tables that hold rows in sight, with their numbers."""
    return render(request, "records/browse.html", {"counts": sight.counts(request.user)})


def rows(request: HttpRequest, table: str) -> HttpResponse:
    """The records of one table in sight; of one batch, with one id, or an agency's with a gap, if asked."""
    if table not in tables():
        raise Http404
    code, number = request.GET.get("batch", ""), request.GET.get("number", "").strip()
    if code:
        visible_batch(request, code)
    wanting = request.GET.get("gap", "")
    where = quality.gap(table, wanting) if wanting else ""
    if where is None:
        raise Http404
    agency = request.GET.get("agency", "") if wanting else None
    after = request.GET.get("after", "")
    found = sight.listed(request.user, table, batch=code, number=number, agency=agency, where=where, after=after)
    context = {
        "table": table,
        "label": tables()[table].label,
        "found": found,
        "shown": shown(table),
        "lines": [(record, cells(record, shown(table))) for record in found.records],
        "code": code,
        "number": number,
        "gap": wanting and quality.gap_words(table, wanting),
    }
    return render(request, "records/rows.html", context)


def shown(table: str) -> list[tuple[str, str]]:
    """(column, label) of the few columns a list shows: the first that say who, what, when."""
    wanted = (
        "agency_name", "party_name", "name", "title", "violation_name", "item_name", "act_id", "decision_no", "kind",
        "decided_on", "started_at", "published_on", "paid_on", "filed_on", "received_on", "held_on", "valid_from_on",
    )  # fmt: skip
    schema = tables()[table]
    return [(name, schema[name].label) for name in wanted if name in schema][:5]


def cells(record: sight.Record, columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(label, text) of those columns of a record."""
    texts = {cell.name: cell.text for cell in record.cells}
    return [(label, texts.get(name, "")) for name, label in columns]


def record(request: HttpRequest, table: str, number: str) -> HttpResponse:
    """One record: its clocks, findings, cells, days, papers, what belongs to it, the nearest others.

    404 unless its agency is in the user's scope.
    """
    found = sight.find(request.user, table, number) if table in tables() else None
    if found is None:
        raise Http404
    row, related = found
    batch = ImportBatch.objects.visible_to(request.user).filter(code=row.batch).first()
    context = {
        "record": row,
        "acts": tuple(sight.ACT_KINDS),
        "related": [(part, shown_related(part)) for part in related],
        "batch": batch,
        "line": time_line(row, related),
        "cited": citations.of(row),
        "panels": panels.of(request.user, table, number),
        "documents": documents(related),
        "similar": similar.of(request.user, row),
    }
    return render(request, "records/record.html", context)


def time_line(row: sight.Record, related: tuple[sight.Related, ...]) -> drawing.Line | None:
    """The record's days and legal terms on one scale."""
    today = timezone.localdate()
    others = {part.table.name: [one.values for one in part.records] for part in related}
    found = clocks.of(row.table.name, row.values, others, today=today, region=sight.region_of(row.agency_id))
    return drawing.line([moment.at.date() for moment in row.moments], found, today)


def documents(related: tuple[sight.Related, ...]) -> list[tuple[str, str]]:
    """(volume, papers in it) of each file the record was put into."""
    texts = [
        {cell.name: cell.text for cell in one.cells}
        for part in related
        if part.table.name == "file_archives"
        for one in part.records
    ]
    return [(text.get("volume_no", ""), text.get("document_kinds", "没有登记卷内文书")) for text in texts]


def shown_related(part: sight.Related) -> list[tuple[sight.Record, list[tuple[str, str]]]]:
    """The lines of one group of related rows: their first cells that say more than whose they are."""
    known = {part.table.key, *BELONGING} if part.table.record_key == (part.table.key,) else set(BELONGING)
    return [
        (row, [(cell.label, cell.text) for cell in row.cells if cell.name not in known][:4]) for row in part.records
    ]
