"""PEN-042-TWO."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.certificates import fewer_than_two, staffed
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-042-TWO",
    title="执法人员少于两人",
    subject="penalties",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十二条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on"),
    reading="给予处罚的案件（含当场处罚），调查人员中当日持有效执法证的执法人员不足两名不同的人的，列出。"
    "执法辅助人员、临时聘用人员不计；人民警察不要求执法证。没有调查人员记载的，"
    "执法机关已声明决定当日的人员数据报送齐全的才列出，否则无法判断；有人的执法日期、身份或者证件状态没有记载，"
    "可能够两人的，也无法判断。",
)
def fewer_than_two_officers(data: Tables) -> ir.Table:
    """Penalties, also on the spot, investigated by fewer than two different officers with a certificate good that day.

    Assistants and temporary staff do not count; police need no certificate. Without any investigator on the sheet it is
    a hit only where the agency declared the sheet complete for the day of the decision. Somebody of whom the day, the
    post or the state of the certificate is not recorded may have been valid: then the case cannot be judged.
    """
    t = with_delivery(
        data, data.penalties, "penalty_id", "act_officers", "agency_id", "decided_on", "fj_complete"
    )  # fmt: skip
    t = staffed(data, t, "penalty_id", "penalty", "investigator")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & fewer_than_two(t, t.fj_complete),
        explain="本案记载调查人员{people}人次，其中调查当日持有效执法证的执法人员{sure}人，少于两人（处罚决定日{decided_on}）。",
        decided_on=t.decided_on,
        people=t.people,
        sure=t.sure,
        perhaps=t.perhaps,
    )
