"""PUB-ANNUAL."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.disclosures import agencies_in_office
from fajian.engine.rules.tables import Tables, judge

YEARS = 3


@rule(
    id="PUB-ANNUAL",
    title="年度行政执法统计年报未按期公开",
    subject="agencies",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "二（六）；政府信息公开条例(2019)第四十九条第一款"),
    needs=(),
    reading="在任的行政机关和授权组织，最近三个完整年度中，没有在次年1月31日以前（含当日，"
    "遇休息日不顺延）公开年度行政执法统计年报的，按年度分别列出。没有年报记载的，"
    "机关已声明主动公开事项数据报送齐全的才列出，否则无法判断。",
)
def no_annual_report(data: Tables) -> tuple[ir.Table, ...]:
    """Agencies and authorised bodies in office whose report on a year was not published by 31 January after.

    Record: agency|year, for each of the last three full years. The last day does not move past a rest day.
    """
    return tuple(_year(data, data.as_of.year - back) for back in range(YEARS, 0, -1))


def _year(data: Tables, year: int) -> ir.Table:
    last = dt.date(year + 1, 1, 31)
    d = data.disclosures
    d = d.filter((d.kind == "annual_report") & (d.year == year))
    out = d.group_by(report_agency="agency_id").aggregate(
        published_on=d.published_on.min(),
        is_unsaid=data.happened(d, "disclosures", "published_on").isnull().any(),
    )
    a = agencies_in_office(data).mutate(judged_on=data.today)
    a = a.left_join(out, a.agency_id == out.report_agency)
    a = with_delivery(data, a, "agency_id", "disclosures", "agency_id", "judged_on", "is_sheet_complete")
    late = ibis.cases(
        (a.published_on <= ibis.literal(last), ibis.literal(False)),
        (ibis.literal(last, "date") >= data.today, ibis.literal(False)),
        (a.is_unsaid, ibis.null("boolean")),
        (a.published_on.notnull() | a.is_sheet_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        a,
        subject="agencies",
        record_id=a.agency_id.concat(f"|{year}"),
        step_on=ibis.literal(last),
        hit=a.is_in_office & late,
        explain=f"{year}年度行政执法统计年报最迟应于{last}公开，实际公开日期{{published_on}}。",
        published_on=a.published_on,
        year=ibis.literal(year),
    )
