"""DIS-AGGRAV."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import has_aggravating_facts, punished


@rule(
    id="DIS-AGGRAV",
    title="从重处罚无法定情节",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第五条第二款、第四十九条；国办发〔2022〕27号 行政裁量权基准意见"),
    needs=("outcome", "mitigation", "aggravating"),
    reading="从重处罚而案卷载明没有从重情节的，列为线索。从重情节填“无”为核对过、没有；没有填写视为没有核对，"
    "无法判断。",
)
def heavier_without_facts(data: Tables) -> ir.Table:
    """Punished more heavily (从重) though no aggravating fact is recorded.

    无 = looked at, and there is none; a blank cell cannot be judged.
    """
    p = data.penalties
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & (p.mitigation == "heavier") & ~has_aggravating_facts(p),
        explain="裁量情形为{mitigation}，案卷载明的从重情节：无。",
        mitigation=p.mitigation,
        fine_yuan=p.fine_yuan,
    )
