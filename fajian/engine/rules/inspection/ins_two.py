"""INS-TWO."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.certificates import fewer_than_two, staffed
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site


@rule(
    id="INS-TWO",
    title="检查人员不足两名或无证",
    subject="inspections",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十二条、第五十五条；国办发〔2024〕54号 四", since="2021-07-15"),
    ),
    needs=("mode", "started_at"),
    reading="现场检查人员中，当日持有效执法证的执法人员不足两名不同的人的，列出。执法辅助人员、临时聘用人员不计，"
    "人民警察不要求执法证。没有检查人员记载的，机关已声明当日的人员数据报送齐全的才列出，否则无法判断；有人的身份、"
    "日期或者证件状态没有记载，可能够两人的，也无法判断。",
)
def inspected_alone(data: Tables) -> ir.Table:
    """On-site inspections by fewer than two different officers with a certificate good that day.

    Assistants and temporary staff do not count. Nobody recorded is a hit only where 处罚文书与人员 was declared
    complete for that day.
    """
    i = staffed(data, inspections(data), "inspection_id", "inspection", "inspector")
    i = with_delivery(data, i, "inspection_id", "act_officers", "agency_id", "started_on", "is_sheet_complete")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=on_site(i) & fewer_than_two(i, i.is_sheet_complete),
        explain="{started_at}现场检查，记载检查人员{people}人次，其中当日持有效执法证件的执法人员{sure}名，应当两名以上。",
        started_at=i.started_at,
        people=i.people,
        sure=i.sure,
    )
