"""LIC-032-RECEIPT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-032-RECEIPT",
    title="未出具受理/不予受理书面凭证",
    subject="licences",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第三十二条第二款"),
    needs=("acceptance", "receipt_no", "received_on", "decided_on"),
    reading="已经受理或者不予受理而没有受理凭证编号的，列出。收到申请当日就作出决定的不列。受理情况没有记载的，"
    "无法判断。",
)
def no_receipt(data: Tables) -> ir.Table:
    """Accepted or refused without a receipt. What was decided on the day the papers came in needs none."""
    t = data.licences
    on_the_spot = (t.decided_on == t.received_on).fill_null(False) & data.happened(t, "licences", "decided_on")
    return judge(
        t,
        subject="licences",
        step_on=t.received_on,
        hit=t.acceptance.isin(["accepted", "rejected"]) & ~data.happened(t, "licences", "receipt_no") & ~on_the_spot,
        explain="{received_on}收到申请，受理情况：{acceptance}，受理凭证编号{receipt_no}。",
        received_on=t.received_on,
        acceptance=t.acceptance,
        receipt_no=t.receipt_no,
    )
