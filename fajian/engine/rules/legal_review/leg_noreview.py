"""LEG-NOREVIEW."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, loaded, ordinary, punished


@rule(
    id="LEG-NOREVIEW",
    title="应法制审核而未审核",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十八条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十八条", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "is_public_interest", "hearing_held_on", "is_complex",
           "is_review_listed", "reviewed_on"),
    reading="普通程序给予处罚的案件，应当法制审核而没有审核日期的，列出。应当审核是指：涉及重大公共利益、经过听证、"
    "疑难复杂涉及多个法律关系，或者属于本机关法制审核目录；2018年1月1日至2021年7月14日决定的，"
    "普通程序案件都应当审核。更早的法律文本没有收录，不能只因决定日期早而认定应当审核。审核晚于决定的，"
    "由“审核在决定之后”列出。",
)  # fmt: skip
def not_reviewed(data: Tables) -> ir.Table:
    """Ordinary cases decided without the legal review they needed.

    Needed: a matter of great public interest, after a hearing, with several legal relations, or on the agency's own
    list. Decisions from 1 January 2018 to 14 July 2021 all needed one; earlier texts are
    not loaded. A review after the decision is LEG-AFTER.
    """
    p = data.penalties
    held = data.happened(p, "penalties", "hearing_held_on")
    before = (p.decided_on < REVISION) & loaded(p.decided_on)
    needed = before | p.is_public_interest | held | p.is_complex | p.is_review_listed
    reviewed = data.happened(p, "penalties", "reviewed_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & needed & ~reviewed,
        explain="{decided_on}作出处罚决定，没有法制审核记载；涉及重大公共利益：{is_public_interest}，经过听证：{hearing_held}，"
        "疑难复杂：{is_complex}，属法制审核目录：{is_review_listed}（2018年1月1日至2021年7月14日的普通程序案件均须审核）。",
        decided_on=p.decided_on,
        is_public_interest=p.is_public_interest,
        hearing_held=held,
        is_complex=p.is_complex,
        is_review_listed=p.is_review_listed,
        reviewed_on=p.reviewed_on,
    )
