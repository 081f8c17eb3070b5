"""A small city whose people play the stories, with a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from fajian.core.commands import System
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import User

SYSTEM = System("测试")
AGENCY = "11410000MB0000001X"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is uploaded, imported and found lies here."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr(settings, "FAJIAN_DATA", folder)
    monkeypatch.setattr(settings, "FAJIAN_FILES", folder / "files")
    monkeypatch.setattr(settings, "FAJIAN_CHECKPOINTS", folder / "checkpoints.txt")
    return folder


@pytest.fixture
def people(transactional_db: None, data: Path) -> dict[str, User]:
    """By role; the chief and the clerk are of the agency."""
    city = open_unit(by=SYSTEM, name="云岭市人民政府", kind="government")
    office = open_unit(by=SYSTEM, name="云岭市司法局", kind="supervision", parent=city)
    agency = open_unit(by=SYSTEM, name="云岭市城市管理局", kind="agency", parent=city, agency_id=AGENCY)
    roles = {"clerk": agency, "chief": agency, "supervisor": office, "colleague": office, "leader": city}
    names = {"chief": "unit_leader", "colleague": "supervisor"}
    return {
        name: open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=names.get(name, name), unit=unit)
        for name, unit in roles.items()
    }
