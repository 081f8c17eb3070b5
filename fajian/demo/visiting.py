"""Visits of the city's 城市管理局 to businesses: planned, upon complaints, urgent, in every state."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from fajian.demo.diary import Diary
from fajian.demo.inspecting import SECRETS
from fajian.demo.papers import picture
from fajian.demo.people import People
from fajian.draws import actions as draws
from fajian.inspections import actions
from fajian.inspections.foresight import calm_days, is_calm, open_days
from fajian.inspections.models import Item, Plan, Target, Visit
from fajian.people.models import Officer

UNIT, CLERK, PHONE, OFFICE = "安澜市城市管理局", "cg-tb", "cg-zf", "jd1"
CREW = ("CG001", "CG004")
CLEAN = {
    "result": "1", "facts": "查看进货查验记录、现场环境和从业人员健康证明，没有发现问题。", "follow_up": "none",
    "ack": "signed", "ack_post": "店长",
}  # fmt: skip
WRONG = {
    "result": "A", "facts": "冷库温度记录缺三天；消毒记录没有签字。", "follow_up": "ordered", "ack": "signed",
    "ack_post": "质量负责人", "ack_note": "同意，三日内补齐制度。",
}  # fmt: skip


class Visiting:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people, self.unit = diary, people, people.units[UNIT]
        self.visits: dict[str, Visit] = {}

    def prepare(self) -> None:
        """What was done on which day; none on a quiet day but the urgent one."""
        first, second, urgent = self.past(32), self.past(24), self.diary.working(self.diary.ago(9))
        for name, day, note in (("clean", first, "12345热线第20261号"), ("wrong", second, "12345热线第20278号")):
            self.diary.write(day, 8, partial(self.ask, name, "complaint", note, day), 40)
            self.diary.write(day, 9, partial(self.approve, name), 40)
            self.diary.write(day, 10, partial(self.send, name), 40)
            self.diary.write(day, 11, partial(self.inspect, name, CLEAN if name == "clean" else WRONG), 40)
            self.diary.write(day, 14, partial(self.tell, name), 40)
        self.diary.write(self.past(28), 15, partial(self.publish, "clean"), 40)
        self.diary.write(self.past(23), 15, self.list_found, 40)
        self.diary.write(urgent, 8, partial(self.ask, "urgent", "urgent", "燃气泄漏报警", urgent), 50)
        self.diary.write(urgent, 9, partial(self.send, "urgent"), 50)
        self.diary.write(urgent, 10, partial(self.inspect, "urgent", CLEAN), 50)
        self.diary.write(self.diary.ago(6), 9, self.draw, 50)
        self.diary.write(self.diary.ago(4), 9, self.planned, 50)
        self.diary.write(self.diary.yesterday, 9, self.ahead, 50)

    def past(self, ago: int) -> dt.date:
        """A working day about then that is not quiet."""
        day = self.diary.working(self.diary.ago(ago))
        while day.day <= 5:
            day = self.diary.working(day - dt.timedelta(days=1))
        return day

    def by(self, name: str) -> Any:
        """A person of the unit, the chief by role."""
        return self.people.at(self.unit, "unit_leader") if name == "chief" else self.people.users[name]

    def ask(self, name: str, cause: str, note: str, day: dt.date) -> None:
        """Another business each time."""
        target = Target.objects.filter(unit=self.unit).standing().order_by("pk")[len(self.visits)]
        items = list(Item.objects.filter(unit=self.unit, published_on__isnull=False))[:1]
        given = {"cause": cause, "cause_note": note, "visit_on": day, "away": False, "assist_no": ""}
        self.visits[name] = actions.ask_visit(
            by=self.by(CLERK), unit=self.unit, target=target, items=items, given=given
        )

    def approve(self, name: str) -> None:
        """By the chief."""
        self.take(name, actions.approve_visit, "chief")

    def send(self, name: str) -> None:
        """Two with good certificates."""
        number = f"安城检通〔{self.diary.day.year}〕{len(self.visits)}号"
        crew = list(Officer.objects.filter(number__in=CREW))
        self.take(name, actions.staff_visit, CLERK, number=number, officers=crew)

    def inspect(self, name: str, given: dict[str, Any]) -> None:
        """On the phone of one who goes."""
        self.take(name, actions.show, PHONE, pin=self.visits[name].pin)
        more, received = dict[str, Any](), []
        if given is WRONG:
            more, received = {"order_by_on": self.diary.day + dt.timedelta(days=30)}, [picture(7, small=True)]
        self.take(name, actions.record_visit, PHONE, given=given | more, received=received)

    def tell(self, name: str) -> None:
        """On the spot."""
        self.take(name, actions.tell, PHONE, told_on=self.diary.day, told_how="当场告知并交付检查记录")

    def publish(self, name: str) -> None:
        """By the chief."""
        self.take(name, actions.publish_visit, "chief")

    def list_found(self) -> None:
        """Into the unit's ledger."""
        row = self.visits["wrong"]
        title = f"{row.target.name}冷库温度记录、消毒记录不全"
        actions.list_found(by=self.by(CLERK), visit=row, seen=row.version, title=title)

    def take(self, name: str, act: Any, who: str, **given: Any) -> None:
        """One step."""
        row = self.visits[name]
        self.visits[name] = act(by=self.by(who), visit=row, seen=row.version, **given)

    def draw(self) -> None:
        """The order of those who go under the filed plan, by the office and the discipline's contact."""
        plan = Plan.objects.get(unit=self.unit, state="filed")
        row = actions.draw_officers(by=self.by(OFFICE), plan=plan, seen=plan.version, secret=SECRETS[OFFICE])
        row = draws.seal(by=self.by("jw"), draw=row, secret=SECRETS["jw"])
        for name, secret in SECRETS.items():
            row = draws.reveal(by=self.by(name), draw=row, secret=secret)

    def planned(self) -> None:
        """Two under the plan in the days to come, one with its officers; none where no open day is left."""
        plan = Plan.objects.get(unit=self.unit, state="filed")
        days = open_days(self.unit, max(self.diary.today, plan.from_on), plan.to_on)[3:5]
        targets = [one.target for one in plan.targets.filter(left_out=False).select_related("target")]
        for name, day, target in zip(("sent", "ready"), days, targets, strict=False):
            self.visits[name] = actions.open_visit(by=self.by(CLERK), plan=plan, target=target, visit_on=day)
        if "sent" in self.visits:
            self.send("sent")

    def ahead(self) -> None:
        """One that waits for the chief, one that waits for the officers' way there."""
        day = self.diary.today
        quiet = calm_days(self.unit)
        while not self.diary.calendar.is_working(day) or is_calm(day, quiet):
            day += dt.timedelta(days=1)
        self.ask("asked", "complaint", "市场监管部门转办第16号", day)
        self.ask("soon", "complaint", "12345热线第20303号", day)
        self.approve("soon")
        self.send("soon")
