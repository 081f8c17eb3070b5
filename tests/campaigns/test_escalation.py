"""The pure part of the 催报阶梯: which rung is due on which working day, and never twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.campaigns.escalation import Handed, History, Past, Sent, Step, counts, day_of, owed_on, replay, steps
from fajian.campaigns.ladders import Policy, Rung, default, parse, read
from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar

CALENDAR = Calendar.seeded()
POLICY = default()
DAY = dt.timedelta(days=1)
DUE = dt.date(2026, 2, 11)  # a Wednesday; the make-up Saturday (14th) follows, then nine days off (15th to 23rd)
LONG_AGO = dt.date(2026, 1, 5)


def duty(*handed: Handed, due_on: dt.date = DUE, opened_on: dt.date = LONG_AGO, key: str = "duty:1") -> History:
    return History(key, "duties", 1, due_on, opened_on, handed)


def played(*histories: History, policy: Policy = POLICY, days: int = 60) -> list[tuple[str, str]]:
    """(day, rung) of every step from a fortnight before the due day."""
    found = replay(policy, histories, DUE - 14 * DAY, DUE + days * DAY, CALENDAR)
    return [(f"{day:%m-%d}", step.rung.code) for day, step in found]


def on(day: dt.date, *histories: History, past: Past | None = None, policy: Policy = POLICY) -> list[Step]:
    return steps(policy, owed_on([one.known(day) for one in histories], day), past or Past(), day, CALENDAR)


# ── the ladder ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_rungs_fall_on_working_days_with_make_up_days_counted_and_holidays_not() -> None:
    assert played(duty()) == [
        ("02-06", "remind"),
        ("02-12", "urge"),
        ("02-14", "urge-again"),  # a Saturday on which people work
        ("02-25", "letter"),
        ("03-03", "talk"),  # 28 February is a make-up Saturday
        ("03-10", "circular"),
    ]


def test_a_due_day_on_a_day_off_is_reminded_of_before_it() -> None:
    rung = Rung("on-the-day", "当日", "remind", 0, ("clerk",))
    assert day_of(rung, DUE, CALENDAR) == DUE
    assert day_of(rung, dt.date(2026, 2, 18), CALENDAR) == dt.date(2026, 2, 14)


def test_what_is_handed_in_is_left_alone() -> None:
    assert played(duty(Handed(dt.date(2026, 2, 5)))) == []
    assert played(duty(Handed(dt.date(2026, 2, 13)))) == [("02-06", "remind"), ("02-12", "urge")]


def test_what_is_returned_starts_anew_from_its_return() -> None:
    returned = duty(Handed(dt.date(2026, 2, 10), returned_on=dt.date(2026, 3, 2)))
    assert played(returned)[:3] == [("02-06", "remind"), ("03-03", "urge"), ("03-05", "urge-again")]
    early = duty(Handed(dt.date(2026, 2, 2), returned_on=dt.date(2026, 2, 3)))
    assert played(early)[:2] == [("02-06", "remind"), ("02-12", "urge")]
    again = duty(Handed(dt.date(2026, 2, 10), returned_on=dt.date(2026, 3, 2)), Handed(dt.date(2026, 3, 3)))
    assert played(again) == [("02-06", "remind"), ("03-03", "urge")]


def test_what_was_overdue_when_it_was_opened_counts_from_its_opening() -> None:
    assert played(duty(opened_on=dt.date(2026, 3, 2)))[:2] == [("03-03", "urge"), ("03-05", "urge-again")]


def test_nothing_is_sent_on_a_day_off_and_it_is_made_up_for_afterwards() -> None:
    assert on(dt.date(2026, 2, 15), duty()) == []
    (step,) = on(dt.date(2026, 2, 24), duty())
    assert (step.rung.code, [rung.code for rung in step.skipped]) == ("urge-again", ["remind", "urge"])
    assert step.late_days == 4


def test_missed_days_end_in_the_highest_notice_and_the_highest_proposal_alone() -> None:
    notice, proposal = on(dt.date(2026, 3, 3), duty())
    assert (notice.rung.code, [rung.code for rung in notice.skipped]) == ("urge-again", ["remind", "urge"])
    assert (proposal.rung.code, [rung.code for rung in proposal.skipped]) == ("talk", ["letter"])


def test_a_reminder_that_was_missed_is_not_sent_after_its_day() -> None:
    late = Policy("只提醒", duties=(Rung("remind", "提醒", "remind", -3, ("clerk",)),))
    assert [step.rung.code for step in on(DUE, duty(), policy=late)] == ["remind"]
    assert on(DUE + DAY, duty(), policy=late) == []


def test_who_is_often_late_is_proposed_for_a_circular_at_once_and_urged_all_the_same() -> None:
    before = [duty(Handed(dt.date(2026, 2, 2)), due_on=dt.date(2026, 1, 30), key=f"duty:{n}") for n in range(2, 5)]
    found = on(dt.date(2026, 2, 12), duty(), *before)
    assert [step.rung.code for step in found] == ["urge", "circular"]
    assert [step.rung.code for step in on(dt.date(2026, 2, 12), duty(), *before[1:])] == ["urge"]
    assert [step for step in played(duty(), *before) if step[0] > "02-06"] == [
        ("02-12", "urge"), ("02-12", "circular"), ("02-14", "urge-again"), ("02-25", "letter"), ("03-03", "talk")
    ], "the rungs below keep their days"  # fmt: skip
    other = [History(one.key, one.of, 2, one.due_on, one.opened_on, one.handed) for one in before]
    assert [step.rung.code for step in on(dt.date(2026, 2, 12), duty(), *other)] == ["urge"], "another unit's"


def test_who_is_often_late_and_long_late_gets_the_higher_of_the_two_proposals_alone() -> None:
    late = [duty(opened_on=dt.date(2026, 1, 5), due_on=dt.date(2026, 1, 30), key=f"duty:{n}") for n in range(2, 5)]
    day = dt.date(2026, 2, 25)
    proposal = on(day, duty(), *late)[1]
    assert (proposal.rung.code, [rung.code for rung in proposal.skipped]) == ("circular", ["letter"])


def test_an_urging_by_hand_stands_for_the_notices_due_by_then() -> None:
    past = Past.of([Sent("duty:1", 0, "by-hand-2026-02-12", dt.date(2026, 2, 12), by_hand=True)])
    assert on(dt.date(2026, 2, 12), duty(), past=past) == []
    assert [step.rung.code for step in on(dt.date(2026, 2, 14), duty(), past=past)] == ["urge-again"]
    assert [step.rung.code for step in on(dt.date(2026, 2, 25), duty(), past=past)] == ["urge-again", "letter"]
    returned = duty(Handed(dt.date(2026, 2, 10), returned_on=dt.date(2026, 2, 11)))
    assert [step.rung.code for step in on(dt.date(2026, 2, 12), returned, past=past)] == ["urge"], "of another round"


def test_beyond_the_calendar_days_are_counted_as_they_come() -> None:
    far = dt.date(2040, 5, 7)  # a Monday
    found = on(far + 2 * DAY, duty(due_on=far - 3 * DAY, opened_on=far - 30 * DAY))
    assert [(step.rung.code, step.late_days) for step in found] == [("urge-again", 5), ("letter", 5)]
    assert on(far + 5 * DAY, duty(due_on=far - 3 * DAY)) == [], "a Saturday"


# ── what holds whatever happens ──────────────────────────────────────────────────────────────────────────────────────


@st.composite
def lives(draw: Any) -> History:
    """A thing with any past: opened, handed in, returned, any number of times."""
    opened_on = dt.date(2026, 1, 5) + draw(st.integers(0, 90)) * DAY
    handed, day = [], opened_on
    for _ in range(draw(st.integers(0, 3))):
        day += draw(st.integers(0, 25)) * DAY
        back = day + draw(st.integers(0, 10)) * DAY
        handed.append(Handed(day, back))
        day = back
    if handed and draw(st.booleans()):
        handed[-1] = Handed(handed[-1].on)
    due_on = dt.date(2026, 1, 20) + draw(st.integers(0, 60)) * DAY
    key, kind = draw(st.sampled_from([("duty", "duties"), ("problem", "problems")]))
    return History(
        f"{key}:{draw(st.integers(1, 10**6))}", kind, draw(st.integers(1, 3)), due_on, opened_on, tuple(handed)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(lives(), max_size=5, unique_by=lambda one: one.key), st.sets(st.integers(0, 150)))
def test_whatever_happens_no_rung_is_taken_twice_and_none_after_it_was_handed_in(
    histories: list[History], missed: set[int]
) -> None:
    past, taken = Past(), set()
    for number in range(150):
        day = dt.date(2026, 1, 5) + number * DAY
        if number in missed:
            continue
        owed = owed_on([one.known(day) for one in histories], day)
        found = steps(POLICY, owed, past, day, CALENDAR)
        assert found == steps(POLICY, owed, past, day, CALENDAR), "the same question has one answer"
        by_thing = [(step.owed.key, step.rung.is_proposal) for step in found]
        assert len(set(by_thing)) == len(by_thing), "one notice and one proposal at most"
        for step in found:
            assert CALENDAR.is_working(day)
            for rung, _ in step.sent:
                assert (step.owed.key, step.owed.round, rung.code) not in taken
                taken.add((step.owed.key, step.owed.round, rung.code))
                past.add(Sent(step.owed.key, step.owed.round, rung.code, day))
        assert steps(POLICY, owed, past, day, CALENDAR) == [], "asked again on the same day"


@settings(max_examples=100, deadline=None)
@given(lives())
def test_the_higher_rung_comes_later(life: History) -> None:
    places = {rung.code: place for place, rung in enumerate(POLICY.ladder(life.of))}
    found = replay(POLICY, [life], dt.date(2026, 1, 5), dt.date(2026, 7, 1), CALENDAR)
    for proposing in (False, True):
        track = [(step.owed.round, places[step.rung.code]) for _, step in found if step.rung.is_proposal is proposing]
        assert track == sorted(set(track))


# ── the policy as data ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_common_policy_is_read_and_written_back() -> None:
    assert parse(POLICY.to_json(), "版本") == POLICY
    assert [rung.when for rung in POLICY.duties][:2] == ["期限前第3个工作日", "期限后第1个工作日"]
    assert POLICY.duties[2].told == "填报员、单位领导、牵头单位"


GOOD = "{code: urge, title: 催办, kind: urge, after: 1, to: [clerk]}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("duties: []", "缺少 title"),
        ("title: 甲\nduty: []", "不认识“duty”"),
        ("title: 甲\nduties: 3", "一级一行"),
        ("title: 甲\nduties: [3]", "第1级：应写成"),
        ("title: 甲\nduties: [{code: a, titel: b}]", "不认识“titel”"),
        ("title: 甲\nduties: [{title: 催办, kind: urge, after: 1, to: [clerk]}]", "code 应是"),
        ("title: 甲\nduties: [{code: a, kind: urge, after: 1, to: [clerk]}]", "title 应是"),
        ("title: 甲\nduties: [{code: a, title: 罚, kind: fine, after: 1}]", "kind 应是"),
        ("title: 甲\nduties: [{code: a, title: 催, kind: urge, to: [clerk]}]", "写一个，也只写一个"),
        ("title: 甲\nduties: [{code: a, title: 催, kind: urge, after: 0, to: [clerk]}]", "1 到 250 的整数"),
        ("title: 甲\nduties: [{code: a, title: 催, kind: urge, after: true, to: [clerk]}]", "1 到 250 的整数"),
        ("title: 甲\nduties: [{code: a, title: 催, kind: urge, after: 1}]", "to 应列出"),
        ("title: 甲\nduties: [{code: a, title: 催, kind: urge, after: 1, to: [mayor]}]", "to 应列出"),
        ("title: 甲\nduties: [{code: a, title: 谈, kind: talk, after: 1, to: [clerk]}]", "只能向牵头单位提出建议"),
        (f"title: 甲\nduties: [{GOOD}, {GOOD}]", "用了两次"),
        (f"title: 甲\nduties: [{GOOD}, {GOOD.replace('code: urge', 'code: again')}]", "应晚于"),
        ("title: 甲\nopen_before: -1", "open_before"),
        ("- 甲", "名称: 内容"),
    ],
)
def test_every_slip_in_a_policy_has_its_sentence(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "阶梯.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有找到"):
        read(tmp_path / "没有.yaml")


def test_the_days_of_a_ladder_may_be_moved_and_rungs_left_out() -> None:
    moved = POLICY.with_days({"duties.urge": (2, 0), "duties.circular": (None, 0), "duties.letter": (5, 3)})
    assert [(rung.code, rung.days, rung.or_late) for rung in moved.duties] == [
        ("remind", -3, 0), ("urge", 2, 0), ("urge-again", 3, 0), ("letter", 5, 3), ("talk", 10, 0),
    ]  # fmt: skip
    assert moved.problems == POLICY.problems
    with pytest.raises(InputError, match="应晚于"):
        POLICY.with_days({"duties.urge": (3, 0)})


def test_two_policies_are_compared_by_counts() -> None:
    lives = [duty(), duty(Handed(dt.date(2026, 2, 13)), key="duty:2")]
    strict = POLICY.with_days({"duties.letter": (4, 0)})
    mild = POLICY.with_days({"duties.letter": (None, 0)})
    found = [replay(policy, lives, LONG_AGO, dt.date(2026, 2, 24), CALENDAR) for policy in (strict, mild)]
    one, other = (counts(steps, strict, mild) for steps in found)
    assert one["duties", "urge"] == other["duties", "urge"] == 2
    assert (one["duties", "letter"], other["duties", "letter"]) == (1, 0)
    assert list(one)[:3] == [("duties", "remind"), ("duties", "urge"), ("duties", "urge-again")]
