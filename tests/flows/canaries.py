"""Two agencies with the same rows of everything; each text of the second holds the canary."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from fajian import content
from fajian.campaigns import actions as campaigns
from fajian.campaigns import answers
from fajian.campaigns.models import Campaign, Duty, PastProblem, Recheck
from fajian.campaigns.past import Past
from fajian.campaigns.reconciling import accounts, compared, digest_of
from fajian.core import notify
from fajian.core.files import receive
from fajian.core.worker import work
from fajian.draws import actions as draws
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.orgs.models import Unit, User
from fajian.portal import actions as portal
from fajian.portal import codes
from fajian.records import actions as records
from fajian.records.models import ImportBatch
from fajian.screening import actions as screening
from fajian.screening.models import Finding, Tally
from fajian.supervision import actions as supervision
from tests.flows.conftest import SYSTEM
from tests.records.conftest import case, sheet
from tests.screening.conftest import new_finding

CANARY = "金丝雀乙局机密"
DAY = dt.date(2026, 3, 20)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's people; `word` stands in each of its texts."""

    unit: Unit
    clerk: User
    code: str
    word: str


def paper(word: str, name: str = "附件") -> Any:
    """A file whose name and bytes hold the word."""
    return receive(io.BytesIO(f"%PDF-1.4\n% {word} {name}\n%%EOF\n".encode()), f"{word}{name}.pdf")


def launched(supervisor: User, units: list[Unit]) -> Campaign:
    """The built-in plan, for these units."""
    text = content.path("plans", "sample.txt").read_text(encoding="utf-8")
    plan = campaigns.take_plan(by=supervisor, text=text)
    for place, doubt in enumerate(plan.plan.doubts):
        how = "proposal" if answers.question(doubt).proposal else "none"
        plan = campaigns.settle(by=supervisor, document=plan, seen=plan.version, place=place, how=how)
    plan = campaigns.check(by=supervisor, document=plan, seen=plan.version)
    return campaigns.launch(by=supervisor, document=plan, seen=plan.version, units=units)


def work_in(agency: Agency, supervisor: User, colleague: User, campaign: Campaign) -> None:
    """A row of everything an agency writes, in its own words."""
    problems(agency, supervisor, colleague, campaign)
    duty(agency, colleague, campaign)
    notify.tell([agency.clerk], f"{agency.word}提醒")
    data(agency)


def problems(agency: Agency, supervisor: User, colleague: User, campaign: Campaign) -> None:
    """One closed problem, one waiting, one struck out."""
    word, by = agency.word, agency.clerk
    own = Ledger.objects.get(unit=agency.unit, source=campaign.source, spec_code="self-check")
    ledgers.open_ledger(by=by, unit=agency.unit, spec_code="general", title=f"{word}台账")
    for number in (1, 2):
        new = ledgers.NewEntry(f"{word}问题{number}", {"matter": f"{word}案件"}, source_label=f"{word}来源")
        (entry,) = ledgers.record(by=by, ledger=own, rows=[new])
        row = Rectification.objects.get(entry=entry)
        texts = {"cause": f"{word}原因", "measure": f"{word}措施", "due_on": dt.date(2035, 1, 1), "person": word}
        row = ledgers.accept(by=by, rectification=row, seen=row.version, **texts)
        ledgers.add_proof(by=by, rectification=row, files=[paper(word, f"佐证{number}")], note=f"{word}说明")
        row.refresh_from_db()
        row = ledgers.submit(by=by, rectification=row, seen=row.version, result=f"{word}结果")
        row = ledgers.return_(by=colleague, rectification=row, seen=row.version, reason=f"{word}退回")
        row = ledgers.submit(by=by, rectification=row, seen=row.version, result=f"{word}结果二")
        if number == 1:
            ledgers.close(by=supervisor, rectification=row, seen=row.version, note=f"{word}意见")
    (entry,) = ledgers.record(by=by, ledger=own, rows=[ledgers.NewEntry(f"{word}问题3")])
    entry = Entry.objects.get(pk=entry.pk)
    ledgers.strike_out(by=by, entry=entry, seen=entry.version, reason=f"{word}作废")


def duty(agency: Agency, colleague: User, campaign: Campaign) -> None:
    """Handed in with a file, and returned."""
    row = Duty.objects.filter(campaign=campaign, unit=agency.unit).order_by("number")[0]
    row = campaigns.hand_in(
        by=agency.clerk, duty=row, seen=row.version, text=f"{agency.word}报送", received=paper(agency.word)
    )
    campaigns.return_(by=colleague, duty=row, seen=row.version, reason=f"{agency.word}退回")


def last_year(agencies: list[Agency], supervisor: User, campaign: Campaign) -> None:
    """A problem of last year of each agency, judged by it; the office brought a workbook of all."""
    rows = [
        Past(agency.unit, f"{agency.word}上年问题", {"old_measure": f"{agency.word}原措施"}, "2023", number)
        for number, agency in enumerate(agencies, 2)
    ]
    given = {"campaign": campaign, "spec_code": "look-back", "title": "上年问题"}
    made = campaigns.look_back(by=supervisor, **given, received=paper(CANARY, "上年台账"), rows=rows)
    for agency in agencies:
        word, row = agency.word, PastProblem.objects.get(look_back=made, unit=agency.unit)
        told = campaigns.Judgement("done", f"{word}现状", f"{word}原因", f"{word}再整改", word, f"{word}科", word)
        campaigns.judge(by=agency.clerk, problem=row, seen=row.version, judgement=told, received=paper(word, "现状"))


def reconciled(agencies: list[Agency], colleague: User, campaign: Campaign) -> None:
    """Each signs with its word, and is sent back with it."""
    units = [agency.unit for agency in agencies]
    for agency, account in zip(agencies, accounts(campaign, units, timezone.localdate()), strict=True):
        row = campaigns.sign_accounts(
            by=agency.clerk, campaign=campaign, unit=agency.unit, digest=digest_of(compared(account)),
            explained=f"{agency.word}差异",
        )  # fmt: skip
        campaigns.return_accounts(by=colleague, reconciliation=row, seen=row.version, reason=f"{agency.word}重对")


def spot_checked(supervisor: User, colleague: User, campaign: Campaign) -> None:
    """Every closed problem drawn, and found untrue by whoever did not close it."""
    secrets = {supervisor: "甲的口令，别人猜不到的一行", colleague: "乙的口令，别人猜不到的一行"}
    made = campaigns.spot_check(by=supervisor, campaign=campaign, take=9, secret=secrets[supervisor])
    draw = draws.seal(by=colleague, draw=made.draw, secret=secrets[colleague])
    for user, secret in secrets.items():
        draw = draws.reveal(by=user, draw=draw, secret=secret)
    campaigns.take_sample(by=supervisor, spot_check=made)
    for row in Recheck.objects.filter(spot_check=made).select_related("entry"):
        word = row.entry.title.partition("问题")[0]
        campaigns.uphold(
            by=colleague, recheck=row, seen=row.version, result=f"{word}复核", checked_on=timezone.localdate(),
            received=paper(word, "现场"),
        )  # fmt: skip


def supervised(agencies: list[Agency], supervisor: User, colleague: User) -> None:
    """A matter of each agency: visited, told in writing, answered with a file."""
    today = timezone.localdate()
    for agency in agencies:
        word = agency.word
        clue = supervision.Clue(f"{word}事项", "hotline", f"{word}线索", today)
        matter = supervision.open_matter(by=supervisor, unit=agency.unit, clue=clue)
        matter = supervision.accept(by=supervisor, matter=matter, seen=1, way="daily", situation="conduct")
        asked = {"asked": f"{word}经营户", "count": 6}
        taken = supervision.Taken("interview", f"{word}访谈", today, "甲、乙", f"{word}记录", data=asked)
        supervision.record_measure(
            by=supervisor, unit=agency.unit, taken=taken, matter=matter, received=[paper(word, "笔录")]
        )
        text = supervision.Text(
            facts=f"{word}事实", basis="依据", demands=f"{word}要求", evidence=f"{word}证据", term=30
        )
        row = supervision.draft_instrument(by=supervisor, matter=matter, kind="opinion", text=text)
        row = supervision.submit_instrument(by=supervisor, instrument=row, seen=row.version)
        row = supervision.issue_instrument(by=colleague, instrument=row, seen=row.version, word="云司监意")
        service = supervision.Service(today, "办公室", "exchange")
        row = supervision.serve(by=supervisor, instrument=row, seen=row.version, service=service)
        supervision.answer(
            by=agency.clerk, instrument=row, seen=row.version, text=f"{word}反馈", received=[paper(word, "反馈")]
        )


def told_by_enterprises(agencies: list[Agency], supervisor: User) -> None:
    """A card about each agency, with a problem: neither may read its own."""
    city = agencies[0].unit.parent
    assert city is not None
    point = portal.open_point(
        by=supervisor, unit=city, name="开发区联系点", kind="park", liaison="丁某", opened_on=timezone.localdate()
    )
    for agency in agencies:
        card = portal.Filled({"problem": f"{CANARY}监督卡", "satisfaction": "不满意"}, "self", agency.unit)
        portal.fill_card(by=portal.PUBLIC, point=point, card=card, code=codes.code_of(f"卡 {agency.unit.pk}"))


def data(agency: Agency) -> None:
    """A batch with a good row and a faulty one."""
    word = agency.word
    rows = [
        case(f"{word}1", agency.code, 当事人名称=f"{word}商行", 执法机关名称=agency.unit.name),
        case(f"{word}2", agency.code, 罚款金额=f"{word}元", 执法机关名称=agency.unit.name),
    ]
    hand_in(agency, rows, f"行政处罚案件 {word}.csv")


def hand_in(agency: Agency, rows: list[dict[str, str]], name: str) -> ImportBatch:
    """Handed in by the agency's clerk, and imported."""
    received = receive(io.BytesIO(sheet(rows)), name, kinds=("csv",))
    batch = records.hand_in(by=agency.clerk, unit=agency.unit, received=received)
    work(once=True)
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert batch.state == "imported", batch.reason
    return batch


def findings(agencies: list[Agency], supervisor: User) -> None:
    """A run that found two things in each agency; one of them was explained."""
    run = screening.ask(by=supervisor, as_of=DAY)
    found, tallies = [], []
    for agency in agencies:
        word = agency.word
        texts = {
            "explanation": f"{word}算法",
            "evidence": [["party_name", f"{word}商行"]],
            "agency_name": agency.unit.name,
        }
        found += [new_finding(agency.unit, f"{word}1", **texts), new_finding(agency.unit, f"{word}9", **texts)]
        tallies.append(
            Tally(
                unit_path=agency.unit.path, unit_name=agency.unit.name, unit_number=agency.unit.pk,
                rule_id="PEN-061-SERVE", title="处罚决定逾期送达", hits=2, unknown=1, missing=f"{word}栏目",
            )
        )  # fmt: skip
    manifest = {"rules": [], "calendar_version": "2026", "batches": {}, "unplaced": {}}
    screening.hand_over(by=SYSTEM, run=run, findings=found, tallies=tallies, manifest=manifest)
    for agency in agencies:
        row = Finding.objects.filter(unit=agency.unit).order_by("pk")[0]
        screening.explain(by=agency.clerk, finding=row, seen=row.version, explanation=f"{agency.word}说明")
