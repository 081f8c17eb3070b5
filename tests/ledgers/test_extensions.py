"""延期: asked with a reason, answered by a supervisor; every request stays, and the lights follow the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.ledgers import actions
from fajian.ledgers.models import Extension, Ledger, Rectification
from fajian.ledgers.workflow import EXTENSION
from fajian.orgs.models import User
from tests.clock import at
from tests.ledgers.conftest import Browser, in_state, page, seen
from tests.ledgers.stories import DUE_ON
from tests.ledgers.test_workflow import ROLES, WHO

pytestmark = pytest.mark.django_db
People = dict[str, User]
LATER = DUE_ON + dt.timedelta(days=30)


@pytest.fixture
def row(people: People, ledger: Ledger) -> Rectification:
    """A problem the unit is putting right."""
    return in_state("rectifying", people, ledger)


def asked(people: People, row: Rectification, due_on: dt.date = LATER) -> Extension:
    return actions.ask_extension(by=people["clerk"], rectification=row, due_on=due_on, reason="设备招标尚未完成")


def fresh(row: Rectification) -> Rectification:
    return Rectification.objects.get(pk=row.pk)


def test_a_granted_day_is_the_day_and_the_lights_follow_it(people: People, row: Rectification) -> None:
    after = DUE_ON + dt.timedelta(days=1)
    assert fresh(row) in Rectification.objects.overdue(after)
    extension = asked(people, row)
    assert fresh(row).due_on == DUE_ON  # not before it is granted
    actions.grant_extension(by=people["supervisor"], extension=extension, seen=1, answer="同意")
    now = fresh(row)
    assert (now.due_on, now.extended) == (LATER, 1)
    assert now not in Rectification.objects.overdue(after)
    assert now in Rectification.objects.overdue(LATER + dt.timedelta(days=1))


def test_a_refused_request_stays_listed_with_both_reasons_and_the_old_day_stands(
    people: People, row: Rectification, browser: Browser
) -> None:
    actions.refuse_extension(by=people["supervisor"], extension=asked(people, row), seen=1, reason="理由不充分")
    actions.grant_extension(by=people["supervisor"], extension=asked(people, row), seen=1)
    text = page(browser(people["clerk"]).get(reverse("ledgers:entry", args=[row.pk])))
    for part in ("未同意", "理由不充分", "已同意", "设备招标尚未完成", "已延期 1 次"):
        assert part in text
    assert Extension.objects.count() == 2
    assert [note.text[-5:] for note in Notice.objects.filter(to=people["clerk"]).order_by("id")] == [
        "不同意延期",
        "：同意延期",
    ]


def test_asked_after_the_day_has_passed_it_says_so(people: People, row: Rectification, browser: Browser) -> None:
    with at(DUE_ON + dt.timedelta(days=3), 10):
        extension = asked(people, row)
        assert extension.late
        assert "逾期后申请" in page(browser(people["supervisor"]).get(reverse("ledgers:extensions")))
    with at(DUE_ON, 10):
        actions.refuse_extension(by=people["supervisor"], extension=extension, seen=1, reason="不同意")
        assert not asked(people, row).late  # the day itself is still in time


@pytest.mark.parametrize(("due_on", "said"), [(DUE_ON, "晚于原时限"), (DUE_ON - dt.timedelta(days=1), "晚于原时限")])
def test_a_later_day_is_later(due_on: dt.date, said: str, people: People, row: Rectification) -> None:
    with pytest.raises(Refused, match=said):
        asked(people, row, due_on)


def test_one_request_at_a_time_and_only_while_it_is_being_put_right(
    people: People, ledger: Ledger, row: Rectification
) -> None:
    asked(people, row)
    with pytest.raises(Refused, match="等答复"):
        asked(people, row)
    for state in ("found", "submitted", "closed", "relapsed"):
        with pytest.raises(Refused):
            asked(people, in_state(state, people, ledger))


def test_who_submits_no_longer_asks_and_a_later_grant_comes_to_nothing(people: People, row: Rectification) -> None:
    extension = asked(people, row)
    actions.submit(by=people["clerk"], rectification=row, seen=seen(row), result="已改")
    extension = Extension.objects.get(pk=extension.pk)
    assert (extension.state, extension.answer) == ("withdrawn", "已申请销号，不再需要延期。")
    with pytest.raises(Refused, match="已撤回"):
        actions.grant_extension(by=people["supervisor"], extension=extension, seen=extension.version)
    assert fresh(row).due_on == DUE_ON


def test_an_approval_given_before_the_request_is_no_approval_after_it(people: People, row: Rectification) -> None:
    before = fresh(row).edited_at
    extension = asked(people, row)
    between = fresh(row).edited_at
    actions.grant_extension(by=people["supervisor"], extension=extension, seen=1)
    assert before < between < fresh(row).edited_at


ANSWERS: dict[str, Any] = {
    "grant": lambda by, one: actions.grant_extension(by=by, extension=one, seen=one.version),
    "refuse": lambda by, one: actions.refuse_extension(by=by, extension=one, seen=one.version, reason="不足"),
    "withdraw": lambda by, one: actions.withdraw_extension(by=by, extension=one, seen=one.version),
}
LEADS_TO = {"granted": ("grant", "supervisor"), "refused": ("refuse", "supervisor"), "withdrawn": ("withdraw", "clerk")}


def refusal(step: str, by: User, extension: Extension) -> str:
    """What was said against the step; "" when it was taken."""
    try:
        ANSWERS[step](by, extension)
    except Refused as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("state", EXTENSION.states)
def test_each_step_of_a_request_works_for_whom_the_table_lists_and_for_no_others(
    state: str, people: People, row: Rectification
) -> None:
    extension = asked(people, row)
    if state in LEADS_TO:
        step, who = LEADS_TO[state]
        ANSWERS[step](people[who], extension)
        extension = Extension.objects.get(pk=extension.pk)
    for listed_step, source, role, listed in EXTENSION.every(ROLES):
        if source == state:
            point = transaction.savepoint()
            said = refusal(listed_step.name, people[WHO[role]], extension)
            assert bool(said) != listed, (state, listed_step.name, role, said)
            transaction.savepoint_rollback(point)


def test_in_the_browser_it_is_asked_and_answered(people: People, row: Rectification, browser: Browser) -> None:
    clerk, supervisor = browser(people["clerk"]), browser(people["supervisor"])
    assert "申请延期" in page(clerk.get(reverse("ledgers:entry", args=[row.pk])))
    address = reverse("ledgers:extend", args=[row.pk])
    wrong = clerk.post(address, {"due_on": "2035-12-31", "reason": "招标中"})
    assert "须晚于原时限" in wrong.content.decode()
    assert "招标中" in wrong.content.decode()
    assert clerk.post(address, {"due_on": "2036-02-01", "reason": "招标中"}).status_code == 302
    extension = Extension.objects.get()
    text = page(supervisor.get(reverse("ledgers:extensions")))
    assert "招标中" in text
    assert reverse("ledgers:grant", args=[extension.pk]) in text
    assert "等答复的延期申请" in page(supervisor.get("/"))
    supervisor.post(reverse("ledgers:grant", args=[extension.pk]), {"seen": 1, "answer": "同意"})
    assert fresh(row).due_on == dt.date(2036, 2, 1)
    told = page(clerk.get(reverse("ledgers:entry", args=[row.pk])))
    assert "2035年12月31日 → 2036年2月1日" in told
    assert f"{timezone.localdate().year}年" in told
