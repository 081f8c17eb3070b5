"""批量研判: a word on each of many findings, each its own command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fajian.core.audited import plain_rows
from fajian.core.models import Event
from fajian.ledgers.models import Entry
from fajian.orgs.models import User
from fajian.screening.models import Finding, Run
from tests.screening.conftest import fresh, new_finding
from tests.screening.test_views import body

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/findings/judge/"


@pytest.fixture
def several(people: dict[str, User], a_run: Callable[..., Run]) -> list[Finding]:
    """Two of A's that are one problem, one more of A's, one of B's."""
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    a_run(
        new_finding(a, "A1"),
        new_finding(a, "A1", rule_id="PEN-061-FORM", title="送达方式不合法定"),
        new_finding(a, "A2"),
        new_finding(b, "B1", explanation="金丝雀乙"),
    )
    return list(Finding.objects.order_by("pk"))


def sent(rows: list[Finding], *verdicts: dict[str, str]) -> dict[str, Any]:
    """What the page sends for these rows."""
    data: dict[str, Any] = {"rows": [str(row.pk) for row in rows]}
    for row, verdict in zip(rows, verdicts, strict=True):
        data |= {f"{row.pk}-{name}": value for name, value in ({"seen": str(row.version)} | verdict).items()}
    return data


def states(rows: list[Finding]) -> list[str]:
    return [fresh(row).state for row in rows]


CONFIRM = {"verdict": "confirm", "ledger": "new:self-check"}


def test_each_row_gets_its_own_verdict(people: dict[str, User], several: list[Finding], browser: Any) -> None:
    page = browser(people["supervisor"])
    exempt = {"verdict": "exempt", "reason": "特区另有规定", "source": "某条例第三条", "until": "2099-01-01"}
    answer = page.post(PAGE, sent(several, {"verdict": "dismiss", "reason": "回证在卷"}, exempt,
                                  {"verdict": "assign", "working_days": "3"}, CONFIRM))  # fmt: skip
    assert answer.status_code == 302
    assert states(several) == ["dismissed", "exempt", "open", "confirmed"]
    assert fresh(several[2]).due_on is not None
    assert "交办 1 条，排除 1 条，豁免 1 条，确认 1 条" in body(page.get(PAGE))


def test_one_that_is_refused_leaves_the_others_done_and_what_was_typed(
    people: dict[str, User], several: list[Finding], browser: Any
) -> None:
    page = browser(people["supervisor"])
    stale = several[2]
    browser(people["clerk_a"]).post(f"/findings/{stale.pk}/admit/", {"seen": stale.version})
    answer = page.post(PAGE, sent(several, {"verdict": "dismiss", "reason": ""}, {}, CONFIRM | {"reason": "属实"},
                                  {"verdict": "dismiss", "reason": "回证在卷"}))  # fmt: skip
    assert answer.status_code == 422
    text = body(answer)
    for part in ("以下 2 条没有办理", "排除须写明理由", "属实", f'name="{stale.pk}-seen" value="{stale.version + 1}"'):
        assert part in text
    assert states(several) == ["open", "open", "admitted", "dismissed"]
    again = page.post(PAGE, sent([fresh(stale)], CONFIRM))
    assert again.status_code == 302
    assert fresh(stale).state == "confirmed"


def test_two_that_are_one_problem_become_one_row_of_the_ledger(
    people: dict[str, User], several: list[Finding], browser: Any
) -> None:
    page = browser(people["supervisor"])
    page.post(PAGE, sent(several[:3], CONFIRM, CONFIRM, CONFIRM))
    rows = [fresh(row) for row in several[:3]]
    assert [row.state for row in rows] == ["confirmed"] * 3
    assert rows[0].entry_id == rows[1].entry_id != rows[2].entry_id
    assert Entry.objects.count() == 2


def test_a_later_one_can_be_joined_to_the_row_there_is(
    people: dict[str, User], several: list[Finding], browser: Any
) -> None:
    page = browser(people["supervisor"])
    page.post(PAGE, sent(several[:1], CONFIRM))
    text = body(page.get(PAGE))
    assert text.count(f"finding:{several[0].pk}") == 1  # offered to its twin alone
    page.post(PAGE, sent(several[1:2], {"verdict": "confirm", "ledger": f"finding:{several[0].pk}"}))
    assert fresh(several[1]).entry_id == fresh(several[0]).entry_id
    refused = page.post(PAGE, sent(several[2:3], {"verdict": "confirm", "ledger": f"finding:{several[0].pk}"}))
    assert refused.status_code == 422
    assert Entry.objects.count() == 1


def test_the_unit_explains_and_admits_its_own(people: dict[str, User], several: list[Finding], browser: Any) -> None:
    page = browser(people["clerk_a"])
    text = body(page.get(PAGE))
    assert "金丝雀乙" not in text
    assert "计入的台账" not in text
    answer = page.post(PAGE, sent(several[:3], {"verdict": "explain", "explanation": "邮路中断"}, {"verdict": "admit"},
                                  {"verdict": "explain", "explanation": " "}))  # fmt: skip
    assert answer.status_code == 422
    assert states(several[:3]) == ["explained", "admitted", "open"]


@pytest.mark.parametrize("verdict", [CONFIRM, {"verdict": "admit"}, {"verdict": "dismiss", "reason": "x"}])
def test_a_word_of_the_other_side_or_on_anothers_row_does_nothing(
    people: dict[str, User], several: list[Finding], browser: Any, verdict: dict[str, str]
) -> None:
    page, events = browser(people["clerk_b"]), Event.objects.count()
    page.post(PAGE, sent(several[:3], verdict, verdict, verdict))
    assert states(several[:3]) == ["open"] * 3
    assert Event.objects.count() == events


def test_an_empty_page_of_verdicts_changes_nothing(
    people: dict[str, User], several: list[Finding], browser: Any
) -> None:
    page, events = browser(people["supervisor"]), Event.objects.count()
    assert page.post(PAGE, sent(several, {}, {}, {}, {})).status_code == 302
    assert Event.objects.count() == events


def test_the_page_costs_the_same_for_few_and_many(
    people: dict[str, User], a_run: Callable[..., Run], browser: Any, django_assert_max_num_queries: Any
) -> None:
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    a_run(*(new_finding(unit, f"{unit.pk}-{number}") for unit in (a, b) for number in range(15)))
    page = browser(people["supervisor"])
    page.get(PAGE)
    with django_assert_max_num_queries(13):
        answer = page.get(PAGE)
    assert len(answer.context["rows"]) == 20


def test_the_list_shows_one_problem_once(people: dict[str, User], several: list[Finding], browser: Any) -> None:
    answer = browser(people["supervisor"]).get("/findings/")
    assert [row for row, _ in answer.context["lines"]] == [several[0], several[2], several[3]]
    assert answer.context["lines"][0][1] == [several[1]]
    assert "同一办件、同一条款" in body(answer)
    narrowed = browser(people["supervisor"]).get("/findings/?rule=PEN-061-FORM")
    assert [row for row, _ in narrowed.context["lines"]] == [several[1]]


def test_the_list_can_be_narrowed_to_what_is_late(
    people: dict[str, User], several: list[Finding], browser: Any
) -> None:
    plain_rows(Finding).filter(pk=several[2].pk).update(due_on="2026-01-05", assignee=people["clerk_a"])
    page = browser(people["supervisor"])
    assert "逾期未说明 1 条" in body(page.get("/findings/"))
    for how, wanted in (("overdue", [several[2]]), ("given", [several[2]]), ("mine", []), ("held", [])):
        assert [row for row, _ in page.get(f"/findings/?handed={how}").context["lines"]] == wanted, how
    mine = browser(people["clerk_a"]).get("/findings/?handed=mine")
    assert [row for row, _ in mine.context["lines"]] == [several[2]]


@pytest.mark.parametrize("number", ["²", "⑴", "9" * 30, "x", ""])
def test_what_is_no_number_names_no_finding(
    people: dict[str, User], several: list[Finding], browser: Any, number: str
) -> None:
    answer = browser(people["supervisor"]).post(PAGE, sent(several[:1], CONFIRM) | {"rows": [number]})
    assert answer.status_code == 302
    assert states(several) == ["open"] * 4
