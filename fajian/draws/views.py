"""Pages on draws in the office: how far each is, the secrets, the result with everything to check it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from fajian.core.forms import CommandForm, errors_in
from fajian.core.paging import keyset
from fajian.draws import actions
from fajian.draws.forms import RedrawForm, RevealForm, SealForm, ValueForm
from fajian.draws.models import Draw
from fajian.draws.workflow import DRAW
from fajian.orgs import history

LISTED = 200  # ids a page writes out; the file holds all
FORMS: dict[str, Callable[..., CommandForm]] = {
    "seal": SealForm, "reveal": RevealForm, "draw": ValueForm, "redraw": RedrawForm, "publish": CommandForm,
}  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """Draws in reach, newest first; `state=unpublished`: those whose result is not public yet."""
    rows, unpublished = Draw.objects.visible_to(request.user).select_related("unit"), asked_for_unpublished(request)
    rows = rows.unpublished() if unpublished else rows
    rows = rows.only("title", "attempt", "state", "digest", "committed_at", "drawn_at", "published_at", "unit__name")
    return render(request, "draws/list.html", {"page": keyset(rows, request.GET), "unpublished": unpublished})


def asked_for_unpublished(request: HttpRequest) -> bool:
    """Does the address ask for results that are not public yet?"""
    return request.GET.get("state") == "unpublished"


def visible(request: HttpRequest, number: int) -> Draw:
    """The draw, or 404."""
    rows = Draw.objects.visible_to(request.user).select_related("unit", "before", "recorded_by")
    found: Draw = get_object_or_404(rows, pk=number)
    return found


def draw(request: HttpRequest, number: int) -> HttpResponse:
    """One draw."""
    return page(request, visible(request, number))


def page(request: HttpRequest, row: Draw, wrong: CommandForm | None = None, name: str = "") -> HttpResponse:
    """The draw's page; `wrong` is a form that could not be carried out, shown as it was sent."""
    may = allowed(request, row)
    context = {
        "draw": row,
        "after": Draw.objects.filter(before=row).first(),
        "secrets": row.secrets.order_by("pk"),
        "strata": [
            {"name": one["name"], "take": min(one["take"], len(one["ids"])), "size": len(one["ids"]),
             "drawn": row.drawn.get(one["name"], [])[:LISTED]}
            for one in row.strata
        ],
        "size": sum(len(one["ids"]) for one in row.strata),
        "forms": {step: wrong if step == name else FORMS[step](row=row, auto_id=f"{step}_%s") for step in may},
        "form": wrong,
        "history": history.of(row),
    }  # fmt: skip
    return render(request, "draws/draw.html", context, status=422 if wrong else 200)


def allowed(request: HttpRequest, row: Draw) -> list[str]:
    """Names of the steps this user may take now."""
    user: Any = request.user
    own = next((secret for secret in row.secrets.select_related("user") if user.is_person(secret.user)), None)
    waiting = row.secrets.filter(word="").exists()
    fits = {
        "seal": own is None,
        "reveal": own is not None and not own.word,
        "draw": bool(row.public) and not waiting,
        "publish": row.published_at is None,
        "redraw": not user.is_person(row.recorded_by) and not actions.settled(row),
        "commit": False,
    }
    return [step.name for step in DRAW.allowed(row.state, user.role) if fits[step.name]]


def step(request: HttpRequest, number: int, name: str, act: Callable[[Draw, Any], tuple[Draw, str]]) -> HttpResponse:
    """Carry one step out."""
    row = visible(request, number)
    form = FORMS[name](request.POST, row=row, auto_id=f"{name}_%s")
    if form.is_valid():
        with errors_in(form):
            made, said = act(row, form)
            messages.success(request, said)
            return redirect(made)
    return page(request, row, form, name)


def seal(request: HttpRequest, number: int) -> HttpResponse:
    """交存口令."""

    def act(row: Draw, form: Any) -> tuple[Draw, str]:
        made = actions.seal(by=request.user, **form.command, draw=row, secret=form.cleaned_data["secret"])
        return made, "口令已交存，名单已公布。" if made.digest else "口令已交存。"

    return step(request, number, "seal", act)


def reveal(request: HttpRequest, number: int) -> HttpResponse:
    """公布口令."""

    def act(row: Draw, form: Any) -> tuple[Draw, str]:
        made = actions.reveal(by=request.user, **form.command, draw=row, secret=form.cleaned_data["secret"])
        return made, "口令已公布，抽取完成。" if made.seed else "口令已公布。"

    return step(request, number, "reveal", act)


def draw_lots(request: HttpRequest, number: int) -> HttpResponse:
    """抽取."""

    def act(row: Draw, form: Any) -> tuple[Draw, str]:
        value = form.cleaned_data["value"]
        made = actions.draw_lots(by=request.user, **form.command, draw=row, seen=form.version or 0, value=value)
        return made, "抽取完成。"

    return step(request, number, "draw", act)


def redraw(request: HttpRequest, number: int) -> HttpResponse:
    """重新抽取."""

    def act(row: Draw, form: Any) -> tuple[Draw, str]:
        made = actions.redraw(by=request.user, **form.command, draw=row, seen=form.version or 0, **form.values)
        return made, "已开始重新抽取，原来的结果保留。"

    return step(request, number, "redraw", act)


def publish(request: HttpRequest, number: int) -> HttpResponse:
    """公开结果."""

    def act(row: Draw, form: Any) -> tuple[Draw, str]:
        made = actions.publish(by=request.user, **form.command, draw=row, seen=form.version or 0)
        return made, "结果已公开，任何人都能核对。"

    return step(request, number, "publish", act)


# ── what a stranger needs ────────────────────────────────────────────────────────────────────────────────────────────


def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """The text whose SHA-256 was published, byte for byte."""
    row = visible(request, number)
    if not row.commitment:
        raise Http404
    return file(row.commitment.encode(), f"抽取承诺 {row.pk}.json")


def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """The result with everything to count it again."""
    row = visible(request, number)
    if not row.seed:
        raise Http404
    return file(bundled(row), f"抽取结果 {row.pk}.json")


def bundled(row: Draw) -> bytes:
    """The result's file."""
    return json.dumps(row.bundle, ensure_ascii=False, indent=1).encode()


def file(content: bytes, name: str) -> HttpResponse:
    """A download."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
