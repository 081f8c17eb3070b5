"""The daily tick on simulated days: who is told what, once; what is proposed, and what people decide on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fajian.campaigns import actions, daily
from fajian.campaigns.ladders import default
from fajian.campaigns.models import Campaign, Duty, Ladder, Nudge, Proposal
from fajian.campaigns.workflow import PROPOSAL
from fajian.core import notify, tick
from fajian.core.audited import plain_rows
from fajian.core.commands import System
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event, Job, Notice
from fajian.core.verify import verify
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.actions import close_account
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import SYSTEM, checked, handed_in, sample
from tests.campaigns.test_actions import pdf
from tests.clock import at
from tests.core.workflows import assert_every_step

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
ISSUED = dt.date(2026, 3, 2)
DUE = dt.date(2026, 3, 20)  # a Friday; what the sample asks for first
REMIND, URGE, AGAIN = dt.date(2026, 3, 17), dt.date(2026, 3, 23), dt.date(2026, 3, 25)
LETTER, TALK, CIRCULAR = dt.date(2026, 3, 27), dt.date(2026, 4, 3), dt.date(2026, 4, 13)  # 清明 lies between


def chased(day: dt.date) -> Any:
    with at(day):
        return daily.chase(day)


@pytest.fixture
def course(people: People, units: Units) -> Campaign:
    """The built-in plan, launched on the day it was issued."""
    with at(ISSUED):
        row = checked(people, sample())
        joining = [units["agency"], units["other"], units["county_office"]]
        return actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining)


@pytest.fixture
def owed(course: Campaign, people: People) -> Duty:
    """The agency's first dated duty; every other of the campaign has been handed in."""
    first = Duty.objects.filter(unit=people["clerk"].unit).exclude(due_on=None).order_by("due_on", "number")[0]
    with at(ISSUED, 10):
        for row in Duty.objects.exclude(pk=first.pk).exclude(due_on=None).select_related("unit"):
            by = User.objects.get(unit=row.unit, role="clerk")
            handed_in(people, row, "报送", by=by.username)
    assert first.due_on == DUE
    return first


def lines(user: User) -> list[str]:
    return [notice.text for notice in notify.inbox(user).order_by("pk") if "今日催报" in notice.text]


def rungs() -> list[str]:
    return list(Nudge.objects.told().order_by("on", "pk").values_list("rung", flat=True))


# ── every day ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_from_the_reminder_to_the_circular_each_on_its_working_day(owed: Duty, people: People) -> None:
    told = Counter[str]()
    for number in range(60):
        day = dt.date(2026, 3, 9) + dt.timedelta(days=number)
        told[day.isoformat()] += chased(day)["nudges"]
    days = [day for day, count in sorted(told.items()) if count]
    assert days == [day.isoformat() for day in (REMIND, URGE, AGAIN, LETTER, TALK, CIRCULAR)]
    assert rungs() == ["remind", "urge", "urge-again", "letter", "talk", "circular"]
    assert lines(people["clerk"]) == [
        f"今日催报到期提醒1项；最急的是“{owed.what}”，离期限还有3个工作日",
        f"今日催报催办1项；最急的是“{owed.what}”，逾期1个工作日",
        f"今日催报再次催办1项；最急的是“{owed.what}”，逾期3个工作日",
    ]
    assert len(lines(people["chief"])) == 2, "the leader of the unit from the first urging"
    assert [line[:10] for line in lines(people["supervisor"])] == [
        "今日催报再次催办1项", "今日催报建议发督办函", "今日催报建议约谈1项", "今日催报建议通报1项",
    ]  # fmt: skip
    for stranger in ("stranger", "officer", "county_supervisor", "leader", "admin"):
        assert lines(people[stranger]) == []
    row = Nudge.objects.get(rung="urge-again")
    assert (row.told, row.channels, row.late_days) == ("填报员1人、单位领导1人、牵头单位2人", "站内", 3)
    assert verify().holds


def test_the_same_day_twice_and_two_workers_send_nothing_twice(owed: Duty) -> None:
    first = chased(URGE)
    events = Event.objects.count()
    assert chased(URGE) == first, "the answer of the first"
    with at(URGE, 9):
        assert actions.chase(by=SYSTEM)["nudges"] == 0, "even without the day's key"
    assert (rungs(), Notice.objects.filter(text__contains="今日催报").count()) == (["urge"], 2)
    assert Event.objects.count() == events + 1


def test_missed_days_are_made_up_for_by_the_highest_rung(owed: Duty) -> None:
    assert chased(TALK)["nudges"] == 2
    assert rungs() == ["urge-again", "talk"]
    passed = Nudge.objects.filter(skipped=True).order_by("pk").values_list("rung", flat=True)
    assert list(passed) == ["remind", "urge", "letter"]
    assert Proposal.objects.get().kind == "talk"


def test_one_line_a_day_however_many_things_are_owed(course: Campaign, people: People) -> None:
    chased(dt.date(2026, 6, 25))
    (line,) = lines(people["clerk"])
    assert "再次催办" in line
    assert Nudge.objects.told().filter(unit=people["clerk"].unit).count() > 5
    assert len(lines(people["supervisor"])) == 1


def test_what_was_handed_in_is_left_alone_and_what_was_returned_starts_anew(owed: Duty, people: People) -> None:
    chased(URGE)
    with at(URGE, 10):
        row = Duty.objects.get(pk=owed.pk)
        row = actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="报送")
    assert chased(LETTER)["nudges"] == 0
    with at(LETTER, 10):
        actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="不全")
    assert chased(dt.date(2026, 3, 30))["nudges"] == 1
    assert [(row.rung, row.round) for row in Nudge.objects.told().order_by("pk")] == [("urge", 0), ("urge", 1)]


def test_a_finished_campaign_is_left_alone(owed: Duty, course: Campaign) -> None:
    plain_rows(Campaign).filter(pk=course.pk).update(state="finished")
    assert chased(URGE)["nudges"] == 0


def test_a_unit_without_accounts_is_told_so_in_the_row(owed: Duty, people: People) -> None:
    for who in ("clerk", "chief", "officer"):
        close_account(by=SYSTEM, user=people[who])
    chased(URGE)
    row = Nudge.objects.get(rung="urge")
    assert (row.told, row.channels) == ("没有可送达的账号", "")


def test_overdue_problems_climb_their_own_ladder(owed: Duty, course: Campaign, people: People) -> None:
    clerk, supervisor = people["clerk"], people["supervisor"]
    with at(ISSUED, 11):
        book = Ledger.objects.get(unit=clerk.unit, source=course.source, spec_code="self-check")
        ledgers.record(by=clerk, ledger=book, rows=[ledgers.NewEntry("问题甲"), ledgers.NewEntry("问题乙")])
        row = Rectification.objects.order_by("pk")[0]
        given = {"cause": "原因", "measure": "措施", "due_on": dt.date(2026, 3, 11), "person": "甲"}
        row = ledgers.accept(by=clerk, rectification=row, seen=row.version, **given)
    chased(dt.date(2026, 3, 12))
    nudge = Nudge.objects.told().get()
    assert (nudge.rung, nudge.problem, nudge.thing_title) == ("urge", row, f"{book} 第1号")
    assert "整改催办1项" in lines(clerk)[0]
    with at(dt.date(2026, 3, 12), 10):
        row = ledgers.submit(by=clerk, rectification=row, seen=row.version, result="已改", files=[pdf()])
    assert chased(dt.date(2026, 3, 19))["nudges"] == 1, "the reminder of the duty alone"
    with at(dt.date(2026, 3, 19), 10):
        ledgers.return_(by=supervisor, rectification=row, seen=row.version, reason="没有改好")
    chased(dt.date(2026, 3, 20))
    assert list(Nudge.objects.filter(problem=row, skipped=False).order_by("pk").values_list("rung", "round")) == [
        ("urge", 0), ("urge", 1),
    ]  # fmt: skip


def test_the_worker_asks_for_it_once_a_day_from_its_hour_on(owed: Duty, settings: Any) -> None:
    settings.FAJIAN_TICK_HOUR = 8
    asking = tick.Daily()
    with at(URGE, 7):
        asking()
        assert not Job.objects.filter(name="core.daily").exists()
    with at(URGE, 8):
        asking()
        tick.Daily()()  # another worker
        asking()
        assert Job.objects.filter(name="core.daily").count() == 1


def test_many_units_cost_no_more_queries_than_few(people: People, units: Units) -> None:
    def asked(joining: list[Unit]) -> int:
        with at(ISSUED):
            row = checked(people, sample())
            found = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining, again=True)
            plain_rows(Campaign).exclude(pk=found.pk).update(state="finished")
        with (
            at(DUE),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            actions.chase(by=SYSTEM)
        inboxes = sum("core_notice" in query["sql"] for query in queries)
        return len(queries) - inboxes

    few = asked([units["agency"]])
    assert asked([units["agency"], units["other"], units["county_office"], units["county_agency"]]) <= few


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_urging_by_hand_is_recorded_and_stands_for_what_was_due(
    owed: Duty, course: Campaign, people: People
) -> None:
    with at(URGE, 7):
        assert actions.urge(by=people["supervisor"], campaign=course) == 1
        with pytest.raises(Refused, match="今天都已经催办过"):
            actions.urge(by=people["colleague"], campaign=course)
    row = Nudge.objects.get()
    assert (row.by_hand, row.duty, row.told, row.title) == (True, owed, "填报员1人、单位领导1人", "人工催办")
    assert chased(URGE)["nudges"] == 0
    assert chased(AGAIN)["nudges"] == 1
    with at(AGAIN, 10):
        assert actions.urge(by=people["supervisor"], campaign=course) == 1, "another day"


# ── proposals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def proposed(day: dt.date = LETTER) -> Proposal:
    chased(day)
    return Proposal.objects.get()


def test_a_proposal_is_put_before_the_office_and_issued_by_nobody(owed: Duty, course: Campaign, people: People) -> None:
    row = proposed()
    assert (row.kind, row.state, row.about, row.unit, row.things) == (
        "letter", "open", people["clerk"].unit, course.unit, 1,
    )  # fmt: skip
    assert row.source == f"proposal:{row.pk}"
    assert [nudge.duty for nudge in row.nudges.all()] == [owed]
    assert "建议" not in "".join(lines(people["clerk"])), "the unit hears of it from people"
    with at(LETTER, 10):
        row = actions.accept_proposal(by=people["colleague"], proposal=row, seen=row.version, note="由二科拟稿")
    assert (row.state, row.decided_by, row.reason) == ("accepted", people["colleague"], "由二科拟稿")


def test_a_postponed_proposal_waits_for_its_day(owed: Duty, people: People) -> None:
    row = proposed()
    with at(LETTER, 10):
        with pytest.raises(Refused, match="今天以后"):
            actions.postpone_proposal(by=people["supervisor"], proposal=row, seen=row.version, until=LETTER)
        with pytest.raises(Refused, match="须填写：暂缓至"):
            actions.postpone_proposal(by=people["supervisor"], proposal=row, seen=row.version, until=None)
        actions.postpone_proposal(by=people["supervisor"], proposal=row, seen=row.version, until=TALK)
    assert not Proposal.objects.waiting(LETTER).exists()
    assert Proposal.objects.waiting(TALK).exists()
    assert chased(dt.date(2026, 3, 30))["proposals"] == 0, "it is not proposed a second time"


def test_a_declined_proposal_has_its_reason_and_the_next_rung_still_comes(owed: Duty, people: People) -> None:
    row = proposed()
    with at(LETTER, 10):
        with pytest.raises(Refused, match="须填写：理由"):
            actions.decline_proposal(by=people["supervisor"], proposal=row, seen=row.version, reason=" ")
        actions.decline_proposal(by=people["supervisor"], proposal=row, seen=row.version, reason="已电话核实")
    chased(TALK)
    assert list(Proposal.objects.order_by("pk").values_list("kind", "state")) == [
        ("letter", "declined"), ("talk", "open"),
    ]  # fmt: skip


def test_more_things_join_an_undecided_proposal_and_whoever_saw_fewer_is_told(course: Campaign, people: People) -> None:
    chased(dt.date(2026, 3, 27))
    row = Proposal.objects.get(about=people["clerk"].unit, kind="letter")
    assert row.things == 1
    chased(dt.date(2026, 4, 1))  # five working days after what was due on the 25th
    now = Proposal.objects.get(pk=row.pk)
    assert (now.things, now.nudges.count()) == (2, 2)
    with at(dt.date(2026, 4, 1), 10), pytest.raises(Stale):
        actions.accept_proposal(by=people["supervisor"], proposal=row, seen=row.version)


def test_a_proposal_lapses_when_everything_was_handed_in(owed: Duty, people: People) -> None:
    row = proposed()
    with at(LETTER, 10):
        duty = Duty.objects.get(pk=owed.pk)
        actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="补报")
    assert chased(dt.date(2026, 3, 30))["lapsed"] == 1
    assert Proposal.objects.get(pk=row.pk).state == "lapsed"


def test_the_county_decides_nothing_on_the_citys_campaign(owed: Duty, people: People) -> None:
    row = proposed()
    with at(LETTER, 10), pytest.raises(Refused, match="牵头"):
        actions.accept_proposal(by=people["county_supervisor"], proposal=row, seen=row.version)


# ── the ladder of a campaign ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_campaign_may_have_a_ladder_of_its_own_in_versions(owed: Duty, course: Campaign, people: People) -> None:
    milder = default().with_days({"duties.urge": (2, 0), "duties.letter": (None, 0)})
    with at(ISSUED, 12):
        actions.set_ladder(by=people["supervisor"], campaign=course, seen=0, policy=milder)
        with pytest.raises(Refused, match="没有改动"):
            actions.set_ladder(by=people["supervisor"], campaign=course, seen=1, policy=milder)
        with pytest.raises(Refused, match="调整为第1版"):
            actions.set_ladder(by=people["colleague"], campaign=course, seen=0, policy=default())
        with pytest.raises(Refused, match="牵头"):
            actions.set_ladder(by=people["county_supervisor"], campaign=course, seen=1, policy=default())
    for number in range(40):
        chased(dt.date(2026, 3, 16) + dt.timedelta(days=number))
    assert rungs() == ["remind", "urge", "urge-again", "talk", "circular"]
    assert Nudge.objects.get(rung="urge").on == dt.date(2026, 3, 24)
    assert Ladder.objects.get().policy == milder


def test_a_proposal_takes_the_steps_of_its_table_and_no_others() -> None:
    assert_every_step(PROPOSAL)


def test_only_the_system_chases(people: People) -> None:
    for who in ("supervisor", "admin", "clerk"):
        with pytest.raises(Refused):
            actions.chase(by=people[who])
    assert actions.chase(by=System("测试"))["nudges"] == 0
