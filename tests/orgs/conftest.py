"""A small city: a government, its offices, a county with its own, and somebody of every role in places that matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fajian.core.commands import System
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User

BY = System("测试")


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """By short name: 市 with 司法局, 城管局 (with 支队) and 县; 县 with 县司法局, 县城管局 and 镇."""
    made: dict[str, Unit] = {}
    for name, kind, parent in (
        ("市", "government", None),
        ("司法局", "supervision", "市"),
        ("城管局", "agency", "市"),
        ("支队", "team", "城管局"),
        ("县", "government", "市"),
        ("县司法局", "supervision", "县"),
        ("县城管局", "agency", "县"),
        ("镇", "town", "县"),
    ):
        made[name] = open_unit(by=BY, name=name, kind=kind, parent=made[parent] if parent else None)
    return made


@pytest.fixture
def account(units: dict[str, Unit]) -> Callable[..., User]:
    """Opens an account: account("clerk", "城管局")."""

    def make(role: str, unit: str, username: str = "", person: str = "") -> User:
        return open_account(
            by=BY, username=username or f"{role}-{unit}", display_name=role, role=role, unit=units[unit], person=person
        )

    return make
