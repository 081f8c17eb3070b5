"""ACC-MUST."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.remedies import KINDS, LOST
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="ACC-MUST",
    title="被纠错案件未追责且未说明理由",
    subject="reviews_and_suits",
    certainty="确定",
    severity="较重",
    wording="未按规定",
    basis=law("行政执法监督条例", "第三十二条；行政复议法(2023)第八十三条"),
    needs=("result", "effective_on"),
    reading="行政复议、行政诉讼的结果为变更、撤销、撤销并责令重作、确认违法、确认无效、责令履行，并且已经生效，"
    "而没有追责决定，也没有20字以上不追责理由的，列出；已经追责，或者有一条理由达到20字的不列。没有责任追究记载的，"
    "机关已声明生效当日的责任追究数据报送齐全的才列出，否则无法判断；理由字数没有记载的，也无法判断。",
)
def nobody_held(data: Tables) -> ir.Table:
    """A review or suit lost, with effect, of which nobody was held to account and no reason of 20 characters was given.

    Lost: 变更, 撤销 (重作 too), 确认违法, 确认无效, 责令履行. One row with 追责, or one 不追责 with reasons, is enough.
    No row means no decision only where 责任追究 was declared complete for the day it took effect.
    """
    least = data.setting("accountability_reason_chars")
    k = data.accountability
    answers = ibis.cases(
        (k.decision == "held", ibis.literal(True)),
        (k.decision == "none", k.reason_chars >= least),
        (k.decision.notnull(), ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    k = k.mutate(answers=answers)
    rows = k.group_by(answer_id="remedy_id").aggregate(
        answered=k.answers.any(), is_unsaid=k.answers.isnull().any(), reason_chars=k.reason_chars.max()
    )
    r = data.reviews_and_suits
    r = r.filter(r.kind.isin(KINDS))
    t = r.left_join(rows, r.remedy_id == rows.answer_id)
    t = with_delivery(data, t, "remedy_id", "accountability", "agency_id", "effective_on", "is_sheet_complete")
    open_ = ibis.cases(
        (t.answered, ibis.literal(False)),
        (t.is_unsaid, ibis.null("boolean")),
        (t.answer_id.notnull() | t.is_sheet_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    in_effect = data.happened(t, "reviews_and_suits", "effective_on") & (t.effective_on <= data.today)
    return judge(
        t,
        subject="reviews_and_suits",
        step_on=t.effective_on,
        hit=t.result.isin(LOST) & in_effect & open_,
        explain=f"{{kind}}结果为{{result}}，{{effective_on}}生效；没有追责决定，也没有{least}字以上的不追责理由"
        "（记载{reason_chars}字）。",
        kind=t.kind,
        result=t.result,
        effective_on=t.effective_on,
        reason_chars=t.reason_chars,
    )
