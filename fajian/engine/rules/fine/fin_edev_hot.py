"""FIN-EDEV-HOT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import fined

BY_FINES = ("revenue_share", "pay_by_fine")
PERCENT = 100


@rule(
    id="FIN-EDEV-HOT",
    title="为增收随意设置电子监控（逐利点位）",
    subject="facilities",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "三；行政处罚法(2021)第四十一条"),
    needs=("is_kept", "funding"),
    reading="电子监控设备有下列情形之一的，列为线索：建设资金按罚款分成或者按罚付费；没有列入保留清单，"
    "而有2024年12月31日以后决定的罚款；近36个月罚款8件以上，所属机关另有5台以上设备，"
    "件数比其他设备的平均多出3个标准差（不足1件的按1件），或者所属机关有罚款的设备在10台以上而本设备占20%以上。"
    "事故多发点、学校周边经论证的，由人工判断。资金方式、是否保留没有记载而可能影响结论的，无法判断。",
)
def devices_that_pay(data: Tables) -> ir.Table:
    """Devices paid out of fines, kept on after the clean-up, or bringing in far more fines than the agency's others.

    Far more: fines of the last 36 months, at least 8, more than three standard deviations above the mean of the
    agency's other devices (at least 5; a deviation below one fine counts as one); or a fifth of them all where ten or
    more devices brought fines. With fewer devices a fifth says nothing. Peers never include the device itself.
    """
    f = data.facilities.filter(data.facilities.kind == "device")
    t = _with_crowd(_with_fines(data, f))
    by_fines = t.funding.isin(BY_FINES)
    not_kept = (t.late_fines > 0) & ~t.is_kept
    enough = t.fines >= data.setting("hot_min_fines")
    apart = t.fines * t.others - t.others_sum
    spread = t.others * t.others_squares - t.others_sum * t.others_sum
    floor = t.others * t.others
    z = data.setting("hot_z")
    far = (
        (t.others >= data.setting("hot_min_others"))
        & (apart > 0)
        & (apart * apart > z * z * ibis.ifelse(spread > floor, spread, floor))
    )
    large = (t.active >= data.setting("hot_min_devices")) & (
        t.fines * PERCENT >= (t.fines + t.others_sum) * data.setting("hot_share_percent")
    )
    hot = enough & (far | large)
    return judge(
        t,
        subject="facilities",
        step_on=data.today,
        hit=by_fines | not_kept | hot,
        explain="近期罚款{fines}件，本机关其他{others}台设备共{others_sum}件；建设资金：{funding}，列入保留清单：{is_kept}，"
        "清理期限以后的罚款{late_fines}件。问题：{problem}。",
        problem=problems((by_fines, "以罚款支付建设资金"), (not_kept, "未列入保留清单仍在处罚"), (hot, "罚款异常集中")),
        fines=t.fines,
        others=t.others,
        others_sum=t.others_sum,
        funding=t.funding,
        is_kept=t.is_kept,
        late_fines=t.late_fines,
    )


def _with_fines(data: Tables, f: ir.Table) -> ir.Table:
    """Devices with `fines` of the months that count, and `late_fines`, those decided after the clean-up ended."""
    p = data.penalties.filter(fined(data.penalties) & data.penalties.facility_id.notnull())
    recent = (p.decided_on > months_after(data.today, -data.setting("hot_months"))) & (p.decided_on <= data.today)
    late = p.decided_on > ibis.literal(data.setting("device_cleanup_until"), "date")
    found = p.group_by(fined_by="facility_id").aggregate(fines=recent.sum(), late_fines=late.sum())
    t = f.left_join(found, f.facility_id == found.fined_by)
    return t.mutate(fines=t.fines.fill_null(0).cast("int64"), late_fines=t.late_fines.fill_null(0).cast("int64"))


def _with_crowd(t: ir.Table) -> ir.Table:
    """Devices with what the agency's other devices brought: their number, sum and sum of squares, and how many of all
    devices brought any fine.
    """
    crowd = t.group_by(crowd_of="agency_id").aggregate(
        members=t.count(), total=t.fines.sum(), squares=(t.fines * t.fines).sum(), active=(t.fines > 0).sum()
    )
    j = t.left_join(crowd, t.agency_id == crowd.crowd_of)
    return j.mutate(
        others=(j.members - 1).cast("int64"),
        others_sum=(j.total - j.fines).cast("int64"),
        others_squares=(j.squares - j.fines * j.fines).cast("int64"),
    )
