"""Promise or proof: chosen, checked, signed, granted, verified, taken back, and what follows from a false promise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions
from fajian.commitments.daily import remind
from fajian.commitments.models import Application, CreditEvent, Disposal, PromiseItem, Verification
from fajian.commitments.workflow import APPLICATION, DISPOSAL, VERIFICATION
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.ledgers.models import Entry, Rectification
from tests.clock import at
from tests.commitments.conftest import (
    ID,
    OTHER,
    PROPOSED,
    ROLES,
    Browser,
    People,
    Units,
    disposed,
    drafted,
    found_false,
    granted,
    published,
    received,
    refused,
    signed,
    step,
    who,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOTE: dict[str, Any] = {"note": "申请人来函"}
STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "promise": (actions.promise, NOTE),
    "prove": (actions.prove, NOTE),
    "query": (actions.query, {"result": "clean", "queried_on": TODAY, "where": "信用中国"}),
    "sign": (actions.sign, {"signed_on": TODAY}),
    "hand_in": (actions.hand_in, NOTE),
    "grant": (actions.grant, {"decided_on": TODAY, "decision_no": "1号"}),
    "deny": (actions.deny, NOTE),
    "withdraw": (actions.withdraw, NOTE),
    "quit": (actions.quit_, {**NOTE, "due_on": TODAY}),
    "supplement": (actions.supplement, NOTE),
    "strike": (actions.strike_application, NOTE),
}
CHECKS: dict[str, tuple[Any, dict[str, Any]]] = {
    "confirm": (actions.confirm, {"checked_on": TODAY, "facts": "与承诺一致"}),
    "deny": (actions.find_false, {"checked_on": TODAY, "facts": "没有场所"}),
}
DECISIONS: dict[str, tuple[Any, dict[str, Any]]] = {
    "decide": (actions.decide, {"paper_no": "安城撤〔2026〕1号"}),
    "return_": (actions.return_disposal, NOTE),
    "conclude": (actions.conclude, NOTE),
    "fail": (actions.fail, NOTE),
}


def led_to(people: People, item: PromiseItem, state: str) -> Application:
    """An application in this state; it promised wherever that can be."""
    match state:
        case "received":
            return received(people, item)
        case "promising":
            row = step(people, "promise", received(people, item), **NOTE)
            return step(people, "query", row, result="clean", queried_on=TODAY, where="信用中国")
        case "proving":
            return step(people, "prove", received(people, item), **NOTE)
        case "ready":
            return signed(people, item)
        case "denied":
            return step(people, "deny", signed(people, item), **NOTE)
        case "struck":
            return step(people, "strike_application", received(people, item), **NOTE)
        case "ended":
            row = signed(people, item)
            step(people, "decide", disposed(people, found_false(people, row), "end"), paper_no="1号")
            row.refresh_from_db()
            return row
    row = granted(people, item)
    if state == "quitting":
        return step(people, "quit_", row, **NOTE, due_on=TODAY)
    if state == "revoked":
        step(people, "decide", disposed(people, found_false(people, row)), paper_no="1号")
        row.refresh_from_db()
    return row


def tried(people: People, flow: Any, steps: Any, row: Any, name: str, skip: tuple[str, ...] = ()) -> None:
    """Every step by every role in the row's state: what the table lists works, everything else is refused."""
    for one in flow.steps:
        if one.name in skip:
            continue
        act, more = steps[one.name]
        for role in ROLES:
            listed = row.state in one.sources and role in flow.roles(one)
            given = {name: row, "seen": row.version, **more}
            play = lambda a=act, b=who(people, role), g=given: a(by=b, **g)  # noqa: E731
            said = refused(play, one.target)
            assert bool(said) != listed, (role, one.name, row.state, said)


def test_in_each_state_the_listed_steps_work_and_no_others(people: People, item: PromiseItem) -> None:
    """`end` and `revoke` are brought about by decisions, `drop` by proofs that come after all."""
    for number, state in enumerate(APPLICATION.states):
        row = led_to(people, item, state)
        assert row.state == state
        tried(people, APPLICATION, STEPS, row, "application", ("end", "revoke"))
        for event in CreditEvent.objects.standing():  # so that the next may promise
            actions.revoke_event(by=people["chief"], event=event, seen=event.version, note=f"第{number}件")


def test_a_verification_and_a_decision_take_the_listed_steps_and_no_others(people: People, units: Units) -> None:
    item = published(people, drafted(people, units))
    free = published(people, drafted(people, units, check_way="exempt", exempt_when="数据共享可查", watched="draw"))
    task: dict[str, Verification] = {}
    for number, (state, way) in enumerate(zip(VERIFICATION.states, (item, free, item, item, item), strict=True)):
        row = granted(people, way, name=f"第{number}户", number=ID, is_person=True)
        task[state] = row.verifications.get()
        if state == "dropped":
            step(people, "quit_", row, **NOTE, due_on=TODAY)
            step(people, "supplement", row, **NOTE)
    step(people, "confirm", task["true"], checked_on=TODAY, facts="一致")
    found_false(people, task["false"].application)
    for state, one in task.items():
        one.refresh_from_db()
        assert one.state == state
        tried(people, VERIFICATION, CHECKS, one, "verification", ("drop",))
    late = {"due_on": TODAY}
    rows: dict[str, Disposal] = {state: disposed(people, task["false"], "rectify", **late) for state in DISPOSAL.states}
    for state, one in rows.items():
        if state in ("decided", "done", "failed"):
            step(people, "decide", one, paper_no="安城责〔2026〕1号")
    step(people, "return_disposal", rows["returned"], **NOTE)
    step(people, "conclude", rows["done"], **NOTE)
    with pytest.raises(Refused, match="还没有届满"):
        step(people, "fail", rows["failed"], **NOTE)
    with at(TODAY + dt.timedelta(days=1)):
        step(people, "fail", rows["failed"], **NOTE)
        for state, one in rows.items():
            one.refresh_from_db()
            assert one.state == state
            tried(people, DISPOSAL, DECISIONS, one, "disposal")


@pytest.mark.mechanisms("S004-37")
def test_the_applicant_chooses_and_the_choice_is_on_record(people: People, item: PromiseItem) -> None:
    row = received(people, item)
    assert (row.state, row.choice) == ("received", "")
    with pytest.raises(Refused, match="须填写：说明"):
        step(people, "promise", row, note=" ")
    with pytest.raises(Refused, match="“待签承诺书”状态"):
        step(people, "sign", row, signed_on=TODAY)
    row = step(people, "promise", row, note="申请人勾选承诺")
    row = step(people, "prove", row, note="申请人表示无法承诺")
    assert (row.choice, row.choice_note) == ("proof", "申请人勾选承诺\n申请人表示无法承诺")
    row = step(people, "hand_in", row, note="房屋租赁合同")
    row = step(people, "grant", row, decided_on=TODAY, decision_no="1号")
    assert not row.verifications.exists(), "what was proved is not verified as a promise"


@pytest.mark.mechanisms("S004-38")
def test_who_is_barred_does_not_promise_and_what_is_not_known_does_not_pass(people: People, units: Units) -> None:
    item = published(people, drafted(people, units))
    row = step(people, "promise", received(people, item), **NOTE)
    with pytest.raises(Refused, match="信用平台查询：无法判断，没有登记查询结果"):
        step(people, "sign", row, signed_on=TODAY)
    step(people, "query", row, result="clean", queried_on=TODAY - dt.timedelta(days=1), where="信用中国")
    with pytest.raises(Refused, match="查询在收件以前"):
        step(people, "sign", row, signed_on=TODAY)
    step(people, "query", row, result="bad", queried_on=TODAY, where="信用中国")
    with pytest.raises(Refused, match="信用平台查询：不适用"):
        step(people, "sign", row, signed_on=TODAY)
    step(people, "query", row, result="clean", queried_on=TODAY, where="信用中国")
    told: dict[str, Any] = {
        "unit": units["other"],
        "name": "某公司",
        "number": "91110000600037341L",
        "is_person": False,
    }
    said: dict[str, Any] = {"paper_no": "法院决定", "told": "被列入名单"}
    old = actions.record_event(by=people["stranger"], **told, **said, kind="serious", happened_on=dt.date(2020, 1, 1))
    with pytest.raises(Refused, match=r"严重失信行为：无法判断.*最长公示期无法判断"):
        step(people, "sign", row, signed_on=TODAY)
    actions.revoke_event(by=people["supervisor"], event=old, seen=1, note="重复")
    event = actions.record_event(by=people["stranger"], **told, **said, kind="blacklist", happened_on=TODAY)
    assert event.shown_until
    assert event.shown_until > TODAY + dt.timedelta(days=1090)
    with pytest.raises(Refused, match=r"被列入黑名单：不适用.*没有修复，最长公示期到"):
        step(people, "sign", row, signed_on=TODAY)
    asked = actions.request(by=people["stranger"], event=event, kind="repair", reason="已履行", received_on=TODAY)
    asked = actions.accept_request(by=people["stranger"], request=asked, seen=1)
    actions.uphold(by=people["supervisor"], request=asked, seen=2, note="符合条件")
    row = step(people, "sign", row, signed_on=TODAY)
    assert [line[1] for line in row.standing] == ["符合"] * 3
    actions.record_event(by=people["stranger"], **told, **said, kind="false_promise", happened_on=TODAY)
    other = step(people, "promise", received(people, item), **NOTE)
    step(people, "query", other, result="clean", queried_on=TODAY, where="信用中国")
    with pytest.raises(Refused, match="作出虚假承诺：不适用"):
        step(people, "sign", other, signed_on=TODAY)
    with at(event.shown_until):
        step(people, "query", other, result="clean", queried_on=timezone.localdate(), where="信用中国")
        step(people, "sign", other, signed_on=timezone.localdate())
    with pytest.raises(Refused, match="身份证号码不对"):
        received(people, item, number=OTHER, is_person=True)
    with pytest.raises(Refused, match="统一社会信用代码不对"):
        received(people, item, number=OTHER)
    person = received(people, item, name="甲", number=ID, is_person=True)
    assert ID not in person.party
    actions.end(by=people["chief"], item=item, seen=item.version, reason="取消")
    step(people, "promise", person, **NOTE)
    with pytest.raises(Refused, match="事项在目录内：不适用"):
        step(people, "sign", person, signed_on=TODAY)


@pytest.mark.mechanisms("S004-41", "S004-42")
def test_the_items_rule_sets_the_last_day_and_the_exempt_are_watched_instead(
    people: People, units: Units, browser: Browser
) -> None:
    with at(dt.date(2026, 9, 21)):
        day = timezone.localdate()
        item = published(people, drafted(people, units))
        free = published(people, drafted(people, units, check_way="exempt", exempt_when="数据可查", watched="graded"))
        row, other = signed(people, item), signed(people, free)
        assert row.verifications.get().due_on is None, "before the decision there is nothing to count from"
        step(people, "grant", row, decided_on=day, decision_no="1号")
        step(people, "grant", other, decided_on=day, decision_no="2号")
        task, watched = row.verifications.get(), other.verifications.get()
    assert (task.due_on, task.basis) == (dt.date(2026, 10, 12), "10个工作日，告知承诺事项目录")
    assert (watched.state, watched.watched, watched.due_on) == ("watched", "graded", None)
    before = Notice.objects.count()
    remind(dt.date(2026, 10, 8))
    assert Notice.objects.count() > before
    with at(dt.date(2026, 10, 13)):
        with pytest.raises(Refused, match="须由执法监督员"):
            actions.list_problem(by=people["clerk"], verification=task, seen=task.version)
        entry = actions.list_problem(by=people["supervisor"], verification=task, seen=task.version)
        again = actions.list_problem(by=people["supervisor"], verification=task, seen=task.version)
    page = browser(people["supervisor"]).get(entry.get_absolute_url()).content.decode()
    assert f'<a href="{task.get_absolute_url()}">' in page
    assert entry == again == Entry.objects.get(source=task.source)
    assert "核查期限2026-10-12已过" in entry.title
    assert Rectification.objects.get(entry=entry).state == "found"


@pytest.mark.mechanisms("S004-43")
def test_a_false_promise_is_ended_put_right_revoked_fined_recorded_or_handed_over(
    people: People, units: Units, item: PromiseItem
) -> None:
    early = signed(people, item, name="甲", number=ID, is_person=True)
    task = found_false(people, early)
    with pytest.raises(Refused, match="经核查不实，不能准予"):
        step(people, "grant", early, decided_on=TODAY, decision_no="1号")
    with pytest.raises(Refused, match="还没有决定的终止办理"):
        disposed(people, task, "revoke")
    step(people, "decide", disposed(people, task, "end"), paper_no="安城终〔2026〕1号")
    early.refresh_from_db()
    assert early.state == "ended"
    row = granted(people, item)
    task = found_false(people, row)
    assert "没有作出处置" in actions.list_problem(by=people["supervisor"], verification=task, seen=task.version).title
    with pytest.raises(Refused, match="写明期限"):
        disposed(people, task, "rectify")
    order = step(people, "decide", disposed(people, task, "rectify", due_on=TODAY), paper_no="安城责〔2026〕2号")
    of_row = CreditEvent.objects.filter(party=row.party)
    assert not of_row.exists(), "what may still be put right is not yet on record"
    with at(TODAY + dt.timedelta(days=1)):
        step(people, "fail", order, note="仍没有场所")
    for kind in ("penalty", "transfer", "revoke"):
        made = actions.dispose(
            by=people["chief"], verification=task, seen=task.version, proposed=actions.Proposed(kind, **PROPOSED)
        )
        with pytest.raises(Refused, match="提出人以外的另一人"):
            actions.decide(by=people["chief"], disposal=made, seen=1, paper_no="1号")
        actions.decide(by=people["supervisor"], disposal=made, seen=1, paper_no="1号")
    row.refresh_from_db()
    assert row.state == "revoked"
    assert sorted(of_row.values_list("kind", flat=True)) == ["broken", "false_promise"], "a promise is on record once"
    with pytest.raises(Refused, match="没有逾期未核查"):
        actions.list_problem(by=people["supervisor"], verification=task, seen=task.version)


@pytest.mark.mechanisms("S004-49")
def test_a_promise_may_be_taken_back_before_and_after_the_decision(people: People, item: PromiseItem) -> None:
    row = signed(people, item)
    assert row in Application.objects.public()
    row = step(people, "withdraw", row, note="场所变更")
    assert (row.state, row.choice, row.verifications.get().state) == ("proving", "proof", "dropped")
    assert row not in Application.objects.public()
    row = granted(people, item)
    with pytest.raises(Refused, match="不能早于今天"):
        step(people, "quit_", row, note="场所变更", due_on=TODAY - dt.timedelta(days=1))
    row = step(people, "quit_", row, note="场所变更", due_on=TODAY)
    assert row.verifications.get().state == "open", "until the proofs are there"
    row = step(people, "supplement", row, note="租赁合同")
    assert (row.state, row.choice, row.verifications.get().state) == ("granted", "proof", "dropped")
    with pytest.raises(Refused, match="没有采用告知承诺"):
        step(people, "quit_", row, note="再退一次", due_on=TODAY)


def test_papers_of_an_application_stay_with_it_and_with_the_unit(
    people: People, item: PromiseItem, browser: Browser
) -> None:
    row, desk = received(people, item), browser(people["clerk"])
    address = reverse("commitments:attach", args=[row.pk])
    empty = {"what": "身份证明", "seen": row.version, "key": "1" * 32}
    assert desk.post(address, empty).status_code == 422
    scan = SimpleUploadedFile("证明.pdf", b"%PDF-1.4\n%%EOF\n")
    assert desk.post(address, empty | {"key": "2" * 32, "uploads": scan}).status_code == 302
    one = row.files.get()
    assert "身份证明" in desk.get(row.get_absolute_url()).content.decode()
    file = reverse("commitments:file", args=[one.pk])
    assert b"".join(desk.get(file).streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert browser(people["stranger"]).get(file).status_code == 404
    assert Client().get(file).status_code == 302
    with pytest.raises(Refused, match="材料名称"):
        actions.attach(by=people["clerk"], application=row, seen=row.version, what=" ", received=[])
    row = step(people, "strike_application", row, note="重复登记")
    assert desk.get(address).status_code == 404
