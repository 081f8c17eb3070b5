"""What the city's units inspect: their directories, handed up, merged and filed."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from stdnum.cn import uscc

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.inspections import actions
from fajian.inspections.models import Directory

NAMES = ("河口", "临江", "安源", "望湖", "东堤", "石桥", "青坪", "北渡")
TRADES = (("食品厂", "食品制造"), ("建材有限公司", "建材"), ("餐饮店", "餐饮"), ("物流有限公司", "道路运输"))
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
