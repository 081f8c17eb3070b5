"""The people of the city's agencies and their certificates: on the roster, issued, withheld, cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from fajian.demo.diary import Diary
from fajian.demo.identities import person_name
from fajian.demo.people import ROOT, People
from fajian.orgs.models import Unit
from fajian.people import actions, courses, questions
from fajian.people.models import Certificate, Exam, Officer, Question

UNIT, CLERK, OFFICE = "安澜市城市管理局", "cg-tb", "jd1"
# Post, kind, staffing, front line, months the certificate still runs (None: has none), does legal review since.
CREW: tuple[tuple[str, str, str, bool, int | None, date | None], ...] = (
    ("一中队中队长", "enforcer", "civil", True, 40, None),
    ("一中队队员", "enforcer", "public", True, 28, None),
    ("一中队队员", "enforcer", "public", True, 1, None),
    ("二中队中队长", "enforcer", "civil", True, 16, None),
    ("二中队队员", "enforcer", "public", True, 15, None),
    ("二中队队员", "enforcer", "public", True, 30, None),
    ("法规科科长", "enforcer", "civil", False, 50, date(2016, 4, 1)),
    ("法规科干部", "reviewer", "civil", False, None, date(2021, 9, 1)),
    ("二中队队员", "enforcer", "contract", True, None, None),
    ("一中队协管员", "assistant", "contract", True, None, None),
)  # fmt: skip


class Certifying:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People, chance: Random) -> None:
        self.diary, self.people, self.chance = diary, people, chance
        self.unit: Unit = people.units[UNIT]

    def prepare(self) -> None:
        """The roster comes in; then what became of some of the certificates."""
        write = self.diary.write
        write(self.diary.ago(120), 9, self.enter, 30)
        write(self.diary.ago(100), 10, partial(self.recognise, 7), 30)
        write(self.diary.ago(60), 15, partial(self.suspend, 1), 30)
        write(self.diary.ago(40), 9, partial(self.leave, 4), 30)
        write(self.diary.ago(20), 10, self.confirm, 30)
        write(self.diary.ago(6), 9, self.ask, 30)
        for ago, kind, hours, many in ((90, "general", 24, 10), (70, "law", 16, 6), (30, "skill", 24, 6)):
            write(self.diary.ago(ago), 16, partial(self.train, kind, hours, many), 30)
        write(self.diary.ago(30), 10, partial(self.examine, "年度法治测试", 20), 30)
        write(self.diary.ago(25), 10, partial(self.answer, True), 30)
        write(self.diary.ago(3), 10, partial(self.examine, "行政处罚法专项测试", -20), 30)
        write(self.diary.yesterday, 10, partial(self.answer, False), 30)

    def enter(self) -> None:
        """Imported by the unit's clerk, with the numbers the cards carry."""
        lines = []
        for number, (post, kind, staffing, frontline, months, reviews) in enumerate(CREW, 1):
            account = self.people.users["cg-zf"] if number == 1 else None
            drawn = person_name(self.chance)
            name = account.display_name if account else drawn
            given = actions.Given(
                number=f"CG{number:03d}", name=name, kind=kind, staffing=staffing, post=post,
                frontline=frontline, joined_on=date(2015 + number % 8, 7, 1), first_reviewed_on=reviews,
                bar_no="A2018411800012" if kind == "reviewer" else "",
                bar_on=date(2018, 12, 1) if kind == "reviewer" else None,
                account=account,
            )  # fmt: skip
            card: dict[str, Any] = {}
            if months is not None:
                last = self.diary.today + timedelta(days=30 * months)
                card = {"certificate": f"豫R1890{number:04d}", "region": "4118", "domains": "城市管理",
                        "valid_from_on": last - timedelta(days=5 * 365), "valid_to_on": last}  # fmt: skip
            lines.append(actions.Line(self.unit, given, **card))
        actions.take_roster(by=self.people.users[CLERK], lines=lines)

    def recognise(self, last: int) -> None:
        """The office compares the cards with its own list."""
        for row in Certificate.objects.filter(officer__number__lte=f"CG{last:03d}", state="applied").order_by("pk"):
            names = ("number", "valid_from_on", "valid_to_on")
            term: Any = {name: getattr(row, name) for name in names}
            actions.recognise(by=self.people.users[OFFICE], certificate=row, seen=row.version, **term)

    def suspend(self, place: int) -> None:
        """Rude at an inspection; withheld over the day of the demo."""
        row = self.card(place)
        until = self.diary.today + timedelta(days=20)
        why = "检查中态度粗暴，投诉查实"
        actions.suspend(
            by=self.people.users[OFFICE], certificate=row, seen=row.version, reason=why, suspended_to_on=until
        )

    def leave(self, place: int) -> None:
        """Retired."""
        row = self.officer(place)
        said: dict[str, Any] = {"left_on": self.diary.day, "left_why": "退休"}
        actions.leave(by=self.people.users[CLERK], officer=row, seen=row.version, **said)

    def confirm(self) -> None:
        """The unit says the list is complete."""
        span: dict[str, Any] = {"from_on": self.diary.ago(110), "to_on": self.diary.day}
        actions.confirm_roster(by=self.people.users[CLERK], unit=self.unit, sheet="certificates", **span)

    def ask(self) -> None:
        """A new colleague applies."""
        given = actions.Given(number="CG011", name=person_name(self.chance), kind="enforcer", staffing="public",
                              post="二中队队员", frontline=True, joined_on=self.diary.ago(90))  # fmt: skip
        row = actions.register(by=self.people.users[CLERK], unit=self.unit, given=given)
        actions.apply(by=self.people.users[CLERK], officer=row, region="4118", domains=["城市管理"])

    def train(self, kind: str, hours: int, many: int) -> None:
        """Held by the unit for the first so many of the crew."""
        there = (
            Officer.objects.in_post(self.diary.day).filter(unit=self.unit, number__lte=f"CG{many:03d}").order_by("pk")
        )
        held = actions.Held(f"{courses.kinds()[kind]}培训", kind, "gathered", self.diary.day, Decimal(hours))
        actions.hold(by=self.people.users[CLERK], unit=self.unit, held=held, officers=list(there))

    def examine(self, title: str, ended: int) -> None:
        """A test of the office's for the whole city, over so many days before the day of the demo."""
        office = self.people.users[OFFICE]
        unit: Any = office.unit
        actions.take_questions(by=office, unit=unit, questions=questions.shipped())
        last = self.diary.ago(ended)
        terms = actions.Terms(title, "", self.diary.day, last, 30, 10)
        actions.set_exam(by=office, unit=self.people.units[ROOT], terms=terms)

    def answer(self, hand_in: bool) -> None:
        """The officer with an account sits the newest test; nine of ten are right."""
        me = self.people.users["cg-zf"]
        paper = actions.sit(by=me, exam=Exam.objects.order_by("-pk")[0])
        right = Question.objects.in_bulk(paper.questions)
        said = {str(one): right[one].answer for one in paper.questions[1:]}
        actions.answer(by=me, sitting=paper, answers=said, hand_in=hand_in)

    def officer(self, place: int) -> Officer:
        """By its place in the crew."""
        return Officer.objects.get(number=f"CG{place + 1:03d}")

    def card(self, place: int) -> Certificate:
        """The certificate of that person."""
        return Certificate.objects.get(officer=self.officer(place))
