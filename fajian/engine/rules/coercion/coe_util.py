"""COE-UTIL."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-UTIL",
    title="以停水电气热迫使履行",
    subject="coercions",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("行政强制法", "第四十三条第二款", since="2012-01-01"),
    needs=("cuts_utilities",),
    reading="对居民生活停止供水、供电、供热、供燃气迫使履行的，列为线索；没有填写的视为没有。"
    "对生产经营场所依照特别法停供的，不填是。文书文字不在这里查找。",
)
def cut_off(data: Tables) -> ir.Table:
    """Water, power, heat or gas cut off from people's homes to make them comply."""
    c = data.coercions
    c = c.mutate(started_on=c.started_at.cast("date"))
    return judge(
        c,
        subject="coercions",
        step_on=c.started_on,
        hit=c.cuts_utilities,
        explain="{started_on}{kind}，对居民生活停水停电停热停气：{cuts_utilities}。",
        started_on=c.started_on,
        kind=c.kind,
        cuts_utilities=c.cuts_utilities,
    )
