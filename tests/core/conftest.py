"""Who acts in the tests of the core."""

from __future__ import annotations

import pytest

from fajian.core.commands import System
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User


@pytest.fixture
def system() -> System:
    return System("测试")


@pytest.fixture
def city(db: None, system: System) -> Unit:
    return open_unit(by=system, name="云岭市人民政府", kind="government")


@pytest.fixture
def clerk(city: Unit, system: System) -> User:
    return open_account(by=system, username="clerk", display_name="甲", role="clerk", unit=city)


@pytest.fixture
def auditor(city: Unit, system: System) -> User:
    return open_account(by=system, username="auditor", display_name="乙", role="auditor", unit=city)
