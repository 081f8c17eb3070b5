"""FIN-QUOTA."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

YEARS = 3
PERCENT = 100


@rule(
    id="FIN-QUOTA",
    title="下达罚没指标/与经费、考核挂钩",
    subject=("disclosures", "agency_months"),
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第五十三条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十四条第三款", since="2021-07-15"),
    ),
    needs=("has_quota_wording", "revenue_yuan", "appropriation_yuan"),
    reading="文件：经人阅读标注含有罚没、检查指标表述的，列为线索；考核文件没有标注的，无法判断，其他文件没有标注的不判断。"
    "经费：最近三个完整年度，每年拨付的执法经费占上年罚没收入的比例相差不到5%，"
    "而这三个上年的罚没收入相差20%以上、两者相关系数0.9以上的，列为线索。缺任何一个月的拨付或者收入数据，无法判断。"
    "“严禁下达”等否定语境、预算预测数本身不是指标，由人工判断。",
)
def fines_by_quota(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Documents a reader marked as setting quotas, and agencies whose grant follows last year's fines.

    The documents themselves are not in the sheets: only what somebody found in them. The grant follows where its share
    of the fines of the year before stays within five in a hundred over three years, while the fines moved by twenty or
    more and grant and fines correlate by 0.9 or more; without movement a steady grant would look the same.
    """
    return _documents(data), _grants(data)


def _documents(data: Tables) -> ir.Table:
    d = data.disclosures
    d = d.filter(d.has_quota_wording.notnull() | (d.kind == "appraisal"))
    return judge(
        d,
        subject="disclosures",
        step_on=d.published_on,
        hit=d.has_quota_wording,
        explain="{kind}《{title}》（{doc_no}，{published_on}公布）经阅读标注，含有罚没或者检查指标的表述：{has_quota_wording}。",
        kind=d.kind,
        title=d.title,
        doc_no=d.doc_no,
        published_on=d.published_on,
        has_quota_wording=d.has_quota_wording,
    )


def _grants(data: Tables) -> ir.Table:
    """One row an agency, under agency|year of the last full year. The sums are exact; only correlation is a float."""
    last = data.as_of.year - 1
    years = range(last - YEARS + 1, last + 1)
    m = data.agency_months
    year = m.month_on.year()
    columns: dict[str, ir.Value] = {}
    for number, y in enumerate(years, 1):
        grant, before = year == y, year == y - 1
        columns |= {
            f"grant_{number}_yuan": m.appropriation_yuan.sum(where=grant).cast("decimal(18,2)"),
            f"fines_{number}_yuan": m.revenue_yuan.sum(where=before).cast("decimal(18,2)"),
            f"grants_{number}": m.month_on.nunique(where=grant & m.appropriation_yuan.notnull()),
            f"months_{number}": m.month_on.nunique(where=before & m.revenue_yuan.notnull()),
        }
    t = m.group_by("agency_id").aggregate(**columns)
    numbers = range(1, YEARS + 1)
    complete = _all(t[f"grants_{n}"] + t[f"months_{n}"] == 24 for n in numbers)
    grants, fines = ([t[f"{name}_{n}_yuan"].cast("float64") for n in numbers] for name in ("grant", "fines"))
    band, move = (data.setting(name) + PERCENT for name in ("quota_band_percent", "quota_move_percent"))
    steady = _all(
        g * f_ * PERCENT <= g_ * f * band
        for (g, f), (g_, f_) in itertools.permutations(zip(grants, fines, strict=True), 2)
    )
    moved = ~_all(a * PERCENT < b * move for a, b in itertools.permutations(fines, 2))
    follows = _all(f > 0 for f in fines) & steady & moved & _correlated(grants, fines, data)
    return judge(
        t,
        subject="agency_months",
        record_id=t.agency_id.concat(f"|{last}"),
        step_on=data.today,
        hit=ibis.ifelse(complete, follows, ibis.null("boolean")),
        explain=f"{last - 2}至{last}年拨付执法经费{{grant_1_yuan}}元、{{grant_2_yuan}}元、{{grant_3_yuan}}元，"
        "各自上年罚没收入{fines_1_yuan}元、{fines_2_yuan}元、{fines_3_yuan}元，拨付比例几乎不变。",
        **{f"{name}_{n}_yuan": t[f"{name}_{n}_yuan"] for n in numbers for name in ("grant", "fines")},
    )


def _correlated(one: list[ir.FloatingValue], other: list[ir.FloatingValue], data: Tables) -> ir.BooleanValue:
    """Pearson's r of a few pairs is at least the setting, multiplied out."""
    a, b = ([YEARS * value - _sum(values) for value in values] for values in (one, other))
    product, squares = _sum(x * y for x, y in zip(a, b, strict=True)), [_sum(x * x for x in side) for side in (a, b)]
    least = float(data.setting("quota_correlation"))
    return (product > 0) & (product * product >= least * least * squares[0] * squares[1])


def _all(parts: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    return functools.reduce(operator.and_, parts)


def _sum(parts: Iterable[ir.FloatingValue]) -> ir.FloatingValue:
    return functools.reduce(operator.add, parts)
