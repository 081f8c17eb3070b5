"""Writing a long export in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.core import handouts
from fajian.core.files import workshop
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.engine.faults import InputError
from fajian.ledgers import actions, exports
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import Selection
from fajian.orgs.scope import domain_scope


@job("ledgers.export", title="导出台账")
def export(run: Run, *, ledger: int | None, query: dict[str, str]) -> dict[str, Any]:
    """Write what the asker may see now, narrowed as the page was. Begun again it starts anew: rows have moved on."""
    ledgers = Ledger.objects.visible_to(run.by).select_related("unit")
    one = ledgers.filter(pk=ledger).first() if ledger is not None else None
    if ledger is not None and one is None:
        raise InputError("没有找到这本台账，或者它不在您的权限范围内。")
    filters = EntryFilter(query, user=run.by, ledger=one)
    selection = Selection.of(run.by, timezone.localdate(), filters.query, one)
    with workshop() as folder:
        place = Path(folder) / exports.file_title(selection)
        rows = exports.write(selection, place, run.progress)
        file = handouts.made(place)
        actions.export(by=run.by, ledger=one, query=query, rows=rows, digest=file.digest)
        told = handouts.hand_over(file, run.row)
    return {
        **told,
        "text": f"共 {rows:,} 行，{file.size / 2**20:.1f} MB。文件保留 {handouts.DAYS} 天。",
        "link": reverse("ledgers:export_file", args=[run.row.pk]),
        "scope": [one.unit_path] if one else list(domain_scope(run.by).prefixes),
    }


def ask(selection: Selection, query: dict[str, str]) -> Job:
    """Queue it for the user of the selection, unless the same is on its way already."""
    ledger = selection.ledger.pk if selection.ledger else None
    return export.ask_once(by=selection.user, title=f"导出 {selection.title}", ledger=ledger, query=query)
