"""One row: its page, writing it down, changing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fajian.core.errors import Stale
from fajian.core.forms import CommandForm, errors_in
from fajian.core.workflow import Step
from fajian.ledgers import actions, history, lineage, origins, pairings, reuse
from fajian.ledgers.beside import beside, proofs_beside
from fajian.ledgers.columns import others, places, text
from fajian.ledgers.forms.entries import CorrectForm, EntryForm
from fajian.ledgers.forms.fields import change
from fajian.ledgers.forms.steps import ReasonForm
from fajian.ledgers.models import Entry, Pairing, Proof, Rectification, Traits
from fajian.ledgers.views.lists import visible_entry, visible_ledger
from fajian.ledgers.workflow import OPEN, PROBLEM


def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Everything about one row, and the steps this user may take."""
    row = visible_entry(request, number)
    spec, problem = row.ledger.spec, row.problem
    facts = [
        (column.group, column.label, text(spec, row, column))
        for column in spec.columns
        if places(spec)[column.name] in ("title", "unit", "data")
    ]
    proofs = proofs_beside(problem) if problem else []
    user: Any = request.user
    hand = bool(problem and user.role == "supervisor" and actions.has_hand(problem, user))
    context = {
        "entry": row,
        "ledger": row.ledger,
        "problem": problem,
        "facts": facts,
        "others": others(spec, row),
        "proofs": [proof for proof in proofs if not proof.taken_back],
        "taken_back": [proof for proof in proofs if proof.taken_back],
        "reuses": reuse.found([problem], user)[problem.pk] if problem else [],
        "history": history.of(row),
        "chain": lineage.chain(row, user),
        **channels(row, user),
        "steps": steps(row, user, hand=hand),
        "beside": beside(problem, user) if problem else None,
        "origin": origins.address(row, user),
        "has_hand": hand and problem is not None and problem.state == "submitted",
        "may_edit": may_edit(row, request.user),
        "may_prove": bool(problem and may_prove(row, request.user)),
        "may_strike": may_strike(row, request.user),
        "may_classify": may_classify(row, request.user),
    }
    return render(request, "ledgers/entry.html", context)


def channels(row: Entry, user: Any) -> dict[str, Any]:
    """The ways this problem became known: its own and those of the rows joined into it; and what still waits.

    One look at its pairs first: most rows have none, and what a page says of a pair joins ten tables.
    """
    mine = Pairing.objects.visible_to(user).filter(Q(earlier=row.pk) | Q(later=row.pk))
    pairs = list(mine.values_list("kind", "state", "kept", "earlier__struck_out", "later__struck_out"))
    kept = [kept for kind, state, kept, *_ in pairs if (kind, state) == ("same", "confirmed")]
    into = next((number for number in kept if number != row.pk), None)
    return {
        "channel": Traits.objects.filter(entry=row).values_list("channel", flat=True).first(),
        "joined": pairings.joined(row, user) if row.pk in kept else [],
        "joined_into": Entry.objects.visible_to(user).filter(pk=into).first() if into else None,
        "pairs_waiting": sum(state == "proposed" and not any(struck) for _, state, _, *struck in pairs),
    }


def steps(row: Entry, user: Any, *, hand: bool) -> list[Step]:
    """The buttons: what the table allows in this state to this role.

    Without closing for whoever had a hand in it, and for others than the body that has it on its list.
    """
    if row.problem is None or row.struck_out:
        return []
    kept = hand or row.problem.listed_by_id not in (None, user.unit_id)
    return [step for step in PROBLEM.allowed(row.problem.state, user.role) if not (step.name == "close" and kept)]


def may_edit(row: Entry, user: Any) -> bool:
    """修改: the unit, while the problem is open."""
    if row.struck_out or user.role not in actions.UNIT:
        return False
    return row.problem is None or row.problem.state in OPEN


def may_prove(row: Entry, user: Any) -> bool:
    """上传佐证: as 修改."""
    return row.problem is not None and may_edit(row, user)


def may_strike(row: Entry, user: Any) -> bool:
    """作废: the county; the unit what it found itself and has not accepted."""
    if row.struck_out or user.role not in ("supervisor", *actions.UNIT):
        return False
    own = row.problem is None or (row.problem.state == "found" and not row.told_from_above)
    return row.problem is None or (row.problem.listed_by_id is None and (user.role == "supervisor" or own))


def may_classify(row: Entry, user: Any) -> bool:
    """归类: the county; the unit while the problem is open."""
    if row.problem is None or row.struck_out:
        return False
    return user.role == "supervisor" or (user.role in actions.UNIT and row.problem.state in OPEN)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def record(request: HttpRequest, number: int) -> HttpResponse:
    """登记新条目."""
    ledger = visible_ledger(request, number)
    form = EntryForm(request.POST or None, ledger=ledger)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            new = actions.NewEntry(form.title, form.content, form.day, category=form.category)
            (made,) = actions.record(by=request.user, **form.command, ledger=ledger, rows=[new])
            messages.success(request, f"已登记为第{made.number}号。")
            return redirect(made)
    context = {"form": form, "ledger": ledger, "button": "登记"}
    return render(request, "ledgers/record.html", context, status=422 if form.errors else 200)


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """修改条目."""
    row = visible_entry(request, number)
    fixed = row.problem is not None and row.told_from_above

    def make(data: Any) -> EntryForm:
        return EntryForm(data, ledger=row.ledger, entry=row, fixed=fixed)

    def act(form: Any) -> str:
        actions.edit(
            by=request.user, **form.command, entry=row, seen=form.version, title=form.title, data=form.content,
            happened_on=form.day,
        )  # fmt: skip
        return "修改已保存。"

    told = "这个问题由监督人员登记，问题描述和发生日期不能修改。" if fixed else ""
    return written(request, row, row, make, act, title="修改条目", button="保存", told=told)


def correct(request: HttpRequest, number: int) -> HttpResponse:
    """更正条目."""
    row = visible_entry(request, number)

    def make(data: Any) -> CorrectForm:
        return CorrectForm(data, ledger=row.ledger, entry=row)

    def act(form: Any) -> str:
        actions.correct(
            by=request.user, **form.command, entry=row, seen=form.version, title=form.title, data=form.content,
            happened_on=form.day, reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return "已更正，待另一位监督人员重新核准。"

    told = "更正后问题回到“待销号审核”，原来的核准失效；更正前的内容留在经过里。"
    return written(request, row, row, make, act, title="更正条目", button="更正", told=told)


def strike(request: HttpRequest, number: int) -> HttpResponse:
    """作废条目."""
    row = visible_entry(request, number)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data, row=row)

    def act(form: Any) -> str:
        reason = form.cleaned_data["reason"]
        actions.strike_out(by=request.user, **form.command, entry=row, seen=form.version, reason=reason)
        return "条目已作废。"

    told = "作废后不再计入台账数字，也不能再办理；条目和理由保留，不会删除。"
    return written(request, row, row, make, act, title="作废条目", button="作废", told=told, danger=True)


def written(
    request: HttpRequest,
    row: Entry,
    versioned: Entry | Rectification | Proof,
    make: Callable[[Any], CommandForm],
    act: Callable[[Any], str],
    *,
    title: str,
    button: str,
    told: str = "",
    danger: bool = False,
) -> HttpResponse:
    """A page with one form that ends in one command.

    What was refused stands on the form beside what was typed. If somebody else was first, both texts are shown (409);
    sent again, the form then stands on the version now shown.
    """
    form, stale, status = make(request.POST if request.method == "POST" else None), None, 200
    if request.method == "POST" and form.is_valid():
        try:
            with errors_in(form):
                messages.success(request, act(form))
                return redirect(row)
        except Stale as error:
            stale, status = error, 409
            change(form, "seen", str(error.current))
    if form.errors:
        status = 422
    context = {
        "form": form, "entry": row, "ledger": row.ledger, "problem": row.problem, "title": title, "button": button,
        "told": told, "danger": danger, "stale": stale, "received": getattr(form, "received", []),
    }  # fmt: skip
    if row.problem is not None:
        context["proofs"] = row.problem.proofs.filter(taken_back=False).select_related("file", "recorded_by")
        context["reuses"] = reuse.found([row.problem], request.user)[row.pk]
    return render(request, "ledgers/step.html", context, status=status)
