"""销号要件: a problem is closed over every kind of proof its form demands, and the refusal names what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page, seen
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.fixture
def cases(people: People) -> Ledger:
    """A ledger of corrected cases: each wants its 剖析报告."""
    return actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="corrected-cases")


def taken_on(people: People, ledger: Ledger, **more: Any) -> Rectification:
    new = actions.NewEntry("程序违法被撤销", {"case_no": "清复决〔2026〕1号"})
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[new])
    row = Rectification.objects.get(entry=entry)
    text = {"cause": "未听取陈述申辩", "measure": "重作决定", "due_on": DUE_ON, "person": "甲", **more}
    return actions.accept(by=people["clerk"], rectification=row, seen=1, **text)


@pytest.mark.mechanisms("S001-17")
def test_without_its_analysis_a_corrected_case_is_neither_submitted_nor_closed(people: People, cases: Ledger) -> None:
    row = taken_on(people, cases)
    clerk = people["clerk"]
    actions.add_proof(by=clerk, rectification=row, files=[pdf("决定", "新决定.pdf")], kind="法律文书")
    with pytest.raises(Refused, match="还缺：佐证“剖析报告”"):
        actions.submit(by=clerk, rectification=row, seen=seen(row), result="已重作")
    files = [pdf("剖析", "剖析报告.pdf")]
    actions.submit(by=clerk, rectification=row, seen=seen(row), result="已重作", files=files, proof_kind="剖析报告")
    actions.close(by=people["supervisor"], rectification=row, seen=seen(row))
    assert Rectification.objects.get(pk=row.pk).is_closed


def test_an_analysis_that_was_taken_back_is_missing_again(people: People, cases: Ledger) -> None:
    row, clerk = taken_on(people, cases), people["clerk"]
    actions.add_proof(by=clerk, rectification=row, files=[pdf("决定", "新决定.pdf")], kind="法律文书")
    (proof,) = actions.add_proof(by=clerk, rectification=row, files=[pdf("剖析", "剖析.pdf")], kind="剖析报告")
    actions.take_back_proof(by=clerk, proof=proof, reason="不是这个案件的")
    with pytest.raises(Refused, match="剖析报告"):
        actions.submit(by=clerk, rectification=row, seen=seen(row), result="已重作")


def test_a_kind_that_nobody_knows_is_refused(people: People, cases: Ledger) -> None:
    row = taken_on(people, cases)
    with pytest.raises(Refused, match="没有“随便”这种佐证"):
        actions.add_proof(by=people["clerk"], rectification=row, files=[pdf()], kind="随便")


def test_what_is_put_right_by_stages_wants_its_plan(people: People, ledger: Ledger) -> None:
    row = taken_on(people, ledger, kind="staged")
    with pytest.raises(Refused, match="还缺：佐证“专门工作方案”"):
        actions.submit(
            by=people["clerk"], rectification=row, seen=seen(row), result="好", files=[pdf()], proof_kind="照片"
        )


def test_the_page_says_which_kinds_are_wanted_and_offers_the_missing_one(
    people: People, cases: Ledger, browser: Browser
) -> None:
    row, clerk = taken_on(people, cases), browser(people["clerk"])
    address = reverse("ledgers:submit", args=[row.pk])
    text = page(clerk.get(address))
    assert "销号须有：剖析报告；还缺：剖析报告。" in text
    assert '<option value="剖析报告" selected>' in text
    actions.add_proof(by=people["clerk"], rectification=row, files=[pdf()], kind="剖析报告")
    text = page(clerk.get(address))
    assert "销号须有：剖析报告，都有了。" in text
    refused = clerk.post(reverse("ledgers:prove", args=[row.pk]), {"uploads": []})
    assert "请选择文件。" in refused.content.decode()
