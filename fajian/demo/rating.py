"""What enterprises said after visits, and the yearly survey of the city's 监督员."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.orgs.models import Unit
from fajian.portal import actions, ballots, tallies
from fajian.portal.actions import PUBLIC
from fajian.portal.models import Survey

RATED = ("安澜市城市管理局", "安澜市市场监督管理局", "安澜市生态环境局")
PANEL = (("enterprise", 7, 3), ("delegate", 6, 2), ("lawyer", 3, 1))  # group, people, weight
VISITS = (75, 70, 66, 61, 55, 48, 44, 40, 12, 8)  # days ago
UNUSED = "A" * ballots.LENGTH
# How far each unit is liked: which choices its answers are drawn from.
LIKED = (("very", "good", "fair", "bad"), ("very", "very", "good", "none"), ("good", "good", "fair", "very"))


@dataclass
class Rating:
    """Written into the diary."""

    diary: Diary
    people: People
    dice: Random

    def prepare(self) -> None:
        """Codes after visits, answered a day later; the survey from its roster to its freezing."""
        self.diary.write(self.diary.ago(80), 9, self.open_visits, 25)
        for ago in VISITS:
            self.diary.write(self.diary.ago(ago), 16, self.visit, 25)
        self.diary.write(self.diary.ago(5), 16, self.give, 25)
        self.diary.write(self.diary.ago(60), 9, self.appoint, 25)
        self.diary.write(self.diary.ago(50), 10, self.open_survey, 25)
        self.diary.write(self.diary.ago(46), 10, self.answer_all, 25)
        self.diary.write(self.diary.ago(18), 10, self.freeze, 25)

    @property
    def city(self) -> Unit:
        """Whose area it is."""
        found = self.people.units[RATED[0]].parent
        assert found is not None
        return found

    def open_visits(self) -> None:
        """From now on every visit may be rated."""
        actions.open_survey(
            by=self.people.users["jd1"], unit=self.city, title="安澜市入企执法一次一评", questionnaire="visit",
            opens_on=self.diary.day,
        )  # fmt: skip

    def visit(self) -> None:
        """A code, and what the enterprise said."""
        code, unit = ballots.new(), self.people.units[RATED[0]]
        actions.issue_visit_code(by=self.people.users["cg-tb"], unit=unit, digest=ballots.digest(code))
        self.answer(code, unit, LIKED[0], "visit")

    def give(self) -> None:
        """A code that nobody has used yet: whoever looks at the demo may."""
        unit = self.people.units[RATED[0]]
        actions.issue_visit_code(by=self.people.users["cg-tb"], unit=unit, digest=ballots.digest(UNUSED))

    def answer(self, code: str, unit: Unit, liked: tuple[str, ...], questionnaire: str) -> None:
        """Every question."""
        questions = tallies.words().questionnaires[questionnaire].questions
        choices = {one.code: self.dice.choice(liked) for one in questions}
        actions.answer_survey(by=PUBLIC, code=code, target=unit, choices=choices)

    def appoint(self) -> None:
        """The roster."""
        for group, people, _ in PANEL:
            for number in range(people):
                name = f"演示{tallies.words().groups[group][:2]}{number + 1}"
                until = self.diary.day + timedelta(days=730)
                actions.appoint(
                    by=self.people.users["jd1"],
                    unit=self.city,
                    group=group,
                    since=self.diary.day,
                    name=name,
                    until=until,
                )

    def open_survey(self) -> None:
        """Of three agencies."""
        actions.open_survey(
            by=self.people.users["jd1"], unit=self.city, title="经济发展环境监督员测评", questionnaire="environment",
            opens_on=self.diary.day, closes_on=self.diary.day + timedelta(days=20),
            weights={group: weight for group, _, weight in PANEL}, targets=[self.people.units[name] for name in RATED],
        )  # fmt: skip

    def answer_all(self) -> None:
        """Everybody of the roster, but one."""
        survey = Survey.objects.get(questionnaire="environment")
        for group, people, _ in PANEL:
            codes = [ballots.new() for _ in range(people)]
            digests = [ballots.digest(code) for code in codes]
            actions.issue_ballots(by=self.people.users["jd1"], survey=survey, group=group, digests=digests)
            for code in codes[1:]:
                for name, liked in zip(RATED, LIKED, strict=True):
                    self.answer(code, self.people.units[name], liked, "environment")

    def freeze(self) -> None:
        """Counted."""
        survey = Survey.objects.get(questionnaire="environment")
        actions.freeze_survey(by=self.people.users["jd1"], survey=survey, seen=survey.version)
