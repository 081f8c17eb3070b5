"""PEN-052-RECORD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-052-RECORD",
    title="当场处罚未备案或文书不合规",
    subject="penalties",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十四条", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十二条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "decision_no", "decision_missing", "summary_filed_on"),
    reading="按简易程序当场处罚的案件，决定书没有编号、有缺项，或者从决定次日起第3个工作日以内没有报所属机关备案的，"
    "列出。法律没有规定备案天数，3个工作日是常见做法，可由地方另定。缺项以核对人填写的为准，没有填写视为没有核对，"
    "无法判断。",
)  # fmt: skip
def not_on_record(data: Tables) -> ir.Table:
    """Penalties on the spot without a number, with a form that lacks something, or not reported to the agency in time.

    The law names no day; three working days after the decision are a local usage (parameter). What the form lacks
    stands as the checker entered it; blank = nobody checked.
    """
    p = data.penalties
    days = data.days("summary_filing_wd", p.decided_on)
    t = p.mutate(limit_days=days, last_day=nth_working_day(p.decided_on, days))
    numbered = data.happened(t, "penalties", "decision_no")
    lacking = lacks_something(t.decision_missing, "penalties", "decision_missing")
    late = data.late(t, "penalties", "summary_filed_on", t.last_day)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=(t.procedure == "summary") & punished(t) & (~numbered | lacking | late),
        explain="{decided_on}当场处罚，决定书文号{decision_no}，缺项：{decision_missing}；最迟应于{last_day}报所属机关备案（{limit_days}个工作日），实际备案日{summary_filed_on}。问题：{problem}。",
        problem=problems(
            (~numbered, "没有编号"),
            (lacking, "文书要素不全"),
            (late, "未按期备案"),
        ),
        decided_on=t.decided_on,
        decision_no=t.decision_no,
        decision_missing=t.decision_missing,
        limit_days=t.limit_days,
        last_day=t.last_day,
        summary_filed_on=t.summary_filed_on,
    )
