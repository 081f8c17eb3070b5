"""Writes on an office's layouts of reports."""

from __future__ import annotations

from fajian.campaigns.actions.shared import SUPERVISOR
from fajian.campaigns.models import ReportTemplate
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit


@action("campaigns.lay_out", title="更换报告模板", who=SUPERVISOR)
def lay_out(act: Act, *, unit: Unit, kind: str, received: files.Received | None, note: str = "") -> ReportTemplate:
    """A new version of an office's template, whose file was checked before; without a file, back to the built-in."""
    unit = act.lock(unit)
    in_reach(act, unit.path)
    before = ReportTemplate.objects.filter(unit=unit, kind=kind).count()
    if received is None and not before:
        raise Refused("现在用的就是系统自带的模板。")
    return act.create(
        ReportTemplate,
        unit=unit,
        kind=kind,
        number=before + 1,
        file=files.attach(act, received) if received else None,
        note=note.strip(),
    )
