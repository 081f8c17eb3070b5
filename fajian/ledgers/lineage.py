"""反弹: a problem closed in an earlier ledger comes back as a new row that follows the old one; both rows show it.

Within one campaign a closed problem is reopened where it stands (actions.reopen); across campaigns the old row keeps
its closing, and the new one is rectified by the new campaign's plan and days (docs/adr/0005).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import NewEntry, in_reach, record, standing
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.signals import problem_relapsed

LONGEST = 20  # rows of a chain that a page shows


@action("ledgers.relapse", title="认定反弹并另立条目", who=("supervisor",))
def relapse(
    act: Act,
    *,
    entry: Entry,
    ledger: Ledger,
    reason: str,
    happened_on: datetime.date | None = None,
    data: dict[str, Any] | None = None,
    source: str = "",
    why: str = "relapsed",
) -> Entry:
    """A new row of `ledger` that follows the closed `entry`, under special watch. The old row stays as it is.

    `why`: relapsed, or untrue where it was closed without having been put right.
    """
    old = act.lock(entry)
    in_reach(act, old.unit_path)
    standing(old)
    closed = Rectification.objects.filter(entry=old).first()
    if closed is None or not closed.is_closed:
        raise Refused("这个问题还没有销号，谈不上反弹，请在原条目继续整改。")
    if not reason.strip():
        raise Refused("认定反弹须写明什么问题又出现了。")
    if ledger.unit_id != old.unit_id or not ledger.has_problems:
        raise Refused("新条目须登记在同一单位的问题台账。")
    if ledger.pk == old.ledger_id:
        raise Refused("同一本台账里的问题，请直接在原条目认定反弹。")
    if Entry.objects.standing().filter(follows=old).exists():
        raise Refused("这个问题的反弹已经另立条目，请在新条目办理。")
    new = NewEntry(
        old.title,
        data or {},
        happened_on,
        source or f"entry:{old.pk}",
        f"{old.ledger.title}第{old.number}号反弹"[:200],
        follows=old,
        priority=why,
    )
    made = record.within(act, ledger=ledger, rows=[new])
    if not made:
        raise Refused("这个问题已经登记在这本台账里。")
    act.about(made[0])
    act.note(reason=reason.strip())
    act.tell(problem_relapsed, sender=Rectification, number=old.pk, source=old.source)
    return made[0]


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a chain; `here` is the row that was asked for."""

    entry: Entry
    here: bool


def chain(entry: Entry, user: Any) -> list[Link]:
    """This row with those before and behind it that the user may see, oldest first; [] where it is alone."""
    rows = Entry.objects.visible_to(user).standing().select_related("ledger", "unit", "rectification")
    before, after = entry, entry
    found = [entry]
    while before.follows_id and len(found) < LONGEST and (older := rows.filter(pk=before.follows_id).first()):
        found.insert(0, older)
        before = older
    while len(found) < LONGEST and Entry.objects.filter(follows=after.pk).exists():  # few have: the rest is read then
        if not (newer := rows.filter(follows=after.pk).first()):
            break
        found.append(newer)
        after = newer
    return [Link(row, row.pk == entry.pk) for row in found] if len(found) > 1 else []
