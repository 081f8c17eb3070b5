"""Pages on runs and findings: whose, what they say, what they refuse."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from fajian.core.models import Event
from fajian.ledgers.models import Entry
from fajian.orgs.models import User
from fajian.screening.models import Finding, Run
from tests.screening.conftest import fresh, new_finding

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "金丝雀乙"


def body(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")


def test_a_finding_says_rule_law_values_and_computation(
    people: dict[str, User], finding: Finding, browser: Any
) -> None:
    text = body(browser(people["clerk_a"]).get(f"/findings/{finding.pk}/"))
    for part in ("/rules/PEN-061-SERVE/", "行政处罚法 第六十一条", "行政处罚法（2021）", "A1逾期送达3日。"):
        assert part in text
    for part in ("处罚决定日期", "最后一日", "没有记载", "/records/tables/penalties/A1/", "说明情况", "认可问题"):
        assert part in text
    assert "排除疑点" not in text


def test_nothing_of_another_unit_is_on_any_page_or_file(
    people: dict[str, User], finding: Finding, browser: Any
) -> None:
    other, run = Finding.objects.get(record_id="B1"), Run.objects.get()
    page = browser(people["clerk_a"])
    assert page.get(f"/findings/{other.pk}/").status_code == 404
    for step in ("explain", "admit"):
        assert page.post(f"/findings/{other.pk}/{step}/", {"seen": 1, "explanation": "x"}).status_code == 404
    paths = ("", f"?unit={other.unit_id}", "?record=penalties:B1", "runs/", f"runs/{run.pk}/", "findings.csv")
    for path in paths:
        answer = page.get(f"/findings/{path}")
        assert answer.status_code == 200, path
        assert CANARY not in body(answer), path
    book = openpyxl.load_workbook(io.BytesIO(b"".join(page.get("/findings/findings.xlsx").streaming_content)))
    assert not any(cell.value == CANARY for tab in book for row in tab.iter_rows() for cell in row)
    assert CANARY in body(browser(people["supervisor"]).get("/findings/"))


def test_a_file_holds_exactly_what_the_filters_leave(people: dict[str, User], a_run: Any, browser: Any) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    a_run(
        new_finding(unit, "A1", severity="严重"),
        new_finding(unit, "A2"),
        new_finding(unit, "A3", title="=HYPERLINK(1)"),
    )
    page = browser(people["supervisor"])
    assert "A2" not in body(page.get("/findings/?severity=严重"))
    assert body(page.get("/findings/findings.csv?severity=严重")).count("\n") == 2
    raw = b"".join(page.get("/findings/findings.xlsx").streaming_content)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]
    assert "'=HYPERLINK(1)" in body(page.get("/findings/findings.csv"))


def test_the_unit_explains_and_the_supervisor_confirms(people: dict[str, User], finding: Finding, browser: Any) -> None:
    address = f"/findings/{finding.pk}/"
    page = browser(people["clerk_a"])
    assert page.post(f"{address}explain/", {"seen": finding.version, "explanation": "邮路中断"}).status_code == 302
    above = browser(people["supervisor"])
    text = body(above.get(address))
    assert "邮路中断" in text
    assert "new:self-check" in text
    given = {"seen": fresh(finding).version, "ledger": "new:self-check", "note": "属实", "key": "k"}
    assert above.post(f"{address}confirm/", given).status_code == 302
    assert above.post(f"{address}confirm/", given).status_code == 302  # pressed twice
    assert Entry.objects.count() == 1
    text = body(above.get(address))
    assert "已确认" in text
    assert "确认问题" in text  # in the history


def test_a_refusal_stands_beside_what_was_typed(people: dict[str, User], finding: Finding, browser: Any) -> None:
    above, address = browser(people["supervisor"]), f"/findings/{finding.pk}/"
    answer = above.post(f"{address}dismiss/", {"seen": finding.version, "reason": " "})
    assert answer.status_code == 422
    above.post(f"{address}dismiss/", {"seen": finding.version, "reason": "回证在卷"})
    version = fresh(finding).version
    answer = above.post(f"{address}confirm/", {"seen": version, "ledger": "new:self-check", "note": "我写的意见"})
    assert answer.status_code == 422
    assert "已排除" in body(answer)


def test_an_older_version_is_answered_with_409(people: dict[str, User], finding: Finding, browser: Any) -> None:
    browser(people["clerk_a"]).post(f"/findings/{finding.pk}/admit/", {"seen": finding.version})
    above = browser(people["supervisor"])
    events = Event.objects.count()
    answer = above.post(f"/findings/{finding.pk}/dismiss/", {"seen": finding.version, "reason": "回证在卷"})
    assert answer.status_code == 409
    assert "回证在卷" in body(answer)
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ["admin", "auditor", "officer_a"])
def test_whoever_has_no_business_here_gets_no_page(
    people: dict[str, User], finding: Finding, browser: Any, who: str
) -> None:
    for path in ("", f"{finding.pk}/", "runs/", "findings.csv"):
        assert browser(people[who]).get(f"/findings/{path}").status_code == 403


def test_a_run_tells_its_figures_in_scope(people: dict[str, User], a_run: Callable[..., Run], browser: Any) -> None:
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    run = a_run(new_finding(a, "A1"), new_finding(b, "B1"), new_finding(b, "B2"), unknown=7)
    whole = body(browser(people["supervisor"]).get(f"/findings/runs/{run.pk}/"))
    part = body(browser(people["clerk_b"]).get(f"/findings/runs/{run.pk}/"))
    assert "<b>3</b>" in whole
    assert "罚则编码" in whole
    assert "<b>2</b>" in part
    assert "罚则编码" not in part
    assert "乙县城市管理局" not in body(browser(people["clerk_a"]).get(f"/findings/runs/{run.pk}/"))


def test_a_supervisor_starts_a_run(people: dict[str, User], finding: Finding, browser: Any) -> None:
    page = browser(people["supervisor"])
    assert "截止日" in body(page.get("/findings/runs/new/"))
    assert page.post("/findings/runs/new/", {"as_of": "2999-01-01"}).status_code == 422
    answer = page.post("/findings/runs/new/", {"as_of": "2026-11-01", "key": "k"})
    assert "前面还有任务" in body(page.get(answer.url))


def test_lists_cost_the_same_for_few_and_many(
    people: dict[str, User], a_run: Callable[..., Run], browser: Any, django_assert_max_num_queries: Any
) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    a_run(*(new_finding(unit, f"A{number}") for number in range(120)))
    page = browser(people["supervisor"])
    page.get("/findings/")
    with django_assert_max_num_queries(11):
        text = body(page.get("/findings/"))
    assert text.count("/records/") < text.count("A4")
    with django_assert_max_num_queries(10):
        page.get("/findings/runs/")
    with django_assert_max_num_queries(8):
        assert body(page.get("/findings/findings.csv")).count("\n") == 121


def test_pages_of_the_list_follow_on(people: dict[str, User], a_run: Callable[..., Run], browser: Any) -> None:
    unit = people["clerk_a"].unit
    assert unit is not None
    a_run(*(new_finding(unit, f"A{number:03d}") for number in range(60)))
    page = browser(people["supervisor"])
    first = page.get("/findings/?severity=一般")
    second = page.get("/findings/", {"severity": "一般", "after": first.context["page"].after})
    seen = [row.record_id for answer in (first, second) for row in answer.context["page"].rows]
    assert seen == [f"A{number:03d}" for number in range(60)]
