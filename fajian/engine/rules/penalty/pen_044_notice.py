"""PEN-044-NOTICE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-044-NOTICE",
    title="未事先告知即作出决定",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十一条、第四十一条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十四条、第六十二条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "notice_served_on", "notice_missing"),
    reading="普通程序给予处罚的案件，没有送达处罚告知、告知晚于决定日，或者告知书有缺项的，列出。"
    "放弃陈述申辩不免除告知。告知与决定在同一日的，本条不列，由“立案、告知、决定同日完成”列为线索。"
    "告知书缺项以核对人填写的为准，没有填写视为没有核对，无法判断。",
)
def decided_without_notice(data: Tables) -> ir.Table:
    """An ordinary case decided without notice, before the notice, or on a notice that lacks something.

    A notice on the very day of the decision is not meant here (PEN-SEQ-SAMEDAY). A waiver of the defence spares the
    agency the hearing of it, not the notice. What the notice lacks stands as the checker entered it; blank = nobody
    checked.
    """
    p = data.penalties
    noticed = data.happened(p, "penalties", "notice_served_on")
    too_late = data.after(p, "penalties", "notice_served_on", "decided_on")
    lacking = lacks_something(p.notice_missing, "penalties", "notice_missing")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & (~noticed | too_late | lacking),
        explain="{decided_on}作出处罚决定，处罚告知送达日{notice_served_on}，告知书缺项：{notice_missing}。问题：{problem}。",
        problem=problems(
            (~noticed, "没有告知"),
            (too_late, "告知晚于决定"),
            (lacking, "告知书要素不全"),
        ),
        decided_on=p.decided_on,
        notice_served_on=p.notice_served_on,
        notice_missing=p.notice_missing,
    )
