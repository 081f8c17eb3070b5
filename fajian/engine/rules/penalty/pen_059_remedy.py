"""PEN-059-REMEDY."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVIEW_FIRST, punished


@rule(
    id="PEN-059-REMEDY",
    title="当场处罚等复议前置事项救济告知错误",
    subject="penalties",
    certainty="确定",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政复议法(2023)", "第二十三条", since="2024-01-01"),
    needs=("procedure", "outcome", "decided_on", "remedy_told"),
    reading="2024年1月1日以后作出的当场处罚，决定书告知“可复议或诉讼”的，列出：从该日起，"
    "对当场处罚不服的应当先申请行政复议。没有告知救济途径的，本条不列。救济告知没有记载的，无法判断。",
)  # fmt: skip
def wrong_remedy_named(data: Tables) -> ir.Table:
    """Penalties on the spot, decided from 1 January 2024, that tell the party it may sue at once.

    From that day the party must ask for review first. A decision that names no remedy at all is not meant here.
    """
    p = data.penalties
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=(p.procedure == "summary")
        & punished(p)
        & (p.decided_on >= REVIEW_FIRST)
        & (p.remedy_told == "review_or_suit"),
        explain="{decided_on}当场作出的处罚决定告知“{remedy_told}”；2024年1月1日起对当场处罚不服的，应当先申请行政复议。",
        decided_on=p.decided_on,
        remedy_told=p.remedy_told,
    )
