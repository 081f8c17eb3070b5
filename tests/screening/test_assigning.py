"""交办: to whom, within how many working days; what is late is chased, what is before a court is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from fajian.core import tick
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.engine.law.calendar import Calendar
from fajian.orgs.actions import open_account
from fajian.orgs.models import User
from fajian.screening import actions
from fajian.screening.actions import chasing
from fajian.screening.dues import is_working, last_day
from fajian.screening.models import Finding, Run
from tests.screening.conftest import SYSTEM, fresh, new_finding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(people: dict[str, User]) -> User:
    """The leader of A."""
    return open_account(
        by=SYSTEM, username="boss_a", display_name="boss_a", role="unit_leader", unit=people["clerk_a"].unit
    )


def hand(by: User, finding: Finding, **given: Any) -> Finding:
    row = fresh(finding)
    return actions.assign(by=by, finding=row, seen=row.version, **given)


def due(finding: Finding, day: dt.date, **more: Any) -> None:
    """As if it had been given out long ago."""
    plain_rows(Finding).filter(pk=finding.pk).update(due_on=day, **more)


def said_to(user: User) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("text", flat=True))


def test_the_last_day_is_counted_in_working_days_from_the_next_day(people: dict[str, User], finding: Finding) -> None:
    row = hand(people["supervisor"], finding, working_days=7)
    today = timezone.localdate()
    assert row.due_on == Calendar.seeded().nth_working_day(today, 7)
    assert any(f"{row.due_on:%-m月%-d日}前" in text for text in said_to(people["clerk_a"]))
    assert not said_to(people["clerk_b"])


def test_seven_working_days_over_spring_festival() -> None:
    assert last_day(dt.date(2026, 2, 12), 7) == dt.date(2026, 2, 28)


def test_the_leader_names_a_person_and_leaves_the_day(people: dict[str, User], boss: User, finding: Finding) -> None:
    given = hand(people["supervisor"], finding, working_days=7)
    row = hand(boss, finding, to=people["clerk_a"], working_days=60)
    assert (row.assignee, row.due_on) == (people["clerk_a"], given.due_on)


@pytest.mark.parametrize("who", ["clerk_b", "officer_a", "supervisor"])
def test_only_the_units_own_clerks_and_leaders_can_be_named(
    people: dict[str, User], finding: Finding, who: str
) -> None:
    with pytest.raises(Refused, match="不能经办"):
        hand(people["supervisor"], finding, to=people[who])


@pytest.mark.parametrize("count", [0, 61])
def test_a_term_that_is_none_is_refused(people: dict[str, User], finding: Finding, count: int) -> None:
    with pytest.raises(Refused, match="1至60个工作日"):
        hand(people["supervisor"], finding, working_days=count)


def chase_on(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> dict[str, int]:
    """The daily command as of a day."""
    now = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    monkeypatch.setattr("fajian.core.act.timezone.now", lambda: now)
    answer: dict[str, int] = tick.DAILY["screening.chase"](day)
    return answer


MONDAY = dt.date(2026, 11, 30)


def test_before_the_day_the_clerk_hears_once_and_after_it_the_leader_too(
    people: dict[str, User], boss: User, finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(finding, MONDAY)
    assert chase_on(monkeypatch, dt.date(2026, 11, 27)) == {"people": 1, "overdue": 0}
    assert said_to(people["clerk_a"]) == ["交办的疑点还没有说明：1条11月30日到期。请说明情况或者认可。"]
    assert chase_on(monkeypatch, MONDAY) == {"people": 0, "overdue": 0}  # the last day is in time
    assert chase_on(monkeypatch, MONDAY + dt.timedelta(days=1)) == {"people": 2, "overdue": 1}
    assert said_to(boss) == ["交办的疑点还没有说明：1条已经逾期。请说明情况或者认可。"]


def test_asked_twice_a_day_it_tells_once(
    people: dict[str, User], finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(finding, MONDAY)
    for _ in range(2):
        chase_on(monkeypatch, MONDAY + dt.timedelta(days=1))
    assert len(said_to(people["clerk_a"])) == 1


@pytest.mark.parametrize("more", [{"held": "行政复议（2026-10-01受理）"}, {"state": "explained"}])
def test_what_is_held_or_answered_is_not_chased(
    people: dict[str, User], finding: Finding, monkeypatch: pytest.MonkeyPatch, more: dict[str, str]
) -> None:
    due(finding, MONDAY, **more)
    assert chase_on(monkeypatch, MONDAY + dt.timedelta(days=3)) == {"people": 0, "overdue": 0}


def test_nobody_is_chased_on_a_day_off(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    due(finding, MONDAY)
    sunday = dt.date(2026, 12, 6)
    assert not is_working(sunday)
    assert chase_on(monkeypatch, sunday)["people"] == 0


def test_another_person_named_is_the_one_who_hears(
    people: dict[str, User], boss: User, finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(finding, MONDAY, assignee=boss)
    chase_on(monkeypatch, MONDAY + dt.timedelta(days=1))
    assert not said_to(people["clerk_a"])
    assert len(said_to(boss)) == 1


def test_who_answers_for_a_unit_is_not_who_answers_for_those_under_it(people: dict[str, User]) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    assert set(chasing._people({unit.path})[unit.path, "clerk"]) == {people["clerk_a"].pk}


@pytest.mark.parametrize("step", ["assign", "confirm"])
def test_what_is_before_a_review_body_is_neither_pressed_nor_confirmed(
    people: dict[str, User], finding: Finding, step: str
) -> None:
    plain_rows(Finding).filter(pk=finding.pk).update(held="行政复议（2026-10-01受理）")
    given = {"assign": {"working_days": 5}, "confirm": {"spec_code": "self-check"}}[step]
    with pytest.raises(Refused, match="正在行政复议（2026-10-01受理），疑点暂缓"):
        getattr(actions, step)(by=people["supervisor"], finding=finding, seen=fresh(finding).version, **given)
    assert fresh(finding).state == "open"


def test_the_proceedings_end_with_a_later_run(
    people: dict[str, User], finding: Finding, a_run: Callable[..., Run]
) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    a_run(new_finding(unit, "A1", held="行政诉讼（2026-10-01受理）"))
    assert fresh(finding).held
    a_run(new_finding(unit, "A1"))
    assert not fresh(finding).held
