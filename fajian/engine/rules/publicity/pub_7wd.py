"""PUB-7WD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.publications import must_be_shown, shown_late
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished

EXPLAIN = (
    "{decided_on}作出决定，最迟应于{last_day}向社会公示（次日起第{limit_days}个工作日），首次公示日期{first_shown_on}；"
    "不予公开情形：{publicity_exemption}。"
)


@rule(
    id="PUB-7WD",
    title="行政处罚/许可决定未在7个工作日内公示",
    subject=("penalties", "licences"),
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "二（六）；行政处罚法(2021)第四十八条；行政许可法(2019)第四十条"),
    needs=("procedure", "outcome", "result", "decided_on", "penalty_kinds", "publicity_exemption"),
    reading="2018年12月5日以后的普通程序处罚决定和准予许可决定，从决定次日起第7个工作日以内没有首次公示的，列出；"
    "以各渠道中最早的公示为准，至今没有公示而末日已过的同样列出。公安机关的处罚、市场监管仅处警告的处罚、"
    "依法不予公开的，不列；填写“未列入公示目录”的由人工判断，无法判断。没有公示记载的，"
    "机关已声明决定当日的公示数据报送齐全的才列出，否则无法判断。",
)
def shown_after_seven_days(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Penalties (ordinary procedure) and permits first shown to the public after the 7th working day, or not at all.

    The limit is the State Council office's and holds from 2018-12-05; the day it was decided is not counted. Police
    penalties, market penalties of a mere warning, and whatever must not be published are left out; whether a case
    outside the local catalogue (未列入公示目录) must be shown cannot be judged. The earliest publication on any channel
    counts.
    """
    return _penalties(data), _licences(data)


def _penalties(data: Tables) -> ir.Table:
    p = data.penalties
    t = shown_late(data, p, "penalty_id", "penalty", "publish_wd")
    mere_warning = (t.domain == "market") & t.penalty_kinds.contains("warning") & (t.penalty_kinds.length() == 1)
    due = punished(t) & ordinary(t) & (t.domain != "police") & ~mere_warning & must_be_shown(data, t, "penalties")
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=due & t.is_late,
        explain=EXPLAIN,
        decided_on=t.decided_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        first_shown_on=t.first_shown_on,
        publicity_exemption=t.publicity_exemption,
    )


def _licences(data: Tables) -> ir.Table:
    t = shown_late(data, data.licences, "licence_id", "licence", "publish_wd")
    return judge(
        t,
        subject="licences",
        step_on=t.decided_on,
        hit=(t.result == "granted") & must_be_shown(data, t, "licences") & t.is_late,
        explain=EXPLAIN,
        decided_on=t.decided_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        first_shown_on=t.first_shown_on,
        publicity_exemption=t.publicity_exemption,
    )
