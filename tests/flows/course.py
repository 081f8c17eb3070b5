"""A campaign from plan to summary, played on a clock of its own; what becomes of a duty follows from its place."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.utils import timezone

from fajian.campaigns import actions, answers
from fajian.campaigns.addressees import Area
from fajian.campaigns.models import Campaign, Duty, PlanDocument
from fajian.campaigns.opening import opening
from fajian.core.commands import System
from fajian.core.files import RECORDINGS, Received, receive
from fajian.demo.diary import Diary
from fajian.engine.forms.closing import missing
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User
from fajian.reporting import drafts, frozen
from fajian.reporting.measures import month_of
from tests.ledgers.stories import pdf

SYSTEM = System("测试")
PLANS = Path(__file__).parent / "plans"
END = dt.date(2026, 12, 31)
FATES = ("on time", "late", "returned", "nil", "locked")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the five kinds of campaign: its plan, the office that leads it, who takes part (name and kind of unit)."""

    plan: str
    launched_on: dt.date
    office: str
    units: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The plan document."""
        return (PLANS / f"{self.plan}.txt").read_text(encoding="utf-8")


KINDS = {
    "system": Kind(
        "system", dt.date(2026, 3, 2), "安澜市发展和改革委员会政策法规科",
        (("安澜市节能监察支队", "team"), ("安澜市价格监测中心", "institution"), ("临江县发展和改革局", "agency")),
    ),
    "double": Kind(
        "double", dt.date(2026, 8, 3), "安澜市城市管理局综合监督科",
        (("安澜市城管支队", "team"), ("安澜市环境卫生中心", "institution"), ("临江县城市管理局", "agency")),
    ),
    "month": Kind(
        "month", dt.date(2026, 8, 31), "临江县优化营商环境办公室",
        (("临江县司法局", "agency"), ("临江县交通运输局", "agency"), ("临江县市场监督管理局", "agency")),
    ),
    "inaction": Kind(
        "inaction", dt.date(2026, 6, 4), "安澜市司法局",
        (("安澜市城市管理局", "agency"), ("安澜市交通运输局", "agency"), ("临江县司法局", "supervision")),
    ),
    "quality": Kind(
        "quality", dt.date(2026, 10, 15), "安澜市司法局",
        (("安澜市生态环境局", "agency"), ("安澜市市场监督管理局", "agency"), ("安澜市应急管理局", "agency")),
    ),
}  # fmt: skip


@dataclass
class Course:
    """One playing: the people, the campaign once it is launched, the fate of every duty, the reports written."""

    kind: Kind
    diary: Diary = field(default_factory=lambda: Diary(END))
    offices: list[User] = field(default_factory=list)
    clerks: dict[int, User] = field(default_factory=dict)
    chiefs: dict[int, User] = field(default_factory=dict)
    campaign: Campaign | None = None
    fates: dict[int, str] = field(default_factory=dict)
    reports: dict[str, bytes] = field(default_factory=dict)
    frozen_months: list[dt.date] = field(default_factory=list)

    @property
    def running(self) -> Campaign:
        """The campaign."""
        assert self.campaign is not None
        return Campaign.objects.get(pk=self.campaign.pk)

    def play(self) -> None:
        """From the launch to the last report."""
        self.settle_in()
        self.diary.write(self.kind.launched_on, 9, self.launch)
        self.diary.play()

    def settle_in(self) -> None:
        """The city and its people."""
        root = open_unit(by=SYSTEM, name="安澜市人民政府", kind="government")
        office = open_unit(by=SYSTEM, name=self.kind.office, kind="supervision", parent=root)
        self.offices = [self.person(f"jd{n}", "supervisor", office) for n in (1, 2)]
        for place, (name, kind) in enumerate(self.kind.units):
            parent = root
            if name.startswith("临江县") and not self.kind.office.startswith("临江县"):
                parent = open_unit(by=SYSTEM, name="临江县人民政府", kind="government", parent=root)
            unit = open_unit(by=SYSTEM, name=name, kind=kind, parent=parent)
            self.clerks[unit.pk] = self.person(f"c{place}", "clerk", unit)
            self.chiefs[unit.pk] = self.person(f"l{place}", "unit_leader", unit)

    @staticmethod
    def person(name: str, role: str, unit: Unit) -> User:
        """An account that may act."""
        return open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=role, unit=unit)

    # ── the plan ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def launch(self) -> None:
        """The plan taken in, its doubts settled as proposed, checked, launched; then the rest is written down."""
        by, units = self.offices[0], [person.unit for person in self.clerks.values()]
        document = actions.take_plan(by=by, text=self.kind.text)
        for place, doubt in enumerate(document.plan.doubts):
            how = "proposal" if answers.question(doubt).proposal else "none"
            document = actions.settle(by=by, document=document, seen=document.version, place=place, how=how)
        document = actions.check(by=by, document=document, seen=document.version)
        chain = [actions.Higher(base.name, base.doc_number or "") for base in document.plan.bases]
        self.campaign = actions.launch(
            by=by,
            document=document,
            seen=document.version,
            units=units,
            assigned=dict.fromkeys(self.unmet(document, units), units[0]),
            legal_type="carried_out" if chain else "daily",
            chain=chain,
        )
        self.find_problems()
        self.hand_in_all()
        self.freeze_each_month()
        self.chase_each_day()
        self.diary.write(END, 15, self.sum_up)

    @staticmethod
    def unmet(document: PlanDocument, units: list[Unit]) -> list[str]:
        """The plan's words that mean none of the units; a person says who is meant."""
        opened = opening(answers.settled(document.plan, answers.read(document.settled)).plan)
        return opened.unmet(Area.at(document.unit.area_path), units)

    # ── problems ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def find_problems(self) -> None:
        """The first unit finds a problem for each ledger and puts it right; the others have nothing to tell."""
        first = next(iter(self.clerks))
        for place, ledger in enumerate(Ledger.objects.filter(unit=first, spec_code__gt="").order_by("pk")):
            if ledger.has_problems and ledger.source.startswith("campaign:"):
                day = self.kind.launched_on + dt.timedelta(days=2 + place)
                steps = [
                    (day, partial(self.record, ledger)),
                    (day + dt.timedelta(days=3), partial(self.rectify, ledger)),
                    (day + dt.timedelta(days=12), partial(self.close, ledger)),
                ]
                self.diary.write_all(steps)

    def record(self, ledger: Ledger) -> None:
        """Found and written down by the unit."""
        ledgers.record(by=self.clerks[ledger.unit_id], ledger=ledger, rows=[ledgers.NewEntry("处罚决定逾期送达")])

    def rectify(self, ledger: Ledger) -> None:
        """Taken on, put right, proof handed in."""
        row, by = Rectification.objects.get(ledger=ledger), self.clerks[ledger.unit_id]
        due_on = self.diary.day + dt.timedelta(days=20)
        row = ledgers.accept(
            by=by,
            rectification=row,
            seen=row.version,
            cause="无人盯办",
            measure="建立送达台账",
            due_on=due_on,
            leader="分管副局长",
            department="法规科",
            person="法规科科长",
        )
        for kind in missing(ledger.spec, row.kind, []):
            ledgers.add_proof(by=by, rectification=row, files=[pdf(f"{kind}{ledger.pk}")], kind=kind)
        row.refresh_from_db()
        ledgers.submit(by=by, rectification=row, seen=row.version, result="已送达", files=[pdf(f"回证{ledger.pk}")])

    def close(self, ledger: Ledger) -> None:
        """Closed by the office."""
        row = Rectification.objects.get(ledger=ledger)
        ledgers.close(by=self.offices[1], rectification=row, seen=row.version)

    # ── what is handed in ────────────────────────────────────────────────────────────────────────────────────────────

    def hand_in_all(self) -> None:
        """Every duty with a day, in turn: on time, late, returned and handed in again, nil, locked."""
        owed = Duty.objects.filter(campaign=self.running).exclude(due_on=None).order_by("due_on", "unit_path", "number")
        first = next(iter(self.clerks))
        for place, duty in enumerate(owed):
            fate = FATES[place % len(FATES)]
            # The first unit has found something: it cannot say there is nothing.
            fate = "on time" if fate == "nil" and duty.unit_id == first else fate
            self.fates[duty.pk] = fate
            assert duty.due_on is not None
            early = max(self.kind.launched_on, duty.due_on - dt.timedelta(days=3))
            day = duty.due_on + dt.timedelta(days=11) if fate == "late" else early
            steps = [(day, partial(self.hand_in, duty.pk, fate == "nil", ""))]
            if fate == "returned":
                steps.append((day, partial(self.return_, duty.pk)))
                steps.append((day, partial(self.hand_in, duty.pk, False, "已补充完善。")))
            steps.append((day + dt.timedelta(days=1), partial(self.receive, duty.pk)))
            if fate == "locked":
                steps.append((day + dt.timedelta(days=2), partial(self.lock, duty.pk)))
            self.diary.write_all(steps)

    def hand_in(self, number: int, nil: bool, more: str) -> None:
        """Drafted by the clerk, approved by the unit's leader where that is demanded, handed in."""
        duty = Duty.objects.get(pk=number)
        by = self.clerks[duty.unit_id]
        text = "没有新发现的问题，特此零报告。" if nil else f"已按方案完成本阶段工作（{duty.number}）。{more}"
        needs = duty.nil == "recording" or (duty.nil == "file" and nil)
        proof = self.recording(duty) if needs else None
        actions.save_draft(by=by, duty=duty, seen=duty.version, text=text, nil=nil, proof=proof)
        if duty.approval:
            actions.submit_draft(by=by, duty=duty, seen=duty.version)
            actions.approve_draft(by=self.chiefs[duty.unit_id], duty=duty, seen=duty.version)
        actions.hand_in(by=by, duty=duty, seen=duty.version)

    @staticmethod
    def recording(duty: Duty) -> Received:
        """A whole recording of an act, for who found nothing."""
        film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + str(duty.pk).encode() * 40
        return receive(io.BytesIO(film), "现场执法音像.mp4", kinds=RECORDINGS)

    def return_(self, number: int) -> None:
        """退回."""
        duty = Duty.objects.get(pk=number)
        actions.return_(by=self.offices[0], duty=duty, seen=duty.version, reason="缺少整改完成情况，请补充。")

    def receive(self, number: int) -> None:
        """收讫."""
        duty = Duty.objects.get(pk=number)
        actions.receive(by=self.offices[0], duty=duty, seen=duty.version)

    def lock(self, number: int) -> None:
        """核准并锁定."""
        duty = Duty.objects.get(pk=number)
        actions.lock(by=self.offices[1], duty=duty, seen=duty.version)

    # ── what is summed up ────────────────────────────────────────────────────────────────────────────────────────────

    def freeze_each_month(self) -> None:
        """At the end of each month of the campaign its numbers are frozen."""
        month = self.kind.launched_on.replace(day=1)
        while month < END.replace(day=1):
            after = (month + dt.timedelta(days=32)).replace(day=1)
            self.diary.write(after - dt.timedelta(days=1), 17, partial(self.freeze, month))
            month = after

    def chase_each_day(self) -> None:
        """Every morning the ladder is looked at, as the worker does."""
        day = self.kind.launched_on
        while day < END:
            day += dt.timedelta(days=1)
            if self.diary.working(day) == day:
                self.diary.write(day, 8, partial(self.chase, day))

    @staticmethod
    def chase(day: dt.date) -> None:
        """催报."""
        actions.chase(by=SYSTEM, key=f"daily-{day}")

    def freeze(self, month: dt.date) -> None:
        """固化."""
        campaign, by, today = self.running, self.offices[0], timezone.localdate()
        read = frozen.contents(campaign, by, month_of(month, today))
        contents = {unit: content.to_json() for unit, content in read.items()}
        actions.freeze(by=by, campaign=campaign, month_on=month, as_of=today, contents=contents)
        self.frozen_months.append(month)

    def sum_up(self) -> None:
        """Every kind of report of the office, and the first unit's, as drafts."""
        campaign, today = self.running, timezone.localdate()
        for kind in drafts.kinds().values():
            _, written = drafts.draft(campaign, self.offices[0], kind, drafts.span_of(kind, campaign, today))
            self.reports[kind.code] = written
