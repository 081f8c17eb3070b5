"""登记清单: the overview, one register, one registration, its steps, the register as a workbook."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import files
from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm, errors_in
from fajian.core.pages import Way, bound, step, taking
from fajian.core.paging import keyset
from fajian.engine.law.checking import check
from fajian.engine.office.workbooks import Column, Sheet
from fajian.ledgers.columns import told
from fajian.orgs import history
from fajian.orgs.models import Unit
from fajian.registers import actions, standards
from fajian.registers.forms.registrations import (
    DoneForm,
    FileForm,
    OpenForm,
    ProposeForm,
    PublishForm,
    ReasonForm,
    ReckonForm,
    RegistrationFilter,
    RegistrationForm,
    RenewForm,
    improper,
)
from fajian.registers.kinds import Kind, kinds
from fajian.registers.models import Opening, Registration, RegistrationFile
from fajian.registers.workflow import REGISTRATION, STANDING

ENFORCING = ("agency", "team", "town")  # kinds of units


WAYS: dict[str, Way] = {
    "propose": Way(ProposeForm, actions.propose, "提出后由监督机关另一人核定。", "清理意见已提出。"),
    "return_": Way(ReasonForm, actions.return_, "退回后单位重新提出，理由会告诉单位。", "已退回。"),
    "settle": Way(CommandForm, actions.settle, "核定须由提出人以外的另一人办理。", "已核定。"),
    "publish": Way(PublishForm, actions.publish, "登记清理结果在哪里、什么时候向社会公布。", "已登记公布。"),
    "file": Way(
        FileForm, actions.file_, "公布以后报同级司法行政机关、上一级机关备案的，登记日期和文号。", "已登记备案。"
    ),
    "carry_out": Way(DoneForm, actions.carry_out, "落实以后这一项出册，记录保留。", "已登记落实。"),
    "strike": Way(ReasonForm, actions.strike, "登记有误的作废；记录和理由保留。", "已作废。"),
}


def index(request: HttpRequest) -> HttpResponse:
    """Every register with its counts."""
    rows = Registration.objects.visible_to(request.user).order_by().values("kind")
    counted: dict[str, Any] = {
        row["kind"]: row
        for row in rows.annotate(
            standing=Count("pk", filter=Q(state__in=STANDING)),
            proposed=Count("pk", filter=Q(state="proposed")),
            settled=Count("pk", filter=Q(state="settled")),
            published=Count("pk", filter=Q(state="published")),
            ended=Count("pk", filter=Q(state="ended")),
            shaken=Count("pk", filter=Q(state__in=STANDING) & ~Q(shaken="")),
        )
    }
    bad = _improper(request.user)
    none: dict[str, Any] = {}
    lines = [
        (kind, counted.get(kind.code, none), bad.get(kind.code, 0)) for kind in kinds().values() if not kind.retired
    ]
    return render(request, "registers/index.html", {"lines": lines})


def _improper(user: Any) -> dict[str, int]:
    """How many of each kind an opinion says are not as they should be."""
    rows = Registration.objects.visible_to(user).exclude(state__in=("kept", "struck")).order_by()
    wrong = {kind.code: set(improper(kind)) for kind in kinds().values()}
    found: dict[str, int] = {}
    for code, verdict, count in rows.values_list("kind", "verdict").annotate(n=Count("pk")):
        if verdict in wrong[code]:
            found[code] = found.get(code, 0) + count
    return found


def of_kind(code: str) -> Kind:
    """The register, or 404."""
    if code not in kinds():
        raise Http404
    return kinds()[code]


def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """One register."""
    spec, user = of_kind(kind), request.user
    filters = RegistrationFilter(request.GET, kind=spec, user=user)
    rows = filters.narrowed(Registration.objects.visible_to(user).filter(kind=kind)).select_related("unit")
    context = {
        "kind": spec, "page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data),
        "without": without(spec, user) if spec.yearly else None,
    }  # fmt: skip
    return render(request, "registers/list.html", context)


def without(spec: Kind, user: Any) -> list[Unit]:
    """The units that enforce and have registered nothing of this kind this year."""
    since = timezone.localdate().replace(month=1, day=1)
    there = Registration.objects.filter(kind=spec.code, recorded_at__date__gte=since).exclude(state="struck")
    units = Unit.objects.visible_to(user).open().filter(kind__in=ENFORCING).exclude(pk__in=there.values("unit"))
    return list(units.order_by("path")[:300])


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as the filters leave it, with the opinions: the 清理目录."""
    spec, user, today = of_kind(kind), request.user, timezone.localdate()
    rows = RegistrationFilter(request.GET, kind=spec, user=user).narrowed(
        Registration.objects.visible_to(user).filter(kind=kind)
    )
    compared = [Column("对照的上位规定", 24), Column("对照结论", 10)] if spec.compares else []
    columns = (
        Column("序号", 6), Column("单位", 18), Column("名称", 28),
        *(Column(column.label, 16) for column in spec.columns), *compared,
        Column("清理意见", 10), Column("理由", 24), Column("状态", 12), Column("核定日期", 12), Column("公布日期", 12),
        Column("公布载体", 20), Column("落实情况", 24), Column("须核对", 24),
    )  # fmt: skip
    lines: list[list[Any]] = [
        [
            number, row.unit.name, row.title,
            *(told(column, row.data.get(column.name)) for column in spec.columns),
            *((row.superior, row.get_agrees_display()) if spec.compares else ()),
            row.verdict_word, row.reason, row.state_word, row.settled_on, row.published_on, row.published_where,
            row.note, row.shaken,
        ]
        for number, row in enumerate(rows.select_related("unit").order_by("unit_path", "id"), 1)
    ]  # fmt: skip
    title = f"{spec.title}清理目录"
    sheets = [Sheet(name=spec.title, title=title, columns=columns, rows=lines)]
    if spec.table:
        steps_ = tuple(Column(heading, 14) for heading in standards.HEADINGS)
        sheets.append(Sheet("裁量基准阶次", "裁量基准阶次", steps_, standards.screening_rows(list(rows))))
    return workbook(title, sheets, today)


def new(request: HttpRequest, kind: str) -> HttpResponse:
    """登记."""
    spec, made = of_kind(kind), list[Registration]()

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(
            actions.register(
                by=request.user, **form.command, kind=kind, unit=unit, given=form.given, received=form.received
            )
        )
        return f"{spec.title}已登记。"

    form = bound(request, RegistrationForm, kind=spec, user=request.user)
    back = reverse("registers:list", args=[kind])
    title = f"登记{spec.title}"
    return step(request, form, act, back, title=title, lead=spec.about, onward=lambda: made[0].get_absolute_url())


def visible(request: HttpRequest, number: int) -> Registration:
    """The registration, or 404."""
    rows = Registration.objects.visible_to(request.user).select_related("unit", "proposed_by", "settled_by")
    found: Registration = get_object_or_404(rows.prefetch_related("files__file"), pk=number)
    return found


def registration(request: HttpRequest, number: int) -> HttpResponse:
    """One registration, with the provisions it cites as they stand today."""
    row = visible(request, number)
    context = {
        "row": row,
        "steps": steps(row, request.user),
        "standard": standards.of(row),
        "citations": check(f"{row.cited}\n{row.superior}", timezone.localdate()),
        "day": timezone.localdate(),
        "history": history.of(row),
        "openings": openings(row),
    }
    return render(request, "registers/registration.html", context)


def openings(row: Registration) -> Any:
    """Who took out its files, newest first; of a register that is kept secret."""
    found = Opening.objects.filter(file__registration=row) if row.spec.logged else Opening.objects.none()
    return found.select_related("file__file", "recorded_by__unit")[:200]


def steps(row: Registration, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    allowed = REGISTRATION.allowed(row.state, user.role)
    opinion = row.opinion
    fits = {
        "carry_out": opinion is not None and opinion.ends,
        "renew": opinion is not None and opinion.changes,
        "settle": not user.is_person(row.proposed_by),
        "file": row.spec.filed and row.filed_on is None,
    }
    found = [(one.name, one.button) for one in allowed if fits.get(one.name, True)]
    return sorted(
        found, key=lambda step: step[0] not in ("carry_out", "renew", "file")
    )  # what is to be done comes first


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    if name in ("edit", "renew"):
        return rewrite(request, row, name, button)
    facts = [("清理意见", row.verdict_word), ("理由", row.reason)]
    shown = facts if name in ("return_", "settle", "publish", "carry_out") else ()
    return taking(request, WAYS[name], "registration", row, title=button, lead=row.title, facts=shown)


def rewrite(request: HttpRequest, row: Registration, name: str, button: str) -> HttpResponse:
    """修改, or the new text after an amendment."""

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "registration": row, "seen": form.version or 0}
        if name == "edit":
            actions.edit(**said, given=form.given, received=form.received)
            return "已修改。"
        done = form.cleaned_data
        how = {"done_on": done["done_on"], "note": done["told"]}
        actions.renew(**said, given=form.given, received=form.received, **how)
        return "修改结果已登记。"

    kind = RegistrationForm if name == "edit" else RenewForm
    form = bound(request, kind, kind=row.spec, user=request.user, row=row)
    return step(request, form, act, row.get_absolute_url(), title=button, lead=row.title)


def reckoned(request: HttpRequest, number: int) -> HttpResponse:
    """裁量计算: what the standard gives for the grounds and amounts that are filled in. Nothing of it is kept."""
    row = visible(request, number)
    standard = standards.of(row)
    if standard is None:
        raise Http404
    form = ReckonForm(request.GET if request.GET else None, standard=standard)
    ranges = form.ranges if form.is_valid() else None
    return render(request, "registers/reckon.html", {"row": row, "form": form, "ranges": ranges})


def file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a registration, unless the register is kept secret."""
    found = _file(request, number)
    if found.registration.spec.logged:
        raise Http404
    return files.download(found.file)


def open_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """查阅: a file of a register that is kept secret, once it was said why."""
    found = _file(request, number)
    row = found.registration
    if not row.spec.logged:
        raise Http404
    form = bound(request, OpenForm)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.open_file(by=request.user, **form.command, file=found, **form.values)
            return files.download(found.file)
    context = {
        "form": form,
        "title": "查阅音像资料",
        "lead": f"{row.title}，{found.file.name}",
        "back": row.get_absolute_url(),
        "told": "写明事由后下载；查阅人、时间、事由留在这一件的查阅记录里。",
    }
    return render(request, "step.html", context, status=422 if form.errors else 200)


def _file(request: HttpRequest, number: int) -> RegistrationFile:
    seen = Registration.objects.visible_to(request.user).values("pk")
    rows = RegistrationFile.objects.select_related("file", "registration").filter(registration__in=seen)
    found: RegistrationFile = get_object_or_404(rows, pk=number)
    return found
