"""FIN-029-DUP."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import days_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined, party_key


@rule(
    id="FIN-029-DUP",
    title="同一违法行为两次以上罚款（重复罚款）",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第二十四条", until="2021-07-14"),
        law("行政处罚法(2021)", "第二十九条", since="2021-07-15"),
    ),
    needs=("outcome", "penalty_kinds", "party_uscc", "violation_code", "object_key", "act_start_on", "act_end_on"),
    reading="同一当事人、同一案由、同一标的，行为时间重叠或者前后相接（至多相差一日），此前已被任一机关罚款的，"
    "列出后决定的一件；同日决定的，案件编号大的视为在后。前一决定以后才开始的行为、按日连续处罚，以及前一决定已被变更、"
    "撤销、确认违法或者确认无效的，不列。当事人或者案由没有记载的，无法判断；其余各项相符而标的或者行为日期没有记载的，"
    "也无法判断。",
)
def fined_twice(data: Tables) -> ir.Table:
    """The later of two fines, by any agency, on one party for one violation at one object whose acts meet.

    Acts meet when they overlap or lie a day apart at most. What began after the first decision is a new act, and so is
    no double fine; nor is a daily penalty, nor a fine after the first decision was changed or annulled. Of two
    decisions of one day the larger case number is the later one. The earlier case is named in the evidence.
    """
    p = data.penalties
    p = p.mutate(party=party_key(p), fined=fined(p), stands=~data.happened(p, "penalties", "change_kind"))
    pairs = _pairs(p)
    worst = pairs.group_by("later_id").aggregate(
        twice=(pairs.fits).any(),
        perhaps=pairs.fits.isnull().any(),
        earlier_id=pairs.earlier_id.min(where=pairs.fits),
        earlier_on=pairs.earlier_on.min(where=pairs.fits),
    )
    t = p.left_join(worst, p.penalty_id == worst.later_id)
    nameless = t.party.isnull() | t.violation_code.isnull()
    twice = ibis.cases(
        (nameless, ibis.null("boolean")),
        (t.twice, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=t.fined & ~t.is_daily_penalty & twice,
        explain="当事人{party_name}因“{violation_name}”（标的{object_key}，行为{act_start_on}至{act_end_on}）"
        "已由前一案件（见取值“他案编号”）于{earlier_on}罚款，本案又于{decided_on}罚款{fine_yuan}元。",
        party_name=t.party_name,
        violation_code=t.violation_code,
        violation_name=t.violation_name,
        object_key=t.object_key,
        act_start_on=t.act_start_on,
        act_end_on=t.act_end_on,
        other_case=t.earlier_id,
        earlier_on=t.earlier_on,
        decided_on=t.decided_on,
        fine_yuan=t.fine_yuan,
    )


def _pairs(p: ir.Table) -> ir.Table:
    """Two fines of one party for one violation, the earlier decided first: do they punish the same act? Kleene."""
    columns = ("penalty_id", "decided_on", "object_key", "act_start_on", "act_end_on")
    keyed = p.filter(p.party.notnull() & p.violation_code.notnull() & p.fined.fill_null(True) & ~p.is_daily_penalty)
    later = keyed.select("party", "violation_code", **{f"later_{c}": keyed[c] for c in columns})
    standing = keyed.filter(keyed.stands.fill_null(True))
    earlier = standing.select(
        "party",
        "violation_code",
        sure=standing.fined & standing.stands,
        **{f"earlier_{c}": standing[c] for c in columns},
    )
    both = later.inner_join(earlier, ["party", "violation_code"])
    first = (both.earlier_decided_on < both.later_decided_on) | (
        (both.earlier_decided_on == both.later_decided_on) & (both.earlier_penalty_id < both.later_penalty_id)
    )
    both = both.filter((both.earlier_penalty_id != both.later_penalty_id) & first.fill_null(True))
    fits = (
        both.sure
        & first
        & (both.later_object_key == both.earlier_object_key)
        & (both.later_act_start_on <= days_after(both.earlier_act_end_on, 1))
        & (both.earlier_act_start_on <= days_after(both.later_act_end_on, 1))
        & (both.later_act_start_on <= both.earlier_decided_on)
    )
    return both.select(
        later_id=both.later_penalty_id,
        earlier_id=both.earlier_penalty_id,
        earlier_on=both.earlier_decided_on,
        fits=fits,
    )
