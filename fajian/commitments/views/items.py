"""告知承诺事项目录: the unit's list, one item, its steps; the public list with guides and forms to take along."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions, papers, words
from fajian.commitments.contents import faults
from fajian.commitments.forms.items import CatalogueFilter, ItemFilter, ItemForm, PublishForm, ReasonForm, WatcherForm
from fajian.commitments.models import PromiseItem
from fajian.commitments.workflow import ITEM
from fajian.core.downloads import document, workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import Way, bound, step
from fajian.core.paging import keyset
from fajian.engine.law.checking import check
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs import history

WAYS: dict[str, Way] = {
    "submit": Way(CommandForm, actions.submit, "告知内容齐全的才能提请，由另一人审定。", "已提请审定。"),
    "return_": Way(ReasonForm, actions.return_, "退回后修改重新提请，理由会告诉单位。", "已退回。"),
    "publish": Way(PublishForm, actions.publish, "公布后列入公开的目录清单，任何人可以查看、下载。", "已公布。"),
    "revise": Way(CommandForm, actions.revise, "另起一份修订稿；修订稿公布以前，现在的这一版照用。", "修订稿已建立。"),
    "end": Way(ReasonForm, actions.end, "退出后不再受理承诺；已经办理的照旧核查。", "已退出目录。"),
    "strike": Way(ReasonForm, actions.strike, "作废后保留记录和理由。", "已作废。"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """The items one may see."""
    user = request.user
    filters = ItemFilter(request.GET, user=user)
    rows = filters.narrowed(PromiseItem.objects.visible_to(user)).select_related("unit")
    context = {"page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "commitments/items.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """目录清单 as the filters leave it."""
    user, today = request.user, timezone.localdate()
    rows = ItemFilter(request.GET, user=user).narrowed(PromiseItem.objects.visible_to(user))
    columns = (
        Column("序号", 6), Column("实施机关", 18), Column("事项名称", 28), Column("证明（许可）名称", 20),
        Column("事项类别", 12), *(Column(one.label, 20) for one in words.elements()), Column("核查方式", 12),
        Column("核查标准", 20), Column("免予核查的条件", 20), Column("日常监管方式", 14), Column("版次", 6),
        Column("监管单位", 18), Column("状态", 10), Column("公布日期", 12), Column("公布载体", 20),
    )  # fmt: skip
    lines: list[list[Any]] = [
        [
            number, row.unit.name, row.title, row.proof, row.get_kind_display(), *(text for _, text in row.told),
            row.get_check_way_display(), row.check_standard, row.exempt_when, row.get_watched_display(), row.edition,
            row.watcher.name if row.watcher else "没有落实", row.state_word, row.published_on, row.published_where,
        ]
        for number, row in enumerate(rows.select_related("unit", "watcher").order_by("unit_path", "id"), 1)
    ]  # fmt: skip
    title = "告知承诺事项目录清单"
    return workbook(title, [Sheet(name="目录清单", title=title, columns=columns, rows=lines)], today)


def new(request: HttpRequest) -> HttpResponse:
    """拟制."""
    made = list[PromiseItem]()

    def act(form: Any) -> str:
        unit = form.cleaned_data["unit"]
        made.append(actions.draft(by=request.user, **form.command, unit=unit, notice=form.notice))
        return "已保存。内容齐全后提请审定。"

    form = bound(request, ItemForm, user=request.user)
    return step(
        request, form, act, reverse("commitments:items"), title="拟制告知承诺事项",
        lead="没有填齐的可以先保存，提请审定时逐项校验。", onward=lambda: made[0].get_absolute_url(),
    )  # fmt: skip


def visible(request: HttpRequest, number: int) -> PromiseItem:
    """The item, or 404."""
    rows = PromiseItem.objects.visible_to(request.user).select_related(
        "unit", "watcher", "replaces", "submitted_by", "approved_by"
    )
    found: PromiseItem = get_object_or_404(rows, pk=number)
    return found


def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item, what its notice lacks, its editions, the provisions it cites as they stand today."""
    row, today = visible(request, number), timezone.localdate()
    context = {
        "row": row,
        "steps": steps(row, request.user),
        "faults": faults(row, today) if row.state in ("draft", "submitted") else [],
        "verification": papers.verification(row, today),
        "revisions": row.revisions.exclude(state="struck"),
        "citations": check(row.cited, today),
        "day": today,
        "history": history.of(row),
    }
    return render(request, "commitments/item.html", context)


def steps(row: PromiseItem, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    fits = {"publish": not user.is_person(row.submitted_by), "replace": False}
    return [(one.name, one.button) for one in ITEM.allowed(row.state, user.role) if fits.get(one.name, True)]


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One step."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404
    made = [row]

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "item": row, "seen": form.version or 0}
        if name == "edit":
            actions.edit(**said, notice=form.notice)
            return "已修改。"
        made.append(WAYS[name].act(**said, **form.values))
        return WAYS[name].done

    given = {"user": request.user} if name == "edit" else {}
    form = bound(request, ItemForm if name == "edit" else WAYS[name].form, row=row, **given)
    told = WAYS[name].told if name in WAYS else ""
    back = row.get_absolute_url()
    return step(
        request, form, act, back, title=button, lead=str(row), told=told, onward=lambda: made[-1].get_absolute_url()
    )


def watcher(request: HttpRequest, number: int) -> HttpResponse:
    """落实监管单位."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.name_watcher(by=request.user, **form.command, item=row, seen=form.version or 0, **form.values)
        return "监管单位已落实。"

    form = bound(request, WatcherForm, row=row)
    told = "选本单位的是“谁审批谁监管”，选别的单位的是“谁主管谁监管”；准予以后提醒监管单位。"
    return step(request, form, act, row.get_absolute_url(), title="落实监管单位", lead=str(row), told=told)


def catalogue(request: HttpRequest) -> HttpResponse:
    """The public list: every unit's published items."""
    rows = PromiseItem.objects.published().select_related("unit")
    filters = CatalogueFilter(request.GET)
    page = keyset(filters.narrowed(rows), request.GET)
    context = {"page": page, "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "commitments/catalogue.html", context)


def public(number: int) -> PromiseItem:
    """A published item, or 404."""
    found: PromiseItem = get_object_or_404(PromiseItem.objects.published().select_related("unit"), pk=number)
    return found


def guide(request: HttpRequest, number: int) -> HttpResponse:
    """办事指南 on the screen."""
    row = public(number)
    context = {"row": row, "verification": papers.verification(row, timezone.localdate())}
    return render(request, "commitments/guide.html", context)


def guide_paper(request: HttpRequest, number: int) -> HttpResponse:
    """办事指南 to take along."""
    row, today = public(number), timezone.localdate()
    return document(f"{row.title}办事指南", papers.guide(row, today), today)


def blank_form(request: HttpRequest, number: int) -> HttpResponse:
    """告知承诺书 to fill in."""
    row, today = public(number), timezone.localdate()
    return document(f"{row.title}告知承诺书", papers.form(row), today)
