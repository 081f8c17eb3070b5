"""报送: the steps of the unit, and what was handed in, version by version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fajian.campaigns import actions
from fajian.campaigns.differences import difference
from fajian.campaigns.forms import BackForm, DraftForm, SeenForm
from fajian.campaigns.models import Draft, Duty, Return
from fajian.campaigns.views.duties import page, step, visible
from fajian.core import files
from fajian.core.forms import errors_in
from fajian.core.models import StoredFile
from fajian.ledgers.forms.fields import change

SHOWN = 200  # rows of one ledger on a version's page; the file holds them all


def kept(request: HttpRequest, row: Duty) -> Draft | None:
    """The duty's draft, if this user may see it."""
    found: Draft | None = Draft.objects.visible_to(request.user).filter(duty=row).first()
    return found


def save(request: HttpRequest, number: int) -> HttpResponse:
    """保存草稿."""
    row = visible(request, number)
    return _write(request, row, None, "草稿已保存。上级看不到草稿。")


def submit(request: HttpRequest, number: int) -> HttpResponse:
    """保存并送审."""
    row = visible(request, number)
    return _write(request, row, actions.submit_draft, "已送审，等待单位领导审定。")


def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """报送 what the form holds."""
    row = visible(request, number)
    return _write(request, row, actions.hand_in, f"“{row.what}”已报送，等待收讫。")


def _write(request: HttpRequest, row: Duty, then: Any, said: str) -> HttpResponse:
    """Save the draft, and then the next step: what is refused there has lost nothing of what was written."""
    nil = bool(request.POST.get("nil"))
    form = DraftForm(request.POST, request.FILES, row=row, kept=kept(request, row), nil=nil)
    if not form.is_valid():
        return page(request, row, form)
    given: dict[str, Any] = {"by": request.user, **form.command, "duty": row, "seen": form.version or 0}
    with errors_in(form):
        draft = actions.save_draft(**given, **form.values)
        change(form, "draft", str(draft.version))
        if then is not None:
            then(**given, draft_seen=draft.version)
        messages.success(request, said)
        return redirect(row)
    return page(request, row, form)


def send(request: HttpRequest, number: int) -> HttpResponse:
    """报送 what the leader has approved."""
    row = visible(request, number)
    form = SeenForm(request.POST, row=row, kept=None)
    return step(request, row, form, actions.hand_in, f"“{row.what}”已报送，等待收讫。")


def approve(request: HttpRequest, number: int) -> HttpResponse:
    """审定."""
    row = visible(request, number)
    form = SeenForm(request.POST, row=row, kept=None)
    return step(request, row, form, actions.approve_draft, "已审定，可以报送。")


def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """退回修改."""
    row = visible(request, number)
    form = BackForm(request.POST, row=row, kept=None, auto_id="back_%s")
    return step(request, row, form, actions.send_back_draft, "已退回修改。")


# ── what was handed in ───────────────────────────────────────────────────────────────────────────────────────────────


def found(request: HttpRequest, number: int) -> Return:
    """The version, or 404."""
    rows = Return.objects.visible_to(request.user).select_related(
        "duty__campaign", "unit", "file", "proof", "content", "recorded_by", "approved_by", "answered_by"
    )
    row: Return = get_object_or_404(rows, pk=number)
    return row


def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it was handed in, and cell by cell what changed since the one before."""
    row = found(request, number)
    told = row.content.told if row.digest else None
    before = Return.objects.filter(duty=row.duty, number=row.number - 1).select_related("content").first()
    compared = told is not None and before is not None and bool(before.digest)
    context = {
        "version": row,
        "duty": row.duty,
        "before": before,
        "difference": difference(before.content.told, told) if compared and before and told else None,
        "books": [_book(book) for book in told["ledgers"]] if told else [],
        "shown": SHOWN,
    }
    return render(request, "campaigns/version.html", context)


def _book(book: dict[str, Any]) -> dict[str, Any]:
    """A ledger of a version for its page: headings, and the rows in the order of the columns that hold something."""
    held = {name for row in book["rows"] for name in row["cells"]}
    shown = [(name, label) for name, label in book["columns"] if name in held]
    rows = [(row, [(label, row["cells"].get(name, "")) for name, label in shown]) for row in book["rows"]]
    return {
        "title": f"{book['annex']} {book['title']}".strip(),
        "labels": [label for _, label in shown],
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
    }


def content(request: HttpRequest, number: int) -> HttpResponse:
    """The content byte for byte, so that anybody can recompute the digest."""
    row = found(request, number)
    if not row.digest:
        raise Http404
    answer = HttpResponse(row.content.text.encode(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="return-{row.pk}.json"'
    return answer


def attachment(request: HttpRequest, number: int) -> FileResponse:
    """The file of something handed in."""
    return _download(found(request, number).file)


def proof(request: HttpRequest, number: int) -> FileResponse:
    """The proof that went with something handed in."""
    return _download(found(request, number).proof)


def draft(request: HttpRequest, number: int) -> Draft:
    """The draft, or 404."""
    row: Draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related("file", "proof"), pk=number)
    return row


def draft_file(request: HttpRequest, number: int) -> FileResponse:
    """What will go with it."""
    return _download(draft(request, number).file)


def draft_proof(request: HttpRequest, number: int) -> FileResponse:
    """The proof that will go with it."""
    return _download(draft(request, number).proof)


def _download(file: StoredFile | None) -> FileResponse:
    if file is None:
        raise Http404
    return files.download(file)
