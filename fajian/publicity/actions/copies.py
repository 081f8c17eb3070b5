"""公示渠道: where else it stands, and when it was taken down there."""

from __future__ import annotations

import datetime

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.roles import WRITERS
from fajian.publicity.models import Copy, Publication
from fajian.publicity.workflow import SHOWN


@action("publicity.place", title="登记公示渠道", who=WRITERS)
def place(act: Act, *, publication: Publication, channel: str, address: str, placed_on: datetime.date) -> Copy:
    """The publication stands there too."""
    row = act.lock(publication)
    in_reach(act, row.unit_path)
    if row.state not in SHOWN:
        raise Refused("公开以后才能登记其他渠道。")
    if placed_on > act.today:
        raise Refused("公开日期不能晚于今天。")
    if not channel.strip():
        raise Refused("请填写渠道。")
    made = act.create(
        Copy, publication=row, unit=row.unit, channel=channel.strip(), address=address.strip(), placed_on=placed_on
    )
    act.about(row)
    return made


@action("publicity.take_down", title="登记撤下", who=WRITERS)
def take_down(act: Act, *, copy: Copy, seen: int, removed_on: datetime.date) -> Copy:
    """It no longer stands there."""
    row = act.lock(copy, seen=seen)
    in_reach(act, row.unit_path)
    if row.removed_on is not None:
        raise Refused("已经登记过撤下。")
    if not row.placed_on <= removed_on <= act.today:
        raise Refused("撤下日期应在公开日期之后，不晚于今天。")
    row.removed_on = removed_on
    act.save(row)
    act.about(row.publication)
    return row
