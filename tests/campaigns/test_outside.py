"""What the daily tick writes to be sent outside: one letter a person and day, one message a campaign, unit and rung."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core import mail

from fajian.campaigns.models import Campaign, Duty, Nudge
from fajian.core import jobs
from fajian.core.models import Job
from fajian.orgs import outbox, outgoing
from fajian.orgs.actions import set_address
from fajian.orgs.models import Dispatch, User
from tests.campaigns.conftest import CANARY
from tests.campaigns.test_chase import AGAIN, LETTER, URGE, chased, course, owed

__all__ = ["course", "owed"]  # fixtures
pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.fixture
def outside(people: People, settings: Any) -> None:
    """A mail server, an address of another system, people with and without a mailbox."""
    settings.EMAIL_HOST, settings.FAJIAN_URL = "mail.example.org", "https://fajian.example.org"
    settings.DEFAULT_FROM_EMAIL = "fajian@example.org"
    for who in ("clerk", "stranger", "supervisor"):
        set_address(by=people[who], user=people[who], email=f"{who}@example.org")
    outgoing.enter_hook(
        by=people["admin"], unit=people["admin"].unit, title="督查系统", url="https://oa.example.org/in"
    )


def posted() -> dict[str, int]:
    """What the worker's job does, without a worker."""
    return outbox.post.body(jobs.Run(Job.objects.create(name="orgs.post")))


def messages() -> list[dict[str, Any]]:
    return [json.loads(row.body) for row in Dispatch.objects.exclude(hook=None).order_by("pk")]


def test_each_person_gets_one_letter_with_the_name_the_things_and_the_way_to_them(
    owed: Duty, outside: None, people: People
) -> None:
    chased(AGAIN)
    chased(AGAIN)
    assert Nudge.objects.told().get().channels == "站内、邮件"
    assert set(Dispatch.objects.exclude(to=None).values_list("to__username", flat=True)) == {"clerk", "supervisor"}
    assert Dispatch.objects.exclude(to=None).count() == 2
    Dispatch.objects.exclude(hook=None).delete()
    assert posted() == {"sent": 2, "failed": 0}
    letter = next(one for one in mail.outbox if one.to == ["clerk@example.org"])
    assert letter.subject == "法鉴：今日催报1项"
    assert letter.body == (
        f"{people['clerk'].display_name}：\n\n今日催报1项：\n"
        f"1. 【再次催办】{owed.unit.name}：{owed.what}，期限2026-03-20，逾期3个工作日\n\n"
        "办理：https://fajian.example.org/campaigns/nudges/?day=2026-03-25\n\n"
        "这封信由系统发出，请勿回复。不想再收的，在“我的账号”里清空邮箱。\n"
    )
    assert letter.content_subtype == "plain"


def test_a_letter_holds_nothing_of_another_agency(course: Campaign, outside: None, people: People) -> None:
    chased(dt.date(2026, 6, 25))
    bodies = {row.to.username: row.body for row in Dispatch.objects.exclude(to=None).select_related("to") if row.to}
    assert CANARY not in bodies["clerk"]
    assert CANARY in bodies["stranger"]
    for who, body in bodies.items():
        for other in people.values():
            assert other.username == who or other.display_name not in body


def test_other_systems_hear_numbers_titles_and_counts(owed: Duty, outside: None, course: Campaign) -> None:
    chased(URGE)
    (told,) = messages()
    assert told.pop("id") == str(Dispatch.objects.exclude(hook=None).get().number)
    assert told == {
        "event": "campaign.nudged",
        "day": "2026-03-23",
        "campaign": {"id": course.pk, "title": course.title},
        "unit": {"id": owed.unit_id, "name": owed.unit.name},
        "rung": {"code": "urge", "title": "催办"},
        "count": 1,
        "due_on": "2026-03-20",
        "link": f"https://fajian.example.org/campaigns/nudges/?campaign={course.pk}&day=2026-03-23",
    }
    chased(LETTER)
    assert [one["event"] for one in messages()] == ["campaign.nudged", "campaign.proposed", "campaign.nudged"]


def test_many_things_of_a_unit_are_one_message_a_rung(course: Campaign, outside: None) -> None:
    chased(dt.date(2026, 6, 25))
    told = messages()
    places = [(one["unit"]["id"], one["rung"]["code"]) for one in told]
    assert len(places) == len(set(places))
    assert sum(one["count"] for one in told) == Nudge.objects.told().count() > len(told)


def test_nothing_is_written_where_nothing_is_set(owed: Duty) -> None:
    chased(URGE)
    assert Dispatch.objects.count() == 0
    assert Nudge.objects.told().get().channels == "站内"


def test_what_goes_outside_is_written_with_the_nudges_or_not_at_all(
    owed: Duty, outside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **given: Any) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("fajian.core.audit.append", full)
        with pytest.raises(OSError, match="full"):
            chased(URGE)
    assert (Nudge.objects.count(), Dispatch.objects.count()) == (0, 0)
    chased(URGE)
    assert (Nudge.objects.told().count(), Dispatch.objects.count()) == (1, 2)
