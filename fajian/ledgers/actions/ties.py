"""关联事项: what else a row is about."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.forms.closing import closing
from fajian.ledgers.actions.shared import in_reach, reworded, standing, touched
from fajian.ledgers.models import Entry, Rectification, Tie
from fajian.ledgers.workflow import OPEN
from fajian.orgs.roles import UNIT, WRITERS


@action("ledgers.tie", title="关联事项", who=WRITERS)
def tie(act: Act, *, entry: Entry, source: str, label: str, reason: str = "") -> Tie:
    """One more thing the row is tied to; under review or closed that is a correction, which needs `reason`."""
    entry, row = _changeable(act, entry)
    prefix, _, number = source.partition(":")
    if prefix not in closing().ties or not number:
        raise Refused(f"请选择关联的是哪一类：{'、'.join(closing().ties.values())}。")
    if not label.strip():
        raise Refused("请写明关联的是什么。")
    made = act.create(Tie, entry=entry, unit=entry.unit, source=source, label=label.strip())
    _changed(act, entry, row, reason)
    return made


@action("ledgers.untie", title="取消关联事项", who=WRITERS)
def untie(act: Act, *, tied: Tie, seen: int, reason: str) -> Tie:
    """It was tied by mistake; the tie stays, struck out with the reason."""
    entry, row = _changeable(act, tied.entry)
    tied = act.lock(tied, seen=seen)
    if tied.struck_out:
        raise Refused("这项关联已经取消。")
    if not reason.strip():
        raise Refused("取消关联须写明理由。")
    tied.struck_out, tied.struck_reason = True, reason.strip()
    act.save(tied)
    _changed(act, entry, row, reason)
    return tied


def _changeable(act: Act, entry: Entry) -> tuple[Entry, Rectification | None]:
    entry = act.lock(entry)
    in_reach(act, entry.unit_path)
    standing(entry)
    found: Rectification | None = Rectification.objects.filter(entry=entry).first()
    row = act.lock(found) if found else None
    if row is not None and row.state not in OPEN and act.by.role in UNIT:
        raise Refused(f"问题现在是“{row.state_word}”，不能改关联事项；请由监督人员退回或更正。")
    return entry, row


def _changed(act: Act, entry: Entry, row: Rectification | None, reason: str) -> None:
    """The row says something else now: an approval of it falls."""
    if row is not None and row.state in OPEN:
        touched(act, row)
    elif row is not None:
        reworded(act, row, reason)
    else:
        act.about(entry)
    act.note(reason=reason.strip())
