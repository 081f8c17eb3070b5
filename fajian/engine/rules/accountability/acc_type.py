"""ACC-TYPE."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from fajian.engine.law.limits import Value
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

# Kinds whose scope in the matrix is not called like the code: 纪检监察 (who) and 政务处分 (what) share one.
SCOPES = {"sanction": "discipline"}


@rule(
    id="ACC-TYPE",
    title="追责种类越权",
    subject="accountability",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法监督条例", "第三十二条；公职人员政务处分法第二条；各地行政执法条例"),
    needs=("kind", "decider", "decided_on"),
    reading="追责方式的决定主体不在有权决定的主体之列的，列出，例如执法单位自行取消执法资格。"
    "哪种方式由谁决定，以决定当日有效的参数为准，可由地方另定；参数没有列出的方式不限决定主体，"
    "标明不明的方式无法判断。追责方式、决定主体、决定日期没有记载而会影响结论的，无法判断。",
)
def decided_by_the_wrong_one(data: Tables) -> ir.Table:
    """A way of holding to account that its decider may not decide, by the matrix in force on the day.

    Ways the matrix does not name are anybody's; one it says is not known cannot be judged.
    """
    k = data.accountability
    rows = data.limit_rows("accountability_deciders")
    kinds = [SCOPES.get(row.scope, row.scope) for row in rows]
    answers = [(~k.kind.isin(sorted(set(kinds))), ibis.literal(True))]
    for kind, row in zip(kinds, rows, strict=True):
        fits = (k.kind == kind) & _in_force(k.decided_on, row)
        answers.append((fits, k.decider.isin(row.value) if isinstance(row.value, tuple) else ibis.null("boolean")))
    may = ibis.cases(*answers, else_=ibis.null("boolean"))
    return judge(
        k,
        subject="accountability",
        step_on=k.decided_on,
        hit=(k.decision == "held") & ~may,
        explain="{decided_on}由{decider}决定{kind}，决定主体不在有权决定的主体之列。",
        decided_on=k.decided_on,
        decider=k.decider,
        kind=k.kind,
    )


def _in_force(day: ir.DateValue, row: Value) -> ir.BooleanValue:
    """Whether a value of the matrix holds on that day, which must be known."""
    first = ibis.literal(row.valid_from or dt.date.min).cast("date")
    last = ibis.literal(row.valid_to or dt.date.max).cast("date")
    return day.between(first, last)
