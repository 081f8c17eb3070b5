"""PEN-054-REVERSE."""

from __future__ import annotations

import functools
import operator

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished

BEFORE_DECISION = ("filed_on", "investigated_on", "notice_served_on", "reviewed_on", "discussed_on")


@rule(
    id="PEN-054-REVERSE",
    title="先处罚后立案等程序倒置",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三条、第三十一条、第三十六条、第三十八条", until="2021-07-14"),
        law("行政处罚法(2021)", "第三十八条第二款、第四十四条、第五十四条、第五十七条、第五十八条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", *BEFORE_DECISION, "decided_on", "served_on", "closed_on"),
    reading="普通程序给予处罚的案件，立案、首次调查、告知、法制审核、集体讨论中有一步晚于决定，或者送达早于决定、"
    "结案早于送达的，列出。同一日完成的视为次序正确；先核查后立案是允许的，不列；没有发生的步骤不算倒置。"
    "应当发生而日期没有记载的，无法判断。",
)
def steps_in_the_wrong_order(data: Tables) -> ir.Table:
    """Filed, investigated, notified, reviewed or discussed after the decision, served before it, closed before service.

    The same day is the right order. Investigating before filing is lawful (a first check of a clue). A step that did
    not take place is not in the wrong place; one that must have, on a day nobody wrote down, cannot be judged.
    """
    p = data.penalties
    later = [data.after(p, "penalties", step, "decided_on") for step in BEFORE_DECISION]
    early = [
        data.after(p, "penalties", "decided_on", "served_on"),
        data.after(p, "penalties", "served_on", "closed_on"),
    ]
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & functools.reduce(operator.or_, later + early),
        explain="各步骤日期：立案{filed_on}，首次调查{investigated_on}，告知{notice_served_on}，法制审核{reviewed_on}，"
        "集体讨论{discussed_on}，决定{decided_on}，送达{served_on}，结案{closed_on}；先后次序颠倒。问题：{problem}。",
        problem=problems(
            (later[0], "立案晚于决定"),
            (later[1], "首次调查晚于决定"),
            (later[2], "告知晚于决定"),
            (later[3], "法制审核晚于决定"),
            (later[4], "集体讨论晚于决定"),
            (early[0], "送达早于决定"),
            (early[1], "结案早于送达"),
        ),
        filed_on=p.filed_on,
        investigated_on=p.investigated_on,
        notice_served_on=p.notice_served_on,
        reviewed_on=p.reviewed_on,
        discussed_on=p.discussed_on,
        decided_on=p.decided_on,
        served_on=p.served_on,
        closed_on=p.closed_on,
    )
