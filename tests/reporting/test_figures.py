"""Every number is the number of the rows behind it, for whoever looks, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fajian.campaigns import rates
from fajian.campaigns.models import Campaign, Duty
from fajian.ledgers import actions as ledgers
from fajian.ledgers import pairings
from fajian.ledgers.models import Entry, Pairing, Rectification
from fajian.orgs.models import User
from fajian.reporting import figures, measures
from fajian.reporting.measures import MEASURES, Span, month_of
from tests.reporting.conftest import STATES, problem_ledger

pytestmark = pytest.mark.django_db
People = dict[str, User]


def now() -> Span:
    today = timezone.localdate()
    return month_of(today, today)


def test_each_problem_is_counted_in_its_state_and_unit(busy: Campaign, people: People) -> None:
    read = figures.read(busy, people["supervisor"], now())
    own = read.of(people["clerk"].unit_id)
    assert {state: own[state] for state in STATES} == dict.fromkeys(STATES, 1)
    assert (own["problems"], own["open"], own["new"], own["closed_now"], own["came_back"]) == (5, 4, 5, 1, 1)
    assert read.of(people["stranger"].unit_id)["problems"] == 1
    assert read.total["problems"] == 6
    assert sum(book.numbers["problems"] for book in read.books) == 6
    assert [(month.new, month.closed) for month in read.months] == [(6, 1)]


def test_a_number_is_the_length_of_the_list_behind_it(busy: Campaign, people: People) -> None:
    for by in ("supervisor", "clerk", "stranger", "leader", "discipline", "county_clerk"):
        read = figures.read(busy, people[by], now())
        for code, measure in MEASURES.items():
            listed = measures.rows(measure, busy, people[by], now())
            assert read.total.get(code, 0) == listed.count(), (by, code)


def test_an_agency_counts_its_own_rows_only(busy: Campaign, people: People) -> None:
    read = figures.read(busy, people["stranger"], now())
    assert [unit.pk for unit in read.units] == [people["stranger"].unit_id]
    assert read.total["problems"] == 1
    foreign = figures.read(busy, people["stranger"], now(), unit=people["clerk"].unit)
    assert foreign.total["problems"] == 0


def test_what_was_closed_again_after_a_relapse_still_counts_as_having_come_back(busy: Campaign, people: People) -> None:
    row = Rectification.objects.get(state="relapsed")
    today = timezone.localdate()
    texts = {"cause": "又乱收", "measure": "再改", "due_on": today, "person": "甲"}
    ledgers.accept(by=people["clerk"], rectification=row, seen=row.version, **texts)
    row.refresh_from_db()
    ledgers.submit(by=people["clerk"], rectification=row, seen=row.version, result="已改")
    row.refresh_from_db()
    ledgers.close(by=people["supervisor"], rectification=row, seen=row.version)
    total = figures.read(busy, people["supervisor"], now()).total
    assert (total["relapsed"], total["came_back"], total["closed"]) == (0, 1, 2)


def test_a_closed_problem_whose_relapse_is_a_row_of_its_own_has_come_back_too(busy: Campaign, people: People) -> None:
    old = Rectification.objects.get(state="closed", unit=people["clerk"].unit).entry
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    again = ledgers.NewEntry(old.title, old.data, happened_on=tomorrow)
    ledgers.record(by=people["supervisor"], ledger=old.ledger, rows=[again])
    pairings.sweep(old.unit_path)
    pair = Pairing.objects.get(kind="relapse", earlier=old)
    before = figures.read(busy, people["supervisor"], now()).total
    ledgers.follow(by=people["supervisor"], pairing=pair, seen=pair.version)
    after = figures.read(busy, people["supervisor"], now()).total
    assert (after["came_back"], after["closed"]) == (before["came_back"] + 1, before["closed"])


def test_a_struck_out_row_is_no_problem(busy: Campaign, people: People) -> None:
    entry = Entry.objects.get(rectification__state="found", unit=people["clerk"].unit)
    ledgers.strike_out(by=people["supervisor"], entry=entry, seen=entry.version, reason="重复登记")
    assert figures.read(busy, people["supervisor"], now()).total["problems"] == 5


def test_overdue_begins_the_day_after_the_last_day(busy: Campaign, people: People) -> None:
    due_on = Rectification.objects.get(state="rectifying").due_on
    assert due_on is not None
    counted = [
        figures.read(busy, people["supervisor"], month_of(day, day)).total["overdue"]
        for day in (due_on, due_on + dt.timedelta(days=1))
    ]
    open_with_a_day = Rectification.objects.exclude(state="closed").filter(due_on=due_on).count()
    assert counted == [0, open_with_a_day]


def test_another_month_has_nothing_new(busy: Campaign, people: People) -> None:
    today = timezone.localdate()
    read = figures.read(busy, people["supervisor"], month_of(today.replace(day=1) - dt.timedelta(days=1), today))
    assert (read.total["new"], read.total["closed_now"], read.total["problems"]) == (0, 0, 6)


def test_a_second_campaign_counts_apart(busy: Campaign, people: People) -> None:
    elsewhere = ledgers.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="self-check", source="")
    ledgers.record(by=people["clerk"], ledger=elsewhere, rows=[ledgers.NewEntry("别处的问题")])
    assert figures.read(busy, people["supervisor"], now()).total["problems"] == 6


def test_more_rows_and_units_do_not_mean_more_queries(busy: Campaign, people: People) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            figures.read(busy, people["supervisor"], now())
        return len(queries)

    before = asked()
    ledger = problem_ledger(busy, people["clerk"])
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry(f"问题{n}") for n in range(30)])
    assert asked() == before <= 10


def test_duties_are_counted_by_what_became_of_them(busy: Campaign, people: People) -> None:
    total = figures.read(busy, people["supervisor"], now()).total
    today = timezone.localdate()
    assert total["duties"] == Duty.objects.filter(campaign=busy).count() > 0
    told = rates.rates(Duty.objects.filter(campaign=busy), today).sum()
    assert {name: total[name] for name in rates.COUNTED} == {name: getattr(told, name) for name in rates.COUNTED}
    assert total["duties_late"] == Duty.objects.filter(campaign=busy, due_on__lt=today, state="due").count()


@pytest.mark.parametrize(("part", "whole", "words"), [
    (0, 0, "—"), (0, 3, "0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (3, 3, "100%"), (1, 2000, "0.1%"),
])  # fmt: skip
def test_a_share_is_exact_and_its_words_are_rounded_half_up(part: int, whole: int, words: str) -> None:
    assert rates.percent(part, whole) == words
    assert rates.share(part, whole) == (Fraction(part, whole) if whole else None)
