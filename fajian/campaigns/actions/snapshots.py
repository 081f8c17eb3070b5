"""Writes on snapshots: a month frozen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from fajian.campaigns.actions.shared import SUPERVISOR, leads
from fajian.campaigns.models import Campaign, Participant, Snapshot, SnapshotPart
from fajian.core import checkpoints
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.digests import algorithm, canonical, digest
from fajian.core.errors import Refused


@action("campaigns.freeze", title="固化", who=SUPERVISOR)
def freeze(
    act: Act,
    *,
    campaign: Campaign,
    month_on: datetime.date,
    as_of: datetime.date,
    contents: Mapping[int, Mapping[str, Any]],
    reason: str = "",
) -> Snapshot:
    """Keep what the campaign's numbers and rows were: `contents` by unit, one for every unit that takes part.

    `as_of` is the day they were read, which must be this one. A month frozen before needs a reason; both versions stay.
    """
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    month_on = month_on.replace(day=1)
    if as_of != act.today:
        raise Refused("数字是另一天读出来的，请刷新页面后重新固化。")
    if month_on > act.today:
        raise Refused("不能固化还没有到的月份。")
    joined = list(Participant.objects.filter(campaign=campaign).select_related("unit").order_by("unit_path"))
    if {part.unit_id for part in joined} != set(contents):
        raise Refused("参加单位刚刚有变动，请刷新页面后重新固化。")
    before = Snapshot.objects.filter(campaign=campaign, month_on=month_on).count()
    if before and not reason.strip():
        raise Refused(f"{month_on.year}年{month_on.month}月已经固化过。重新固化请写明理由，原来的一份保留。")
    texts = {number: canonical(content) for number, content in contents.items()}
    name = algorithm()
    row = Snapshot(
        campaign=campaign,
        unit=campaign.unit,
        month_on=month_on,
        number=before + 1,
        reason=reason.strip() if before else "",
        as_of=as_of,
        checkpoint=str(checkpoints.checkpoint()),
        algorithm=name,
    )
    row.digest = row.sealed([(part.unit_id, digest(texts[part.unit_id], name)) for part in joined])
    act.bulk_create(Snapshot, [row])
    parts = [
        SnapshotPart(snapshot=row, unit=part.unit, content=text, digest=digest(text, name))
        for part in joined
        for text in [texts[part.unit_id]]
    ]
    act.bulk_create(SnapshotPart, parts)
    act.about(row)
    act.note(campaign=campaign.pk, month=f"{month_on:%Y-%m}", digest=row.digest, reason=row.reason)
    return row
