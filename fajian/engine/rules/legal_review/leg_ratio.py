"""LEG-RATIO."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.offices import in_office
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LEG-RATIO",
    title="法制审核人员配备不足5%",
    subject="agencies",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "四、全面推行重大执法决定法制审核制度", since="2018-12-05"),
    needs=("nature", "confirmed_to_on", "reviewer_count", "officer_count"),
    reading="在任的行政机关和授权组织，法制审核人员数不足执法人员数5%的，列出；恰好5%的不列。文件的表述是“原则上”。"
    "人员数没有记载的，无法判断。",
)  # fmt: skip
def too_few_reviewers(data: Tables) -> ir.Table:
    """Agencies and authorised bodies in office with fewer than five legal reviewers to a hundred officers.

    Exactly five in a hundred is enough. The document says "as a rule" (原则上).
    """
    a = data.agencies
    share = data.setting("reviewer_share")
    least = a.officer_count * ibis.literal(share).cast("decimal(18,4)")
    return judge(
        a,
        subject="agencies",
        step_on=data.today,
        hit=in_office(data, a) & (a.reviewer_count < least),
        explain=f"法制审核人员{{reviewer_count}}人，执法人员{{officer_count}}人，审核人员不足执法人员的{share:.0%}。",
        reviewer_count=a.reviewer_count,
        officer_count=a.officer_count,
    )
