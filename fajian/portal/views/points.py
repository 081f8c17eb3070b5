"""联系点 and 监督卡, as the office has them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import qr
from fajian.core.downloads import document, workbook
from fajian.core.errors import Refused
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.orgs import history
from fajian.orgs.channels import outside
from fajian.portal import actions, cards, codes, papers
from fajian.portal.forms import points as forms
from fajian.portal.forms.handling import ReasonForm
from fajian.portal.models import Card, ContactPoint, PointRecord
from fajian.portal.points import lines, silent

MOST = 5_000  # cards in one table


def listing(request: HttpRequest) -> HttpResponse:
    """The points with their figures of this year."""
    today = timezone.localdate()
    rows = ContactPoint.objects.visible_to(request.user).select_related("unit")
    quiet = request.GET.get("state") == "silent"
    page = keyset(rows.filter(pk__in=silent(request.user, today).values("pk")) if quiet else rows, request.GET)
    context = {"page": page, "lines": lines(request.user, page.rows, today.year, today), "quiet": quiet, "day": today}
    return render(request, "portal/points.html", context)


def visible(request: HttpRequest, number: int) -> ContactPoint:
    """The point, or 404."""
    found: ContactPoint = get_object_or_404(
        ContactPoint.objects.visible_to(request.user).select_related("unit"), pk=number
    )
    return found


def point(request: HttpRequest, number: int) -> HttpResponse:
    """One point: how to reach it, its code, what was recorded, its cards."""
    row, today = visible(request, number), timezone.localdate()
    (line,) = lines(request.user, [row], today.year, today)
    records = PointRecord.objects.visible_to(request.user).filter(point=row).select_related("complaint", "recorded_by")
    filled = Card.objects.visible_to(request.user).filter(point=row).select_related("respondent", "complaint")
    context = {
        "row": row, "line": line, "records": records[:30], "cards": filled[:20], "address": address(request, row),
        "history": history.of(row), "day": today,
    }  # fmt: skip
    return render(request, "portal/point.html", context)


def address(request: HttpRequest, row: ContactPoint) -> str:
    """The page its code leads to."""
    return outside(request, reverse("portal:at_point", args=[row.link]))


def picture(request: HttpRequest, number: int) -> HttpResponse:
    """The code to put up at the point: SVG, black on white."""
    return qr.answer(address(request, visible(request, number)))


def new(request: HttpRequest) -> HttpResponse:
    """设立联系点."""
    made = list[ContactPoint]()

    def act(form: Any) -> str:
        made.append(actions.open_point(by=request.user, **form.command, **form.values))
        return "联系点已设立。把二维码张贴在联系点。"

    form, back = bound(request, forms.PointForm, user=request.user), reverse("portal:points")
    told = "设立后给一个二维码，企业扫码填写监督卡，联系点用它每月填报社情民意和涉企问题。"
    return step(request, form, act, back, title="设立联系点", lead="", told=told,
                onward=lambda: made[0].get_absolute_url())  # fmt: skip


def record(request: HttpRequest, number: int) -> HttpResponse:
    """登记记录."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.record_point(by=request.user, **form.command, point=row, **form.values)
        return "已登记。"

    return step(request, bound(request, forms.RecordForm), act, row.get_absolute_url(), title="登记记录", lead=row.name)


def end(request: HttpRequest, number: int) -> HttpResponse:
    """撤销联系点."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.end_point(by=request.user, **form.command, point=row, seen=form.version or 0, **form.values)
        return "联系点已撤销，二维码不再有效。"

    form, told = bound(request, ReasonForm, row=row), "二维码从现在起不再有效，已有的记录保留。"
    return step(request, form, act, row.get_absolute_url(), title="撤销联系点", lead=row.name, told=told)


def relink(request: HttpRequest, number: int) -> HttpResponse:
    """更换二维码."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.relink_point(by=request.user, **form.command, point=row, seen=form.version or 0)
        return "已更换，请换下原来张贴的二维码。"

    form, told = bound(request, CommandForm, row=row), "二维码被冒用、乱填的更换。原来的从现在起不再有效。"
    return step(request, form, act, row.get_absolute_url(), title="更换二维码", lead=row.name, told=told)


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """A card the point handed in on paper."""
    row, token = visible(request, number), request.POST.get("token") or uuid.uuid4().hex
    sent = request.POST if request.method == "POST" else None
    form, made = forms.PaperForm(sent, point=row, token=token), list[Card]()

    def act(form: Any) -> str:
        made.append(actions.fill_card(by=request.user, point=row, card=form.card, code=codes.code_of(token)))
        return f"监督卡 {made[0]} 已录入。" + (
            f"反映的问题转为投诉举报 {made[0].complaint}。" if made[0].complaint else ""
        )

    told = "企业名称、联系方式、填写人录入时即加密封存，录完请妥善保管纸质卡。"
    return step(request, form, act, row.get_absolute_url(), title="录入纸质监督卡", lead=row.name, told=told,
                onward=lambda: seen_or(request, made[0]))  # fmt: skip


def seen_or(request: HttpRequest, card: Card) -> str:
    """Its page; of one about the reader's own unit the list, where it does not stand."""
    seen = Card.objects.visible_to(request.user).filter(pk=card.pk).exists()
    return card.get_absolute_url() if seen else reverse("portal:cards")


def card_list(request: HttpRequest) -> HttpResponse:
    """监督卡, newest first."""
    filters, rows = narrowed(request)
    context = {"page": keyset(rows, request.GET), "filters": filters, "asked": bool(filters.changed_data)}
    return render(request, "portal/cards.html", context)


def narrowed(request: HttpRequest) -> tuple[forms.CardFilter, Any]:
    """The filters and the cards they leave."""
    filters = forms.CardFilter(request.GET, user=request.user)
    rows = filters.narrowed(Card.objects.visible_to(request.user))
    return filters, rows.select_related("respondent", "point", "complaint__joined_to")


def card_table(request: HttpRequest) -> HttpResponse:
    """The cards as the filters leave them, in the annex's shape."""
    _, rows = narrowed(request)
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"超过 {MOST} 张，请用填写日期分几次导出。")
    user: Any = request.user
    return workbook(cards.words().spec.title, [papers.table(found[::-1], user.unit.name)], timezone.localdate())


def visible_card(request: HttpRequest, number: int) -> Card:
    """The card, or 404."""
    rows = Card.objects.visible_to(request.user)
    found: Card = get_object_or_404(rows.select_related("respondent", "point", "complaint__joined_to"), pk=number)
    return found


def card(request: HttpRequest, number: int) -> HttpResponse:
    """One card."""
    row = visible_card(request, number)
    cells = row.cells
    told = [(one.group, one.label, papers.shown(one, cells)) for one in cards.words().spec.columns]
    return render(request, "portal/card.html", {"row": row, "told": told, "history": history.of(row)})


def card_paper(request: HttpRequest, number: int) -> HttpResponse:
    """The card as a document."""
    row = visible_card(request, number)
    return document(f"监督卡 {row}", papers.filled(row), timezone.localdate())
