"""Making a pack in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign
from fajian.campaigns.overview import units_of
from fajian.core import handouts
from fajian.core.files import workshop
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.core.packing import Packing
from fajian.engine.faults import InputError
from fajian.engine.office.workbooks import file_name
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import domain_scope
from fajian.reporting.packs import Pack


@job("reporting.pack", title="资料包")
def pack(run: Run, *, campaign: int, unit: int | None) -> dict[str, Any]:
    """Pack what the asker may see now: of one unit, or of all. Begun again it starts anew: things have moved on."""
    row = Campaign.objects.visible_to(run.by).select_related("unit", "document__file").filter(pk=campaign).first()
    if row is None:
        raise InputError("没有找到这项行动，或者它不在您的权限范围内。")
    units = {one.pk: one for one in units_of(row, run.by)}
    if unit is not None and unit not in units:
        raise InputError("没有找到这个单位，或者它不在您的权限范围内。")
    only = units[unit] if unit else next(iter(units.values())) if len(units) == 1 else None
    today = timezone.localdate()
    asked = Pack(row, run.by, only, today)
    total = asked.total
    with workshop() as folder:
        place = Path(folder) / f"{file_name(f'资料包 {(only or row.unit).name} {row.title}')} {today:%Y%m%d}.zip"
        with Packing(place, today) as packing:
            for done, _ in enumerate(asked.into(packing), 1):
                run.progress(done, total)
            members = packing.close()
        file = handouts.made(place)
        actions.pack(by=run.by, campaign=row, unit=only, digest=file.digest, members=members, manifest=packing.manifest)
        told = handouts.hand_over(file, run.row)
    trouble = f"其中 {packing.troubles} 份缺失或者内容有变，清单里已注明。" if packing.troubles else ""
    return {
        **told,
        "text": f"共 {members} 份文件，保留 {handouts.DAYS} 天。{trouble}清单的 SHA-256：{packing.manifest}",
        "link": reverse("reporting:pack_file", args=[run.row.pk]),
        "scope": [only.path] if only else list(domain_scope(run.by).prefixes),
    }


def ask(campaign: Campaign, unit: Unit | None, by: User) -> Job:
    """Queue a pack, unless the same is on its way already."""
    title = f"资料包 {unit.name if unit else '全部单位'} {campaign.title}"
    return pack.ask_once(by=by, title=title, campaign=campaign.pk, unit=unit.pk if unit else None)
