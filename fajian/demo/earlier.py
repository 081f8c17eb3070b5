"""A month of last spring: a campaign that is over, and that the running one looks back on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from fajian import content
from fajian.campaigns import actions
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign, Delivery, Duty
from fajian.demo.campaign import NIL, Course
from fajian.demo.lookback import Looking
from fajian.demo.problems import Keeper
from fajian.ledgers.models import Ledger

FORM = "enterprise-look-back"
UNITS = 4  # agencies that take part
NOTE = "排查、整改、总结均已完成，转入日常监督；已销号的问题纳入本年度专项整治回头看。"


@dataclass
class Month:
    """The campaign of one month, written into the diary of the city."""

    course: Course
    keeper: Keeper
    looking: Looking
    campaign: Campaign | None = None

    def prepare(self) -> None:
        """From its launch to its end, and the look-back of this month."""
        diary, moved = self.course.diary, self.course.moved
        diary.write(moved.day(3, 27), 10, self.launch)
        diary.write(moved.day(5, 20), 16, self.finish)
        diary.write(diary.ago(12), 10, self.look_back)

    def launch(self) -> None:
        """The plan read, checked and launched with some of the city's agencies."""
        course, by = self.course, self.course.people.users["jd1"]
        text = course.moved.text(content.path("plans", "month.txt").read_text(encoding="utf-8"))
        document = actions.take_plan(by=by, text=text)
        for place in range(len(document.plan.doubts)):
            document = course.settle(document, place)
        document = actions.check(by=by, document=document, seen=document.version)
        units = course.people.agencies[:UNITS]
        self.campaign = actions.launch(by=by, document=document, seen=document.version, units=units)
        for place, delivery in enumerate(Delivery.objects.filter(campaign=self.campaign).select_related("unit")):
            course.diary.write(course.moved.day(3, 30), 9, partial(self.sign, delivery), minute=place)
        for place, duty in enumerate(Duty.objects.filter(campaign=self.campaign).exclude(due_on=None)):
            self.hand_in(place, duty)
        for book in Ledger.objects.filter(of_campaign(self.campaign)).select_related("unit"):
            self.keeper.put_right(book.unit, book, [course.moved.day(4, 3), course.moved.day(4, 9)])

    def sign(self, delivery: Delivery) -> None:
        """签收."""
        clerk = self.course.people.at(delivery.unit, "clerk")
        actions.sign(by=clerk, delivery=delivery, seen=delivery.version)

    def hand_in(self, place: int, duty: Duty) -> None:
        """In time, but for one; received and locked."""
        course, due_on = self.course, duty.due_on or self.course.diary.today
        day = due_on + timedelta(days=4) if place == 1 else due_on - timedelta(days=1)
        nil = place % 5 == 4 and not duty.annexes
        steps = [
            (day, partial(course.hand_in, duty.pk, NIL if nil else course.report(), nil)),
            (day + timedelta(days=1), partial(course.receive, duty.pk)),
            (day + timedelta(days=2), partial(course.lock, duty.pk)),
        ]
        course.diary.write_all(steps, minute=place % 60)

    def finish(self) -> None:
        """结束."""
        campaign = self.stored
        actions.finish(by=self.course.people.users["jd1"], campaign=campaign, seen=campaign.version, note=NOTE)

    def look_back(self) -> None:
        """The running campaign judges its problems again; a part of the units have done so."""
        course = self.course
        assert course.campaign is not None
        made = actions.look_back(
            by=course.people.users["jd1"],
            campaign=course.campaign,
            spec_code=FORM,
            earlier=self.stored,
            due_on=course.diary.ago(-5),
        )
        for place, problem in enumerate(made.problems.order_by("number")[:5]):
            verdict, day = ("relapsed" if place == 3 else "done"), course.diary.ago(9 - place)
            steps = [(day, partial(self.looking.judge, problem.pk, verdict))]
            if place < 4:
                steps.append((day + timedelta(days=2), partial(self.looking.answer, problem.pk, "confirm")))
            course.diary.write_all(steps, minute=place)

    @property
    def stored(self) -> Campaign:
        """The campaign as it stands."""
        assert self.campaign is not None
        return Campaign.objects.get(pk=self.campaign.pk)
