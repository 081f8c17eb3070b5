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
from fajian.ledgers import actions, dossiers, exports
from fajian.ledgers.forms.lists import EntryFilter
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import Selection
from fajian.orgs.scope import domain_scope


@job("ledgers.export", title="导出台账")
def export(run: Run, *, ledger: int | None, query: dict[str, str]) -> dict[str, Any]:
    """Write what the asker may see now, narrowed as the page was. Begun again it starts anew: rows have moved on."""
    selection = _selection(run.by, ledger, query)
    one = selection.ledger
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


@job("ledgers.dossiers", title="销号档案")
def dossiers_of(run: Run, *, ledger: int | None, query: dict[str, str]) -> dict[str, Any]:
    """The dossiers of the rows a list shows, in one ZIP."""
    selection = _selection(run.by, ledger, query)
    ledgers = selection.ledgers()
    count = sum(ledgers.values())
    if not count:
        raise InputError("没有符合条件的条目，请放宽筛选条件。")
    if count > dossiers.MOST:
        raise InputError(f"一次最多装 {dossiers.MOST} 个条目的档案，请按单位或者状态筛选后再装。")
    entries = list(selection.entries(ledgers))
    today = timezone.localdate()
    with workshop() as folder:
        place = Path(folder) / dossiers.title(entries, today)
        dossiers.write(place, entries, today, run.progress)
        file = handouts.made(place)
        actions.pack_dossiers(by=run.by, ledger=selection.ledger, query=query, rows=len(entries), digest=file.digest)
        told = handouts.hand_over(file, run.row)
    return {
        **told,
        "text": f"{len(entries)} 个条目的档案。文件保留 {handouts.DAYS} 天。",
        "link": reverse("ledgers:export_file", args=[run.row.pk]),
        "scope": [selection.ledger.unit_path] if selection.ledger else list(domain_scope(run.by).prefixes),
    }


def _selection(by: Any, ledger: int | None, query: dict[str, str]) -> Selection:
    """What a list showed, for this person now."""
    ledgers = Ledger.objects.visible_to(by).select_related("unit")
    one = ledgers.filter(pk=ledger).first() if ledger is not None else None
    if ledger is not None and one is None:
        raise InputError("没有找到这本台账，或者它不在您的权限范围内。")
    filters = EntryFilter(query, user=by, ledger=one)
    return Selection.of(by, timezone.localdate(), filters.query, one)


def ask(selection: Selection, query: dict[str, str]) -> Job:
    """Queue it for the user of the selection, unless the same is on its way already."""
    ledger = selection.ledger.pk if selection.ledger else None
    return export.ask_once(by=selection.user, title=f"导出 {selection.title}", ledger=ledger, query=query)


def ask_dossiers(selection: Selection, query: dict[str, str]) -> Job:
    """As `ask`."""
    ledger = selection.ledger.pk if selection.ledger else None
    return dossiers_of.ask_once(by=selection.user, title=f"销号档案 {selection.title}", ledger=ledger, query=query)
