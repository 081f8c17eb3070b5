"""INS-CALM."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.offices import covers
from fajian.engine.rules.powers import in_force
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections, on_site


@rule(
    id="INS-CALM",
    title="违反企业宁静日/检查备案制度",
    subject="inspections",
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("本地企业宁静日制度", "（登记的宁静日）"),
    needs=("mode", "party_kind", "region_code", "trigger", "started_at"),
    reading="在当地登记的企业宁静日（每月起日至止日，两日都含，地方规定在有效期内）对企业现场检查，"
    "而检查来源不属于例外的，列出。例外为投诉举报、数据预警、部门移送、上级交办、企业申请、上级专项部署，"
    "可由地方另定；对自然人的检查不列。检查方式、来源、检查地没有记载而可能影响结论的，无法判断。",
)
def on_a_quiet_day(data: Tables) -> ir.Table:
    """On-site inspections of a business on a quiet day of its region, without a cause that is exempt.

    Quiet days run from one day of every month to another, both included, while the local rule is in force. Exempt are
    complaints, warnings of data, transfers, orders and requests (a parameter). Natural persons are left out.
    """
    i = inspections(data)
    calm = data.inspection_limits.filter(data.inspection_limits.kind == "calm")
    calm = calm.select(
        "_import", "valid_from_on", "valid_to_on", "from_day", "to_day", calm_region="region_code", calm_id="limit_id"
    )
    days = i.filter(i.started_on.notnull()).select(day="started_on", place="region_code").distinct()
    pairs = days.join(calm, covers(calm.calm_region, days.place).fill_null(True))
    of_month = pairs.day.day()
    quiet = (
        covers(pairs.calm_region, pairs.place)
        & in_force(data, pairs, "inspection_limits", "valid_from_on", "valid_to_on", pairs.day)
        & (of_month >= pairs.from_day)
        & (of_month <= pairs.to_day)
    )
    pairs = pairs.mutate(quiet=quiet, place=pairs.place.fill_null(""))
    found = pairs.group_by("day", "place").aggregate(
        surely=pairs.quiet.any(),
        perhaps=pairs.quiet.isnull().any(),
        from_day=pairs.from_day.min(where=pairs.quiet),
        to_day=pairs.to_day.max(where=pairs.quiet),
    )
    t = i.left_join(found, [i.started_on == found.day, i.region_code.fill_null("") == found.place])
    is_quiet = ibis.cases(
        (t.started_on.isnull(), ibis.null("boolean")),
        (t.surely, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    exempt = t.trigger.isin(data.setting("calm_exempt_triggers"))
    return judge(
        t,
        subject="inspections",
        step_on=t.started_on,
        hit=on_site(t) & (t.party_kind != "person") & is_quiet & ~exempt,
        explain="{started_at}现场检查{party_name}（来源：{trigger}），当地每月{from_day}日至{to_day}日为企业宁静日。",
        started_at=t.started_at,
        party_name=t.party_name,
        trigger=t.trigger,
        from_day=t.from_day,
        to_day=t.to_day,
        region_code=t.region_code,
    )
