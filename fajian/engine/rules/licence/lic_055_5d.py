"""LIC-055-5D."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="LIC-055-5D",
    title="受理后5日内未指派人员检验检测检疫",
    subject="licences",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政许可法(2019)", "第五十五条第二款、第八十二条", since="2004-07-01"),
    needs=("licence_kind", "accepted_on", "site_checked_on"),
    reading="许可类别为核准的办件，现场核查日期晚于受理次日起第5个工作日的，列为线索。"
    "没有现场核查日期的不列：检验、检测、检疫也可以在实验室进行，表中没有送检日期。"
    "许可类别、受理日期没有记载而会影响结论的，无法判断；指派是否不少于两名，由“实质核查少于两名工作人员”列出。",
)
def tested_late(data: Tables) -> ir.Table:
    """A permit that rests on tests (核准), whose site check began after the 5th working day from acceptance.

    Tests in a laboratory leave no date here, so a case without a site check is clear.
    """
    t = data.licences
    days = data.days("licence_inspection_wd", t.accepted_on)
    t = t.mutate(limit_days=days, last_day=nth_working_day(t.accepted_on, days))
    checked = data.happened(t, "licences", "site_checked_on")
    return judge(
        t,
        subject="licences",
        step_on=t.accepted_on,
        hit=(t.licence_kind == "approval") & checked & (t.site_checked_on > t.last_day),
        explain="{accepted_on}受理，最迟应于{last_day}（次日起第{limit_days}个工作日）指派人员检验、检测、检疫，现场核查{site_checked_on}。",
        accepted_on=t.accepted_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        site_checked_on=t.site_checked_on,
        licence_kind=t.licence_kind,
    )
