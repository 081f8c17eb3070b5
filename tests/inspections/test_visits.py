"""入企检查: sent by lot, certificates shown, recorded, told, published, looked at again; problems come and go."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from docx import Document

from fajian.core.errors import Refused
from fajian.core.files import receive
from fajian.core.models import Notice
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.engine.law.calendar import Calendar
from fajian.inspections import actions, daily, sending
from fajian.inspections.models import Plan, Visit
from fajian.inspections.workflow import VISIT
from fajian.ledgers import actions as problems
from fajian.ledgers.models import Entry, Rectification
from fajian.orgs.actions import open_account
from fajian.orgs.models import User
from fajian.people import actions as roster
from fajian.people.models import Certificate, Officer
from tests.campaigns.conftest import SYSTEM
from tests.clock import at
from tests.inspections.conftest import Browser, People, Units, code, entered, queries
from tests.inspections.test_plans import FILED, LATER, SECRETS, TODAY, drafted, drawn, item, led_to, refused
from tests.ledgers.stories import PNG

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
CLEAN: dict[str, Any] = {
    "result": "1", "facts": "查看进货台账和现场", "follow_up": "none", "ack": "signed", "ack_post": "店长",
}  # fmt: skip
WRONG: dict[str, Any] = {
    "result": "A", "facts": "冷库温度记录缺三天", "follow_up": "ordered", "order_by_on": TODAY + dt.timedelta(days=10),
    "ack": "refused", "ack_note": "店长认为已经补记，拒绝签字",
}  # fmt: skip


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """A Monday in March."""
    with at(TODAY):
        yield


def officer(people: People, units: Units, number: int, *, card: bool = True, unit: str = "agency") -> Officer:
    """On the roster with an account of the phone, and a certificate that runs for a year."""
    name = f"z{unit}{number}"
    account = open_account(by=SYSTEM, username=name, display_name=f"{name}某", role="officer", unit=units[unit])
    given = roster.Given(number=f"Z{number}", name=f"第{number}某", kind="enforcer", account=account)
    made = roster.register(by=people["supervisor"], unit=units[unit], given=given)
    if card:
        row = roster.apply(by=people["supervisor"], officer=made, region="4118", domains=["城市管理"])
        term = {"valid_from_on": TODAY - dt.timedelta(days=9), "valid_to_on": TODAY + dt.timedelta(days=365)}
        roster.recognise(by=people["colleague"], certificate=row, seen=row.version, number=f"豫R1800{number}", **term)
    return made


def withheld(people: People, who: Officer) -> None:
    """The certificate is taken away for a month."""
    row = Certificate.objects.get(officer=who)
    why = {"reason": "投诉查实", "suspended_to_on": TODAY + dt.timedelta(days=30)}
    roster.suspend(by=people["supervisor"], certificate=row, seen=row.version, **why)


def planned(people: People, units: Units, count: int = 3, crew: int = 4) -> Plan:
    """A filed plan over `count` businesses, its officers drawn."""
    for number in range(1, count + 1):
        entered(people, units, number)
    plan = led_to(people, drawn(people, units, drafted(people, units), **{"": count}), "filed")
    for number in range(1, crew + 1):
        officer(people, units, number)
    lots(people, plan)
    return Plan.objects.get(pk=plan.pk)


def lots(people: People, plan: Plan) -> Draw:
    """Who goes, drawn by the office and the discipline's contact."""
    draw = actions.draw_officers(by=people["supervisor"], plan=plan, seen=plan.version, secret=SECRETS["supervisor"])
    draw = draws.seal(by=people["discipline"], draw=draw, secret=SECRETS["discipline"])
    for name, secret in SECRETS.items():
        draw = draws.reveal(by=people[name], draw=draw, secret=secret)
    return draw


def opened(people: People, plan: Plan, number: int = 1, day: dt.date = TODAY) -> Visit:
    target = plan.targets.get(target__uscc=code(number)).target
    return actions.open_visit(by=people["clerk"], plan=plan, target=target, visit_on=day)


def staffed(people: People, row: Visit, **more: Any) -> Visit:
    return actions.staff_visit(by=people["clerk"], visit=row, seen=row.version, number="城检通〔2026〕1号", **more)


def asked(people: People, units: Units, **more: Any) -> Visit:
    """For a complaint, if nothing else is said."""
    target = more.pop("target", None) or entered(people, units, 40)
    items = more.pop("items", None) or [item(people, units)]
    given = {"cause": "complaint", "cause_note": "12345第3号", "visit_on": TODAY, "away": False, "assist_no": ""} | more
    return actions.ask_visit(by=people["clerk"], unit=units["agency"], target=target, items=items, given=given)


def goer(row: Visit) -> User:
    """The account of one who goes."""
    account = row.going()[0].officer.account
    assert account is not None
    return account


def shown(row: Visit) -> Visit:
    return actions.show(by=goer(row), visit=row, seen=row.version, pin=row.pin)


def recorded(row: Visit, **more: Any) -> Visit:
    row = shown(row)
    return actions.record_visit(by=goer(row), visit=row, seen=row.version, given=CLEAN | more)


def told(row: Visit) -> Visit:
    said: dict[str, Any] = {"told_on": TODAY, "told_how": "当场告知"}
    return actions.tell(by=goer(row), visit=row, seen=row.version, **said)


@pytest.mark.mechanisms("S004-07")
def test_two_officers_go_by_lot_show_their_certificates_and_the_result_is_told_and_published(
    people: People, units: Units, browser: Browser
) -> None:
    plan = planned(people, units)
    clerk, chief = browser(people["clerk"]), browser(people["chief"])
    target = plan.targets.get(target__uscc=code(1))
    page = clerk.get(plan.get_absolute_url()).content.decode()
    assert reverse("inspections:visit_open", args=[target.pk]) in page
    sent = {"visit_on": TODAY.isoformat()}
    assert clerk.post(reverse("inspections:visit_open", args=[target.pk]), sent).status_code == 302
    assert clerk.post(reverse("inspections:visit_open", args=[target.pk]), sent).status_code == 422, "once"
    row = Visit.objects.get()

    def take(client: Any, name: str, **given: Any) -> Any:
        row.refresh_from_db()
        place = reverse("inspections:visit_take", args=[row.pk, name])
        return client.post(place, {"seen": row.version, **given})

    assert take(clerk, "staff", number="城检通〔2026〕1号").status_code == 302
    roster_draw = plan.roster
    assert roster_draw is not None
    order = [number for numbers in roster_draw.drawn.values() for number in numbers]
    assert [one.officer.number for one in row.going()] == order[:2], "the first two of the draw, nobody chooses"
    second = staffed(people, opened(people, plan, 2))
    assert [one.officer.number for one in second.going()] == order[2:4]
    # The business scans: who may come, for what; not a word of what will be found.
    row.refresh_from_db()
    public = reverse("inspections:notice", args=[row.code])
    page = browser(people["auditor"]).get(public).content.decode()
    for word in (units["agency"].name, "食品经营检查", row.pin, "城检通〔2026〕1号", row.going()[0].card.number):
        assert word in page
    assert reverse("people:verify", args=[row.going()[0].card.code]) in page
    assert row.going()[0].officer.name not in page
    # On the phone of one who goes.
    phone, other = browser(goer(row)), browser(goer(second))
    assert "待入企的检查" in phone.get("/").content.decode()
    assert other.get(row.get_absolute_url()).status_code == 404, "an officer sees the visits he or she goes to"
    assert take(phone, "record", **CLEAN).status_code == 404, "nothing is inspected before certificates are shown"
    wrong = take(phone, "show", pin="x")
    assert (wrong.status_code, "检查码不对" in wrong.content.decode()) == (422, True)
    assert take(clerk, "show", pin=row.pin).status_code == 404, "the desk does not show certificates"
    assert take(phone, "show", pin=row.pin).status_code == 302
    assert "亮证" in phone.get(row.get_absolute_url()).content.decode()
    bare = take(phone, "record", **CLEAN | {"ack_post": ""})
    assert (bare.status_code, "在场人员的职务" in bare.content.decode()) == (422, True)
    picture = SimpleUploadedFile("现场.png", PNG, content_type="image/png")
    assert take(phone, "record", **CLEAN, uploads=picture).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.files.count(), row.shown_by) == ("recorded", 1, goer(row))
    assert row.publish_by_on is not None
    assert Calendar.seeded().working_days_between(TODAY, row.publish_by_on) == 20
    picture_page = reverse("inspections:visit_file", args=[row.files.get().pk])
    assert (phone.get(picture_page).status_code, other.get(picture_page).status_code) == (200, 404)
    assert take(phone, "tell", told_on=TODAY.isoformat(), told_how="当场告知").status_code == 302
    assert "未发现问题" in clerk.get(public).content.decode(), "the business reads its result behind the code"
    results = reverse("inspections:results")
    assert code(1) not in (nothing := clerk.get(results).content.decode())
    assert "河口第1食品" not in nothing
    assert take(chief, "publish").status_code == 302
    page = browser(people["auditor"]).get(results).content.decode()
    assert "河口第1食品" in page
    assert CLEAN["facts"] not in page, "the record itself is not published"
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    paper = clerk.get(reverse("inspections:visit_paper", args=[row.pk])).content
    table = "\n".join(cell.text for line in Document(io.BytesIO(paper)).tables[0].rows for cell in line.cells)
    assert row.going()[1].card.number in table
    assert row.pin not in table
    assert len(Document(io.BytesIO(paper)).inline_shapes) == 1, "the code is printed on it"
    assert clerk.get(reverse("inspections:visit_code", args=[row.pk]))["Content-Type"] == "image/svg+xml"


def test_fewer_than_two_with_a_good_certificate_on_the_day_do_not_go(people: People, units: Units) -> None:
    plan = planned(people, units, crew=3)
    row = staffed(people, opened(people, plan))
    going = [one.officer for one in row.going()]
    withheld(people, going[0])
    with pytest.raises(Refused, match=f"{going[0].name}.*没有有效的执法证，不能入企检查"):
        actions.show(by=goer(row), visit=row, seen=row.version, pin=row.pin)
    assert "没有有效的执法证" in refused(lambda: move(people, row, TODAY + dt.timedelta(days=1)))
    row = actions.recuse(by=people["chief"], visit=row, seen=row.version, officer=going[0], reason="执法证已暂扣")
    assert len({one.officer_id for one in row.going()}) == 2
    assert shown(row).state == "on_site"
    withheld(people, Officer.objects.exclude(pk__in=[one.pk for one in going]).get())
    with pytest.raises(Refused, match="不足两名"):
        staffed(people, opened(people, plan, 2))
    bare = officer(people, units, 9, card=False)
    named = asked(people, units)
    named = actions.approve_visit(by=people["chief"], visit=named, seen=named.version)
    good = next(one for one in going if one.pk != going[0].pk)
    assert "没有有效的执法证" in refused(lambda: staffed(people, named, officers=[good, bare]))
    assert "两名以上" in refused(lambda: staffed(people, named, officers=[good, good]))


def move(people: People, row: Visit, day: dt.date) -> Visit:
    return actions.move_visit(by=people["clerk"], visit=row, seen=row.version, visit_on=day, reason="企业停电")


def test_quiet_days_plan_days_and_strangers_to_the_plan_are_refused_but_for_what_is_urgent(
    people: People, units: Units
) -> None:
    plan = planned(people, units, count=2)
    outside = entered(people, units, 30)
    quiet = {"kind": "calm", "from_day": 4, "to_day": 6, "basis": "企业宁静日制度"}
    actions.enter_bound(by=people["supervisor"], unit=units["root"], given=quiet)
    fourth = TODAY.replace(day=4)
    for day, said in (
        (fourth, "企业宁静日"),
        (TODAY - dt.timedelta(days=1), "计划时间"),
        (LATER.replace(year=2027), "计划时间"),
    ):
        with pytest.raises(Refused, match=said):
            opened(people, plan, day=day)
    with pytest.raises(Refused, match="不在检查计划里"):
        actions.open_visit(by=people["clerk"], plan=plan, target=outside, visit_on=TODAY)
    row = staffed(people, opened(people, plan))
    assert "企业宁静日" in refused(lambda: move(people, row, fourth))
    assert "企业宁静日" in refused(lambda: asked(people, units, visit_on=fourth))
    assert "没有公布的不得检查" in refused(lambda: asked(people, units, items=[item(people, units, published=False)]))
    assert "异地协助函" in refused(lambda: asked(people, units, away=True))
    assert asked(people, units, visit_on=fourth, cause="urgent", cause_note="燃气泄漏").state == "ready"
    with at(TODAY + dt.timedelta(days=1)), pytest.raises(Refused, match="今天不能检查"):
        shown(Visit.objects.get(pk=row.pk))
    # A day made quiet after the notice was written is quiet all the same.
    actions.enter_bound(by=people["supervisor"], unit=units["root"], given=quiet | {"from_day": 1, "to_day": 2})
    assert "企业宁静日" in refused(lambda: shown(row))


def test_an_urgent_visit_is_approved_within_its_term_and_one_outside_the_area_is_filed(
    people: People, units: Units, browser: Browser
) -> None:
    crew = [officer(people, units, number) for number in (1, 2)]
    row = asked(people, units, cause="urgent", cause_note="燃气泄漏", away=True, assist_no="安城协〔2026〕3号")
    row = recorded(staffed(people, row, officers=crew))
    assert row.approve_by_on == dt.date(2026, 3, 4), "two working days"
    row = told(row)
    assert "没有补办批准" in refused(lambda: actions.publish_visit(by=people["chief"], visit=row, seen=row.version))
    chief = browser(people["chief"])
    assert "待补办批准的紧急检查" in chief.get("/").content.decode()
    with at(dt.date(2026, 3, 5)):
        office = browser(people["supervisor"])
        assert "已经逾期" in office.get(row.get_absolute_url()).content.decode()
        assert "待补办批准的紧急检查" in office.get("/").content.decode(), "the office is told of what is overdue"
    take = reverse("inspections:visit_take", args=[row.pk, "approve_after"])
    assert chief.post(take, {"seen": row.version}).status_code == 302
    row.refresh_from_db()
    assert row.approved_by == people["chief"]
    assert actions.publish_visit(by=people["chief"], visit=row, seen=row.version).state == "done"
    assert row.file_by_on is not None
    assert (row.filed_on, Visit.objects.unfiled().count()) == (None, 1)
    row.refresh_from_db()
    far = TODAY + dt.timedelta(days=9)
    said: dict[str, Any] = {"filed_with": "邻县司法局，备3号"}
    with pytest.raises(Refused, match="不晚于今天"):
        actions.file_away(by=people["clerk"], visit=row, seen=row.version, filed_on=far, **said)
    row = actions.file_away(by=people["clerk"], visit=row, seen=row.version, filed_on=TODAY, **said)
    assert not Visit.objects.unfiled().exists()


def test_a_complaint_is_approved_by_another_person_before_anybody_goes(people: People, units: Units) -> None:
    officer(people, units, 1)
    target = entered(people, units, 50)
    given = {"cause": "complaint", "cause_note": "12345第9号", "visit_on": TODAY, "away": False, "assist_no": ""}
    own = actions.ask_visit(
        by=people["chief"], unit=units["agency"], target=target, items=[item(people, units)], given=given
    )
    with pytest.raises(Refused, match="报批人以外"):
        actions.approve_visit(by=people["chief"], visit=own, seen=own.version)
    with pytest.raises(Refused, match="待批准"):
        staffed(people, own, officers=list(Officer.objects.all()))


def test_what_was_found_goes_to_the_ledger_and_its_closing_comes_back(
    people: People, units: Units, browser: Browser, django_capture_on_commit_callbacks: Any
) -> None:
    row = shown(staffed(people, opened(people, planned(people, units))))

    def write(**more: Any) -> Visit:
        return actions.record_visit(by=goer(row), visit=row, seen=row.version, given=WRONG | more)

    assert "怎样处理" in refused(lambda: write(follow_up="none"))
    assert "改正期限" in refused(lambda: write(order_by_on=None))
    assert "拒绝签字或者无人在场" in refused(lambda: write(ack_note=""))
    row = write()
    clerk = browser(people["clerk"])
    take = reverse("inspections:visit_take", args=[row.pk, "list_found"])
    assert clerk.post(take, {"seen": row.version, "title": "冷库温度记录缺三天"}).status_code == 302
    assert clerk.get(take).status_code == 404, "once"
    entry = Entry.objects.get()
    assert (entry.source, entry.ledger.unit) == (row.source, units["agency"])
    page = clerk.get(row.get_absolute_url()).content.decode()
    assert reverse("ledgers:entry", args=[entry.pk]) in page
    assert (
        reverse("inspections:visit", args=[row.pk])
        in clerk.get(reverse("ledgers:entry", args=[entry.pk])).content.decode()
    ), "from the ledger one finds the visit"
    fix = Rectification.objects.get(entry=entry)
    how = {"cause": "没人管", "measure": "补记、定人", "result": "已补记", "person": "周某"}
    fix = problems.settle(
        by=people["clerk"], rectification=fix, seen=fix.version, files=[receive(io.BytesIO(PNG), "现.png")], **how
    )
    assert Visit.objects.unrighted().count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        fix = problems.close(by=people["colleague"], rectification=fix, seen=fix.version, note="同意")
    row.refresh_from_db()
    assert (row.righted, "核准销号" in row.righted_note) == ("righted", True)
    with django_capture_on_commit_callbacks(execute=True):
        problems.reopen(by=people["supervisor"], rectification=fix, seen=fix.version, reason="又缺")
    row.refresh_from_db()
    assert row.righted == "", "what comes back is looked at again"
    said: dict[str, Any] = {"visit": row, "seen": row.version, "note": "还缺一天"}
    later = TODAY + dt.timedelta(days=20)
    row = actions.recheck(by=goer(row), righted="not", order_by_on=later, **said)
    assert (row.order_by_on, row.righted) == (later, "")
    row = actions.recheck(by=goer(row), righted="righted", **said | {"visit": row, "seen": row.version})
    assert (row.righted, row.due()) == ("righted", ("告知结果", row.tell_by_on))


def test_units_are_warned_before_on_and_after_the_last_day(people: People, units: Units) -> None:
    row = recorded(staffed(people, opened(people, planned(people, units))))
    Notice.objects.all().delete()
    assert row.publish_by_on is not None
    calendar, days = Calendar.seeded(), []
    for count in range(1, 40):
        day = TODAY + dt.timedelta(days=count)
        with at(day):
            if daily.remind(day)["told"] and Notice.objects.filter(text__startswith="公示", read_at=None).exists():
                days.append(calendar.working_days_between(TODAY, day))
        Notice.objects.all().delete()
    assert days == [17, 20, 21]


def test_in_each_state_of_a_visit_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    crew = [officer(people, units, number) for number in (1, 2, 3)]
    start = asked(people, units)
    steps: dict[str, tuple[Any, dict[str, Any]]] = {
        "approve": (actions.approve_visit, {}), "refuse": (actions.refuse_visit, {"reason": "不必"}),
        "staff": (actions.staff_visit, {"number": "一号", "officers": crew[:2]}),
        "recuse": (actions.recuse, {"officer": crew[0], "reason": "亲属"}),
        "move": (actions.move_visit, {"visit_on": TODAY + dt.timedelta(days=1), "reason": "停电"}),
        "show": (actions.show, {"pin": start.pin}), "record": (actions.record_visit, {"given": CLEAN}),
        "tell": (actions.tell, {"told_on": TODAY, "told_how": "当场"}), "publish": (actions.publish_visit, {}),
        "withhold": (actions.withhold, {"reason": "保密法"}), "strike": (actions.strike_visit, {"reason": "撤诉"}),
    }  # fmt: skip
    path = ["approve", "staff", "show", "record", "tell", "publish"]
    lead = {"asked": 0, "ready": 1, "staffed": 2, "on_site": 3, "recorded": 4, "told": 5, "done": 6}
    hands = {"unit_leader": people["chief"], "officer": User.objects.get(username="zagency1")}

    def go(name: str, by: User, row: Visit) -> Visit:
        act, more = steps[name]
        done: Visit = act(by=by, visit=row, seen=row.version, **more)
        return done

    def by(role: str, name: str) -> User:
        return hands.get(role) or people[role]

    spot = ("show", "record", "tell")
    for state in VISIT.states:
        point = transaction.savepoint()
        row = Visit.objects.get(pk=start.pk)
        for name in ["refuse"] if state == "struck" else path[: lead[state]]:
            who = "officer" if name in spot else "clerk" if name == "staff" else "unit_leader"
            row = go(name, by(who, name), row)
        for step in VISIT.steps:
            for role in ROLES:
                said = refused(lambda n=step.name, r=role, v=row: go(n, by(r, n), v))
                right = state in step.sources and role in VISIT.roles(step)
                # On the spot it is one of those who go, whatever the role.
                assert bool(said) != (right and (step.name not in spot or role == "officer")), (state, step.name, role)
        transaction.savepoint_rollback(point)


def test_the_list_asks_the_database_no_more_for_more_visits(people: People, units: Units, browser: Browser) -> None:
    plan = planned(people, units)
    opened(people, plan)
    client, address = browser(people["clerk"]), reverse("inspections:visits")
    before, plans = queries(client, address), queries(client, plan.get_absolute_url())
    for number in (2, 3):
        opened(people, plan, number)
    assert (queries(client, address), queries(client, plan.get_absolute_url())) == (before, plans)
    for query in ("?state=recheck", "?state=urgent", "?q=河口", "?state=x"):
        assert client.get(address + query).status_code == 200
    assert sending.joint_day(plan, code(1)) is None
    assert FILED["filed_on"] == plan.filed_on
