"""Writes on an office's layouts of papers."""

from __future__ import annotations

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.supervision import papers
from fajian.supervision.actions.shared import SUPERVISOR
from fajian.supervision.models import PaperLayout


@action("supervision.lay_out", title="更换文书样式", who=SUPERVISOR)
def lay_out(act: Act, *, unit: Unit, kind: str, received: files.Received | None, note: str = "") -> PaperLayout:
    """A new version of the own office's layout, whose file was checked before; without a file, back to the built-in."""
    unit = act.lock(unit)
    if act.user is None or act.user.unit_id != unit.pk:
        raise Refused("只能更换本单位的文书样式。")
    if kind not in papers.kinds():
        raise Refused("没有这种文书，请重新选择。")
    before = PaperLayout.objects.filter(unit=unit, kind=kind).count()
    if received is None and not before:
        raise Refused("现在用的就是系统自带的样式。")
    file = files.attach(act, received) if received else None
    return act.create(PaperLayout, unit=unit, kind=kind, number=before + 1, file=file, note=note.strip()[:300])
