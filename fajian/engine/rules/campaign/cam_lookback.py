"""CAM-LOOKBACK."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="CAM-LOOKBACK",
    title="往年未完成整改未列入回头看",
    subject="ledger_issues",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("专项整治工作方案", "往年未完成整改问题“回头看”的要求"),
    needs=("found_on", "status", "closed_on"),
    reading="筛查日以前各年发现的问题，至今没有销号，以后年度的台账又没有一条以它为上年度问题的，列出；"
    "长期坚持的同样要列入回头看。本单位以后年度一条台账也没有导入的，无法判断。机构撤并的，由承接单位的台账对应，"
    "不看是哪个单位。发现日期、状态没有记载的，无法判断。",
)
def left_out_of_the_look_back(data: Tables) -> ir.Table:
    """A problem of an earlier year, still open, that no later ledger carries on.

    Another unit may carry it on. Where no later ledger of the unit was imported at all nobody can say.
    """
    i = data.ledger_issues
    i = i.mutate(found_year=i.found_on.year())
    carried = i.filter(i.previous_issue_id.notnull()).select("previous_issue_id")
    t = flag(i, "issue_id", carried, "is_carried_on")
    says_previous = data.happened(i, "ledger_issues", "previous_issue_id").notnull()
    newest = i.group_by(fj_unit="agency_id").aggregate(newest_year=i.found_year.max(where=says_previous))
    t = t.left_join(newest, t.agency_id == newest.fj_unit)
    is_open = ibis.ifelse(t.closed_on.notnull(), ibis.literal(False), t.status != "closed")
    has_later = ibis.ifelse(t.newest_year > t.found_year, ibis.literal(True), ibis.null("boolean"))
    return judge(
        t,
        subject="ledger_issues",
        step_on=t.found_on,
        hit=(t.found_year < data.as_of.year) & is_open & ~t.is_carried_on & has_later,
        explain="{found_on}发现的问题（{category}），现状态{status}，{newest_year}年的台账没有把它列入回头看。",
        found_on=t.found_on,
        category=t.category,
        status=t.status,
        newest_year=t.newest_year,
    )
