"""A problem that comes back in a later campaign is a new row that follows the old one; within one it is reopened."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from fajian.core import verify
from fajian.core.errors import Refused
from fajian.ledgers import actions, lineage
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.selection import Selection
from fajian.ledgers.signals import problem_relapsed
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state, page
from tests.ledgers.stories import DUE_ON

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.fixture
def closed(people: People, ledger: Ledger) -> Rectification:
    """Closed in last year's ledger."""
    return in_state("closed", people, ledger)


@pytest.fixture
def later(people: People) -> Ledger:
    """The same unit's look-back ledger of this year's campaign."""
    by = people["supervisor"]
    return actions.open_ledger(by=by, unit=people["clerk"].unit, spec_code="look-back", source="campaign:2")


def relapsed(people: People, row: Rectification, ledger: Ledger, **more: Any) -> Entry:
    given = {
        "by": people["supervisor"],
        "entry": row.entry,
        "ledger": ledger,
        "reason": "同一路段又出现逾期送达",
    } | more
    return lineage.relapse(**given)


@pytest.mark.mechanisms("S001-09", "S001-34")
def test_the_new_row_is_watched_and_rectified_while_the_old_one_stays_closed(
    people: People, closed: Rectification, later: Ledger, browser: Browser
) -> None:
    new = relapsed(people, closed, later)
    row = Rectification.objects.get(entry=new)
    assert (new.follows_id, new.title, row.state, row.priority) == (closed.pk, closed.entry.title, "found", "relapsed")
    assert Rectification.objects.get(pk=closed.pk).state == "closed"
    for reader in ("clerk", "supervisor", "leader", "discipline"):
        old_page = page(browser(people[reader]).get(reverse("ledgers:entry", args=[closed.pk])))
        new_page = page(browser(people[reader]).get(reverse("ledgers:entry", args=[new.pk])))
        assert reverse("ledgers:entry", args=[new.pk]) in old_page
        assert reverse("ledgers:entry", args=[closed.pk]) in new_page
        assert "重点督办（反弹）" in new_page
    home = page(browser(people["discipline"]).get("/"))
    assert "重点督办的问题" in home
    watched = reverse("ledgers:problems") + "?state=watched"
    assert watched in home
    listed = page(browser(people["discipline"]).get(watched))
    assert listed.count(reverse("ledgers:entry", args=[new.pk])) == 1
    assert reverse("ledgers:entry", args=[closed.pk]) not in listed
    assert verify.verify().holds


def test_what_is_watched_is_counted_until_it_is_closed_again(
    people: People, closed: Rectification, later: Ledger
) -> None:
    def watched(ledger: Ledger) -> int:
        return Selection(people["supervisor"], DUE_ON, ledger).counts().watched

    new = relapsed(people, closed, later)
    assert watched(later) == 1
    actions.strike_out(by=people["supervisor"], entry=new, seen=new.version, reason="认定有误")
    assert watched(later) == 0
    row = actions.reopen(by=people["supervisor"], rectification=closed, seen=closed.version, reason="又出现")
    assert watched(closed.ledger) == 1
    text = {
        "cause": "人员轮换",
        "measure": "交接时移交送达台账",
        "due_on": DUE_ON,
        "person": "甲",
        "leader": "乙",
        "department": "法规科",
    }
    row = actions.accept(by=people["clerk"], rectification=row, seen=row.version, **text)
    row = actions.submit(by=people["clerk"], rectification=row, seen=row.version, result="已重新整改")
    assert watched(closed.ledger) == 1
    actions.close(by=people["supervisor"], rectification=row, seen=row.version)
    assert watched(closed.ledger) == 0


def test_a_relapse_tells_those_above_of_the_old_problem(
    people: People, closed: Rectification, later: Ledger, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[Any] = []
    problem_relapsed.connect(lambda **facts: told.append(facts["number"]), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            relapsed(people, closed, later)
    finally:
        problem_relapsed.disconnect(dispatch_uid="test")
    assert told == [closed.pk]


def test_a_chain_of_three_is_shown_whole_and_stops_at_what_one_may_see(
    people: People, closed: Rectification, later: Ledger
) -> None:
    second = relapsed(people, closed, later)
    third_ledger = actions.open_ledger(
        by=people["clerk"], unit=people["clerk"].unit, spec_code="look-back", source="campaign:3"
    )
    with pytest.raises(Refused, match="还没有销号"):
        relapsed(people, Rectification.objects.get(entry=second), third_ledger)
    for user, shown in (("clerk", 2), ("stranger", 0)):
        links = lineage.chain(Entry.objects.get(pk=second.pk), people[user])
        assert len([link for link in links if link.entry.unit_id == people["clerk"].unit_id]) == shown


@pytest.mark.parametrize("state", ["found", "rectifying", "submitted", "relapsed"])
def test_what_is_not_closed_cannot_relapse(state: str, people: People, ledger: Ledger, later: Ledger) -> None:
    with pytest.raises(Refused, match="还没有销号"):
        relapsed(people, in_state(state, people, ledger), later)


def test_a_relapse_stands_once_and_the_old_row_is_then_left_alone(
    people: People, closed: Rectification, later: Ledger, ledger: Ledger
) -> None:
    with pytest.raises(Refused, match="同一本台账"):
        relapsed(people, closed, ledger)
    with pytest.raises(Refused, match="须写明"):
        relapsed(people, closed, later, reason=" ")
    foreign = actions.open_ledger(by=people["stranger"], unit=people["stranger"].unit, spec_code="look-back")
    with pytest.raises(Refused, match="同一单位"):
        relapsed(people, closed, foreign)
    with pytest.raises(Refused, match="须由执法监督员办理"):
        relapsed(people, closed, later, by=people["clerk"])
    relapsed(people, closed, later)
    with pytest.raises(Refused, match="已经另立条目"):
        relapsed(people, closed, later)
    with pytest.raises(Refused, match="已经另立条目"):
        actions.reopen(by=people["supervisor"], rectification=closed, seen=closed.version, reason="又出现")


def test_of_two_relapses_at_once_the_database_keeps_one(people: People, closed: Rectification, later: Ledger) -> None:
    relapsed(people, closed, later)
    new = actions.NewEntry("又一条", follows=closed.entry)
    with pytest.raises(Refused, match="已经另立条目"):
        actions.record(by=people["supervisor"], ledger=later, rows=[new])
