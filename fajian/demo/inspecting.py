"""What the city's units inspect: directories, items, caps and quiet days, plans with their draw, a joint plan."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from stdnum.cn import uscc

from fajian.core.worker import work
from fajian.demo.diary import Diary
from fajian.demo.people import ROOT, People
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.inspections import actions
from fajian.inspections.models import Directory, Item, Joint, Plan

NAMES = ("河口", "临江", "安源", "望湖", "东堤", "石桥", "青坪", "北渡")
TRADES = (("食品厂", "食品制造"), ("建材有限公司", "建材"), ("餐饮店", "餐饮"), ("物流有限公司", "道路运输"))
SECRETS = {"jd1": "监督科交存的一行口令，没有人猜得到", "jw": "纪检组交存的一行口令，没有人猜得到"}
GUIDE = {
    "basis": "《食品安全法》第一百一十条", "draw_way": "从成册名录按信用等级公开抽取，监督机关和纪检各交存口令",
    "process": "出示证件和检查通知书、现场检查、记录、当场告知结果", "standard": "对照《食品经营日常监督检查要点表》",
    "approval": "单位主要负责人批准", "publication": "检查结束后二十个工作日内向社会公示",
    "keeping": "一企一档，随案卷归档",
}  # fmt: skip
OWNERS = {"安澜市城市管理局": "cg-tb", "安澜市市场监督管理局": "sj-tb"}


class Inspecting:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people, self.chance = diary, people, Random(4)

    def prepare(self) -> None:
        """Entered, frozen, handed up, merged, filed, and one business entered since."""
        for ago, unit in zip((70, 68), OWNERS, strict=True):
            self.diary.write(self.diary.ago(ago), 9, partial(self.enter, unit), 20)
            self.diary.write(self.diary.ago(ago - 2), 9, partial(self.freeze, unit), 20)
        self.diary.write(self.diary.ago(60), 10, self.merge, 20)
        self.diary.write(self.diary.ago(20), 10, partial(self.later, next(iter(OWNERS))), 20)
        self.diary.write(self.diary.ago(50), 9, self.bounds, 20)
        for unit in OWNERS:
            self.diary.write(self.diary.ago(48), 9, partial(self.item, unit), 20)
            self.diary.write(self.diary.ago(40), 9, partial(self.plan, unit, "食品安全年度检查", "filed"), 20)
        self.diary.write(self.diary.ago(10), 9, partial(self.plan, next(iter(OWNERS)), "冬季专项检查", "submitted"), 20)
        self.diary.write(self.diary.ago(8), 9, partial(self.plan, next(iter(OWNERS)), "补充检查", "draft"), 20)
        self.diary.write(self.diary.ago(7), 9, partial(self.plan, next(iter(OWNERS)), "年末抽查", "new"), 20)
        self.diary.write(self.diary.ago(5), 9, self.merge_plans, 20)

    def by(self, unit: str) -> Any:
        """Who writes for the unit."""
        return self.people.users[OWNERS[unit]]

    def business(self, number: int) -> dict[str, Any]:
        """An invented business."""
        body = f"91419900MA{number:07d}"
        place, (trade, industry) = NAMES[number % len(NAMES)], TRADES[number % len(TRADES)]
        return {
            "uscc": body + uscc.calc_check_digit(body), "name": f"安澜市{place}{number}号{trade}", "kind": "enterprise",
            "industry": industry, "address": f"安澜市{place}路{number}号", "credit": self.chance.choice("ABBCD"),
            "risk": self.chance.choice(("low", "low", "medium", "high")), "state": "open",
        }  # fmt: skip

    def enter(self, unit: str) -> None:
        """The unit's businesses; some belong to both."""
        first = 1 if unit == "安澜市城市管理局" else 13
        rows = [self.business(number) for number in range(first, first + 24)]
        place = self.people.units[unit]
        actions.import_targets(by=self.by(unit), unit=place, rows=rows, file="检查对象名录.xlsx")

    def freeze(self, unit: str) -> None:
        """Frozen and handed up."""
        row = actions.make_directory(by=self.by(unit), unit=self.people.units[unit])
        actions.hand_up(by=self.by(unit), directory=row, seen=row.version)

    def merge(self) -> None:
        """By the office, which files it."""
        office = self.people.users["jd1"]
        row = actions.merge_directories(by=office, unit=office.unit)
        filed: dict[str, Any] = {"filed_on": self.diary.day, "filed_with": "安澜市司法局，安司备〔2026〕7号"}
        actions.file_directory(by=office, directory=Directory.objects.get(pk=row.pk), seen=row.version, **filed)

    def later(self, unit: str) -> None:
        """One more business."""
        actions.enter_target(by=self.by(unit), unit=self.people.units[unit], given=self.business(90))

    def bounds(self) -> None:
        """A cap of each unit, quiet days of the city."""
        year = self.diary.day.year
        for unit in OWNERS:
            for one in (year, year + 1):
                cap = {"kind": "cap", "year": one, "risk": "", "most": 1, "basis": "本单位公布的年度检查频次上限"}
                actions.enter_bound(by=self.by(unit), unit=self.people.units[unit], given=cap)
        office = self.people.users["jd1"]
        calm = {"kind": "calm", "from_day": 1, "to_day": 5, "basis": "安澜市企业宁静日制度"}
        actions.enter_bound(by=office, unit=self.people.units[ROOT], given=calm)

    def item(self, unit: str) -> None:
        """What the unit inspects, published with its guide."""
        given = {"title": f"{self.people.units[unit]}食品安全检查", "subject": "食品安全", "remote": False, **GUIDE}
        row = actions.enter_item(by=self.by(unit), unit=self.people.units[unit], given=given)
        where: dict[str, Any] = {"published_on": self.diary.day, "published_where": "市政府网站"}
        actions.publish_item(by=self.by(unit), item=row, seen=row.version, **where)

    def plan(self, unit: str, title: str, state: str) -> None:
        """Drawn in public by the office and the discipline's contact, and brought so far."""
        place, office = self.people.units[unit], self.people.users["jd1"]
        items = list(Item.objects.filter(unit=place))
        days = {"from_on": self.diary.today.replace(day=1), "to_on": self.diary.today.replace(month=12, day=31)}
        kind = "special" if "专项" in title else "annual"
        given = {"title": title, "kind": kind, "basis": "市安委会年度部署", "pairs": 3, **days}
        row = actions.draft_plan(by=self.by(unit), unit=place, given=given, items=items)
        if state == "new":
            return
        directory = Directory.objects.filter(unit=place, across=False).latest("number")
        shares = {"A": 2, "B": 4, "C": 4, "D": 9}
        row = actions.draw_plan(
            by=office, plan=row, seen=row.version, directory=directory, shares=shares, secret=SECRETS["jd1"]
        )
        draw = draws.seal(by=self.people.users["jw"], draw=Draw.objects.get(source=row.source), secret=SECRETS["jw"])
        for name, secret in SECRETS.items():
            draw = draws.reveal(by=self.people.users[name], draw=draw, secret=secret)
        row = actions.take_drawn(by=self.by(unit), plan=row, seen=row.version)
        if state == "draft":
            return
        row = actions.submit_plan(by=self.by(unit), plan=row, seen=row.version)
        if state == "submitted":
            return
        chief = self.people.at(place, "unit_leader")
        row = actions.approve_plan(by=chief, plan=row, seen=row.version, reason="年度任务，已与其他单位商定联合检查")
        filed: dict[str, Any] = {"filed_on": self.diary.day, "filed_with": "安澜市司法局，安司备〔2026〕9号"}
        actions.file_plan(by=office, plan=row, seen=row.version, **filed)

    def merge_plans(self) -> None:
        """Into one joint plan, adopted."""
        office = self.people.users["jd1"]
        plans = list(Plan.objects.filter(state="filed").order_by("pk"))
        row = actions.ask_joint(by=office, unit=office.unit, title="食品安全联合检查", plans=plans)
        work(once=True)
        row = Joint.objects.get(pk=row.pk)
        actions.adopt_joint(by=office, joint=row, seen=row.version)
