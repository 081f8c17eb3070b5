"""The city's enforcement data: handed in by several, screened, and what people made of the findings."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from fajian.campaigns.models import Campaign
from fajian.core.files import receive
from fajian.core.worker import work
from fajian.demo.books import Books, cell
from fajian.demo.diary import Diary
from fajian.demo.identities import CITY
from fajian.demo.people import ROOT, People
from fajian.engine.store.schema import tables
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import Unit, User
from fajian.records import actions as records
from fajian.records.forms import KINDS
from fajian.records.models import ImportBatch
from fajian.screening import actions as screening
from fajian.screening.models import Finding, Run

# Agencies that hand in their own penalties, the second with cells nobody can read.
CLEAN, FAULTY = f"{CITY[1]}市场监督管理局", f"{CITY[1]}城市管理局"
# What may be wrong with a row: (column's name, what stands there).
SPOILT = (
    ("decided_on", "2026年13月5日"), ("filed_on", "去年冬天"), ("fine_yuan", "伍佰元整左右"), ("party_uscc", "9141"),
    ("decided_on", "2031-01-01"), ("procedure", "一般"), ("agency_id", ""), ("fine_yuan", "-300"),
)  # fmt: skip
EXPLAINED = "经核对，该案文书已在期限内直接送达，系统登记日期有误，送达回证原件在卷备查。"
SPARED = ("本市试点期间另有规定，规则所指的期限不适用。", "安澜市行政执法改革试点方案第四条")
DISMISSED = "已核对送达回证原件，登记日期录入错误，不构成问题。"


@dataclass
class Casework:
    """The last day of the city's past: data in, screening, first judgements.

    `sheets`: the generated folder, as of `as_of`; `source`: how the campaign's ledgers name it.
    """

    diary: Diary
    people: People
    sheets: Path
    as_of: date
    source: str = ""
    progress: Callable[[str], object] = lambda text: None
    taken: list[ImportBatch] = field(default_factory=list)

    def prepare(self) -> None:
        """Into the diary: everything on the last day before the demo but a batch withdrawn the day before."""
        day, by = self.diary.yesterday, self.people.users
        self.diary.write(day, 8, partial(self.withdrawn, by["hb-tb"]))
        self.diary.write(day, 9, partial(self.hand_in, by["jd1"], "安澜市执法数据.zip", self.everything))
        self.diary.write(day, 9, partial(self.hand_in, by["sj-tb"], "行政处罚.csv", partial(self.penalties, CLEAN)), 20)
        self.diary.write(day, 9, partial(self.hand_in, by["cg-tb"], "行政处罚.csv", self.faulty), 40)
        self.diary.write(day, 10, partial(self.hand_in, by["jt-tb"], "车辆名单.csv", self.unreadable))
        self.diary.write(day, 10, self.screen, 30)
        self.diary.write(day, 11, self.name_pack)
        self.diary.write(day, 14, self.judge)
        self.diary.write(day, 16, self.take_on)

    # ── handing in ───────────────────────────────────────────────────────────────────────────────────────────────────

    def hand_in(self, by: User, name: str, content: Callable[[], bytes]) -> ImportBatch:
        """One file for the person's own unit, or for the whole city; and its import."""
        unit = self.people.units[ROOT] if by.role == "supervisor" else by.unit
        received = receive(io.BytesIO(content()), name, kinds=KINDS)
        self.progress(f"导入{name}")
        batch = records.hand_in(by=by, unit=unit, received=received)
        work(once=True)
        self.taken.append(batch)
        return batch

    def everything(self) -> bytes:
        """All sheets but the penalties that two agencies hand in themselves."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as container:
            for file in sorted(self.sheets.glob("*.csv")):
                text = file.read_bytes()
                if file.stem == "penalties":
                    text = self.rows(lambda name: name not in (CLEAN, FAULTY))
                # A fixed moment: the same sheets give the same bytes.
                container.writestr(zipfile.ZipInfo(f"{tables()[file.stem].label}.csv", (2026, 1, 1, 0, 0, 0)), text)
        return archive.getvalue()

    def penalties(self, agency: str) -> bytes:
        """The penalties of one agency."""
        return self.rows(lambda name: name == agency)

    def faulty(self) -> bytes:
        """The penalties of one agency, and some more that cannot be read."""
        text = self.rows(lambda name: name == FAULTY).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        heading, places = rows[0], {c.name: c.label for c in tables()["penalties"]}
        for number, (column, value) in enumerate(SPOILT, 1):
            row = list(rows[number])
            row[heading.index(places["penalty_id"])] = f"CG-2026-{number:03d}"
            row[heading.index(places["decision_no"])] = f"安城管罚决字〔2026〕第9{number:02d}号"
            row[heading.index(places[column])] = value
            rows.append(row)
        return written(rows)

    def unreadable(self) -> bytes:
        """A file that is none of the tables."""
        return written([["序号", "车牌", "司机"], ["1", "无", "无"]])

    def rows(self, wanted: Callable[[str], bool]) -> bytes:
        """The sheet of penalties with the rows of the agencies wanted."""
        with (self.sheets / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
            sheet = csv.reader(lines)
            heading = next(sheet)
            place = heading.index(tables()["penalties"]["agency_name"].label)
            return written([heading, *(row for row in sheet if wanted(row[place]))])

    def withdrawn(self, by: User) -> None:
        """Handed in by mistake, and withdrawn."""
        unit, books = by.unit, Books(self.diary.today)
        assert unit is not None
        books.add("agency_months", agency_id=unit.agency_id, month_on=self.diary.ago(400).replace(day=1))
        columns = [column for column in tables()["agency_months"] if column.name != "batch_id"]
        row = books.rows["agency_months"][0]
        text = written([[c.label for c in columns], [cell(c, row.get(c.name)) for c in columns]])
        batch = self.hand_in(by, f"{tables()['agency_months'].label}.csv", lambda: text)
        batch = ImportBatch.objects.get(pk=batch.pk)
        records.withdraw(by=by, batch=batch, seen=batch.version, reason="误传了上一年度的数据，重新核对后再报。")
        work(once=True)

    # ── screening ────────────────────────────────────────────────────────────────────────────────────────────────────

    def screen(self) -> None:
        """All rules over everything that was handed in."""
        self.progress("筛查执法数据")
        screening.ask(by=self.people.users["jd1"], as_of=self.as_of)
        work(once=True)
        assert Run.objects.get().state == "handed_over", Run.objects.get().reason

    def name_pack(self) -> None:
        """The office's rule pack for the campaign: a rule it cannot use, and a number of its own."""
        by = self.people.users["jd1"]
        title = Campaign.objects.get(pk=int(self.source.removeprefix("campaign:"))).title
        pack = screening.make_pack(
            by=by, title="涉企检查集中整治筛查", base="enterprise-inspection", source=self.source, source_label=title
        )
        reason = "信用等级数据还没有共享。"
        screening.put_off(by=by, pack=pack, rule_id="INS-CREDIT", title="检查次数与信用等级不符", reason=reason)
        basis = "《安澜市规范涉企行政检查办法》第九条"
        screening.set_value(by=by, pack=pack, parameter="dup_days:default", value=Decimal(60), basis=basis)

    def judge(self) -> None:
        """Some findings of every agency with a clerk are explained, admitted, dismissed, confirmed; most are left."""
        for unit in (*self.people.agencies, *self.county_agencies()):
            own = list(Finding.objects.filter(unit=unit).order_by("rule_id", "record_id"))
            steps = (
                self.explain, self.admit, self.dismiss, self.confirm, self.confirm, self.explain, self.exempt,
                self.assign,
            )  # fmt: skip
            spread = own[:: max(1, len(own) // len(steps))]
            for finding, step in zip(spread, steps, strict=False):
                step(unit, finding)

    def county_agencies(self) -> list[Unit]:
        """The agencies of the counties."""
        return [unit for unit in self.people.units.values() if unit.kind == "agency" and unit.level == 3]

    def explain(self, unit: Unit, finding: Finding) -> None:
        """说明情况."""
        by = self.people.at(unit, "clerk")
        screening.explain(by=by, finding=finding, seen=finding.version, explanation=EXPLAINED)

    def admit(self, unit: Unit, finding: Finding) -> None:
        """认可问题."""
        screening.admit(by=self.people.at(unit, "clerk"), finding=finding, seen=finding.version)

    def dismiss(self, unit: Unit, finding: Finding) -> None:
        """Explained by the unit, dismissed by the supervisor."""
        self.explain(unit, finding)
        finding = Finding.objects.get(pk=finding.pk)
        screening.dismiss(by=self.people.users["jd2"], finding=finding, seen=finding.version, reason=DISMISSED)

    def exempt(self, unit: Unit, finding: Finding) -> None:
        """Another norm allows it, until the end of next year."""
        until = date(self.diary.today.year + 1, 12, 31)
        screening.exempt(
            by=self.people.users["jd1"], finding=finding, seen=finding.version, reason=SPARED[0], source=SPARED[1],
            until=until,
        )  # fmt: skip

    def assign(self, unit: Unit, finding: Finding) -> None:
        """Handed to the unit's clerk, three working days to explain."""
        screening.assign(
            by=self.people.users["jd1"], finding=finding, seen=finding.version, to=self.people.at(unit, "clerk"),
            working_days=3,
        )  # fmt: skip

    def confirm(self, unit: Unit, finding: Finding) -> None:
        """Into the campaign's ledger of the unit, or into one opened for it."""
        own = Ledger.objects.filter(unit=unit, source__startswith=self.source, spec_code="general").first()
        into: dict[str, Any] = {"ledger": own} if own else {"spec_code": "general"}
        screening.confirm(
            by=self.people.users["jd2"], finding=finding, seen=finding.version, note="事实清楚，列入台账整改。", **into
        )

    def take_on(self) -> None:
        """Every other confirmed finding is taken on at once."""
        found = Finding.objects.filter(state="confirmed").exclude(entry=None).order_by("pk")
        for finding in found.select_related("unit")[::2]:
            row = Rectification.objects.get(entry=finding.entry_id)
            ledgers.accept(
                by=self.people.at(finding.unit, "clerk"), rectification=row, seen=row.version,
                cause="办案期限没有专人盯办，系统没有到期提醒。",
                measure="逐案核对并依法补正，同类案件全面复查。",
                due_on=self.diary.today + timedelta(days=3 + row.pk % 25),
                leader="分管副局长", department="法规科", person="法规科科长",
            )  # fmt: skip


def written(rows: list[list[str]]) -> bytes:
    """CSV as offices save it."""
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode("utf-8-sig")
