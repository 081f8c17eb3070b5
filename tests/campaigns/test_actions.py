"""What the commands write: plans, launches, what is handed in."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty, Participant, PlanDocument, Return, Stage, Task, TaskUnit
from fajian.campaigns.opening import opening
from fajian.core.commands import System
from fajian.core.errors import Refused, Stale
from fajian.core.files import Received, receive
from fajian.core.models import Event, Notice
from fajian.core.verify import verify
from fajian.engine.faults import InputError
from fajian.engine.plans.compiler import compile_plan
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.actions import open_account
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import HANDED_OVER, SYSTEM, checked, handed_in, sample, shared, taken

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
YEARLESS = """安澜市专项整治工作方案

一、任务

（一）清理依据。

二、步骤

（一）自查阶段（3月1日至3月31日）。各单位于3月14日前将自查报告报送市司法局。

（二）整改阶段（4月1日至6月30日）。各单位于6月30日前将总结报送市司法局。

（安司发〔2026〕9号）
"""


def pdf() -> Received:
    return receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "报告.pdf")


def settle(people: People, row: PlanDocument, place: int, how: str, **given: Any) -> PlanDocument:
    return actions.settle(by=people["supervisor"], document=row, seen=row.version, place=place, how=how, **given)


# ── plans ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_is_compiled_and_kept_with_its_file(people: People) -> None:
    row = actions.take_plan(by=people["supervisor"], text=sample(), received=pdf())
    assert row.unit == people["supervisor"].unit
    assert row.title == "安澜市行政执法突出问题专项整治实施方案"
    assert row.plan == compile_plan(sample().strip("\n"))
    assert (row.file.name, row.state, row.open_doubts) == ("报告.pdf", "draft", 3)


def test_line_ends_and_what_no_database_takes_are_cleaned(people: People) -> None:
    row = actions.take_plan(by=people["supervisor"], text=sample().replace("\n", "\r\n") + "\0")
    assert row.text == sample().strip("\n")


@pytest.mark.parametrize("text", ["", " \n ", "——"])
def test_a_text_without_words_is_no_plan(text: str, people: People) -> None:
    with pytest.raises(InputError, match="没有文字"):
        actions.take_plan(by=people["supervisor"], text=text)
    assert not PlanDocument.objects.exists()


def test_a_text_too_long_for_a_page_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="300000"):
        actions.take_plan(by=people["supervisor"], text="方案" * 150_001)


def test_only_supervisors_take_plans(people: People) -> None:
    for who in ("clerk", "leader", "admin"):
        with pytest.raises(Refused):
            actions.take_plan(by=people[who], text=sample())
    with pytest.raises(Refused, match="执法监督员的身份"):
        actions.take_plan(by=System("测试"), text=sample())


def test_checking_is_refused_while_a_doubt_is_open(people: People) -> None:
    row = taken(people, sample())
    for place in (0, 2):
        row = settle(people, row, place, "proposal")
        with pytest.raises(Refused, match="处存疑没有核定"):
            actions.check(by=people["supervisor"], document=row, seen=row.version)
    row = settle(people, row, 1, "own", day=dt.date(2026, 6, 17))
    row = actions.check(by=people["supervisor"], document=row, seen=row.version)
    assert row.state == "checked"


def test_an_answer_may_be_changed_until_the_plan_is_checked(people: People) -> None:
    row = settle(people, taken(people, sample()), 1, "proposal")
    row = settle(people, row, 1, "none")
    assert row.settled["1"]["how"] == "none"


@pytest.mark.parametrize(
    ("place", "how", "given"), [(9, "none", {}), (-1, "none", {}), (0, "whatever", {}), (0, "own", {})]
)
def test_an_answer_that_says_nothing_is_refused(place: int, how: str, given: Any, people: People) -> None:
    row = taken(people, sample())
    with pytest.raises(Refused):
        settle(people, row, place, how, **given)
    assert PlanDocument.objects.get(pk=row.pk).settled == {}


def test_two_people_settling_at_once_do_not_overwrite_each_other(people: People) -> None:
    row = taken(people, sample())
    settle(people, row, 0, "proposal")
    with pytest.raises(Stale):
        settle(people, row, 1, "proposal")


def test_another_year_has_the_document_read_again_with_its_holidays(people: People) -> None:
    text = YEARLESS.replace("（安司发〔2026〕9号）", "")
    row = taken(people, text.replace("专项整治工作方案", "2026年专项整治工作方案"))
    kinds = [doubt.kind for doubt in row.plan.doubts]
    year = kinds.index("year_inferred")
    assert row.plan.duties[0].due == dt.date(2026, 3, 14)
    others = [place for place, kind in enumerate(kinds) if kind not in ("year_inferred", "due_on_holiday")]
    for place in others:
        row = settle(people, row, place, "none")
    row = settle(people, row, year, "own", text="2025年")
    assert [duty.due for duty in row.plan.duties] == [dt.date(2025, 3, 14), dt.date(2025, 6, 30)]
    assert row.plan.issued_on is None
    assert row.plan.doubts[0].kind == "year_inferred"
    assert row.settled["0"]["text"] == "2025年"
    # 14 March 2026 was a Saturday, that of 2025 a Friday: the doubt is gone; answers to the others stay.
    assert "due_on_holiday" in kinds
    assert "due_on_holiday" not in [doubt.kind for doubt in row.plan.doubts]
    assert row.open_doubts == 0


def test_another_day_of_issue_is_taken_for_the_plans_own(people: People) -> None:
    row = taken(people, shared(HANDED_OVER[2]))
    place = next(i for i, doubt in enumerate(row.plan.doubts) if doubt.kind == "date_conflict")
    row = settle(people, row, place, "own", day=dt.date(2021, 12, 29))
    assert row.plan.issued_on == dt.date(2021, 12, 29)
    assert row.plan.doubts[0].kind == "date_conflict"
    assert "0" in row.settled


# ── launching ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_built_in_plan_opens_what_it_says(people: People, units: Units, campaign: Campaign) -> None:
    assert (campaign.from_on, campaign.to_on) == (dt.date(2026, 3, 2), dt.date(2026, 12, 31))
    assert [row.title for row in campaign.stages.all()] == [
        "动员部署阶段",
        "自查自纠阶段",
        "集中整改阶段",
        "巩固提升阶段",
    ]
    assert campaign.tasks.count() == 8
    assert Participant.objects.count() == 3
    owed = {
        name: Duty.objects.filter(campaign=campaign, unit=units[name]).count()
        for name in ("agency", "other", "county_office")
    }
    # Seven dated ones for all; ten months (March to December) for the city's own, four quarters for the counties'.
    assert owed == {"agency": 17, "other": 17, "county_office": 11}
    ledger_codes = Ledger.objects.filter(unit=units["agency"]).order_by("id").values_list("spec_code", flat=True)
    assert list(ledger_codes) == ["self-check", "fines-self-check", "general"]
    assert Ledger.objects.filter(source=campaign.source).count() == 9
    moved = Duty.objects.get(campaign=campaign, unit=units["agency"], what__startswith="整改进展", due_on__month=6)
    assert moved.due_on == dt.date(2026, 6, 18)


@pytest.mark.parametrize(
    ("name", "stages", "tasks", "books", "duties"),
    [(HANDED_OVER[0], 4, 13, 10, 4), (HANDED_OVER[1], 3, 3, 3, 0), (HANDED_OVER[2], 0, 19, None, None)],
)
def test_plans_handed_over_open_what_they_say(
    name: str, stages: int, tasks: int, books: int | None, duties: int | None, people: People, units: Units
) -> None:
    row = checked(people, shared(name))
    campaign = actions.launch(
        by=people["supervisor"], document=row, seen=row.version, units=[units["agency"], units["other"]]
    )
    assert Stage.objects.filter(campaign=campaign).count() == stages
    assert Task.objects.filter(campaign=campaign).count() == tasks
    counted = Ledger.objects.filter(unit=units["agency"]).count(), Duty.objects.filter(unit=units["agency"]).count()
    told = opening(row.plan)
    assert counted[0] == (len(told.books) if books is None else books)
    if duties is not None:
        assert counted[1] == duties
    assert Duty.objects.filter(unit=units["other"]).count() == counted[1]
    assert verify().holds


def test_tasks_are_given_to_the_units_their_words_mean(people: People, units: Units) -> None:
    row = checked(people, sample())
    joining = [units["agency"], units["county_office"]]
    campaign = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining)
    given = {
        task.number: {(row.unit.name, row.part) for row in task.units.select_related("unit")}
        for task in campaign.tasks.all()
    }
    agency, office = "安澜市城市管理局", "安澜市司法局"
    assert given["三(一)2"] == {(agency, "responsible"), (office, "lead")}
    assert given["三(一)3"] == {(agency, "responsible"), (office, "support")}
    assert given["三(二)4"] == {(office, "lead")}
    assert given["三(三)8"] == {(agency, "responsible")}
    assert TaskUnit.objects.filter(unit=units["county_office"]).count() == 0


def test_a_rhythm_without_a_day_stays_a_rhythm(people: People, units: Units) -> None:
    row = checked(people, shared(HANDED_OVER[0]))
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]])
    last = Duty.objects.order_by("number").last()
    assert (last.due_on, last.rhythm, last.order_on) == (None, "每季度", dt.date.max)
    assert last.comes_again


def test_the_same_launch_twice_is_one_campaign(people: People, units: Units) -> None:
    row = checked(people, sample())
    given = {"document": row, "seen": row.version, "units": [units["agency"]], "key": "once"}
    first = actions.launch(by=people["supervisor"], **given)
    again = actions.launch(by=people["supervisor"], **given)
    assert first == again
    assert (Campaign.objects.count(), Ledger.objects.count()) == (1, 3)
    with pytest.raises(Refused, match=r"已启动|已被他人修改"):
        actions.launch(by=people["colleague"], document=row, seen=row.version, units=[units["agency"]])


def test_the_same_text_is_launched_a_second_time_only_by_somebody_who_says_so(people: People, units: Units) -> None:
    def launched(row: PlanDocument, **more: Any) -> Campaign:
        return actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]], **more)

    first, second = launched(checked(people, sample())), checked(people, sample())
    assert second.running_twin == first
    with pytest.raises(Refused, match=f"同一份方案已经启动，行动“{first.title}”正在进行"):
        launched(second)
    assert Campaign.objects.count() == 1
    assert launched(second, again=True) != first
    ended = actions.finish(by=people["supervisor"], campaign=first, seen=first.version, note="已办结")
    assert checked(people, sample()).running_twin not in (None, ended), "the second is still running"
    assert checked(people, YEARLESS).running_twin is None


def test_a_launch_is_one_event_and_a_notice_to_each_unit(people: People, units: Units) -> None:
    row = checked(people, sample())
    before, told = Event.objects.count(), Notice.objects.count()
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"], units["other"]])
    assert Event.objects.count() == before + 1
    notices = Notice.objects.all()[: Notice.objects.count() - told]
    assert {notice.to for notice in notices} == {people["clerk"], people["chief"], people["stranger"]}
    assert all("17项报送、3本台账" in notice.text for notice in notices)


def test_a_launch_that_fails_leaves_nothing(people: People, units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    row = checked(people, sample())

    def broken(*given: Any) -> None:
        raise Refused("中途出错")

    monkeypatch.setattr("fajian.campaigns.actions.campaigns.open_books", broken)
    with pytest.raises(Refused, match="中途出错"):
        actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]])
    assert not Campaign.objects.exists()
    assert not Duty.objects.exists()
    assert PlanDocument.objects.get(pk=row.pk).state == "checked"


def test_somebody_the_plan_means_may_be_named(people: People, units: Units) -> None:
    row = checked(people, sample())
    told = opening(row.plan)
    word = next(part.who for part in told.wanted if "汇总" in part.what)
    campaign = actions.launch(
        by=people["supervisor"],
        document=row,
        seen=row.version,
        units=[units["agency"]],
        assigned={word: units["office"]},
    )
    assert {unit.name for unit in Unit.objects.filter(pk__in=campaign.participants.values("unit"))} == {
        "安澜市司法局",
        "安澜市城市管理局",
    }
    assert Duty.objects.filter(unit=units["office"], what__contains="汇总").count() == 1


def test_a_launch_needs_units_of_ones_own_that_still_exist(people: People, units: Units) -> None:
    row = checked(people, sample())
    with pytest.raises(Refused, match="没有选择"):
        actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[])
    county = actions.take_plan(by=people["county_supervisor"], text=sample())
    for place in range(len(county.plan.doubts)):
        county = actions.settle(
            by=people["county_supervisor"], document=county, seen=county.version, place=place, how="none"
        )
    county = actions.check(by=people["county_supervisor"], document=county, seen=county.version)
    with pytest.raises(Refused, match="权限范围"):
        actions.launch(by=people["county_supervisor"], document=county, seen=county.version, units=[units["agency"]])
    units["town"].closed_on = dt.date(2026, 1, 1)
    with pytest.raises(Refused, match="已撤销"):
        actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["town"]])


def test_a_plan_of_two_annexes_by_one_form_opens_two_ledgers(
    people: People, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        sample()
        .replace("1.行政执法突出问题自查自纠台账", "1.会议签到表")
        .replace("《行政执法突出问题自查自纠台账》", "《会议签到表》")
    )
    row = checked(people, text)
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]])
    general = Ledger.objects.filter(spec_code="general").order_by("id")
    assert [ledger.title for ledger in general] == ["会议签到表", "整改销号台账"]
    duty = Duty.objects.get(what__startswith="整改进展", due_on__month=7)
    assert [ledger.title for ledger in actions.linked(duty)] == ["整改销号台账"]


# ── duties ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def duty(people: People, campaign: Campaign) -> Duty:
    """The first agency's report that goes with two ledgers."""
    found: Duty = Duty.objects.get(unit=people["clerk"].unit, annexes="附件1、附件2")
    return found


def test_each_handing_in_is_kept_with_the_answer_it_got(people: People, duty: Duty) -> None:
    row = handed_in(people, duty, "第一稿", received=pdf())
    row = actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="缺盖章")
    row = handed_in(people, row, "第二稿")
    row = actions.receive(by=people["colleague"], duty=row, seen=row.version)
    found = list(row.returns.order_by("number"))
    assert [(one.text, one.answer, one.reason) for one in found] == [
        ("第一稿", "returned", "缺盖章"),
        ("第二稿", "received", ""),
    ]
    assert found[0].file.name == "报告.pdf"
    assert [one.answered_by for one in found] == [people["supervisor"], people["colleague"]]
    assert row.state == "received"
    told = list(Notice.objects.filter(to=people["clerk"], text__contains="退回"))
    assert len(told) == 1
    assert "缺盖章" in told[0].text


def test_the_numbers_of_the_ledgers_are_kept_as_they_stood(people: People, duty: Duty) -> None:
    ledger = actions.linked(duty)[0]
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry("处罚决定逾期送达")])
    row = handed_in(people, duty, "报送")
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry("另一个问题")])
    kept = row.returns.get()
    assert kept.figures["附件1 行政执法突出问题自查自纠台账"]["found"] == 1
    assert kept.sums[0] == ("附件1 行政执法突出问题自查自纠台账", "1 条，其中待整改 1 条")


def test_nothing_to_report_is_not_believed_while_the_ledger_says_otherwise(people: People, duty: Duty) -> None:
    (entry,) = ledgers.record(
        by=people["clerk"], ledger=actions.linked(duty)[0], rows=[ledgers.NewEntry("处罚决定逾期送达")]
    )
    with pytest.raises(Refused, match="不能零报告"):
        handed_in(people, duty, "没有问题", nil=True)
    ledgers.strike_out(by=people["clerk"], entry=entry, seen=entry.version, reason="登记错误")
    row = handed_in(people, duty, "逐案查过，没有问题", nil=True)
    assert row.returns.get().nil


def test_a_nil_return_needs_its_reason(people: People, duty: Duty) -> None:
    with pytest.raises(Refused, match="报送说明"):
        handed_in(people, duty, "  ", nil=True)
    assert not Return.objects.exists()


def test_a_unit_hands_in_for_itself_only(people: People, duty: Duty) -> None:
    with pytest.raises(Refused, match="权限范围"):
        actions.hand_in(by=people["stranger"], duty=duty, seen=duty.version, text="替别人报")


def test_nobody_receives_what_they_handed_in_under_another_account(
    people: People, units: Units, campaign: Campaign
) -> None:
    double = {"person": "A-001"}
    clerk = open_account(by=SYSTEM, username="c2", display_name="同一人", role="clerk", unit=units["agency"], **double)
    boss = open_account(
        by=SYSTEM, username="s2", display_name="同一人", role="supervisor", unit=units["office"], **double
    )
    row = Duty.objects.filter(unit=units["agency"]).first()
    row = actions.hand_in(by=clerk, duty=row, seen=row.version, text="报送")
    with pytest.raises(Refused, match="另一位"):
        actions.receive(by=boss, duty=row, seen=row.version)
    assert actions.receive(by=people["supervisor"], duty=row, seen=row.version).state == "received"


def test_the_county_does_not_receive_for_the_city(people: People, units: Units, campaign: Campaign) -> None:
    row = Duty.objects.filter(unit=units["county_office"]).first()
    row = actions.hand_in(by=people["county_clerk"], duty=row, seen=row.version, text="报送")
    for step, more in ((actions.receive, {}), (actions.return_, {"reason": "不全"})):
        with pytest.raises(Refused, match="上级单位牵头"):
            step(by=people["county_supervisor"], duty=row, seen=row.version, **more)
    assert actions.receive(by=people["supervisor"], duty=row, seen=row.version).state == "received"


def test_what_comes_again_is_handed_in_again_and_what_has_a_day_is_not(people: People, units: Units) -> None:
    document = checked(people, shared(HANDED_OVER[0]))
    actions.launch(by=people["supervisor"], document=document, seen=document.version, units=[units["agency"]])
    for row, works in ((Duty.objects.get(due_on=None), True), (Duty.objects.order_by("number")[1], False)):
        row = actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="第一期")
        row = actions.receive(by=people["supervisor"], duty=row, seen=row.version)
        if works:
            row = actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="第二期")
            assert [one.text for one in row.returns.order_by("number")] == ["第一期", "第二期"]
            assert row.state == "handed_in"
        else:
            with pytest.raises(Refused):
                actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="再报")


def test_urging_tells_those_who_are_late_and_nobody_else(people: People, campaign: Campaign) -> None:
    Notice.objects.all().delete()
    count = actions.urge(by=people["supervisor"], campaign=campaign)
    assert count == 3
    assert {notice.to.username for notice in Notice.objects.all()} == {"clerk", "chief", "stranger", "county_clerk"}
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.urge(by=people["county_supervisor"], campaign=campaign)


def test_a_launch_asks_the_database_no_more_for_a_unit_than_its_ledgers_need(people: People, units: Units) -> None:
    asked = []
    for joining in (["agency"], ["agency", "other", "county_agency", "town"]):
        row = checked(people, sample())
        with CaptureQueriesContext(connection) as queries:
            actions.launch(
                by=people["supervisor"], document=row, seen=row.version, units=[units[name] for name in joining],
                again=True,
            )  # fmt: skip
        asked.append(len(queries))
    # Three ledgers a unit, each looked for and written, and the notice to its people.
    assert asked[1] - asked[0] <= 3 * (3 * 2 + 2)
