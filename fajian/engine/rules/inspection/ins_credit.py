"""INS-CREDIT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, planned

GOOD, POOR = ("a",), ("c", "d")


@rule(
    id="INS-CREDIT",
    title="未按信用/风险等级差异化检查",
    subject="agencies",
    certainty="线索",
    severity="提示",
    wording="线索",
    basis=law("优化营商环境条例", "第五十三条；民营经济促进法第五十二条第一款", since="2020-01-01"),
    needs=(),
    reading="近12个月内，机关按年度计划或者双随机检查的当事人中，信用等级最高一级的平均每户检查次数，高于最低两级的，列为线索；"
    "两者相等的不列。两边都有8户以上才比较；复查、法定全覆盖重点监管的检查不计，月数、户数可由地方另定。"
    "同一当事人在期内等级有变化的，各按检查时的等级计。信用等级或者当事人没有记载的检查不计；不计的比计入的还多的，"
    "无法判断。没有检查过的企业不在表中，不比较。",
)
def good_ones_bothered_most(data: Tables) -> ir.Table:
    """Agencies that inspect parties of grade A more often, per party, than those of grades C and D.

    Planned and random inspections of the last 12 months, rechecks and full coverage left out; at least 8 parties on
    each side. Means are multiplied out. Only parties that were inspected at all are in the table. Equal means say
    nothing: most parties are seen once.
    """
    months, least = data.setting("credit_months"), data.setting("credit_parties")
    i = inspections(data)
    recent = (i.started_on > months_after(data.today, -months)) & (i.started_on <= data.today)
    i = i.filter(planned(i) & recent & ~i.is_recheck & ~i.is_full_coverage)
    counted = i.party.notnull() & i.party_credit.notnull()
    g = i.group_by("agency_id").aggregate(
        good_visits=i.count(where=counted & i.party_credit.isin(GOOD)),
        good_parties=i.party.nunique(where=counted & i.party_credit.isin(GOOD)),
        poor_visits=i.count(where=counted & i.party_credit.isin(POOR)),
        poor_parties=i.party.nunique(where=counted & i.party_credit.isin(POOR)),
        known=i.count(where=counted),
        visits=i.count(),
    )
    compared = (g.good_parties >= least) & (g.poor_parties >= least)
    more = g.good_visits * g.poor_parties > g.poor_visits * g.good_parties
    return judge(
        g,
        subject="agencies",
        record_id=g.agency_id,
        step_on=data.today,
        hit=ibis.ifelse(2 * g.known < g.visits, ibis.null("boolean"), compared & more),
        explain=f"近{months}个月按计划或者双随机检查：信用最高一级{{good_parties}}户{{good_visits}}次，"
        "最低两级{poor_parties}户{poor_visits}次。",
        good_parties=g.good_parties,
        good_visits=g.good_visits,
        poor_parties=g.poor_parties,
        poor_visits=g.poor_visits,
    )
