"""What the writes on ledgers share: reach, rows that stand, and whoever touched a problem."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.ledgers.models import Entry, Hand, Rectification
from fajian.orgs.scope import domain_scope

UNIT = ("clerk", "unit_leader")


def standing(entry: Entry) -> None:
    """Refuse for a row that was struck out."""
    if entry.struck_out:
        raise Refused(f"该条目已作废（{entry.struck_reason}），不能再办理。")


def in_reach(act: Act, path: str) -> None:
    """Refuse unless the row lies in the acting user's scope; the system reaches everything."""
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("没有找到这条记录，或者它不在您的权限范围内。")


def touched(act: Act, row: Rectification) -> None:
    """Save a problem whose text or proof has changed; whoever did it may no longer close it."""
    row.edited_at = act.now
    act.save(row)
    if act.user is not None and not Hand.objects.filter(rectification=row, user=act.user).exists():
        act.create(Hand, rectification=row, unit=row.unit, user=act.user)
    act.about(row)
