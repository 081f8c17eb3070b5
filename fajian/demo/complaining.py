"""What people of the city complained of, and how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from fajian.core.files import Received, path_of
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.portal import actions, codes, sealing
from fajian.portal.actions import PUBLIC, Told
from fajian.portal.cleaning import cleaned
from fajian.portal.models import Complaint
from fajian.portal.sealing import Person

PASSWORD = "演示用的保管人口令不要照抄"
AGAINST, HANDLER = "安澜市城市管理局", "安澜市司法局"
# Days ago, kind, topic, what was told, how far it came.
STORY: tuple[tuple[int, str, str, str, str], ...] = (
    (60, "complaint", "seizure", "门前的水果摊被收走，没有给任何单子，去问了三次都说找不到。", "closed"),
    (40, "report", "gift", "检查的人在店里吃饭没有付钱，还让买两条烟。", "answered"),
    (25, "complaint", "rude", "来检查的人不出示证件，张口就骂，要求当面道歉。", "drafted"),
    (20, "complaint", "rude", "来检查的人不出示证件，张口就骂人，请处理。", "joined"),
    (12, "complaint", "fine", "同一块招牌两个中队各罚了一次，请查一查。", "assigned"),
    (9, "complaint", "other", "对罚款的数额不服。", "refused"),
    (8, "report", "other", "有人在小区里私拉电线给电动车充电。", "forwarded"),
    (5, "opinion", "inspection", "希望检查前先打个招呼，一个月来了四拨人。", "received"),
)
ANSWER = "经调取执法记录、走访周边商户，反映的情况属实，已责令改正，并对当事执法人员批评教育。"


@dataclass
class Complaining:
    """Written into the diary."""

    diary: Diary
    people: People

    def prepare(self) -> None:
        """The key, then each complaint, and what became of it in the days after."""
        self.diary.write(self.diary.ago(STORY[0][0] + 1), 9, self.enter_key, 5)
        for number, (ago, kind, topic, text, state) in enumerate(STORY):
            self.diary.write(self.diary.ago(ago), 10, partial(self.complain, number, kind, topic, text), 35)
            if state != "received":
                day = self.diary.working(self.diary.ago(ago) + timedelta(days=3))
                self.diary.write(day, 11, partial(self.lead, number, state), 40)

    def enter_key(self) -> None:
        """The private half lies beside the demo, with its password in this file: nobody's secret."""
        place = settings.FAJIAN_DATA / "custodian-demo.pem"
        public = sealing.new_pair(place, PASSWORD)
        actions.enter_key(by=self.people.users["aq"], public=public, holder="市纪委监委信访室")

    def complain(self, number: int, kind: str, topic: str, text: str) -> None:
        """The first one gives a name."""
        person = Person("演示某", "0999-5550101") if number == 0 else None
        told = Told(kind, topic, text, self.people.units[AGAINST], person=person)
        received = [self.photograph()] if number == 0 else []
        actions.complain(by=PUBLIC, told=told, code=codes.code_of(f"demo {number}"), received=received)

    def photograph(self) -> Received:
        """As the public page takes it in."""
        drawn = path_of(papers.picture(4).digest).read_bytes()
        return cleaned(SimpleUploadedFile("照片.png", drawn), 1)

    def lead(self, number: int, state: str) -> None:
        """As far as it came."""
        one, other = self.people.users["jd1"], self.people.users["jw"]
        text = STORY[number][3]

        def step(name: str, by: Any = one, **given: Any) -> Complaint:
            row = Complaint.objects.get(text=text)
            made: Complaint = getattr(actions, name)(by=by, complaint=row, seen=row.version, **given)
            return made

        ways: dict[str, Callable[[], Any]] = {
            "refused": lambda: step("refuse", ground="remedy", reason="可以在六十日内向市政府申请行政复议。"),
            "forwarded": lambda: step("forward", forwarded_to="市消防救援支队", reason="由消防救援机构处理。"),
            "joined": lambda: step("join", other=Complaint.objects.get(text=STORY[number - 1][3])),
        }
        if state in ways:
            ways[state]()
            return
        step("accept", handler=self.people.units[HANDLER])
        if state == "assigned":
            actions.ask(by=one, complaint=Complaint.objects.get(text=text), text="两次处罚的决定书号是多少？")
            return
        step("draft", finding="proven", answer=ANSWER)
        if state == "drafted":
            return
        row = step("approve", other)
        if state == "closed":
            actions.rate(by=PUBLIC, complaint=row, rating="good")
            opening = actions.ask_opening(by=one, complaint=row, reason="当事人要领回被扣的摊位，须本人到场。")
            actions.allow_opening(by=other, opening=opening)
            actions.ask_opening(by=one, complaint=row, reason="领回时核对是不是本人。")
