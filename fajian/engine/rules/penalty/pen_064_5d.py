"""PEN-064-5D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.deadlines import last_day
from fajian.engine.rules.hearings import hearing_needed, last_notice
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-064-5D",
    title="未等听证申请期满即决定",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十二条第一款第（一）项", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十四条第（一）项、第八十五条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "penalty_kinds", "fine_yuan", "confiscated_yuan", "party_kind",
           "notice_served_on", "renotice_served_on", "hearing_waived_on"),
    reading="普通程序给予处罚、应当告知听证的案件，在当事人申请听证的期限内（含末日）就作出决定，"
    "又没有放弃听证记载的，列出。期限从最后一次告知的次日起5个工作日，2021年7月15日以前告知的为3日、"
    "末日遇休息日顺延。没有告知的，由“未事先告知即作出决定”列出。当时当地没有收录听证标准，是否应当听证无法确定的，"
    "无法判断。",
)  # fmt: skip
def decided_too_soon(data: Tables) -> ir.Table:
    """A penalty that calls for a hearing, decided before the time to ask for one was over, without a waiver.

    The time runs from the last notice: five working days (notice before 15 July 2021: three days, rolled over rest
    days), and its last day belongs to the party: a decision on that day is too soon. No notice: PEN-044-NOTICE.
    """
    p = data.penalties
    t = p.mutate(last_notice_on=last_notice(data, p))
    t = t.mutate(last_day=last_day(data, "hearing_request_days", t.last_notice_on))
    noticed = data.happened(t, "penalties", "notice_served_on") | data.happened(t, "penalties", "renotice_served_on")
    waived = data.happened(t, "penalties", "hearing_waived_on")
    return judge(
        t,
        subject="penalties",
        step_on=t.last_notice_on,
        hit=ordinary(t) & punished(t) & hearing_needed(data, t) & noticed & ~waived & (t.decided_on <= t.last_day),
        explain="{last_notice_on}送达处罚告知，当事人可在{last_day}以前（含当日）要求听证（5个工作日；2021年7月15日前告知的为3日），"
        "{decided_on}即作出决定，没有放弃听证的记载。",
        last_notice_on=t.last_notice_on,
        last_day=t.last_day,
        decided_on=t.decided_on,
    )
