"""The autumn of four problems: more days asked for, steps, a rule made, ties, one on the city's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import OFFICE, People
from fajian.engine.office import letters
from fajian.ledgers import actions
from fajian.ledgers.models import Extension, Listing, Rectification
from fajian.orgs.models import User

UNIT = "安澜市城市管理局"
RULE, DOC_NO = "行政处罚文书送达管理办法", "安城管〔2026〕31号"


@dataclass
class PuttingRight:
    """Written into the diary; every line looks up what is being put right on its day."""

    diary: Diary
    people: People

    def prepare(self) -> None:
        """The last six weeks."""
        self.diary.write(self.diary.ago(40), 15, self.list_one)
        self.diary.write(self.diary.ago(6), 14, self.tell_of_the_listed)
        self.diary.write(self.diary.ago(6), 15, self.ask)
        self.diary.write(self.diary.ago(5), 15, self.make_a_rule)
        self.diary.write(self.diary.ago(4), 15, self.grant)
        self.diary.write(self.diary.ago(3), 15, self.take_steps)
        self.diary.write(self.diary.yesterday, 20, self.ask_again)

    @property
    def rows(self) -> list[Rectification]:
        """What is being put right and not overdue: of one agency first, what has the longest to go in front."""
        found = Rectification.objects.filter(state="rectifying", due_on__gte=self.diary.day, struck_out=False)
        found = found.select_related("unit", "entry").order_by("-due_on", "pk")
        return sorted(found, key=lambda row: row.unit.name != UNIT)

    def clerk(self, row: Rectification) -> User:
        """Who fills in for the problem's unit."""
        return self.people.at(row.unit, "clerk")

    def list_one(self) -> None:
        """挂牌督办."""
        actions.list_problem(
            by=self.people.users["jd1"], rectification=self.rows[0], seen=self.rows[0].version,
            reason="群众反映强烈，同类问题反复出现。", listed_on=self.diary.day,
        )  # fmt: skip

    def tell_of_the_listed(self) -> None:
        """The first month's progress."""
        for listing in Listing.objects.standing().select_related("rectification"):
            actions.note_listing(
                by=self.clerk(listing.rectification), listing=listing, month=listing.listed_on,
                text="逐案倒查，已清理积压文书，责任到人。",
            )  # fmt: skip

    def ask(self) -> None:
        """申请延期, to be granted."""
        row = self.rows[0]
        day = row.due_on or self.diary.today
        actions.ask_extension(
            by=self.clerk(row), rectification=row, due_on=day + timedelta(days=30),
            reason="电子送达系统正在与省平台联调，预计下月上线。",
        )  # fmt: skip

    def grant(self) -> None:
        """同意延期."""
        for asked in Extension.objects.filter(state="asked"):
            actions.grant_extension(
                by=self.people.users["jd1"], extension=asked, seen=asked.version, answer="同意，按月报进展。"
            )

    def ask_again(self) -> None:
        """申请延期 for another problem; so late that nothing is handed in after it, which would withdraw it."""
        row = self.rows[1]
        day = row.due_on or self.diary.today
        actions.ask_extension(
            by=self.clerk(row), rectification=row, due_on=day + timedelta(days=15),
            reason="当事人长期外出，需公告送达，公告期未满。",
        )  # fmt: skip

    def make_a_rule(self) -> None:
        """建章立制: one rule for two problems, and one that still stands alone; a tie."""
        first, second = self.rows[:2]
        text = (letters.Paragraph("第一条 为规范行政处罚文书送达，制定本办法。"),)
        paper = papers.report(RULE, text, to=OFFICE, by=first.unit.name, on=self.diary.day)
        new = actions.NewFix(RULE, DOC_NO, self.diary.day, paper)
        fix = actions.use_fix(by=self.clerk(first), rectification=first, new=new).fix
        if second.unit_id == first.unit_id:
            actions.use_fix(by=self.clerk(second), rectification=second, fix=fix)
        alone = actions.NewFix("执法音像记录管理规定", "", self.diary.day)
        actions.register_fix(by=self.clerk(first), unit=first.unit, new=alone)
        told = "12345 工单，反映同一当事人多次收到催缴电话。"
        actions.tie(by=self.clerk(first), entry=first.entry, source="complaint:AL-2026-0417", label=told)

    def take_steps(self) -> None:
        """整改步骤: one done, one to come."""
        row = self.rows[0]
        by, last = self.clerk(row), row.due_on or self.diary.today
        first = actions.add_phase(by=by, rectification=row, text="倒查近两年案卷，列出送达超期清单", due_on=last)
        actions.add_phase(by=by, rectification=row, text="电子送达系统上线试运行", due_on=last)
        actions.finish_phase(
            by=by, phase=first, seen=first.version, done_on=timezone.localdate(), outcome="查出 23 件，已逐案补送。"
        )
