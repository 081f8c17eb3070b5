"""CRD-CHANGE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION


@rule(
    id="CRD-CHANGE",
    title="处罚撤销变更未报送信用平台",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("信用修复管理办法(2026)", "第十九条；行政处罚法(2021)第四十八条"),
    needs=("change_kind", "change_effective_on", "credit_updated_on"),
    reading="处罚决定被变更、撤销、确认违法或者确认无效，从生效次日起第3个工作日以内没有更新信用平台的，列出；"
    "至今没有更新而末日已过的同样列出。2021年7月15日以前生效的变更不列。“及时”参照公示信息撤回的期限按3个工作日掌握，"
    "可由地方另定；变更生效日期没有记载的，无法判断。",
)
def platform_not_told(data: Tables) -> ir.Table:
    """A penalty was changed, annulled, found unlawful or void, and the credit platform was not told in 3 working days.

    From the day it took effect, which is not counted; changes before 2021-07-15 are not judged. “及时” is read as the
    three days of 行政处罚法 第四十八条.
    """
    p = data.penalties
    days = data.days("credit_update_wd", p.change_effective_on)
    p = p.mutate(limit_days=days, last_day=nth_working_day(p.change_effective_on, days))
    changed = data.happened(p, "penalties", "change_kind")
    late = data.late(p, "penalties", "credit_updated_on", p.last_day)
    return judge(
        p,
        subject="penalties",
        step_on=p.change_effective_on,
        hit=changed & (p.change_effective_on >= REVISION) & late,
        explain="处罚决定{change_kind}，{change_effective_on}生效，最迟应于{last_day}报送信用平台（次日起第{limit_days}个工作日），实际{credit_updated_on}。",
        change_kind=p.change_kind,
        change_effective_on=p.change_effective_on,
        limit_days=p.limit_days,
        last_day=p.last_day,
        credit_updated_on=p.credit_updated_on,
    )
