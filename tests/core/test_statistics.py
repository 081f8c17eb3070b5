"""The worker keeps SQLite's planner informed."""

from __future__ import annotations

import pytest
from django.db import connection

from fajian.core import worker
from fajian.core.commands import System
from fajian.orgs.actions import open_unit


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own autovacuum")
def test_the_tick_gives_the_planner_its_figures() -> None:
    open_unit(by=System("测试"), name="清源县人民政府", kind="government")
    connection.close()  # the worker's connection has never asked the tables others fill
    tick = worker.Statistics()
    tick()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'orgs_unit'")
        assert cursor.fetchone()[0] > 0
        cursor.execute("DELETE FROM sqlite_stat1")
        tick()
        cursor.execute("SELECT count(*) FROM sqlite_stat1")
        assert cursor.fetchone()[0] == 0, "nothing has changed since"
