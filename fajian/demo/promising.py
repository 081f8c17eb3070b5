"""What may be promised instead of proved in the city, and who promised."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from fajian.commitments import actions
from fajian.commitments.actions import Applicant, Notice, Proposed
from fajian.commitments.models import Application, CreditEvent, PromiseItem
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.identities import uscc_number
from fajian.demo.people import People

UNIT, CLERK = "安澜市城市管理局", "cg-tb"
DATA = {
    "basis": "《行政许可法》第三十一条、《行政许可法》第六十一条",
    "conditions": "有固定的经营场所，设施牢固，不影响通行",
    "materials": "申请书、身份证明",
    "manner": "书面承诺，申请人签名或者盖章；不作承诺的，提交证明",
    "liability": "承诺不实的，终止办理或者撤销决定，依法承担民事、行政、刑事责任，计入信用记录",
    "powers": "可以到现场核对，向有关部门查询",
    "openness": "签署后在政务大厅和网站公开一年，个人隐私和商业秘密除外",
}
# Days ago, title, what is promised, what it proves, more, how far it came.
ITEMS: tuple[tuple[int, str, str, str, dict[str, Any], str], ...] = (
    (80, "临街门店招牌设置", "经营场所使用证明", "招牌设在自己有权使用的门店上",
     {"check_way": "onsite", "check_count": 20, "check_standard": "门店地址、招牌尺寸与承诺一致"}, "published"),
    (78, "建筑垃圾运输车辆登记", "车辆检验合格证明", "车辆在检验有效期内",
     {"check_way": "exempt", "exempt_when": "通过数据共享可以查到检验记录的", "watched": "draw"}, "published"),
    (20, "临时占道举办活动", "活动场地安全证明", "场地可以容纳申报的人数",
     {"check_way": "onsite", "check_standard": "人数、出入口与承诺一致"}, "submitted"),
    (6, "占用绿地施工登记", "施工方案备案证明", "", {"risk": ""}, "draft"),
)  # fmt: skip
# Days ago, item, applicant, how far it came.
APPLICATIONS: tuple[tuple[int, str, str, str], ...] = (
    (60, "临街门店招牌设置", "安澜市四季花店", "true"),
    (55, "临街门店招牌设置", "安澜市老街饭庄", "false"),
    (50, "建筑垃圾运输车辆登记", "安澜市顺达运输有限公司", "watched"),
    (45, "临街门店招牌设置", "安澜市河口茶馆", "late"),
    (12, "临街门店招牌设置", "安澜市新桥药店", "granted"),
    (8, "建筑垃圾运输车辆登记", "安澜市东关渣土运输队", "promising"),
    (4, "临街门店招牌设置", "安澜市北街书店", "proving"),
)


class Promising:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people = diary, people

    def prepare(self) -> None:
        """The items of one agency's list, who promised, what came of it."""
        chance = Random(len(APPLICATIONS))
        for ago, title, proof, content, more, state in ITEMS:
            self.diary.write(self.diary.ago(ago), 9, partial(self.item, title, proof, content, more, state), 40)
        for ago, title, name, end in APPLICATIONS:
            number = uscc_number(chance, "92", "411100")
            self.diary.write(self.diary.ago(ago), 10, partial(self.apply, title, name, number, end), 40)

    def item(self, title: str, proof: str, content: str, more: dict[str, Any], state: str) -> None:
        """Drafted by the unit, published by the office as far as it came."""
        by, office = self.people.users[CLERK], self.people.users["jd2"]
        data = DATA | {"content": content} if content else {}
        notice = Notice(title=title, proof=proof, office="行政审批科", data=data, **({"risk": "none"} | more))
        row = actions.draft(by=by, unit=self.people.units[UNIT], notice=notice)
        if state != "draft":
            row = actions.submit(by=by, item=row, seen=row.version)
        if state == "published":
            where: dict[str, Any] = {"published_on": self.diary.day, "published_where": "政务大厅、市政府网站"}
            row = actions.publish(by=office, item=row, seen=row.version, **where)
            if content:
                actions.name_watcher(by=by, item=row, seen=row.version, watcher=self.people.units[UNIT])

    def apply(self, title: str, name: str, number: str, end: str) -> None:
        """Received and chosen, then as far as it came."""
        by, day = self.people.users[CLERK], self.diary.day
        item = PromiseItem.objects.published().get(title=title)
        row = actions.receive(by=by, item=item, applicant=Applicant(name, number), received_on=day)
        if end == "proving":
            actions.prove(by=by, application=row, seen=row.version, note="申请人愿意提交证明")
            return
        row = actions.promise(by=by, application=row, seen=row.version, note="申请人在选择书上勾选告知承诺")
        if end == "promising":
            return
        row = actions.query(
            by=by, application=row, seen=row.version, result="clean", queried_on=day, where="信用中国"
        )  # fmt: skip
        row = actions.sign(by=by, application=row, seen=row.version, signed_on=day)
        paper = papers.picture(row.pk)
        row = actions.attach(by=by, application=row, seen=row.version, what="签字的承诺书", received=[paper])
        row = actions.grant(
            by=by, application=row, seen=row.version, decided_on=day, decision_no=f"安城许〔2026〕{row.pk}号"
        )  # fmt: skip
        if end in ("true", "false"):
            self.diary.write(day + timedelta(days=7), 15, partial(self.check, row, end), 10)

    def check(self, row: Application, end: str) -> None:
        """Verified; what was false is disposed of and put on record, and the party asks for repair."""
        by, office, day = self.people.users[CLERK], self.people.users["jd2"], self.diary.day
        task = row.verifications.get()
        if end == "true":
            actions.confirm(
                by=by, verification=task, seen=task.version, checked_on=day, facts="地址、尺寸与承诺一致"
            )  # fmt: skip
            return
        task = actions.find_false(
            by=by, verification=task, seen=task.version, checked_on=day, facts="门店不由申请人使用"
        )  # fmt: skip
        proposed = Proposed("revoke", "现场查看并询问房主，门店不由申请人使用", "《行政许可法》第六十九条")
        made = actions.dispose(by=by, verification=task, seen=task.version, proposed=proposed)
        actions.decide(by=office, disposal=made, seen=made.version, paper_no="安城撤〔2026〕1号")
        event = CreditEvent.objects.get(source=task.source)
        actions.push(by=by)
        asked = actions.request(by=by, event=event, kind="repair", reason="已经补办租赁手续", received_on=day)
        actions.accept_request(by=by, request=asked, seen=asked.version)
