"""What the city did about last year's problems, and the lots it drew over this year's closings."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from fajian.campaigns import actions, past
from fajian.campaigns.actions import Judgement
from fajian.campaigns.actions.spotchecks import took_part
from fajian.campaigns.models import Campaign, Participant, PastProblem, Recheck
from fajian.campaigns.reconciling import accounts, compared, digest_of
from fajian.core.files import Received, receive
from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.demo.plan import Moved
from fajian.demo.problems import samples
from fajian.draws import actions as draws
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import specs
from fajian.ledgers.models import Rectification

FORM = "look-back"
SECRETS = {"jd1": "司法局门口的石榴今年结了七个", "jw": "信访接待日第三位来访者的伞是蓝的"}
# What becomes of last year's problems, one after the other: the unit's verdict, and the office's answer.
FATES = (
    ("done", "confirm"), ("undone", "confirm"), ("relapsed", "confirm"), ("done", "overrule"), ("undone", "return"),
    ("done", ""), ("", ""), ("relapsed", ""),
)  # fmt: skip


@dataclass
class Looking:
    """Look-back, spot checks and reconciliations, written into the diary once the campaign runs."""

    diary: Diary
    people: People
    moved: Moved
    chance: Random

    def begin(self, campaign: Campaign) -> None:
        """Last year's ledger in spring, its verdicts after it, the lots this month."""
        self.diary.write(self.moved.day(3, 20), 10, partial(self.take, campaign))
        self.diary.write(self.diary.ago(6), 9, partial(self.draw, campaign))
        self.diary.write(self.diary.yesterday, 16, self.recheck)
        self.diary.write(self.diary.yesterday, 16, partial(self.prepare, campaign), minute=30)
        self.diary.write(self.diary.yesterday, 17, partial(self.reconcile, campaign))

    # ── look-back ────────────────────────────────────────────────────────────────────────────────────────────────────

    def take(self, campaign: Campaign) -> None:
        """Last year's ledger, of four agencies, as one workbook."""
        received, units = self.ledger(), [one.unit for one in Participant.objects.filter(campaign=campaign)]
        rows = past.workbook(received, FORM, units).rows
        made = actions.look_back(
            by=self.people.users["jd1"], campaign=campaign, spec_code=FORM, title="上年专项整治问题台账",
            received=received, rows=rows, due_on=self.moved.day(5, 29),
        )  # fmt: skip
        for problem in made.problems.order_by("number"):
            verdict, answer = FATES[(problem.number - 1) % len(FATES)]
            day = self.moved.day(4, 10) + dt.timedelta(days=problem.number % 20)
            steps = [(day, partial(self.judge, problem.pk, verdict))] if verdict else []
            if answer:
                steps.append((day + dt.timedelta(days=3), partial(self.answer, problem.pk, answer)))
            self.diary.write_all(steps, minute=self.chance.randrange(60))

    def ledger(self) -> Received:
        """The workbook: the annex with last year's columns filled in."""
        spec, year = specs()[FORM], self.moved.day(3, 20).year - 1
        rows = [
            workbook.Row(
                f"{unit.pk}-{number}",
                {
                    "unit": unit.name,
                    "problem": sample.problem,
                    "old_measure": sample.measure,
                    "old_due_on": dt.date(year, 9 + number, 28),
                    "old_result": "已完成" if number else "未完成",
                },
            )
            for place, unit in enumerate(self.people.agencies[:4])
            for number, sample in enumerate(samples()[3 * place : 3 * place + 3])
        ]
        with tempfile.TemporaryDirectory(prefix="fajian-demo-") as folder:
            file = Path(folder) / "ledger.xlsx"
            sheet = workbook.sheet(spec, rows, unit="各单位汇总")
            workbook.write(file, [sheet], [spec], made_on=dt.date(year, 12, 31))
            with file.open("rb") as stream:
                return receive(stream, f"{year}年问题台账.xlsx")

    def judge(self, number: int, verdict: str) -> None:
        """检视 by the unit's clerk."""
        row = PastProblem.objects.select_related("unit").get(pk=number)
        actions.judge(
            by=self.people.at(row.unit, "clerk"), problem=row, seen=row.version, judgement=self.said(verdict),
            received=papers.picture(number) if verdict == "done" else None,
        )  # fmt: skip

    def said(self, verdict: str) -> Judgement:
        """What a unit says."""
        if verdict == "done":
            return Judgement("done", "已抽查近半年案卷，没有再出现。")
        situation = "今年一季度又出现同类问题。" if verdict == "relapsed" else "还有部分案件没有补正。"
        return Judgement(
            verdict, situation, cause="人员轮换，没有交接。", measure="专人盯办，每周核对一次。", leader="分管副局长",
            department="法规科", person="法规科科长", due_on=self.moved.day(12, 10),
        )  # fmt: skip

    def answer(self, number: int, answer: str) -> None:
        """Confirmed, returned, or found otherwise by the office."""
        row, by = PastProblem.objects.get(pk=number), self.people.users["jd2"]
        match answer:
            case "confirm":
                actions.confirm_past(by=by, problem=row, seen=row.version)
            case "return":
                reason = "没有写明还有哪些案件没有补正。"
                actions.return_past(by=by, problem=row, seen=row.version, reason=reason)
            case "overrule":
                reason = "现场查看，仍有同类问题。"
                judgement = self.said("undone")
                actions.overrule_past(by=by, problem=row, seen=row.version, judgement=judgement, reason=reason)

    # ── spot checks ──────────────────────────────────────────────────────────────────────────────────────────────────

    def draw(self, campaign: Campaign) -> None:
        """Two closed problems of each unit, drawn by the office and the discipline's contact."""
        by = self.people.users
        made = actions.spot_check(
            by=by["jd1"], campaign=campaign, take=2, secret=SECRETS["jd1"], title="三季度销号抽查"
        )
        row = draws.seal(by=by["jw"], draw=made.draw, secret=SECRETS["jw"])
        for name, secret in SECRETS.items():
            row = draws.reveal(by=by[name], draw=row, secret=secret)
        draws.publish(by=by["jd1"], draw=row, seen=row.version)
        actions.take_sample(by=by["jd1"], spot_check=made)

    def recheck(self) -> None:
        """The first that the second supervisor may look at was closed untruly, the next two were not; the rest wait."""
        by = self.people.users["jd2"]
        problems = Rectification.objects.filter(state="closed").select_related("closed_by", "entry__recorded_by")
        told = {problem.pk: problem for problem in problems}
        mine = [row for row in Recheck.objects.order_by("pk") if row.entry_id in told]
        mine = [row for row in mine if not took_part(told[row.entry_id], by)][:3]
        for place, row in enumerate(mine):
            act, result = (actions.uphold, "到现场查看，与佐证一致。") if place else (
                actions.refute, "到现场查看，佐证照片是整改前的，问题仍在。")  # fmt: skip
            act(
                by=by, recheck=row, seen=row.version, result=result, checked_on=self.diary.day,
                received=papers.picture(7_000 + place),
            )  # fmt: skip

    def prepare(self, campaign: Campaign) -> None:
        """Another one, for which a second secret is still wanted."""
        actions.spot_check(
            by=self.people.users["jd2"], campaign=campaign, take=1, secret="食堂今天的汤里有三颗红枣和两片姜",
            title="四季度销号抽查",
        )  # fmt: skip

    # ── 对账、核账、销账 ─────────────────────────────────────────────────────────────────────────────────────────────

    def reconcile(self, campaign: Campaign) -> None:
        """Three units sign: one is verified, one sent back, one waits; the others have not begun."""
        by, answered = self.people.users["jd2"], ("verify", "return", "")
        units = self.people.agencies[: len(answered)]
        for account, answer in zip(accounts(campaign, units, self.diary.day), answered, strict=True):
            row = actions.sign_accounts(
                by=self.people.at(account.unit, "clerk"), campaign=campaign, unit=account.unit,
                digest=digest_of(compared(account)), explained="报送以后又有问题销号，下月随报。",
            )  # fmt: skip
            if answer == "verify":
                actions.verify_accounts(by=by, reconciliation=row, seen=row.version, note="逐条核对，与台账相符。")
            elif answer:
                actions.return_accounts(by=by, reconciliation=row, seen=row.version, reason="请写明是哪几个问题。")
