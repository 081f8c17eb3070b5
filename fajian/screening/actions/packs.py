"""规则包: which rules an office uses, and which numbers of its own."""

from __future__ import annotations

import datetime
from decimal import Decimal

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.rules.packs import packs
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.screening.adjustable import adjustable
from fajian.screening.models import PackLine, RulePack

WHO = ("supervisor",)


@action("screening.make_pack", title="新建规则包", who=WHO)
def make_pack(
    act: Act, *, title: str, base: str = "", source: str = "", source_label: str = "", unit: Unit | None = None
) -> RulePack:
    """A pack for the asker's area (or the system's choice); `base` is a pack of the content, "" = every rule."""
    if act.user is not None:
        unit = Unit.objects.get(path=act.user.unit.area_path)
    elif unit is None:
        unit = Unit.objects.get(parent=None)
    if base and base not in packs():
        raise Refused(f"没有内置的规则包“{base}”，请另选一个。")
    given = {"title": title.strip(), "base": base, "source": source, "source_label": source_label}
    return act.create(RulePack, unit=unit, **given)


@action("screening.put_off", title="停用规则", who=WHO)
def put_off(act: Act, *, pack: RulePack, rule_id: str, title: str, reason: str) -> PackLine:
    """Runs with this pack leave the rule out; the reason stands in every run's record."""
    row = _standing(act, pack)
    if not row.base_pack.uses(rule_id):
        raise Refused(f"“{row.base_pack.title}”本来就不用规则 {rule_id}。")
    if not reason.strip():
        raise Refused("停用规则须写明理由。")
    act.about(row)
    given = {"kind": "off", "name": rule_id, "label": f"{rule_id} {title}"[:200], "reason": reason.strip()}
    return act.create(PackLine, unit=row.unit, pack=row, **given)


@action("screening.set_value", title="另定参数", who=WHO)
def set_value(
    act: Act,
    *,
    pack: RulePack,
    parameter: str,
    value: Decimal,
    basis: str,
    from_on: datetime.date | None = None,
) -> PackLine:
    """Runs with this pack take a number of the office's own; `parameter` is one of `adjustable` (name:scope)."""
    row = _standing(act, pack)
    known = adjustable().get(parameter)
    if known is None:
        raise Refused("这个参数由法律、法规统一规定，或者没有这个参数，不能另定。")
    if value < 0:
        raise Refused("取值不能小于 0。")
    if known.is_whole and value != value.to_integral_value():
        raise Refused(f"“{known.label}”应为整数。")
    if not basis.strip():
        raise Refused("另定参数须写明依据。")
    act.about(row)
    line = act.create(
        PackLine, unit=row.unit, pack=row, kind="value", name=known.name, scope=known.scope, label=known.label,
        value=value, from_on=from_on, reason=basis.strip(),
    )  # fmt: skip
    row.as_pack()
    return line


@action("screening.take_back", title="撤销一项", who=WHO)
def take_back(act: Act, *, line: PackLine, seen: int, reason: str) -> PackLine:
    """A rule is used again, a number is the law's again; runs so far keep what they recorded."""
    row = act.lock(line, seen=seen)
    pack = _standing(act, row.pack)
    if row.struck_out:
        raise Refused("这一项已经撤销。")
    if not reason.strip():
        raise Refused("撤销须写明理由。")
    row.struck_out, row.struck_reason = True, reason.strip()
    act.save(row)
    act.about(pack)
    return row


@action("screening.end_pack", title="停用规则包", who=WHO)
def end_pack(act: Act, *, pack: RulePack, seen: int, reason: str) -> RulePack:
    """No new run is made with it; those so far stand."""
    row = act.lock(_standing(act, pack), seen=seen)
    if not reason.strip():
        raise Refused("停用须写明理由。")
    row.ended_on, row.reason = act.today, reason.strip()
    act.save(row)
    return row


def _standing(act: Act, pack: RulePack) -> RulePack:
    row = act.lock(pack)
    if act.user is not None and not domain_scope(act.user).covers(row.unit_path):
        raise Refused("没有找到这个规则包，或者它不在您的权限范围内。")
    if row.ended_on:
        raise Refused(f"规则包“{row}”已于{row.ended_on:%Y年%-m月%-d日}停用，请新建一个。")
    return row
