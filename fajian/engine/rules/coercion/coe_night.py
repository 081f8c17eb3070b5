"""COE-NIGHT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import hours_after, is_holiday, midnight
from fajian.engine.rules.measures import is_measure
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="COE-NIGHT",
    title="夜间或法定节假日强制执行",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=law("行政强制法", "第四十三条第一款", since="2012-01-01"),
    needs=("kind", "started_at", "ended_at", "has_urgent_reason"),
    reading="没有紧急理由，强制执行的时间涉及夜间（22时至次日6时）或者放假安排中的法定节假日的，列出。恰在22时结束、"
    "恰在6时开始的不算夜间；普通周末、调休上班日不算节假日。现场结束时间没有记载的，开始时间已经涉及的列出，"
    "否则无法判断。查封、扣押等强制措施不适用。",
)  # fmt: skip
def executed_at_night(data: Tables) -> ir.Table:
    """Executions that touch the night (22:00 to 06:00) or a day off by the holiday arrangement, without urgent reason.

    Ending at 22:00 sharp or beginning at 06:00 sharp is daytime. A plain weekend is no holiday, a make-up working day
    neither. Where the end is not recorded only the beginning can hit. Measures (查封、扣押 …) are not meant.
    """
    c = data.coercions
    start, end = c.started_at, c.ended_at
    first, last = start.date(), end.date()
    from_hour, to_hour = (data.days(name, first) for name in ("night_from_hour", "night_to_hour"))
    begins_so = (start.hour() >= from_hour) | (start.hour() < to_hour) | is_holiday(first)
    ends_so = (last > first) | (end > hours_after(midnight(first), from_hour)) | is_holiday(last)
    return judge(
        c,
        subject="coercions",
        step_on=first,
        hit=~is_measure(c) & ~c.has_urgent_reason & (begins_so | ends_so),
        explain="{started_at}至{ended_at}实施{kind}，属于夜间（22时至次日6时）或者法定节假日，紧急理由：{has_urgent_reason}。",
        kind=c.kind,
        started_at=c.started_at,
        ended_at=c.ended_at,
        has_urgent_reason=c.has_urgent_reason,
    )
