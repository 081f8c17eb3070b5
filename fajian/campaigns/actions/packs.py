"""Writes on packs of material."""

from __future__ import annotations

from fajian.campaigns.models import Campaign
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import READERS


@action("campaigns.pack", title="生成资料包", who=READERS)
def pack(act: Act, *, campaign: Campaign, unit: Unit | None, digest: str, members: int, manifest: str) -> None:
    """Note a pack that was made: of which campaign and unit, its digest, how many files, its manifest's SHA-256.

    The pack itself is cleared after some days; whoever keeps it can prove by the manifest what was in it.
    """
    if act.user is not None and not Campaign.objects.visible_to(act.user).filter(pk=campaign.pk).exists():
        raise Refused("没有找到这项行动，或者它不在您的权限范围内。")
    if unit is not None:
        in_reach(act, unit.path)
    act.point(Campaign, campaign.pk)
    act.note(campaign=campaign.pk, unit=unit.pk if unit else 0, digest=digest, members=members, manifest=manifest)
