"""REC-TIME."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import seconds
from fajian.engine.rules.tables import Tables, judge

MINUTE = 60


@rule(
    id="REC-TIME",
    title="记录时间与文书时间矛盾",
    subject=("inspections", "coercions"),
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政处罚法(2021)", "第四十七条；国办发〔2018〕118号 三项制度指导意见"),
    needs=("started_at",),
    reading="有音像记录的检查和强制，最早一段音像的开始时间与文书记载的开始时间相差超过30分钟的，列为线索，早、晚都算，"
    "恰为30分钟的不列。设备时钟可能没有校准，由人工先核对；同一人同时在两地由时空冲突的规则列出，没有坐标，距离不比较。"
    "文书时间没有记载，或者有一段音像没有开始时间而可能影响结论的，无法判断。",
)
def clocks_disagree(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Inspections and measures whose first recording began more than half an hour before or after the act did.

    The device's clock may be wrong: a clue. Later parts of a recording say nothing of the beginning. Somebody at two
    places at once: OFF-CONFLICT.
    """
    return _judged(data, "inspection", data.inspections, "inspections"), _judged(
        data, "coercion", data.coercions, "coercions"
    )


def _judged(data: Tables, kind: str, acts: ir.Table, subject: str) -> ir.Table:
    r = data.recordings.filter(data.recordings.act_kind == kind)
    first = r.group_by(fj_act="act_id").aggregate(
        recorded_from=r.started_at.min(), recordings=r.count(), unsaid=r.started_at.isnull().any()
    )
    t = acts.inner_join(first, acts[acts.columns[0]] == first.fj_act)
    most = data.setting("clock_minutes") * MINUTE
    apart = seconds(t.recorded_from) - seconds(t.started_at)
    # A part whose beginning is not known may have come first: what was early stays early, all else is open.
    differs = ibis.cases((apart < -most, ibis.literal(True)), (t.unsaid, ibis.null("boolean")), else_=apart > most)
    return judge(
        t,
        subject=subject,
        step_on=t.started_at.date(),
        hit=differs,
        explain="文书记载{started_at}开始，最早一段音像记录{recorded_from}开始（共{recordings}段）。",
        started_at=t.started_at,
        recorded_from=t.recorded_from,
        recordings=t.recordings,
    )
