"""Units and accounts: two keepers for an account, nobody for oneself."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import update_last_login
from django.test import RequestFactory

from fajian.core.errors import Bypass, Refused
from fajian.core.models import Event
from fajian.core.verify import verify
from fajian.orgs.actions import (
    approve_account,
    change_role,
    close_account,
    close_unit,
    open_account,
    open_unit,
    set_password,
)
from fajian.orgs.adapter import AccountAdapter
from fajian.orgs.models import Unit, User

pytestmark = pytest.mark.django_db
GOOD = "Yun-Ling-2026-qiu"


def test_paths_number_the_children_of_a_unit(units: dict[str, Unit]) -> None:
    assert [(unit.name, unit.path) for unit in Unit.objects.all()][:5] == [
        ("市", "0001"),
        ("司法局", "00010001"),
        ("城管局", "00010002"),
        ("支队", "000100020001"),
        ("县", "00010003"),
    ]
    assert units["支队"].level == 3


def test_there_is_one_root_and_no_two_of_a_name_under_one_parent(
    units: dict[str, Unit], account: Callable[..., User]
) -> None:
    admin = account("admin", "市")
    with pytest.raises(Refused, match="已有最上级单位"):
        open_unit(by=admin, name="另一个市", kind="government")
    with pytest.raises(Refused, match="同一上级之下已有同名单位"):
        open_unit(by=admin, name="城管局", kind="agency", parent=units["市"])
    assert open_unit(by=admin, name="城管局", kind="agency", parent=units["县"]).path == "000100030004"


def test_only_an_administrator_of_the_area_opens_units(units: dict[str, Unit], account: Callable[..., User]) -> None:
    with pytest.raises(Refused, match="须由系统管理员办理"):
        open_unit(by=account("clerk", "县"), name="新", kind="agency", parent=units["县"])
    with pytest.raises(Refused, match="管理范围"):
        open_unit(by=account("admin", "县司法局"), name="新", kind="agency", parent=units["城管局"])


def test_a_unit_with_open_units_or_active_accounts_is_not_closed(
    units: dict[str, Unit], account: Callable[..., User]
) -> None:
    admin, day = account("admin", "市"), datetime.date(2026, 12, 31)
    clerk = account("clerk", "支队")
    for name in ("城管局", "支队"):
        with pytest.raises(Refused, match="先撤销下级单位、停用账号"):
            close_unit(by=admin, unit=units[name], on=day)
    close_account(by=admin, user=clerk, reason="调离")
    close_unit(by=admin, unit=units["支队"], on=day)
    with pytest.raises(Refused, match="已撤销"):
        open_unit(by=admin, name="大队", kind="team", parent=units["支队"])
    assert units["支队"] not in Unit.objects.open()


def test_an_account_acts_only_after_another_keeper_approved_it(
    units: dict[str, Unit], account: Callable[..., User]
) -> None:
    admin = account("admin", "市", person="工号1")
    same, security = account("security", "市", "same", person="工号1"), account("security", "市", person="工号2")
    user = open_account(
        by=admin, username="li", display_name="李", role="clerk", unit=units["城管局"], password=GOOD, person="工号3"
    )
    assert not user.is_active
    with pytest.raises(Refused, match="须由安全管理员办理"):
        approve_account(by=admin, user=user)
    with pytest.raises(Refused, match="须由不同的人办理"):
        approve_account(by=same, user=user)
    assert approve_account(by=security, user=user).is_active


def test_nobody_changes_the_own_account(units: dict[str, Unit], account: Callable[..., User]) -> None:
    security = account("security", "市", person="工号2")
    second = account("clerk", "市", person="工号2")
    for user in (security, second):
        with pytest.raises(Refused, match="不能办理自己的账号"):
            change_role(by=security, user=user, role="supervisor", reason="需要")
    clerk = account("clerk", "县")
    with pytest.raises(Refused, match="理由"):
        change_role(by=security, user=clerk, role="supervisor", reason="")
    assert change_role(by=security, user=clerk, role="supervisor", reason="任命").role == "supervisor"


def test_a_password_must_be_good_and_is_never_in_the_log(units: dict[str, Unit], account: Callable[..., User]) -> None:
    clerk = account("clerk", "市")
    with pytest.raises(Refused, match="密码"):
        set_password(by=clerk, user=clerk, password="1234567890")
    set_password(by=clerk, user=clerk, password=GOOD)
    clerk.refresh_from_db()
    assert clerk.check_password(GOOD)
    said = " ".join(filter(None, Event.objects.values_list("payload", flat=True)))
    assert GOOD not in said
    assert clerk.password not in said
    with pytest.raises(Refused, match="只有本人和系统管理员"):
        set_password(by=account("security", "市"), user=clerk, password=GOOD)


def test_allauth_changes_a_password_by_the_command(units: dict[str, Unit], account: Callable[..., User]) -> None:
    clerk = account("clerk", "市")
    AccountAdapter().set_password(clerk, GOOD)
    assert clerk.check_password(GOOD)
    assert Event.objects.latest("seq").command == "orgs.set_password"
    assert verify().holds
    with pytest.raises(Bypass):
        clerk.save()


def test_a_login_is_no_command_and_leaves_the_row_sound(units: dict[str, Unit], account: Callable[..., User]) -> None:
    clerk = account("clerk", "市")
    set_password(by=clerk, user=clerk, password=GOOD)
    events = Event.objects.count()
    request = RequestFactory().post("/")
    assert authenticate(request, username="clerk-市", password=GOOD) == clerk
    assert authenticate(request, username="clerk-市", password="wrong") is None
    update_last_login(None, clerk)
    clerk.refresh_from_db()
    assert (clerk.last_login is not None, Event.objects.count()) == (True, events)
    assert verify().holds


def test_a_role_changed_by_sql_shows(units: dict[str, Unit], account: Callable[..., User]) -> None:
    from fajian.core.audited import plain_rows

    clerk = account("clerk", "市")
    plain_rows(User).filter(pk=clerk.pk).update(role="supervisor")
    assert [place.where for place in verify().broken] == [f"orgs.user:{clerk.pk}（用户）"]


def test_two_accounts_of_one_person_are_one_person(account: Callable[..., User]) -> None:
    one, two = account("clerk", "市", person="工号1"), account("supervisor", "市", person="工号1")
    third, fourth = account("leader", "市"), account("officer", "市")
    assert one.is_person(two)
    assert not third.is_person(fourth), "nothing is known about either"
    assert not one.is_person(None)
