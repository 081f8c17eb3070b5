"""PUB-048-3WD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION


@rule(
    id="PUB-048-3WD",
    title="已变更撤销的处罚未在3日内撤回公开信息",
    subject="publications",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第四十八条第二款、第八十五条"),
    needs=("withdrawn_on", "has_withdraw_reason"),
    reading="处罚决定被变更、撤销、确认违法或者确认无效，而已经公示的信息从生效次日起第3个工作日以内没有撤回的，"
    "或者撤回而没有公开说明理由的，列出；各公示渠道分别判断。至今没有撤回而末日已过的同样列出；"
    "2021年7月15日以前生效的变更不列，变更生效以前已经停止公示的不列。变更生效日期没有记载的，无法判断。",
)
def shown_after_change(data: Tables) -> ir.Table:
    """Publications of a penalty that was changed, annulled, found unlawful or void and not withdrawn in three days.

    Three working days from the day the change took effect, which is not counted; withdrawn without saying why is a hit
    too. Changes before 2021-07-15 are not judged, nor publications taken down before the change. Each channel is a
    record of its own.
    """
    p = data.penalties
    changes = p.select(
        "penalty_id",
        "agency_id",
        "change_kind",
        "change_effective_on",
        is_changed=data.happened(p, "penalties", "change_kind"),
    ).filter(lambda x: x.is_changed.fill_null(True))
    shown = data.publications.filter(data.publications.act_kind == "penalty")
    t = shown.inner_join(changes, shown.act_id == changes.penalty_id)
    t = t.mutate(last_day=nth_working_day(t.change_effective_on, data.days("withdraw_wd", t.change_effective_on)))
    still_shown = t.taken_down_on.isnull() | (t.taken_down_on >= t.change_effective_on)
    late = data.late(t, "publications", "withdrawn_on", t.last_day)
    unexplained = data.happened(t, "publications", "withdrawn_on") & ~t.has_withdraw_reason
    return judge(
        t,
        subject="publications",
        step_on=t.change_effective_on,
        hit=t.is_changed & (t.change_effective_on >= REVISION) & still_shown & (late | unexplained),
        explain="{penalty_id}号处罚决定{change_kind}，{change_effective_on}生效，最迟应于{last_day}撤回公示（次日起第3个工作日）；"
        "{channel}公示撤回日期{withdrawn_on}，公开说明撤回理由：{has_withdraw_reason}。",
        penalty_id=t.penalty_id,
        change_kind=_change(t.change_kind),
        change_effective_on=t.change_effective_on,
        last_day=t.last_day,
        channel=t.channel,
        withdrawn_on=t.withdrawn_on,
        has_withdraw_reason=t.has_withdraw_reason,
    )


def _change(kind: ir.StringValue) -> ir.StringValue:
    return ibis.cases(
        (kind == "changed", "被变更"),
        (kind == "revoked", "被撤销"),
        (kind == "illegal", "被确认违法"),
        (kind == "void", "被确认无效"),
        else_=ibis.null("string"),
    )
