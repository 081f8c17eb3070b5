"""规则结果: what became of a rule's findings, and when its reading should be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fajian.core.audited import plain_rows
from fajian.orgs.models import User
from fajian.screening.models import Finding, Run
from fajian.screening.rates import Outcome, outcomes
from tests.screening.conftest import new_finding
from tests.screening.test_views import body


@pytest.mark.parametrize(
    ("confirmed", "others", "wants"), [(14, 35, False), (14, 36, True), (15, 35, False), (0, 49, False), (0, 50, True)]
)
def test_fewer_than_thirty_percent_of_fifty_or_more_want_another_look(confirmed: int, others: int, wants: bool) -> None:
    assert Outcome(confirmed=confirmed, dismissed=others).wants_review is wants
    assert Outcome(confirmed=confirmed, exempt=others).wants_review is wants


@pytest.mark.django_db(transaction=True)
def test_everybody_counts_the_own_scope_and_the_list_flags_the_rule(
    people: dict[str, User], a_run: Callable[..., Run], browser: Any
) -> None:
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    a_run(*(new_finding(a, f"A{number}") for number in range(3)), *(new_finding(b, f"B{n}") for n in range(60)))
    rows = plain_rows(Finding).filter(unit=b)
    rows.filter(record_id__in=[f"B{number}" for number in range(40)]).update(state="dismissed")
    rows.filter(record_id__in=[f"B{number}" for number in range(40, 50)]).update(state="confirmed")
    rows.filter(record_id="B50").update(state="explained")
    rule = "PEN-061-SERVE"
    assert outcomes(people["supervisor"]) == {rule: Outcome(confirmed=10, dismissed=40, pending=13)}
    assert outcomes(people["clerk_a"]) == {rule: Outcome(pending=3)}
    above = browser(people["supervisor"])
    text = body(above.get("/rules/?review=1"))
    assert "1 条规则</p>" in text
    assert "口径需复核" in text
    assert "确认 10，排除 40，豁免 0，未办结 13" in text
    assert "只有 20% 得到确认" in body(above.get(f"/rules/{rule}/"))
    assert "口径需复核" not in body(browser(people["clerk_a"]).get("/rules/"))
    assert "疑点的结果" not in body(browser(people["admin"]).get("/rules/"))
