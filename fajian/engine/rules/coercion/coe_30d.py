"""COE-30D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import rolled
from fajian.engine.rules.measures import HELD, held_too_long, with_limit
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-30D",
    title="查封扣押超期限",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第二十五条、第二十七条、第二十八条", since="2012-01-01"),
    needs=("kind", "started_at", "released_on", "disposed_on"),
    reading="查封、扣押到期没有解除、也没有作出处理决定的，列出。期限从实施次日起30日，法律、"
    "行政法规另有期限的从其规定；在原末日以前（含当日）批准的延长予以计算，最多30日；检测、检验、"
    "鉴定期间有文书并且书面告知当事人的予以扣除，重叠的只扣一次。末日遇休息日不顺延，因为顺延会延长对当事人的限制，"
    "证据中另列顺延后的日期供核对。延长天数或者检测起始日没有记载而可能影响结论的，无法判断。",
)
def seized_too_long(data: Tables) -> ir.Table:
    """Sealed or seized for longer than 30 days, with an extension of at most 30, and neither released nor disposed of.

    The day of the seizure is not counted. The extension must be approved by the original last day. Test periods do not
    count if documented and told to the party in writing. The last day does NOT move past a rest day, for that would
    lengthen the burden; the evidence names the rolled day too, because an agency may plead it.
    """
    t = with_limit(
        data, data.coercions, days="seizure_days", extension="seizure_extension_days", tests=True
    )  # fmt: skip
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=t.kind.isin(HELD) & held_too_long(data, t),
        explain="{started_on}实施{kind}，期限{base_days}日，依法延长{extended_days}日，扣除检测等期间{tested_days}日，最后一日{last_day}"
        "（不因休息日顺延；顺延则为{rolled_day}）；解除{released_on}，处理决定{disposed_on}。",
        started_on=t.started_on,
        kind=t.kind,
        base_days=t.base_days,
        extended_days=t.extended_days,
        tested_days=t.tested_days,
        last_day=t.last_day,
        rolled_day=rolled(t.last_day),
        released_on=t.released_on,
        disposed_on=t.disposed_on,
    )
