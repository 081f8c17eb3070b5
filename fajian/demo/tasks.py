"""How the campaign's tasks went: notes, proof, confirmations, milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from fajian.campaigns import actions
from fajian.campaigns.models import OWING, Campaign, Milestone, Progress, Task, TaskUnit
from fajian.core.files import Received
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import OFFICE, People
from fajian.engine.office import letters
from fajian.orgs.models import Unit, User

NOTES = (
    "已成立工作专班，明确分管领导和承办科室，正在逐项推进。",
    "已完成{n}件，其余{m}件按时限推进。",
    "召开推进会1次，对进度慢的科室作了提醒。",
)
DONE = "本单位承担的工作已全部完成，情况报告附后。"
FIRST_STEP = "工作方案细化到科室"
SECOND_STEP = "中期检查"


@dataclass
class Work:
    """Writes the course of the tasks into the diary."""

    diary: Diary
    people: People
    chance: Random
    campaign: Campaign

    def go_on(self) -> None:
        """Tasks whose day is past are done, but the last one; of the others some parts have begun."""
        tasks = list(Task.objects.filter(campaign=self.campaign))
        dated = sorted((task for task in tasks if task.due_on), key=lambda task: str(task.due_on))
        for task in tasks:
            parts = TaskUnit.objects.filter(task=task, part__in=OWING).select_related("unit").order_by("unit_path")
            units = list({part.unit_id: part.unit for part in parts}.values())
            for place, unit in enumerate(units):
                self.part(task, unit, place, slow=task in dated[-2:])
        for task in dated[-2:]:
            self.milestones(task)

    def part(self, task: Task, unit: Unit, place: int, *, slow: bool) -> None:
        """One unit's notes of one task; and its claim, unless there is time left or the unit is slow."""
        began = self.diary.ago(60) if task.due_on is None else task.due_on - timedelta(days=25)
        steps = [(day, partial(self.note, task.pk, unit)) for day in self.days(began, place)]
        if task.due_on and task.due_on <= self.diary.yesterday and not (slow and place % 3):
            day = min(task.due_on - timedelta(days=place % 4), self.diary.ago(3))
            steps.append((day, partial(self.claim, task.pk, unit)))
            if not slow:
                steps.append((day + timedelta(days=2), partial(self.confirm, task.pk, unit)))
        self.diary.write_all([step for step in steps if step[0] < self.diary.yesterday], minute=place % 60)

    def days(self, began: date, place: int) -> list[date]:
        """When it writes notes."""
        return [began + timedelta(days=place % 5), began + timedelta(days=12 + place % 5)]

    def milestones(self, task: Task) -> None:
        """Two steps on the way; one reached, one missed."""
        due_on = task.due_on or self.diary.today
        self.diary.write(due_on - timedelta(days=40), 9, partial(self.set, task.pk, due_on))
        self.diary.write(due_on - timedelta(days=31), 10, partial(self.reach, task.pk))

    # ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────

    def writer(self, unit: Unit) -> User:
        """The unit's clerk; at the office a supervisor."""
        return self.people.users["jd2"] if unit.name == OFFICE else self.people.at(unit, "clerk")

    def note(self, number: int, unit: Unit) -> None:
        """记进展."""
        text = self.chance.choice(NOTES).format(n=self.chance.randrange(10, 60), m=self.chance.randrange(1, 9))
        actions.note_progress(by=self.writer(unit), task=Task.objects.get(pk=number), unit=unit, text=text)

    def claim(self, number: int, unit: Unit) -> None:
        """申请确认完成."""
        task = Task.objects.get(pk=number)
        actions.claim_done(by=self.writer(unit), task=task, unit=unit, text=DONE, received=[self.paper(task, unit)])

    def paper(self, task: Task, unit: Unit) -> Received:
        """What shows it."""
        blocks = (letters.Heading("一、完成情况"), letters.Paragraph(DONE), letters.Paragraph("特此报告。"))
        return papers.report(f"{task.title[:20]}完成情况", blocks, to=OFFICE, by=unit.name, on=self.diary.day)

    def confirm(self, number: int, unit: Unit) -> None:
        """确认完成."""
        row = Progress.objects.get(task=number, unit=unit)
        actions.confirm_done(by=self.people.users["jd1"], progress=row, seen=row.version)

    def set(self, number: int, due_on: date) -> None:
        """设里程碑."""
        task, by = Task.objects.get(pk=number), self.people.users["jd1"]
        for title, days in ((FIRST_STEP, 30), (SECOND_STEP, 12)):
            actions.set_milestone(by=by, task=task, title=title, due_on=due_on - timedelta(days=days))

    def reach(self, number: int) -> None:
        """达到里程碑."""
        row = Milestone.objects.get(task=number, title=FIRST_STEP)
        actions.reach_milestone(
            by=self.people.users["jd1"],
            milestone=row,
            seen=row.version,
            reached_on=self.diary.day,
            remark="各单位细化方案已收齐",
        )
