"""方案: upload, check beside the source."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.campaigns import actions, answers
from fajian.campaigns.editing import Standing, standing
from fajian.campaigns.forms import DropForm, PlanForm, ProposalsForm, SettleForm
from fajian.campaigns.marks import KINDS, doubt_anchor, is_open, marks, pieces
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.opening import Own, books, span
from fajian.campaigns.reading import cleaned, compiled, document_of, new_forms
from fajian.campaigns.workflow import CHECK
from fajian.core import files
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.engine.law.calendar import Calendar
from fajian.engine.office.blocks import Document
from fajian.engine.plans.columns import CONTACTS
from fajian.engine.plans.schema import EVERY, Plan
from fajian.engine.story.duties import day_hint
from fajian.ledgers.own import Form, of_annex
from fajian.ledgers.shaping import draft_forms
from fajian.orgs import history
from fajian.orgs.scope import domain_scope

UNITS_OF_TERMS = {"working_days": "个工作日", "days": "日", "months": "个月"}


def visible(request: HttpRequest, number: int) -> PlanDocument:
    """The plan, or 404."""
    rows = PlanDocument.objects.visible_to(request.user).select_related("unit", "file", "campaign")
    found: PlanDocument = get_object_or_404(rows, pk=number)
    return found


def take(request: HttpRequest) -> HttpResponse:
    """The form that takes a plan in."""
    form = PlanForm(request.POST, request.FILES) if request.method == "POST" else PlanForm()
    if form.is_valid():
        with errors_in(form):
            received = form.cleaned_data["file"]
            document = document_of(received) if received else Document.of_text(form.cleaned_data["text"])
            text = cleaned(document.text)
            compiled(text)  # before the command, which holds the database while it runs
            row = actions.take_plan(by=request.user, **form.command, text=text, received=received)
            if forms := new_forms(document):
                draft_forms(by=request.user, **form.command, drafts=forms, received=received, source=f"plan:{row.pk}")
            found = row.plan
            messages.success(
                request,
                f"已读出 {len(found.stages)} 个阶段、{len(found.tasks)} 项任务、{len(found.duties)} 项报送、"
                f"{len(found.annexes)} 个附件，{len(found.doubts)} 处存疑待核定。",
            )
            return redirect(row)
    return render(request, "campaigns/new.html", {"form": form}, status=422 if form.errors else 200)


# ── the check page ───────────────────────────────────────────────────────────────────────────────────────────────────


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """方案编译核对: source and compiled plan side by side."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: PlanDocument, wrong: CommandForm | None = None) -> HttpResponse:
    """The check page; `wrong` is a form that could not be carried out, shown as it was sent."""
    raw, given = row.plan, answers.read(row.settled)
    done = standing(row)
    undone = is_open(raw.doubts, given)
    may = allowed(request, row)
    found = marks(row.text, done.plan)
    context = {
        "document": row,
        "plan": done.plan,
        "pieces": pieces(row.text, found, undone),
        "struck": done.struck,
        "proposals": len(answers.proposals(raw, given)),
        "doubts": doubts(row, raw, given, wrong if "settle" in may else None),
        "undone": len(undone),
        "may": may,
        "rows": elements(done, {mark.anchor for mark in found}, of_annex(row.unit.path)),
        "own_forms": Form.objects.visible_to(request.user).read_from(f"plan:{row.pk}"),
        "span": span(done.plan),
        "form": wrong if not isinstance(wrong, SettleForm) else None,
        "drop": wrong if isinstance(wrong, DropForm) else DropForm(row=row, auto_id="drop_%s"),
        "command": CommandForm(row=row, auto_id=False),
        "history": history.of(row),
        "campaign": getattr(row, "campaign", None),
    }
    return render(request, "campaigns/plan.html", context, status=422 if wrong else 200)


def allowed(request: HttpRequest, row: PlanDocument) -> set[str]:
    """Names of the steps this user may take on this plan."""
    user: Any = request.user
    if not domain_scope(user).covers(row.unit_path):
        return set()
    return {step.name for step in CHECK.allowed(row.state, user.role)}


def doubts(
    row: PlanDocument, raw: Plan, given: dict[int, answers.Answer], wrong: CommandForm | None
) -> list[dict[str, Any]]:
    """Every doubt with its question, its answer, and the form that takes one; those still open first."""
    found = []
    for place, doubt in enumerate(raw.doubts):
        asked, answer = answers.question(doubt), given.get(place)
        form = SettleForm(row=row, asked=asked, place=place)
        if isinstance(wrong, SettleForm) and wrong.data.get("place") == str(place):
            form = wrong
        found.append({
            "place": place, "anchor": doubt_anchor(place), "title": answers.TITLES[doubt.kind], "doubt": doubt,
            "asked": asked, "answer": answer, "said": answers.said(doubt, answer) if answer else "", "form": form,
        })  # fmt: skip
    return sorted(found, key=lambda one: one["answer"] is not None)


def elements(done: Standing, quoted: Set[str], own: Own) -> dict[str, list[Any]]:
    """The elements by kind, each with its place, anchor and the notes of settled doubts; duties by day.

    `quoted`: anchors of those whose quotation stands in the text. `by_hand`: what people did with it.
    """
    found, notes, calendar = done.plan, done.notes, Calendar.seeded()

    def listed(section: str) -> list[dict[str, Any]]:
        anchors = (f"{KINDS[section]}-{place}" for place in range(len(getattr(found, section))))
        return [
            {
                "row": row, "section": section, "place": place, "anchor": anchor, "notes": notes.get(anchor, ()),
                "quoted": anchor in quoted, "by_hand": done.by_hand.get(anchor, ""),
            }
            for place, (row, anchor) in enumerate(zip(getattr(found, section), anchors, strict=True))
        ]  # fmt: skip

    forms = {(book.annex, book.title): book for book in books(found, own)}
    duties = [
        one | {"hint": day_hint(one["row"].due, calendar), "every": EVERY.get(one["row"].every or "", "")}
        for one in listed("duties")
    ]
    return {
        "header": [{"notes": notes.get("header", ())}],
        "stages": listed("stages"),
        "tasks": listed("tasks"),
        "duties": sorted(duties, key=lambda one: (one["row"].due is None, one["row"].due or 0)),
        "annexes": [
            one | {"book": forms.get((f"附件{one['row'].number}" if one["row"].number else "", one["row"].title[:120]))}
            for one in listed("annexes")
        ],
        "more_books": [book for book in forms.values() if not book.annex],
        "problems": listed("problems"),
        "contacts": [one | {"word": CONTACTS[one["row"].kind]} for one in listed("contacts")],
        "bases": listed("bases"),
        "groups": listed("groups"),
        "targets": listed("targets"),
        "terms": [one | {"word": UNITS_OF_TERMS[one["row"].unit]} for one in listed("rule_deadlines")],
    }


def original(request: HttpRequest, number: int) -> FileResponse:
    """The file as it was handed in."""
    row = visible(request, number)
    if row.file is None:
        raise Http404
    return files.download(row.file)


# ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def settle(request: HttpRequest, number: int) -> HttpResponse:
    """One answer to one doubt."""
    row = visible(request, number)
    listed = row.plan.doubts
    at = whole(request.POST.get("place", ""))
    at = at if at is not None and at < len(listed) else None
    asked = answers.question(listed[at]) if at is not None else None
    form = SettleForm(request.POST, row=row, asked=asked, place=at or 0)
    if at is not None and form.is_valid():
        with errors_in(form):
            actions.settle(by=request.user, **form.command, document=row, seen=form.version or 0, **form.values)
            row.refresh_from_db()
            warn(request, row)
            left = [doubt for doubt in range(len(row.plan.doubts)) if str(doubt) not in row.settled]
            return redirect(f"{row.get_absolute_url()}#{doubt_anchor(left[0]) if left else 'doubts'}")
    return page(request, row, form)


def warn(request: HttpRequest, row: PlanDocument) -> None:
    """Say where the new reading contradicts what people changed."""
    newest = row.versions.filter(number=row.latest).values_list("conflicts", flat=True).first()
    for line in newest or ():
        messages.warning(request, line)


def settle_all(request: HttpRequest, number: int) -> HttpResponse:
    """Every proposal that waits, listed with its doubt; those ticked are taken at once."""
    row = visible(request, number)
    if "settle" not in allowed(request, row):
        return redirect(row)
    raw, given = row.plan, answers.read(row.settled)
    offered = answers.proposals(raw, given)
    form = ProposalsForm(request.POST or None, row=row, offered=offered)
    if form.is_valid():
        with errors_in(form):
            places = form.cleaned_data["places"]
            actions.settle_all(by=request.user, **form.command, document=row, seen=form.version or 0, places=places)
            messages.success(request, f"已按建议核定 {len(places)} 处存疑。")
            return redirect(f"{row.get_absolute_url()}#doubts")
    chosen = set(form.data.getlist("places")) if form.is_bound else set(map(str, offered))  # type: ignore[attr-defined]
    listed = [
        {"place": place, "title": answers.TITLES[raw.doubts[place].kind], "doubt": raw.doubts[place],
         "proposal": proposal, "ticked": str(place) in chosen}
        for place, proposal in offered.items()
    ]  # fmt: skip
    context = {"document": row, "form": form, "listed": listed}
    return render(request, "campaigns/proposals.html", context, status=422 if form.errors else 200)


def check(request: HttpRequest, number: int) -> HttpResponse:
    """完成核对."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            actions.check(by=request.user, **form.command, document=row, seen=form.version or 0)
            messages.success(request, "核对完成，可以启动行动。")
            return redirect("campaigns:launch", number)
    return page(request, row, form)


def recheck(request: HttpRequest, number: int) -> HttpResponse:
    """重新核对."""
    row = visible(request, number)
    form = CommandForm(request.POST, row=row)
    if form.is_valid():
        with errors_in(form):
            actions.recheck(by=request.user, **form.command, document=row, seen=form.version or 0)
            return redirect(row)
    return page(request, row, form)


def drop(request: HttpRequest, number: int) -> HttpResponse:
    """作废方案."""
    row = visible(request, number)
    form = DropForm(request.POST, row=row, auto_id="drop_%s")
    if form.is_valid():
        with errors_in(form):
            actions.drop(by=request.user, **form.command, document=row, seen=form.version or 0, **form.values)
            messages.success(request, "方案已作废。")
            return redirect("campaigns:list")
    return page(request, row, form)
