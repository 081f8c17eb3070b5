"""CMP-ROUTE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.remedies import KINDS
from fajian.engine.rules.tables import Tables, judge

# The first day of 行政执法监督条例.
SINCE = "2026-02-01"


@rule(
    id="CMP-ROUTE",
    title="可复议诉讼事项未引导、已进入程序仍重复监督",
    subject=("complaints", "supervisions"),
    certainty="确定(条件)",
    severity="一般",
    wording="涉嫌违法",
    basis=law("行政执法监督条例", "第三十三条第三款", since=SINCE),
    needs=("is_remediable", "guided_on", "received_on", "issued_on", "act_id"),
    reading="投诉：2026年2月1日以后收到，事项可以复议、诉讼，而没有引导日期的，列出；是否可以复议诉讼没有记载的，无法判断。"
    "监督文书：2026年2月1日以后制发，所涉办件当时已经受理复议或者立案诉讼、还没有结束的（受理当日和结束当日都算），列出。"
    "督促履行法定职责的文书与诉讼标的不同的，由人工排除。没有查到复议诉讼的，机关已声明制发当日的数据报送齐全才不列，"
    "否则无法判断；没有写明办件的文书不列。",
)
def wrong_way(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Disputes that could go to review or court and were not shown the way, and supervision of what is there already.

    Only since the Regulation is in force. Letters that urge an agency to act at all may be about something else than
    the suit: people leave them out.
    """
    return _complaints(data), _supervisions(data)


def _complaints(data: Tables) -> ir.Table:
    c = data.complaints
    guided = data.happened(c, "complaints", "guided_on")
    return judge(
        c,
        subject="complaints",
        step_on=c.received_on,
        hit=(c.received_on >= ibis.literal(SINCE).cast("date")) & c.is_remediable & ~guided,
        explain="{received_on}收到的投诉可以复议诉讼：{is_remediable}，引导日期{guided_on}。",
        received_on=c.received_on,
        is_remediable=c.is_remediable,
        guided_on=c.guided_on,
    )


def _supervisions(data: Tables) -> ir.Table:
    r = data.reviews_and_suits
    r = r.filter(r.kind.isin(KINDS))
    r = r.select(
        "case_no", "accepted_on", "ended_on", of_kind="act_kind", of_id="act_id",
        is_over=data.happened(r, "reviews_and_suits", "ended_on"),
        is_accepted=data.happened(r, "reviews_and_suits", "accepted_on"),
    )  # fmt: skip
    v = data.supervisions
    pairs = v.select("supervision_id", "act_kind", "act_id", "issued_on").inner_join(
        r, [v.act_kind == r.of_kind, v.act_id == r.of_id]
    )
    begun = pairs.is_accepted & (pairs.accepted_on <= pairs.issued_on)
    pairs = pairs.mutate(pending=begun & ~(pairs.is_over & (pairs.ended_on < pairs.issued_on)))
    found = pairs.group_by(fj_id="supervision_id").aggregate(
        surely=pairs.pending.any(),
        perhaps=pairs.pending.isnull().any(),
        case_no=pairs.case_no.min(where=pairs.pending),
        accepted_on=pairs.accepted_on.min(where=pairs.pending),
    )
    t = v.left_join(found, v.supervision_id == found.fj_id)
    t = with_delivery(data, t, "supervision_id", "reviews_and_suits", "agency_id", "issued_on", "fj_delivered")
    pending = ibis.cases(
        (t.surely, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        (t.fj_delivered, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="supervisions",
        step_on=t.issued_on,
        hit=(t.issued_on >= ibis.literal(SINCE).cast("date")) & data.happened(t, "supervisions", "act_id") & pending,
        explain="{issued_on}对办件{act_id}制发{kind}，该办件{accepted_on}已经受理复议或者立案诉讼（{case_no}），尚未结束。",
        issued_on=t.issued_on,
        act_id=t.act_id,
        kind=t.kind,
        accepted_on=t.accepted_on,
        case_no=t.case_no,
    )
