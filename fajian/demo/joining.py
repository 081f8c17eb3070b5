"""What the units that take part did first: signed for the plan, filed their own, named contacts; and the groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from fajian.campaigns import actions
from fajian.campaigns.actions.activities import Held
from fajian.campaigns.models import Campaign, Channel, Delivery, Filing, Member
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.identities import person_name
from fajian.demo.people import OFFICE, People
from fajian.engine.office import letters
from fajian.orgs.models import Unit, User

MEASURES = "成立工作专班，明确范围、内容、措施和要求，责任落实到科室和人。"
HANDLED = "请法规科牵头落实，传达到各科室、各执法大队。"
MISSING = "没有写明责任分工和完成时限，请补充后重新报送。"
HELD = (
    ("study", "学习传达专项整治方案", "逐条学习方案，传达到每个执法人员，明确分工。"),
    ("training", "行政执法业务培训", "讲解处罚程序和裁量基准，现场测试。"),
    ("visit", "走访企业听取意见", "企业反映检查次数多、重复填报，已转有关科室研究。"),
    ("meeting", "专项整治推进会", "通报进度，逐项研究未完成的任务，明确责任和时限。"),
    ("appraisal", "执法质量评议", "对照评议标准逐人打分，结果与年度考核衔接。"),
)
GROUPS = (
    ("leading", "专项整治领导小组", "统筹协调，研究解决重大问题。"),
    ("office", "专项整治领导小组办公室", "日常调度、汇总、督促检查。"),
    ("working", "案卷评查组", "抽取、评查案卷，反馈问题。"),
)


@dataclass
class Joining:
    """Writes the first weeks into the diary; the last two units are slow."""

    diary: Diary
    people: People
    chance: Random
    campaign: Campaign

    def go_on(self, begun: date) -> None:
        """From the day of the launch."""
        self.diary.write(begun + timedelta(days=1), 9, self.form)
        self.diary.write(begun + timedelta(days=60), 9, self.change)
        units = self.units()
        for place, unit in enumerate(units):
            steps = self.steps(unit, begun, place, slow=place >= len(units) - 2)
            self.diary.write_all(steps, minute=place % 60)

    def units(self) -> list[Unit]:
        """Who takes part."""
        joined = self.campaign.participants.select_related("unit").order_by("unit_path")
        return [participant.unit for participant in joined]

    def steps(self, unit: Unit, begun: date, place: int, *, slow: bool) -> Iterable[tuple[date, Callable[[], object]]]:
        """What one unit does, and when."""
        day = begun + timedelta(days=2 + place % 4)
        if slow:
            yield self.diary.ago(2), partial(self.file, unit)
            return
        yield day, partial(self.sign, unit)
        yield day, partial(self.name, unit)
        yield day + timedelta(days=1), partial(self.handle, unit)
        yield day + timedelta(days=6), partial(self.file, unit)
        if place == 1:
            yield day + timedelta(days=8), partial(self.return_, unit)
            yield day + timedelta(days=11), partial(self.file, unit)
        yield day + timedelta(days=13), partial(self.receive, unit)
        yield day + timedelta(days=14), partial(self.publish, unit)
        if place != 2:  # its channel waits to be looked at
            yield day + timedelta(days=15), partial(self.look, unit)
        for number, (kind, subject, text) in enumerate(HELD[: 2 + place % 4]):
            yield begun + timedelta(days=20 + 30 * number + place), partial(self.hold, unit, kind, subject, text)

    def clerk(self, unit: Unit) -> User:
        """Who fills in."""
        return self.people.at(unit, "clerk")

    def sign(self, unit: Unit) -> None:
        """签收."""
        row = Delivery.objects.get(campaign=self.campaign, unit=unit)
        actions.sign(by=self.clerk(unit), delivery=row, seen=row.version)

    def handle(self, unit: Unit) -> None:
        """填写阅办意见."""
        row = Delivery.objects.get(campaign=self.campaign, unit=unit)
        actions.handle(by=self.clerk(unit), delivery=row, seen=row.version, text=HANDLED)

    def file(self, unit: Unit) -> None:
        """报送备案."""
        title = f"{unit.name}专项整治工作方案"
        blocks = (letters.Heading("一、工作措施"), letters.Paragraph(MEASURES))
        paper = papers.report(title[:30], blocks, to=OFFICE, by=unit.name, on=self.diary.day)
        actions.hand_in_plan(
            by=self.clerk(unit), campaign=self.campaign, unit=unit, kind="plan", title=title, text=MEASURES,
            received=paper,
        )  # fmt: skip

    def waiting(self, unit: Unit) -> Filing:
        """What waits to be filed."""
        found: Filing = Filing.objects.get(campaign=self.campaign, unit=unit, state="handed_in")
        return found

    def return_(self, unit: Unit) -> None:
        """退回备案."""
        row = self.waiting(unit)
        actions.return_plan(by=self.people.users["jd2"], filing=row, seen=row.version, reason=MISSING)

    def receive(self, unit: Unit) -> None:
        """备案."""
        row = self.waiting(unit)
        number = actions.next_number(self.campaign, self.diary.day.year)
        actions.file(by=self.people.users["jd2"], filing=row, seen=row.version, number=number)

    def name(self, unit: Unit) -> None:
        """主要负责人, 分管领导, 联系人."""
        for part, post in (("chief", "局长"), ("leader", "副局长"), ("contact", "法规科科长")):
            number = f"0999-{self.chance.randrange(2_000_000, 9_000_000)}"
            actions.name_contact(
                by=self.clerk(unit), campaign=self.campaign, unit=unit, part=part, name=person_name(self.chance),
                post=post, numbers={"office_phone": number},
            )  # fmt: skip

    def hold(self, unit: Unit, kind: str, subject: str, text: str) -> None:
        """登记活动, with the sheet and the minutes."""
        blocks = (letters.Heading(subject), letters.Paragraph(text))
        paper = papers.report(f"{subject}记录", blocks, to=unit.name, by=unit.name, on=self.diary.day)
        told = Held(
            kind, subject, self.diary.day, self.chance.randrange(8, 60), text, place="机关会议室", sign_in=paper,
            minutes=paper,
        )  # fmt: skip
        actions.record_activity(by=self.clerk(unit), campaign=self.campaign, unit=unit, held=told)

    def publish(self, unit: Unit) -> None:
        """登记公示."""
        actions.report_channel(
            by=self.clerk(unit), campaign=self.campaign, unit=unit, kind="phone",
            value=f"0999-{self.chance.randrange(2_000_000, 9_000_000)}", where="portal", from_on=self.diary.day,
            picture=papers.picture(unit.pk),
        )  # fmt: skip

    def look(self, unit: Unit) -> None:
        """核对公示."""
        row = Channel.objects.get(campaign=self.campaign, unit=unit, state="reported")
        actions.confirm_channel(by=self.people.users["jd2"], channel=row, seen=row.version)

    # ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def form(self) -> None:
        """领导小组, its 办公室, a working group."""
        by, leading = self.people.users["jd1"], None
        for kind, title, task in GROUPS:
            group = actions.form_group(by=by, campaign=self.campaign, kind=kind, title=title, task=task, above=leading)
            leading = leading or group
            for role, who in (("组长", "分管副市长"), ("副组长", "市司法局局长")):
                role = role if kind != "office" else {"组长": "主任", "副组长": "副主任"}[role]
                actions.add_member(by=by, group=group, role=role, who=who, from_on=self.diary.day)
            for unit in self.people.agencies[:4]:
                actions.add_member(
                    by=by, group=group, role="成员", who=unit.name, member_unit=unit, from_on=self.diary.day
                )

    def change(self) -> None:
        """Somebody else leads."""
        row = Member.objects.filter(group__campaign=self.campaign, role="组长").order_by("id")[0]
        actions.replace_member(
            by=self.people.users["jd1"], member=row, seen=row.version, reason="工作分工调整", on=self.diary.day,
            who="常务副市长",
        )  # fmt: skip
