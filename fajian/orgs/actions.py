"""Writes on units and accounts. Two keepers are needed for an account: one opens it, another lets it act."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fajian.core.act import Act
from fajian.core.commands import System, action, role_title
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, UnitAlias, User
from fajian.orgs.scope import SEGMENT, people_scope

LAST_SEGMENT = 10**SEGMENT - 2  # 9999 stays free as the end of the last range


@action("orgs.open_unit", title="新建单位", who=("admin",))
def open_unit(
    act: Act, *, name: str, kind: str, parent: Unit | None = None, short_name: str = "", agency_id: str | None = None
) -> Unit:
    """A new unit under its parent. Without a parent it is the root, and there is only one: the area served here."""
    if parent is not None:
        parent = act.lock(parent)  # of two units opened at once under one parent, the second waits for its number
        within_reach(act, parent)
        if parent.closed_on:
            raise Refused(f"“{parent.name}”已撤销，不能在其下新建单位。")
    siblings = Unit.objects.filter(parent=parent).order_by("-path")
    last = siblings.values_list("path", flat=True).first()
    if parent is None and last:
        raise Refused("本系统已有最上级单位，请选择上级单位。")
    number = int(last[-SEGMENT:]) + 1 if last else 1
    if number > LAST_SEGMENT:
        raise Refused(f"“{parent}”之下的单位已满 {LAST_SEGMENT} 个。")
    path = (parent.path if parent else "") + f"{number:0{SEGMENT}d}"
    return act.create(
        Unit, name=name, short_name=short_name, kind=kind, agency_id=agency_id or None, parent=parent, path=path
    )


@action("orgs.close_unit", title="撤销单位", who=("admin",))
def close_unit(act: Act, *, unit: Unit, on: datetime.date) -> Unit:
    """The unit is no longer there from this day; its rows stay. Open units or active accounts under it forbid it."""
    unit = act.lock(unit)
    within_reach(act, unit)
    if Unit.objects.open().filter(parent=unit).exists() or User.objects.filter(unit=unit, is_active=True).exists():
        raise Refused(f"“{unit.name}”还有下级单位或在用账号，请先撤销下级单位、停用账号。")
    unit.closed_on = on
    act.save(unit)
    return unit


@action("orgs.call_unit", title="登记单位别名", who=("supervisor",))
def call_unit(
    act: Act,
    *,
    unit: Unit,
    area: Unit,
    name: str,
    source: str = "",
    source_label: str = "",
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
) -> UnitAlias:
    """The plans of this area call the unit by this name, too; told again, the alias there is."""
    within_reach(act, area)
    if not unit.path.startswith(area.path) or unit.closed_on:
        raise Refused(f"“{unit.name}”不是“{area.name}”之下的现有单位，请另选。")
    if not name.strip():
        raise Refused("别名不能空白。")
    if from_on and to_on and from_on > to_on:
        raise Refused("停用日期不能早于起用日期。")
    known: UnitAlias | None = UnitAlias.objects.standing().filter(area_path=area.path, name=name, unit=unit).first()
    if known:
        return known
    return act.create(
        UnitAlias,
        unit=unit,
        area_path=area.path,
        name=name.strip()[:200],
        from_on=from_on,
        to_on=to_on,
        source=source,
        source_label=source_label[:200],
    )


@action("orgs.strike_alias", title="作废单位别名", who=("supervisor",))
def strike_alias(act: Act, *, alias: UnitAlias, seen: int, reason: str) -> UnitAlias:
    """The name means another unit, or nobody; what was opened by it stays."""
    row = act.lock(alias, seen=seen)
    if act.user is not None and not people_scope(act.user).covers(row.area_path):
        raise Refused("该别名不在您的管理范围内。")
    if row.struck_out:
        raise Refused("这个别名已经作废。")
    if not reason.strip():
        raise Refused("作废别名须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


@action("orgs.open_account", title="开立账号", who=("admin",))
def open_account(
    act: Act,
    *,
    username: str,
    display_name: str,
    role: str,
    unit: Unit,
    password: str = "",
    person: str = "",
    duty: str = "",
) -> User:
    """A new account. It cannot log in before a security keeper approved it; those the system opens can at once.

    Without a password nobody can log in until one is set.
    """
    within_reach(act, unit)
    if role not in dict(User.ROLES):
        raise Refused(f"没有“{role}”这个角色。")
    user = User(username=username, display_name=display_name)
    return act.create(
        User,
        username=username,
        display_name=display_name,
        role=role,
        unit=unit,
        person=person,
        duty=duty,
        password=checked_password(password, user) if password else make_password(None),
        is_active=isinstance(act.by, System),
    )


@action("orgs.approve_account", title="核准账号", who=("security",))
def approve_account(act: Act, *, user: User) -> User:
    """Let an account act; by another person than the one who opened it, and not by its holder."""
    user = act.lock(user)
    another_person(act, user)
    if user.recorded_by and user.recorded_by.is_person(act.user):
        raise Refused("开立账号和核准账号须由不同的人办理。")
    user.is_active = True
    act.save(user)
    return user


@action("orgs.change_role", title="变更角色", who=("security",))
def change_role(act: Act, *, user: User, role: str, reason: str) -> User:
    """Give an account another role; never one's own."""
    if role not in dict(User.ROLES):
        raise Refused(f"没有“{role}”这个角色。")
    if not reason.strip():
        raise Refused(f"把角色变更为{role_title(role)}须填写理由。")
    user = act.lock(user)
    another_person(act, user)
    user.role = role
    act.note(reason=reason)
    act.save(user)
    return user


@action("orgs.close_account", title="停用账号", who=("admin", "security"))
def close_account(act: Act, *, user: User, reason: str = "") -> User:
    """The account can no longer log in; what it did stays under its name."""
    user = act.lock(user)
    another_person(act, user)
    user.is_active = False
    act.note(reason=reason)
    act.save(user)
    return user


@action("orgs.set_password", title="修改口令")
def set_password(act: Act, *, user: User, password: str) -> None:
    """A new password: by the holder, or by an administrator for somebody else."""
    user = act.lock(user)
    if act.user is not None and act.user.pk != user.pk:
        if act.user.role != "admin":
            raise Refused("只有本人和系统管理员可以修改口令。")
        within_reach(act, user.unit)
    user.password = checked_password(password, user)
    act.save(user)


@action("orgs.set_address", title="修改邮箱")
def set_address(act: Act, *, user: User, email: str) -> None:
    """Where the holder gets the daily letter; empty: no letters."""
    user = act.lock(user)
    if act.user is not None and act.user.pk != user.pk:
        raise Refused("邮箱只能由本人修改。")
    user.email = email.strip()
    act.save(user)


def checked_password(password: str, user: User) -> str:
    """The hash of a password that passes the site's rules."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from error
    return make_password(password)


def within_reach(act: Act, unit: Unit | None) -> None:
    """Refuse unless the unit lies in the acting user's area; the system reaches everything."""
    if act.user is not None and (unit is None or not people_scope(act.user).covers(unit.path)):
        raise Refused("该单位不在您的管理范围内。")


def another_person(act: Act, user: User) -> None:
    """Refuse if the account is the acting person's own or lies outside the area."""
    if act.user is not None and act.user.is_person(user):
        raise Refused("不能办理自己的账号，请由他人办理。")
    within_reach(act, user.unit)
