"""REC-KEEP."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.acts import all_acts
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="REC-KEEP",
    title="音像保存期不足/被删除",
    subject="recordings",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第四十七条；保存期限按本地规定（参数）"),
    needs=("keep_until_on", "deleted_on", "started_at"),
    reading="音像记录在保存期限以前删除的，列为线索，期限当日删除的不列。保存期限没有记载的，"
    "从开始记录满6个月以前删除的列出（6个月可由地方另定），此后删除的无法判断，作为证据的应当随卷保存更久。"
    "替换文件须与以前报送的摘要比较，不在本条范围；没有删除日期的不列。",
)
def deleted_too_soon(data: Tables) -> ir.Table:
    """Recordings deleted before the day up to which they were to be kept.

    Where that day is not recorded, six months from the beginning are the least (a parameter); what went later may
    still have been evidence. Whether a file was exchanged shows only beside an earlier delivery.
    """
    owners = all_acts(data).select(owner_kind="act_kind", owner_act="act_id", agency_id="agency_id")
    r = data.recordings
    t = r.left_join(owners, [r.act_kind == owners.owner_kind, r.act_id == owners.owner_act])
    t = t.mutate(started_on=t.started_at.date())
    least = months_after(t.started_on, data.days("recording_keep_months", t.started_on))
    t = t.mutate(last_day=ibis.coalesce(t.keep_until_on, least))
    early = t.deleted_on < t.last_day
    known = ibis.ifelse(t.keep_until_on.notnull() | early, early, ibis.null("boolean"))
    return judge(
        t,
        subject="recordings",
        step_on=t.deleted_on,
        hit=data.happened(t, "recordings", "deleted_on") & known,
        explain="{started_on}的音像记录应当保存至{last_day}（登记的保存期限{keep_until_on}），已于{deleted_on}删除。",
        started_on=t.started_on,
        last_day=t.last_day,
        keep_until_on=t.keep_until_on,
        deleted_on=t.deleted_on,
    )
