"""疑点统计: by unit and month, in scope, each number leading to its rows; files that cite the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from fajian.orgs.models import User
from fajian.screening.labels import cited
from fajian.screening.models import Run
from tests.screening.conftest import new_finding
from tests.screening.test_views import body

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def months(people: dict[str, User], a_run: Callable[..., Run]) -> None:
    """Findings of two units and two months, and one without a day."""
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    a_run(
        new_finding(a, "A1", step_on=dt.date(2026, 9, 30)),
        new_finding(a, "A2", step_on=dt.date(2026, 10, 1)),
        new_finding(a, "A3", step_on=None),
        new_finding(b, "B1", step_on=dt.date(2026, 10, 31)),
    )


def counted(answer: Any, name: str) -> dict[str, int]:
    return {line.name: line.total for line in answer.context[name]}


def test_every_number_leads_to_the_rows_it_counts(people: dict[str, User], months: None, browser: Any) -> None:
    page = browser(people["supervisor"])
    answer = page.get("/findings/count/")
    assert counted(answer, "units") == {"甲县城市管理局": 3, "乙县城市管理局": 1}
    assert counted(answer, "months") == {"2026年9月": 1, "2026年10月": 2}
    assert "另有 1 条没有行为日期" in body(answer)
    for line in (*answer.context["units"], *answer.context["months"]):
        assert len(page.get(line.href).context["lines"]) == line.total, line.name


def test_it_counts_the_own_scope_and_what_the_filters_leave(
    people: dict[str, User], months: None, browser: Any
) -> None:
    own = browser(people["clerk_b"]).get("/findings/count/")
    assert counted(own, "units") == {"乙县城市管理局": 1}
    narrowed = browser(people["supervisor"]).get("/findings/count/?month=2026-09")
    assert counted(narrowed, "units") == {"甲县城市管理局": 1}


def test_a_file_cites_law_version_and_values(people: dict[str, User], months: None, browser: Any) -> None:
    text = body(browser(people["supervisor"]).get("/findings/findings.csv?month=2026-09"))
    for part in (
        "法律版本",
        "行政处罚法（2021）",
        "行政处罚法 第六十一条",
        "最后一日：2026-10-08",
        "没有记载",
        "A1逾期送达3日",
    ):
        assert part in text
    assert text.count("\n") == 2


def test_another_units_case_is_not_named_in_a_file() -> None:
    assert cited("penalties", [["other_case", "B1"], ["last_day", None]]) == "最后一日：没有记载"
