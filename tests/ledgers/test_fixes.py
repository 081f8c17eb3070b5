"""建章立制: a fix is registered once, holds for several problems, and a lasting problem is not closed without one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Fix, FixUse, Ledger, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state, page, seen
from tests.ledgers.stories import DUE_ON, pdf
from tests.ledgers.test_pages import upload

pytestmark = pytest.mark.django_db
People = dict[str, User]
ISSUED_ON = dt.date(2026, 3, 2)
NEW = actions.NewFix("送达管理办法", "清城管〔2026〕3号", ISSUED_ON)


def lasting(people: People, ledger: Ledger) -> Rectification:
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("送达普遍超期")])
    row = Rectification.objects.get(entry=entry)
    text: dict[str, Any] = {"cause": "没有制度", "measure": "定制度", "due_on": DUE_ON, "person": "甲"}
    return actions.accept(by=people["clerk"], rectification=row, seen=1, kind="lasting", **text)


@pytest.mark.mechanisms("S000-38", "S001-65", "S002-28", "S003-55")
def test_a_lasting_problem_is_closed_over_a_rule_that_holds_for_others_too(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    clerk, one, two = people["clerk"], lasting(people, ledger), in_state("rectifying", people, ledger)
    done: dict[str, Any] = {"result": "已印发", "files": [pdf("办法", "办法.pdf")], "proof_kind": "制度文件"}
    with pytest.raises(Refused, match="建章立制的制度成果"):
        actions.submit(by=clerk, rectification=one, seen=seen(one), **done)
    fix = actions.use_fix(by=clerk, rectification=one, new=NEW).fix
    actions.use_fix(by=clerk, rectification=two, fix=fix)
    actions.submit(by=clerk, rectification=one, seen=seen(one), **done)
    actions.close(by=people["supervisor"], rectification=one, seen=seen(one))
    register = page(browser(people["leader"]).get(reverse("ledgers:fixes")))
    assert "送达管理办法" in register
    assert "清城管〔2026〕3号" in register
    assert ">2<span" in register
    text = page(browser(people["leader"]).get(fix.get_absolute_url()))
    assert all(row.entry.get_absolute_url() in text for row in (one, two))
    assert "送达管理办法" in page(browser(clerk).get(two.entry.get_absolute_url()))


def test_a_fix_that_is_taken_off_again_no_longer_carries_the_closing(people: People, ledger: Ledger) -> None:
    clerk, row = people["clerk"], lasting(people, ledger)
    use = actions.use_fix(by=clerk, rectification=row, new=NEW)
    with pytest.raises(Refused, match="还有 1 个问题关联着"):
        actions.strike_fix(by=clerk, fix=use.fix, seen=1, reason="登记错了")
    actions.drop_fix(by=clerk, use=use, seen=1, reason="不是这一项")
    with pytest.raises(Refused, match="制度成果"):
        actions.submit(by=clerk, rectification=row, seen=seen(row), result="好", files=[pdf()])
    actions.strike_fix(by=clerk, fix=use.fix, seen=1, reason="登记错了")
    with pytest.raises(Refused, match="已作废（登记错了）"):
        actions.use_fix(by=clerk, rectification=row, fix=use.fix)
    assert (Fix.objects.count(), FixUse.objects.count()) == (1, 1)


def test_under_review_and_closed_the_fixes_stay_as_they_were_approved(people: People, ledger: Ledger) -> None:
    clerk, row = people["clerk"], in_state("rectifying", people, ledger)
    use = actions.use_fix(by=clerk, rectification=row, new=NEW)
    actions.submit(by=clerk, rectification=row, seen=seen(row), result="好")
    other = actions.register_fix(by=clerk, unit=clerk.unit, new=actions.NewFix("另一项", "", ISSUED_ON))
    for call in (
        lambda: actions.drop_fix(by=clerk, use=use, seen=1, reason="x"),
        lambda: actions.use_fix(by=clerk, rectification=row, fix=other),
    ):
        with pytest.raises(Refused, match="待销号审核"):
            call()


def test_one_document_is_registered_once_and_not_before_it_is_issued(people: People) -> None:
    clerk = people["clerk"]
    actions.register_fix(by=clerk, unit=clerk.unit, new=NEW)
    with pytest.raises(Refused, match="已登记过这项制度"):
        actions.register_fix(by=clerk, unit=clerk.unit, new=NEW)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(Refused, match="印发后再登记"):
        actions.register_fix(by=clerk, unit=clerk.unit, new=actions.NewFix("甲", "", tomorrow))
    with pytest.raises(Refused, match="没有找到"):
        actions.register_fix(by=clerk, unit=people["stranger"].unit, new=actions.NewFix("甲", "", ISSUED_ON))


def test_in_the_browser_a_fix_is_registered_with_its_document_chosen_and_struck_out(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    row, clerk = in_state("rectifying", people, ledger), browser(people["clerk"])
    address = reverse("ledgers:use_fix", args=[row.pk])
    wrong = clerk.post(address, {"title": ""}).content.decode()
    assert "请选一项已登记的制度，或者填写制度名称。" in wrong
    assert "请填写印发日期。" in wrong
    sent = {"title": "送达管理办法", "issued_on": "2026-03-02", "document": upload("办法.pdf")}
    assert clerk.post(reverse("ledgers:new_fix"), sent).status_code == 302
    fix = Fix.objects.get()
    assert clerk.get(reverse("ledgers:fix_document", args=[fix.pk])).status_code == 200
    assert "送达管理办法" in page(clerk.get(address))
    assert clerk.post(address, {"fix": fix.pk}).status_code == 302
    use = FixUse.objects.get()
    drop = reverse("ledgers:drop_fix", args=[use.pk])
    assert drop in page(clerk.get(row.entry.get_absolute_url()))
    assert clerk.post(drop, {"seen": 1, "reason": "不适用"}).status_code == 302
    strike = reverse("ledgers:strike_fix", args=[fix.pk])
    assert strike in page(clerk.get(fix.get_absolute_url()))
    assert clerk.post(strike, {"seen": 1, "reason": "登记错了"}).status_code == 302
    assert "登记错了" in page(clerk.get(fix.get_absolute_url()))
    assert "还没有制度成果" in page(clerk.get(reverse("ledgers:fixes")))


def test_the_register_asks_the_same_few_questions_however_long_it_is(
    people: People, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    clerk = people["clerk"]
    for number in range(5):
        actions.register_fix(by=clerk, unit=clerk.unit, new=actions.NewFix(f"制度{number}", "", ISSUED_ON))
    client = browser(people["supervisor"])
    client.get(reverse("ledgers:fixes"))
    with django_assert_max_num_queries(12):
        client.get(reverse("ledgers:fixes"))
