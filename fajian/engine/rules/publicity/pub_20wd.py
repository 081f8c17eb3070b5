"""PUB-20WD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.publications import must_be_shown, shown_late
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PUB-20WD",
    title="其他执法决定未在20个工作日内公示",
    subject="coercions",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "二（六）；政府信息公开条例(2019)第二十六条"),
    needs=("decided_on", "publicity_exemption"),
    reading="2018年12月5日以后的行政强制决定，从决定次日起第20个工作日以内没有首次公示的，列出；"
    "至今没有公示而末日已过的同样列出。依法不予公开的不列；填写“未列入公示目录”的由人工判断，无法判断。"
    "没有公示记载的，机关已声明决定当日的公示数据报送齐全的才列出，否则无法判断。",
)
def shown_after_twenty_days(data: Tables) -> ir.Table:
    """Coercive measures and executions first shown to the public after the 20th working day, or not at all.

    From 2018-12-05; the day of the decision is not counted. Results of random inspections are INS-PUBRESULT's.
    """
    t = shown_late(data, data.coercions, "coercion_id", "coercion", "publish_other_wd")
    decided = data.happened(t, "coercions", "decided_on")
    return judge(
        t,
        subject="coercions",
        step_on=t.decided_on,
        hit=decided & must_be_shown(data, t, "coercions") & t.is_late,
        explain="{decided_on}作出强制决定，最迟应于{last_day}向社会公示（次日起第{limit_days}个工作日），首次公示日期{first_shown_on}；"
        "不予公开情形：{publicity_exemption}。",
        decided_on=t.decided_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        first_shown_on=t.first_shown_on,
        publicity_exemption=t.publicity_exemption,
    )
