"""Pages by key: every row once, forwards and backwards, whatever mark a user makes up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fajian.core.models import Notice
from fajian.core.paging import keyset
from fajian.orgs.models import User

ORDERS = [("-id",), ("id",), ("text", "-id"), ("-text", "id"), ("-sent_at", "text", "id")]


@pytest.fixture
def notices(clerk: User) -> None:
    Notice.objects.bulk_create(Notice(to=clerk, text="甲乙丙"[number % 3]) for number in range(23))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 5, 22, 23, 24])
def test_going_through_the_pages_shows_every_row_once_in_order(
    order: tuple[str, ...], size: int, notices: None
) -> None:
    rows = Notice.objects.all()
    expected = list(rows.order_by(*order))
    page = keyset(rows, {}, order=order, size=size)
    assert page.before == ""
    seen = list(page.rows)
    while page.after:
        page = keyset(rows, {"after": page.after}, order=order, size=size)
        assert page.before
        seen += page.rows
    assert seen == expected
    back = list(page.rows)
    while page.before:
        page = keyset(rows, {"before": page.before}, order=order, size=size)
        back = page.rows + back
    assert back == expected


def test_a_row_that_comes_in_shifts_no_page(notices: None, clerk: User) -> None:
    first = keyset(Notice.objects.all(), {}, size=10)
    Notice.objects.create(to=clerk, text="新来的")
    second = keyset(Notice.objects.all(), {"after": first.after}, size=10)
    assert first.rows[-1].pk - second.rows[0].pk == 1


def test_an_empty_list_has_one_empty_page(db: None) -> None:
    page = keyset(Notice.objects.all(), {})
    assert (page.rows, page.before, page.after) == ([], "", "")
    assert not page


@given(mark=st.text(max_size=30), way=st.sampled_from(["after", "before"]), order=st.sampled_from(ORDERS))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_mark_somebody_made_up_gives_a_page_and_no_error(
    notices: None, mark: str, way: str, order: tuple[str, ...]
) -> None:
    assert keyset(Notice.objects.all(), {way: mark}, order=order, size=5).rows


@pytest.mark.parametrize(
    "mark", ["WzFd", "W251bGxd", "WyJ4Il0", "W3t9XQ", "WzFlNDAwXQ", "WzE4NDQ2NzQ0MDczNzA5NTUxNjE2XQ"]
)
def test_a_mark_with_other_values_than_ours_is_no_error(mark: str, notices: None) -> None:
    for order in ORDERS:
        keyset(Notice.objects.all(), {"after": mark}, order=order, size=5)
