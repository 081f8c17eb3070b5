"""LIC-034-TWO."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-034-TWO",
    title="实质核查少于两名工作人员",
    subject="licences",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政许可法(2019修正)", "第三十四条第三款"),
    needs=("site_checked_on",),
    reading="许可现场核查的人员不足两名不同的人的，列出；不要求执法证。告知承诺办件是事后核查，不列。"
    "没有核查人员记载的，机关已声明核查当日的人员数据报送齐全的才列出，否则无法判断；有记载没有人员编号、"
    "可能够两人的，也无法判断。",
)
def checked_alone(data: Tables) -> ir.Table:
    """A site check for a permit by fewer than two different people.

    Promise cases (告知承诺) are left out: they are checked afterwards. They need no certificate. Nobody recorded is a
    hit only where 处罚文书与人员 was declared complete for that day; a row without a person may be anybody.
    """
    a = data.act_officers
    a = a.filter((a.act_kind == "licence") & (a.role == "checker"))
    people = a.group_by("act_id").aggregate(
        people=a.officer_id.nunique(), nameless=a.count(where=a.officer_id.isnull())
    )
    t = data.licences
    t = t.left_join(people, t.licence_id == people.act_id)
    t = with_delivery(data, t, "licence_id", "act_officers", "agency_id", "site_checked_on", "is_sheet_complete")
    alone = ibis.cases(
        (t.people >= 2, ibis.literal(False)),
        (t.act_id.isnull(), ibis.ifelse(t.is_sheet_complete, ibis.literal(True), ibis.null("boolean"))),
        (t.people + t.nameless >= 2, ibis.null("boolean")),
        else_=ibis.literal(True),
    )
    return judge(
        t,
        subject="licences",
        step_on=t.site_checked_on,
        hit=data.happened(t, "licences", "site_checked_on") & (t["mode"] != "promise") & alone,
        explain="{site_checked_on}现场核查，记载的核查人员{people}名，应当两名以上。",
        site_checked_on=t.site_checked_on,
        people=t.people.fill_null(0),
    )
