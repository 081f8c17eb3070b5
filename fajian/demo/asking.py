"""Matters brought to the windows of the city, who was asked first, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.portal import actions
from fajian.portal.models import FirstContact

UNIT, OTHER = "安澜市城市管理局", "安澜市市场监督管理局"
# Days ago, matter, promised working days, done so many days after (None: not yet), why late.
MATTERS: tuple[tuple[int, str, int, int | None, str], ...] = (
    (40, "户外招牌设置怎样申请", 0, 0, ""),
    (33, "建筑垃圾处置核准补正", 5, 4, ""),
    (28, "占道施工许可延期", 3, 9, "现场勘查人员请假，没有及时安排替班。"),
    (16, "临时摊点申请", 5, None, ""),
    (2, "餐厨垃圾收运登记", 5, None, ""),
)


@dataclass
class Asking:
    """Written into the diary."""

    diary: Diary
    people: People

    def prepare(self) -> None:
        """Each matter, and its end where it has one; one more goes to another unit."""
        for ago, matter, promised, after, why in MATTERS:
            self.diary.write(self.diary.ago(ago), 9, partial(self.ask, matter, promised), 50)
            if after is not None:
                self.diary.write(self.diary.ago(ago - after), 16, partial(self.finish, matter, why), 50)
        self.diary.write(self.diary.ago(6), 9, partial(self.ask, "餐饮店营业执照变更", 3), 50)
        self.diary.write(self.diary.ago(6), 10, self.hand_on, 50)

    def ask(self, matter: str, promised: int) -> None:
        """At the window."""
        actions.first_contact(
            by=self.people.users["cg-tb"], unit=self.people.units[UNIT], matter=matter, asked_on=self.diary.day,
            first_by="演示戊", promised_wd=promised,
        )  # fmt: skip

    def finish(self, matter: str, why: str) -> None:
        """Done, late with a reason."""
        row = FirstContact.objects.get(matter=matter)
        actions.finish(
            by=self.people.users["cg-tb"], contact=row, seen=row.version, result="已办结并告知办事人。", late_reason=why
        )

    def hand_on(self) -> None:
        """Not the unit's business."""
        row = FirstContact.objects.get(matter="餐饮店营业执照变更")
        actions.hand_on(
            by=self.people.users["cg-tb"], contact=row, seen=row.version, handler=self.people.units[OTHER],
            reason="营业执照由市场监督管理部门办理，已联系窗口。",
        )  # fmt: skip
