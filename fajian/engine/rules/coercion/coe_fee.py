"""COE-FEE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-FEE",
    title="向当事人收取保管/检测费用",
    subject="coercions",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第二十五条第三款、第二十六条第三款", since="2012-01-01"),
    needs=("kind", "party_charged_yuan"),
    reading="强制措施的保管、拖运、检测等费用向当事人收取，金额大于0的，列出。没有记载的，无法判断；强制执行不适用。",
)  # fmt: skip
def party_charged(data: Tables) -> ir.Table:
    """Measures for whose keeping, towing or testing the party was charged. Nought is clear, blank unknown."""
    c = data.coercions
    return judge(
        c,
        subject="coercions",
        step_on=c.started_at.date(),
        hit=is_measure(c) & (c.party_charged_yuan > 0),
        explain="{kind}发生的保管、检测等费用向当事人收取{party_charged_yuan}元。",
        kind=c.kind,
        party_charged_yuan=c.party_charged_yuan,
    )
