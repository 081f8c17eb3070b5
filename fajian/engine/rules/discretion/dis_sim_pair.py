"""DIS-SIM-PAIR."""

from __future__ import annotations

import functools
import operator

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.codes import adds_any
from fajian.engine.rules.hearings import fine_yuan
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished

# What must be the same, and what must be near.
SAME = ("violation_code", "tier_id", "party_kind", "is_first_offence", "harm", "is_corrected_in_time", "mitigation")
NEAR = ("goods_value_yuan", "illegal_gain_yuan")
NEIGHBOURS = 5
YEAR = 12
TENTH = 10
_SHOWN = ("penalty_id", "decided_on", "fine", "penalty_kinds", *NEAR)


@rule(
    id="DIS-SIM-PAIR",
    title="同案异罚（近似案件对）",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第五条；国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见三"),
    needs=("procedure", "outcome", "decided_on", "violation_code", "tier_id", "party_kind", "is_first_offence", "harm",
           "is_corrected_in_time", "mitigation", "fine_yuan", "penalty_kinds"),
    reading="近似案件是指近24个月决定的普通程序处罚案件中，案由、阶次、当事人类别、是否初次、危害后果、是否及时改正、"
    "裁量情形都相同，货值和违法所得各相差不超过一成，决定日相差不超过12个月的；按货值、违法所得排序，各与前后5件比较。"
    "罚款相差一倍以上，或者处罚种类不同的，较重的一件列为线索，写明最接近的另一件；罚款相同而种类不同的，"
    "列种类多出来的一件。没有适用阶次的不比较；上述情节没有记载的，无法判断；货值、违法所得双方都没有记载的视为相同。",
)  # fmt: skip
def unlike_punishment_of_like_cases(data: Tables) -> ir.Table:
    """Cases alike in all that is recorded whose fines differ by a factor of two, or whose kinds of penalty differ.

    Alike: the same violation, step, kind of party, first offence, harm, put right, mitigation; goods and gain each
    within a tenth of the larger; decided within 12 months. In the order of goods and gain every case is compared with
    the five before it: a large group is not squared. Record: the case punished harder, with the nearest other.
    """
    p = data.penalties
    months = data.setting("spread_months")
    recent = (p.decided_on > months_after(data.today, -months)) & (p.decided_on <= data.today)
    considered = ordinary(p) & punished(p) & recent & data.happened(p, "penalties", "tier_id")
    p = p.mutate(is_considered=considered, fine=fine_yuan(p))
    known = functools.reduce(operator.and_, [p[name].notnull() for name in (*SAME, "fine", "penalty_kinds")])
    p = p.mutate(is_known=known)
    nearest = _nearest(p.filter(p.is_considered & p.is_known))
    t = p.left_join(nearest, p.penalty_id == nearest.harder_id)
    unlike = ibis.ifelse(t.is_known, t.harder_id.notnull(), ibis.null("boolean"))
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=t.is_considered & unlike,
        explain="本案{penalty_kinds}，罚款{fine_yuan}元，货值{goods_value_yuan}元、违法所得{illegal_gain_yuan}元；"
        "近似案件（见取值“他案编号”）于{earlier_on}决定，罚款{other_fine}元，货值{other_goods}元。问题：{problem}。",
        problem=problems((t.is_twice, "罚款相差一倍以上"), (t.has_more_kinds, "处罚种类不同")),
        penalty_kinds=t.penalty_kinds,
        fine_yuan=t.fine,
        goods_value_yuan=t.goods_value_yuan,
        illegal_gain_yuan=t.illegal_gain_yuan,
        other_case=t.other_penalty_id,
        earlier_on=t.other_decided_on,
        other_fine=t.other_fine,
        other_goods=t.other_goods_value_yuan,
    )


def _nearest(c: ir.Table) -> ir.Table:
    """For each case punished harder than a like one: harder_id, in what they differ, and other_…, the nearest such."""
    c = c.select(*SAME, *_SHOWN)
    order = [*(c[name] for name in NEAR), c.decided_on, c.penalty_id]
    c = c.mutate(place=ibis.row_number().over(group_by=[c[name] for name in SAME], order_by=order).cast("int64"))
    both = [*_compared(c, "", "other_"), *_compared(c, "other_", "")]
    found = ibis.union(*both)
    first = ibis.row_number().over(group_by=found.harder_id, order_by=[found.step, found.other_penalty_id])
    return found.mutate(fj_first=first).filter(lambda x: x.fj_first == 0).drop("fj_first", "step")


def _compared(c: ir.Table, harder: str, milder: str) -> list[ir.Table]:
    """Pairs one to five places apart of which the one with columns `harder`… was punished harder than the other."""
    found = []
    for step in range(1, NEIGHBOURS + 1):
        before = c.select(*SAME, place=c.place + step, **{f"other_{name}": c[name] for name in _SHOWN})
        t = c.inner_join(before, [*SAME, "place"])
        t = t.filter(_is_near(t))
        kinds, its_kinds = t[f"{harder}penalty_kinds"], t[f"{milder}penalty_kinds"]
        fine, its_fine = t[f"{harder}fine"], t[f"{milder}fine"]
        is_twice = (fine > its_fine) & (fine >= its_fine * 2)
        less = (its_fine > fine) & (its_fine >= fine * 2)
        has_more = adds_any(kinds, its_kinds, "penalties", "penalty_kinds")
        hit = t.filter(is_twice | (has_more & ~less))
        found.append(
            hit.select(
                harder_id=hit[f"{harder}penalty_id"],
                is_twice=is_twice,
                has_more_kinds=has_more,
                step=ibis.literal(step),
                **{f"other_{name}": hit[f"{milder}{name}"] for name in _SHOWN},
            )
        )
    return found


def _is_near(t: ir.Table) -> ir.BooleanValue:
    """Goods and gain each within a tenth of the larger, or not recorded on both sides; decided within 12 months."""
    near = (t.decided_on <= months_after(t.other_decided_on, YEAR)) & (
        t.other_decided_on <= months_after(t.decided_on, YEAR)
    )
    for name in NEAR:
        one, other = t[name], t[f"other_{name}"]
        larger = ibis.ifelse(one > other, one, other)
        within = ((one - other).abs() * TENTH <= larger).fill_null(False)
        near = near & ((one.isnull() & other.isnull()) | within)
    return near
