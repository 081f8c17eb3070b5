"""COE-046-URGE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.payments import with_paid
from fajian.engine.rules.remedies import with_remedy
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="COE-046-URGE",
    title="加处罚款超过30日未催告",
    subject="penalties",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政强制法", "第四十五条、第四十六条第一款", since="2012-01-01"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "pay_due_on", "has_enforcement_power", "is_surcharge_stated",
           "urge_served_on"),
    reading="执法机关有行政强制执行权，决定书载明加处罚款，罚款没有缴清，自缴款期限次日起加处已经超过30日（第30日当日不算超过，"
    "不顺延）而没有催告的，列为线索；批准暂缓、分期缴纳的，从到期日次日起算。有复议或者诉讼的不列。"
    "是否缴清、有无执行权、是否载明加处、有无复议诉讼不明的，无法判断。没有执行权的机关，由“逾期不缴罚款未催告未申请强制执行”列出。",
)  # fmt: skip
def surcharge_runs_on(data: Tables) -> ir.Table:
    """A fine on which surcharge has run for more than 30 days and nobody urged the party, though it could be enforced.

    Days run from the day after payment was due, or after a deferral ended; they are not rolled, for surcharge runs on
    rest days too. The law allows enforcement, it does not order it: a clue.
    """
    p = with_remedy(data, with_paid(data, data.penalties), "penalty_id", "penalty")
    granted = p.deferral_decided_on.notnull() & p.deferral_to_on.notnull()
    p = p.mutate(runs_from_on=ibis.ifelse(granted, p.deferral_to_on, p.pay_due_on))
    p = p.mutate(last_day=days_after(p.runs_from_on, data.days("surcharge_days", p.runs_from_on)))
    open_ = fined(p) & (p.paid_yuan < p.fine_yuan) & p.has_enforcement_power & p.is_surcharge_stated & ~p.has_remedy
    return judge(
        p,
        subject="penalties",
        step_on=p.runs_from_on,
        hit=open_ & (p.last_day < data.today) & ~data.happened(p, "penalties", "urge_served_on"),
        explain="罚款{fine_yuan}元，已缴{paid_yuan}元；缴款或者暂缓期限至{runs_from_on}，加处罚款至{last_day}满期仍未缴清，"
        "催告送达{urge_served_on}。",
        fine_yuan=p.fine_yuan,
        paid_yuan=p.paid_yuan,
        runs_from_on=p.runs_from_on,
        last_day=p.last_day,
        urge_served_on=p.urge_served_on,
    )
