"""What a monitor and the keepers are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fajian.core.models import Head, Job
from fajian.web import health


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def test_a_full_disk_is_no_time_to_import(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SPARE_SHARE", 1.1)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "troubles": ["磁盘剩余不足一成"]}
    assert client.get("/livez").status_code == 200


def test_a_clock_set_back_and_a_forgotten_worker_are_told(
    client: Client, browser: Callable[[str], Client], people: dict[str, Any]
) -> None:
    assert client.get("/readyz").json() == {"ready": True, "troubles": []}
    admin, auditor, clerk = browser("admin"), browser("auditor"), browser("clerk")
    assert 'class="trouble"' not in admin.get("/").content.decode()
    cache.clear()
    Head.objects.update(recorded_at=timezone.now() + dt.timedelta(hours=1))
    Job.objects.create(name="x", title="导入", asked_by=people["clerk"])
    Job.objects.update(asked_at=timezone.now() - dt.timedelta(minutes=11))
    told = client.get("/readyz").json()
    assert told["ready"]
    assert len(told["troubles"]) == 2
    assert "服务器时钟早于" in admin.get("/").content.decode()
    assert "fajian worker" in auditor.get("/").content.decode()
    assert 'class="trouble"' not in clerk.get("/").content.decode()
    Job.objects.create(name="x", title="筛查", state="running")
    assert len(client.get("/readyz").json()["troubles"]) == 1
