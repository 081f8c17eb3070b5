"""台账体检: what each check finds and what it leaves alone, what a person makes of it, and who sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fajian.core import tick
from fajian.core.audited import plain_rows
from fajian.core.commands import System
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event
from fajian.ledgers import actions, examining
from fajian.ledgers.examination import CHECKS, Hit
from fajian.ledgers.models import Entry, Ledger, Rectification, Suspicion
from fajian.ledgers.views.examination import shown
from fajian.ledgers.workflow import SUSPICION
from fajian.orgs.actions import open_unit
from fajian.orgs.models import User
from tests import clock
from tests.ledgers.conftest import CANARY, SYSTEM, Browser, page, person
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
TODAY = dt.date(2026, 11, 30)
RESULT = "已向当事人重新送达处罚决定书，回证入卷，并组织全体执法人员学习送达的规定。"


def at(text: str) -> dt.datetime:
    """03-02 14:05:06 of this year, in China."""
    return timezone.make_aware(dt.datetime.fromisoformat(f"2026-{text}"))


@pytest.fixture
def make(people: People, ledger: Ledger) -> Any:
    """A problem as it stands in the database, whatever way it came there; `entry_…` sets columns of its entry."""

    def made(where: Ledger | None = None, proofs: tuple[str, ...] = (), **columns: Any) -> Rectification:
        book = where or ledger
        by = people["clerk"] if book.unit == people["clerk"].unit else people["stranger"]
        (entry,) = actions.record(by=by, ledger=book, rows=[actions.NewEntry("处罚决定逾期送达")])
        row = Rectification.objects.get(entry=entry)
        for name in proofs:
            actions.add_proof(by=by, rectification=row, files=[pdf(name, f"{name}.pdf")], note="共用")
        of_entry = {name[6:]: columns.pop(name) for name in list(columns) if name.startswith("entry_")}
        plain_rows(Entry).filter(pk=entry.pk).update(**of_entry)
        if columns.get("state") == "closed":
            columns = {
                "accepted_by": by, "submitted_by": by, "closed_by": people["supervisor"], "edited_at": at("01-01"),
                "submitted_at": at("03-01"), "closed_at": at("03-05"), **columns,
            }  # fmt: skip
        row.refresh_from_db()
        for column, value in columns.items():
            setattr(row, column, value)
        plain_rows(Rectification).filter(pk=row.pk).update(**columns)
        Rectification.after_write([row])
        return row

    return made


@pytest.fixture
def theirs(people: People) -> Ledger:
    """The other agency's self-check."""
    stranger = people["stranger"]
    return actions.open_ledger(by=stranger, unit=stranger.unit, spec_code="self-check", title=f"{CANARY}台账")


def found(code: str) -> list[Hit]:
    return list(CHECKS[code].found(Rectification.objects.standing(), TODAY))


def hit(code: str, row: Rectification) -> bool:
    return row.pk in {one.problem for one in found(code)}


# ── the checks, one table each ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "measure", "is_hit"),
    [
        ("closed", "", True),
        ("closed", "立即整改。", True),
        ("submitted", "立即 整改到", True),  # five signs
        ("closed", "逐案建立台账", False),  # six
        ("rectifying", "立即整改", False),  # not on its way out yet
    ],
)
def test_no_measure(make: Any, state: str, measure: str, is_hit: bool) -> None:
    assert hit("no_measure", make(state=state, measure=measure)) == is_hit


@pytest.mark.parametrize(
    ("asked", "closed", "is_hit"),
    [
        ("03-02 14:05:06", "03-02 14:05:06", True),
        ("03-02 14:05:06", "03-02 14:06:05", True),
        ("03-02 14:05:06", "03-02 14:06:06", False),  # a whole minute
        ("03-02 23:59:50", "03-03 00:00:20", True),  # across midnight
    ],
)
def test_at_once(make: Any, asked: str, closed: str, is_hit: bool) -> None:
    row = make(state="closed", submitted_at=at(asked), closed_at=at(closed))
    assert hit("at_once", row) == is_hit


@pytest.mark.parametrize(
    ("recorded", "closed", "proofs", "is_hit"),
    [
        ("03-02 08:00", "03-02 17:00", ("a",), True),
        ("03-02 08:00", "03-02 17:00", ("a", "b"), False),  # more than one proof
        ("03-02 23:30", "03-03 00:30", ("a",), False),  # another day in China
        ("03-03 00:30", "03-03 08:30", ("a",), True),  # another day in UTC only
    ],
)
def test_same_day(make: Any, recorded: str, closed: str, proofs: tuple[str, ...], is_hit: bool) -> None:
    row = make(state="closed", proofs=proofs, entry_recorded_at=at(recorded), closed_at=at(closed))
    assert hit("same_day", row) == is_hit


def test_copied_result_names_each_other_across_units(make: Any, theirs: Ledger) -> None:
    one = make(state="closed", result=f"清罚〔2026〕1号{RESULT}")
    other = make(theirs, state="submitted", result=f"清罚〔2025〕12号 {RESULT}")
    make(state="rectifying", result="")
    make(state="closed", result="已退还多收的保证金，财务室每月核对一次并张榜公布。")
    hits = {one.problem: one.others for one in found("copied_result")}
    assert hits == {one.pk: (other.pk,), other.pk: (one.pk,)}


def test_copied_result_that_the_closer_explained_is_left_alone(make: Any) -> None:
    make(state="closed", result=RESULT, reuse_note="同一次培训")
    copy = make(state="submitted", result=RESULT)
    assert [one.problem for one in found("copied_result")] == [copy.pk]


def test_reused_proof_counts_the_very_same_file_only(make: Any, theirs: Ledger) -> None:
    one, other = make(proofs=("同",)), make(theirs, proofs=("同",))
    make(proofs=("异",))
    assert {one.problem: one.others for one in found("reused_proof")} == {one.pk: (other.pk,), other.pk: (one.pk,)}
    plain_rows(Rectification).filter(pk=one.pk).update(reuse_note="联合检查")
    assert [one.problem for one in found("reused_proof")] == [other.pk]


@pytest.mark.parametrize(
    ("days", "hits"),
    [
        (["03-05 09:00"] * 5, 1),
        (["03-05 09:00"] * 4, 0),  # too few to say anything
        (["03-05 09:00"] * 5 + ["03-06 09:00"], 0),
        (["03-05 00:30"] * 3 + ["03-05 23:30"] * 2, 1),  # one day in China, two in UTC
    ],
)
def test_crowded_day(make: Any, ledger: Ledger, days: list[str], hits: int) -> None:
    for closed in days:
        make(state="closed", closed_at=at(closed), submitted_at=at("03-01"))
    assert [(one.ledger, one.problem) for one in found("crowded_day")] == [(ledger.pk, None)] * hits


@pytest.mark.parametrize(
    ("happened", "due", "is_hit"),
    [
        ("03-02", None, False),
        ("03-03", None, True),  # the day after it was recorded
        ("03-01", "02-28", True),
        ("03-01", "03-01", False),
        (None, "02-28", False),  # nobody says when it happened
    ],
)
def test_day_order(make: Any, happened: str | None, due: str | None, is_hit: bool) -> None:
    day, until = (dt.date.fromisoformat(f"2026-{text}") if text else None for text in (happened, due))
    row = make(entry_recorded_at=at("03-02 20:00"), entry_happened_on=day, due_on=until)
    assert hit("day_order", row) == is_hit


@pytest.mark.parametrize(("due", "is_hit"), [("10-30", True), ("10-31", False), (None, False)])
def test_long_overdue(make: Any, due: str | None, is_hit: bool) -> None:
    row = make(state="rectifying", due_on=dt.date.fromisoformat(f"2026-{due}") if due else None)
    assert hit("long_overdue", row) == is_hit


def test_a_granted_extension_is_no_long_overdue_problem(people: People, make: Any) -> None:
    with clock.at(dt.datetime.fromisoformat("2026-09-01 10:00")):
        row = make(state="rectifying", due_on=dt.date(2026, 9, 10))
        asked = actions.ask_extension(
            by=people["clerk"], rectification=row, due_on=dt.date(2026, 11, 20), reason="等检测报告"
        )
        assert hit("long_overdue", row), "asked is not granted"
        actions.grant_extension(by=people["supervisor"], extension=asked, seen=asked.version)
    assert not hit("long_overdue", row)


@pytest.mark.parametrize(("days", "is_hit"), [(30, True), (31, False)])
def test_early_relapse_in_place(people: People, make: Any, days: int, is_hit: bool) -> None:
    row = make(state="closed", proofs=("a",))
    plain_rows(Rectification).filter(pk=row.pk).update(state="submitted", closed_by=None, closed_at=None)
    row.refresh_from_db()
    first = dt.datetime.fromisoformat("2026-03-05 10:00")
    with clock.at(first):
        closed = actions.close(by=people["supervisor"], rectification=row, seen=row.version)
    with clock.at(first + dt.timedelta(days=days)):
        actions.reopen(by=people["supervisor"], rectification=closed, seen=closed.version, reason="又出现")
    assert hit("early_relapse", row) == is_hit


def test_empty_ledgers_when_everybody_has_nothing(people: People, make: Any) -> None:
    county = people["leader"].unit
    for number in range(5):
        unit = open_unit(by=SYSTEM, name=f"第{number}局", kind="agency", parent=county)
        book = actions.open_ledger(by=SYSTEM, unit=unit, spec_code="general", source="campaign:1")
        plain_rows(Ledger).filter(pk=book.pk).update(opened_on=TODAY - dt.timedelta(days=30))
    first = Ledger.objects.filter(source="campaign:1").order_by("unit_path").first()
    assert first is not None
    assert [(one.ledger, one.values["建账单位"]) for one in found("empty_ledgers")] == [(first.pk, "5个")]
    plain_rows(Ledger).filter(pk=book.pk).update(opened_on=TODAY - dt.timedelta(days=29))
    assert found("empty_ledgers") == []
    plain_rows(Ledger).filter(pk=book.pk).update(opened_on=TODAY - dt.timedelta(days=30))
    actions.record(by=SYSTEM, ledger=book, rows=[actions.NewEntry("有一个")])
    assert found("empty_ledgers") == []


def test_struck_out_problems_are_nobodys_paper(make: Any) -> None:
    row = make(state="closed", measure="", submitted_at=at("03-02"), closed_at=at("03-02"))
    plain_rows(Rectification).filter(pk=row.pk).update(struck_out=True)
    assert [code for code in CHECKS if hit(code, row)] == []


# ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────────────────


def examined() -> dict[str, int]:
    return actions.list_suspicions(by=System("测试"), hits=examining.hits(TODAY))


def states() -> list[tuple[str, str]]:
    return list(Suspicion.objects.order_by("pk").values_list("check_code", "state"))


def test_a_second_run_on_the_same_rows_changes_nothing(make: Any) -> None:
    make(state="closed", measure="")
    assert examined() == {"new": 1, "again": 0, "gone": 0}
    before = list(Suspicion.objects.values())
    assert examined() == {"new": 0, "again": 0, "gone": 0}
    assert list(Suspicion.objects.values()) == before


def test_what_was_judged_comes_back_only_when_the_data_change(people: People, make: Any) -> None:
    row = make(state="rectifying", due_on=dt.date(2026, 9, 1))
    examined()
    one = Suspicion.objects.get()
    actions.judge(by=people["supervisor"], suspicion=one, seen=1, verdict="dismiss", reason="等上级批复，已说明")
    assert examined()["again"] == 0
    assert states() == [("long_overdue", "dismissed")]
    plain_rows(Rectification).filter(pk=row.pk).update(due_on=dt.date(2026, 9, 20))
    assert examined()["again"] == 1
    one.refresh_from_db()
    assert (one.state, one.reason, one.judged_by) == ("open", "", None)
    judged = Event.objects.filter(command="ledgers.judge").latest("seq").payload or ""
    assert "等上级批复" in judged


def test_what_is_put_right_is_withdrawn_unless_it_was_judged(people: People, make: Any) -> None:
    rows = [make(state="rectifying", due_on=dt.date(2026, 9, 1)) for _ in range(2)]
    examined()
    judged, _ = Suspicion.objects.order_by("pk")
    actions.judge(by=people["supervisor"], suspicion=judged, seen=1, verdict="confirm", reason="去看过，没有动")
    plain_rows(Rectification).filter(pk__in=[row.pk for row in rows]).update(due_on=dt.date(2027, 1, 1))
    assert examined()["gone"] == 1
    assert states() == [("long_overdue", "confirmed"), ("long_overdue", "gone")]
    plain_rows(Rectification).filter(pk=rows[1].pk).update(due_on=dt.date(2026, 9, 1))
    assert examined()["again"] == 1
    assert states()[1] == ("long_overdue", "open")


def judgements(people: People) -> Iterator[tuple[str, str, User]]:
    for step in SUSPICION.steps:
        if step.who == "supervisor":
            for state in SUSPICION.states:
                for user in people.values():
                    yield step.name, state, user


def test_every_verdict_is_refused_but_in_the_state_and_to_the_role_of_the_table(people: People, make: Any) -> None:
    make(state="closed", measure="")
    examined()
    one = Suspicion.objects.get()
    for name, state, user in judgements(people):
        judged = {"judged_by": people["leader"], "judged_at": at("03-01"), "reason": "看过"}
        plain_rows(Suspicion).filter(pk=one.pk).update(state=state, **judged)
        one.refresh_from_db()
        given = {"by": user, "suspicion": one, "seen": one.version, "verdict": name}
        with pytest.raises(Refused):
            actions.judge(**given, reason="  ")
        if state == "open" and user.role == "supervisor":
            assert actions.judge(**given, reason="核对过").state == SUSPICION.step(name).target
        else:
            with pytest.raises(Refused):
                actions.judge(**given, reason="核对过")


def test_nobody_judges_over_what_another_has_judged_meanwhile(people: People, make: Any) -> None:
    make(state="closed", measure="")
    examined()
    one = Suspicion.objects.get()
    actions.judge(by=people["supervisor"], suspicion=one, seen=1, verdict="confirm", reason="属实")
    with pytest.raises(Stale):
        actions.judge(by=people["colleague"], suspicion=one, seen=1, verdict="dismiss", reason="不对")


def test_people_cannot_list_suspicions_by_hand(people: People) -> None:
    with pytest.raises(Refused):
        actions.list_suspicions(by=people["supervisor"], hits={})


def test_it_is_among_what_happens_every_day(make: Any) -> None:
    make(state="closed", measure="")
    assert tick.DAILY["ledgers.examine"](TODAY) == {"new": 1, "again": 0, "gone": 0}


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────

ADDRESS = "/ledgers/examination/"


def test_the_supervisor_lets_it_run_sees_what_and_judges(
    people: People, make: Any, theirs: Ledger, browser: Browser
) -> None:
    row = make(theirs, state="closed", measure="", due_on=DUE_ON)
    supervisor = browser(people["supervisor"])
    asked = supervisor.post(reverse("ledgers:examine"))
    assert asked.status_code == 302
    assert supervisor.post(reverse("ledgers:examine")).headers["Location"] == asked.headers["Location"]
    examined()
    text = page(supervisor.get(ADDRESS))
    for part in ("没有实质措施", "只是疑似，不是结论，请逐条核实", f"{CANARY}局", "整改措施：（空）", "立即体检"):
        assert part in text, part
    assert reverse("ledgers:entry", args=[row.pk]) in text
    one = Suspicion.objects.get()
    wrong = supervisor.post(one.get_absolute_url(), {"seen": 1, "reason": "看过"})
    assert "请选择核实结果。" in wrong.content.decode()
    supervisor.post(one.get_absolute_url(), {"seen": 1, "verdict": "confirm", "reason": "现场没有任何变化"})
    assert states() == [("no_measure", "confirmed")]
    assert "没有这样的条目" in page(supervisor.get(ADDRESS))
    text = page(browser(people["discipline"]).get(ADDRESS + "?state=confirmed"))
    assert "已核实属实" in text
    assert "立即体检" not in text
    text = page(browser(people["discipline"]).get(one.get_absolute_url()))
    assert "现场没有任何变化" in text


def test_the_numbers_lead_to_as_many_lines(people: People, make: Any, theirs: Ledger, browser: Browser) -> None:
    for book in (None, None, theirs):
        make(book, state="closed", measure="", result=RESULT)
    examined()
    supervisor = browser(people["supervisor"])
    text = page(supervisor.get(ADDRESS))
    links = [part.split('"', 1) for part in text.split('class="tile" href="')[1:]]
    assert len(links) == 2
    for href, rest in links:
        number = int(rest.split("<b>")[1].split("</b>")[0])
        assert page(supervisor.get(ADDRESS + href.replace("&amp;", "&"))).count('<th scope="row"') == number == 3
    unit = people["stranger"].unit_id
    assert page(supervisor.get(ADDRESS, {"unit": unit})).count('<th scope="row"') == 2


def test_units_see_no_suspicions_and_officials_only_those_in_reach(
    people: People, make: Any, theirs: Ledger, browser: Browser
) -> None:
    make(theirs, state="closed", measure="")
    examined()
    one = Suspicion.objects.get()
    for name in ("clerk", "chief", "stranger", "officer", "admin", "auditor"):
        for address in (ADDRESS, one.get_absolute_url()):
            assert browser(people[name]).get(address).status_code == 403
    other = open_unit(by=SYSTEM, name="山南镇人民政府", kind="government", parent=people["leader"].unit)
    neighbour = browser(person("neighbour", "supervisor", other))
    assert neighbour.get(one.get_absolute_url()).status_code == 404
    assert CANARY not in page(neighbour.get(ADDRESS))


def test_rows_out_of_reach_are_counted_not_named(people: People, make: Any, theirs: Ledger) -> None:
    make(state="closed", result=RESULT)
    make(theirs, state="closed", result=RESULT)
    examined()
    mine = Suspicion.objects.filter(unit=people["clerk"].unit, check_code="copied_result")
    (told,) = shown(list(mine), people["clerk"])
    assert (told["others"], told["hidden"]) == ([], 1)
    (told,) = shown(list(mine), people["supervisor"])
    assert (len(told["others"]), told["hidden"]) == (1, 0)


def test_more_suspicions_cost_no_more_queries(people: People, make: Any, browser: Browser) -> None:
    supervisor, costs = browser(people["supervisor"]), []
    for _ in range(2):
        for _ in range(4):
            make(state="closed", measure="", result=RESULT)
        examined()
        supervisor.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            page(supervisor.get(ADDRESS))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 16
