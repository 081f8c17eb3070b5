"""Writes on items of inspection, caps and quiet days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.inspections.models import Bound, Item
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS

WRITTEN = ("title", "subject", "basis", "remote", *Item.GUIDE)


@action("inspections.enter_item", title="登记检查事项", who=WRITERS)
def enter_item(act: Act, *, unit: Unit, given: Mapping[str, Any]) -> Item:
    """A new item, not published yet; `given` by WRITTEN."""
    in_reach(act, unit.path)
    made = act.create(Item, unit=unit, **_plain(given))
    act.about(made)
    return made


@action("inspections.change_item", title="修改检查事项", who=WRITERS)
def change_item(act: Act, *, item: Item, seen: int, given: Mapping[str, Any]) -> Item:
    """What it says from now on; of a published item it has to be published anew."""
    row = _own(act, item, seen)
    for name, value in _plain(given).items():
        setattr(row, name, value)
    row.published_on, row.published_where = None, ""
    act.save(row)
    return row


@action("inspections.publish_item", title="登记事项公布", who=WRITERS)
def publish_item(act: Act, *, item: Item, seen: int, published_on: dt.date, published_where: str) -> Item:
    """Made public with its guide; Refused while the guide says nothing on some point."""
    row = _own(act, item, seen)
    if row.missing:
        raise Refused(f"工作指南没有写：{'、'.join(row.missing)}，写全了再公布。")
    if not published_where.strip() or published_on > act.today:
        raise Refused("请写明公布载体和日期，日期不晚于今天。")
    row.published_on, row.published_where = published_on, published_where.strip()[:300]
    act.save(row)
    return row


@action("inspections.strike_item", title="作废检查事项", who=WRITERS)
def strike_item(act: Act, *, item: Item, seen: int, reason: str) -> Item:
    """No longer inspected; it stays with the reason."""
    row = _own(act, item, seen)
    if not reason.strip():
        raise Refused("作废须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


@action("inspections.enter_bound", title="登记频次上限、宁静日", who=WRITERS)
def enter_bound(act: Act, *, unit: Unit, given: Mapping[str, Any]) -> Bound:
    """A cap of the unit or the quiet days of its area. The constraints say what must be filled in."""
    in_reach(act, unit.path)
    if not str(given.get("basis") or "").strip():
        raise Refused("请写明依据。")
    made = act.create(Bound, unit=unit, **given)
    act.about(made)
    return made


@action("inspections.strike_bound", title="作废频次上限、宁静日", who=WRITERS)
def strike_bound(act: Act, *, bound: Bound, seen: int) -> Bound:
    """It no longer holds; enter another in its place."""
    row = act.lock(bound, seen=seen)
    in_reach(act, row.unit_path)
    row.struck_out = True
    act.save(row)
    return row


def _own(act: Act, item: Item, seen: int) -> Item:
    row = act.lock(item, seen=seen)
    in_reach(act, row.unit_path)
    if row.struck_out:
        raise Refused("已经作废，不能再改。")
    return row


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: given[name] for name in WRITTEN if name in given}
    found |= {name: text.strip() for name, text in found.items() if isinstance(text, str)}
    if missing := [label for name, label in NEEDED.items() if not found.get(name)]:
        raise Refused(f"请填写{'、'.join(missing)}。")
    return found


NEEDED = {"title": "检查事项", "subject": "检查领域", "basis": "依据"}
