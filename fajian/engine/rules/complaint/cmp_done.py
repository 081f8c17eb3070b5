"""CMP-DONE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CMP-DONE",
    title="投诉举报超期未办结/未反馈",
    subject="complaints",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("河南省优化营商环境条例", "第七十八条；信访工作条例第三十四条"),
    needs=("accepted_on", "extension_days", "done_on", "replied_on", "is_named", "rejected_on"),
    reading="已经受理的投诉举报，从受理次日起30日以内没有办结的，列出；经批准延长的另加，最多20日，末日遇休息日顺延，"
    "至今没有办结而末日已过的同样列出。实名投诉已经办结而没有答复的，列出。天数可由地方另定；是否实名没有记载、"
    "办结后又没有答复的，无法判断。",
)
def not_done(data: Tables) -> ir.Table:
    """A complaint accepted and not finished in 30 days, or finished and a complainant who gave a name not answered.

    Calendar days from acceptance, rolled over rest days, and at most 20 more where extended; the numbers are local.
    """
    c = data.complaints
    most = data.setting("done_extension_days")
    extended = ibis.ifelse(c.extension_days > most, most, c.extension_days)
    c = c.mutate(
        extended_days=extended,
        last_day=rolled(days_after(c.accepted_on, data.days("done_days", c.accepted_on) + extended)),
    )
    accepted = data.happened(c, "complaints", "accepted_on") & ~data.happened(c, "complaints", "rejected_on")
    unanswered = data.happened(c, "complaints", "done_on") & c.is_named & ~data.happened(c, "complaints", "replied_on")
    return judge(
        c,
        subject="complaints",
        step_on=c.accepted_on,
        hit=accepted & (data.late(c, "complaints", "done_on", c.last_day) | unanswered),
        explain="{accepted_on}受理，批准延长{extension_days}日（计算{extended_days}日），最迟应于{last_day}办结，实际{done_on}；实名：{is_named}，答复日期{replied_on}。",
        accepted_on=c.accepted_on,
        extension_days=c.extension_days,
        extended_days=c.extended_days,
        last_day=c.last_day,
        done_on=c.done_on,
        is_named=c.is_named,
        replied_on=c.replied_on,
    )
