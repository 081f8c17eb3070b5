"""What a monitor and the keepers are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from fajian.core import jobs, tick
from fajian.core.models import Head, Job
from fajian.web import health
from tests.clock import at


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def test_a_full_disk_is_no_time_to_import(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SPARE_SHARE", 1.1)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "troubles": ["磁盘剩余不足一成"]}
    assert client.get("/livez").status_code == 200


def test_a_day_without_reminders_is_told_until_it_was_made_up_for(
    client: Client, browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(day: dt.date) -> None:
        raise OSError("the disk is full")

    day = dt.date(2026, 3, 23)
    with override_settings(FAJIAN_TICK_HOUR=8):
        monkeypatch.setitem(tick.DAILY, "tests.broken", broken)
        asking = tick.Daily()
        with at(day, 9):
            asking()
            with pytest.raises(OSError, match="full"):
                jobs.carry_out.call(Job.objects.get().pk)
            assert "没有办成" in client.get("/readyz").json()["troubles"][0]
            assert "没有办成" in browser("admin").get("/").content.decode()
            asking()
            assert Job.objects.count() == 1, "not at once"
        monkeypatch.delitem(tick.DAILY, "tests.broken")
        with at(day, 11):
            asking()
            jobs.carry_out.call(Job.objects.latest("pk").pk)
            assert [job.state for job in Job.objects.order_by("pk")] == ["failed", "done"]
            assert client.get("/readyz").json()["troubles"] == []
            asking()
            tick.Daily()()
            assert Job.objects.count() == 2


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
