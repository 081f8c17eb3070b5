"""FIN-REPEATMGMT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, party_key


@rule(
    id="FIN-REPEATMGMT",
    title="以罚代管：同一主体同一事由反复罚款",
    subject="penalties",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law(
        "国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三；行政处罚法(2021)第六条、第二十八条第一款"
    ),
    needs=("outcome", "penalty_kinds", "party_uscc", "violation_code", "decided_on", "rechecked_on", "educated_on"),
    reading="同一当事人因同一案由，在截至本次决定日的12个月内被任一机关罚款3次以上，其间没有一次复查或者教育指导的，"
    "从第3次起每一次列为线索。12个月含决定当日，不含12个月前的对应日；同日决定的，案件编号大的视为在后。"
    "当事人或者案由没有记载的，无法判断。",
)
def fined_again_and_again(data: Tables) -> ir.Table:
    """The third and every further fine on one party for one violation within 12 months, without guidance.

    By any agency. The 12 months end with the decision's own day. One recheck or guidance (教育指导) after any fine of
    that time is enough. Of decisions of one day the larger case number is the later one.
    """
    p = data.penalties
    months = data.setting("repeat_months")
    managed = data.happened(p, "penalties", "rechecked_on") | data.happened(p, "penalties", "educated_on")
    p = p.mutate(party=party_key(p), fined=fined(p), managed=managed)
    f = p.filter(p.fined & p.party.notnull() & p.violation_code.notnull() & p.decided_on.notnull())
    f = f.select("party", "violation_code", "penalty_id", "decided_on", "managed")
    e = f.select("party", "violation_code", earlier_id="penalty_id", earlier_on="decided_on", earlier_managed="managed")
    pairs = f.inner_join(e, ["party", "violation_code"])
    up_to = (pairs.earlier_on < pairs.decided_on) | (
        (pairs.earlier_on == pairs.decided_on) & (pairs.earlier_id <= pairs.penalty_id)
    )
    pairs = pairs.filter(up_to & (pairs.earlier_on > months_after(pairs.decided_on, -months)))
    counted = pairs.group_by(counted_id="penalty_id").aggregate(
        fines=pairs.count(),
        first_on=pairs.earlier_on.min(),
        any_managed=pairs.earlier_managed.any(),
        any_unsaid=pairs.earlier_managed.isnull().any(),
    )
    t = p.left_join(counted, p.penalty_id == counted.counted_id)
    unmanaged = ibis.cases(
        (t.any_managed, ibis.literal(False)), (t.any_unsaid, ibis.null("boolean")), else_=ibis.literal(True)
    )
    repeated = ibis.ifelse(
        t.counted_id.isnull(), ibis.null("boolean"), (t.fines >= data.setting("repeat_fines")) & unmanaged
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=t.fined & repeated,
        explain=f"当事人{{party_name}}自{{first_on}}至{{decided_on}}的{months}个月内，"
        "因同一案由{violation_code}第{fines}次被罚款，"
        "其间没有复查，也没有教育指导。",
        party_name=t.party_name,
        violation_code=t.violation_code,
        decided_on=t.decided_on,
        first_on=t.first_on,
        fines=t.fines,
    )
