"""三步核销: compared, signed by the unit, verified by another person, written off when nothing is open."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.contents import linked
from fajian.campaigns.models import Campaign, Duty, Participant, Reconciliation
from fajian.campaigns.reconciling import Account, Sum, accounts, compared, digest_of, moved, said
from fajian.campaigns.workflow import RECONCILIATION
from fajian.core import verify as chain
from fajian.core.errors import Refused, Stale
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, handed_in, queries
from tests.ledgers.stories import closing_story

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROLES = tuple(role for role, _ in User.ROLES)


@pytest.fixture
def ledger(people: People, campaign: Campaign) -> Ledger:
    """A ledger of problems of the agency that has been handed in with one problem, closed."""
    duty = Duty.objects.get(unit=people["clerk"].unit, annexes="附件1、附件2")
    row = next(one for one in linked(duty) if one.has_problems)
    for command in closing_story(people, row, key="first"):
        command.play()
    handed_in(people, duty, "报送")
    return row


def account(campaign: Campaign, unit: Unit) -> Account:
    return accounts(campaign, [unit], timezone.localdate())[0]


def sign(people: People, campaign: Campaign, *, by: str = "clerk", explained: str = "") -> Reconciliation:
    unit: Any = people["clerk"].unit
    digest = digest_of(compared(account(campaign, unit)))
    return actions.sign_accounts(by=people[by], campaign=campaign, unit=unit, digest=digest, explained=explained)


def verify(people: People, row: Reconciliation, by: str = "supervisor") -> Reconciliation:
    return actions.verify_accounts(by=people[by], reconciliation=row, seen=row.version, note="逐条核对相符")


def found(people: People, ledger: Ledger, *titles: str) -> None:
    ledgers.record(by=people["chief"], ledger=ledger, rows=[ledgers.NewEntry(title) for title in titles])


def test_a_difference_is_told_in_words() -> None:
    assert said(Sum(3, 1), Sum(3, 1)) == "一致"
    assert said(Sum(3, 1), Sum(5, 1)) == "少报2个"
    assert said(Sum(5, 3), Sum(4, 4)) == "多报1个，已销号少报1个"


def test_what_was_handed_in_stands_beside_what_the_ledgers_say(
    people: People, campaign: Campaign, ledger: Ledger
) -> None:
    before = account(campaign, ledger.unit)
    assert (before.told, before.now, before.words, moved(before)) == (Sum(1, 1), Sum(1, 1), "一致", [])
    found(people, ledger, "漏报一", "漏报二")
    after = account(campaign, ledger.unit)
    assert (after.told, after.now, after.words) == (Sum(1, 1), Sum(3, 1), "少报2个")
    assert [(one.row.number, one.row.word) for one in moved(after)] == [(2, "新增"), (3, "新增")]


def test_what_was_sent_back_counts_as_not_handed_in(people: People, campaign: Campaign, ledger: Ledger) -> None:
    duty = Duty.objects.get(unit=ledger.unit, annexes="附件1、附件2")
    actions.return_(by=people["supervisor"], duty=duty, seen=duty.version, reason="缺附件")
    assert account(campaign, ledger.unit).words == "少报1个，已销号少报1个"
    assert all(book.told is None for book in account(campaign, ledger.unit).books)


@pytest.mark.mechanisms("S003-43")
def test_a_unit_signs_another_verifies_and_it_is_written_off_when_nothing_is_open(
    people: People, campaign: Campaign, ledger: Ledger
) -> None:
    row = verify(people, sign(people, campaign))
    found(people, ledger, "又发现一个")
    with pytest.raises(Refused, match="还有 1 个问题没有销号"):
        actions.write_off(by=people["supervisor"], reconciliation=row, seen=row.version)
    entry = Rectification.objects.get(state="found", ledger=ledger).entry
    ledgers.strike_out(by=people["chief"], entry=entry, seen=entry.version, reason="误录")
    done = actions.write_off(by=people["supervisor"], reconciliation=row, seen=row.version)
    assert (done.state, done.recorded_by, done.verified_by, done.written_off_by) == (
        "written_off", people["clerk"], people["supervisor"], people["supervisor"],
    )  # fmt: skip
    assert digest_of(Reconciliation.objects.get().figures) == done.digest
    assert chain.verify().holds


def test_what_moved_since_it_was_signed_is_not_verified_but_signed_again(
    people: People, campaign: Campaign, ledger: Ledger
) -> None:
    first = sign(people, campaign)
    found(people, ledger, "又发现一个")
    with pytest.raises(Refused, match="又变了：确认时问题 1 个，已销号 1 个，未销号 0 个；现在问题 2 个"):
        verify(people, first)
    actions.return_accounts(by=people["supervisor"], reconciliation=first, seen=first.version, reason="数字变了")
    with pytest.raises(Refused, match="不一致（少报1个）"):
        sign(people, campaign)
    second = sign(people, campaign, explained="下月随报")
    assert verify(people, second).state == "verified"
    kept = Reconciliation.objects.order_by("number").values_list("number", "state", "reason")
    assert list(kept) == [(1, "returned", "数字变了"), (2, "verified", "")]


def test_nothing_is_signed_twice_nor_unseen_nor_an_older_round_answered(
    people: People, campaign: Campaign, ledger: Ledger
) -> None:
    first = sign(people, campaign)
    with pytest.raises(Refused, match="第1轮已经确认过"):
        sign(people, campaign)
    with pytest.raises(Refused, match="打开页面以后"):
        actions.sign_accounts(by=people["clerk"], campaign=campaign, unit=ledger.unit, digest=first.digest[::-1])
    found(people, ledger, "又发现一个")
    sign(people, campaign, explained="下月随报")
    with pytest.raises(Refused, match="办理最新一轮"):
        verify(people, first)


def test_only_the_unit_signs_and_only_the_office_that_leads_answers(
    people: People, campaign: Campaign, ledger: Ledger
) -> None:
    for by in ("stranger", "county_clerk", "supervisor"):
        with pytest.raises(Refused):
            sign(people, campaign, by=by)
    row = sign(people, campaign, by="chief")
    with pytest.raises(Refused, match="上级单位牵头"):
        verify(people, row, by="county_supervisor")
    with pytest.raises(Stale):
        actions.verify_accounts(by=people["supervisor"], reconciliation=row, seen=row.version + 1, note="相符")


def in_state(state: str, people: People, campaign: Campaign) -> Reconciliation | None:
    """A round brought to a state by its own steps."""
    if state == "waiting":
        return None
    row, by = sign(people, campaign), people["supervisor"]
    if state == "returned":
        return actions.return_accounts(by=by, reconciliation=row, seen=row.version, reason="不符")
    if state in ("verified", "written_off"):
        row = verify(people, row)
    return actions.write_off(by=by, reconciliation=row, seen=row.version) if state == "written_off" else row


def take(step: str, by: User, row: Reconciliation | None, people: People, campaign: Campaign) -> Reconciliation:
    """The step by its name."""
    if step == "sign":
        unit: Any = people["clerk"].unit
        digest = digest_of(compared(account(campaign, unit)))
        return actions.sign_accounts(by=by, campaign=campaign, unit=unit, digest=digest, explained="下月随报")
    assert row is not None
    given: dict[str, Any] = {"by": by, "reconciliation": row, "seen": row.version}
    if step == "verify":
        return actions.verify_accounts(**given, note="相符")
    return actions.return_accounts(**given, reason="不符") if step == "return_" else actions.write_off(**given)


@pytest.mark.parametrize("state", RECONCILIATION.states)
def test_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, campaign: Campaign, ledger: Ledger
) -> None:
    row = in_state(state, people, campaign)
    for step, at, role, listed in RECONCILIATION.every(ROLES):
        if at != state or (row is None and step.name != "sign"):
            continue
        point, said_no = transaction.savepoint(), ""
        by = people[{"unit_leader": "chief"}.get(role, role)]
        try:
            if listed and step.name == "sign" and state in ("signed", "written_off"):
                found(people, ledger, "又发现一个")  # else there is nothing new to sign
            assert take(step.name, by, row, people, campaign).state == step.target
        except Refused as refused:
            said_no = str(refused)
        assert bool(said_no) != listed, (role, step.name, state, said_no)
        transaction.savepoint_rollback(point)


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def page(campaign: Campaign, unit: Unit, name: str = "reconciliation") -> str:
    return reverse(f"campaigns:{name}", args=[Participant.objects.get(campaign=campaign, unit=unit).pk])


def test_a_unit_sees_its_own_row_alone(
    people: People, units: dict[str, Unit], campaign: Campaign, ledger: Ledger, browser: Browser
) -> None:
    address = reverse("campaigns:reconcile", args=[campaign.pk])
    for by in ("clerk", "chief"):
        seen = browser(people[by]).get(address).content.decode()
        assert "安澜市城市管理局" in seen
        assert CANARY not in seen
        assert browser(people[by]).get(page(campaign, units["other"])).status_code == 404
        assert browser(people[by]).get(page(campaign, units["other"], "sign_accounts")).status_code == 404
    for by in ("supervisor", "leader", "discipline"):
        assert CANARY in browser(people[by]).get(address).content.decode()


def test_the_three_steps_through_the_pages(
    people: People, campaign: Campaign, ledger: Ledger, browser: Browser
) -> None:
    clerk, office = browser(people["clerk"]), browser(people["supervisor"])
    own, to_sign = page(campaign, ledger.unit), page(campaign, ledger.unit, "sign_accounts")
    assert to_sign in clerk.get(own).content.decode()
    assert to_sign not in office.get(own).content.decode()
    form = clerk.get(to_sign).context["form"]
    assert clerk.post(to_sign, {"digest": form.initial["digest"], "explained": ""}).status_code == 302
    row = Reconciliation.objects.get()
    steps = {name: reverse(f"campaigns:{name}", args=[row.pk]) for name in ("verify_accounts", "write_off")}
    assert steps["verify_accounts"] in office.get(own).content.decode()
    assert steps["verify_accounts"] not in browser(people["leader"]).get(own).content.decode()
    found(people, ledger, "又发现一个")
    assert "要重新对账确认后才能核账" in office.get(own).content.decode()
    refused = office.post(steps["verify_accounts"], {"seen": row.version, "note": "相符"})
    assert refused.status_code == 422
    assert "请退回，由单位重新对账确认" in refused.content.decode()
    row = verify(people, sign(people, campaign, explained="下月随报"))
    told = office.get(own).content.decode()
    assert "1 个问题没有销号" in told
    assert "报送以后变动的条目" in told
    address = reverse("campaigns:write_off", args=[row.pk])
    still = office.post(address, {"seen": row.version})
    assert (still.status_code, "还有 1 个问题没有销号" in still.content.decode()) == (422, True)
    assert browser(people["county_supervisor"]).get(address).status_code == 404


def test_the_page_of_all_units_asks_as_often_for_many_as_for_one(
    people: People, campaign: Campaign, ledger: Ledger, browser: Browser
) -> None:
    address = reverse("campaigns:reconcile", args=[campaign.pk])
    assert queries(browser(people["supervisor"]), address) <= queries(browser(people["clerk"]), address) + 1
