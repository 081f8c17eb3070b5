"""LEG-QUAL."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

# The amendment of 2017 that asked for it came into force this day.
BAR_NEEDED_FROM = ibis.literal("2018-01-01").cast("date")


@rule(
    id="LEG-QUAL",
    title="审核人员不具法律职业资格",
    subject="officers",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十八条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十八条第二款", since="2021-07-15"),
    ),
    needs=("first_reviewed_on", "bar_certificate_no", "bar_certified_on"),
    reading="2018年1月1日以后首次从事法制审核的人员，没有法律职业资格，或者取得日期晚于首次审核日期的，列出；"
    "首次审核当日取得的视为符合。2018年以前已经从事审核的人员不列。",
)  # fmt: skip
def reviewer_without_certificate(data: Tables) -> ir.Table:
    """People who first reviewed a penalty from 1 January 2018 on without a bar certificate, or before they had it.

    Certified on the very day of the first review is in order. Who reviewed before 2018 may go on without.
    """
    o = data.officers
    certified = data.happened(o, "officers", "bar_certificate_no")
    return judge(
        o,
        subject="officers",
        step_on=o.first_reviewed_on,
        hit=data.happened(o, "officers", "first_reviewed_on")
        & (o.first_reviewed_on >= BAR_NEEDED_FROM)
        & (~certified | (o.bar_certified_on > o.first_reviewed_on)),
        explain="{first_reviewed_on}首次从事法制审核，法律职业资格证号{bar_certificate_no}，取得日期{bar_certified_on}。",
        first_reviewed_on=o.first_reviewed_on,
        bar_certificate_no=o.bar_certificate_no,
        bar_certified_on=o.bar_certified_on,
    )
