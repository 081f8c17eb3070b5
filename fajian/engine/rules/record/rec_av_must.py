"""REC-AV-MUST."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.recordings import ON_SITE, RECORDED_FROM, with_coverage
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="REC-AV-MUST",
    title="重大现场执法未全程音像记录",
    subject="coercions",
    certainty="确定(条件)",
    severity="严重",
    wording="未按规定",
    basis=law(
        "国办发〔2018〕118号 三项制度指导意见",
        "三、全面推行执法全过程记录制度；行政处罚法(2021)第四十七条",
        since="2018-12-05",
    ),
    needs=("kind", "started_at", "ended_at"),
    reading="2018年12月5日以后实施的查封、扣押、限制人身自由、强制拆除、排除妨碍恢复原状和其他强制执行，"
    "没有音像记录，记录覆盖不足现场时间的95%，或者最长间断超过60秒的，列出；开头和结尾的空缺也算间断，"
    "重叠的记录只算一次，现场时间以外的不算。恰为95%、恰为60秒的不列。没有任何记录的，"
    "机关已声明当日音像数据报送齐全的才列出，否则无法判断；有记录而现场起止时间没有记载的，无法判断。",
)
def not_recorded_throughout(data: Tables) -> ir.Table:
    """Seizures, restraint, demolition, clearing and other execution on site that were not recorded from end to end.

    Not recorded at all, less than 95 % of the time on site, or with a gap of more than 60 seconds, also before the
    first and after the last recording. Recordings that overlap count once; what lies outside the time on site does
    not count. Without any recording: a hit only where the agency declared its recordings complete for that day. The
    end on site not written down: unknown, if there is a recording.
    """
    c = data.coercions
    t = c.mutate(started_on=c.started_at.date())
    t = with_delivery(data, t, "coercion_id", "recordings", "agency_id", "started_on", "fj_complete")
    t = with_coverage(data, t, "coercion")
    share, longest = (data.limit(n, t.started_on) for n in ("recording_coverage", "recording_gap_seconds"))
    bad = (t.covered_seconds < share * t.total_seconds) | (t.gap_seconds > longest)
    poor = ibis.cases((~bad, ibis.literal(False)), (t.fj_unclear, ibis.null("boolean")), else_=bad)
    none = ibis.ifelse(t.fj_complete, ibis.literal(True), ibis.null("boolean"))
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=t.kind.isin(ON_SITE) & (t.started_on >= RECORDED_FROM) & ibis.ifelse(t.recordings == 0, none, poor),
        explain="{kind}现场{started_at}至{ended_at}共{total_seconds}秒，音像记录{recordings}段，覆盖{covered_seconds}秒（应不低于95%），"
        "最长间断{gap_seconds}秒（应不超过60秒）。",
        kind=t.kind,
        started_at=t.started_at,
        ended_at=t.ended_at,
        total_seconds=t.total_seconds,
        recordings=t.recordings,
        covered_seconds=t.covered_seconds,
        gap_seconds=t.gap_seconds,
    )
