"""PEN-036-TIMEBAR."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import earliest, months_after
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished


@rule(
    id="PEN-036-TIMEBAR",
    title="超过法定追责期限仍予处罚",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第二十九条", until="2021-07-14"),
        law("行政处罚法(2021)", "第三十六条", since="2021-07-15"),
    ),
    needs=("outcome", "act_start_on", "act_end_on", "is_continuous", "discovered_on", "clue_id", "inspection_id",
           "filed_on", "decided_on", "is_life_health_finance", "has_harm"),
    reading="给予处罚的案件，发现违法行为晚于追责期限末日的，列出。期限从行为开始日起算，"
    "连续或者继续状态的从终了日起算：一般两年；2021年7月15日以后决定、涉及生命健康或者金融安全且有危害后果的五年；"
    "另有法定特别期限的从其规定。末日当日含在期限内，遇休息日不顺延。发现日取发现日期、线索收到日、"
    "检查开始日中最早的一个；都没有记载的，立案在期限内的不列，否则无法判断。立案时行为仍在持续的不列；"
    "行为在2021年7月15日以前终了、只有按五年才未超过期限的，法律适用有争议，无法判断。",
)  # fmt: skip
def time_barred(data: Tables) -> ir.Table:
    """Punished for an act found out after the time bar: two years, five where life, health or finance was harmed.

    The time runs from the act, from its end if it was continuous; the last day is included and does not move past a
    rest day. Found out: the earliest of the recorded discovery, the clue and the inspection; filing alone proves only
    that it was in time. A clue or inspection that is named but not on record may have been earlier: a late discovery
    is then unknown. An act still going on is not barred. Where the act ended before 15 July 2021 and only the five
    years of the new text save the case, the law is disputed: unknown.
    """
    t = _with_discovery(data)
    from_start, from_end = (_late(data, t, day) for day in (t.act_start_on, t.act_end_on))
    late = ibis.cases(
        (t.is_continuous, from_end), (~t.is_continuous, from_start), (from_start == from_end, from_start),
        else_=ibis.null("boolean"),
    )  # fmt: skip
    ongoing = t.is_continuous & t.is_act_ongoing
    start = ibis.ifelse(t.is_continuous, t.act_end_on, t.act_start_on)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & ~ongoing & late,
        explain="违法行为{act_start_on}至{act_end_on}（连续或继续状态：{is_continuous}），追责期限{months}个月，末日{last_day}（含当日）；"
        "最早发现日{found_on}，立案{filed_on}，{decided_on}仍作出处罚。",
        act_start_on=t.act_start_on,
        act_end_on=t.act_end_on,
        is_continuous=t.is_continuous,
        months=_months(data, t),
        last_day=months_after(start, _months(data, t)),
        found_on=t.found_on,
        filed_on=t.filed_on,
        decided_on=t.decided_on,
    )


def _with_discovery(data: Tables) -> ir.Table:
    """Penalties with found_on, the earliest known discovery, and is_found_whole: no named source lacks its day."""
    t = look_up(data.penalties, "clue_id", data.clues, "clue_id", clue_on="received_on")
    t = look_up(t, "inspection_id", data.inspections, "inspection_id", inspected_at="started_at")
    t = t.mutate(inspected_on=t.inspected_at.date())
    sources = (("clue_id", t.clue_on), ("inspection_id", t.inspected_on))
    whole = ibis.literal(True)
    for name, day in sources:
        whole = whole & (day.notnull() | ~data.happened(t, "penalties", name)).fill_null(False)
    return t.mutate(found_on=earliest(t.discovered_on, t.clue_on, t.inspected_on), is_found_whole=whole)


def _late(data: Tables, t: ir.Table, start: ir.DateValue) -> ir.BooleanValue:
    """Found out after the time that runs from `start`."""
    special = _found_after(t, months_after(start, t.limit_months))
    short = _found_after(t, months_after(start, data.days("time_bar_months", t.decided_on, "default")))
    years = data.days("time_bar_months", t.decided_on, "life_health_finance")
    long = _found_after(t, months_after(start, years))
    harmed = t.is_life_health_finance & t.has_harm & ibis.ifelse(t.decided_on < REVISION, False, t.decided_on.notnull())
    saved = harmed & ~long.fill_null(True)
    disputed = short & saved & (t.act_end_on < REVISION)
    usual = ibis.ifelse(disputed, ibis.null("boolean"), short & ~(harmed & ~long))
    return ibis.ifelse(t.limit_months.notnull(), special, usual)


def _found_after(t: ir.Table, last_day: ir.DateValue) -> ir.BooleanValue:
    late = t.found_on > last_day
    return ibis.cases(
        (last_day.isnull(), ibis.null("boolean")),
        (t.found_on.isnull(), ibis.ifelse(t.filed_on <= last_day, False, ibis.null("boolean"))),
        (late & ~t.is_found_whole, ibis.null("boolean")),
        else_=late,
    )


def _months(data: Tables, t: ir.Table) -> ir.IntegerValue:
    """The months shown to people; which of them counts is decided in _late."""
    harmed = t.is_life_health_finance & t.has_harm & (t.decided_on >= REVISION)
    usual = ibis.ifelse(
        harmed,
        data.days("time_bar_months", t.decided_on, "life_health_finance"),
        data.days("time_bar_months", t.decided_on, "default"),
    )
    return ibis.coalesce(t.limit_months, usual)
