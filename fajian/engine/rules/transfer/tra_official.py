"""TRA-OFFICIAL."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="TRA-OFFICIAL",
    title="公职人员职务违法线索未移送监察",
    subject="clues",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政执法机关移送涉嫌犯罪案件的规定(2020)", "第十九条", since="2020-08-07", until="2026-01-31"),
        law(
            "行政执法监督条例",
            "第三十三条第一款；行政执法机关移送涉嫌犯罪案件的规定(2020)第十九条",
            since="2026-02-01",
        ),
    ),
    needs=("is_duty_crime", "received_on", "handed_over_on"),
    reading="2020年8月7日以后收到的公职人员职务违法线索，从次日起第5个工作日以内没有移送纪检监察机关的，列为线索，"
    "至今没有移送而末日已过的同样列出。法律只说及时，天数按筛查口径，以本地纪检衔接办法为准。收到日期没有记载的，无法判断。",
)  # fmt: skip
def official_not_handed_over(data: Tables) -> ir.Table:
    """Clues to wrongs of officials that were not handed to the discipline organs within five working days.

    The law says without delay: the days are a parameter, for the local rules to set.
    """
    c = data.clues
    days = data.days("duty_clue_wd", c.received_on)
    c = c.mutate(last_day=nth_working_day(c.received_on, days))
    before = c.received_on.notnull() & days.isnull()
    return judge(
        c,
        subject="clues",
        step_on=c.received_on,
        hit=c.is_duty_crime & ~before & data.late(c, "clues", "handed_over_on", c.last_day),
        explain="{received_on}收到公职人员职务违法线索，最迟应于{last_day}移送纪检监察机关，实际{handed_over_on}。",
        received_on=c.received_on,
        last_day=c.last_day,
        handed_over_on=c.handed_over_on,
    )
