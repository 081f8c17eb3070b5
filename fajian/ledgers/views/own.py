"""自制样式: a blank annex read, its columns corrected, released; later editions."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.core.files import Received, path_of
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.engine.forms import drafts
from fajian.engine.forms.drafts import Draft
from fajian.ledgers import shaping
from fajian.ledgers.forms.own import KIND_WORDS, ROWS, USES, BlankForm, HeadForm, column_set, columns_of
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import SHAPE, Form
from fajian.ledgers.shaping import SETTLED_WORDS
from fajian.orgs import history
from fajian.orgs.scope import domain_scope


def own_forms(request: HttpRequest) -> HttpResponse:
    """Every own form in reach, drafts first."""
    rows = Form.objects.visible_to(request.user).select_related("unit").exclude(state="dropped")
    ordered = sorted(rows, key=lambda form: (form.state != "draft", form.title, -form.edition))
    return render(request, "ledgers/own_forms.html", {"rows": ordered})


def new_form(request: HttpRequest) -> HttpResponse:
    """The form that takes a blank annex in."""
    form = BlankForm(request.POST, request.FILES) if request.method == "POST" else BlankForm()
    if form.is_valid():
        with errors_in(form):
            received = form.cleaned_data["file"]
            made = shaping.draft_forms(by=request.user, **form.command, drafts=read(received), received=received)
            messages.success(request, f"已读出{len(made)}张表样，请核对栏目。")
            return redirect(made[0] if len(made) == 1 else "ledgers:forms")
    return render(request, "ledgers/new_form.html", {"form": form}, status=422 if form.errors else 200)


def read(received: Received) -> tuple[Draft, ...]:
    """The forms in an upload; before the command, which holds the database while it runs."""
    with tempfile.TemporaryDirectory(prefix="fajian-") as folder:
        copy = Path(folder) / f"{Path(received.name).stem[:40]}.{received.kind}"
        shutil.copyfile(path_of(received.digest), copy)
        return drafts.from_file(copy, Path(folder))


def visible(request: HttpRequest, number: int) -> Form:
    """The form, or 404."""
    found: Form = get_object_or_404(Form.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def allowed(request: HttpRequest, row: Form) -> set[str]:
    """Names of the steps this user may take on this form."""
    user: Any = request.user
    if not domain_scope(user).covers(row.unit_path):
        return set()
    steps = {step.name for step in SHAPE.allowed(row.state, user.role)}
    return steps | ({"revise"} if row.state == "released" and user.role == "supervisor" else set())


def own_form(request: HttpRequest, number: int) -> HttpResponse:
    """One form: fields while it may be edited, else as it is."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: Form, wrong: CommandForm | None = None, columns: Any = None) -> HttpResponse:
    """The page of a form; `wrong` is what could not be carried out, shown as it was sent."""
    may = allowed(request, row)
    editing = "edit" in may
    asked: dict[str, list[str]] = {}
    for name, says in row.doubts:
        asked.setdefault(name, []).append(says)
    names = [column["name"] for column in row.spec["columns"]]
    fields = (columns or column_set(row)) if editing else None
    context = {
        "form": row,
        "may": may,
        "row_word": ROWS[row.spec["row"]],
        "columns": [
            {**column, "word": USES[column["name"]][0] if column["name"] in USES else KIND_WORDS[column["kind"]]}
            for column in row.spec["columns"]
        ],
        "retired": row.spec.get("retired", []),
        "settled": [SETTLED_WORDS[name] for name in row.spec.get("settled", ())],
        "head": wrong if isinstance(wrong, HeadForm) else HeadForm(row=row, initial=HeadForm.initial_of(row)),
        "fields": fields,
        "rows": [(one, asked.get(name, [])) for one, name in zip(fields, [*names, *[""] * 200], strict=False)]
        if fields is not None else [],
        "whole": asked.get("", []),
        "drop": wrong if isinstance(wrong, ReasonForm) else ReasonForm(row=row, auto_id="drop_%s"),
        "command": CommandForm(row=row, auto_id=False),
        "wrong": wrong,
        "history": history.of(row),
        "older": ledgers_behind(request, row) if row.state == "released" else [],
    }  # fmt: skip
    return render(request, "ledgers/own_form.html", context, status=422 if wrong else 200)


def ledgers_behind(request: HttpRequest, row: Form) -> list[Ledger]:
    """Ledgers in reach that keep an earlier edition of this form."""
    found = Ledger.objects.visible_to(request.user).filter(spec_code=row.code, spec_version__lt=row.edition)
    return list(found.select_related("unit")[:200])


def edit_form(request: HttpRequest, number: int) -> HttpResponse:
    """保存."""
    row = visible(request, number)
    head, columns = HeadForm(request.POST, row=row), column_set(row, request.POST)
    if not columns.is_valid():
        head.add_error(None, "有的栏目填得不对，请看各栏下面的提示。")
    if head.is_valid():
        with errors_in(head):
            given = head.cleaned_data
            known = [*(column["name"] for column in row.spec["columns"]), *(n for n, _ in row.spec.get("retired", []))]
            shaping.edit_form(
                by=request.user, **head.command, form=row, seen=head.version or 0, title=given["title"],
                annex=given["annex"], row=given["kind"], header=given["header"], columns=columns_of(columns, known),
                proofs=given["proofs"], settled=given["settled"],
            )  # fmt: skip
            messages.success(request, "已保存。核对无误后可以发布。")
            return redirect(row)
    return page(request, row, head, columns)


def release_form(request: HttpRequest, number: int) -> HttpResponse:
    """发布."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            shaping.release_form(by=request.user, **form.command, form=row, seen=form.version or 0)
            messages.success(request, "样式已发布，可以用它建立台账。")
            return redirect(row)
    return page(request, row, form)


def drop_form(request: HttpRequest, number: int) -> HttpResponse:
    """作废草稿."""
    row = visible(request, number)
    form = ReasonForm(request.POST, row=row, auto_id="drop_%s")
    if form.is_valid():
        with errors_in(form):
            reason = form.cleaned_data["reason"]
            shaping.drop_form(by=request.user, **form.command, form=row, seen=form.version or 0, reason=reason)
            messages.success(request, "草稿已作废。")
            return redirect("ledgers:forms")
    return page(request, row, form)


def revise_form(request: HttpRequest, number: int) -> HttpResponse:
    """修订."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            return redirect(shaping.revise_form(by=request.user, **form.command, form=row))
    return page(request, row, form)


def renew(request: HttpRequest, number: int) -> HttpResponse:
    """换用新版: one ledger goes on by this edition."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    sent = whole(request.POST.get("ledger", ""))
    ledger = get_object_or_404(Ledger.objects.visible_to(request.user), pk=sent)
    if form.is_valid():
        with errors_in(form):
            shaping.renew(by=request.user, **form.command, ledger=ledger, form=row)
            messages.success(request, f"“{ledger.title}”已换用第{row.edition}版，原有内容都保留。")
            return redirect(ledger)
    return page(request, row, form)
