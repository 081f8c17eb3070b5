"""FIN-053-ENFORCE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, months_after, nth_working_day, rolled
from fajian.engine.rules.payments import with_paid
from fajian.engine.rules.remedies import with_remedy
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVIEW_FIRST, fined


@rule(
    id="FIN-053-ENFORCE",
    title="逾期不缴罚款未催告未申请强制执行",
    subject="penalties",
    certainty="确定(条件)",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政强制法", "第五十三条、第五十四条、第六十九条；行政处罚法第七十二条"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "procedure", "served_on", "has_enforcement_power", "urge_served_on",
           "court_applied_on"),
    reading="罚款没有缴清，执法机关没有行政强制执行权，也没有复议或者诉讼的案件，有下列情形之一的列出："
    "没有在期限内申请法院强制执行；没有催告就申请，或者在催告书送达次日起第10个工作日以前（含当日）就申请。"
    "申请期限为救济期限届满后3个月，救济期限为送达后6个月，2024年1月1日以后的当场处罚应当先复议，为60日；批准暂缓、"
    "分期缴纳的，从到期日起3个月；末日遇休息日顺延。是否缴清、是否有强制执行权、是否有复议诉讼不明的，无法判断。",
)  # fmt: skip
def not_enforced(data: Tables) -> ir.Table:
    """A fine not fully paid, and the court was not asked in time, or asked before the urging letter had run.

    Only agencies that cannot enforce by themselves, and cases without review or suit. In time: three months after the
    time for remedies, six months from service (on-the-spot penalties decided since 2024: 60 days, for they must go to
    review first), or after the deferral granted; both roll over rest days. The court may be asked from the 11th working
    day after the urging letter was served; without a letter it is too early.
    """
    p = with_remedy(data, with_paid(data, data.penalties), "penalty_id", "penalty")
    review_only = (p.procedure == "summary") & (p.decided_on >= REVIEW_FIRST)
    by_suit = rolled(months_after(p.served_on, data.days("sue_months", p.served_on)))
    by_review = rolled(days_after(p.served_on, data.days("review_apply_days", p.served_on)))
    remedy_ends_on = ibis.cases((review_only, by_review), (~review_only, by_suit), else_=ibis.null("date"))
    granted = p.deferral_decided_on.notnull() & p.deferral_to_on.notnull()
    p = p.mutate(runs_from_on=ibis.ifelse(granted, p.deferral_to_on, remedy_ends_on))
    p = p.mutate(
        last_day=rolled(months_after(p.runs_from_on, data.days("court_months", p.runs_from_on))),
        urged_until_on=nth_working_day(p.urge_served_on, data.days("urge_wd", p.urge_served_on)),
    )
    served = data.happened(p, "penalties", "served_on")
    late = served & data.late(p, "penalties", "court_applied_on", p.last_day)
    applied = data.happened(p, "penalties", "court_applied_on")
    not_urged = ~data.happened(p, "penalties", "urge_served_on")
    too_early = applied & (not_urged | (p.court_applied_on <= p.urged_until_on))
    due = fined(p) & (p.paid_yuan < p.fine_yuan) & ~p.has_enforcement_power & ~p.has_remedy
    return judge(
        p,
        subject="penalties",
        step_on=p.served_on,
        hit=due & (late | too_early),
        explain="罚款{fine_yuan}元，已缴{paid_yuan}元；{served_on}送达，救济或暂缓期限至{runs_from_on}，最迟应于{last_day}"
        "申请法院强制执行，实际{court_applied_on}；催告送达{urge_served_on}，{urged_until_on}以后方可申请。",
        fine_yuan=p.fine_yuan,
        paid_yuan=p.paid_yuan,
        served_on=p.served_on,
        runs_from_on=p.runs_from_on,
        last_day=p.last_day,
        court_applied_on=p.court_applied_on,
        urge_served_on=p.urge_served_on,
        urged_until_on=p.urged_until_on,
    )
