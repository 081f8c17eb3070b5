"""建章立制: registered, said to hold for a problem, taken off, struck out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.files import Received, attach
from fajian.ledgers.actions.shared import in_reach, still_open, touched
from fajian.ledgers.models import Fix, FixUse, Rectification
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT, WRITERS


@dataclass(frozen=True, slots=True)
class NewFix:
    """A document to be registered."""

    title: str
    doc_no: str
    issued_on: datetime.date
    file: Received | None = None


@action("ledgers.register_fix", title="登记制度成果", who=WRITERS)
def register_fix(act: Act, *, unit: Unit, new: NewFix) -> Fix:
    """A document the unit has issued."""
    in_reach(act, unit.path)
    return _registered(act, unit, new)


@action("ledgers.use_fix", title="关联制度成果", who=UNIT)
def use_fix(act: Act, *, rectification: Rectification, fix: Fix | None = None, new: NewFix | None = None) -> FixUse:
    """A fix holds for a problem: one that is registered at the unit, or a new one."""
    row = still_open(act, rectification, "关联制度成果")
    if (fix is None) == (new is None):
        raise Refused("请选一项已登记的制度，或者登记一项新的，二者选一。")
    if fix is not None:
        fix = act.lock(fix)
        in_reach(act, fix.unit_path)
        if fix.struck_out:
            raise Refused(f"这项制度已作废（{fix.struck_reason}），请另选一项。")
    elif new is not None:
        fix = _registered(act, row.unit, new)
    made = act.create(FixUse, fix=fix, rectification=row, unit=row.unit)
    touched(act, row)
    return made


@action("ledgers.drop_fix", title="取消关联制度", who=UNIT)
def drop_fix(act: Act, *, use: FixUse, seen: int, reason: str) -> FixUse:
    """The fix does not hold for this problem; the link stays, struck out with the reason."""
    row = still_open(act, use.rectification, "取消关联制度")
    use = act.lock(use, seen=seen)
    if use.struck_out:
        raise Refused("这项关联已经取消。")
    if not reason.strip():
        raise Refused("取消关联须写明理由。")
    use.struck_out, use.struck_reason = True, reason.strip()
    act.save(use)
    touched(act, row)
    act.note(reason=reason.strip())
    return use


@action("ledgers.strike_fix", title="作废制度成果", who=WRITERS)
def strike_fix(act: Act, *, fix: Fix, seen: int, reason: str) -> Fix:
    """A wrongly registered document; refused while a problem rests on it."""
    fix = act.lock(fix, seen=seen)
    in_reach(act, fix.unit_path)
    if fix.struck_out:
        raise Refused("这项制度已经作废。")
    if not reason.strip():
        raise Refused("作废制度成果须写明理由。")
    if (count := FixUse.objects.filter(fix=fix, struck_out=False).count()) > 0:
        raise Refused(f"还有 {count} 个问题关联着这项制度，请先在问题里取消关联。")
    fix.struck_out, fix.struck_reason = True, reason.strip()
    act.save(fix)
    act.note(reason=reason.strip())
    return fix


def _registered(act: Act, unit: Unit, new: NewFix) -> Fix:
    if not new.title.strip():
        raise Refused("请填写制度名称。")
    if new.issued_on > act.today:
        raise Refused("印发日期不能晚于今天；还没有印发的制度，印发后再登记。")
    file = attach(act, new.file) if new.file else None
    given = {"title": new.title.strip(), "doc_no": new.doc_no.strip(), "issued_on": new.issued_on}
    return act.create(Fix, unit=unit, file=file, **given)
