"""批量销号审核: a verdict for each row in one sending, each row its own command."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from fajian.core.models import Event
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
ADDRESS = "/ledgers/review/"


def waiting(people: People, ledger: Ledger, count: int, by: str = "clerk") -> list[Rectification]:
    """Problems for which closing was applied."""
    rows = [actions.NewEntry(f"问题{number}") for number in range(count)]
    made = []
    for entry in actions.record(by=people[by], ledger=ledger, rows=rows):
        row = Rectification.objects.get(entry=entry)
        text = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"}
        actions.accept(by=people["clerk"], rectification=row, seen=1, **text)
        actions.submit(by=people["clerk"], rectification=row, seen=2, result="好", files=[pdf(f"{entry.pk}")])
        made.append(Rectification.objects.get(entry=entry))
    return made


def sent(*verdicts: tuple[Rectification, str, str]) -> dict[str, Any]:
    """What the page sends."""
    data: dict[str, Any] = {"rows": [row.pk for row, _, _ in verdicts]}
    for row, verdict, reason in verdicts:
        data |= {
            f"{row.pk}-verdict": verdict, f"{row.pk}-reason": reason, f"{row.pk}-seen": row.version,
            f"{row.pk}-key": f"key{row.pk}",
        }  # fmt: skip
    return data


def states() -> list[str]:
    return list(Rectification.objects.order_by("pk").values_list("state", flat=True))


def test_each_row_gets_its_verdict_and_its_own_event(people: People, ledger: Ledger, browser: Browser) -> None:
    one, two, three = waiting(people, ledger, 3)
    client = browser(people["supervisor"])
    assert reverse("ledgers:review") == ADDRESS
    assert page(client.get(ADDRESS)).count("提交审核结论") == 1
    before = Event.objects.count()
    verdicts = sent((one, "close", "同意"), (two, "return", "缺回证"), (three, "", ""))
    assert client.post(ADDRESS, verdicts).status_code == 302
    assert states() == ["closed", "rectifying", "submitted"]
    assert Event.objects.count() == before + 2
    client.post(ADDRESS, verdicts)  # sent twice, done once
    assert Event.objects.count() == before + 2
    assert "核准销号 1 件，退回整改 1 件" in page(client.get(ADDRESS))


def test_a_refused_row_stays_with_what_was_typed_and_the_others_are_done(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    one, two, three = waiting(people, ledger, 3)
    stale = three.version
    actions.return_(by=people["supervisor"], rectification=three, seen=stale, reason="先退")
    client = browser(people["supervisor"])
    response = client.post(ADDRESS, sent((one, "close", ""), (two, "return", "  "), (three, "close", "看过了")))
    text = response.content.decode()
    assert response.status_code == 422
    assert "以下 2 条没有办理" in text
    assert "退回须写明理由。" in text
    assert "看过了" in text
    assert f'name="{three.pk}-seen" value="{stale + 1}"' in text
    assert states() == ["closed", "submitted", "rectifying"]


def test_own_rows_and_other_areas_are_not_closed(
    people: People, ledger: Ledger, others_problem: Rectification, browser: Browser
) -> None:
    (own,) = waiting(people, ledger, 1, by="supervisor")
    client = browser(people["supervisor"])
    assert "您经手过这个问题" in page(client.get(ADDRESS))
    response = client.post(ADDRESS, sent((own, "close", "")))
    assert "由另一位监督人员办理" in response.content.decode()
    assert Rectification.objects.get(pk=own.pk).state == "submitted"
    assert browser(people["clerk"]).post(ADDRESS, sent((own, "close", ""))).status_code == 403


def test_a_file_that_proves_two_problems_is_pointed_out(people: People, ledger: Ledger, browser: Browser) -> None:
    one, two = waiting(people, ledger, 2)
    actions.return_(by=people["supervisor"], rectification=two, seen=two.version, reason="再补")
    again = [pdf(f"{one.pk}")]
    actions.submit(
        by=people["clerk"], rectification=two, seen=two.version + 1, result="好", files=again, note="同一次送达"
    )
    text = page(browser(people["supervisor"]).get(ADDRESS))
    assert text.count("同一文件还用于") == 2
    assert "同一次送达" in text
    assert "同一文件还用于" in page(browser(people["leader"]).get(reverse("ledgers:entry", args=[one.pk])))
