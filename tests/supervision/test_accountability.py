"""责任追究: case by case, proposed by one person and decided by another, counted into 附件8."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.engine.forms.spec import specs
from fajian.orgs.models import User
from fajian.supervision import actions, blame
from fajian.supervision.models import Accountability, Responsible
from fajian.supervision.workflow import ACCOUNTABILITY
from tests.supervision.conftest import Browser, People, Units, days, fresh, queries
from tests.supervision.test_pages import form_of
from tests.supervision.test_workflows import refused

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
REASON = "处罚决定因法院采信了新证据而撤销，办案时依当时证据认定并无不当。"
NOTE = {"note": "写明意见"}


def event(**more: Any) -> actions.Event:
    given: dict[str, Any] = {"title": "某饭店罚款案被撤销", "origin": "review_lost", "found_on": timezone.localdate()}
    return actions.Event(**(given | more))


def opened(by: User, unit: Any, **more: Any) -> Accountability:
    return actions.open_accountability(by=by, unit=unit, event=event(**more))


def established(by: User, row: Accountability) -> Accountability:
    return actions.establish(by=by, accountability=row, seen=row.version, facts="未听取申辩", analysis="程序意识不强")


def named(by: User, row: Accountability, **more: Any) -> Responsible:
    given: dict[str, Any] = {"role": "handler", "name": "承办某", "measure": "criticise", "decider": "agency"}
    row = fresh(row)
    blamed = actions.Blamed(**(given | more))
    return actions.name_responsible(by=by, accountability=row, seen=row.version, blamed=blamed)


def proposed(by: User, row: Accountability) -> Accountability:
    row = established(by, row)
    named(by, row)
    row = fresh(row)
    return actions.propose_accountability(by=by, accountability=row, seen=row.version)


def spared(people: People, row: Accountability, reason: str = REASON) -> Accountability:
    row = established(people["clerk"], row)
    given = {"grounds": ["law_changed"], "reason": reason}
    row = actions.propose_sparing(by=people["clerk"], accountability=row, seen=row.version, **given)
    return actions.spare(by=people["chief"], accountability=row, seen=row.version, decided_on=timezone.localdate())


def decided(people: People, row: Accountability) -> Accountability:
    row = proposed(people["clerk"], row)
    given = {"decided_on": timezone.localdate(), "document": "安城管人〔2026〕3号"}
    return actions.decide_accountability(by=people["chief"], accountability=row, seen=row.version, **given)


def carried_out(people: People, row: Accountability) -> Accountability:
    row = decided(people, row)
    given = {"outcome": "已谈话，有记录", "carried_out_on": timezone.localdate()}
    return actions.carry_out(by=people["clerk"], accountability=row, seen=row.version, **given)


def in_state(people: People, row: Accountability, state: str) -> Accountability:
    match state:
        case "open":
            return established(people["clerk"], row)
        case "proposed":
            return proposed(people["clerk"], row)
        case "decided":
            return decided(people, row)
        case "spared":
            return spared(people, row)
        case "carried_out":
            return carried_out(people, row)
        case "closed":
            row = spared(people, row)
            return actions.close_accountability(by=people["supervisor"], accountability=row, seen=row.version, **NOTE)
    return actions.drop_accountability(by=people["clerk"], accountability=row, seen=row.version, **NOTE)


STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "establish": (actions.establish, {"facts": "未听取申辩", "analysis": "程序意识不强"}),
    "propose": (actions.propose_accountability, {}),
    "propose_sparing": (actions.propose_sparing, {"grounds": ["slight"], "reason": f"{REASON}另有一点。"}),
    "decide": (actions.decide_accountability, {"decided_on": None}),
    "spare": (actions.spare, {"decided_on": None}),
    "return_": (actions.return_accountability, NOTE),
    "carry_out": (actions.carry_out, {"outcome": "已执行", "carried_out_on": None}),
    "close": (actions.close_accountability, NOTE),
    "send_back": (actions.send_back_accountability, NOTE),
    "drop": (actions.drop_accountability, NOTE),
}


@pytest.mark.parametrize("state", ACCOUNTABILITY.states)
def test_of_a_case_in_each_state_the_listed_steps_work_and_no_others(state: str, people: People, units: Units) -> None:
    """Of a unit's own case: its clerk proposes, its leader decides; the office's supervisor looks."""
    row = in_state(people, opened(people["clerk"], units["agency"]), state)
    kept_by = {"establish", "propose", "propose_sparing", "carry_out", "drop", "decide", "spare", "return_"}
    for step in ACCOUNTABILITY.steps:
        act, given = STEPS[step.name]
        given = {name: timezone.localdate() if value is None else value for name, value in given.items()}
        if (state, step.name) == ("proposed", "spare"):
            continue  # what was proposed is to pursue: see below
        for role in ROLES:
            listed = state in step.sources and role in ACCOUNTABILITY.roles(step)
            if role == "supervisor" and step.name in kept_by:
                listed = False  # the case is the unit's own
            by = people["chief"] if role == "unit_leader" else people[role]

            def play(a: Any = act, b: User = by, g: Any = given, name: str = step.name) -> Any:
                if name == "propose" and state == "open":
                    named(people["clerk"], row)
                now = fresh(row)
                return a(by=b, accountability=now, seen=now.version, **g)

            said = refused(play, step.target)
            assert bool(said) != listed, (role, step.name, state, said)


def test_nobody_decides_what_they_proposed_nor_otherwise_than_proposed(people: People, units: Units) -> None:
    """Not even under a second account, and not the office's one supervisor for the office."""
    row = proposed(people["chief"], opened(people["chief"], units["agency"]))
    given = {"accountability": row, "seen": row.version, "decided_on": timezone.localdate()}
    with pytest.raises(Refused, match="提请人不能自己决定"):
        actions.decide_accountability(by=people["chief"], **given)
    with pytest.raises(Refused, match="请按提请的办理"):
        actions.spare(by=people["leader"], **given)
    with pytest.raises(Refused, match="发现日期到今天之间"):
        actions.decide_accountability(by=people["leader"], **given | {"decided_on": row.found_on - days(1)})
    assert actions.decide_accountability(by=people["leader"], **given).decided_by == people["leader"]


@pytest.mark.mechanisms("S001-45", "S002-23", "S003-48", "S004-58")
def test_each_part_is_told_apart_and_each_measure_has_whoever_may_decide_it(people: People, units: Units) -> None:
    row = opened(people["clerk"], units["agency"], origin="problem", source="entry:7", source_label="自查第3号")
    clerk = people["clerk"]
    named(clerk, row)
    row = fresh(row)
    with pytest.raises(Refused, match="先认定过错"):
        actions.propose_accountability(by=clerk, accountability=row, seen=row.version)
    named(clerk, row, role="reviewer", name="审核某", measure="self_criticism", grounds=["cooperated"])
    named(clerk, row, role="approver", name="批准某", measure="revoke", decider="justice", grounds=["knowing"])
    with pytest.raises(Refused, match="“取消执法资格”由司法行政部门决定"):
        named(clerk, row, measure="revoke", decider="agency")
    with pytest.raises(Refused, match="“政务处分”由任免机关、纪检监察机关决定"):
        named(clerk, row, measure="sanction", decider="agency")
    with pytest.raises(Refused, match="是对单位的"):
        named(clerk, row, measure="correct", decider="government")
    with pytest.raises(Refused, match="不能再选追究方式"):
        named(clerk, row, grounds=["orders"])
    with pytest.raises(Refused, match="写明理由"):
        named(clerk, row, role="collective", share="none", measure="")
    with pytest.raises(Refused, match="责任人姓名"):
        named(clerk, row, name=" ")
    right = {"role": "collective", "share": "none", "measure": "", "remark": "讨论时主张正确意见，有记录。"}
    assert named(clerk, row, name="委员某", **right).measure_word == "不追究"
    wrong = named(clerk, row, name="写错某")
    actions.strike_responsible(by=clerk, responsible=wrong, seen=wrong.version, reason="登记重复")
    row = established(clerk, fresh(row))
    row = actions.propose_accountability(by=clerk, accountability=row, seen=row.version)
    with pytest.raises(Refused, match="只能在调查认定中"):
        named(clerk, row)
    assert [str(one) for one in row.responsible.filter(struck_out=False)] == ["承办某", "审核某", "批准某", "委员某"]


@pytest.mark.mechanisms("S001-46", "S001-47", "S003-26")
def test_not_pursuing_has_a_reason_of_its_own_in_every_case(people: People, units: Units) -> None:
    """A lost case and a scandal, one by one: reasons too short, none, or copied from another case are refused."""
    clerk = people["clerk"]
    lost = opened(clerk, units["agency"], source="remedy:R1", source_label="安政复决〔2026〕5号")
    with pytest.raises(Refused, match="已经立过责任追究"):
        opened(clerk, units["agency"], source="remedy:R1")
    first = spared(people, lost)
    scandal = opened(clerk, units["agency"], title="网传粗暴执法", origin="opinion", happened_on=timezone.localdate())
    row = established(clerk, scandal)
    given = {"by": clerk, "accountability": row, "seen": row.version}
    with pytest.raises(Refused, match="至少 20 字"):
        actions.propose_sparing(**given, grounds=["slight"], reason="情节轻微")
    with pytest.raises(Refused, match="须填写：不予追究的情形"):
        actions.propose_sparing(**given, grounds=[], reason=f"{REASON}。")
    with pytest.raises(Refused, match="只能选择不予、免予追究的情形"):
        actions.propose_sparing(**given, grounds=["cooperated"], reason=f"{REASON}。")
    with pytest.raises(Refused, match=f"与{first.mark}完全相同"):
        actions.propose_sparing(**given, grounds=["slight"], reason=REASON)
    blamed = named(clerk, row)
    row = fresh(row)
    with pytest.raises(Refused, match="还有登记了追究方式的责任人"):
        actions.propose_sparing(**given | {"seen": row.version}, grounds=["slight"], reason=f"{REASON}。")
    assert blamed.struck_out is False
    # the office finds the first reason wanting
    back = actions.send_back_accountability(
        by=people["supervisor"], accountability=first, seen=first.version, note="新证据在办案时即可取得"
    )
    assert back.state == "open"
    assert Notice.objects.filter(to=clerk, text__contains="核查退回").exists()


@pytest.mark.mechanisms("S002-36", "S002-16")
def test_an_office_holds_a_unit_to_account_that_does_not_do_as_told(
    people: People, units: Units, browser: Browser
) -> None:
    """The unit learns of it with the decision; its own supervisors, not the unit's leader, decide."""
    office = people["supervisor"]
    row = opened(office, units["agency"], title="督办函逾期不落实", origin="slack")
    assert browser(people["clerk"]).get(row.get_absolute_url()).status_code == 404
    row = established(office, row)
    named(office, row, role="organ", name="", measure="criticise_organ", decider="government")
    row = fresh(row)
    row = actions.propose_accountability(by=office, accountability=row, seen=row.version)
    given = {"accountability": row, "seen": row.version, "decided_on": timezone.localdate()}
    with pytest.raises(Refused):
        actions.decide_accountability(by=people["chief"], **given)
    row = actions.decide_accountability(by=people["colleague"], **given, document="安政〔2026〕9号")
    page = browser(people["clerk"]).get(row.get_absolute_url()).content.decode()
    assert "单位通报批评" in page
    assert "程序意识不强" not in page, "how the office came to it stays with the office"
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    with pytest.raises(Refused, match="不能对本单位"):
        opened(office, units["office"])


@pytest.mark.mechanisms("S001-48")
def test_annex_8_is_counted_from_the_cases_row_by_row(people: People, units: Units, browser: Browser) -> None:
    clerk = people["clerk"]
    decided(people, opened(clerk, units["agency"]))
    spared(people, opened(clerk, units["agency"], title="被诉案", origin="suit_lost"))
    dropped = opened(clerk, units["agency"], title="重复立案")
    actions.drop_accountability(by=clerk, accountability=dropped, seen=dropped.version, note="重复")
    opened(clerk, units["agency"], title="还在查", origin="opinion")
    held = proposed(people["chief"], opened(people["chief"], units["agency"], title="已提请", origin="file_review"))
    sheet = openpyxl.load_workbook(
        io.BytesIO(browser(people["supervisor"]).get(reverse("supervision:accountability_table")).content)
    ).worksheets[0]
    table = [[cell.value for cell in line] for line in sheet.iter_rows()]
    heads = next(line for line in table if "过错情形" in line)
    place = {name: heads.index(name) for name in ("案件(事件)名称", "来源", "责任认定", "过错情形")}
    rows = {line[place["案件(事件)名称"]]: line for line in table if line[place["来源"]] in ANNEX_WORDS}
    assert set(rows) == {"某饭店罚款案被撤销", "被诉案", "还在查", "已提请"}
    pursued, spare = rows["某饭店罚款案被撤销"], rows["被诉案"]
    assert [pursued[place["来源"]], pursued[place["责任认定"]]] == ["复议纠错", "承办人"]
    assert {"诫勉谈话或责令书面检查", "本机关", "承办某"} <= set(pursued)
    assert any(REASON in str(cell) for cell in spare)
    assert rows["还在查"][place["过错情形"]] == "正在调查认定"
    assert "诫勉谈话或责令书面检查" not in rows["已提请"], f"not decided yet: {held}"
    page = browser(people["supervisor"]).get(reverse("supervision:accountabilities")).content.decode()
    for number, label in ((4, "立案"), (1, "决定追究"), (1, "追究人次（含单位）"), (1, "不予追究")):
        assert f"<b>{number}</b>{label}" in page
    shown = browser(people["stranger"]).get(reverse("supervision:accountability_table"))
    assert "某饭店罚款案被撤销" not in str(
        [c.value for r in openpyxl.load_workbook(io.BytesIO(shown.content)).worksheets[0].iter_rows() for c in r]
    )


ANNEX_WORDS = {"复议纠错", "诉讼败诉", "负面舆情", "评查", "投诉", "督查"}


def test_every_word_of_the_annex_is_one_of_its_own() -> None:
    spec = specs()["accountability"]
    for part, column in (("origins", "source"), ("roles", "role"), ("measures", "sanction")):
        assert {word.annex for word in blame.words(part).values()} <= set(spec[column].choices), part
    known = set(blame.words("deciders"))
    assert all(set(word.by) <= known and word.by for word in blame.words("measures").values())
    assert all(word.basis and word.kind in ("heavier", "lighter", "exempt") for word in blame.words("grounds").values())


def test_a_case_goes_through_its_pages(people: People, units: Units, browser: Browser) -> None:
    clerk, chief, office = (browser(people[name]) for name in ("clerk", "chief", "supervisor"))
    today = timezone.localdate().isoformat()
    new = f"{reverse('supervision:new_accountability')}?source=finding:12&unit={units['agency'].pk}&label=重复处罚"
    sent = form_of(clerk, new) | {
        "unit": units["agency"].pk,
        "title": "重复罚款",
        "origin": "finding",
        "found_on": today,
    }
    assert sent["source"] == "finding:12"
    made = clerk.post(new, sent)
    assert made.status_code == 302, made.content.decode()[-2000:]
    row = Accountability.objects.get()

    def play(client: Any, name: str, **given: Any) -> None:
        address = reverse("supervision:take_accountability", args=[row.pk, name])
        answer = client.post(address, form_of(client, address) | given)
        assert answer.status_code == 302, (name, answer.content.decode()[-2000:])

    play(clerk, "establish", facts="同一违法行为罚了两次", analysis="没有查询")
    address = reverse("supervision:name_responsible", args=[row.pk])
    person = {"role": "handler", "share": "full", "name": "承办某", "measure": "admonish", "decider": "justice"}
    wrong = clerk.post(address, form_of(clerk, address) | person)
    assert "“诫勉谈话”由本机关、任免机关、纪检监察机关决定" in wrong.content.decode()
    assert clerk.post(address, form_of(clerk, address) | person | {"decider": "agency"}).status_code == 302
    strike = reverse("supervision:strike_responsible", args=[Responsible.objects.get().pk])
    assert clerk.post(strike, form_of(clerk, strike) | {"reason": "姓名有误"}).status_code == 302
    assert clerk.post(address, form_of(clerk, address) | person | {"decider": "agency"}).status_code == 302
    play(clerk, "propose")
    assert "待办的责任追究" in chief.get("/").content.decode()
    assert clerk.get(reverse("supervision:take_accountability", args=[row.pk, "decide"])).status_code == 404
    play(chief, "decide", decided_on=today)
    play(clerk, "carry_out", carried_out_on=today, outcome="已谈话")
    assert "待办的责任追究" in office.get("/").content.decode()
    play(office, "close", note="看过谈话记录")
    assert fresh(row).state == "closed"
    assert "承办某" in office.get(row.get_absolute_url()).content.decode()
    assert office.get(reverse("supervision:take_accountability", args=[row.pk, "close"])).status_code == 404
    for name in ("supervisor", "leader", "discipline"):
        assert browser(people[name]).get(row.get_absolute_url()).status_code == 200, name


def test_the_list_asks_no_more_of_the_database_with_more_cases(people: People, units: Units, browser: Browser) -> None:
    client, address = browser(people["supervisor"]), reverse("supervision:accountabilities")
    opened(people["clerk"], units["agency"])
    before = queries(client, address)
    for number in range(4):
        opened(people["clerk"], units["agency"], title=f"第{number}案")
    assert queries(client, address) == before
