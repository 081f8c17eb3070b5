"""COE-DEMOLISH."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag
from fajian.engine.rules.clock import days_after, months_after, rolled
from fajian.engine.rules.problems import problems
from fajian.engine.rules.remedies import pending
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-DEMOLISH",
    title="违建强拆程序缺失",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第四十四条", since="2012-01-01"),
    needs=("kind", "started_at", "announced_on", "self_remove_due_on", "decision_served_on"),
    reading="强制拆除没有公告的，在当事人自行拆除期限内（含末日）拆除的，在复议、诉讼期限内（含末日）拆除的，"
    "或者在有关复议、诉讼进行期间拆除的，列出。复议、诉讼期限从决定送达次日起分别为60日和6个月，末日遇休息日顺延，"
    "以较晚的一个为准。在建违法建筑的拆除程序法律适用有争议，凡涉及上述情形的无法判断。",
)
def demolished_too_soon(data: Tables) -> ir.Table:
    """Buildings demolished without public notice, in the party's own time, or while a remedy was still open.

    All these last days belong to the party: the day for removing it itself, and the end of the time for review (60
    days) and suit (six months) after service of the decision, rolled over rest days; the later one counts. Nor may it
    be done while a review or suit about the demolition or its case is pending. Buildings still under construction:
    the law is disputed, so the case cannot be judged.
    """
    c = data.coercions
    started_on, served_on = c.started_at.date(), c.decision_served_on
    review_end = rolled(days_after(served_on, data.days("review_apply_days", served_on)))
    suit_end = rolled(months_after(served_on, data.days("sue_months", served_on)))
    t = c.mutate(
        started_on=started_on, remedy_end_on=ibis.ifelse(suit_end >= review_end, suit_end, review_end)
    )  # fmt: skip
    t = flag(t, "coercion_id", _attacked(data, t), "is_pending")
    announced = data.happened(t, "coercions", "announced_on")
    too_soon = (t.started_on <= t.self_remove_due_on) | (t.started_on <= t.remedy_end_on)
    disputed = ibis.ifelse(t.is_under_construction, ibis.null("boolean"), ibis.literal(True))
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=(t.kind == "demolish") & (~announced | too_soon | t.is_pending) & disputed,
        explain="{started_on}实施强制拆除：公告{announced_on}，自行拆除期限{self_remove_due_on}；决定{decision_served_on}送达，"
        "复议和诉讼期限至{remedy_end_on}（均含当日）；复议或者诉讼尚未终结：{is_pending}。问题：{problem}。",
        problem=problems(
            (~announced, "没有公告"),
            (t.started_on <= t.self_remove_due_on, "当事人自行拆除的期限未满"),
            (t.started_on <= t.remedy_end_on, "复议和诉讼期限未满"),
            (t.is_pending, "复议或者诉讼尚未终结"),
        ),
        started_on=t.started_on,
        announced_on=t.announced_on,
        self_remove_due_on=t.self_remove_due_on,
        decision_served_on=t.decision_served_on,
        remedy_end_on=t.remedy_end_on,
        is_pending=t.is_pending,
    )


def _attacked(data: Tables, t: ir.Table) -> ir.Table:
    """The demolitions begun while a review or suit about them, or about their case, was pending: coercion_id."""
    found = []
    for act_kind, key in (("coercion", "coercion_id"), ("penalty", "penalty_id")):
        acts = t.select(fj_demolition="coercion_id", fj_act=key, fj_on="started_on")
        spans = pending(data, act_kind)
        hits = acts.inner_join(
            spans, [acts.fj_act == spans.act_id, acts.fj_on >= spans.from_on, acts.fj_on <= spans.to_on]
        )
        found.append(hits.select("fj_demolition"))
    return found[0].union(found[1])
