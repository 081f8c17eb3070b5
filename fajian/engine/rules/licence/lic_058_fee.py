"""LIC-058-FEE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-058-FEE",
    title="违规收取许可/检查费用",
    subject="licences",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第五十八条、第五十九条、第七十五条；优化营商环境条例第二十五条"),
    needs=("fee_charged_yuan", "is_fee_listed", "fee_standard_yuan", "is_fee_to_treasury"),
    reading="许可办件收取费用，而收费不在目录清单、超过收费标准，或者没有缴入财政的，列出；恰好等于标准的不列。"
    "没有收费的不列；是否在清单、收费标准没有记载而可能影响结论的，无法判断。",
)
def fee_taken(data: Tables) -> ir.Table:
    """A fee for a permit that is not on the published list, above the standard, or not paid into the treasury.

    A fee of just the standard is allowed.
    """
    t = data.licences
    wrong = ~t.is_fee_listed | (t.fee_charged_yuan > t.fee_standard_yuan) | ~t.is_fee_to_treasury
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=(t.fee_charged_yuan > 0) & wrong,
        explain="收取费用{fee_charged_yuan}元；在目录清单：{is_fee_listed}，收费标准{fee_standard_yuan}元，"
        "缴入财政：{is_fee_to_treasury}。",
        fee_charged_yuan=t.fee_charged_yuan,
        is_fee_listed=t.is_fee_listed,
        fee_standard_yuan=t.fee_standard_yuan,
        is_fee_to_treasury=t.is_fee_to_treasury,
    )
