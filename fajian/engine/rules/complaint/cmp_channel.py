"""CMP-CHANNEL."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.disclosures import agencies_in_office, with_published
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CMP-CHANNEL",
    title="未公布监督举报渠道",
    subject="agencies",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第七十五条第二款"),
    needs=("nature",),
    reading="在任的行政机关和授权组织，截至筛查日没有公布投诉举报渠道的，列出。没有公布记载的，"
    "机关已声明主动公开事项数据报送齐全的才列出，否则无法判断；主体性质没有记载的，也无法判断。",
)
def no_channel(data: Tables) -> ir.Table:
    """Agencies and authorised bodies in office that show no way to complain.

    Where 主动公开事项 was not declared complete it cannot be judged.
    """
    a = with_published(data, agencies_in_office(data), {"complaint_channel": "投诉举报渠道"})
    return judge(
        a,
        subject="agencies",
        step_on=data.today,
        hit=a.is_in_office & ~a.has_complaint_channel,
        explain="至今未公布{lacking}。",
        lacking=a.lacking,
    )
