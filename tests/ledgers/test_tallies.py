"""Counts kept by ledger are those of the rows, whatever was written since; only touched ledgers are counted anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.ledgers import actions, tallies
from fajian.ledgers.actions import NewEntry
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.selection import Selection
from fajian.orgs.models import User
from tests.ledgers.stories import closing_story

pytestmark = pytest.mark.django_db
People = dict[str, User]
SYSTEM = System("测试")


@pytest.fixture
def theirs(people: People) -> Ledger:
    """The other agency's self-check, with a problem."""
    stranger = people["stranger"]
    ledger = actions.open_ledger(by=stranger, unit=stranger.unit, spec_code="self-check", title="另一本")
    actions.record(by=stranger, ledger=ledger, rows=[NewEntry("未公示执法决定")])
    return ledger


def agree(people: People, today: dt.date, ledger: Ledger) -> None:
    """For each reader and filter the counts are those of the rows themselves."""
    filters: list[dict[str, Any]] = [{}, {"form": "self-check"}, {"form": "general"}, {"unit_path": ledger.unit_path}]
    for name in ("supervisor", "clerk", "stranger"):
        for narrowed in filters:
            asked = Selection(people[name], today, **narrowed)
            assert asked.counts() == tallies.count(asked.within(), today), (name, narrowed)


def test_after_every_step_the_counts_are_those_of_the_rows(people: People, ledger: Ledger, theirs: Ledger) -> None:
    today = timezone.localdate()
    agree(people, today, ledger)
    for command in closing_story(people, ledger, key="一"):
        command.play()
        agree(people, today, ledger)
    agree(people, today + dt.timedelta(days=400), ledger)  # by then some are late
    (entry,) = Entry.objects.filter(ledger=theirs)
    actions.strike_out(by=people["stranger"], entry=entry, seen=entry.version, reason="重复登记")
    agree(people, today, ledger)
    assert Selection(people["supervisor"], today).counts().struck == 1


def test_only_the_ledger_a_command_touched_is_counted_anew(people: People, ledger: Ledger, theirs: Ledger) -> None:
    today = timezone.localdate()
    before = tallies.tallies(today)
    with CaptureQueriesContext(connection) as asked:
        assert tallies.tallies(today) == before
    assert len(asked) == 1  # the end of the chain
    actions.record(by=people["clerk"], ledger=ledger, rows=[NewEntry("逾期送达")])
    with CaptureQueriesContext(connection) as asked:
        after = tallies.tallies(today)
    counting = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert counting
    assert all(f"IN ({ledger.pk})" in sql for sql in counting)
    assert after[ledger.pk].counts.standing == 1
    assert after[theirs.pk] == before[theirs.pk]


def test_a_command_that_touches_no_problem_counts_nothing(people: People, theirs: Ledger) -> None:
    today = timezone.localdate()
    before = tallies.tallies(today)
    actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="general", title="空的")
    with CaptureQueriesContext(connection) as asked:
        assert tallies.tallies(today) == before
    assert not any("COUNT(" in query["sql"] for query in asked)


def test_many_rows_at_once_are_counted_with_everything(
    people: People, ledger: Ledger, theirs: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST", 3)
    today = timezone.localdate()
    tallies.tallies(today)
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"第{n}件") for n in range(5)])
    assert tallies.tallies(today)[ledger.pk].counts.standing == 5
    agree(people, today, ledger)


def test_what_was_kept_of_another_chain_is_not_believed(people: People, theirs: Ledger) -> None:
    today = timezone.localdate()
    right, key = tallies.tallies(today), f"tallies:{today.isoformat()}"
    kept = cache.get(key)
    wrong = {theirs.pk: tallies.Tally(theirs.unit_path, "self-check", "", tallies.Counts({"closed": 99}))}
    cache.set(key, tallies.Kept(kept.seq, "0" * 64, wrong))
    assert tallies.tallies(today) == right


def test_a_command_counts_what_it_has_just_written(people: People, ledger: Ledger) -> None:
    today = timezone.localdate()

    @action("test.tallies", title="测试计数")
    def write(act: Act) -> None:
        before = Selection(people["supervisor"], today).counts().standing
        actions.record.within(act, ledger=ledger, rows=[NewEntry("逾期送达")])
        told.append(Selection(people["supervisor"], today).counts().standing - before)

    told: list[int] = []
    Selection(people["supervisor"], today).counts()
    write(by=SYSTEM)
    assert told == [1]
    assert Rectification.objects.count() == Selection(people["supervisor"], today).counts().standing
