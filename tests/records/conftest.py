"""A city of two counties, each with an agency; sheets of a few cases; the job run by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from fajian.core import files
from fajian.core.commands import System
from fajian.core.jobs import JOBS, Run
from fajian.core.models import Job
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User
from fajian.records.actions import hand_in
from fajian.records.models import ImportBatch

SYSTEM = System("测试")
MINE, OTHERS, NOBODYS = "11410000MB0000001X", "11410000MB0000002X", "11410000MB0000009X"
HEADINGS = (
    "案件编号",
    "执法机关代码",
    "执法机关名称",
    "执法领域",
    "当事人名称",
    "当事人类别",
    "违法行为名称",
    "罚款金额",
    "立案日期",
    "处罚决定日期",
)


@pytest.fixture(autouse=True)
def _own_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own data folder: batches of one must not be there in the next."""
    monkeypatch.setattr(settings, "FAJIAN_DATA", tmp_path / "data")
    monkeypatch.setattr(settings, "FAJIAN_FILES", tmp_path / "data" / "files")
    (tmp_path / "data").mkdir()


@pytest.fixture
def people(transactional_db: None) -> dict[str, User]:
    """People by name: of county A's agency, county B's agency, the city's supervision office, and a keeper."""
    city = open_unit(by=SYSTEM, name="云岭市人民政府", kind="government")
    office = open_unit(by=SYSTEM, name="云岭市司法局", kind="supervision", parent=city)
    a = open_unit(by=SYSTEM, name="甲县城市管理局", kind="agency", parent=city, agency_id=MINE)
    b = open_unit(by=SYSTEM, name="乙县城市管理局", kind="agency", parent=city, agency_id=OTHERS)

    def person(name: str, role: str, unit: Unit) -> User:
        return open_account(by=SYSTEM, username=name, display_name=name, role=role, unit=unit)

    return {
        "clerk_a": person("clerk_a", "clerk", a),
        "clerk_b": person("clerk_b", "clerk", b),
        "officer_a": person("officer_a", "officer", a),
        "supervisor": person("supervisor", "supervisor", office),
        "colleague": person("colleague", "supervisor", office),
        "leader": person("leader", "leader", city),
        "discipline": person("discipline", "discipline", city),
        "admin": person("admin", "admin", city),
        "auditor": person("auditor", "auditor", city),
    }


@pytest.fixture
def root(people: dict[str, User]) -> Unit:
    return Unit.objects.get(parent=None)


def case(number: str, agency: str = MINE, **more: str) -> dict[str, str]:
    """A row of 行政处罚案件."""
    row = {
        "案件编号": number,
        "执法机关代码": agency,
        "执法机关名称": {MINE: "甲县城市管理局", OTHERS: "乙县城市管理局"}.get(agency, "丙局"),
        "执法领域": "城市管理",
        "当事人名称": f"商行{number}",
        "当事人类别": "个体工商户",
        "违法行为名称": "擅自占道经营",
        "罚款金额": "500",
        "立案日期": "2026-03-01",
        "处罚决定日期": "2026-03-20",
    }
    return row | more


def sheet(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as CSV bytes."""
    out = io.StringIO()
    listed = list(rows)
    writer = csv.DictWriter(out, list(listed[0]))
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue().encode("utf-8-sig")


@pytest.fixture
def handed_in() -> Callable[..., ImportBatch]:
    """Hand in a file, not yet imported."""

    def give(by: Any, data: bytes, name: str = "行政处罚案件.csv", unit: Unit | None = None) -> ImportBatch:
        received = files.receive(io.BytesIO(data), name, kinds=("csv", "xlsx", "zip"))
        return hand_in(by=by, unit=unit or by.unit, received=received)

    return give


def carry_out(name: str, **arguments: Any) -> Any:
    """Run the newest job of a kind here and now, as a worker would."""
    row = Job.objects.filter(name=name, **({"arguments": arguments} if arguments else {})).latest("pk")
    return JOBS[name].body(Run(row), **row.arguments)


@pytest.fixture
def imported(handed_in: Callable[..., ImportBatch]) -> Callable[..., ImportBatch]:
    """Hand in a file and import it."""

    def give(*args: Any, **kwargs: Any) -> ImportBatch:
        batch = handed_in(*args, **kwargs)
        carry_out("records.import", batch=batch.pk)
        return ImportBatch.objects.get(pk=batch.pk)

    return give


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A browser somebody is logged in to."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in
