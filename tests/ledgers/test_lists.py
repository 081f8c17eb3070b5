"""Lists say of a problem what its rows say, and the rare states are found without reading the whole table."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from fajian.core.commands import System
from fajian.ledgers import actions
from fajian.ledgers.actions import NewEntry
from fajian.ledgers.lines import Line
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.selection import Selection
from fajian.ledgers.templatetags.ledgers import entry_link, entry_state
from fajian.orgs.models import Unit, User
from tests.ledgers.conftest import in_state, seen

pytestmark = pytest.mark.django_db
People = dict[str, User]
SYSTEM = System("测试")
NO_DAY: Any = None


def listed(user: User, **narrowed: str) -> list[Line]:
    return Selection(user, NO_DAY, **narrowed).page(QueryDict(""), 50).rows


def test_a_line_says_what_its_rows_say(people: People, ledger: Ledger) -> None:
    for state in ("found", "rectifying", "submitted", "closed"):
        in_state(state, people, ledger)
    row = in_state("submitted", people, ledger)
    reason = {"reason": "群众反映强烈", "listed_on": row.recorded_at.date()}
    actions.list_problem(by=people["supervisor"], rectification=row, seen=seen(row), **reason)
    lines = listed(people["supervisor"])
    assert [line.pk for line in lines] == list(Entry.objects.order_by("-pk").values_list("pk", flat=True))
    for line in lines:
        entry, problem = Entry.objects.get(pk=line.pk), Rectification.objects.get(pk=line.pk)
        for name in ("number", "title", "source_label", "struck_out"):
            assert getattr(line, name) == getattr(entry, name)
        for name in ("state", "due_on", "person", "priority", "listed_by_id", "corrected"):
            assert getattr(line, name) == getattr(problem, name)
        assert (line.ledger, line.unit) == (entry.ledger.title, entry.unit.name)
        assert entry_state(line) == entry_state(problem)
        assert entry_link(line) == entry_link(entry)
    assert [line.pk for line in listed(people["supervisor"], state="listed")] == [row.pk]


def test_a_link_cuts_long_titles_and_shows_markup_as_text(ledger: Ledger) -> None:
    made = actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry("甲" * 90), NewEntry("乙" * 91), NewEntry("<b>")])
    exact, long, marked = map(entry_link, made)
    assert exact == f'<a href="{made[0].get_absolute_url()}">{"甲" * 90}</a>'
    assert f">{'乙' * 89}…<" in long
    assert ">&lt;b&gt;<" in marked


def forget_counts() -> None:
    """What another test's worker counted for SQLite's planner: one row each, and so few are read as a whole."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so that there is a table of counts
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")  # the planner reads the counts anew


@pytest.mark.parametrize("state", ["watched", "listed", "corrected", "struck"])
def test_the_rare_states_are_sought_along_an_index(people: People, state: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts a table's rows and reads one without any as a whole")
    forget_counts()
    root = Unit(path="0001", kind="government")  # to whom no part of the tree is named
    for user in (people["supervisor"], User(role="supervisor", is_active=True, unit=root)):
        plan = Selection(user, NO_DAY, state=state).narrowed().only("entry_id").order_by("-entry_id").explain()
        assert "SEARCH" in plan
        assert "SCAN" not in plan
