"""Writes on contacts and groups: named, replaced; formed, joined, dissolved."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from fajian.campaigns.actions.shared import SUPERVISOR, leads, of_own, runs, takes_part, tell_units
from fajian.campaigns.models import Campaign, Contact, Group, Member
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS


@action("campaigns.name_contact", title="登记联系人", who=WRITERS)
def name_contact(
    act: Act, *, campaign: Campaign, unit: Unit, part: str, name: str, post: str, numbers: Mapping[str, str]
) -> Contact:
    """A unit's 主要负责人, 分管领导 or 联系人, from today. `numbers`: by the names of Contact.PRIVATE."""
    row = act.lock(campaign)
    of_own(act, unit)
    takes_part(row, unit)
    return _name(act, row, unit, part, name, post, numbers)


@action("campaigns.replace_contact", title="更换联系人", who=WRITERS)
def replace_contact(
    act: Act, *, contact: Contact, seen: int, reason: str, name: str, post: str, numbers: Mapping[str, str]
) -> Contact:
    """Somebody else from today on; who it was stays, with the day and the reason."""
    old = act.lock(contact, seen=seen)
    of_own(act, old.unit)
    runs(old.campaign)
    _end(act, old, "to_on", reason, "更换联系人须写明理由。")
    return _name(act, old.campaign, old.unit, old.part, name, post, numbers)


def _name(
    act: Act, campaign: Campaign, unit: Unit, part: str, name: str, post: str, numbers: Mapping[str, str]
) -> Contact:
    if part not in dict(Contact.PARTS):
        raise Refused("请选择主要负责人、分管领导或者联系人。")
    if not name.strip() or not post.strip():
        raise Refused("请填写姓名和职务。")
    given = {field: str(numbers.get(field, "")).strip() for field in Contact.PRIVATE}
    if part == "contact" and not (given["office_phone"] or given["mobile"]):
        raise Refused("联系人须填办公电话或者手机，至少一个。")
    return act.create(
        Contact,
        campaign=campaign,
        unit=unit,
        part=part,
        name=name.strip(),
        post=post.strip(),
        from_on=act.today,
        **given,
    )


def _end(act: Act, row: Any, column: str, reason: str, wanted: str) -> None:
    """From today on the row is no longer; Refused if it is over already, or no reason is given."""
    if getattr(row, column) is not None:
        raise Refused("已经更换或撤销，请刷新页面。")
    if not reason.strip():
        raise Refused(wanted)
    setattr(row, column, act.today)
    row.reason = reason.strip()[:300]
    act.save(row)


@action("campaigns.remind_contacts", title="提醒报送联系人", who=SUPERVISOR)
def remind_contacts(act: Act, *, campaign: Campaign) -> int:
    """A notice to every unit that has not named a contact; returns how many units it were."""
    row = act.lock(campaign)
    leads(act, row.unit_path)
    runs(row)
    named = set(Contact.objects.filter(campaign=row, part="contact", to_on=None).values_list("unit", flat=True))
    missing = set(row.participants.values_list("unit", flat=True)) - named
    if not missing:
        raise Refused("各单位都已报送联系人，不用提醒。")
    tell_units(row, dict.fromkeys(missing, f"“{row.title[:120]}”本单位还没有报送工作联系人，请尽快登记"))
    act.about(row)
    act.note(units=len(missing))
    return len(missing)


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.form_group", title="设立工作组", who=SUPERVISOR)
def form_group(
    act: Act, *, campaign: Campaign, kind: str, title: str, task: str = "", above: Group | None = None
) -> Group:
    """A leading group, its office or a working group of the campaign."""
    row = _led(act, campaign)
    if kind not in dict(Group.KINDS):
        raise Refused("请选择领导小组、办公室或者工作组。")
    if above is not None and above.campaign_id != row.pk:
        raise Refused("上级组不属于这项行动，请刷新页面。")
    return act.create(
        Group, campaign=row, unit=row.unit, kind=kind, title=title.strip()[:100], task=task.strip(), above=above
    )


@action("campaigns.take_groups", title="按方案设立工作组", who=SUPERVISOR)
def take_groups(act: Act, *, campaign: Campaign) -> int:
    """The groups the plan names with their roles and units; those that are there already stay. Returns how many."""
    row = _led(act, campaign)
    there = set(Group.objects.filter(campaign=row, ended_on=None).values_list("title", flat=True))
    made = 0
    for told in groups_of(row):
        title = str(told["name"])[:100]
        if title in there:
            continue
        group = act.create(Group, campaign=row, unit=row.unit, kind=kind_of(title), title=title)
        for member in told.get("members", ()):
            role, who = str(member.get("role") or "成员")[:30], str(member.get("unit") or "")[:200]
            act.create(Member, group=group, unit=row.unit, role=role, who=who, from_on=act.today)
        there.add(title)
        made += 1
    if not made:
        raise Refused("方案没有写明工作组，或者写明的都已设立。")
    act.about(row)
    return made


def groups_of(campaign: Campaign) -> list[dict[str, Any]]:
    """[{name, members: [{role, unit}]}] as the plan names them; empty where it names none."""
    return list(campaign.document.compiled.get("groups") or [])


def kind_of(title: str) -> str:
    """领导小组, its 办公室, or a working group, by the name."""
    if title.endswith("办公室"):
        return "office"
    return "leading" if title.endswith(("领导小组", "指挥部", "委员会")) else "working"


@action("campaigns.dissolve_group", title="撤销工作组", who=SUPERVISOR)
def dissolve_group(act: Act, *, group: Group, seen: int, reason: str) -> Group:
    """No longer there from today; it and its members stay readable."""
    row = act.lock(group, seen=seen)
    _led(act, row.campaign)
    _end(act, row, "ended_on", reason, "撤销工作组须写明理由。")
    return row


@action("campaigns.add_member", title="增加成员", who=SUPERVISOR)
def add_member(
    act: Act, *, group: Group, role: str, who: str, from_on: datetime.date, member_unit: Unit | None = None
) -> Member:
    """Somebody, or a unit, with a role in the group, from a day on."""
    row = act.lock(group)
    _led(act, row.campaign)
    if row.ended_on:
        raise Refused("这个工作组已经撤销，不能再增加成员。")
    return _join(act, row, role, who, from_on, member_unit)


@action("campaigns.replace_member", title="更换成员", who=SUPERVISOR)
def replace_member(
    act: Act,
    *,
    member: Member,
    seen: int,
    reason: str,
    on: datetime.date,
    who: str = "",
    member_unit: Unit | None = None,
) -> Member:
    """From `on` somebody else has the role; without `who` nobody has. The one before stays, with day and reason."""
    row = act.lock(member, seen=seen)
    _led(act, row.group.campaign)
    if row.to_on:
        raise Refused("这个成员已经更换，请刷新页面。")
    if on < row.from_on:
        raise Refused(f"更换日期不能早于起任日期（{row.from_on:%Y-%m-%d}）。")
    if not reason.strip():
        raise Refused("更换成员须写明理由。")
    row.to_on, row.reason = on, reason.strip()[:300]
    act.save(row)
    return _join(act, row.group, row.role, who, on, member_unit, follows=row) if who.strip() else row


def _join(
    act: Act,
    group: Group,
    role: str,
    who: str,
    from_on: datetime.date,
    unit: Unit | None,
    follows: Member | None = None,
) -> Member:
    if not role.strip() or not who.strip():
        raise Refused("请填写组内职务，以及单位或者姓名、职务。")
    return act.create(
        Member,
        group=group,
        unit=group.unit,
        role=role.strip()[:30],
        who=who.strip()[:200],
        member_unit=unit,
        from_on=from_on,
        follows=follows,
    )


def _led(act: Act, campaign: Campaign) -> Campaign:
    row = act.lock(campaign)
    leads(act, row.unit_path)
    runs(row)
    return row
