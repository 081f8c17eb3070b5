"""INS-RANDOM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, planned


@rule(
    id="INS-RANDOM",
    title="未按双随机抽取",
    subject="inspections",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("优化营商环境条例", "第五十四条第一款；国发〔2019〕5号 双随机、一公开意见"),
    needs=("category", "trigger", "draw_no", "is_party_drawn", "are_officers_as_drawn"),
    reading="实行双随机领域（默认市场监管，可由地方另定）按年度计划或者双随机的日常检查，没有抽取批次号、"
    "对象不是抽取产生，或者人员与抽取不一致又没有批准调整的，列出。法定全覆盖重点监管不列。对象、"
    "人员是否抽取没有记载而可能影响结论的，无法判断。",
)
def not_drawn(data: Tables) -> ir.Table:
    """Planned or random routine inspections in a field of random checks without a draw, or not as it was drawn.

    A hit: no draw, the party was not drawn, or the officers were not those drawn and no change was approved. Full
    coverage by law is left out. Which fields is local (market supervision by default).
    """
    i = inspections(data)
    routine = (i.category == "routine") & planned(i) & i.domain.isin(data.setting("random_domains"))
    no_draw = ~data.happened(i, "inspections", "draw_no")
    others = ~i.are_officers_as_drawn & ~data.happened(i, "inspections", "officer_change_approved_on")
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=routine & ~i.is_full_coverage & (no_draw | ~i.is_party_drawn | others),
        explain="日常检查（来源：{trigger}），抽取批次号{draw_no}，对象抽取产生：{is_party_drawn}，人员与抽取一致："
        "{are_officers_as_drawn}，人员调整批准日期{officer_change_approved_on}。",
        trigger=i.trigger,
        draw_no=i.draw_no,
        is_party_drawn=i.is_party_drawn,
        are_officers_as_drawn=i.are_officers_as_drawn,
        officer_change_approved_on=i.officer_change_approved_on,
    )
