"""Writes on what is sent to units and what they file: delivered, signed for, handled; filed, returned."""

from __future__ import annotations

from collections.abc import Sequence

from fajian.campaigns.actions.shared import (
    SUPERVISOR,
    answerable,
    answered,
    leads,
    of_own,
    runs,
    takes_part,
    tell_units,
)
from fajian.campaigns.models import Campaign, Delivery, Filing, Participant
from fajian.campaigns.workflow import DELIVERY, FILING
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import domain_scope


@action("campaigns.distribute", title="下发", who=SUPERVISOR)
def distribute(act: Act, *, campaign: Campaign, units: Sequence[Unit], what: str) -> int:
    """Send something to units that take part, each to sign for it; a county's office to the units of its county."""
    row = act.lock(campaign)
    runs(row)
    if not what.strip():
        raise Refused("请写明下发什么，例如补充通知的名称和文号。")
    if not units:
        raise Refused("请至少选择一个单位。")
    joined = set(Participant.objects.current().filter(campaign=row).values_list("unit", flat=True))
    if any(unit.pk not in joined for unit in units):
        raise Refused("只能下发给参加这项行动的单位，请刷新页面后重新选择。")
    if act.user is not None and not all(domain_scope(act.user).covers(unit.path) for unit in units):
        raise Refused("所选单位有的不在您的权限范围内。")
    act.bulk_create(Delivery, deliveries(row, units, what))
    act.about(row)
    act.note(units=len(units), what=what.strip())
    tell_units(row, {unit.pk: f"“{row.title[:100]}”下发：{what.strip()[:120]}，请签收" for unit in units})
    return len(units)


def deliveries(campaign: Campaign, units: Sequence[Unit], what: str) -> list[Delivery]:
    """One for each unit, numbered behind those it has."""
    before: dict[int, int] = {}
    for number in Delivery.objects.filter(campaign=campaign).values_list("unit", flat=True):
        before[number] = before.get(number, 0) + 1
    text = what.strip()[:200]
    return [Delivery(campaign=campaign, unit=unit, number=before.get(unit.pk, 0) + 1, what=text) for unit in units]


@action("campaigns.sign", title="签收", who=WRITERS)
def sign(act: Act, *, delivery: Delivery, seen: int) -> Delivery:
    """The unit has it."""
    row = _own(act, delivery, seen)
    DELIVERY.take(row, "sign", by=act.by)
    row.signed_by, row.signed_at = act.user, act.now
    act.save(row)
    return row


@action("campaigns.handle", title="填写阅办意见", who=WRITERS)
def handle(act: Act, *, delivery: Delivery, seen: int, text: str) -> Delivery:
    """What the unit's leader made of it, to whom it was passed on."""
    row = _own(act, delivery, seen)
    DELIVERY.take(row, "handle", by=act.by, text=text.strip())
    row.handling, row.handled_by, row.handled_at = text.strip(), act.user, act.now
    act.save(row)
    return row


@action("campaigns.remind_unsigned", title="提醒签收", who=SUPERVISOR)
def remind_unsigned(act: Act, *, campaign: Campaign) -> int:
    """A notice to every unit that has not signed for something; returns how many units it were."""
    row = act.lock(campaign)
    leads(act, row.unit_path)
    runs(row)
    waiting = Delivery.objects.filter(campaign=row, state="sent").values_list("unit", flat=True)
    units = set(waiting)
    if not units:
        raise Refused("各单位都已签收，不用提醒。")
    tell_units(row, dict.fromkeys(units, f"“{row.title[:120]}”下发的文件本单位还没有签收，请尽快签收"))
    act.about(row)
    act.note(units=len(units))
    return len(units)


def _own(act: Act, delivery: Delivery, seen: int) -> Delivery:
    row = act.lock(delivery, seen=seen)
    of_own(act, row.unit)
    runs(row.campaign)
    return row


# ── 备案 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.hand_in_plan", title="报送备案", who=WRITERS)
def hand_in_plan(
    act: Act, *, campaign: Campaign, unit: Unit, kind: str, title: str, text: str, received: files.Received | None
) -> Filing:
    """The unit's own plan or measures, for the office that leads to file; one at a time."""
    row = act.lock(campaign)
    of_own(act, unit)
    takes_part(row, unit)
    if received is None:
        raise Refused("请上传方案或措施的文件。")
    if kind not in dict(Filing.KINDS):
        raise Refused("请选择报送的是工作方案还是工作措施。")
    earlier = Filing.objects.filter(campaign=row, unit=unit)
    if earlier.filter(state="handed_in").exists():
        raise Refused("上一次报送的还没有备案或退回，请等待答复。")
    made = act.create(
        Filing,
        campaign=row,
        unit=unit,
        number=earlier.count() + 1,
        kind=kind,
        title=title.strip()[:200],
        text=text.strip(),
        file=files.attach(act, received),
    )
    act.about(made)
    return made


@action("campaigns.file", title="备案", who=SUPERVISOR)
def file(act: Act, *, filing: Filing, seen: int, number: str) -> Filing:
    """Filed under a number, today."""
    row = answerable(act, filing, seen)
    FILING.take(row, "file", by=act.by, number=number.strip())
    row.filed_as, row.filed_on = number.strip()[:50], act.today
    answered(act, row, f"“{row.title[:120]}”已备案，备案号{row.filed_as}")
    return row


@action("campaigns.return_plan", title="退回备案", who=SUPERVISOR)
def return_plan(act: Act, *, filing: Filing, seen: int, reason: str) -> Filing:
    """Not as it should be: back to the unit with the reason; it stays as it is."""
    row = answerable(act, filing, seen)
    FILING.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()[:300]
    answered(act, row, f"“{row.title[:120]}”已退回：{row.reason[:100]}")
    return row


def next_number(campaign: Campaign, year: int) -> str:
    """The number the form proposes: 〔2026〕3号."""
    return f"〔{year}〕{Filing.objects.filter(campaign=campaign, state='filed').count() + 1}号"
