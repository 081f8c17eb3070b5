"""A search finds what LIKE finds, words of one and two characters too, and looks at few rows where few can match."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fajian.core.commands import System
from fajian.ledgers import actions, search
from fajian.ledgers.actions import NewEntry
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.selection import Selection
from fajian.orgs.models import User

SYSTEM = System("测试")
SIGNS = "罚款处罚送达超期aAéÉß％_%'\"\\ 第1２〇\n"
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
