"""The city's campaign: its plan read and checked, launched, and what its units have handed in since."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from django.conf import settings

from fajian.campaigns import actions, answers, daily
from fajian.campaigns.models import Campaign, Duty, PlanDocument
from fajian.core import checkpoints
from fajian.core.files import Received, receive
from fajian.demo import papers, reports
from fajian.demo.diary import Diary
from fajian.demo.people import OFFICE, People
from fajian.demo.plan import Moved, sample
from fajian.engine.office import letters
from fajian.orgs.models import Unit

REPORTS = (
    "已按方案完成本阶段工作，台账随报。共自查案卷{n}册，发现问题已全部登记，责任到人、限期整改。",
    "本月开展行政检查{n}次，其中合并检查{m}次；新发现问题已登记台账，正在整改。",
    "召开专题会议1次，培训执法人员{n}人；本月整改销号{m}件，其余按时限推进。",
)
NIL = "本月没有新开展的工作事项，没有新发现的问题，特此零报告。"
CHASED = 21  # days for which the system has chased by itself
LATELY = 65  # days; what was due before is settled
RETURNS = ("没有加盖公章，数字与台账不一致，请核对后重新报送。", "缺少整改完成情况，请补充后重新报送。")


@dataclass
class Course:
    """The campaign's course in the diary."""

    diary: Diary
    people: People
    moved: Moved
    chance: Random
    campaign: Campaign | None = None

    @property
    def units(self) -> list[Unit]:
        """Who takes part: the city's agencies and the counties' 司法局."""
        return self.people.agencies + self.people.county_offices

    def prepare(self, launched: Callable[[Campaign], object]) -> None:
        """From the plan's issue to the launch, after which `launched` is told; then two more plans."""
        issued = self.moved.day(3, 2)
        self.diary.write(issued, 14, partial(self.launch, launched))
        for days in range(30, (self.diary.today - issued).days, 30):
            self.diary.write(issued + timedelta(days=days), 17, self.checkpoint)
        checked = partial(self.take, "涉企行政检查专项监督工作方案", "17号", settled=True)
        self.diary.write(self.diary.ago(6), 10, checked)
        draft = partial(self.take, "执法案卷质量提升专项监督工作方案", "19号", settled=False)
        self.diary.write(self.diary.ago(4), 10, draft)
        self.diary.write(self.diary.ago(3), 16, self.urge)
        self.diary.write(self.diary.ago(2), 15, self.unlock)
        self.diary.write(self.diary.yesterday, 16, self.draft)
        self.diary.write(self.diary.ago(9), 9, self.report_month)
        self.diary.write(self.diary.yesterday, 16, self.pack, minute=40)
        self.diary.write(self.diary.ago(CHASED + 1), 10, self.stand)
        for days in range(CHASED, 0, -1):
            self.diary.write(self.diary.ago(days), 8, self.chase, minute=days % 7)
        self.diary.write(self.diary.ago(2), 9, self.amend)

    def launch(self, launched: Callable[[Campaign], object]) -> None:
        """Take the plan in, settle its doubts as proposed, check it, launch."""
        by = self.people.users["jd1"]
        text = self.moved.text(sample())
        received = receive(io.BytesIO(text.encode()), "实施方案.txt")
        document = actions.take_plan(by=by, text=text, received=received)
        for place in range(len(document.plan.doubts)):
            document = self.settle(document, place)
        document = actions.check(by=by, document=document, seen=document.version)
        self.campaign = actions.launch(
            by=by,
            document=document,
            seen=document.version,
            units=self.units,
            legal_type="key",
            chain=self.higher(document),
        )
        self.hand_in_all()
        launched(self.campaign)

    def higher(self, document: PlanDocument) -> list[actions.Higher]:
        """The decisions it names as its reason."""
        return [actions.Higher(base.name, base.doc_number or "") for base in document.plan.bases]

    def amend(self) -> None:
        """A task gets more time: one person asks, another approves."""
        campaign = self.campaign
        assert campaign is not None
        task = campaign.tasks.exclude(due_on=None).order_by("-due_on")[0]
        day, last = self.diary.today + timedelta(days=LATELY), campaign.to_on
        if last and self.diary.today < last < day:
            day = last  # not beyond the campaign
        asked = {"task": task.pk, "day": day.isoformat()}
        given = {"reason": "第三季度检查任务集中，按市政府意见顺延。", "basis": "市政府办公室会议纪要"}
        amendment = actions.propose(by=self.people.users["jd1"], campaign=campaign, kind="task", asked=asked, **given)
        actions.approve_amendment(by=self.people.users["jd2"], amendment=amendment, seen=amendment.version)

    def settle(self, document: PlanDocument, place: int) -> PlanDocument:
        """As proposed, or where nothing is proposed: it does not matter."""
        how = "proposal" if answers.question(document.plan.doubts[place]).proposal else "none"
        return actions.settle(
            by=self.people.users["jd1"], document=document, seen=document.version, place=place, how=how
        )

    def take(self, title: str, number: str, *, settled: bool) -> None:
        """A plan that is not launched: checked already, or with one of its doubts settled so far."""
        by, text = self.people.users["jd1"], self.moved.text(sample())
        text = text.replace("行政执法突出问题专项整治实施方案", title).replace("5号", number)
        document = actions.take_plan(by=by, text=text)
        for place in range(len(document.plan.doubts) if settled else 1):
            document = self.settle(document, place)
        if settled:
            actions.check(by=by, document=document, seen=document.version)

    def report_month(self) -> None:
        """What units declare of the month before; then it is frozen."""
        assert self.campaign is not None
        reports.declare(self.campaign, self.people, self.diary.day, Random(1))
        reports.freeze(self.campaign, self.people, self.diary.day)

    def pack(self) -> None:
        """资料包."""
        assert self.campaign is not None
        reports.pack(self.campaign, self.people)

    def urge(self) -> None:
        """催办."""
        campaign = self.campaign
        assert campaign is not None
        if Duty.objects.filter(campaign=campaign).late(self.diary.day).exists():
            actions.urge(by=self.people.users["jd2"], campaign=campaign)

    def chase(self) -> None:
        """每日下达和催报; asked twice on a day it does nothing."""
        daily.open_periods(self.diary.day)
        daily.chase(self.diary.day)

    def stand(self) -> None:
        """What goes on after the campaign: every quarter to all, every year to the counties."""
        by, campaign = self.people.users["jd1"], self.campaign
        assert campaign is not None
        given: dict[str, Any] = {"by": by, "campaign": campaign, "from_on": self.diary.day, "open_before": 20}
        what = "问题发现情况和整改进度"
        actions.set_standing(**given, what=what, every="每季度", words="每季度末月25日前", annexes="附件1")
        counties = self.people.county_offices
        actions.set_standing(**given, what="常态化监督年度报告", every="每年", words="每年12月20日前", units=counties)

    def checkpoint(self) -> None:
        """Given out once a month, and kept."""
        checkpoints.keep(checkpoints.checkpoint(), settings.FAJIAN_CHECKPOINTS)

    # ── what is handed in ────────────────────────────────────────────────────────────────────────────────────────────

    def hand_in_all(self) -> None:
        """What becomes of every duty: on time, late, returned, nil, or not yet."""
        first = self.moved.day(3, 6)  # nothing is handed in before it is asked for
        owed = Duty.objects.filter(campaign=self.campaign).exclude(due_on=None).select_related("unit")
        for place, duty in enumerate(owed.order_by("number", "unit_path")):
            due_on = duty.due_on or self.diary.today
            early = due_on - timedelta(days=self.chance.randrange(1, 5))
            match self.fate(place, due_on):
                case "late":
                    self.write(duty, due_on + timedelta(days=self.chance.randrange(1, 6)))
                case "returned":
                    self.returned(duty, max(first, early))
                case "nil" if not duty.annexes:
                    self.write(duty, max(first, early), nil=True)
                case "waiting":
                    self.write(duty, min(early, self.diary.ago(2)), received=False)
                case "early":
                    self.write(duty, self.diary.ago(4))
                case "not yet":
                    pass
                case _:
                    self.write(duty, max(first, early))

    def fate(self, place: int, due_on: date) -> str:
        """Long ago everything came in the end; lately something is amiss; what is still to come has hardly begun."""
        if due_on > self.diary.yesterday:
            return ("not yet", "not yet", "early", "not yet", "waiting", "not yet")[place % 6]
        if due_on > self.diary.ago(LATELY):
            fates = ("on time", "late", "on time", "nil", "on time", "not yet", "waiting", "on time", "returned")
            return fates[place % len(fates)]
        return self.chance.choices(("on time", "late", "returned", "nil"), (70, 12, 8, 10))[0]

    def write(self, duty: Duty, day: date, *, received: bool = True, nil: bool = False) -> None:
        """Handed in on this day, received two days later; what is long past was locked a week after that."""
        steps = [(day, partial(self.hand_in, duty.pk, NIL if nil else self.report(), nil))]
        if received:
            steps.append((day + timedelta(days=2), partial(self.receive, duty.pk)))
        if received and day < self.diary.ago(LATELY):
            steps.append((day + timedelta(days=9), partial(self.lock, duty.pk)))
        self.diary.write_all(steps, minute=self.chance.randrange(60))

    def returned(self, duty: Duty, day: date) -> None:
        """Handed in and returned; unless that was lately, handed in again and received."""
        again = partial(self.hand_in, duty.pk, self.report() + "已按要求补正。", False)
        steps = [
            (day, partial(self.hand_in, duty.pk, self.report(), False)),
            (day + timedelta(days=2), partial(self.return_, duty.pk, self.chance.choice(RETURNS))),
            (day + timedelta(days=5), again),
            (day + timedelta(days=6), partial(self.receive, duty.pk)),
            (day + timedelta(days=13), partial(self.lock, duty.pk)),
        ]
        self.diary.write_all(steps if day < self.diary.ago(LATELY) else steps[:2], minute=self.chance.randrange(60))

    def report(self) -> str:
        """What is said with it."""
        text = self.chance.choice(REPORTS)
        return text.format(n=self.chance.randrange(20, 90), m=self.chance.randrange(3, 19))

    def hand_in(self, number: int, text: str, nil: bool) -> None:
        """报送 by the unit's clerk."""
        duty = Duty.objects.select_related("unit").get(pk=number)
        by = self.people.at(duty.unit, "clerk")
        paper = self.paper(duty, text)
        received, proof = (None, paper) if nil else (paper, None)
        actions.save_draft(by=by, duty=duty, seen=duty.version, text=text, nil=nil, received=received, proof=proof)
        if duty.approval:
            self.approve(duty)
        actions.hand_in(by=by, duty=duty, seen=duty.version)

    def approve(self, duty: Duty) -> None:
        """送审 by the clerk, 审定 by the unit's leader."""
        actions.submit_draft(by=self.people.at(duty.unit, "clerk"), duty=duty, seen=duty.version)
        actions.approve_draft(by=self.people.at(duty.unit, "unit_leader"), duty=duty, seen=duty.version)

    def draft(self) -> None:
        """What three agencies have begun and not handed in: one waits for its leader, one writes, one is approved."""
        planned = Duty.objects.filter(unit__in=self.people.agencies, campaign=self.campaign, standing=None)
        owing = planned.owed().select_related("unit").order_by("-unit_path", "-order_on")
        first = {duty.unit_id: duty for duty in owing}  # the next due of each
        for place, duty in enumerate(list(first.values())[::-1][:3]):
            by, text = self.people.at(duty.unit, "clerk"), self.report()
            paper, proof = self.paper(duty, text), self.paper(duty, "逐案自查记录。")
            actions.save_draft(by=by, duty=duty, seen=duty.version, text=text, received=paper, proof=proof)
            if place == 0:
                actions.submit_draft(by=by, duty=duty, seen=duty.version)
            if place == 2:
                self.approve(duty)

    def paper(self, duty: Duty, text: str) -> Received:
        """The same on paper."""
        blocks = (letters.Heading("一、工作开展情况"), letters.Paragraph(text), letters.Paragraph("特此报告。"))
        title = duty.what.split("（")[0][:30]
        return papers.report(title, blocks, to=OFFICE, by=duty.unit.name, on=self.diary.day)

    def receive(self, number: int) -> None:
        """收讫."""
        duty = Duty.objects.get(pk=number)
        actions.receive(by=self.people.users["jd2"], duty=duty, seen=duty.version)

    def return_(self, number: int, reason: str) -> None:
        """退回."""
        duty = Duty.objects.get(pk=number)
        actions.return_(by=self.people.users["jd2"], duty=duty, seen=duty.version, reason=reason)

    def lock(self, number: int) -> None:
        """核准并锁定."""
        duty = Duty.objects.get(pk=number)
        actions.lock(by=self.people.users["jd2"], duty=duty, seen=duty.version)

    def unlock(self) -> None:
        """例外解锁, still open when the demo is looked at."""
        duty = Duty.objects.filter(campaign=self.campaign, state="locked").exclude(annexes="").order_by("-order_on")[0]
        actions.unlock(
            by=self.people.users["jd1"],
            duty=duty,
            seen=duty.version,
            reason="汇总时发现罚款金额单位填错，准予更正。",
            until=self.diary.today + timedelta(days=7),
        )
