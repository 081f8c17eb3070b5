"""DIS-SIM-SPREAD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, ordinary

# 1.4826 × MAD estimates the standard deviation of normally distributed fines. Kept in ten-thousandths, so that all
# comparisons are between whole numbers.
SCALE = 14826
UNIT = 10000
LIKE = ("violation_code", "tier_id", "party_kind")


@rule(
    id="DIS-SIM-SPREAD",
    title="类案不同罚（离散度异常）",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三；国办发〔2022〕27号 行政裁量权基准意见"),
    needs=(
        "procedure",
        "outcome",
        "decided_on",
        "penalty_kinds",
        "fine_yuan",
        "violation_code",
        "tier_id",
        "party_kind",
    ),
    reading="类案是指近24个月决定的普通程序罚款案件中，案由、裁量阶次、当事人类别都相同的，8件以上才比较。"
    "绝对中位差是各案罚款与中位数之差的中位数。一组类案：绝对中位差乘以1.4826，达到罚款中位数0.6倍以上的，列为线索。"
    "单个案件：罚款与中位数之差，达到绝对中位差乘以1.4826之后的3.5倍以上的，列为线索；"
    "绝对中位差为0（半数以上案件数额相同）的，差额达到中位数一半以上即列。没有适用阶次的案件不参加比较；案由、"
    "当事人类别或者罚款金额没有记载的，无法判断。",
)
def unlike_fines_for_like_cases(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Groups of like cases whose fines lie far apart, and single cases whose fine lies far from the group's.

    Like cases: ordinary, fined, decided in the last 24 months, same violation, step of the standard and kind of party;
    at least 8. A group: 1.4826 × MAD ≥ 0.6 × median. A case: 3.5 times 1.4826 × MAD or more from the median; where more
    than half of the fines are the same (MAD 0), half the median or more. Cases without a step are left out. MAD is the
    median of the distances from the median, so that one wild case does not hide itself.
    """
    p = data.penalties
    months = data.setting("spread_months")
    recent = (p.decided_on > months_after(data.today, -months)) & (p.decided_on <= data.today)
    considered = ordinary(p) & fined(p) & recent & data.happened(p, "penalties", "tier_id")
    p = p.mutate(is_considered=considered, fine_fen=(p.fine_yuan * 100).cast("int64"))
    groups = _groups(data, p)
    return _spread(data, groups), _outliers(data, p, groups)


def _groups(data: Tables, p: ir.Table) -> ir.Table:
    """One row a group: LIKE, cases, median_fen, mad_fen (both exact: halves of a fen at most)."""
    c = p.filter(p.is_considered & p.fine_fen.notnull() & p.violation_code.notnull() & p.party_kind.notnull())
    c = c.select(*LIKE, fen=c.fine_fen.cast("float64"))
    middle = c.group_by(*LIKE).aggregate(cases=c.count(), median_fen=c.fen.median())
    middle = middle.filter(middle.cases >= data.setting("spread_min_cases"))
    off = c.inner_join(middle, list(LIKE))
    off = off.mutate(distance=(off.fen - off.median_fen).abs())
    return off.group_by(*LIKE).aggregate(
        cases=off.count(), median_fen=off.median_fen.max(), mad_fen=off.distance.median()
    )


def _spread(data: Tables, g: ir.Table) -> ir.Table:
    wide = SCALE * g.mad_fen >= float(data.setting("spread_cv") * UNIT) * g.median_fen
    return judge(
        g,
        subject="penalties",
        record_id=g.violation_code.concat("|", g.tier_id, "|", g.party_kind),
        agency_id=ibis.null("string"),
        step_on=data.today,
        hit=wide,
        explain="案由{violation_code}、阶次{tier_id}、{party_kind}的{cases}件类案，罚款中位数{median_yuan}元，"
        "绝对中位差{mad_yuan}元，1.4826×绝对中位差÷中位数＝{ratio}。",
        violation_code=g.violation_code,
        tier_id=g.tier_id,
        party_kind=g.party_kind,
        cases=g.cases,
        median_yuan=_yuan(g.median_fen),
        mad_yuan=_yuan(g.mad_fen),
        ratio=(SCALE * g.mad_fen / (UNIT * g.median_fen)).cast("decimal(18,2)"),
    )


def _outliers(data: Tables, p: ir.Table, groups: ir.Table) -> ir.Table:
    t = p.left_join(groups, list(LIKE))
    distance = (t.fine_fen.cast("float64") - t.median_fen).abs()
    far = ibis.ifelse(
        t.mad_fen > 0,
        UNIT * distance >= float(data.setting("spread_z")) * SCALE * t.mad_fen,
        2 * distance >= t.median_fen,
    )
    unnamed = t.violation_code.isnull() | t.party_kind.isnull() | t.fine_fen.isnull()
    outlier = ibis.cases((unnamed, ibis.null("boolean")), (t.cases.isnull(), ibis.literal(False)), else_=far)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=t.is_considered & outlier,
        explain="罚款{fine_yuan}元；近期案由{violation_code}、阶次{tier_id}、{party_kind}的{cases}件类案，"
        "罚款中位数{median_yuan}元，绝对中位差{mad_yuan}元。",
        fine_yuan=t.fine_yuan,
        violation_code=t.violation_code,
        tier_id=t.tier_id,
        party_kind=t.party_kind,
        cases=t.cases,
        median_yuan=_yuan(t.median_fen),
        mad_yuan=_yuan(t.mad_fen),
    )


def _yuan(fen: ir.FloatingValue) -> ir.DecimalValue:
    return (fen / 100).cast("decimal(18,3)")
