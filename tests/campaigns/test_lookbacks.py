"""Last year's problems, of a workbook or a campaign: judged by units, confirmed by the office, put right at last."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from fajian.campaigns import actions, past
from fajian.campaigns.actions import Judgement
from fajian.campaigns.models import Campaign, LookBack, Participant, PastProblem
from fajian.campaigns.workflow import LOOK_BACK
from fajian.core import verify
from fajian.core.errors import Refused
from fajian.core.files import Received, path_of, receive
from fajian.ledgers import actions as ledgers
from fajian.ledgers import lineage
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.orgs.actions import change_role
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, checked, sample
from tests.campaigns.numbers import linked, lying
from tests.ledgers.stories import closing_story, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
DUE_ON = dt.date(2035, 12, 31)
ROLES = tuple(role for role, _ in User.ROLES)
WHO = {role: role for role in ("clerk", "officer", "leader", "discipline", "admin", "security", "auditor")} | {
    "unit_leader": "chief",
    "supervisor": "colleague",
}
DONE = Judgement("done", "全部送达台账齐全，抽查20件没有逾期")
OPEN = {"measure": "专人盯办", "leader": "分管副局长", "department": "法规科", "due_on": DUE_ON, "person": "科长"}
UNDONE = Judgement("undone", "还有3件没有补送达", cause="当事人下落不明", **OPEN)
RELAPSED = Judgement("relapsed", "今年又有5件逾期送达", cause="人员轮换", **OPEN)


def ledger_file(rows: list[list[Any]], name: str = "2023年台账.xlsx") -> Received:
    """Last year's ledger as an office kept it."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "2023"
    for row in [
        ["2023年行政执法突出问题台账"],
        ["序号", "单位", "存在问题", "整改措施", "整改时限", "整改情况"],
        *rows,
    ]:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return receive(io.BytesIO(stream.getvalue()), name)


ROWS = [
    [1, "市城管局", "处罚决定逾期送达", "建立送达台账", "2023-09-30", "已完成"],
    [2, "安澜市城市管理局", "检查不出示证件", "培训", "2023年10月31日", "未完成"],
    [3, f"{CANARY}局", f"{CANARY}问题", "整改", "2023-10-31", "已完成"],
]


def units_of(campaign: Campaign) -> list[Unit]:
    return [one.unit for one in Participant.objects.filter(campaign=campaign).select_related("unit")]


@pytest.fixture
def look_back(people: People, campaign: Campaign) -> LookBack:
    """Last year's workbook, taken."""
    received = ledger_file(ROWS)
    taken = past.workbook(received, "look-back", units_of(campaign))
    return actions.look_back(
        by=people["supervisor"], campaign=campaign, spec_code="look-back", title="2023年问题", received=received,
        rows=taken.rows,
    )  # fmt: skip


def own(look_back: LookBack, number: int = 1) -> PastProblem:
    return PastProblem.objects.get(look_back=look_back, number=number)


def judged(people: People, row: PastProblem, judgement: Judgement = UNDONE) -> PastProblem:
    proof = pdf("今年的送达台账") if judgement.verdict == "done" else None
    return actions.judge(by=people["clerk"], problem=row, seen=row.version, judgement=judgement, received=proof)


def confirmed(people: People, row: PastProblem) -> PastProblem:
    return actions.confirm_past(by=people["supervisor"], problem=row, seen=row.version)


# ── taken in ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-06", "S001-33")
def test_every_row_of_the_workbook_becomes_a_problem_of_its_unit_and_keeps_its_place(
    people: People, look_back: LookBack, units: dict[str, Unit]
) -> None:
    first, second, other = PastProblem.objects.filter(look_back=look_back).order_by("number")
    assert (first.unit, second.unit, other.unit) == (units["agency"], units["agency"], units["other"])
    assert (first.title, first.sheet, first.row) == ("处罚决定逾期送达", "2023", 3)
    assert first.data == {"old_measure": "建立送达台账", "old_due_on": "2023-09-30", "old_result": "已完成"}
    assert look_back.file is not None
    assert list(PastProblem.objects.visible_to(people["clerk"])) == [first, second]
    assert PastProblem.objects.visible_to(people["supervisor"]).count() == 3
    assert verify.verify().holds


def test_the_same_workbook_is_taken_once(people: People, look_back: LookBack, campaign: Campaign) -> None:
    received = look_back.file
    again = Received(received.name, received.digest, received.algorithm, received.size, received.kind)
    rows = past.workbook(again, "look-back", units_of(campaign)).rows
    with pytest.raises(Refused, match="没有再次录入"):
        actions.look_back(by=people["colleague"], campaign=campaign, spec_code="look-back", received=again, rows=rows)


def test_an_unknown_unit_and_a_bad_day_are_sentences_and_nothing_is_taken(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    rows = [*ROWS, [4, "某某局", "问题", "", "", ""], [5, "市城管局", "问题五", "", "八月底", ""]]
    taken = past.workbook(ledger_file(rows), "look-back", units_of(campaign))
    assert not taken.is_whole
    said = "\n".join(map(str, taken.faults))
    assert "第6行，“单位”列：没有名为“某某局”的参加单位" in said
    assert "第7行，“整改时限”列" in said
    assert not LookBack.objects.exists()


def test_rows_without_a_unit_belong_to_the_one_that_was_chosen(
    people: People, campaign: Campaign, units: dict[str, Unit]
) -> None:
    file = ledger_file([[1, "", "逾期送达", "", "", ""]])
    assert not past.workbook(file, "look-back", units_of(campaign)).is_whole
    (row,) = past.workbook(file, "look-back", units_of(campaign), units["agency"]).rows
    assert row.unit == units["agency"]


@pytest.fixture
def earlier(people: People, units: dict[str, Unit], campaign: Campaign) -> Campaign:
    """Another campaign with a closed problem and one that is still open."""
    row = checked(people, sample())
    made = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]], again=True)
    ledger = Ledger.objects.get(unit=units["agency"], source=made.source, spec_code="self-check")
    for command in closing_story(people, ledger, key="closed"):
        command.play()
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry("检查不出示证件")])
    return made


@pytest.fixture
def again(people: People, campaign: Campaign, earlier: Campaign) -> LookBack:
    """A look-back on the earlier campaign."""
    return actions.look_back(by=people["supervisor"], campaign=campaign, spec_code="look-back", earlier=earlier)


def test_an_earlier_campaigns_problems_are_taken_with_how_they_stand(again: LookBack) -> None:
    closed, still_open = PastProblem.objects.filter(look_back=again).order_by("number")
    assert closed.entry.rectification.is_closed
    assert (closed.data["old_result"], still_open.data["old_result"]) == ("已完成", "未完成")
    assert closed.data["old_measure"] == "逐案建立送达台账"


def test_an_earlier_campaign_is_taken_once_and_not_the_same_one(
    people: People, again: LookBack, campaign: Campaign
) -> None:
    given = {"by": people["supervisor"], "campaign": campaign, "spec_code": "look-back"}
    with pytest.raises(Refused, match="已经列入"):
        actions.look_back(**given, earlier=again.earlier)
    with pytest.raises(Refused, match="不能选本次行动"):
        actions.look_back(**given, earlier=campaign)
    with pytest.raises(Refused, match="没有找到参加单位的问题"):
        actions.look_back(**given | {"spec_code": "enterprise-look-back"})
    with pytest.raises(Refused, match="须由执法监督员"):
        actions.look_back(**given | {"by": people["clerk"]}, earlier=again.earlier)
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.look_back(**given | {"by": people["county_supervisor"]}, earlier=again.earlier)


# ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────────


def in_state(state: str, people: People, look_back: LookBack) -> PastProblem:
    row = own(look_back)
    if state != "waiting":
        row = judged(people, row)
    if state == "returned":
        row = actions.return_past(by=people["supervisor"], problem=row, seen=row.version, reason="看不出现状")
    if state == "confirmed":
        row = confirmed(people, row)
    return PastProblem.objects.get(pk=row.pk)


STEPS: dict[str, Callable[[User, PastProblem], PastProblem]] = {
    "judge": lambda by, row: actions.judge(by=by, problem=row, seen=row.version, judgement=UNDONE),
    "return_": lambda by, row: actions.return_past(by=by, problem=row, seen=row.version, reason="看不出现状"),
    "confirm": lambda by, row: actions.confirm_past(by=by, problem=row, seen=row.version),
    "overrule": lambda by, row: actions.overrule_past(
        by=by, problem=row, seen=row.version, judgement=RELAPSED, reason="现场又看到"
    ),
}


@pytest.mark.parametrize("state", LOOK_BACK.states)
def test_in_each_state_the_listed_steps_work_and_no_others(state: str, people: People, look_back: LookBack) -> None:
    row = in_state(state, people, look_back)
    for step in LOOK_BACK.steps:
        for role in ROLES:
            listed = state in step.sources and role in LOOK_BACK.roles(step)
            point = transaction.savepoint()
            said = ""
            try:
                made = STEPS[step.name](people[WHO[role]], PastProblem.objects.get(pk=row.pk))
                assert made.state == step.target
            except Refused as refused:
                said = str(refused)
            assert bool(said) != listed, (role, step.name, state, said)
            transaction.savepoint_rollback(point)


@pytest.mark.mechanisms("S001-07")
@pytest.mark.parametrize(
    ("missing", "word"),
    [("measure", "再整改措施"), ("leader", "责任领导"), ("department", "责任部门"), ("due_on", "整改时限")],
)
@pytest.mark.parametrize("verdict", ["undone", "relapsed"])
def test_what_is_not_put_right_must_name_who_and_until_when(
    verdict: str, missing: str, word: str, people: People, look_back: LookBack
) -> None:
    given = OPEN | {missing: None if missing == "due_on" else ""}
    with pytest.raises(Refused, match=word):
        judged(people, own(look_back), Judgement(verdict, "情况", **given))
    assert own(look_back).state == "waiting"


def test_put_right_needs_proof_of_today(people: People, look_back: LookBack) -> None:
    row = own(look_back)
    with pytest.raises(Refused, match="佐证"):
        actions.judge(by=people["clerk"], problem=row, seen=row.version, judgement=DONE)
    row = confirmed(people, judged(people, row, DONE))
    assert (row.state, row.opened) == ("confirmed", None)


def test_what_is_still_open_in_its_ledger_is_neither_done_nor_relapsed(people: People, again: LookBack) -> None:
    row = own(again, 2)
    for judgement, said in ((DONE, "还没有销号，不能认定已整改"), (RELAPSED, "谈不上反弹")):
        with pytest.raises(Refused, match=said):
            judged(people, row, judgement)
    row = confirmed(people, judged(people, row))
    assert row.opened == row.entry
    assert Entry.objects.filter(title=row.title).count() == 1


def test_nobody_confirms_what_he_judged_himself(people: People, look_back: LookBack) -> None:
    row = judged(people, own(look_back))
    clerk = change_role(by=people["security"], user=people["clerk"], role="supervisor", reason="轮岗")
    with pytest.raises(Refused, match=r"另一位监督人员|上级单位牵头"):
        actions.confirm_past(by=clerk, problem=row, seen=row.version)


def test_a_county_does_not_confirm_for_the_city(people: People, look_back: LookBack, campaign: Campaign) -> None:
    row = judged(people, own(look_back))
    with pytest.raises(Refused):
        actions.confirm_past(by=people["county_supervisor"], problem=row, seen=row.version)


# ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-07", "S001-09")
@pytest.mark.parametrize(("judgement", "priority"), [(UNDONE, ""), (RELAPSED, "relapsed")])
def test_a_problem_of_a_workbook_goes_on_in_the_units_look_back_ledger(
    judgement: Judgement, priority: str, people: People, look_back: LookBack, campaign: Campaign
) -> None:
    row = confirmed(people, judged(people, own(look_back), judgement))
    made = row.opened
    assert made is not None
    problem = Rectification.objects.get(entry=made)
    assert made.ledger.spec_code == "look-back"
    assert made.ledger.source.startswith(campaign.source)
    assert (problem.state, problem.priority, problem.due_on, problem.measure) == ("found", priority, DUE_ON, "专人盯办")
    assert (problem.leader, problem.department) == ("分管副局长", "法规科")
    assert (made.data["relapsed"], made.data["old_result"]) == (bool(priority), "已完成")
    assert made.source_label == "上年台账2023第3行"
    assert verify.verify().holds


@pytest.mark.mechanisms("S001-09", "S001-34")
@pytest.mark.parametrize(("judgement", "priority"), [(UNDONE, "untrue"), (RELAPSED, "relapsed")])
def test_a_closed_problem_that_is_back_gets_a_row_that_follows_the_old_one(
    judgement: Judgement, priority: str, people: People, again: LookBack
) -> None:
    row = confirmed(people, judged(people, own(again), judgement))
    assert row.opened.follows == row.entry
    assert Rectification.objects.get(entry=row.opened).priority == priority
    assert row.entry.rectification.is_closed
    assert [link.entry for link in lineage.chain(row.opened, people["clerk"])] == [row.entry, row.opened]


def test_the_office_changes_a_verdict_with_a_reason_and_the_unit_reads_it(
    people: People, look_back: LookBack, browser: Browser
) -> None:
    row = judged(people, own(look_back), DONE)
    with pytest.raises(Refused, match="没有改变"):
        actions.overrule_past(by=people["supervisor"], problem=row, seen=row.version, judgement=DONE, reason="x")
    row = actions.overrule_past(
        by=people["supervisor"], problem=row, seen=row.version, judgement=RELAPSED, reason="现场查看又有逾期"
    )
    assert (row.state, row.verdict) == ("confirmed", "relapsed")
    page = browser(people["clerk"]).get(row.get_absolute_url()).content.decode()
    assert "现场查看又有逾期" in page
    assert "认定已改为“反弹”" in browser(people["clerk"]).get("/notices/").content.decode()


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def text(response: Any) -> str:
    return str(response.content.decode())


def upload(client: Client, campaign: Campaign, received: Received | None, **more: Any) -> Any:
    given: dict[str, Any] = {"spec_code": "look-back", "title": "2023年问题", **more}
    if received is not None:
        given["file"] = io.BytesIO(path_of(received.digest).read_bytes())
        given["file"].name = received.name
    return client.post(reverse("campaigns:look_back_new", args=[campaign.pk]), given, follow=True)


def test_a_workbook_is_looked_at_first_and_then_taken_without_being_sent_again(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    shown = upload(client, campaign, ledger_file(ROWS))
    page = text(shown)
    assert "预览：还没有录入" in page
    assert "录入 3 个问题" in page
    assert "取自“存在问题”" in page
    assert not LookBack.objects.exists()
    taken = upload(client, campaign, None, kept=shown.context["form"].data["kept"], take="1")
    assert "已列入 3 个上年问题" in text(taken)
    assert LookBack.objects.get().problems.count() == 3


def test_a_faulty_workbook_cannot_be_taken_whatever_is_pressed(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    bad = ledger_file([*ROWS, [4, "某某局", "问题", "", "", ""]])
    page = text(upload(browser(people["supervisor"]), campaign, bad, take="1"))
    assert "有 1 处须改正" in page
    assert "没有名为“某某局”的参加单位" in page
    assert 'name="take"' not in page
    assert not LookBack.objects.exists()


@pytest.mark.parametrize("name", ["不是台账.xlsx", "空.xlsx"])
def test_what_is_no_ledger_is_a_sentence(name: str, people: People, campaign: Campaign, browser: Browser) -> None:
    book = openpyxl.Workbook()
    if name == "不是台账.xlsx":
        book.active.append(["姓名", "电话"])
    stream = io.BytesIO()
    book.save(stream)
    answer = upload(browser(people["supervisor"]), campaign, receive(io.BytesIO(stream.getvalue()), name))
    assert "没有找到写着问题的栏目" in text(answer)


def test_units_judge_and_the_office_confirms_on_their_pages(
    people: People, look_back: LookBack, browser: Browser
) -> None:
    clerk, office = browser(people["clerk"]), browser(people["supervisor"])
    assert "待检视的上年问题" in text(clerk.get("/"))
    listed = text(clerk.get(look_back.get_absolute_url() + "?state=unjudged"))
    assert listed.count("/campaigns/past/") == 2
    assert CANARY not in listed
    row = own(look_back)
    given = {"seen": row.version, "verdict": "relapsed", "situation": "又有5件", **OPEN, "cause": "轮换"}
    refused = clerk.post(reverse("campaigns:judge", args=[row.pk]), {**given, "leader": ""})
    assert refused.status_code == 422
    assert "责任领导" in text(refused)
    assert "又有5件" in text(refused)
    clerk.post(reverse("campaigns:judge", args=[row.pk]), given)
    assert "待确认的回头看认定" in text(office.get("/"))
    row = own(look_back)
    office.post(reverse("campaigns:confirm_past", args=[row.pk]), {"seen": row.version})
    page = text(office.get(row.get_absolute_url()))
    assert "重点督办（反弹）" in page
    progress = text(office.get(look_back.get_absolute_url()))
    assert "反弹" in progress
    assert "2023年问题" in text(office.get(look_back.campaign.get_absolute_url()))


@pytest.mark.mechanisms("S001-10", "S001-35")
@pytest.mark.parametrize("code", ["look-back", "enterprise-look-back"])
def test_the_annex_comes_out_with_every_problem_and_how_it_stands(
    code: str, people: People, campaign: Campaign, browser: Browser
) -> None:
    received = ledger_file(ROWS)
    rows = past.workbook(received, code, units_of(campaign)).rows
    given = {"campaign": campaign, "spec_code": code, "received": received, "rows": rows}
    made = actions.look_back(by=people["supervisor"], **given)
    confirmed(people, judged(people, own(made, 1), DONE))
    confirmed(people, judged(people, own(made, 2), RELAPSED))
    answer = browser(people["supervisor"]).get(reverse("campaigns:look_back_export", args=[made.pk]))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == made.spec.annex
    assert cells[1][0] == made.spec.title
    body = [row for row in cells if row[0] in (1, 2, 3)]
    assert [row[2] for row in body] == [row[2] for row in ROWS]
    flat = [str(value) for row in body[:2] for value in row]
    assert "又有5件逾期送达" in "".join(flat) or "人员轮换" in flat
    assert "分管副局长" in flat
    labels = [column.label for column in made.spec.columns]
    closed = labels.index("是否销号")
    assert [row[closed] for row in body] == ["是", "否", None]


def test_another_unit_sees_neither_the_problems_nor_the_original(
    people: People, look_back: LookBack, browser: Browser
) -> None:
    stranger, row = browser(people["stranger"]), own(look_back)
    assert stranger.get(row.get_absolute_url()).status_code == 404
    page = text(stranger.get(look_back.get_absolute_url()))
    assert "处罚决定逾期送达" not in page
    assert f"{CANARY}问题" in page
    file = reverse("campaigns:look_back_file", args=[look_back.pk])
    assert stranger.get(file).status_code == 403
    assert browser(people["county_supervisor"]).get(file).status_code == 404
    assert browser(people["supervisor"]).get(file).status_code == 200


def test_the_numbers_of_each_unit_lead_to_its_problems(people: People, look_back: LookBack, browser: Browser) -> None:
    confirmed(people, judged(people, own(look_back)))
    judged(people, own(look_back, 2))
    office = browser(people["supervisor"])
    counted = [said for _, said in linked(office, look_back.get_absolute_url())]
    assert counted[:3] == [2, 2, 1]
    assert lying(office, look_back.get_absolute_url()) == []
