"""INS-ITEM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.powers import with_listing
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, under_new_rules


@rule(
    id="INS-ITEM",
    title="检查事项未公布或无依据",
    subject="inspections",
    certainty="确定(条件)",
    severity="严重",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "二"),
    needs=("item_code", "started_at"),
    reading="2025年1月3日以后的检查，检查事项当日不在本机关已经公布的行政检查事项清单的，列出。清单中没有该事项的，"
    "机关已声明当日的权责清单报送齐全的才列出，否则无法判断；检查事项没有记载的，也无法判断。",
)
def item_not_published(data: Tables) -> ir.Table:
    """Inspections from 2025-01-03 of an item that was not on the agency's published list of inspection items that day.

    Where 权责清单 was not declared complete for that day an item that is not on it cannot be judged.
    """
    i = with_listing(data, inspections(data), "inspection_id", "inspection", "item_code", "started_on")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=under_new_rules(data, i) & ~i.is_listed,
        explain="{started_on}检查事项{item_code}，当日本机关公布的行政检查事项清单中没有该事项。",
        started_on=i.started_on,
        item_code=i.item_code,
    )
