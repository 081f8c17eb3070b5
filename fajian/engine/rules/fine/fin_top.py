"""FIN-TOP."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, has_aggravating_facts, ordinary


@rule(
    id="FIN-TOP",
    title="随意顶格罚款",
    subject=("penalties", "agencies"),
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三（九）；行政处罚法(2021)第五条第二款"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "norm_id", "aggravating", "has_aggravating_reason"),
    reading="案件：罚款达到本案最高数额的95%（含）以上，而没有从重情节或者没有载明从重理由的，列为线索；"
    "只有一个数额的罚则，以及最高不超过200元的，不列。机关：近36个月普通程序罚款案件8件以上，"
    "达到上述比例的案件所占比重，比同领域其他也有8件以上的机关（至少3个）的平均值高出2个标准差以上的，列为线索，"
    "标准差不足0.05的按0.05计算。罚则没有记载、算不出最高数额的，案件无法判断，机关统计时不计入。",
)
def at_the_top(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Fines of 95 % of the highest or more without aggravating facts or reasons, and agencies that often fine so.

    A case: clauses with one sum, or whose highest is at most 200 yuan, are left out. 95 % itself is a hit. An agency:
    its share of such fines among its ordinary fined cases of the last 36 months, at least 8 of them, against the other
    agencies of its field that have as many (at least 3): a hit from two standard deviations above their mean, the
    deviation not below 0.05. Cases whose highest is not known do not count for either side.
    """
    t = with_span(data, data.penalties)
    # Where the highest is next to nothing every fine is at the top.
    has_span = (t.lowest < t.highest) & (t.highest > data.setting("top_trifle_yuan"))
    t = t.mutate(has_span=has_span, top_yuan=t.highest * ibis.literal(data.setting("top_share")).cast("decimal(18,4)"))
    t = t.mutate(is_top=t.fine_yuan >= t.top_yuan)
    return _cases(t), _agencies(data, t)


def _cases(t: ir.Table) -> ir.Table:
    has_facts = has_aggravating_facts(t)
    unfounded = ~has_facts | ~t.has_aggravating_reason
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & t.has_span & t.is_top & unfounded,
        explain="罚款{fine_yuan}元，依据{citation}本案最高可罚{highest}元，达到{top_yuan}元即为顶格；"
        "载明从重情节：{has_aggravating}，载明从重理由：{has_aggravating_reason}。",
        fine_yuan=t.fine_yuan,
        citation=t.citation,
        lowest=t.lowest,
        highest=t.highest,
        top_yuan=t.top_yuan,
        has_aggravating=has_facts,
        has_aggravating_reason=t.has_aggravating_reason,
    )


def _agencies(data: Tables, t: ir.Table) -> ir.Table:
    """Verdicts on agencies. The shares are approximate numbers: nobody is punished for the third decimal."""
    recent = (t.decided_on > months_after(data.today, -data.setting("top_months"))) & (t.decided_on <= data.today)
    counted = t.filter(recent & fined(t) & ordinary(t) & t.has_span & t.is_top.notnull())
    rates = counted.group_by("agency_id").aggregate(cases=counted.count(), top_cases=counted.is_top.sum())
    rates = rates.filter(rates.cases >= data.setting("top_min_cases"))
    agencies = data.agencies
    rates = rates.inner_join(agencies.select("agency_id", "name", "domain"), "agency_id")
    rates = rates.mutate(share=rates.top_cases.cast("float64") / rates.cases)
    fields = rates.group_by("domain").aggregate(
        members=rates.count(), share_sum=rates.share.sum(), square_sum=(rates.share * rates.share).sum()
    )
    g = rates.inner_join(fields, "domain")
    g = g.mutate(peers=g.members - 1).filter(lambda x: x.peers >= data.setting("top_peers"))
    g = g.mutate(peer_mean=(g.share_sum - g.share) / g.peers)
    g = g.mutate(variance=(g.square_sum - g.share * g.share) / g.peers - g.peer_mean * g.peer_mean)
    least = float(data.setting("top_least_deviation"))
    deviation = ibis.ifelse(g.variance > least * least, g.variance.abs().sqrt(), ibis.literal(least))
    g = g.mutate(deviation=deviation)
    return judge(
        g,
        subject="agencies",
        step_on=data.today,
        hit=g.share - g.peer_mean >= float(data.setting("top_z")) * g.deviation,
        explain=f"近{data.setting('top_months')}个月{{cases}}件普通程序罚款案件中{{top_cases}}件顶格罚款，占{{share}}；"
        f"同领域其他{{peers}}个机关平均占{{peer_mean}}，标准差{{deviation}}（不足{least}的按{least}）。",
        cases=g.cases,
        top_cases=g.top_cases,
        share=g.share.cast("decimal(18,4)"),
        peers=g.peers,
        peer_mean=g.peer_mean.cast("decimal(18,4)"),
        deviation=g.deviation.cast("decimal(18,4)"),
    )
