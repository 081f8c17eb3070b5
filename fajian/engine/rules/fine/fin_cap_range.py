"""FIN-CAP-RANGE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined


@rule(
    id="FIN-CAP-RANGE",
    title="罚款超出法定幅度",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四条、第五十五条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四条、第十六条、第七十六条", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "fine_yuan", "norm_id", "mitigation"),
    reading="罚款高于罚则在本案的最高数额，或者低于最低数额而裁量情形不是减轻的，列出；最高、最低数额都含本数。"
    "幅度按罚则的方式计算：定额、按货值等基数的倍数或者百分比、按件，总额上限一并适用。按日连续处罚不列。"
    "一个决定处罚多个违法行为的，超过最高数额乘以个数才列出，介于其间的无法判断；罚则、计罚基数或者件数没有记载的，"
    "也无法判断。",
)
def out_of_range(data: Tables) -> ir.Table:
    """Fines above the highest the clause allows, or below its lowest without 减轻.

    Both ends are allowed ("以上、以下" include the number). Daily penalties are left out. Where one decision punishes
    several violations only more than highest × their number is a hit; what lies between cannot be judged, for the
    decision's shares are not recorded. Clause, goods value or count not recorded: cannot be judged.
    """
    t = with_span(data, data.penalties)
    all_highest = t.highest * t.violation_count
    over = ibis.cases(
        (t.fine_yuan > all_highest, ibis.literal(True)),
        (t.fine_yuan <= t.highest, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    under = (t.fine_yuan < t.lowest) & (t.mitigation != "reduced")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & ~t.is_daily_penalty & (over | under),
        explain="罚款{fine_yuan}元；依据{citation}（{clause_mode}），本案法定幅度为{lowest}元至{highest}元（均含本数），"
        "计罚基数{base_yuan}元、计罚单位数{unit_count}、违法行为{violation_count}个，裁量情形：{mitigation}。",
        fine_yuan=t.fine_yuan,
        citation=t.citation,
        clause_mode=ibis.cases(
            (t.fine_mode == "range", "幅度"),
            (t.fine_mode == "fixed", "固定"),
            (t.fine_mode == "multiple", "倍数"),
            (t.fine_mode == "percent", "百分比"),
            (t.fine_mode == "per_unit", "按件"),
            else_=ibis.null("string"),
        ),
        lowest=t.lowest,
        highest=t.highest,
        base_yuan=t.base_yuan,
        unit_count=t.unit_count,
        violation_count=t.violation_count,
        mitigation=t.mitigation,
    )
