"""FIN-071-2D."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, nth_working_day, rolled
from fajian.engine.rules.payments import taken_in_cash
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION


@rule(
    id="FIN-071-2D",
    title="当场收缴罚款未按时交缴",
    subject="payments",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第五十条", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十一条、第八十五条", since="2021-07-15"),
    ),
    needs=("channel", "paid_on", "handed_in_on", "banked_on"),
    reading="当场收取的现金，从收取次日（水上从抵岸次日）起第2个工作日以内没有交至机关的，"
    "或者机关从收到次日起第2个工作日以内没有缴付银行的，列出。2021年7月15日以前收取的为2日，末日遇休息日顺延。"
    "末日当日视为及时，至今没有交付而末日已过的同样列出；后续环节已经发生而本环节日期没有记载的，无法判断。",
)
def handed_in_late(data: Tables) -> ir.Table:
    """Cash that reached the agency later than two working days, or the bank later than two working days after that.

    On water the first two days run from landing. Cash taken before 2021-07-15: calendar days, rolled over rest days.
    """
    y = data.payments
    y = y.mutate(taken_on=ibis.coalesce(y.ashore_on, y.paid_on))
    days = data.days("cash_handin_days", y.paid_on)
    y = y.mutate(hand_in_by=_last_day(y, y.taken_on, days), bank_by=_last_day(y, y.handed_in_on, days))
    not_handed_in = ~data.happened(y, "payments", "handed_in_on")
    banked_late = ibis.ifelse(not_handed_in, ibis.literal(False), data.late(y, "payments", "banked_on", y.bank_by))
    return judge(
        y,
        subject="payments",
        step_on=y.paid_on,
        hit=taken_in_cash(y) & (data.late(y, "payments", "handed_in_on", y.hand_in_by) | banked_late),
        explain="{taken_on}收缴（水上自抵岸日起），最迟应于{hand_in_by}交至机关，实际{handed_in_on}；"
        "机关最迟应于{bank_by}缴付银行，实际{banked_on}。",
        taken_on=y.taken_on,
        hand_in_by=y.hand_in_by,
        handed_in_on=y.handed_in_on,
        bank_by=y.bank_by,
        banked_on=y.banked_on,
    )


def _last_day(y: ir.Table, start: ir.DateValue, days: ir.IntegerValue) -> ir.DateValue:
    return ibis.ifelse(y.paid_on < REVISION, rolled(days_after(start, days)), nth_working_day(start, days))
