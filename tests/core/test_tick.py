"""What fires on a certain day is told later where the day was missed."""

from __future__ import annotations

import datetime as dt

import pytest

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.tick import LONGEST, days_due

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@action("library.open_shop", title="开门")
def open_shop(act: Act, *, day: dt.date) -> list[str]:
    return [one.isoformat() for one in days_due(act, day)]


def opened(count: int, prefix: str = "daily-") -> list[str]:
    day = DAY + dt.timedelta(days=count)
    return open_shop(by=System("每日"), key=f"{prefix}{day}", day=day)


def test_days_that_were_missed_are_made_up_for_once() -> None:
    assert opened(0) == ["2026-03-02"], "nothing came before the first time"
    assert opened(1) == ["2026-03-03"]
    assert opened(4) == ["2026-03-06", "2026-03-05", "2026-03-04"]
    assert opened(5) == ["2026-03-07"]
    assert opened(0, "other-") == ["2026-03-02"], "of another daily work"
    assert len(opened(200)) == LONGEST + 1, "not a year at once"
    assert open_shop(by=System("每日"), key="by-hand", day=DAY) == ["2026-03-02"]
