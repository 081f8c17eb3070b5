"""PEN-075-SELFCORR."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-075-SELFCORR",
    title="发现处罚错误未主动改正",
    subject="ledger_issues",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第五十四条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十五条第二款", since="2021-07-15"),
    ),
    needs=("is_illegal", "due_on", "closed_on", "act_id"),
    reading="台账中关于行政处罚、已经认定违法的问题，整改时限（批准延期的按延期）已过，处罚没有变更、撤销、"
    "确认违法或者确认无效的记载，问题也没有销号的，列为线索。时限当日不算已过；没有定时限的不列。"
    "撤销会严重损害公共利益等可以不撤销的情形，由人工判断；是否认定违法没有记载，或者找不到该处罚案件的，无法判断。",
)
def known_error_not_put_right(data: Tables) -> ir.Table:
    """Ledger issues on a penalty found unlawful, past their day, while the penalty stands and the issue is open.

    Issues without a day are not judged. Whether an annulment would harm the public is for people.
    """
    i = data.ledger_issues
    p = data.penalties
    stands = p.select("penalty_id", "decision_no", is_changed=data.happened(p, "penalties", "change_kind"))
    i = i.filter(i.act_kind == "penalty")
    t = look_up(i, "act_id", stands, "penalty_id", decision_no="decision_no", is_changed="is_changed")
    t = t.mutate(last_day=ibis.coalesce(t.extended_to_on, t.due_on))
    over = (t.last_day < data.today).fill_null(False)
    return judge(
        t,
        subject="ledger_issues",
        step_on=t.last_day,
        hit=t.is_illegal & over & ~data.happened(t, "ledger_issues", "closed_on") & ~t.is_changed,
        explain="处罚决定{decision_no}（案件{act_id}）已认定违法，应于{last_day}以前整改，至今没有变更、撤销等纠正的记载，问题没有销号。",
        act_id=t.act_id,
        decision_no=t.decision_no,
        found_on=t.found_on,
        last_day=t.last_day,
        closed_on=t.closed_on,
    )
