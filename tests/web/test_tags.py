"""What templates say of days, money and lights."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone

from fajian.web.clock import remaining
from fajian.web.templatetags import fajian as tags

SATURDAY = dt.date(2026, 11, 21)


def shown(text: str, **context: object) -> str:
    return Template("{% load fajian %}" + text).render(Context(context))


def test_a_day_is_written_with_its_weekday() -> None:
    assert tags.cn_date(SATURDAY) == "2026年11月21日 (周六)"
    assert tags.cn_date(None) == "—"


def test_a_moment_is_told_in_china_s_time() -> None:
    late = dt.datetime(2026, 11, 20, 18, 30, tzinfo=dt.UTC)
    assert tags.cn_moment(late) == "2026年11月21日 02:30"
    assert tags.cn_date(late) == "2026年11月21日 (周六)"


def test_money_has_separators_and_a_unit() -> None:
    assert tags.yuan(Decimal("1234567.5")) == "1,234,567.50 元"
    assert tags.fen(10_001) == "100.01 元"
    assert tags.yuan(0) == "0.00 元"
    assert tags.fen(None) == "—"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 11, 21), ("yellow", "今天到期")),
        (dt.date(2026, 11, 22), ("yellow", "还剩1天")),
        (dt.date(2026, 11, 23), ("yellow", "还剩1个工作日")),
        (dt.date(2026, 11, 25), ("yellow", "还剩3个工作日")),
        (dt.date(2026, 11, 26), ("green", "还剩4个工作日")),
        (dt.date(2026, 11, 20), ("red", "已逾期1天")),
        (dt.date(2026, 11, 18), ("red", "已逾期2个工作日")),
        (dt.date(1800, 1, 1), ("red", "已逾期82869天")),
    ],
)
def test_what_is_left_is_counted_in_working_days_where_there_are_any(day: dt.date, expected: tuple[str, str]) -> None:
    assert remaining(day, SATURDAY) == expected


def test_a_due_day_shows_what_is_left_and_how_it_is_counted() -> None:
    soon = timezone.localdate() + dt.timedelta(days=1)
    page = shown("{% due day %}", day=soon)
    assert tags.cn_date(soon) in page
    assert 'class="light light-' in page
    assert f"/clock/?from={timezone.localdate()}&amp;to={soon}" in page
    term = shown('{% due day start=start count=7 unit="working_days" %}', day=soon, start=SATURDAY)
    assert "/clock/?start=2026-11-21&amp;count=7&amp;unit=working_days" in term
    assert "light" not in shown("{% due day done=True %}", day=soon)
    assert "—" in shown("{% due day %}", day=None)


def test_a_light_without_a_word_is_a_bug() -> None:
    assert ">已逾期</span>" in tags.light("red", "已逾期")
    with pytest.raises(ValueError, match="light"):
        tags.light("red", "")
    with pytest.raises(ValueError, match="light"):
        tags.light("purple", "紫色")


def test_words_of_users_are_escaped() -> None:
    assert "<b>" not in shown('{% light "grey" word %}', word="<b>")


def test_each_form_gets_a_number_of_its_own() -> None:
    assert shown("{% key %}") != shown("{% key %}")


def test_the_pager_keeps_the_filters() -> None:
    from fajian.core.paging import Page

    request = RequestFactory().get("/x/", {"q": "罚款", "after": "old"})
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    request.resolver_match = None
    page = Template('{% include "_parts/pager.html" %}').render(
        RequestContext(request, {"page": Page([1], before="b", after="a")})
    )
    assert "?q=%E7%BD%9A%E6%AC%BE&amp;before=b" in page
    assert "?q=%E7%BD%9A%E6%AC%BE&amp;after=a" in page
