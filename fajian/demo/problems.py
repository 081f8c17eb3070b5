"""Problems of the city's ledgers and what became of each: one way for every state a problem can be in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fajian.core.files import Received
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import OFFICE, People
from fajian.engine.office import letters
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.orgs.models import Unit, User

# What happens to a problem, as days after it was recorded; a negative number counts back from the day of the demo.
# `due` is the day until which the unit promised to put it right.
WAYS: tuple[dict[str, Any], ...] = (
    {"accept": 3, "due": 90, "prove": 40, "submit": 42, "close": 46},
    {"accept": 5, "due": 80, "prove": 60, "submit": 61, "return": 64, "again": 72, "close": 76},
    {"accept": 4, "due": -12},
    {"accept": 2, "due": -21, "prove": -3},
    {"accept": 6, "due": 60, "prove": 30, "submit": 31, "close": 33, "reopen": 110},
    {"accept": 3, "due": -9, "prove": -5, "submit": -4},
    {"accept": 4, "due": 100, "prove": 70, "submit": 73, "close": 74},
    {"accept": 8, "due": 120},
    {"accept": 3, "due": -6, "prove": -10, "submit": -9, "return": -6},
    {"accept": 5, "due": 75, "prove": 52, "submit": 55, "close": 60},
    {"accept": 4, "due": -15, "prove": -11, "submit": -10, "return": -7, "again": -2},
    {"strike": 2},
    {"accept": 6, "due": 70, "prove": 45, "submit": 47, "close": 50, "reopen": 120, "once more": 125},
    {"accept": 3, "due": 85, "prove": 48, "submit": 49, "close": 52, "correct": -8},
    {"accept": 3, "due": 66, "prove": 20, "submit": 21, "close": 24},
)
# What else a unit tells of how it put a problem right; most problems have one of their own.
FOLLOWED = (
    "分管负责人逐案过目，存档备查", "法制机构抽查两轮，没有再发现同类情形", "结果已在单位公示栏张榜七日",
    "组织全体执法人员集中学习半天并闭卷测试", "对经办人作了提醒谈话，列入年度考核", "请市局业务科室派人到场指导",
    "三个中队交叉互查，互查记录随附", "把这一项写进岗位手册和新进人员培训", "当事人逐户电话回访，均表示满意",
    "系统里加了一道拦截，填不全提交不了", "每季度末由督察岗翻查一遍台账", "与检察机关会商，听取了意见建议",
    "邀请两名人大代表现场看了整改效果",
)  # fmt: skip
# Three of the problems told show what paper closing looks like: with the picture of an earlier one, smaller as
# messengers pass it on, with the very file, and with the words.
BORROWED_PICTURE, BORROWED_FILE, BORROWED_WORDS = 10, 6, 7
PUT_RIGHT = {"accept": 2, "due": 40, "prove": 12, "submit": 13, "close": 17}
FUTURE = ("due",)  # of these a negative number means: so many days from the day of the demo on


@dataclass(frozen=True, slots=True)
class Sample:
    """One problem and the texts of its way."""

    aspect: str
    act_kind: str
    problem: str
    matter: str
    cause: str
    measure: str
    result: str
    missing: str


@cache
def samples() -> tuple[Sample, ...]:
    """The problems of problems.csv."""
    with Path(__file__).with_name("problems.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Sample(**row) for row in csv.DictReader(lines))


@dataclass
class Keeper:
    """Writes the problems of the campaign's ledgers into the diary."""

    diary: Diary
    people: People
    chance: Random
    told: int = 0
    shown: int = 0  # number of the first picture handed in
    said: str = ""  # the first result told

    def self_checked(self, unit: Unit, ledger: Ledger, found_on: Sequence[date]) -> None:
        """Problems the unit itself told of, on these days."""
        clerk = self.people.at(unit, "clerk")
        for day in found_on:
            self._tell(clerk, unit, ledger, day, next(self._ways()))

    def put_right(self, unit: Unit, ledger: Ledger, found_on: Sequence[date]) -> None:
        """Problems the unit itself told of, on these days, each closed within three weeks."""
        clerk = self.people.at(unit, "clerk")
        for day in found_on:
            self._tell(clerk, unit, ledger, day, PUT_RIGHT)

    def found_by_review(self, unit: Unit, ledger: Ledger, found_on: Sequence[date]) -> None:
        """Problems the city's supervisors found, on these days."""
        for day in found_on:
            self._tell(self.people.users["jd2"], unit, ledger, day, next(self._ways()))

    def fresh(self, unit: Unit, ledger: Ledger, found_on: Sequence[date]) -> None:
        """Problems found so lately that nobody has taken them on."""
        for day in found_on:
            self._tell(self.people.users["jd2"], unit, ledger, day, {})

    def _ways(self) -> Any:
        while True:
            self.told += 1
            yield WAYS[(self.told - 1) % len(WAYS)]

    def _tell(self, by: User, unit: Unit, ledger: Ledger, day: date, way: dict[str, Any]) -> None:
        sample = samples()[self.chance.randrange(len(samples()))]
        story = Story(self, by, unit, ledger, day, sample, self.chance.randrange(10**6))
        steps = [(day, story.record)]
        for step, days in way.items():
            if step not in FUTURE:
                steps.append((self.diary.ago(-days) if days < 0 else day + timedelta(days=days), story.steps[step]))
        self.diary.write_all(steps, minute=self.chance.randrange(60))
        due = way.get("due")
        if due is not None:
            story.due_on = self.diary.today + timedelta(days=-due) if due < 0 else day + timedelta(days=due)


class Story:
    """One problem's way; every step looks the row up as it stands then."""

    def __init__(
        self, keeper: Keeper, by: User, unit: Unit, ledger: Ledger, day: date, sample: Sample, number: int
    ) -> None:
        self.keeper, self.by, self.unit, self.ledger, self.day = keeper, by, unit, ledger, day
        self.sample, self.number = sample, number
        self.due_on, self.place = day, keeper.told
        self.entry: Entry | None = None
        people = keeper.people
        self.clerk = people.at(unit, "clerk")
        self.chief = people.users["jd1" if unit.name != OFFICE else "jd2"]
        self.steps = {
            "accept": self.accept, "prove": self.prove, "submit": self.submit, "return": self.return_,
            "again": self.again, "close": self.close, "reopen": self.reopen, "once more": self.accept,
            "strike": self.strike, "correct": self.correct,
        }  # fmt: skip

    @property
    def row(self) -> Rectification:
        """The rectification as it stands."""
        assert self.entry is not None
        return Rectification.objects.select_related("entry").get(pk=self.entry.pk)

    def record(self) -> None:
        """Into the ledger, with what its form asks for."""
        new = actions.NewEntry(self.sample.problem, self.columns(), happened_on=self.day - timedelta(days=20))
        (self.entry,) = actions.record(by=self.by, ledger=self.ledger, rows=[new])

    def columns(self) -> dict[str, Any]:
        """The columns of the campaign's three forms; each takes those it declares."""
        chance, year = self.keeper.chance, self.day.year - 1
        decided = date(year, chance.randrange(1, 12), chance.randrange(1, 28))
        known = {
            "aspect": self.sample.aspect, "area": self.sample.aspect, "act_kind": self.sample.act_kind,
            "matter": self.sample.matter, "found_on": self.day.isoformat(),
            "case_name": f"{self.sample.matter}之一", "decision_no": f"安罚决字〔{year}〕第{self.number % 900 + 100}号",
            "decided_on": decided.isoformat(), "fine": chance.randrange(2, 60) * 100_000,
            "defect": self.choice("defect"), "unit": self.unit.name,
        }  # fmt: skip
        names = {column.name for column in self.ledger.spec.columns}
        return {name: value for name, value in known.items() if name in names and value}

    def choice(self, name: str) -> str:
        """One of the words a column of the form knows; "" without such a column."""
        words = next((column.choices for column in self.ledger.spec.columns if column.name == name), ())
        return words[self.number % len(words)] if words else ""

    def accept(self) -> None:
        """认领."""
        row, text = self.row, self.sample
        due_on = self.due_on if self.due_on > self.keeper.diary.day else self.keeper.diary.today + timedelta(days=18)
        actions.accept(
            by=self.clerk, rectification=row, seen=row.version, cause=text.cause, measure=text.measure, due_on=due_on,
            person=self.clerk.display_name, leader="分管副局长", department="法规科",
        )  # fmt: skip

    def prove(self) -> None:
        """上传佐证: a report, for every other problem with a picture."""
        actions.add_proof(by=self.clerk, rectification=self.row, files=[self.report()], kind="整改报告")
        borrowed = self.place in (BORROWED_PICTURE, BORROWED_FILE)
        if borrowed:
            small = self.place == BORROWED_PICTURE
            picture, note = papers.picture(self.keeper.shown, small=small), "与前一问题在同一现场"
        else:
            picture, note = papers.picture(self.ledger.pk * 10**6 + self.number), ""
        if self.number % 2 or borrowed:
            self.keeper.shown = self.keeper.shown or self.ledger.pk * 10**6 + self.number
            actions.add_proof(by=self.clerk, rectification=self.row, files=[picture], kind="照片", note=note)

    def report(self, title: str = "整改情况报告") -> Received:
        """A short report as a document."""
        blocks = (
            letters.Paragraph(f"针对“{self.sample.problem}”问题，我单位进行了整改。"),
            letters.Heading("一、原因"), letters.Paragraph(self.sample.cause + "。"),
            letters.Heading("二、措施"), letters.Paragraph(self.sample.measure + "。"),
            letters.Heading("三、结果"), letters.Paragraph(self.sample.result + "。"),
            letters.Paragraph(f"（编号 {self.ledger.pk}-{self.number}）"),
        )  # fmt: skip
        return papers.report(title, blocks, to=OFFICE, by=self.unit.name, on=self.keeper.diary.day)

    def submit(self) -> None:
        """申请销号."""
        row = self.row
        actions.submit(by=self.clerk, rectification=row, seen=row.version, result=self.result)

    @property
    def result(self) -> str:
        """What the unit says it did."""
        if self.place == BORROWED_WORDS:
            return self.keeper.said
        told = f"{self.sample.result}。{FOLLOWED[(self.number + self.ledger.pk) % len(FOLLOWED)]}。"
        self.keeper.said = self.keeper.said or told
        return told

    def return_(self) -> None:
        """退回."""
        row = self.row
        reason = f"{self.sample.missing}，请补充后重新申请。"
        actions.return_(by=self.chief, rectification=row, seen=row.version, reason=reason)

    def again(self) -> None:
        """Once more, with what was missing."""
        row = self.row
        actions.submit(
            by=self.clerk, rectification=row, seen=row.version, result=f"{self.result}已补充有关材料。",
            files=[self.report("补充说明")], proof_kind="整改报告",
        )  # fmt: skip

    def close(self) -> None:
        """核准销号."""
        row = self.row
        actions.close(
            by=self.chief, rectification=row, seen=row.version, note="佐证齐全，同意销号。",
            reuse_note="同一次检查发现的问题，现场核对属实，可以共用。",
        )  # fmt: skip

    def reopen(self) -> None:
        """认定反弹."""
        row = self.row
        actions.reopen(by=self.chief, rectification=row, seen=row.version, reason="“回头看”抽查发现同类问题再次出现。")

    def correct(self) -> None:
        """更正: another word for the matter; the approval falls."""
        row = self.row
        actions.correct(
            by=self.keeper.people.users["jd2"], entry=row.entry, seen=row.entry.version, title=row.entry.title,
            data={**row.entry.data, "matter": f"{self.sample.matter}（核减1件）"}, happened_on=row.entry.happened_on,
            reason="经复核，所列案件有一件不属于本单位。",
        )  # fmt: skip

    def strike(self) -> None:
        """作废."""
        assert self.entry is not None
        entry = Entry.objects.get(pk=self.entry.pk)
        actions.strike_out(by=self.by, entry=entry, seen=entry.version, reason="与本台账另一条目重复登记。")
