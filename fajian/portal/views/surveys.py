"""测评 and 监督员名册, as the office has them; 评价结果 and 入企评价码 of a unit."""

from __future__ import annotations

import base64
from secrets import SystemRandom
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core import qr
from fajian.core.downloads import document, workbook
from fajian.core.errors import Refused
from fajian.core.forms import CommandForm, errors_in
from fajian.core.numbers import whole
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.engine.office.letters import Letter, Paragraph, Table, chinese_date
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs import history
from fajian.orgs.channels import outside
from fajian.orgs.models import Unit
from fajian.portal import actions, ballots, tallies
from fajian.portal.forms import surveys as forms
from fajian.portal.forms.handling import ReasonForm
from fajian.portal.models import Ballot, Panelist, Survey, SurveyResult

MOST = 200  # codes on one sheet


def listing(request: HttpRequest) -> HttpResponse:
    """测评, newest first."""
    page = keyset(Survey.objects.visible_to(request.user).select_related("unit"), request.GET)
    return render(request, "portal/surveys.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """设立测评."""
    made = list[Survey]()

    def act(form: Any) -> str:
        made.append(actions.open_survey(by=request.user, **form.command, **form.values))
        return "测评已设立。"

    told = "权重为 0 的组不参加。设立后问题、单位、权重都不能改。"
    form, back = bound(request, forms.SurveyForm, user=request.user), reverse("portal:surveys")
    return step(request, form, act, back, title="设立测评", lead="", told=told,
                onward=lambda: made[0].get_absolute_url())  # fmt: skip


def visible(request: HttpRequest, number: int) -> Survey:
    """The survey, or 404."""
    rows = Survey.objects.visible_to(request.user).select_related("unit", "frozen_by")
    found: Survey = get_object_or_404(rows, pk=number)
    return found


def survey(request: HttpRequest, number: int) -> HttpResponse:
    """One survey: who takes part, how far it is, what came of it, by which formula."""
    row, today = visible(request, number), timezone.localdate()
    counted = Ballot.objects.filter(survey=row, is_void=False).order_by().values("group")
    codes = {
        one["group"]: one for one in counted.annotate(issued=Count("pk"), used=Count("pk", filter=Q(is_used=True)))
    }
    none: dict[str, int] = {}
    parts = [
        (title, weight, codes.get(group, none).get("issued", 0), codes.get(group, none).get("used", 0),
         ballots.to_issue(row, group, today))
        for group, weight in row.weights.items() for title in [tallies.words().groups[group]]
    ]  # fmt: skip
    context = {
        "row": row, "parts": parts, "targets": row.targets.select_related("unit"), "formula": tallies.FORMULA,
        "results": ranked(row), "least": tallies.words().least, "below": tallies.words().below,
        "may_freeze": row.state == "open" and row.closes_on is not None and today > row.closes_on,
        "scale": [one.title for one in tallies.words().scale.values()], "history": history.of(row),
    }  # fmt: skip
    return render(request, "portal/survey.html", context)


def ranked(row: Survey) -> list[tuple[int | None, SurveyResult]]:
    """Place and result; units with the same score share a place, those without a figure have none."""
    rows = list(row.results.select_related("unit"))
    scores = [one.score for one in rows if one.score is not None]
    known = sorted((one for one in rows if one.score is not None), key=lambda one: -one.score)
    return [(1 + sum(score > one.score for score in scores), one) for one in known] + [
        (None, one) for one in rows if one.score is None
    ]


def table(request: HttpRequest, number: int) -> HttpResponse:
    """测评结果 as a workbook, with the formula and what the digest is taken of."""
    row = visible(request, number)
    if row.state != "frozen":
        raise Refused("测评封存以后才能导出结果。")
    columns = (Column("名次", 6, "int"), Column("单位", 26), Column("有效份数", 9, "int"), Column("得分", 9, "number"),
               Column("满意率（%）", 10, "number"), Column("各组（权重、份数、得分）", 50))  # fmt: skip
    lines: list[list[Any]] = [
        [place, one.unit.name, one.count, one.score, one.satisfied,
         "；".join(f"{names}（{weight}，{count}，{score}）" for names, weight, count, score in one.parts)]
        for place, one in ranked(row)
    ]  # fmt: skip
    note = (
        f"{tallies.FORMULA}不足 {tallies.words().least} 份的不给数字。封存于 {row.frozen_on}，结果摘要 {row.digest}。"
    )
    sheet = Sheet(name="测评结果", title=row.title, columns=columns, rows=lines, note=note)
    return workbook(row.title, [sheet], timezone.localdate())


def issue(request: HttpRequest, number: int) -> HttpResponse:
    """A sheet of codes for one group, to be cut and handed out; the codes stand on it and nowhere else."""
    row = visible(request, number)
    form = bound(request, forms.GroupForm, survey=row)
    if request.method == "POST" and form.is_valid():
        group = form.cleaned_data["group"]
        count = min(ballots.to_issue(row, group, timezone.localdate()), MOST)
        codes = [ballots.new() for _ in range(count)]
        with errors_in(form):
            digests = [ballots.digest(code) for code in codes]
            actions.issue_ballots(by=request.user, **form.command, survey=row, group=group, digests=digests)
            SystemRandom().shuffle(codes)
            return slips(request, row, tallies.words().groups[group], codes)
    told = "给这一组名册上每人一个，一次发完。下载的纸条剪开后随机发给本人；系统里不保存评价码，也不知道谁拿到哪一个。"
    context = {"form": form, "title": "发放评价码", "lead": row.title, "told": told, "back": row.get_absolute_url()}
    return render(request, "step.html", context, status=422 if form.errors else 200)


def slips(request: HttpRequest, row: Survey, group: str, codes: list[str]) -> HttpResponse:
    """The sheet."""
    page = address(request, "")
    until = f"，{chinese_date(row.closes_on)}以前有效" if row.closes_on else ""
    lines = [(f"{row.title}（{group}）\n{page}", f"{ballots.shown(code)}") for code in codes]
    text = f"打开网址填写评价码，或者扫描平台首页“填写测评”。只能用一次{until}；谁填的没有人知道。"
    blocks = (Paragraph(text), Table("", ("网址", "评价码"), lines, (3, 2)))
    return document(f"评价码 {group}", Letter(title="测评评价码", blocks=blocks), timezone.localdate())


def address(request: HttpRequest, code: str) -> str:
    """The page where it is answered."""
    return outside(request, reverse("portal:answer", args=[code]) if code else reverse("portal:enter_code"))


def void(request: HttpRequest, number: int) -> HttpResponse:
    """作废未用的评价码."""
    row = visible(request, number)

    def act(form: Any) -> str:
        count = actions.void_ballots(by=request.user, **form.command, survey=row, group=form.cleaned_data["group"])
        return f"已作废 {count} 个没有用过的评价码，可以重新发放。"

    form, told = bound(request, forms.GroupForm, survey=row), "纸条丢失、被复印的作废。已经用过的不受影响。"
    return step(request, form, act, row.get_absolute_url(), title="作废未用的评价码", lead=row.title, told=told)


def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """封存结果."""
    row = visible(request, number)

    def act(form: Any) -> str:
        actions.freeze_survey(by=request.user, **form.command, survey=row, seen=form.version or 0)
        return "结果已计算并封存，各单位看得到自己的。"

    form, told = bound(request, CommandForm, row=row), "封存后不能再改；没有用过的评价码作废。"
    return step(request, form, act, row.get_absolute_url(), title="封存测评结果", lead=row.title, told=told)


def panel(request: HttpRequest) -> HttpResponse:
    """监督员名册."""
    page = keyset(Panelist.objects.visible_to(request.user).select_related("unit"), request.GET)
    return render(request, "portal/panel.html", {"page": page, "day": timezone.localdate()})


def appoint(request: HttpRequest) -> HttpResponse:
    """聘任监督员."""

    def act(form: Any) -> str:
        actions.appoint(by=request.user, **form.command, **form.values)
        return "已列入名册。"

    form = bound(request, forms.PanelistForm, user=request.user)
    return step(request, form, act, reverse("portal:panel"), title="聘任监督员", lead="经济发展环境监督员")


def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """解聘."""
    row = get_object_or_404(Panelist.objects.visible_to(request.user).filter(ended_on=None), pk=number)

    def act(form: Any) -> str:
        actions.dismiss(by=request.user, **form.command, panelist=row, seen=form.version or 0, **form.values)
        return "已解聘。"

    form = bound(request, ReasonForm, row=row)
    return step(request, form, act, reverse("portal:panel"), title="解聘监督员", lead=row.name)


def ratings(request: HttpRequest) -> HttpResponse:
    """评价结果 of a unit: of its visits by months, of surveys when they are frozen."""
    user: Any = request.user
    units = Unit.objects.visible_to(user).open().filter(kind__in=Unit.ENFORCING)
    chosen = whole(request.GET.get("unit", ""))
    unit = units.filter(pk=user.unit_id).first() if chosen is None else get_object_or_404(units, pk=chosen)
    results = SurveyResult.objects.visible_to(user).select_related("survey", "unit")
    context = {
        "unit": unit, "units": units,
        "visits": ballots.of_visits(unit, timezone.localdate()) if unit else [],
        "results": results.filter(unit=unit).order_by("-frozen_on") if unit else [],
        "questions": tallies.words().questionnaires["visit"].questions,
        "scale": [(code, one.title) for code, one in tallies.words().scale.items()],
        "formula": tallies.FORMULA, "least": tallies.words().least, "below": tallies.words().below,
    }  # fmt: skip
    return render(request, "portal/ratings.html", context)


def visit_code(request: HttpRequest) -> HttpResponse:
    """开入企评价码: shown once, for whoever was visited to scan."""
    form = bound(request, forms.VisitCodeForm, user=request.user)
    if request.method == "POST" and form.is_valid():
        code = ballots.new()
        with errors_in(form):
            actions.issue_visit_code(by=request.user, **form.command, digest=ballots.digest(code), **form.values)
            page = address(request, code)
            context = {
                "unit": form.cleaned_data["unit"], "shown": ballots.shown(code), "page": page,
                "picture": base64.b64encode(qr.picture(page)).decode(), "days": tallies.words().days,
            }  # fmt: skip
            response = render(request, "portal/visit_code.html", context)
            response["Cache-Control"] = "no-store"
            return response
    told = "检查结束时交给企业。谁填的、填了什么，单位和上级都看不到，只看到够数以后的统计。"
    back = reverse("portal:ratings")
    context = {"form": form, "title": "开入企评价码", "lead": "", "told": told, "back": back}
    return render(request, "step.html", context, status=422 if form.errors else 200)


def of_unit(request: HttpRequest, number: int) -> HttpResponse:
    """The result of one unit in a frozen survey, as far as it may be told."""
    rows = SurveyResult.objects.visible_to(request.user).select_related("survey", "unit")
    row = get_object_or_404(rows, pk=number)
    if row.score is None:
        raise Http404
    scale = [one.title for one in tallies.words().scale.values()]
    context = {"row": row, "scale": scale, "formula": tallies.FORMULA, "below": tallies.words().below}
    return render(request, "portal/result.html", context)
