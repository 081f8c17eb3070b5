"""CAM-CLOSE-NOEVID."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-CLOSE-NOEVID",
    title="销号无佐证或未复核",
    subject="ledger_issues",
    certainty="确定",
    severity="较重",
    wording="未按规定",
    basis=law("专项整治工作方案", "对账、核账、销账的要求"),
    needs=("status", "closed_on", "proof_count", "handler", "verifier", "verifier_agency_id"),
    reading="已经销号的问题，没有佐证材料，或者没有复核人，或者复核人就是经办人的，列出。"
    "地方要求提级销号的，由本单位自己复核的也列出，没有要求的不看。没有销号日期、状态也不是已销号的，不列。"
    "当场纠正的，以当场纠正的记录为佐证材料；佐证材料数留空，视为没有。",
)
def closed_on_trust(data: Tables) -> ir.Table:
    """A problem struck off without proof, without a verifier, or verified by who handled it.

    Where the region wants problems verified above the unit (a parameter), also if the unit verified it itself.
    """
    i = data.ledger_issues
    closed = ibis.cases(
        (i.closed_on.notnull(), ibis.literal(True)),
        (i.status.notnull(), i.status == "closed"),
        else_=ibis.null("boolean"),
    )
    unproven = i.proof_count == 0
    unverified = ~data.happened(i, "ledger_issues", "verifier")
    handled = data.happened(i, "ledger_issues", "handler") & data.happened(i, "ledger_issues", "verifier")
    by_self = handled & (i.verifier == i.handler)
    at_home = data.happened(i, "ledger_issues", "verifier_agency_id") & (i.verifier_agency_id == i.agency_id)
    too_low = ibis.literal(bool(data.setting("is_closed_above"))) & at_home
    return judge(
        i,
        subject="ledger_issues",
        step_on=i.closed_on,
        hit=closed & (unproven | unverified | by_self | too_low),
        explain="问题（{category}）{closed_on}销号，佐证材料{proof_count}份，经办人{handler}，复核人{verifier}"
        "（{verifier_agency_id}）；问题：{problem}。",
        problem=problems(
            (unproven, "没有佐证材料"),
            (unverified, "没有复核人"),
            (by_self, "复核人就是经办人"),
            (too_low, "由本单位自己复核"),
        ),
        category=i.category,
        closed_on=i.closed_on,
        proof_count=i.proof_count,
        handler=i.handler,
        verifier=i.verifier,
        verifier_agency_id=i.verifier_agency_id,
    )
