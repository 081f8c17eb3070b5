"""OFF-TRAIN."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag, with_delivery
from fajian.engine.rules.disclosures import agencies_in_office
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="OFF-TRAIN",
    title="培训学时不足",
    subject=("officers", "agencies"),
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2023〕27号 提升行政执法质量三年行动计划", "（培训）；行政执法监督条例第三十五条"),
    needs=("staff_kind", "joined_on", "left_on"),
    reading="在岗到上年年底的执法人员，上年培训不足60学时的，列出；年内到岗的，按到岗月份以后的整月数折算；"
    "60学时可由地方另定。在任的行政机关和授权组织，上年没有开展法制培训的，列出。没有培训记录的，"
    "机关已声明上年12月31日的培训数据报送齐全的才列出，否则无法判断；学时、到岗日期没有记载而可能影响结论的，"
    "也无法判断。",
)
def too_little_training(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Officers with fewer than 60 hours last year, and agencies in office without one law training (法制培训) in it.

    Officers in post to the end of the year; who joined during it owes 60 × full months after the month of joining / 12.
    No row at all is a hit only where the agency declared 培训记录 complete for 31 December.
    """
    year = data.as_of.year - 1
    return _officers(data, year), _agencies(data, year)


def _officers(data: Tables, year: int) -> ir.Table:
    first, last = ibis.literal(dt.date(year, 1, 1)), ibis.literal(dt.date(year, 12, 31))
    o = data.officers
    n = data.trainings.filter(data.trainings.year == year)
    sums = n.group_by(trained_id="officer_id").aggregate(
        hours=n.hours.sum().cast("decimal(18,2)"), is_unsaid=n.hours.isnull().any()
    )
    o = o.mutate(year_end_on=last).left_join(sums, o.officer_id == sums.trained_id)
    o = with_delivery(data, o, "officer_id", "trainings", "agency_id", "year_end_on", "is_sheet_complete")
    left = data.happened(o, "officers", "left_on") & (o.left_on < last)
    in_post = (o.staff_kind == "enforcer") & ~left & (o.joined_on <= last).fill_null(True)
    months = ibis.cases((o.joined_on < first, 12), (o.joined_on <= last, 12 - o.joined_on.month()))
    full = data.setting("training_hours")
    o = o.mutate(months=months)
    # Hours against full × months / 12, multiplied out; who joined nobody knows when owes at most the whole.
    short = ibis.cases(
        (o.hours * 12 >= full * ibis.coalesce(o.months, 12), ibis.literal(False)),
        (o.is_unsaid | o.months.isnull(), ibis.null("boolean")),
        (o.trained_id.notnull(), ibis.literal(True)),
        (o.months == 0, ibis.literal(False)),
        (o.is_sheet_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        o,
        subject="officers",
        step_on=last,
        hit=in_post & short,
        explain=f"{year}年度培训{{hours}}学时；在岗应计{{months}}个月，全年应达{full}学时，按月折算应达{{due_hours}}学时。",
        hours=o.hours,
        months=o.months,
        due_hours=(o.months * full / 12).cast("decimal(18,2)"),
        joined_on=o.joined_on,
    )


def _agencies(data: Tables, year: int) -> ir.Table:
    n = data.trainings
    a = agencies_in_office(data).mutate(year_end_on=ibis.literal(dt.date(year, 12, 31)))
    n = n.filter(n.year == year)
    a = flag(a, "agency_id", n.filter(n.kind == "law").select("agency_id"), "has_law_training")
    a = flag(a, "agency_id", n.filter(n.kind.isnull()).select("agency_id"), "has_unsaid")
    a = with_delivery(data, a, "agency_id", "trainings", "agency_id", "year_end_on", "is_sheet_complete")
    none = ibis.cases(
        (a.has_law_training, ibis.literal(False)),
        (a.is_sheet_complete & ~a.has_unsaid, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        a,
        subject="agencies",
        step_on=a.year_end_on,
        hit=a.is_in_office & none,
        explain=f"{year}年度没有法制培训记录，应当每年至少开展一次。",
        has_law_training=a.has_law_training,
    )
