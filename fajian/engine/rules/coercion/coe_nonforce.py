"""COE-NONFORCE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.codes import has_others
from fajian.engine.rules.measures import HELD
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import NOT_YET, Tables, judge
from fajian.engine.rules.terms import counts_as

LIGHT = ("warning", "criticism", "fine")


@rule(
    id="COE-NONFORCE",
    title="可不采取强制而采取",
    subject="coercions",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政强制法", "第五条、第十六条第二款；优化营商环境条例第五十九条第一款", since="2012-01-01"),
    needs=("kind", "penalty_id"),
    reading="查封、扣押的关联案件最后不予处罚，或者认定情节落在不予处罚一档，或者只给予警告、通报批评、罚款，"
    "而罚款不超过决定当日当场处罚限额（含本数）的，列为线索。为保全证据确有必要的由人工排除。没有关联案件、"
    "案件还没有结果的不列，认定的阶次没有记载的不看这一项；处罚种类、罚款金额、当事人类别没有记载而会影响结论的，无法判断。",
)
def force_for_a_trifle(data: Tables) -> ir.Table:
    """Sealed or seized in a case that ended without a penalty, or with one that could have been given on the spot.

    On the spot: only warning, criticism or a fine up to the summary limit of the day for such a party.
    """
    t = look_up(
        data.coercions.drop("party_kind", "domain"), "penalty_id", data.penalties, "penalty_id", outcome="outcome",
        case_decided_on="decided_on", penalty_kinds="penalty_kinds", fine_yuan="fine_yuan", party_kind="party_kind",
        domain="domain", assessed_tier_id="assessed_tier_id",
    )  # fmt: skip
    t = look_up(t, "assessed_tier_id", data.discretion_tiers, "tier_id", tier="tier")
    domain = ibis.ifelse(t.domain == "police", ibis.literal("police"), counts_as(t))
    t = t.mutate(limit_yuan=data.limit("summary_limit_yuan", t.case_decided_on, domain))
    spared = t.outcome == "no_penalty"
    no_tier = ((t.tier == "none") & (t.outcome != NOT_YET)).fill_null(False)
    only_light = ~has_others(t.penalty_kinds, "penalties", "penalty_kinds", LIGHT)
    small = ~t.penalty_kinds.contains("fine") | (t.fine_yuan <= t.limit_yuan)
    trifle = (t.outcome == "penalty") & only_light & small
    has_case = data.happened(t, "coercions", "penalty_id")
    return judge(
        t,
        subject="coercions",
        step_on=t.started_at.cast("date"),
        hit=t.kind.isin(HELD) & has_case & (spared | no_tier | trifle),
        explain="{kind}的关联案件{penalty_id}，罚款{fine_yuan}元（当场处罚限额{limit_yuan}元）；情形：{problem}。",
        problem=problems((spared, "不予处罚"), (no_tier, "认定情节为不予处罚一档"), (trifle, "处罚轻于当场处罚限额")),
        kind=t.kind,
        penalty_id=t.penalty_id,
        fine_yuan=t.fine_yuan,
        limit_yuan=t.limit_yuan,
    )
