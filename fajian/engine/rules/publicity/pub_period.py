"""PUB-PERIOD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PUB-PERIOD",
    title="公示超过最长期限未撤下",
    subject="publications",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("信用修复管理办法(2026)", "第七条至第十二条；市场监督管理行政处罚信息公示规定第十三条"),
    needs=("channel", "published_on", "credit_class", "withdrawn_on", "taken_down_on"),
    reading="处罚公示超过最长期限而没有撤下的，列出；期限末日当日仍可公示，遇休息日不顺延。"
    "信用中国网站（筛查日在2026年4月1日以后的）：从处罚决定日起，轻微3个月、一般12个月、严重36个月。"
    "国家企业信用信息公示系统：从公示日起36个月，仅处通报批评的3个月。其他渠道没有统一期限，不列；决定日期、"
    "公示日期或者失信等级没有记载的，无法判断。",
)
def shown_too_long(data: Tables) -> ir.Table:
    """Penalties still shown after the longest time for it.

    信用中国, on as-of days from 2026-04-01: 3, 12 or 36 months from the decision for 轻微, 一般, 严重.
    国家企业信用信息公示系统: 36 months from publication, 3 where the penalty was 通报批评 only. The last day is still
    allowed and does not move past a rest day. Other channels have no limit here.
    """
    p = data.penalties
    only_criticised = p.penalty_kinds.contains("criticism") & (p.penalty_kinds.length() == 1)
    cases = p.select("penalty_id", "agency_id", "decided_on", only_criticised=only_criticised)
    shown = data.publications.filter(data.publications.act_kind == "penalty")
    t = shown.inner_join(cases, shown.act_id == cases.penalty_id)
    class_months = data.days("credit_shown_months", data.today, t.credit_class)
    system_months = ibis.cases(
        (t.only_criticised, data.days("system_shown_months", data.today, "criticism")),
        (~t.only_criticised, data.days("system_shown_months", data.today)),
        else_=ibis.null("int64"),
    )
    in_force = data.limit("credit_shown_months", data.today, "general").notnull()
    on_credit = t.channel == "credit_china"
    on_system = t.channel == "company_system"
    t = t.mutate(
        last_day=ibis.cases(
            (on_credit, months_after(t.decided_on, class_months)),
            (on_system, months_after(t.published_on, system_months)),
            else_=ibis.null("date"),
        )
    )
    still = ~data.happened(t, "publications", "withdrawn_on") & ~data.happened(t, "publications", "taken_down_on")
    limited = (on_credit & in_force) | on_system
    return judge(
        t,
        subject="publications",
        step_on=data.today,
        hit=still & limited & (t.last_day < data.today),
        explain="{decided_on}的处罚决定自{published_on}起在{channel}公示（失信等级{credit_class}），最长公示至{last_day}，至今未撤下。",
        decided_on=t.decided_on,
        published_on=t.published_on,
        channel=t.channel,
        credit_class=t.credit_class,
        last_day=t.last_day,
    )
