"""公示 in the office: the list with its days, one publication with exactly what goes out, its steps and channels."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import files
from fajian.core.numbers import whole
from fajian.core.pages import Way, bound, step
from fajian.core.paging import keyset
from fajian.engine.publicity.exchange import formats
from fajian.orgs import history
from fajian.orgs.models import Unit
from fajian.publicity import actions, beforehand
from fajian.publicity.forms.publications import (
    ApproveForm,
    CorrectForm,
    PlaceForm,
    PublicationFilter,
    PublicationForm,
    ReasonForm,
    SubmitForm,
    TakeDownForm,
    WithdrawForm,
    WithholdForm,
)
from fajian.publicity.kinds import Kind, kinds
from fajian.publicity.models import Copy, Publication, PublicationFile
from fajian.publicity.preview import preview
from fajian.publicity.views import exchange
from fajian.publicity.workflow import PUBLICATION, SHOWN

WAYS: dict[str, Way] = {
    "submit": Way(SubmitForm, actions.submit, "下面就是将要公开的全部内容，由另一人审核后公开。", "已送审。"),
    "return_": Way(ReasonForm, actions.return_, "退回后由单位修改，理由会告诉单位。", "已退回。"),
    "approve": Way(
        ApproveForm, actions.approve, "下面就是将要公开的全部内容，一字不差。批准后任何人都能看到。", "已公开。"
    ),
    "withhold": Way(WithholdForm, actions.withhold, "不公开，情形和理由留存备查。", "已登记不予公开。"),
    "approve_correction": Way(
        ApproveForm, actions.approve_correction, "下面是更正以后的全部内容；批准后替换，更正理由随之公开。", "已更正。"
    ),
    "drop": Way(ReasonForm, actions.drop, "公开的内容不变，理由会告诉单位。", "已登记不予更正。"),
    "withdraw": Way(
        WithdrawForm, actions.withdraw, "公开页面立即撤下，只留撤回理由；其他渠道逐个撤下并登记。", "已撤回。"
    ),
    "strike": Way(ReasonForm, actions.strike, "拟制有误的作废；记录和理由保留。", "已作废。"),
}
PREVIEWED = ("submit", "approve", "approve_correction")


def listing(request: HttpRequest) -> HttpResponse:
    """Everything in reach, newest first; what is owed with the days left."""
    rows = Publication.objects.visible_to(request.user).select_related("unit")
    filters = PublicationFilter(request.GET, user=request.user)
    context = {
        "page": keyset(filters.narrowed(rows), request.GET),
        "filters": filters,
        "asked": bool(filters.changed_data),
        "today": timezone.localdate(),
    }
    return render(request, "publicity/list.html", context)


def of_kind(code: str) -> Kind:
    """The kind, or 404."""
    if code not in kinds():
        raise Http404
    return kinds()[code]


def choose(request: HttpRequest) -> HttpResponse:
    """Which kind is to be drafted."""
    groups: dict[str, list[Kind]] = {}
    for kind in kinds().values():
        groups.setdefault(kind.when_word, []).append(kind)
    return render(request, "publicity/choose.html", {"groups": groups.items()})


def new(request: HttpRequest, kind: str) -> HttpResponse:
    """拟制."""
    spec = of_kind(kind)
    return drafted(request, spec, _begun(request, spec))


def _begun(request: HttpRequest, spec: Kind) -> dict[str, Any]:
    """What is held already for the unit the address names, or for the user's own."""
    if not spec.gathered:
        return {}
    user: Any = request.user
    asked = whole(request.GET.get("unit", ""))
    unit = Unit.objects.visible_to(user).open().filter(pk=user.unit_id if asked is None else asked).first()
    if unit is None:
        return {}
    held = beforehand.begun(unit)
    return {"unit": unit.pk, "title": f"{unit.name}行政执法事前公开内容", **held} if held else {}


def drafted(request: HttpRequest, spec: Kind, begun: Any = None, lead: str = "") -> HttpResponse:
    """The form of a kind, with what is known already filled in."""
    made = list[Publication]()

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(
            actions.prepare(
                by=request.user, **form.command, kind=spec.code, unit=unit, given=form.given, received=form.received
            )
        )
        return "已拟制，请核对公开内容后送审。"

    form = bound(request, PublicationForm, kind=spec, user=request.user, begun=begun)
    lead = lead or f"{spec.when_word}，依据{spec.basis}。谁执法谁公示：以执法单位的名义公开。"
    back = reverse("publicity:list")
    return step(
        request, form, act, back, title=f"拟制{spec.title}", lead=lead, onward=lambda: made[0].get_absolute_url()
    )


def visible(request: HttpRequest, number: int) -> Publication:
    """The publication, or 404."""
    rows = Publication.objects.visible_to(request.user).select_related("unit", "submitted_by", "approved_by")
    found: Publication = get_object_or_404(rows.prefetch_related("files__file", "copies", "editions"), pk=number)
    return found


def publication(request: HttpRequest, number: int) -> HttpResponse:
    """One publication: what goes out, what stays in, where it stands."""
    row = visible(request, number)
    lines, _ = preview(row)
    editions = list(row.editions.all())
    shown = {label for label, _ in lines}
    context = {
        "row": row,
        "lines": lines,
        "kept_back": [column.label for column in row.spec.columns
                      if row.data.get(column.name) and column.label not in shown],
        "editions": editions,
        "lacks": formats()[row.kind].missing(exchange.values(row)) if row.kind in formats() else [],
        "now": editions[-1] if editions and row.state in SHOWN else None,
        "steps": steps(row, request.user),
        "inside": bool(row.audience_path),
        "may_place": row.state in SHOWN and _writes(request.user),
        "may_remove": _writes(request.user),
        "today": timezone.localdate(),
        "history": history.of(row),
    }  # fmt: skip
    return render(request, "publicity/publication.html", context)


def _writes(user: Any) -> bool:
    return user.role in PUBLICATION.groups["writer"]


def steps(row: Publication, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    own = user.is_person(row.submitted_by)
    approves = user.role in row.spec.by and not own
    fits = {
        "submit": not row.barred,
        "approve": approves,
        "approve_correction": approves,
        "withhold": not user.is_person(row.recorded_by),
        "correct": not user.is_person(row.approved_by),
    }
    return [(one.name, one.button) for one in PUBLICATION.allowed(row.state, user.role) if fits.get(one.name, True)]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    if name in ("edit", "correct"):
        return rewrite(request, row, name, button)
    way, (lines, digest) = WAYS[name], preview(row)

    def act(form: Any) -> str:
        way.act(by=request.user, **form.command, publication=row, seen=form.version or 0, **form.values)
        return way.done

    form = bound(request, way.form, row=row)
    if "digest" in form.fields:
        form.fields["digest"].initial = digest
    shown = [*lines, *(("附件", one.file.name) for one in row.files.all())] if name in PREVIEWED else ()
    return step(
        request, form, act, row.get_absolute_url(), title=button, lead=row.title, told=way.told, facts=shown
    )  # fmt: skip


def rewrite(request: HttpRequest, row: Publication, name: str, button: str) -> HttpResponse:
    """修改, or a correction of what is out already."""

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "publication": row, "seen": form.version or 0, "given": form.given}
        if name == "edit":
            actions.edit(**said, received=form.received)
            return "已修改。"
        actions.correct(**said, reason=form.cleaned_data["told"])
        return "更正已提出，由另一人审核；公开的内容暂时不变。"

    held = beforehand.begun(row.unit, row) if row.spec.gathered else {}
    kind = PublicationForm if name == "edit" else CorrectForm
    form = bound(request, kind, kind=row.spec, user=request.user, row=row, begun=held)
    return step(request, form, act, row.get_absolute_url(), title=button, lead=row.title)


def place(request: HttpRequest, number: int) -> HttpResponse:
    """登记公示渠道."""
    row = visible(request, number)
    if row.state not in SHOWN:
        raise Http404

    def act(form: Any) -> str:
        actions.place(by=request.user, **form.command, publication=row, **form.values)
        return "渠道已登记。"

    told = "除本系统的公开页面以外，还在哪里公开；撤回、到期时逐个撤下。"
    return step(
        request, bound(request, PlaceForm), act, row.get_absolute_url(), title="登记公示渠道", lead=row.title, told=told
    )


def take_down(request: HttpRequest, number: int) -> HttpResponse:
    """登记撤下."""
    seen = Publication.objects.visible_to(request.user).values("pk")
    copy = get_object_or_404(Copy.objects.filter(publication__in=seen, removed_on=None), pk=number)

    def act(form: Any) -> str:
        actions.take_down(by=request.user, **form.command, copy=copy, seen=form.version or 0, **form.values)
        return "已登记撤下。"

    form, back = bound(request, TakeDownForm, row=copy), copy.publication.get_absolute_url()
    return step(request, form, act, back, title="登记撤下", lead=f"{copy.publication}，{copy.channel}")


def file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a publication."""
    seen = Publication.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(PublicationFile.objects.select_related("file").filter(publication__in=seen), pk=number)
    return files.download(found.file)
