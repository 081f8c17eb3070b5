"""OFF-CONFLICT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import seconds
from fajian.engine.rules.offices import covers
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ACTING_ROLES

MINUTE = 60
_SIDE = ("act_kind", "act_id", "from_s", "to_s", "started_at", "region_code")


@rule(
    id="OFF-CONFLICT",
    title="同一执法人员时空冲突（挂名执法）",
    subject="officers",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十二条、第四十七条", since="2021-07-15"),
    ),
    needs=(),
    reading="同一人员承担调查、检查、实施强制工作的两起现场检查或者强制，时间重叠超过5分钟，而实施地的行政区划互不包含的，"
    "按人列为线索，恰为5分钟的不列；取值写明最近的一对和总对数。没有坐标，同一区划以内的距离不比较；"
    "非现场检查不算。实施地或者起止时间没有记载的办件不参加比较。",
)
def at_two_places_at_once(data: Tables) -> ir.Table:
    """Officers named for two acts on site that overlap by more than five minutes in regions that do not touch.

    Regions stand for distance: there are no coordinates. One clue a person, naming the latest pair. Acts without a
    place, a beginning or an end are left out.
    """
    pairs = _pairs(data)
    found = pairs.group_by(busy_id="officer_id").aggregate(
        pairs=pairs.count(),
        latest=pairs.started_at.max(),
        last_pair=pairs.acts.max(),
    )
    o = data.officers
    t = o.inner_join(found, o.officer_id == found.busy_id)
    return judge(
        t,
        subject="officers",
        step_on=t.latest.date(),
        hit=t.pairs > 0,
        explain="{name}有{pairs}对办件时间重叠而地点不同，最近一次在{latest}（开始时间与办件：{last_pair}）。",
        name=t.name,
        pairs=t.pairs,
        latest=t.latest,
        last_pair=t.last_pair,
    )


def _pairs(data: Tables) -> ir.Table:
    """Two acts of one officer that clash: officer_id, started_at (of the later), acts (that moment and both ids)."""
    i, c = data.inspections, data.coercions
    visits = i.filter((i.activity == "inspection") & (i["mode"] == "on_site"))
    acts = _times("inspection", visits, "inspection_id").union(_times("coercion", c, "coercion_id"))
    acts = acts.filter(acts.from_s.notnull() & acts.to_s.notnull() & acts.region_code.notnull())
    a = data.act_officers
    a = a.filter(a.role.isin(ACTING_ROLES) & a.officer_id.notnull()).select("act_kind", "act_id", "officer_id")
    busy = acts.inner_join(a.distinct(), ["act_kind", "act_id"]).select("officer_id", *_SIDE)
    other = busy.select("officer_id", **{f"o_{name}": name for name in _SIDE})
    p = busy.inner_join(other, "officer_id")
    first = (p.from_s < p.o_from_s) | (
        (p.from_s == p.o_from_s) & (p.act_kind.concat(p.act_id) < p.o_act_kind.concat(p.o_act_id))
    )
    ends = ibis.ifelse(p.to_s < p.o_to_s, p.to_s, p.o_to_s)
    apart = ~covers(p.region_code, p.o_region_code) & ~covers(p.o_region_code, p.region_code)
    p = p.filter(first & (ends - p.o_from_s > data.setting("overlap_minutes") * MINUTE) & apart)
    return p.select(
        "officer_id",
        started_at=p.o_started_at,
        acts=p.o_started_at.cast("string").concat(" ", p.act_id, "、", p.o_act_id),
    )


def _times(kind: str, t: ir.Table, key: str) -> ir.Table:
    return t.select(
        act_kind=ibis.literal(kind),
        act_id=t[key],
        from_s=seconds(t.started_at),
        to_s=seconds(t.ended_at),
        started_at=t.started_at,
        region_code=t.region_code,
    )
