"""Writes on a superior's templates: taken in, their columns put right, no longer used."""

from __future__ import annotations

from collections.abc import Mapping

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.forms.shape import Shape
from fajian.engine.forms.spec import LedgerSpec
from fajian.ledgers.actions.shared import in_reach
from fajian.ledgers.models import Layout
from fajian.ledgers.own import newest

SUPERVISOR = ("supervisor",)


@action("ledgers.add_layout", title="登记上级表样", who=SUPERVISOR)
def add_layout(act: Act, *, title: str, spec: LedgerSpec, shape: Shape, received: files.Received) -> Layout:
    """A superior's workbook as it was looked at; which column is which may still be put right."""
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份登记表样。")
    return act.create(
        Layout,
        unit=act.user.unit,
        title=title.strip() or received.name,
        spec_code=spec.code,
        file=files.attach(act, received),
        sheet=shape.sheet,
        head=shape.head,
        slots=[[slot.number, slot.heading, slot.column] for slot in shape.slots],
    )


@action("ledgers.match_layout", title="核对表样栏目", who=SUPERVISOR)
def match_layout(act: Act, *, layout: Layout, seen: int, columns: Mapping[int, str]) -> Layout:
    """Which column of the form goes into which column of the template (number → name, "" = stays blank)."""
    row = _locked(act, layout, seen)
    spec = newest(row.spec_code)
    if spec is None:
        raise Refused(f"没有编号为“{row.spec_code}”的台账样式。")
    known = {column.name: column.label for column in spec.columns}
    used = [name for name in columns.values() if name]
    if strange := next((name for name in used if name not in known), ""):
        raise Refused(f"《{spec.title}》没有“{strange}”这一栏，请从下拉选项中选。")
    if twice := next((name for name in used if used.count(name) > 1), ""):
        raise Refused(f"“{known[twice]}”选了两次，一栏只能写到表样的一处。")
    if not used:
        raise Refused("至少要有一栏对上，否则导出的表是空的。")
    row.slots = [[number, heading, columns.get(number, "")] for number, heading, _ in row.slots]
    act.save(row)
    return row


@action("ledgers.drop_layout", title="停用上级表样", who=SUPERVISOR)
def drop_layout(act: Act, *, layout: Layout, seen: int, reason: str) -> Layout:
    """No longer offered; it stays, with the reason."""
    row = _locked(act, layout, seen)
    row.dropped, row.reason = True, reason.strip()
    act.save(row)
    act.note(reason=reason.strip())
    return row


def _locked(act: Act, layout: Layout, seen: int) -> Layout:
    row = act.lock(layout, seen=seen)
    in_reach(act, row.unit_path)
    if row.dropped:
        raise Refused(f"这份表样已停用（{row.reason}），请重新登记。")
    return row
