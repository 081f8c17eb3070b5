"""抽查单位: drawing them, and the report on what was found at each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.pages import bound, step
from fajian.draws.models import Draw
from fajian.engine.office.workbooks import Column, Sheet
from fajian.supervision import actions, picks
from fajian.supervision.forms.picks import DrawUnitsForm
from fajian.supervision.models import Measure
from fajian.supervision.words import measure_kinds

FIXED = (
    Column("单位", 26), Column("日期", 12, "date"), Column("监督人员", 16), Column("情况记录", 40),
    Column("发现的问题", 40), Column("当场纠正情况", 30),
)  # fmt: skip


def draw(request: HttpRequest) -> HttpResponse:
    """准备抽取抽查单位."""
    made = list[Draw]()

    def act(form: Any) -> str:
        made.append(actions.draw_units(by=request.user, **form.command, **form.values))
        return "名单已准备，请另一方交存口令。"

    form, back = bound(request, DrawUnitsForm), reverse("supervision:measures")
    lead = f"从权限范围内的 {len(picks.pool(request.user))} 个单位公开抽取，名单先公布、后有种子，不能挑选。"
    title = "抽取抽查单位"
    return step(request, form, act, back, title=title, lead=lead, onward=lambda: made[0].get_absolute_url())


def report(request: HttpRequest, kind: str) -> HttpResponse:
    """Every record of one kind with the columns it declares, as a workbook; struck out ones are left out."""
    spec = measure_kinds().get(kind)
    if spec is None:
        raise Http404
    found = Measure.objects.visible_to(request.user).filter(kind=kind, struck_out=False).select_related("unit")
    columns = (FIXED[0], FIXED[1], *(Column(one.label, 20) for one in spec.columns), *FIXED[2:])
    rows = [
        [row.unit.name, row.held_on, *(str(row.data.get(one.name, "")) for one in spec.columns), row.people, row.text,
         row.found, row.put_right]
        for row in found.order_by("held_on", "pk")
    ]  # fmt: skip
    sheet = Sheet(spec.title, f"{spec.title}记录表", columns, rows)
    return workbook(f"{spec.title}记录表", [sheet], timezone.localdate())
