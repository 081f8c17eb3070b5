"""The lists of a campaign that go into a pack: tasks, contacts, who signed, activities; of one unit or of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fajian.campaigns import board, directory, distributed, listing, occasions
from fajian.campaigns.models import Activity, Campaign
from fajian.engine.office.workbooks import Sheet
from fajian.orgs.models import Unit

List = tuple[str, list[Sheet]]
NAMES = ("任务清单", "联系人表", "签收和备案", "活动台账")


def lists(campaign: Campaign, user: Any, unit: Unit | None, today: dt.date) -> Iterator[List]:
    """(name, sheets) in the order of NAMES; what the user may not see is not in them."""

    def meant(row: Any) -> bool:
        return unit is None or row.unit.path.startswith(unit.path)

    tasks = board.rows(campaign.tasks.select_related("campaign"), user, today)
    own = [replace(row, shares=tuple(share for share in row.shares if meant(share))) for row in tasks]
    yield NAMES[0], listing.sheets(campaign.title, own, today)
    contacts = [row for row in directory.rows(campaign, user, today) if meant(row)]
    yield NAMES[1], [directory.sheet(campaign, contacts, "")]
    sent = [row for row in distributed.rows(campaign, user, today) if meant(row)]
    yield NAMES[2], distributed.sheets(campaign, sent, today)
    held = Activity.objects.visible_to(user).filter(campaign=campaign, struck_out=False)
    rows = held.select_related("unit", "sign_in", "minutes").order_by("unit_path", "held_on", "id")
    counted = [(one, told) for one, told in occasions.counted(campaign, user) if not unit or one.pk == unit.pk]
    yield NAMES[3], occasions.sheets(campaign, counted, rows.of_subtree(unit.path) if unit else rows, today)
