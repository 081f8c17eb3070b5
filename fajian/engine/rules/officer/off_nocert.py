"""OFF-NOCERT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.certificates import acting
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ACTING_ROLES, ACTS


@rule(
    id="OFF-NOCERT",
    title="无证人员执法",
    subject=("penalties", "inspections", "coercions"),
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十二条第一款、第七十六条第一款第五项", since="2021-07-15"),
    ),
    needs=(),
    reading="处罚、检查、强制案件，承担调查、检查、实施强制工作的人员中，有人在执法当日没有有效执法证的，列出。"
    "有效是指在有效期内（末日含在内），并且当日没有被暂扣、吊销、注销、换发；人民警察不要求执法证。人员、"
    "日期没有记载，或者人员所在单位没有声明当日证件数据报送齐全的，无法判断，但另有人确无有效证件的仍然列出。",
)
def uncertified(data: Tables) -> tuple[ir.Table, ...]:
    """Penalties, inspections and coercions where somebody investigated, inspected or enforced without a certificate.

    The certificate must be good on the day that person acted: inside its term (last day included), not suspended,
    revoked, cancelled or replaced. Police need none. Person or day not recorded, or certificates not handed in
    complete: cannot be judged, unless another person is surely without one.
    """
    return tuple(_judged(data, kind, table) for kind, table in ACTS.items())


def _judged(data: Tables, kind: str, table: str) -> ir.Table:
    a = acting(data, kind, *ACTING_ROLES)
    without = ~a.has_certificate
    found = a.group_by("act_id").aggregate(
        people=a.count(),
        any_without=without.any(),
        any_unsaid=a.has_certificate.isnull().any(),
        officer_id=a.officer_id.min(where=without),
        acted_on=a.acted_on.min(where=without),
    )
    acts = getattr(data, table)
    key = acts.columns[0]
    t = acts.inner_join(found, acts[key] == found.act_id)
    hit = ibis.cases(
        (t.any_without, ibis.literal(True)), (t.any_unsaid, ibis.null("boolean")), else_=ibis.literal(False)
    )
    return judge(
        t,
        subject=table,
        step_on=t.acted_on,
        hit=hit,
        explain="承担调查、检查或实施强制工作的{people}人次中，{officer_id}于{acted_on}执法时没有当日有效的执法证件。",
        people=t.people,
        officer_id=t.officer_id,
        acted_on=t.acted_on,
    )
