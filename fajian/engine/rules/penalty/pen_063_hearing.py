"""PEN-063-HEARING."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.deadlines import last_day
from fajian.engine.rules.hearings import by_party, hearing_needed, hearing_threshold, last_notice
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-063-HEARING",
    title="应告知听证未告知/要求听证未组织",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十二条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十三条、第六十四条第（一）项", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "penalty_kinds", "fine_yuan", "confiscated_yuan", "party_kind",
           "is_hearing_told", "notice_served_on", "renotice_served_on", "hearing_requested_on", "hearing_held_on",
           "hearing_waived_on"),
    reading="普通程序给予处罚的案件，应当告知听证权而没有告知的，或者当事人按期要求听证、没有放弃而没有举行的，列出。"
    "应当告知是指：处降低资质等级、吊销、停产停业、关闭、限制从业，或者罚款、"
    "没收的数额（分别计算）达到决定当日本领域、本类当事人的听证标准，标准含本数，个体工商户按公民计算；"
    "2021年7月15日以前决定的，只看吊销、停产停业和罚款。按期是指从最后一次告知的次日起第5个工作日以内，"
    "2021年7月15日以前告知的为3日、末日遇休息日顺延。当时当地没有收录听证标准的，罚款和没收是否达到标准无法判断。",
)  # fmt: skip
def no_hearing(data: Tables) -> ir.Table:
    """A penalty that calls for a hearing of which the party was not told, or a hearing asked for in time and not held.

    The threshold is that of the decision day, the field of enforcement and the party; the amount itself is included.
    Where no threshold is in force (before 1 December 2021 in Henan) a fine cannot be judged. Asked for in time: by the
    fifth working day after the last notice (notice before 15 July 2021: three days). A party told of a hearing may ask
    for one though none was needed. A waiver on record clears the second part, not the first.
    """
    p = data.penalties
    t = p.mutate(
        needed=hearing_needed(data, p),
        last_notice_on=last_notice(data, p),
        asked=data.happened(p, "penalties", "hearing_requested_on"),
        waived=data.happened(p, "penalties", "hearing_waived_on"),
        held=data.happened(p, "penalties", "hearing_held_on"),
    )
    in_time = t.hearing_requested_on <= last_day(data, "hearing_request_days", t.last_notice_on)
    not_told = t.needed & ~t.is_hearing_told
    refused = (t.needed | t.is_hearing_told) & t.asked & in_time & ~t.waived & ~t.held
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=ordinary(t) & punished(t) & (not_told | refused),
        explain="{decided_on}作出处罚决定：{penalty_kinds}，罚款{fine_yuan}元，没收{confiscated_yuan}元，较大数额标准{threshold_yuan}元"
        "（含本数），是否应当告知听证：{needed}；已告知听证权：{is_hearing_told}；最后一次告知{last_notice_on}，"
        "当事人要求听证{hearing_requested_on}，举行听证{hearing_held_on}。问题：{problem}。",
        problem=problems(
            (not_told, "未告知听证权"),
            (refused, "当事人按期要求听证而没有举行"),
        ),
        decided_on=t.decided_on,
        penalty_kinds=t.penalty_kinds,
        fine_yuan=t.fine_yuan,
        confiscated_yuan=t.confiscated_yuan,
        threshold_yuan=by_party(t, lambda party: hearing_threshold(data, t, party)),
        needed=t.needed,
        is_hearing_told=t.is_hearing_told,
        last_notice_on=t.last_notice_on,
        hearing_requested_on=t.hearing_requested_on,
        hearing_held_on=t.hearing_held_on,
    )
