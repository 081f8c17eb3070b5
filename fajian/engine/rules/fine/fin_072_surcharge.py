"""FIN-072-SURCHARGE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.remedies import pending
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="FIN-072-SURCHARGE",
    title="加处罚款计算错误",
    subject="penalties",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第五十一条；行政强制法第四十五条", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十二条、第七十三条第三款", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "fine_yuan", "served_on", "pay_due_on", "is_surcharge_stated", "surcharge_yuan"),
    reading="加处罚款大于0的案件，决定书没有载明加处罚款的，或者加处数额超过应计数额1元以上的，列出。"
    "应计数额按未缴部分每日3%计算，从缴款期限（批准暂缓、分期的为到期日）的次日算到缴清之日，缴清当日计算在内；"
    "未缴部分算到记载的截止日，没有记载的算到筛查日；复议、诉讼期间不计算；总额不超过罚款数额。罚款、"
    "缴款金额或者日期没有记载，足以影响结论的，无法判断。",
)
def surcharge_too_high(data: Tables) -> ir.Table:
    """A surcharge the decision gave no warning of, or more than a yuan above what can have accrued.

    3 % a day of what was unpaid, from the day after the last day to pay (after the deferral granted) to the day it was
    paid, that day counted; what is unpaid accrues to surcharge_to_on, else to the as-of day. Days of a review or suit
    do not count. Never more than the fine itself.
    """
    p = data.penalties
    granted = p.deferral_decided_on.notnull() & p.deferral_to_on.notnull()
    p = p.mutate(
        due_on=ibis.ifelse(granted, p.deferral_to_on, p.pay_due_on),
        accrues_to_on=ibis.coalesce(p.surcharge_to_on, data.today),
    )
    # Few cases claim a surcharge: all else happens among them.
    claimed = p.filter((p.surcharge_yuan > 0).fill_null(True))
    t = claimed.left_join(_accrued(data, claimed), "penalty_id")
    rate = data.setting("surcharge_rate")
    daily = ibis.literal(rate).cast("decimal(18,4)")
    cap = t.fine_yuan.cast("decimal(38,4)")
    grown = (t.yuan_days * daily).cast("decimal(38,4)")
    t = t.mutate(expected_yuan=ibis.ifelse(grown > cap, cap, grown))
    too_much = t.surcharge_yuan > t.expected_yuan + 1
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & (t.surcharge_yuan > 0) & (~t.is_surcharge_stated | too_much),
        explain="罚款{fine_yuan}元，最迟{due_on}缴纳；逾期未缴数额逐日相加为{yuan_days}元·日（已扣除复议、诉讼期间），"
        f"每日{rate:.0%}、不超过罚款数额，应不超过{{expected_yuan}}元，实际加处{{surcharge_yuan}}元；"
        "决定书载明加处：{is_surcharge_stated}。",
        fine_yuan=t.fine_yuan,
        due_on=t.due_on,
        yuan_days=t.yuan_days,
        expected_yuan=t.expected_yuan,
        surcharge_yuan=t.surcharge_yuan,
        is_surcharge_stated=t.is_surcharge_stated,
    )


def _accrued(data: Tables, p: ir.Table) -> ir.Table:
    """penalty_id, yuan_days: yuan unpaid × days late, summed over the parts of the fine as they were paid."""
    y = data.payments
    y = y.filter((y.kind == "fine") & (y.act_kind == "penalty")).select(
        "amount_yuan", "paid_on", paid_for="act_id", part_id="payment_id"
    )
    paid = p.inner_join(y, p.penalty_id == y.paid_for)
    paid_parts = paid.select("penalty_id", "due_on", "part_id", part_yuan="amount_yuan", until_on="paid_on")
    sums = paid.group_by("penalty_id").aggregate(
        sum_yuan=paid.amount_yuan.sum().cast("decimal(18,2)"), unsaid=paid.amount_yuan.isnull().any()
    )
    rest = p.left_join(sums, "penalty_id")
    left = rest.fine_yuan - rest.sum_yuan.fill_null(ibis.literal(0).cast("decimal(18,2)"))
    left = ibis.cases((rest.unsaid, ibis.null("decimal(18,2)")), (left < 0, 0), else_=left).cast("decimal(18,2)")
    rest_parts = rest.select(
        "penalty_id", "due_on", part_id=ibis.literal("rest"), part_yuan=left, until_on=rest.accrues_to_on
    )
    parts = paid_parts.union(rest_parts)
    late = parts.until_on.delta(parts.due_on, unit="day")
    parts = parts.mutate(late_days=ibis.ifelse(late < 0, 0, late), first_on=days_after(parts.due_on, 1))
    parts = _without_remedies(data, parts)
    # A part of nought accrues nothing, whatever its days.
    yuan_days = ibis.ifelse(parts.part_yuan == 0, ibis.literal(0).cast("decimal(18,2)"), parts.part_yuan * parts.days)
    parts = parts.mutate(yuan_days=yuan_days.cast("decimal(18,2)"))
    whole = parts.group_by("penalty_id").aggregate(
        fj_sum=parts.yuan_days.sum().cast("decimal(18,2)"), fj_unsaid=parts.yuan_days.isnull().any()
    )
    return whole.select("penalty_id", yuan_days=ibis.ifelse(whole.fj_unsaid, ibis.null("decimal(18,2)"), whole.fj_sum))


def _without_remedies(data: Tables, parts: ir.Table) -> ir.Table:
    """The parts with `days`: late days outside reviews and suits."""
    spans = pending(data, "penalty")
    met = parts.inner_join(spans, parts.penalty_id == spans.act_id)
    begin = ibis.ifelse(met.from_on > met.first_on, met.from_on, met.first_on)
    end = ibis.ifelse(met.to_on < met.until_on, met.to_on, met.until_on)
    met = met.mutate(inside=end.delta(begin, unit="day") + 1)
    inside = met.filter(met.inside > 0)
    off = inside.group_by("penalty_id", "part_id").aggregate(off=inside.inside.sum())
    off = off.select(off_id="penalty_id", off_part="part_id", off_days="off")
    joined = parts.left_join(off, [parts.penalty_id == off.off_id, parts.part_id == off.off_part])
    return joined.mutate(days=joined.late_days - joined.off_days.fill_null(0))
