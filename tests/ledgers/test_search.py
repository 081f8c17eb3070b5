"""A search finds what LIKE finds, words of one and two characters too, and looks at few rows where few can match."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fajian.core.commands import System
from fajian.core.paging import Page
from fajian.ledgers import actions, search
from fajian.ledgers import selection as selection_module
from fajian.ledgers.actions import NewEntry
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.selection import Selection
from fajian.orgs.models import User

SYSTEM = System("测试")
SIGNS = "罚款处罚送达超期𠮷aAéÉß％_%'\"\\ 第1２〇\n"
TEXTS = st.text(SIGNS, min_size=1, max_size=12)
NO_DAY: Any = None


def titles(found: Any) -> set[str]:
    return {row.entry.title for row in found}


def found(user: User, words: str) -> set[str]:
    return titles(Selection(user=user, today=NO_DAY, words=words).rows().select_related("entry"))


@pytest.fixture
def ledger(people: dict[str, User]) -> Ledger:
    return actions.open_ledger(by=SYSTEM, unit=people["clerk"].unit, spec_code="self-check")


def test_words_of_one_two_and_more_characters_are_found(people: dict[str, User], ledger: Ledger) -> None:
    rows = [NewEntry("处罚决定逾期送达"), NewEntry("罚款未缴", {"matter": "送达地址不明"}), NewEntry("超期立案")]
    actions.record(by=SYSTEM, ledger=ledger, rows=rows)
    user = people["supervisor"]
    assert found(user, "送达") == {"处罚决定逾期送达", "罚款未缴"}
    assert found(user, "期") == {"处罚决定逾期送达", "超期立案"}
    assert found(user, "地址不明") == {"罚款未缴"}
    assert found(user, "达送") == set()


def test_a_changed_text_is_found_by_its_new_words_only(people: dict[str, User], ledger: Ledger) -> None:
    clerk = people["clerk"]
    (entry,) = actions.record(by=clerk, ledger=ledger, rows=[NewEntry("逾期送达")])
    actions.edit(by=clerk, entry=entry, seen=entry.version, title="超期立案", data={})
    assert found(people["supervisor"], "送达") == set()
    assert found(people["supervisor"], "立案") == {"超期立案"}


def test_a_word_that_many_entries_hold_is_found_without_the_index(
    people: dict[str, User], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", 2)
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"第{n}件超期") for n in range(4)])
    assert search.candidates("超期") is None
    assert len(found(people["supervisor"], "超期")) == 4


def test_a_rare_word_is_looked_up_by_number(people: dict[str, User], ledger: Ledger) -> None:
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"第{n}件超期") for n in range(30)])
    assert len(search.candidates("第17件") or []) == 1
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert found(people["supervisor"], "第17件") == {"第17件超期"}
    assert len(asked) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6), words=st.text(SIGNS, min_size=1, max_size=4))
def test_the_hits_are_those_of_like(people: dict[str, User], ledger: Ledger, texts: list[str], words: str) -> None:
    words = words.strip()
    if not words:
        return
    written = [NewEntry(text) for text in texts if text.strip()]
    actions.record(by=SYSTEM, ledger=ledger, rows=written)
    like = Entry.objects.filter(title__icontains=words) | Entry.objects.filter(data__icontains=words)
    numbers = set(Selection(user=people["supervisor"], today=NO_DAY, words=words).rows().values_list("pk", flat=True))
    assert numbers == set(like.values_list("pk", flat=True))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=3, max_size=12),
    words=st.text(SIGNS, min_size=1, max_size=3),
    mostly=st.sampled_from((0, 4)),
)
def test_all_pages_together_are_what_like_finds_in_the_order_of_the_list(
    people: dict[str, User], ledger: Ledger, texts: list[str], words: str, mostly: int
) -> None:
    words = words.strip()
    if not words:
        return
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(text) for text in texts if text.strip()])
    like = Entry.objects.filter(title__icontains=words) | Entry.objects.filter(data__icontains=words)
    for one, order in ((None, "-pk"), (ledger, "pk")):
        selection = Selection(user=people["supervisor"], today=NO_DAY, ledger=one, words=words)
        # As with a million entries: more candidates than are looked up at once, and more rows than are looked through;
        # with 0 as where most of what the index names lies elsewhere.
        few = mock.patch.multiple(search, FEW=2, FIRST=1)
        with few, mock.patch.multiple(selection_module, NEAR=1, MOSTLY=mostly):
            forward = pages(selection, "after")
            backward = pages(selection, "before", forward[-1].before) if len(forward) > 1 else []
        numbers = [row.pk for page in forward for row in page.rows]
        assert numbers == list(like.order_by(order).values_list("pk", flat=True))
        assert [row.pk for page in reversed(backward) for row in page.rows] == numbers[: -len(forward[-1].rows)][
            -len(backward) * 2 :
        ]


def pages(selection: Selection, way: str, mark: str = "") -> list[Page[Entry]]:
    """One after another, two rows each."""
    found = [selection.page(QueryDict(f"{way}={mark}" if mark else ""), 2)]
    while following := getattr(found[-1], way):
        found.append(selection.page(QueryDict(f"{way}={following}"), 2))
    return found


def test_a_page_of_a_common_word_looks_at_few_rows(
    people: dict[str, User], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", 20)
    monkeypatch.setattr(search, "FIRST", 10)
    monkeypatch.setattr(selection_module, "NEAR", 8)
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"第{n}件超期") for n in range(60)])
    selection = Selection(user=people["supervisor"], today=NO_DAY, words="超期")
    with CaptureQueriesContext(connection) as asked:
        assert len(selection.page(QueryDict(""), 5).rows) == 5
    assert sum("ledgers_gram" in query["sql"] for query in asked) == 1  # the newest ten of the index were enough
    with CaptureQueriesContext(connection) as asked:
        assert len(selection.page(QueryDict(""), 40).rows) == 40
    assert sum("ledgers_gram" in query["sql"] for query in asked) == 3  # of 10, of 20, of 20
    with CaptureQueriesContext(connection) as asked:
        assert len(selection.page(QueryDict(""), 40).rows) == 40
    assert not any("ledgers_gram" in query["sql"] for query in asked)  # remembered until the next command


def test_a_word_common_elsewhere_costs_a_small_list_little(
    people: dict[str, User], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("FEW", 10), ("FIRST", 4)):
        monkeypatch.setattr(search, name, number)
    monkeypatch.setattr(selection_module, "NEAR", 4)
    theirs = people["stranger"]
    other = actions.open_ledger(by=theirs, unit=theirs.unit, spec_code="self-check")
    for turn in range(12):
        actions.record(by=SYSTEM, ledger=other, rows=[NewEntry(f"别处{turn}的第{n}件超期") for n in range(8)])
        actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"本处第{turn}件{'超期' if turn % 2 else '无事'}")])
    selection = Selection(user=people["clerk"], today=NO_DAY, words="超期")
    with CaptureQueriesContext(connection) as asked:
        found = [row.title for row in selection.page(QueryDict(""), 5).rows]
    assert found == [f"本处第{turn}件超期" for turn in (11, 9, 7, 5, 3)]
    # The index walked along would be asked for 4, 10, 10, 10 … of the hundred that others have.
    assert sum("ledgers_gram" in query["sql"] for query in asked) == 3
    assert selection.size() == 6


def test_counts_are_remembered_until_the_next_command(people: dict[str, User], ledger: Ledger) -> None:
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry("超期立案")])
    selection = Selection(user=people["supervisor"], today=timezone.localdate())
    assert (selection.counts().standing, selection.size()) == (1, 1)
    with CaptureQueriesContext(connection) as asked:
        assert selection.counts().standing == 1
    assert len(asked) == 1  # the end of the chain
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[NewEntry("逾期送达")])
    assert (selection.counts().standing, selection.size()) == (2, 2)
    actions.strike_out(by=people["clerk"], entry=entry, seen=1, reason="重复")
    assert (selection.counts().standing, selection.counts().struck) == (1, 1)
    other = Selection(user=people["stranger"], today=timezone.localdate())
    assert other.counts().standing == 0


def test_hits_of_a_search_are_counted_up_to_many(
    people: dict[str, User], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection_module, "MANY", 3)
    actions.record(by=SYSTEM, ledger=ledger, rows=[NewEntry(f"第{n}件超期") for n in range(6)])
    day = timezone.localdate()
    assert Selection(user=people["supervisor"], today=day, words="第2件").size() == 1
    assert Selection(user=people["supervisor"], today=day, words="超期").size() == 4
