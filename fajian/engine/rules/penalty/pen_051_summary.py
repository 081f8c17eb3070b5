"""PEN-051-SUMMARY."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import has_others
from fajian.engine.rules.hearings import by_party, fine_yuan
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-051-SUMMARY",
    title="超范围适用简易程序",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十三条", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十一条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "party_kind", "penalty_kinds", "fine_yuan"),
    reading="按简易程序当场处罚的案件，罚款超过当场处罚限额，或者处了警告、罚款以外种类的，列出。限额含本数："
    "2021年7月15日以后决定的，公民200元、单位3000元，以前的为50元、1000元；公安机关适用治安管理处罚的限额，"
    "2026年1月1日以后500元，以前200元。个体工商户按公民计算。当事人类别没有记载的，罚款不超过两种限额的不列，"
    "超过两种限额的列出，其余无法判断。",
)
def too_heavy_for_the_spot(data: Tables) -> ir.Table:
    """Punished on the spot with more than the law allows there, or with another kind than warning and fine.

    200 yuan for persons and 3000 for organisations (before 2021-07-15: 50 and 1000), these sums included; police have
    their own limit for everybody. Sole traders count as persons. Where the kind of party is blank, a fine within both
    limits is clear and one above both is a hit.
    """
    p = data.penalties

    def limit(party: str) -> ir.DecimalValue:
        return data.limit("summary_limit_yuan", p.decided_on, p.domain, party)

    above = by_party(p, lambda party: fine_yuan(p) > limit(party))
    beyond = has_others(p.penalty_kinds, "penalties", "penalty_kinds", {"warning", "fine"})
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=(p.procedure == "summary") & punished(p) & (above | beyond),
        explain="{decided_on}按简易程序当场处罚：当事人为{party_kind}，罚款{fine_yuan}元，当场罚款限额{limit_yuan}元（含本数），"
        "简易程序只能处警告或者罚款。",
        decided_on=p.decided_on,
        party_kind=p.party_kind,
        fine_yuan=p.fine_yuan,
        limit_yuan=by_party(p, limit),
        has_other_kinds=beyond,
    )
