"""Writes on packs of material."""

from __future__ import annotations

from fajian.campaigns.models import Campaign
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.files import Received, attach
from fajian.core.models import StoredFile
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit


@action("campaigns.pack", title="生成资料包", who=("clerk", "unit_leader", "supervisor", "leader", "discipline"))
def pack(
    act: Act, *, campaign: Campaign, unit: Unit | None, received: Received, members: int, manifest: str
) -> StoredFile:
    """Keep a pack; the event says of which campaign and unit, how many files, and the SHA-256 of its manifest."""
    if act.user is not None and not Campaign.objects.visible_to(act.user).filter(pk=campaign.pk).exists():
        raise Refused("没有找到这项行动，或者它不在您的权限范围内。")
    if unit is not None:
        in_reach(act, unit.path)
    row = attach(act, received)
    act.note(campaign=campaign.pk, unit=unit.pk if unit else 0, members=members, manifest=manifest)
    return row
