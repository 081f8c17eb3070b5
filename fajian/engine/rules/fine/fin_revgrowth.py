"""FIN-REVGROWTH."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-REVGROWTH",
    title="以罚增收：罚没收入异常增长",
    subject="agency_months",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "四；优化营商环境条例第五十九条第三款"),
    needs=("penalty_count", "revenue_yuan", "largest_case_yuan"),
    reading="机关罚没收入比上年同期增长20%以上，而处罚件数的增幅不到收入增幅的一半，"
    "并且扣除本期最大一案后收入仍增长20%以上的，列为线索。分别比较上一完整年度与其前一年，"
    "以及本年截至上月与上年同期；上年同期没有收入的不列。缺任何一个月的数据，或者月报缺件数、收入，"
    "本期月报缺最大单案金额的，无法判断。",
)
def revenue_outgrows_cases(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Agencies whose revenue from fines grew by 20 % or more while their cases grew by less than half of that.

    Record: agency|year. The last full year against the year before, and this year's months before the current one
    against the same months of last year. Still a hit without the later period's largest case. A month missing or
    without a number: cannot be judged.
    """
    this = data.as_of.year
    return _year(data, this - 1, 12), _year(data, this, data.as_of.month - 1)


def _year(data: Tables, year: int, months: int) -> ir.Table:
    """The first `months` months of a year against the same of the year before."""
    m = data.agency_months
    first, last = dt.date(year, 1, 1), dt.date(year, max(months, 1), 1)
    later = m.month_on.between(ibis.literal(first), ibis.literal(last)) & (months > 0)
    earlier = m.month_on.between(ibis.literal(first.replace(year=year - 1)), ibis.literal(last.replace(year=year - 1)))
    earlier = earlier & (months > 0)
    known = m.penalty_count.notnull() & m.revenue_yuan.notnull()
    t = m.filter(later | earlier).group_by("agency_id").aggregate(
        later_yuan=m.revenue_yuan.sum(where=later).cast("decimal(18,2)"),
        earlier_yuan=m.revenue_yuan.sum(where=earlier).cast("decimal(18,2)"),
        later_cases=m.penalty_count.sum(where=later),
        earlier_cases=m.penalty_count.sum(where=earlier),
        largest_yuan=m.largest_case_yuan.max(where=later),
        largest_known=m.largest_case_yuan.count(where=later),
        later_known=m.month_on.nunique(where=later & known),
        earlier_known=m.month_on.nunique(where=earlier & known),
    )  # fmt: skip
    complete = (t.later_known == months) & (t.earlier_known == months) & (t.largest_known >= months)
    growth = ibis.literal(data.setting("revenue_growth") + 1).cast("decimal(18,4)")
    least = t.earlier_yuan * growth
    rest = t.later_yuan - t.largest_yuan
    # Cases grew by less than half: Δn / n < Δr / r / 2, multiplied out.
    few = (t.later_cases - t.earlier_cases) * t.earlier_yuan * 2 < (t.later_yuan - t.earlier_yuan) * t.earlier_cases
    grew = (t.earlier_yuan > 0) & (t.later_yuan >= least) & (rest >= least) & few
    return judge(
        t,
        subject="agency_months",
        record_id=t.agency_id.concat(f"|{year}"),
        step_on=data.today,
        hit=ibis.ifelse(complete, grew, ibis.null("boolean")),
        explain=f"{year}年1—{max(months, 1)}月罚没收入{{later_yuan}}元、处罚{{later_cases}}件，"
        "上年同期{earlier_yuan}元、{earlier_cases}件；扣除最大单案{largest_yuan}元后为{rest_yuan}元。",
        later_yuan=t.later_yuan,
        earlier_yuan=t.earlier_yuan,
        later_cases=t.later_cases,
        earlier_cases=t.earlier_cases,
        largest_yuan=t.largest_yuan,
        rest_yuan=rest,
    )
