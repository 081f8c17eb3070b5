"""Who sees the rows of which units."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import Scope, domain_scope, following
from tests.core.library.models import Desk

pytestmark = pytest.mark.django_db
ALL = "市 司法局 城管局 支队 县 县司法局 县城管局 镇"
COUNTY = "县 县司法局 县城管局 镇"


@action("tests.place", title="设置服务台")
def place(act: Act, *, unit: Unit) -> Desk:
    return act.create(Desk, unit=unit, name=unit.name)


@pytest.fixture
def desks(units: dict[str, Unit]) -> None:
    """One row in every unit."""
    for unit in units.values():
        place(by=System("测试"), unit=unit)


@pytest.mark.parametrize(
    ("role", "unit", "domain", "people"),
    [
        ("clerk", "城管局", "城管局 支队", "城管局 支队"),
        ("unit_leader", "县城管局", "县城管局", "县城管局"),
        ("officer", "支队", "支队", "支队"),
        ("clerk", "县", COUNTY, COUNTY),
        ("supervisor", "司法局", ALL, ALL),
        ("supervisor", "县司法局", COUNTY, COUNTY),
        ("supervisor", "镇", "镇", "镇"),
        ("leader", "市", ALL, ALL),
        ("leader", "县", COUNTY, COUNTY),
        ("discipline", "县司法局", COUNTY, COUNTY),
        ("admin", "司法局", "", ALL),
        ("security", "县司法局", "", COUNTY),
        ("auditor", "市", "", ALL),
    ],
)
def test_a_role_in_a_unit_sees(
    desks: None, account: Callable[..., User], role: str, unit: str, domain: str, people: str
) -> None:
    user = account(role, unit)
    assert [desk.name for desk in Desk.objects.visible_to(user).order_by("unit_path")] == domain.split()
    assert [found.name for found in Unit.objects.visible_to(user)] == people.split()
    assert all(
        domain_scope(user).covers(path) for path in Desk.objects.visible_to(user).values_list("unit_path", flat=True)
    )


def test_nobody_else_sees_anything(desks: None, account: Callable[..., User]) -> None:
    closed, lost, strange = account("supervisor", "市"), account("clerk", "市"), account("leader", "市")
    closed.is_active, lost.unit, strange.role = False, None, "superuser"
    for user in (AnonymousUser(), closed, lost, strange):
        assert not Desk.objects.visible_to(user).exists()
        assert not Unit.objects.visible_to(user).exists()
        assert not User.objects.visible_to(user).exists()


def test_users_are_seen_by_the_path_of_their_unit(account: Callable[..., User]) -> None:
    mine, other, keeper = account("clerk", "县城管局"), account("clerk", "城管局"), account("admin", "县司法局")
    assert list(User.objects.visible_to(keeper)) == [mine, keeper]
    assert other in User.objects.visible_to(account("admin", "司法局"))


def test_the_range_is_read_from_the_index(desks: None, account: Callable[..., User]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so small a table whole")
    plan = Desk.objects.visible_to(account("clerk", "城管局")).order_by("unit_path", "id").explain()
    assert "USING INDEX library_desk_scope (unit_path>? AND unit_path<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_the_root_sees_without_a_condition(account: Callable[..., User]) -> None:
    assert "WHERE" not in str(Desk.objects.visible_to(account("leader", "市")).query)


def paths() -> st.SearchStrategy[str]:
    return st.lists(st.integers(1, 9998), min_size=1, max_size=5).map(lambda ns: "".join(f"{n:04d}" for n in ns))


@given(prefix=paths(), other=paths())
def test_the_range_of_a_path_is_its_subtree(prefix: str, other: str) -> None:
    assert (prefix <= other < following(prefix)) == other.startswith(prefix) == Scope((prefix,)).covers(other)
