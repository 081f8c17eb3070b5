"""FIN-RULELIMIT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="FIN-RULELIMIT",
    title="规章罚款超过设定限额",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第十三条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第十四条第二款", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "decided_on", "fine_yuan", "norm_id"),
    reading="依据地方政府规章罚款，上位法没有设定罚款，而罚款超过本省规定的规章设定罚款限额的，列出；限额含本数，"
    "公共安全、生态环境等领域适用另定的限额。河南省的限额为5万元、20万元。本地没有收录限额，或者罚则没有记载、"
    "罚则库没有收录的，无法判断。",
)
def above_the_rule_limit(data: Tables) -> ir.Table:
    """Fined under a local government rule, where no higher law sets a fine, above what the province lets rules set.

    The limit is the provincial people's congress's (Henan: 50 000 yuan; safety, ecology, resources 200 000), which
    itself is allowed. No limit loaded for the region: cannot be judged.
    """
    t = with_clause(data, data.penalties)
    # Which limit holds is the clause's matter: no clause, no limit.
    scope = ibis.cases((t.is_safety_field, "safety"), (~t.is_safety_field, "default"), else_=ibis.null("string"))
    t = t.mutate(limit_yuan=data.limit("rule_fine_limit_yuan", t.decided_on, scope))
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & (t.clause_level == "local_rule") & ~t.has_superior_basis & (t.fine_yuan > t.limit_yuan),
        explain="依据地方政府规章{citation}罚款{fine_yuan}元，上位法未设罚款，规章设定罚款的限额为{limit_yuan}元。",
        citation=t.citation,
        fine_yuan=t.fine_yuan,
        limit_yuan=t.limit_yuan,
    )
