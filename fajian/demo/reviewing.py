"""案卷评查 of the city: drawn by two, read by people of other units, told, objected to; another to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import OFFICE, People
from fajian.draws import actions as draws
from fajian.engine.reviews.scoring import ABSENT, GOOD, SHORT, Mark
from fajian.review import actions
from fajian.review.forms.sheets import hints
from fajian.review.models import Batch, Sample, ScoreSheet
from fajian.review.workflow import REVIEWERS

SECRETS = {"jd1": "窗台上三盆绿萝开了一朵不认识的小花", "jw": "二楼东头的打印机每逢周四下午卡纸"}
REASONS = {
    "K1": "决定书没有写明申请复议的机关。", "D1": "没有引用裁量权基准，也没有说明理由。", "F1": "卷内目录没有页码。",
    "S1": "送达回证没有受送达人签名日期。", "H2": "没有陈述申辩的复核记录。", "E2": "现场笔录没有起止时间。",
}  # fmt: skip


@dataclass
class Reviewing:
    """Written into the diary for its last day, when the city's data are in and screened."""

    diary: Diary
    people: People
    chance: Random

    def prepare(self) -> None:
        """One after the other."""
        steps = (self.open, self.assign, self.recuse, self.read, self.feed_back, self.answer, self.open_next)
        for minute, step in enumerate(steps):
            self.diary.write(self.diary.yesterday, 15, step, 10 + minute)

    @property
    def batch(self) -> Batch:
        """The one that goes on."""
        found: Batch = Batch.objects.filter(standard_code="penalties").earliest("pk")
        return found

    def open(self) -> None:
        """Enterprise penalties of the last two years, two of each unit."""
        by, day = self.people.users, self.diary.day
        made = actions.open_batch(
            by=by["jd1"], unit=self.people.units[OFFICE], title="全市涉企行政处罚案卷集中评查", standard="penalties",
            from_on=day - timedelta(days=730), to_on=day, take=2, due_on=day + timedelta(days=15),
            secret=SECRETS["jd1"], only_enterprise=True,
        )  # fmt: skip
        row = draws.seal(by=by["jw"], draw=made.draw, secret=SECRETS["jw"])
        for name, secret in SECRETS.items():
            row = draws.reveal(by=by[name], draw=row, secret=secret)
        actions.take_sample(by=by["jd1"], batch=made)

    def assign(self) -> None:
        """The clerks and officers of the city's own agencies read."""
        own = {unit.pk for unit in self.people.agencies}
        pool = [one for one in self.people.users.values() if one.unit_id in own and one.role in REVIEWERS]
        actions.name_reviewers(by=self.people.users["jd1"], batch=self.batch, users=pool)
        actions.assign(by=self.people.users["jd1"], batch=self.batch)

    def recuse(self) -> None:
        """One reader knows the party."""
        own = ScoreSheet.objects.filter(sample__batch=self.batch).select_related("reviewer").earliest("pk")
        actions.recuse(by=own.reviewer, sheet=own, seen=own.version, reason="与当事人的负责人是亲属。")

    def read(self) -> None:
        """Most sheets come in; of the second file the readers are far apart, of the third both see a veto."""
        samples = list(self.batch.samples.order_by("pk"))
        for place, sample in enumerate(samples[: -max(3, len(samples) // 4)]):
            short = self.chance.sample(sorted(REASONS), self.chance.randrange(4))
            for sheet in sample.sheets.standing().select_related("reviewer", "sample__batch").order_by("place"):
                strict = place == 1 and sheet.place == 2
                vetoes = {"V6": "案卷里没有处罚告知书和送达回证。"} if place == 2 else {}
                self.hand_in(sheet, [*short, *(REASONS if strict else ())], vetoes, Decimal(2 if strict else 1))
        for sheet in ScoreSheet.objects.filter(state="assigned", place=3).select_related("reviewer", "sample__batch"):
            self.hand_in(sheet, ["K1", "D1"], {}, Decimal(1))

    def hand_in(self, sheet: ScoreSheet, short: list[str], vetoes: dict[str, str], points: Decimal) -> None:
        """A sheet: what the file rightly lacks left out, what rules point at looked at and mostly found so."""
        standard, pointed = sheet.sample.batch.standard, hints(sheet)
        marks = {}
        for item in standard.items:
            marks[item.code] = Mark(GOOD)
            if item.part in ("强制", "执行") and item.optional:
                marks[item.code] = Mark(ABSENT, reason="本案没有这一环节。")
            elif item.code in pointed:
                marks[item.code] = Mark(SHORT, min(points, item.points), "系统疑点属实，案卷里没有更正的材料。")
            elif item.code in short:
                marks[item.code] = Mark(SHORT, min(points, item.points), REASONS[item.code])
        actions.submit(
            by=sheet.reviewer, sheet=sheet, seen=sheet.version, marks=marks, vetoes=vetoes,
            opinion="总体规范，细节有待加强。",
        )  # fmt: skip

    def feed_back(self) -> None:
        """Told to the units."""
        actions.feed_back(by=self.people.users["jd1"], batch=self.batch)

    def answer(self) -> None:
        """One unit accepts; two object, of which one has been re-checked; the others have time."""
        told = [one for one in Sample.objects.filter(state="fed_back").select_related("unit") if one.problems]
        for place, row in enumerate(sorted(told, key=lambda one: one.pk)[:3]):
            clerk, codes = self.people.at(row.unit, "clerk"), list(row.problems)[:1]
            if place == 0:
                actions.accept(by=clerk, sample=row, seen=row.version)
                continue
            reason = "材料在案卷副卷第三页，评查时没有看到。"
            paper = papers.picture(8_000 + place)
            actions.object_to(by=clerk, sample=row, seen=row.version, codes=codes, reason=reason, received=paper)
            if place == 1:
                row.refresh_from_db()
                answer = "查阅副卷，材料齐全，这一项不再扣分。"
                actions.recheck(by=self.people.users["jd2"], sample=row, seen=row.version, answer=answer, dropped=codes)

    def open_next(self) -> None:
        """Licences, for which a second secret is still wanted."""
        day = self.diary.day
        actions.open_batch(
            by=self.people.users["jd2"], unit=self.people.units[OFFICE], title="行政许可案卷评查", standard="licences",
            from_on=day - timedelta(days=365), to_on=day, take=2, due_on=day + timedelta(days=40),
            secret="抽屉里的回形针正好够别一百份文件",
        )  # fmt: skip
