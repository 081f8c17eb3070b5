"""INS-IDLE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.powers import in_force
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections


@rule(
    id="INS-IDLE",
    title="近五年未实施的检查事项未清理",
    subject="power_items",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("国办发〔2024〕54号 严格规范涉企行政检查的意见", "二"),
    needs=("valid_from_on", "valid_to_on", "last_used_on"),
    reading="当前有效、生效超过五年的行政检查事项，最近五年没有实施的，列出；最近一次实施日期和检查记录取较晚的一个，"
    "恰在五年前的当日实施的视为实施过。备应急使用的事项，由人工判断。生效日期没有记载的，无法判断。",
)
def idle_item(data: Tables) -> ir.Table:
    """Inspection items in force today for more than five years and not used in the last five.

    Used: last_used_on or an inspection of the item by the agency, whichever is later; used on the day five years ago is
    in time. Items that wait for emergencies are for people to judge.
    """
    years = data.setting("idle_years")
    since = months_after(data.today, -12 * years)
    i = inspections(data)
    last = i.group_by(used_agency="agency_id", used_code="item_code").aggregate(inspected_on=i.started_on.max())
    q = data.power_items.filter(data.power_items.kind == "inspection")
    q = q.left_join(last, [q.agency_id == last.used_agency, q.code == last.used_code])
    old = in_force(data, q, "power_items", "valid_from_on", "valid_to_on", data.today) & (q.valid_from_on < since)
    used = data.happened(q, "power_items", "last_used_on") & (q.last_used_on >= since)
    inspected = (q.inspected_on >= since).fill_null(False)
    return judge(
        q,
        subject="power_items",
        step_on=data.today,
        hit=old & ~used & ~inspected,
        explain="检查事项{code}（{name}）自{valid_from_on}起有效，最近一次实施{last_used_on}，最近一次检查{inspected_on}，"
        f"已满{years}年未实施。",
        code=q.code,
        name=q.name,
        valid_from_on=q.valid_from_on,
        last_used_on=q.last_used_on,
        inspected_on=q.inspected_on,
    )
