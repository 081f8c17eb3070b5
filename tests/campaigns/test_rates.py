"""报送率和及时率 against a slow count, on the days around the last one, for any number of units."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty, Return
from fajian.campaigns.rates import COUNTED, UNDATED, Rate, Rates, counted_as, of_period, rates
from fajian.campaigns.workflow import DUTY, OWED
from fajian.core.audited import plain_rows
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import checked, sample

pytestmark = pytest.mark.django_db
People = dict[str, User]
TODAY = dt.date(2026, 7, 16)
CHINA = ZoneInfo("Asia/Shanghai")


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def put(duty: Duty, state: str, at: dt.datetime | None, answers: tuple[str, ...] = (), *, nil: bool = False) -> None:
    """The duty and what was handed in for it, as they might stand: straight into the tables."""
    plain_rows(Duty).filter(pk=duty.pk).update(state=state, handed_in_at=at)
    now = timezone.now()
    plain_rows(Return).bulk_create(
        Return(
            duty=duty, unit=duty.unit, unit_path=duty.unit_path, number=number, text="报送", nil=nil, answer=answer,
            reason="缺盖章" if answer == "returned" else "", recorded_at=now, changed_at=now,
        )
        for number, answer in enumerate(answers, 1)
    )  # fmt: skip


def one(campaign: Campaign) -> Duty:
    """A duty with a last day."""
    found: Duty = Duty.objects.filter(campaign=campaign, due_on__isnull=False).order_by("number")[0]
    return found


def of(duty: Duty, today: dt.date) -> Rate:
    return rates(Duty.objects.filter(pk=duty.pk), today).sum()


def test_the_last_day_itself_is_in_time_until_midnight_in_china(campaign: Campaign) -> None:
    duty = one(campaign)
    assert duty.due_on is not None
    after = duty.due_on + dt.timedelta(days=1)
    for at, on_time in (
        (moment(duty.due_on, 0), 1),
        (moment(duty.due_on, 23, 59), 1),  # 15:59 in UTC
        (moment(after, 0), 0),  # still the day before in UTC
        (moment(after, 9), 0),
    ):
        put(duty, "handed_in", at)
        found = of(duty, TODAY)
        assert (found.expected, found.received, found.on_time, found.late) == (1, 1, on_time, 1 - on_time), at


def test_nothing_is_expected_before_its_last_day_is_over(campaign: Campaign) -> None:
    duty = one(campaign)
    assert duty.due_on is not None
    found = of(duty, duty.due_on)
    assert found == Rate(None, None)
    assert (found.completeness, found.timeliness) == (None, None)
    found = of(duty, duty.due_on + dt.timedelta(days=1))
    assert (found.expected, found.missing, found.completeness) == (1, 1, Fraction(0))


def test_what_came_early_is_expected_and_what_was_sent_back_is_missing_again(campaign: Campaign) -> None:
    duty = one(campaign)
    assert duty.due_on is not None
    early = duty.due_on - dt.timedelta(days=9)
    put(duty, "handed_in", moment(early, 9), ("",))
    assert of(duty, early).completeness == 1
    put(duty, "returned", moment(early, 9))
    plain_rows(Return).filter(duty=duty).update(answer="returned", reason="缺盖章")
    assert (of(duty, early).expected, of(duty, early).returned) == (0, 1)
    assert of(duty, duty.due_on + dt.timedelta(days=1)).missing == 1


def test_rates_are_exact(campaign: Campaign) -> None:
    assert Rate(expected=3, received=2, on_time=1).completeness == Fraction(2, 3)
    assert Rate(expected=3, received=2, on_time=1).timeliness == Fraction(1, 3)


@pytest.mark.parametrize("seed", range(6))
def test_rates_are_those_of_a_slow_count(seed: int, campaign: Campaign) -> None:
    chance = Random(seed)
    for duty in Duty.objects.filter(campaign=campaign):
        state = chance.choice(list(DUTY.states))
        day = (duty.due_on or TODAY) + dt.timedelta(days=chance.randrange(-3, 4))
        answers = tuple(chance.choice(("returned", "received")) for _ in range(chance.randrange(3)))
        at = moment(day, chance.randrange(24)) if state not in OWED or answers else None
        put(duty, state, at, answers, nil=chance.random() < 0.3)
    undated = chance.sample(list(Duty.objects.filter(campaign=campaign)), 4)
    plain_rows(Duty).filter(pk__in=[duty.pk for duty in undated]).update(due_on=None, order_on=dt.date.max)
    found = rates(Duty.objects.filter(campaign=campaign), TODAY)
    assert_same(found, slow(campaign))
    for period in (None, *found.periods):
        rows = Duty.objects.filter(campaign=campaign)
        for name, state in COUNTED.items():
            listed = counted_as(of_period(rows, period) if period else rows, state, TODAY)
            assert listed.count() == getattr(found.sum(period), name), (period, name)


def slow(campaign: Campaign) -> dict[tuple[int, dt.date], Counter[str]]:
    """Duty by duty, as the help page says it."""
    found: dict[tuple[int, dt.date], Counter[str]] = {}
    for duty in Duty.objects.filter(campaign=campaign):
        counts = found.setdefault((duty.unit_id, (duty.due_on or UNDATED).replace(day=1)), Counter())
        returns = list(duty.returns.order_by("number"))
        counts["returned"] += any(row.answer == "returned" for row in returns)
        if duty.state in OWED:
            counts["expected"] += duty.due_on is not None and duty.due_on < TODAY
            continue
        in_time = duty.due_on is None or duty.handed_in_at.astimezone(CHINA).date() <= duty.due_on
        counts.update({"expected": 1, "received": 1, "on_time" if in_time else "late": 1})
        counts["nil"] += bool(returns) and returns[-1].nil
    return found


def assert_same(found: Rates, expected: dict[tuple[int, dt.date], Counter[str]]) -> None:
    assert {key: {name: getattr(rate, name) for name in COUNTED} for key, rate in found.cells.items()} == {
        key: {name: counts[name] for name in COUNTED} for key, counts in expected.items()
    }
    everything: Counter[str] = sum(expected.values(), Counter())
    for added in (found.sum(), *([Rate(**sums(found.by_unit()))]), Rate(**sums(found.by_period()))):
        assert {name: getattr(added, name) for name in COUNTED} == {name: everything[name] for name in COUNTED}
    assert [unit.path for unit in found.units] == sorted(unit.path for unit in found.units)
    for rate in found.by_unit():
        assert rate.received == rate.on_time + rate.late
        assert rate.expected == rate.received + rate.missing


def sums(rows: list[Rate]) -> dict[str, int]:
    return {name: sum(getattr(rate, name) for rate in rows) for name in COUNTED}


def test_many_units_cost_no_more_queries_than_one(people: People, units: dict[str, Unit], campaign: Campaign) -> None:
    row = checked(people, sample())
    joining = [units[name] for name in ("agency", "other", "county_agency", "town", "team", "county_office")]
    many = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining, again=True)
    for duties in (Duty.objects.filter(campaign=many), Duty.objects.filter(unit=units["agency"])):
        with CaptureQueriesContext(connection) as queries:
            rates(duties, TODAY)
        assert len(queries) == 2


def test_no_duties_have_no_rates(db: None) -> None:
    found = rates(Duty.objects.none(), TODAY)
    assert (found.units, found.periods, found.sum()) == ((), (), Rate())
