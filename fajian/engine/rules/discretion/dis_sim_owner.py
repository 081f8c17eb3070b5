"""DIS-SIM-OWNER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.comparisons import by_side, discoveries
from fajian.engine.rules.tables import Tables, judge

WHOLE = 10_000
PERCENT = 100


@rule(
    id="DIS-SIM-OWNER",
    title="因所有制/地域/规模差别处罚",
    subject="penalties",
    version=2,
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("优化营商环境条例", "第十二条", since="2020-01-01", until="2025-05-19"),
        law("民营经济促进法", "第五十一条；优化营商环境条例第十二条", since="2025-05-20"),
    ),
    needs=("party_ownership", "party_region_code", "party_scale", "violation_code", "tier_id", "norm_id", "fine_yuan"),
    reading="近24个月普通程序罚款案件，案由和裁量阶次相同的为一组，分别比较民营与国有、外地与本地、小微与大中型，"
    "每一方10件以上才比较。罚款换算成在法定幅度中的位置（最低为0、最高为1）；前一方的中位数高出0.25以上，"
    "秩和检验的概率小于0.01，并且与本次筛查的全部统计比较（含承办人的比较）合在一起控制误报（伪发现率5%以内）仍然成立的，一组列为一条线索。"
    "类别、罚则没有记载的案件不参加比较；违法次数等混杂因素由人工判断。",
)  # fmt: skip
def harder_on_some(data: Tables) -> ir.Table:
    """Private, outside or small parties fined higher in the span than state-owned, local or large ones, like for like.

    Groups of ordinary fined cases of one violation and step, decided in the last 24 months, at least 10 on each side.
    A fine's place in its span stands for it, for bases differ. A clue: the medians lie a quarter of the span apart,
    the rank test of Mann and Whitney (one-sided) gives less than 0.01, and it is a discovery at 5 % among all the
    comparisons of the run, those of officers included (Benjamini, Hochberg). Record: violation|step|axis.
    """
    g, found = by_side(data), discoveries(data)
    found = found.filter(found.by == "side")
    g = g.mutate(group=g.violation_code.concat("|", g.tier_id))
    g = g.inner_join(found, [g.group == found.who, g.axis == found.what])
    gap = float(data.setting("owner_gap_percent")) * WHOLE / PERCENT
    heavier = (g.median_1 - g.median_2 >= gap) & (g.chance < float(data.setting("owner_chance"))) & g.is_discovery
    return judge(
        g,
        subject="penalties",
        record_id=g.group.concat("|", g.axis),
        agency_id=ibis.null("string"),
        step_on=data.today,
        hit=heavier,
        explain="案由{violation_code}、阶次{tier_id}，按{axis}比较：{n_1}件罚款位置中位数{median_1}，{n_2}件中位数{median_2}"
        "（0为法定最低、1为法定最高），出于偶然的概率{chance}。",
        violation_code=g.violation_code,
        tier_id=g.tier_id,
        axis=g.axis,
        n_1=g.n_1,
        n_2=g.n_2,
        median_1=(g.median_1 / WHOLE).cast("decimal(18,3)"),
        median_2=(g.median_2 / WHOLE).cast("decimal(18,3)"),
        chance=g.chance.cast("decimal(18,4)"),
    )
