"""Contact points of the city, what they gathered, and the cards filled in there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.portal import actions, codes
from fajian.portal.actions import PUBLIC, Filled, Note
from fajian.portal.models import Card, Complaint, ContactPoint

AGAINST, HANDLER = "安澜市城市管理局", "安澜市司法局"
POINTS = (
    ("安澜经济开发区联系点", "park", "开发区管委会一楼", "演示甲"),
    ("安澜市餐饮行业协会联系点", "chamber", "和平路 20 号", "演示乙"),
    ("临河社区联系点", "village", "临河社区服务中心", "演示丙"),
)
WELL: dict[str, Any] = {"is_told": True, "is_filed": True, "is_abusive": False, "is_extorting": False, "is_rude": False}
# Days ago, which point, how it was filled in, the answers that differ from all being well, satisfaction.
CARDS: tuple[tuple[int, int, str, dict[str, Any], str], ...] = (
    (50, 0, "self", {}, "很满意"),
    (44, 0, "self", {}, "满意"),
    (38, 1, "point", {"is_told": False, "problem": "来了三个人，问是哪个单位的也不说，把后厨拍了一遍就走。"}, "不满意"),
    (30, 1, "self", {"repeated": "4"}, "满意"),
    (21, 2, "paper", {}, "满意"),
    (10, 0, "self", {"is_filed": False, "repeated": "5", "problem": "一个月来了五次，每次都查同一本台账。"}, "不满意"),
    (3, 1, "self", {"is_rude": True}, "不满意"),
)
ANSWER = "经核对入企记录、走访同一条街的商户，反映的情况属实，已责令改正。"


@dataclass
class Pointing:
    """Written into the diary."""

    diary: Diary
    people: People

    def prepare(self) -> None:
        """Points, visits to them, what they gathered, cards, and how far two of these came."""
        self.diary.write(self.diary.ago(90), 9, self.open_points, 10)
        self.diary.write(self.diary.ago(70), 15, self.guide, 10)
        self.diary.write(self.diary.ago(35), 16, self.gather, 10)
        for number, (ago, at, filled, answers, satisfaction) in enumerate(CARDS):
            fill = partial(self.fill, number, at, filled, answers, satisfaction)
            self.diary.write(self.diary.ago(ago), 14, fill, 10)
        self.diary.write(self.diary.ago(28), 15, self.settle, 20)

    def open_points(self) -> None:
        """Three of them."""
        city = self.people.units[AGAINST].parent
        assert city is not None
        for name, kind, address, liaison in POINTS:
            actions.open_point(
                by=self.people.users["jd1"], unit=city, name=name, kind=kind, liaison=liaison, address=address,
                phone="0999-5550100", guided_by="演示丁", opened_on=self.diary.day,
            )  # fmt: skip

    def guide(self) -> None:
        """Each was visited once."""
        for point in ContactPoint.objects.order_by("pk"):
            actions.record_point(
                by=self.people.users["jd1"], point=point, kind="guide", held_on=self.diary.day,
                text="讲解监督卡怎样填、怎样保密，张贴二维码。", who="演示丁，联络员",
            )  # fmt: skip

    def gather(self) -> None:
        """What two points heard."""
        park, chamber, _ = ContactPoint.objects.order_by("pk")
        note = Note("enterprise", "几家企业说年审材料要交两遍，希望部门之间共享。", wants_answer=True)
        actions.note_at_point(by=PUBLIC, point=park, note=note, code=codes.code_of("demo note"))
        actions.note_at_point(by=PUBLIC, point=chamber, note=Note("none", ""), code=codes.code_of("demo none"))

    def fill(self, number: int, at: int, filled: str, answers: dict[str, Any], satisfaction: str) -> None:
        """A card; the paper one is entered by the office."""
        point = ContactPoint.objects.order_by("pk")[at]
        acted_on = (self.diary.day - timedelta(days=1)).isoformat()
        data = {**WELL, "acted_on": acted_on, "reason": "检查", **answers, "satisfaction": satisfaction}
        card = Filled(data, filled, self.people.units[AGAINST])
        by: Any = self.people.users["jd1"] if filled == "paper" else PUBLIC
        actions.fill_card(by=by, point=point, card=card, code=codes.code_of(f"demo card {number}"))

    def settle(self) -> None:
        """The first problem: looked into, confirmed, answered, entered in the unit's ledger."""
        one, other = self.people.users["jd1"], self.people.users["jw"]
        complaint = Card.objects.exclude(complaint=None).order_by("pk")[0].complaint
        assert complaint is not None

        def step(name: str, by: Any, **given: Any) -> Any:
            row = Complaint.objects.get(pk=complaint.pk)
            return getattr(actions, name)(by=by, complaint=row, seen=row.version, **given)

        step("accept", one, handler=self.people.units[HANDLER])
        step("draft", one, finding="proven", answer=ANSWER)
        step("approve", other)
        step("enter_ledger", one, title="入企检查没有表明身份、出示执法证件")
