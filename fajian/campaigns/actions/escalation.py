"""Writes of the 催报阶梯: what the daily tick does, what a person decides on a proposal, the ladder of a campaign."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from fajian.campaigns import digests, histories
from fajian.campaigns.actions.shared import SUPERVISOR, leads, tell_units
from fajian.campaigns.escalation import Owed, Past, Sent, Step, late_days, owed_on, steps
from fajian.campaigns.ladders import TOLD, Policy, Rung
from fajian.campaigns.models import Campaign, Duty, Ladder, Nudge, Proposal, Standing
from fajian.campaigns.models.escalation import OPEN, policies
from fajian.campaigns.workflow import PROPOSAL
from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.calendar import Calendar
from fajian.ledgers.models import Rectification
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT

NOBODY = "没有可送达的账号"
INSIDE = "站内"


@dataclass(frozen=True, slots=True)
class Course:
    """A running campaign today: what is owed, what the ladder asks for."""

    campaign: Campaign
    owed: tuple[Owed, ...]
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, campaign: Campaign, policy: Policy, today: datetime.date) -> Course:
        """As of now."""
        owed = tuple(owed_on(histories.going_on(campaign), today))
        found = steps(policy, owed, Past.of(sent(campaign)), today, Calendar.seeded())
        return cls(campaign, owed, tuple(found))


def sent(campaign: Campaign) -> list[Sent]:
    """Every rung taken or passed over in the campaign so far."""
    columns = ("duty_id", "problem_id", "round", "rung", "on", "by_hand")
    rows = Nudge.objects.filter(campaign=campaign).order_by().values_list(*columns)
    return [
        Sent(f"duty:{duty}" if duty else f"problem:{problem}", turn, rung, on, by_hand)
        for duty, problem, turn, rung, on, by_hand in rows
    ]


# ── every day ────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.chase", title="每日催报", who=("system",))
def chase(act: Act) -> dict[str, int]:
    """What the ladders ask for today; each person gets one line. Returns how many of what.

    Of running campaigns everything, of finished ones what is standing. Called with the day as its key it is carried out
    once a day, whoever calls it.
    """
    chased = Q(state="running") | Exists(Standing.objects.filter(campaign=OuterRef("pk")))
    running = list(Campaign.objects.filter(chased).order_by("pk").select_related("unit"))
    ladders = policies([campaign.pk for campaign in running])
    courses = [Course.of(campaign, ladders[campaign.pk], act.today) for campaign in running]
    lapsed = sum(_lapse(act, course) for course in courses)
    proposed = [proposal for course in courses for proposal in _propose(act, course)]
    written = [nudge for course in courses for nudge in _nudges(act, course, proposed)]
    told = _tell(act, written)
    act.bulk_create(Nudge, written)
    done = {
        "nudges": sum(not nudge.skipped for nudge in written),
        "skipped": sum(nudge.skipped for nudge in written),
        "proposals": len(proposed),
        "lapsed": lapsed,
        "people": told,
    }
    act.note(day=act.today.isoformat(), **done)
    return done


def _lapse(act: Act, course: Course) -> int:
    """Proposals about nothing that is still owed are no longer put before anybody."""
    owed, count = {one.key for one in course.owed}, 0
    for proposal in Proposal.objects.filter(campaign=course.campaign, state__in=OPEN).prefetch_related("nudges"):
        if not owed.intersection(map(key_of, proposal.nudges.all())):
            row = act.lock(proposal)
            PROPOSAL.take(row, "lapse", by=act.by)
            row.reason = "所涉事项已经报送或者申请销号"
            act.save(row)
            count += 1
    return count


def key_of(nudge: Nudge) -> str:
    """The thing a nudge is about, as the pure part names it."""
    return f"duty:{nudge.duty_id}" if nudge.duty_id else f"problem:{nudge.problem_id}"


def _propose(act: Act, course: Course) -> list[Proposal]:
    """One proposal for each unit and kind; where one is undecided the new things join it."""
    wanted: dict[tuple[int, str], int] = {}
    for step in course.steps:
        if step.rung.is_proposal:
            place = (step.owed.unit, step.rung.kind)
            wanted[place] = wanted.get(place, 0) + 1
    standing = {
        (row.about_id, row.kind): row for row in Proposal.objects.filter(campaign=course.campaign, state__in=OPEN)
    }
    made = []
    for (unit, kind), things in sorted(wanted.items()):
        if (unit, kind) in standing:
            row = act.lock(standing[unit, kind])
            row.things += things
            act.save(row)
        else:
            row = act.create(
                Proposal,
                unit=course.campaign.unit,
                campaign=course.campaign,
                about_id=unit,
                kind=kind,
                proposed_on=act.today,
                things=things,
            )
        made.append(row)
    return made


def _nudges(act: Act, course: Course, proposed: Sequence[Proposal]) -> list[Nudge]:
    """A row for every rung taken or passed over, not written yet."""
    by_place = {(row.campaign_id, row.about_id, row.kind): row for row in proposed}
    things = _things(course.steps)
    found = []
    for step in course.steps:
        for rung, skipped in step.sent:
            nudge = nudge_of(course.campaign, things[step.owed.key], step.owed, rung, act.today, step.late_days)
            nudge.skipped = skipped
            if not skipped:
                nudge.proposal = by_place.get((course.campaign.pk, step.owed.unit, rung.kind))
            found.append(nudge)
    return found


def _things(found: Sequence[Step]) -> Mapping[str, Duty | Rectification]:
    """The rows the steps are about, by key."""
    numbers: dict[str, list[int]] = {"duty": [], "problem": []}
    for step in found:
        kind, _, number = step.owed.key.partition(":")
        numbers[kind].append(int(number))
    duties = Duty.objects.filter(pk__in=numbers["duty"]).select_related("unit")
    problems = Rectification.objects.filter(pk__in=numbers["problem"]).select_related("unit", "entry__ledger")
    return {f"duty:{row.pk}": row for row in duties} | {f"problem:{row.pk}": row for row in problems}


def nudge_of(
    campaign: Campaign, thing: Duty | Rectification, owed: Owed, rung: Rung, today: datetime.date, late_days: int
) -> Nudge:
    """A row, not written yet."""
    return Nudge(
        unit=thing.unit,
        campaign=campaign,
        duty=thing if isinstance(thing, Duty) else None,
        problem=thing if isinstance(thing, Rectification) else None,
        round=owed.round,
        rung=rung.code,
        title=rung.title,
        kind=rung.kind,
        on=today,
        due_on=owed.due_on,
        late_days=late_days,
        to=list(rung.to),
    )


def _tell(act: Act, written: Sequence[Nudge]) -> int:
    """One line to each person whom a rung reaches, and what goes outside. Returns how many persons.

    The rows say who it was. All of it is written with this command; letters and messages are sent by a job.
    """
    taken = [nudge for nudge in written if not nudge.skipped]
    told = _reached(taken)
    link = f"{reverse('campaigns:nudges')}?day={act.today.isoformat()}"
    for person, nudges in told.items():
        notify.tell([person], digests.line(nudges, person), link)
    digests.write_letters(told, act.today, link)
    digests.write_messages(taken, act.today)
    return len(told)


def _reached(nudges: Sequence[Nudge]) -> dict[User, list[Nudge]]:
    """Whom each reaches, by person; the rows are told how many of whom and by which way."""
    readers = digests.Readers.of({nudge.unit_id for nudge in nudges}, {nudge.campaign.unit_id for nudge in nudges})
    told: dict[User, list[Nudge]] = {}
    for nudge in nudges:
        whom = readers.whom(nudge.unit_id, nudge.campaign.unit_id, nudge.to)
        nudge.told = "、".join(f"{TOLD[word]}{len(people)}人" for word, people in whom.items() if people) or NOBODY
        nudge.channels = INSIDE if any(whom.values()) else ""
        for person in dict.fromkeys(person for people in whom.values() for person in people):
            told.setdefault(person, []).append(nudge)
    return told


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.urge", title="催办", who=SUPERVISOR)
def urge(act: Act, *, campaign: Campaign) -> int:
    """A notice to every unit that has something overdue; returns how many units it were.

    Recorded for each thing, so that the ladder does not urge again for what was due by now. Once a day for each thing.
    """
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    late = Duty.objects.filter(campaign=campaign).late(act.today)
    if campaign.state != "running":
        late = late.exclude(standing=None)
    if not late.exists():
        raise Refused("没有逾期未报的单位，不用催办。")
    today = f"by-hand-{act.today.isoformat()}"
    fresh = late.exclude(nudges__rung=today)
    if not fresh.exists():
        raise Refused("逾期未报的今天都已经催办过，请明天再催。")
    rung = Rung(today, "人工催办", "urge", 1, UNIT)
    things = {f"duty:{row.pk}": row for row in fresh.select_related("unit")}
    written = []
    for owed in owed_on(histories.duties(fresh), act.today):
        days = late_days(owed.due_on, act.today, Calendar.seeded())
        written.append(nudge_of(campaign, things[owed.key], owed, rung, act.today, days))
    for nudge in written:
        nudge.by_hand = True
    counted = Counter(nudge.unit_id for nudge in written)
    _reached(written)
    act.bulk_create(Nudge, written)
    tell_units(
        campaign,
        {
            number: f"催办：“{campaign.title[:120]}”本单位有{count}项报送已经逾期，请尽快报送"
            for number, count in counted.items()
        },
    )
    act.about(campaign)
    act.note(units=len(counted), duties=len(written))
    return len(counted)


# ── what a person decides ────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.accept_proposal", title="采纳建议", who=SUPERVISOR)
def accept_proposal(act: Act, *, proposal: Proposal, seen: int, note: str = "") -> Proposal:
    """The office will issue it; the document itself is drawn up, signed and issued by people."""
    return _decide(act, proposal, seen, "accept", reason=note)


@action("campaigns.decline_proposal", title="不采纳建议", who=SUPERVISOR)
def decline_proposal(act: Act, *, proposal: Proposal, seen: int, reason: str) -> Proposal:
    """Not now and not later for these things; the higher rungs still come."""
    return _decide(act, proposal, seen, "decline", reason=reason)


@action("campaigns.postpone_proposal", title="暂缓建议", who=SUPERVISOR)
def postpone_proposal(
    act: Act, *, proposal: Proposal, seen: int, until: datetime.date | None, note: str = ""
) -> Proposal:
    """Put before the office again on that day."""
    if until is not None and until <= act.today:
        raise Refused("暂缓至的日期应在今天以后。")
    return _decide(act, proposal, seen, "postpone", until=until, reason=note)


def _decide(
    act: Act, proposal: Proposal, seen: int, name: str, *, reason: str, until: datetime.date | None = None
) -> Proposal:
    row = act.lock(proposal, seen=seen)
    leads(act, row.unit_path)
    given: dict[str, Any] = {"reason": reason.strip(), "until": until}
    PROPOSAL.take(row, name, by=act.by, **given)
    row.reason, row.until = given["reason"], until
    row.decided_by, row.decided_at = act.user, act.now
    act.save(row)
    return row


# ── the ladder of a campaign ─────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.set_ladder", title="调整催报阶梯", who=SUPERVISOR)
def set_ladder(act: Act, *, campaign: Campaign, seen: int, policy: Policy) -> Ladder:
    """Another version of the campaign's ladder, in force from the next tick; `seen` is the number of the one before."""
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    last = Ladder.objects.filter(campaign=campaign).order_by("-number").values_list("number", flat=True).first() or 0
    if last != seen:
        raise Refused(f"催报阶梯已由他人调整为第{last}版，请刷新页面后重新填写。")
    data = policy.to_json()
    if data == policies([campaign.pk])[campaign.pk].to_json():
        raise Refused("没有改动，不用保存。")
    row = act.create(Ladder, campaign=campaign, number=last + 1, data=data)
    act.about(row)
    return row
