"""评分表: filled in, handed in, given back, given to another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import downloads
from fajian.core.forms import errors_in
from fajian.core.pages import bound, step
from fajian.orgs.scope import Scope, domain_scope
from fajian.records import choosing
from fajian.review import actions, papers
from fajian.review.forms.samples import ReasonForm
from fajian.review.forms.sheets import SheetForm, elsewhere
from fajian.review.models import ScoreSheet

RECUSE = "与当事人、承办人有利害关系，或者参与过本案的，应当回避。回避后不能再评这份案卷，由其他评查员接替。"
REPLACE = "由谁接替按抽取的种子排定。原评查员填写的内容保留，不计入。"


def visible(request: HttpRequest, number: int) -> ScoreSheet:
    """The sheet, or 404."""
    rows = ScoreSheet.objects.visible_to(request.user).select_related(
        "sample__batch__unit", "sample__unit", "reviewer__unit"
    )
    found: ScoreSheet = get_object_or_404(rows, pk=number)
    return found


def open_for(request: HttpRequest, row: ScoreSheet) -> bool:
    """Is it the user's own and still to be filled in?"""
    return row.reviewer_id == request.user.pk and row.state == "assigned"


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """One's own sheet to fill in beside the record; others', once opened, to read."""
    row = visible(request, number)
    if not open_for(request, row):
        if request.method == "POST":
            raise Http404
        context = {"sheet": row, "sample": row.sample, "batch": row.sample.batch, "lines": row.lines()}
        return render(request, "review/sheet_read.html", context)
    whole = "submit" in request.POST
    form = SheetForm(request.POST or None, sheet=row, whole=whole, rest="rest" in request.POST)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given = {"marks": form.marks, "vetoes": form.vetoes, "opinion": form.cleaned_data["opinion"]}
            act = actions.submit if whole else actions.save
            act(by=request.user, **form.command, sheet=row, seen=form.version or 0, **given)
            messages.success(request, "评分表已提交。" if whole else "已保存，尚未提交。")
            return redirect("review:list" if whole else row)
    return render(request, "review/sheet.html", page(row, form), status=422 if form.errors else 200)


def page(row: ScoreSheet, form: SheetForm) -> dict[str, Any]:
    """The form beside what is registered of the file; the assignment is what lets its reader see that."""
    sample = row.sample
    found = choosing.one(Scope((sample.unit_path,)), sample.batch.standard.table, sample.record_id)
    return {
        "sheet": row,
        "sample": sample,
        "batch": sample.batch,
        "standard": sample.batch.standard,
        "form": form,
        "record": found[0] if found else None,
        "related": found[1] if found else (),
        "elsewhere": elsewhere(row),
    }


def recuse(request: HttpRequest, number: int) -> HttpResponse:
    """申请回避."""
    row = visible(request, number)
    if not open_for(request, row):
        raise Http404

    def act(form: Any) -> str:
        actions.recuse(by=request.user, **form.command, sheet=row, seen=form.version or 0, **form.values)
        return "已回避，案卷交由其他评查员评查。"

    form = bound(request, ReasonForm, row=row)
    return step(request, form, act, reverse("review:list"), title="申请回避", lead=row.sample.title, told=RECUSE)


def replace(request: HttpRequest, number: int) -> HttpResponse:
    """更换评查员: by the office, which does not see the sheet."""
    rows = ScoreSheet.objects.filter(state="assigned").select_related("sample__batch", "reviewer__unit")
    row: ScoreSheet = get_object_or_404(rows, pk=number)
    if not domain_scope(request.user).covers(row.sample.batch.unit_path):
        raise Http404

    def act(form: Any) -> str:
        actions.replace(by=request.user, **form.command, sheet=row, seen=form.version or 0, **form.values)
        return "已更换评查员。"

    form = bound(request, ReasonForm, row=row)
    back, lead = row.sample.get_absolute_url(), f"{row.sample}：{row.reviewer.unit} {row.reviewer}"
    return step(request, form, act, back, title="更换评查员", lead=lead, told=REPLACE)


def file(request: HttpRequest, number: int) -> HttpResponse:
    """评查表 as a workbook."""
    row = visible(request, number)
    title = f"案卷评查表 {row.sample.record_id} 第{row.place}份"
    return downloads.workbook(title, [papers.sheet(row)], timezone.localdate())
