"""FIN-CANCELLED."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="FIN-CANCELLED",
    title="执行已取消/暂停的罚款事项",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "二（八）；行政处罚法(2021)第三十七条"),
    needs=("outcome", "penalty_kinds", "decided_on", "norm_id"),
    reading="处以罚款，所依据的罚款事项在决定日以前（含当日）已经取消或者暂停的，列出。"
    "主要罚则和引用作用为“处罚依据”的各条都看。有依据没有记载或者罚则库没有收录的，无法判断，"
    "但已有一条确已取消的仍然列出。",
)
def fine_was_cancelled(data: Tables) -> ir.Table:
    """Fined under a clause whose fine had been cancelled or suspended by the day of the decision, that day included.

    The clause of norm_id and every clause recorded as 处罚依据 count. A clause that is not recorded or not in the
    library: cannot be judged, unless another was surely cancelled.
    """
    t = with_clause(data, data.penalties)
    bases = data.penalty_bases.filter(data.penalty_bases.cite_role == "basis")
    norms = data.penalty_norms.select(known_id="norm_id", base_cancelled_on="cancelled_on", base_citation="citation")
    b = bases.left_join(norms, bases.norm_id == norms.known_id)
    b = b.group_by("penalty_id").aggregate(
        base_cancelled_on=b.base_cancelled_on.min(),
        base_citation=b.base_citation.min(where=b.base_cancelled_on.notnull()),
        base_unsaid=b.known_id.isnull().any(),
    )
    t = t.left_join(b, "penalty_id")
    main = t.cancelled_on.notnull() & (t.cancelled_on <= t.decided_on)
    cancelled = main | (t.base_cancelled_on.notnull() & (t.base_cancelled_on <= t.decided_on))
    shows_main = main.fill_null(False)
    unsaid = t.clause_id.isnull() | t.base_unsaid.fill_null(False)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t)
        & ibis.cases(
            (cancelled, ibis.literal(True)),
            (unsaid | cancelled.isnull(), ibis.null("boolean")),
            else_=ibis.literal(False),
        ),
        explain="{decided_on}依据{citation}罚款{fine_yuan}元，该罚款事项已自{cancelled_on}起取消或者暂停。",
        decided_on=t.decided_on,
        citation=ibis.ifelse(shows_main, t.citation, t.base_citation),
        fine_yuan=t.fine_yuan,
        cancelled_on=ibis.ifelse(shows_main, t.cancelled_on, t.base_cancelled_on),
    )
