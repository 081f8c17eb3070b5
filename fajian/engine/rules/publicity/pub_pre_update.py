"""PUB-PRE-UPDATE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PUB-PRE-UPDATE",
    title="事前公开信息未动态更新",
    subject="disclosures",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "二（四）；政府信息公开条例(2019)第二十六条"),
    needs=("changed_on", "updated_on"),
    reading="事前公开的内容发生应更新事件以后，从次日起第20个工作日以内没有更新的，列出；事件当日的更新算数，"
    "事件以前的更新不算。至今没有更新而末日已过的同样列出。20个工作日可由地方另定。",
)
def not_updated(data: Tables) -> ir.Table:
    """What an agency shows was not brought up to date within 20 working days of a change in law, duties or staff.

    An update before the change does not count; one on the very day does.
    """
    d = data.disclosures
    days = data.days("update_wd", d.changed_on)
    d = d.mutate(limit_days=days, last_day=nth_working_day(d.changed_on, days))
    is_updated = ibis.ifelse(
        d.updated_on.notnull(), d.updated_on >= d.changed_on, data.happened(d, "disclosures", "updated_on")
    )
    late = ibis.cases(
        (d.last_day.isnull(), ibis.null("boolean")),
        (is_updated & (d.updated_on <= d.last_day), ibis.literal(False)),
        (d.last_day >= data.today, ibis.literal(False)),
        (is_updated.fill_null(False) | ~is_updated, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        d,
        subject="disclosures",
        step_on=d.changed_on,
        hit=data.happened(d, "disclosures", "changed_on") & late,
        explain="“{kind}”{changed_on}发生应更新事件，最迟应于{last_day}更新（次日起第{limit_days}个工作日），实际更新日期{updated_on}。",
        kind=d.kind,
        changed_on=d.changed_on,
        limit_days=d.limit_days,
        last_day=d.last_day,
        updated_on=d.updated_on,
    )
