"""The steps of a problem, its proofs, and the review of many."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core import files
from fajian.core.numbers import whole
from fajian.core.paging import keyset
from fajian.engine.faults import InputError
from fajian.ledgers import actions, reuse
from fajian.ledgers.forms.fields import change
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.forms.steps import AcceptForm, CloseForm, ProofForm, ReasonForm, SettleForm, SubmitForm, VerdictForm
from fajian.ledgers.gate import points
from fajian.ledgers.models import Entry, Proof, Rectification
from fajian.ledgers.selection import Selection
from fajian.ledgers.views.entries import written
from fajian.ledgers.views.lists import visible_entry

REVIEWED_AT_ONCE = 20
PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def accept(request: HttpRequest, number: int) -> HttpResponse:
    """认领整改."""
    told = "填写原因、措施和时限后开始整改。时限之后未销号的，列为逾期。"
    return step(request, number, AcceptForm, actions.accept, "已认领，请在时限内完成整改。", told)


def submit(request: HttpRequest, number: int) -> HttpResponse:
    """申请销号."""
    told = "提交后由监督人员审核，审核期间不能修改条目和佐证。至少要有一份佐证材料。"
    return step(request, number, SubmitForm, actions.submit, "已提交销号申请。", told)


def settle(request: HttpRequest, number: int) -> HttpResponse:
    """立行立改."""
    told = "已经当场改好的，一次填写原因、措施和结果，附上佐证，直接申请销号；整改时限就是今天。"
    return step(request, number, SettleForm, actions.settle, "已认领并提交销号申请。", told)


def return_(request: HttpRequest, number: int) -> HttpResponse:
    """退回整改."""
    told = "退回后由单位补充整改、重新申请。请写清缺什么、怎么补。"
    return step(request, number, ReasonForm, actions.return_, "已退回。", told)


def close(request: HttpRequest, number: int) -> HttpResponse:
    """核准销号."""
    told = "核准前请逐份核对佐证材料。核准后条目列为已销号；以后再出现的，认定反弹。"
    _, problem = visible_problem(request, number)
    form = partial(CloseForm, reused=bool(reuse.found([problem], request.user)[problem.pk]))
    return step(request, number, form, actions.close, "已核准销号。", told)


def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """认定反弹."""
    told = "认定后问题退出已销号，须由单位重新认领整改；原来的核准留在经过里。"
    return step(request, number, ReasonForm, actions.reopen, "已认定反弹。", told)


def step(request: HttpRequest, number: int, form: Any, action: Any, done: str, told: str) -> HttpResponse:
    """A page for one step."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> Any:
        return form(data, request.FILES or None, row=problem)

    def act(filled: Any) -> str:
        given = {name: value for name, value in filled.values.items() if name not in ("uploads", "kept")}
        if hasattr(filled, "received"):
            given["files"] = filled.received
        action(by=request.user, **filled.command, rectification=problem, seen=filled.version, **given)
        return done

    danger = action in (actions.reopen, actions.return_)
    return written(request, row, problem, make, act, title=action.title, button=action.title, told=told, danger=danger)


def prove(request: HttpRequest, number: int) -> HttpResponse:
    """上传佐证."""
    row, problem = visible_problem(request, number)

    def make(data: Any) -> ProofForm:
        return ProofForm(data, request.FILES or None, row=problem)

    def act(form: Any) -> str:
        proofs = actions.add_proof(
            by=request.user,
            **form.command,
            rectification=problem,
            files=form.received,
            note=form.cleaned_data["note"],
            kind=form.cleaned_data["proof_kind"],
        )
        return f"已上传 {len(proofs)} 份佐证材料。"

    told = "上传能看出问题已经整改的材料，如回证、照片、文书。同一份文件一般只能佐证一个问题。"
    return written(request, row, problem, make, act, title="上传佐证", button="上传", told=told)


def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """撤回佐证."""
    proof = visible_proof(request, number)
    row = visible_entry(request, proof.rectification_id)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data, row=proof)

    def act(form: Any) -> str:
        actions.take_back_proof(by=request.user, **form.command, proof=proof, reason=form.cleaned_data["reason"])
        return "佐证已撤回。"

    told = f"撤回“{proof.file.name}”后不再作为佐证；文件和理由保留，不会删除。"
    return written(request, row, proof, make, act, title="撤回佐证", button="撤回", told=told, danger=True)


def proof_file(request: HttpRequest, number: int) -> HttpResponse:
    """A proof as a download."""
    response: Any = files.download(visible_proof(request, number).file)
    return response  # type: ignore[no-any-return]


def picture(request: HttpRequest, number: int) -> HttpResponse:
    """A proof that is a picture, for <img>; its first bytes were looked at when it came in."""
    proof = visible_proof(request, number)
    if proof.file.kind not in PICTURE_TYPES:
        raise Http404
    response: Any = files.download(proof.file)
    response["Content-Type"] = PICTURE_TYPES[proof.file.kind]
    response["Content-Disposition"] = "inline"
    return response  # type: ignore[no-any-return]


# ── review ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def review(request: HttpRequest) -> HttpResponse:
    """批量销号审核: rows waiting for approval with their proofs, a verdict for each, every verdict its own command."""
    filters = EntryFilter(request.GET, user=request.user)
    filters.fields.pop("state")
    chosen = {**filters.query, "state": "submitted"}
    rows = Selection.of(request.user, timezone.localdate(), chosen).rows()
    if request.method == "POST":
        asked = [whole(text) or 0 for text in request.POST.getlist("rows")[:REVIEWED_AT_ONCE]]
        waiting = {row.pk: row for row in reviewed(Rectification.objects.visible_to(request.user).filter(pk__in=asked))}
        left = judge(request, [waiting[number] for number in asked if number in waiting])
        if not left:
            return redirect(request.get_full_path())
        reuses = reuse.found([row for row, _ in left], request.user)
        left_over = {"rows": told(request, left, reuses), "page": None, "filters": filters, "wrong": True}
        return render(request, "ledgers/review.html", left_over, status=422)
    page = keyset(reviewed(rows), request.GET, order=("entry_id",), size=REVIEWED_AT_ONCE)
    reuses = reuse.found(page.rows, request.user)
    forms = [(row, VerdictForm(row=row, prefix=str(row.pk), reused=bool(reuses[row.pk]))) for row in page.rows]
    context: dict[str, Any] = {"rows": told(request, forms, reuses), "page": page, "filters": filters, "wrong": False}
    return render(request, "ledgers/review.html", context)


def reviewed(rows: Any) -> Any:
    """With everything a verdict needs, however many rows in the same few queries."""
    rows = rows.select_related("entry__ledger", "entry__recorded_by", "unit", "submitted_by", "listed_by")
    return rows.prefetch_related("proofs__file", "proofs__recorded_by", "hands__user", "phases", "fixes")


def told(
    request: HttpRequest, forms: list[tuple[Rectification, VerdictForm]], reuses: dict[int, list[reuse.Reuse]]
) -> list[dict[str, Any]]:
    """Each row with its form, its proofs, what of it stands for another row too, and whether it is one's own."""
    user: Any = request.user
    return [
        {
            "row": row,
            "form": form,
            "proofs": [proof for proof in row.proofs.all() if not proof.taken_back],
            "reuses": reuses[row.pk],
            "points": points(row),
            "others_list": row.listed_by_id not in (None, user.unit_id),
            "has_hand": any(
                user.is_person(other) for other in (row.entry.recorded_by, *(hand.user for hand in row.hands.all()))
            ),
        }
        for row, form in forms
    ]


def judge(request: HttpRequest, rows: list[Rectification]) -> list[tuple[Rectification, VerdictForm]]:
    """Carry the verdicts out one by one; the rows whose verdict was refused, with the sentence on their form."""
    left, done = [], {"close": 0, "return": 0}
    reuses = reuse.found(rows, request.user)
    for row in rows:
        form = VerdictForm(request.POST, row=row, prefix=str(row.pk), reused=bool(reuses[row.pk]))
        if not form.is_valid():
            left.append((row, form))
            continue
        verdict, reason = form.cleaned_data["verdict"], form.cleaned_data["reason"]
        given: dict[str, Any] = {"by": request.user, **form.command, "rectification": row, "seen": form.version}
        if not verdict:
            continue
        try:
            if verdict == "close":
                actions.close(**given, note=reason, reuse_note=form.cleaned_data.get("reuse_note", ""))
            else:
                actions.return_(**given, reason=reason)
            done[verdict] += 1
        except InputError as refused:  # Stale is one: the row is shown as it is now, with what was typed
            form.add_error(None, str(refused))
            fresh = reviewed(Rectification.objects.filter(pk=row.pk)).get()
            change(form, f"{row.pk}-seen", str(fresh.version))
            left.append((fresh, form))
    if done["close"] or done["return"]:
        messages.success(request, f"核准销号 {done['close']} 件，退回整改 {done['return']} 件。")
    elif not left:
        messages.info(request, "没有选择审核结论，未作处理。")
    return left


def visible_problem(request: HttpRequest, number: int) -> tuple[Entry, Rectification]:
    """The row and its rectification, or 404."""
    row = visible_entry(request, number)
    if row.problem is None:
        raise Http404
    return row, row.problem


def visible_proof(request: HttpRequest, number: int) -> Proof:
    """The proof, or 404."""
    found: Proof = get_object_or_404(Proof.objects.visible_to(request.user).select_related("file"), pk=number)
    return found
