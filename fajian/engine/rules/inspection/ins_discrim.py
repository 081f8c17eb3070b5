"""INS-DISCRIM."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-DISCRIM",
    title="对告知承诺企业歧视性监管",
    subject="agencies",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（不得歧视）"),
    needs=(),
    reading="机关准予许可后12个月内，对每件办件的申请人做过几次检查：告知承诺办件次数的中位数，达到一般办件中位数的2倍以上，"
    "并且至少为1次的，列为线索。告知承诺办件先减去法定核查的1次；两边都有10件以上才比较；准予还不满12个月的不计。"
    "月数、件数、倍数可由地方另定。申请人代码没有记载的办件不计；不计的比计入的还多的，无法判断。",
)
def promisers_watched_closer(data: Tables) -> ir.Table:
    """Agencies that inspect who got a permit on a promise twice as often as the others, in the 12 months after.

    Medians over permits; the one check the law wants of a promise is taken off first. Only permits whose 12 months are
    over; at least 10 on each side.
    """
    months, least = data.setting("promise_months"), data.setting("promise_cases")
    a = data.licences
    a = a.filter((a.result == "granted") & (months_after(a.decided_on, months) <= data.today))
    i = inspections(data).select(visitor="agency_id", visited="party_uscc", visited_on="started_on")
    pairs = a.select("licence_id", "agency_id", "party_uscc", "decided_on").inner_join(
        i, [a.agency_id == i.visitor, a.party_uscc == i.visited]
    )
    pairs = pairs.filter(
        (pairs.visited_on > pairs.decided_on) & (pairs.visited_on <= months_after(pairs.decided_on, months))
    )
    seen = pairs.group_by(fj_id="licence_id").aggregate(fj_visits=pairs.count())
    t = a.left_join(seen, a.licence_id == seen.fj_id)
    promised = t["mode"] == "promise"
    visits = t.fj_visits.fill_null(0)
    visits = ibis.ifelse(promised & (visits > 0), visits - 1, visits)
    t = t.mutate(promised=promised, visits=visits.cast("float64"), is_counted=t.party_uscc.notnull())
    nobody = ibis.null("float64")
    t = t.mutate(  # Spark takes no condition inside a median
        promise_visits=ibis.ifelse(t.promised & t.is_counted, t.visits, nobody),
        other_visits=ibis.ifelse(~t.promised & t.is_counted, t.visits, nobody),
    )
    g = t.group_by("agency_id").aggregate(
        promise_cases=t.count(where=t.promised & t.is_counted),
        other_cases=t.count(where=~t.promised & t.is_counted),
        promise_median=t.promise_visits.median(),
        other_median=t.other_visits.median(),
        known=t.count(where=t.is_counted),
        cases=t.count(),
    )
    compared = (g.promise_cases >= least) & (g.other_cases >= least)
    closer = (g.promise_median >= 1) & (g.promise_median >= float(data.setting("promise_ratio")) * g.other_median)
    return judge(
        g,
        subject="agencies",
        record_id=g.agency_id,
        step_on=data.today,
        hit=ibis.ifelse(2 * g.known < g.cases, ibis.null("boolean"), compared & closer),
        explain=f"准予许可后{months}个月内的检查次数：告知承诺{{promise_cases}}件，中位数{{promise_median}}次（已减法定核查1次）；"
        "一般{other_cases}件，中位数{other_median}次。",
        promise_cases=g.promise_cases,
        promise_median=g.promise_median.cast("decimal(18,1)"),
        other_cases=g.other_cases,
        other_median=g.other_median.cast("decimal(18,1)"),
    )
