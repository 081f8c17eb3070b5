"""From a draft to a locked return: who sees what when, what is refused, what stays as it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from typing import Any

import pytest
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Draft, Duty, Return, ReturnContent
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused, Stale
from fajian.core.files import Received, receive
from fajian.core.models import Event, Notice
from fajian.core.verify import verify
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.actions import open_account
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import HANDED_OVER, SYSTEM, approved, checked, handed_in, sample, shared
from tests.clock import at

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


@pytest.fixture
def duty(people: People, campaign: Campaign) -> Duty:
    """The first agency's report that goes with two ledgers."""
    found: Duty = Duty.objects.get(unit=people["clerk"].unit, annexes="附件1、附件2")
    return found


def plain(people: People) -> Duty:
    """A duty without ledgers, so without approval."""
    found: Duty = Duty.objects.filter(unit=people["clerk"].unit, annexes="").order_by("number")[0]
    return found


def record(people: People, duty: Duty, *titles: str) -> list[Entry]:
    rows = [ledgers.NewEntry(title) for title in titles]
    return ledgers.record(by=people["clerk"], ledger=actions.linked(duty)[0], rows=rows)


def video(name: str = "执法记录.mp4") -> Received:
    content = b"\x00\x00\x00\x20ftypisom" + bytes(64)
    return receive(io.BytesIO(content), name, kinds=("mp4",))


# ── drafts and approval ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S000-09")
def test_ledgers_are_handed_in_only_when_the_units_leader_has_approved_them(people: People, duty: Duty) -> None:
    assert duty.approval == "leader"
    with pytest.raises(Refused, match="须经本单位领导审定"):
        actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="报送")
    approved(people, duty, "报送")
    row = actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version)
    version = row.returns.get()
    assert (version.approved_by, version.approved_at is not None) == (people["chief"], True)


def test_a_unit_without_a_leaders_account_is_not_asked_for_an_approval(people: People, campaign: Campaign) -> None:
    row = Duty.objects.get(unit=people["stranger"].unit, annexes="附件1、附件2")
    assert row.approval == ""
    assert handed_in(people, row, "报送", by="stranger").state == "handed_in"


def test_nobody_approves_what_they_wrote_themselves_also_under_another_account(
    people: People, units: Units, duty: Duty
) -> None:
    double = {"person": "A-009", "unit": units["agency"]}
    clerk = open_account(by=SYSTEM, username="c9", display_name="同一人", role="clerk", **double)
    boss = open_account(by=SYSTEM, username="l9", display_name="同一人", role="unit_leader", **double)
    actions.save_draft(by=clerk, duty=duty, seen=duty.version, text="报送")
    actions.submit_draft(by=clerk, duty=duty, seen=duty.version)
    with pytest.raises(Refused, match="另一位单位领导"):
        actions.approve_draft(by=boss, duty=duty, seen=duty.version)
    actions.save_draft(by=people["chief"], duty=duty, seen=duty.version, text="领导自己写的")
    actions.submit_draft(by=people["chief"], duty=duty, seen=duty.version)
    with pytest.raises(Refused, match="另一位单位领导"):
        actions.approve_draft(by=people["chief"], duty=duty, seen=duty.version)
    actions.approve_draft(by=boss, duty=duty, seen=duty.version)
    assert Draft.objects.get().approved_by == boss


def test_the_leader_of_the_unit_above_does_not_approve_for_it(people: People, units: Units) -> None:
    row = checked(people, sample())
    open_account(by=SYSTEM, username="t1", display_name="队员", role="clerk", unit=units["team"])
    own = open_account(by=SYSTEM, username="t2", display_name="队长", role="unit_leader", unit=units["team"])
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["team"]])
    duty = Duty.objects.get(unit=units["team"], annexes="附件1、附件2")
    actions.save_draft(by=people["clerk"], duty=duty, seen=duty.version, text="报送")
    actions.submit_draft(by=people["clerk"], duty=duty, seen=duty.version)
    with pytest.raises(Refused, match="安澜市城管支队的单位领导"):
        actions.approve_draft(by=people["chief"], duty=duty, seen=duty.version)
    actions.approve_draft(by=own, duty=duty, seen=duty.version)


def test_any_edit_after_the_approval_drops_it(people: People, duty: Duty) -> None:
    approved(people, duty, "报送")
    actions.save_draft(by=people["clerk"], duty=duty, seen=duty.version, text="改了一个字")
    draft = Draft.objects.get()
    assert (draft.state, draft.approved_by, draft.approved_at, draft.digest) == ("writing", None, None, "")
    with pytest.raises(Refused, match="须经本单位领导审定"):
        actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version)


def test_a_ledger_that_changed_after_the_approval_is_not_what_was_approved(people: People, duty: Duty) -> None:
    record(people, duty, "处罚决定逾期送达")
    approved(people, duty, "报送")
    record(people, duty, "审定后登记的问题")
    with pytest.raises(Refused, match="审定以后台账又有变动"):
        actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version)
    assert not Return.objects.exists()


def test_two_clerks_writing_at_once_do_not_overwrite_each_other(people: People, duty: Duty) -> None:
    given: dict[str, Any] = {"by": people["clerk"], "duty": duty, "seen": duty.version}
    actions.save_draft(**given, text="第一稿", draft_seen=0)
    with pytest.raises(Stale):
        actions.save_draft(**given | {"by": people["chief"]}, text="另一稿", draft_seen=0)
    actions.save_draft(**given, text="第二稿", draft_seen=1)
    with pytest.raises(Stale):
        actions.submit_draft(**given, draft_seen=1)
    assert Draft.objects.get().text == "第二稿"


def test_a_draft_tells_those_above_nothing(people: People, duty: Duty) -> None:
    before = Notice.objects.exclude(to__unit=people["clerk"].unit).count()
    approved(people, duty, "机密草稿")
    row = Duty.objects.get(pk=duty.pk)
    assert (row.state, row.version) == ("due", duty.version)
    for who in ("supervisor", "leader", "discipline", "county_supervisor", "stranger", "officer"):
        assert not Draft.objects.visible_to(people[who]).exists(), who
    assert Draft.objects.visible_to(people["clerk"]).count() == 1
    assert Notice.objects.exclude(to__unit=people["clerk"].unit).count() == before


def test_a_file_of_the_draft_stays_until_another_is_given_or_it_is_taken_off(people: People, duty: Duty) -> None:
    given: dict[str, Any] = {"by": people["clerk"], "duty": duty, "seen": duty.version, "text": "报送"}
    actions.save_draft(**given, proof=video())
    assert actions.save_draft(**given).proof.name == "执法记录.mp4"
    assert actions.save_draft(**given, proof=video("另一段.mp4")).proof.name == "另一段.mp4"
    assert actions.save_draft(**given, without=("proof",)).proof is None


# ── what was handed in, and locked ───────────────────────────────────────────────────────────────────────────────────


def test_the_content_is_kept_with_its_hash_and_no_later_change_of_the_ledger_touches_it(
    people: People, duty: Duty
) -> None:
    (entry,) = record(people, duty, "处罚决定逾期送达")
    version = handed_in(people, duty, "报送").returns.get()
    text = version.content.text
    ledgers.strike_out(by=people["clerk"], entry=entry, seen=entry.version, reason="登记错误")
    record(people, duty, "另一个问题")
    again = Return.objects.get()
    assert again.content.text == text
    assert again.digest == hashlib.sha256(text.encode()).hexdigest()
    told = json.loads(text)
    assert [row["cells"]["problem"] for row in told["ledgers"][0]["rows"]] == ["处罚决定逾期送达"]
    assert told["ledgers"][0]["rows"][0]["cells"]["state"] == "待整改"
    assert "处罚决定逾期送达" not in str(Event.objects.order_by("-seq")[2].payload)
    assert verify().holds


def test_a_content_changed_behind_the_commands_is_found(people: People, duty: Duty) -> None:
    handed_in(people, duty, "报送")
    plain_rows(ReturnContent).update(text="{}")
    assert not verify().holds


def test_nothing_of_a_locked_return_changes(people: People, duty: Duty) -> None:
    row = handed_in(people, duty, "报送")
    row = actions.lock(by=people["supervisor"], duty=row, seen=row.version)
    assert (row.state, row.locked_by) == ("locked", people["supervisor"])
    assert row.returns.get().answer == "received"
    before = list(plain_rows(Return).values()), list(plain_rows(Duty).filter(pk=row.pk).values())
    given: dict[str, Any] = {"duty": row, "seen": row.version}
    for refused in (
        lambda: actions.save_draft(by=people["clerk"], **given, text="改"),
        lambda: actions.hand_in(by=people["clerk"], **given, text="改"),
        lambda: actions.return_(by=people["colleague"], **given, reason="改"),
        lambda: actions.receive(by=people["colleague"], **given),
        lambda: actions.demand(by=people["colleague"], **given, approval="", nil=""),
    ):
        with pytest.raises(Refused):
            refused()
    assert (list(plain_rows(Return).values()), list(plain_rows(Duty).filter(pk=row.pk).values())) == before


def test_an_exception_is_another_persons_and_ends_by_itself(people: People, duty: Duty) -> None:
    row = handed_in(people, duty, "报送")
    row = actions.lock(by=people["supervisor"], duty=row, seen=row.version)
    until = timezone.localdate() + dt.timedelta(days=2)
    given: dict[str, Any] = {"duty": row, "seen": row.version, "reason": "数字有误"}
    with pytest.raises(Refused, match="另一位监督人员"):
        actions.unlock(by=people["supervisor"], **given, until=until)
    for day in (timezone.localdate() - dt.timedelta(days=1), timezone.localdate() + dt.timedelta(days=31)):
        with pytest.raises(Refused, match="30日以内"):
            actions.unlock(by=people["colleague"], **given, until=day)
    row = actions.unlock(by=people["colleague"], **given, until=until)
    with at(dt.datetime.combine(until, dt.time(23, 59))):
        actions.save_draft(by=people["clerk"], duty=row, seen=row.version, text="更正")
        assert Duty.objects.standing_in("unlocked", until).get() == row
    with at(dt.datetime.combine(until + dt.timedelta(days=1), dt.time())):
        row = Duty.objects.get(pk=row.pk)
        assert row.state_on(timezone.localdate()) == "locked"
        assert Duty.objects.standing_in("locked", timezone.localdate()).get() == row
        with pytest.raises(Refused, match="已核准锁定"):
            actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="更正")
        # And may be unlocked once more.
        again = timezone.localdate() + dt.timedelta(days=1)
        actions.unlock(by=people["colleague"], duty=row, seen=row.version, reason="再次更正", until=again)


def test_a_correction_by_exception_makes_nothing_late_that_was_in_time(people: People, duty: Duty) -> None:
    assert duty.due_on is not None
    with at(dt.datetime.combine(duty.due_on, dt.time(23, 59))):
        row = handed_in(people, duty, "报送")
        row = actions.lock(by=people["supervisor"], duty=row, seen=row.version)
    first, until = row.handed_in_at, timezone.localdate()
    row = actions.unlock(by=people["colleague"], duty=row, seen=row.version, reason="数字有误", until=until)
    row = handed_in(people, row, "更正后")
    assert (row.state, row.handed_in_at, row.unlocked_until) == ("handed_in", first, None)
    assert [one.text for one in row.returns.order_by("number")] == ["报送", "更正后"]


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_again_is_no_new_version(people: People, duty: Duty) -> None:
    record(people, duty, "处罚决定逾期送达")
    row = handed_in(people, duty, "报送")
    row = actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="补充")
    with pytest.raises(Refused, match=r"与第1次报送内容相同（报送于\d{4}-\d\d-\d\d \d\d:\d\d），未产生新版本"):
        handed_in(people, row, "报送")
    assert (Return.objects.count(), Duty.objects.get(pk=row.pk).state) == (1, "returned")
    record(people, duty, "又查出的问题")
    assert handed_in(people, row, "报送").returns.count() == 2


def test_the_next_period_may_say_the_same_as_the_last(people: People, units: Units) -> None:
    document = checked(people, shared(HANDED_OVER[0]))
    actions.launch(by=people["supervisor"], document=document, seen=document.version, units=[units["agency"]])
    row = Duty.objects.get(due_on=None)
    for number in (1, 2):
        row = actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="无", nil=True)
        row = actions.lock(by=people["supervisor"], duty=row, seen=row.version)
        assert row.returns.count() == number


# ── nothing to report ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-54")
def test_who_found_nothing_hands_in_a_whole_recording_by_the_plans_own_words(people: People, units: Units) -> None:
    document = checked(people, shared(HANDED_OVER[0]))
    actions.launch(by=people["supervisor"], document=document, seen=document.version, units=[units["agency"]])
    duty = Duty.objects.get(nil="recording")
    assert (duty.due_on, duty.nil_annex) == (dt.date(2024, 8, 28), "附件9")
    assert duty.nil_quote == "未发现问题的单位(部门)至少要提供一份本单位(部门)完整的音像记录资料备查"
    given: dict[str, Any] = {"by": people["clerk"], "duty": duty, "seen": duty.version, "text": "自查报告"}
    with pytest.raises(Refused, match="须上传一份完整的音像资料"):
        actions.hand_in(**given)
    paper = receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "说明.pdf")
    with pytest.raises(Refused, match=r"“说明\.pdf”不是音像资料"):
        actions.hand_in(**given, proof=paper)
    assert not Return.objects.exists()
    ledger = Ledger.objects.get(unit=units["agency"], annex="附件9")
    (entry,) = ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry("着装不规范")])
    row = actions.hand_in(**given)  # something was found: no recording
    row = actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="核实")
    ledgers.strike_out(by=people["clerk"], entry=entry, seen=entry.version, reason="不属实")
    given["seen"] = row.version
    with pytest.raises(Refused, match="音像资料"):
        actions.hand_in(**given | {"text": "没有发现问题"})
    row = actions.hand_in(**given | {"text": "没有发现问题"}, proof=video())
    assert row.returns.order_by("-number")[0].proof.kind == "mp4"


def test_the_office_sets_what_it_demands_for_one_unit_or_for_all_who_still_owe(
    people: People, units: Units, campaign: Campaign
) -> None:
    own = plain(people)
    others = Duty.objects.filter(campaign=campaign, number=own.number).exclude(pk=own.pk)
    row = actions.demand(by=people["supervisor"], duty=own, seen=own.version, approval="leader", nil="file")
    assert set(others.values_list("approval", "nil")) == {("", "")}
    done = others.get(unit=units["other"])
    actions.hand_in(by=people["stranger"], duty=done, seen=done.version, text="报送")
    row = actions.demand(
        by=people["supervisor"], duty=row, seen=row.version, approval="leader", nil="never", everyone=True
    )
    assert {duty.unit_id: duty.nil for duty in others} == {units["other"].pk: "", units["county_office"].pk: "never"}
    with pytest.raises(Refused, match="不接受零报告"):
        handed_in(people, row, "无", nil=True)
    row = actions.demand(by=people["supervisor"], duty=row, seen=row.version, approval="", nil="file")
    with pytest.raises(Refused, match="须上传证明材料备查"):
        handed_in(people, row, "无", nil=True)
    county = others.get(unit=units["county_office"])
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.demand(by=people["county_supervisor"], duty=county, seen=county.version, approval="", nil="")
    with pytest.raises(Refused, match="已经报来"):
        actions.demand(by=people["supervisor"], duty=done, seen=done.version + 1, approval="", nil="")


def test_asking_for_an_approval_nobody_can_give_says_what_to_do(
    people: People, units: Units, campaign: Campaign
) -> None:
    row = Duty.objects.get(unit=units["other"], annexes="附件1、附件2")
    row = actions.demand(by=people["supervisor"], duty=row, seen=row.version, approval="leader", nil="")
    actions.save_draft(by=people["stranger"], duty=row, seen=row.version, text="报送")
    with pytest.raises(Refused, match="请联系系统管理员开通，或者请牵头单位把这项报送设为不须审定"):
        actions.submit_draft(by=people["stranger"], duty=row, seen=row.version)


def test_what_was_handed_in_before_contents_were_kept_still_stands(people: People, duty: Duty) -> None:
    """Rows as the migration finds them: received, without a digest, without a draft."""
    now = timezone.now()
    plain_rows(Duty).filter(pk=duty.pk).update(state="returned", approval="", handed_in_at=now)
    plain_rows(Return).bulk_create(
        [Return(duty=duty, unit=duty.unit, unit_path=duty.unit_path, number=1, text="旧", answer="returned",
                reason="补充", recorded_at=now, changed_at=now)]
    )  # fmt: skip
    row = actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="旧")
    assert [bool(one.digest) for one in row.returns.order_by("number")] == [False, True]
