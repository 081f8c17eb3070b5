"""FIN-HIGH."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import counts_as, fined


@rule(
    id="FIN-HIGH",
    title="高额罚款、小过重罚",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三；行政处罚法(2021)第五条第二款"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "party_kind", "goods_value_yuan", "illegal_gain_yuan", "norm_id"),
    reading="罚款达到货值金额、违法所得中较大一个的50倍，并且公民（含个体工商户）1万元以上、单位5万元以上的，"
    "列为线索；各数均含本数。货值和违法所得都为0的不列；罚则在本案的最低罚款本身就有这么高的不列。货值金额、"
    "违法所得或者当事人类别没有记载，足以影响结论的，无法判断。",
)
def out_of_proportion(data: Tables) -> ir.Table:
    """Fines of 50 times the goods or the gain, whichever is larger, and of 10 000 yuan or more (organisations 50 000).

    Sole traders count as persons. Both numbers are included. Where there were neither goods nor gain there is no
    proportion, and no hit. Left out: clauses whose lowest fine in the case is itself that high. Fines far from those in
    like cases are DIS-SIM-SPREAD's.
    """
    t = with_span(data, data.penalties)
    ratio = data.setting("high_ratio")
    t = t.mutate(least_yuan=data.limit("high_abs_yuan", t.decided_on, counts_as(t)))
    has_base = (t.goods_value_yuan > 0) | (t.illegal_gain_yuan > 0)
    many_times = (t.fine_yuan >= t.goods_value_yuan * ratio) & (t.fine_yuan >= t.illegal_gain_yuan * ratio)
    by_law = (
        (t.lowest >= t.least_yuan)
        & (t.lowest >= t.goods_value_yuan * ratio)
        & (t.lowest >= t.illegal_gain_yuan * ratio)
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & has_base & many_times & (t.fine_yuan >= t.least_yuan) & ~by_law,
        explain="罚款{fine_yuan}元；货值{goods_value_yuan}元、违法所得{illegal_gain_yuan}元，"
        f"罚款达到其中较大者的{ratio}倍，且不低于{{least_yuan}}元；本案法定最低罚款{{lowest}}元。",
        fine_yuan=t.fine_yuan,
        goods_value_yuan=t.goods_value_yuan,
        illegal_gain_yuan=t.illegal_gain_yuan,
        least_yuan=t.least_yuan,
        lowest=t.lowest,
    )
