"""Writes on targets of inspection: entered, changed, taken in from a workbook, struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.inspections.directories import COLUMNS
from fajian.inspections.models import Target
from fajian.inspections.reading import code
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS


@action("inspections.enter_target", title="登记检查对象", who=WRITERS)
def enter_target(act: Act, *, unit: Unit, given: Mapping[str, Any]) -> Target:
    """A new line in a unit's directory; `given` by directories.COLUMNS. Raises Refused for a wrong code."""
    in_reach(act, unit.path)
    made = act.create(Target, unit=unit, **_plain(given))
    act.about(made)
    return made


@action("inspections.change_target", title="修改检查对象", who=WRITERS)
def change_target(act: Act, *, target: Target, seen: int, given: Mapping[str, Any]) -> Target:
    """What the directory says of it from now on; earlier versions of the directory keep what they said."""
    row = _own(act, target, seen)
    for name, value in _plain(given).items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("inspections.strike_target", title="移出名录", who=WRITERS)
def strike_target(act: Act, *, target: Target, seen: int, reason: str) -> Target:
    """It no longer belongs to the unit's directory; it stays with the reason."""
    row = _own(act, target, seen)
    if not reason.strip():
        raise Refused("移出名录须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


@action("inspections.import_targets", title="导入检查对象", who=WRITERS)
def import_targets(act: Act, *, unit: Unit, rows: Sequence[Mapping[str, Any]], file: str) -> dict[str, int]:
    """Rows of a workbook (reading.read): new codes are entered, known ones take what the workbook says of them.

    Columns the workbook leaves blank stay as they are; what is not in it stays too. Returns how many of each.
    """
    in_reach(act, unit.path)
    known = {row.uscc: row for row in Target.objects.filter(unit=unit, struck_out=False)}
    changed, fresh = [], []
    for given in rows:
        row = known.get(given["uscc"])
        if row is None:
            fresh.append(Target(unit=unit, **given))
        elif any(getattr(row, name) != value for name, value in given.items()):
            for name, value in given.items():
                setattr(row, name, value)
            changed.append(row)
    act.bulk_create(Target, fresh)
    act.save_all(changed)
    told = {"entered": len(fresh), "changed": len(changed), "same": len(rows) - len(fresh) - len(changed)}
    act.note(file=file, unit=unit.pk, **told)
    return told


def _own(act: Act, target: Target, seen: int) -> Target:
    row = act.lock(target, seen=seen)
    in_reach(act, row.unit_path)
    if row.struck_out:
        raise Refused("已经移出名录，不能再改。")
    return row


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as they are stored."""
    found = {name: str(given.get(name) or "").strip() for name in COLUMNS if name in given}
    if not found.get("name"):
        raise Refused("请填写名称。")
    return {**found, "uscc": code(found.get("uscc", ""))}
