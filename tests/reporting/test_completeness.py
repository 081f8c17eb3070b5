"""资料自检 names what is missing and what contradicts, and nothing that is in order."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty
from fajian.core.audited import plain_rows
from fajian.core.files import receive
from fajian.ledgers.models import Proof
from fajian.orgs.models import User
from fajian.reporting import completeness
from fajian.reporting.measures import month_of
from tests.campaigns.conftest import CANARY, Browser

pytestmark = pytest.mark.django_db
People = dict[str, User]


def counted(campaign: Campaign, user: User) -> dict[str, int]:
    today = timezone.localdate()
    return {check.title: check.count for check in completeness.read(campaign, user, month_of(today, today))}


def received(people: People, campaign: Campaign, by: str, *, nil: bool, file: bool) -> Duty:
    duty = Duty.objects.filter(campaign=campaign, unit=people[by].unit, annexes="", state="due").earliest("number")
    paper = receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "报告.pdf") if file else None
    actions.hand_in(by=people[by], duty=duty, seen=duty.version, text="已完成", nil=nil, received=paper)
    duty.refresh_from_db()
    return actions.receive(by=people["supervisor"], duty=duty, seen=duty.version)


@pytest.mark.mechanisms("S000-37")
def test_missing_papers_contradictions_and_unsourced_numbers_are_found(busy: Campaign, people: People) -> None:
    before = counted(busy, people["supervisor"])
    assert before["已销号而没有佐证的问题"] == 0
    assert before["没有台账可数、也没有申报的成效数"] > 0
    received(people, busy, "stranger", nil=True, file=False)
    received(people, busy, "clerk", nil=False, file=False)
    received(people, busy, "clerk", nil=False, file=True)
    plain_rows(Proof).filter(rectification__state="closed").update(taken_back=True)
    after = counted(busy, people["supervisor"])
    assert after["报送了零报告，而报送前台账里有没销号的问题"] == 1
    assert after["已收讫而没有附件的报送（零报告除外）"] == 1
    assert after["已销号而没有佐证的问题"] == 1
    today = timezone.localdate()
    late = Duty.objects.filter(campaign=busy, state="due", due_on__lt=today).count()
    assert after["到期没有报送的报送义务"] == late


def test_the_page_is_for_readers_and_shows_each_their_own(busy: Campaign, people: People, browser: Browser) -> None:
    address = reverse("reporting:completeness", args=[busy.pk])
    received(people, busy, "stranger", nil=True, file=False)
    assert CANARY in browser(people["supervisor"]).get(address).content.decode()
    assert CANARY not in browser(people["clerk"]).get(address).content.decode()
    assert browser(people["officer"]).get(address).status_code == 403
