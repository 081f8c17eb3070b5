"""What the writes on ledgers share: reach, rows that stand, and whoever touched a problem."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.ledgers.models import Entry, Hand, Rectification
from fajian.ledgers.workflow import OPEN, PROBLEM
from fajian.orgs.reach import in_reach

__all__ = ["in_reach", "reworded", "same_body", "standing", "still_open", "touched"]


def standing(entry: Entry) -> None:
    """Refuse for a row that was struck out."""
    if entry.struck_out:
        raise Refused(f"该条目已作废（{entry.struck_reason}），不能再办理。")


def still_open(act: Act, rectification: Rectification, doing: str) -> Rectification:
    """The problem, locked, for a write of the unit; Refused outside its reach and once it is under review or closed."""
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能{doing}；请先由监督人员退回。")
    return row


def reworded(act: Act, row: Rectification, reason: str) -> None:
    """Take the step 更正 on a locked problem: its approval falls; one that had been closed counts the correction."""
    was_closed = row.is_closed or row.corrected > 0
    PROBLEM.take(row, "correct", by=act.by, reason=reason.strip())
    row.closed_by, row.closed_at, row.remark = None, None, reason.strip()
    row.corrected += was_closed
    touched(act, row)


def same_body(act: Act, row: Rectification, doing: str) -> None:
    """Refuse unless the problem is on nobody's list (挂牌), or on that of the acting user's unit."""
    if row.listed_by is not None and (act.user is None or act.user.unit_id != row.listed_by_id):
        raise Refused(f"这个问题由{row.listed_by}挂牌督办，只能由{row.listed_by}{doing}。")


def touched(act: Act, row: Rectification) -> None:
    """Save a problem whose text or proof has changed; whoever did it may no longer close it."""
    row.edited_at = act.now
    act.save(row)
    if act.user is not None and not Hand.objects.filter(rectification=row, user=act.user).exists():
        act.create(Hand, rectification=row, unit=row.unit, user=act.user)
    act.about(row)
