"""COE-FREEZE30."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import rolled
from fajian.engine.rules.measures import held_too_long, with_limit
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-FREEZE30",
    title="冻结超期",
    subject="coercions",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第三十二条、第三十三条", since="2012-01-01"),
    needs=("kind", "started_at", "released_on", "disposed_on"),
    reading="冻结存款、汇款到期没有解除、也没有作出处理决定的，列出。期限从实施次日起30日，法律另有期限的从其规定；"
    "在原末日以前（含当日）批准的延长予以计算，最多30日。检测等期间不延长冻结；末日遇休息日不顺延，"
    "证据中另列顺延后的日期供核对。延长天数没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def frozen_too_long(data: Tables) -> ir.Table:
    """Frozen for longer than 30 days, with an extension of at most 30, and neither released nor disposed of.

    As COE-30D, but test periods do not lengthen a freeze. The last day does not move past a rest day.
    """
    t = with_limit(data, data.coercions, days="freeze_days", extension="freeze_extension_days", tests=False)
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=(t.kind == "freeze") & held_too_long(data, t),
        explain="{started_on}冻结，期限{base_days}日，依法延长{extended_days}日，最后一日{last_day}（不因休息日顺延；顺延则为{rolled_day}）；解除{released_on}，处理决定{disposed_on}。",
        started_on=t.started_on,
        base_days=t.base_days,
        extended_days=t.extended_days,
        last_day=t.last_day,
        rolled_day=rolled(t.last_day),
        released_on=t.released_on,
        disposed_on=t.disposed_on,
    )
