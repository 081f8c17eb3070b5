"""A certificate from its application to its end, who may take which step, and what the public sees of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.orgs import history
from fajian.orgs.models import User
from fajian.people import actions, daily
from fajian.people.models import Certificate, Officer, Suspension
from fajian.people.workflow import CERTIFICATE
from tests.clock import at
from tests.people.conftest import (
    TERM,
    TODAY,
    Browser,
    People,
    Units,
    applied,
    decided,
    entered,
    issued,
    queries,
    refused,
)

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
WHY: dict[str, Any] = {"reason": "按规定办理"}
SCOPE: dict[str, Any] = {"region": "411802", "domains": ["市场监管"], **WHY}
CARD: dict[str, Any] = {"number": "豫R18000099", "valid_from_on": TODAY, "valid_to_on": TODAY + dt.timedelta(days=900)}
UNTIL: dict[str, Any] = {"suspended_to_on": TODAY + dt.timedelta(days=30), **WHY}
EXAM: dict[str, Any] = {"exam_on": TODAY, "exam_score": 90}
STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "resubmit": (actions.resubmit, SCOPE),
    "withdraw": (actions.cancel, WHY),
    "return_": (actions.decide, {"step": "return_", **WHY}),
    "approve": (actions.decide, {"step": "approve", **EXAM}),
    "issue": (actions.issue, CARD),
    "recognise": (actions.recognise, CARD),
    "ask_review": (actions.ask_review, {"year": TODAY.year, **WHY}),
    "pass_": (actions.decide, {"step": "pass_"}),
    "fail": (actions.fail, UNTIL),
    "ask_change": (actions.ask_change, SCOPE),
    "change": (actions.decide, {"step": "change"}),
    "keep": (actions.decide, {"step": "keep", **WHY}),
    "replace": (actions.replace, CARD),
    "suspend": (actions.suspend, UNTIL),
    "restore": (actions.decide, {"step": "restore", **WHY}),
    "revoke": (actions.decide, {"step": "revoke", **WHY}),
    "cancel": (actions.cancel, WHY),
}
WAY: dict[str, tuple[str, ...]] = {
    "applied": (),
    "returned": ("return_",),
    "withdrawn": ("withdraw",),
    "approved": ("approve",),
    "active": ("approve", "issue"),
    "reviewing": ("approve", "issue", "ask_review"),
    "changing": ("approve", "issue", "ask_change"),
    "suspended": ("approve", "issue", "suspend"),
    "revoked": ("approve", "issue", "revoke"),
    "cancelled": ("approve", "issue", "cancel"),
    "replaced": ("approve", "issue", "replace"),
}


def taken(people: People, row: Certificate, name: str, by: str = "") -> Certificate:
    """The step, by somebody of its first role."""
    act, more = STEPS[name]
    role = CERTIFICATE.roles(CERTIFICATE.step(name))[0]
    more = {**more, "number": f"豫R{row.pk:08d}"} if name in ("issue", "recognise") else more
    made: Certificate = act(by=people[by or role], certificate=row, seen=row.version, **more)
    return made


def test_in_each_state_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    assert set(WAY) == set(CERTIFICATE.states)
    for state, way in WAY.items():
        row = applied(people, entered(people, units, f"N-{state}"))
        for name in way:
            taken(people, row, name)
            row.refresh_from_db()
        assert row.state == state
        for step in CERTIFICATE.steps:
            act, more = STEPS[step.name]
            target = "active" if step.name == "replace" else step.target  # the new one is what comes back
            for role in ROLES:
                listed = state in step.sources and role in CERTIFICATE.roles(step)
                by = people[{"unit_leader": "chief"}.get(role, role)]
                play = lambda a=act, b=by, r=row, m=more: a(by=b, certificate=r, seen=r.version, **m)  # noqa: E731
                said = refused(play, target)
                assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.mechanisms("S003-12")
def test_a_certificate_is_applied_for_issued_checked_changed_replaced_and_cancelled_on_leaving(
    people: People, officer: Officer, browser: Browser
) -> None:
    unit, office = browser(people["clerk"]), browser(people["supervisor"])
    made = unit.post(reverse("people:apply", args=[officer.pk]), {"region": "4118", "domains": ["城市管理"]})
    row = Certificate.objects.get()
    assert made.headers["Location"] == row.get_absolute_url()
    with pytest.raises(Refused, match="已有执法证，或者正在申领"):
        applied(people, officer)
    assert "待审核的执法证" in office.get("/").content.decode()

    def pressed(client: Client, name: str, **sent: Any) -> Certificate:
        row.refresh_from_db()
        address = reverse("people:take", args=[row.pk, name])
        assert client.get(address).status_code == 200, name
        assert client.post(address, {"seen": row.version, **sent}).status_code == 302, name
        row.refresh_from_db()
        return row

    pressed(office, "return_", reason="请附考试成绩")
    assert "被退回的执法证申领" in unit.get("/").content.decode()
    pressed(unit, "resubmit", region="4118", domains=["城市管理"], reason="已附成绩")
    pressed(office, "approve", exam_on=TODAY.isoformat(), exam_score="86.5")
    term = {name: day.isoformat() for name, day in TERM.items()}
    pressed(office, "issue", number="豫R18000001", **term)
    assert row.validity(TODAY) == ("green", "有效")
    pressed(unit, "ask_review", year=TODAY.year, reason="培训62学时，测试合格")
    assert row.validity(TODAY) == ("green", "有效，年审中"), "the yearly check takes nothing away"
    pressed(office, "pass_")
    assert row.reviewed_year == TODAY.year
    pressed(unit, "ask_change", region="4118", domains=["城市管理", "市场监管"], reason="机构改革")
    assert row.domains == "城市管理", "what is asked holds only when it was agreed to"
    pressed(office, "change")
    assert row.domains == "城市管理、市场监管"
    assert unit.get(reverse("people:take", args=[row.pk, "suspend"])).status_code == 404
    new = {"number": "豫R18000002", "valid_from_on": TODAY.isoformat(), "valid_to_on": "2099-12-31"}
    pressed(office, "replace", **new)
    assert row.state_word == "已换发"
    second = Certificate.objects.get(follows=row)
    assert (second.domains, second.validity(TODAY)[1]) == (row.domains, "有效")

    left = {"seen": officer.version, "left_on": TODAY.isoformat(), "left_why": "退休"}
    assert unit.post(reverse("people:leave", args=[officer.pk]), left).status_code == 302
    second.refresh_from_db()
    assert (second.state_word, second.reason) == ("注销", "离岗：退休")
    told = [line.what for line in history.of(row)]
    assert told == [
        "申领执法证", "审核执法证", "重新申领", "审核执法证", "制发执法证", "申请年审", "审核执法证", "申请变更",
        "审核执法证", "换发执法证",
    ]  # fmt: skip
    assert Notice.objects.filter(to=people["clerk"], text__contains="不予变更").count() == 0
    assert Notice.objects.filter(to=people["clerk"], text__contains="制发").exists()


def test_who_asks_for_it_does_not_agree_to_it(people: People, units: Units) -> None:
    row = applied(people, entered(people, units, unit="office"), by="supervisor")
    with pytest.raises(Refused, match="申请人以外的另一位"):
        decided(people, row, "approve", **EXAM)
    said = {"step": "approve", **EXAM}
    row = actions.decide(by=people["colleague"], certificate=row, seen=row.version, **said)
    assert row.state == "approved"
    gone = row.officer
    actions.leave(by=people["supervisor"], officer=gone, seen=gone.version, left_on=TODAY, left_why="调离")
    assert Certificate.objects.get(pk=row.pk).state == "withdrawn", "nobody issues a card to who has left"
    with pytest.raises(Refused, match="已登记离岗"):
        applied(people, gone, by="supervisor")
    for kind in ("assistant", "reviewer"):
        with pytest.raises(Refused, match="只发给执法人员"):
            applied(people, entered(people, units, f"B-{kind}", kind=kind))
    with pytest.raises(Refused, match="没有“烟草”这种执法类别"):
        actions.apply(by=people["clerk"], officer=entered(people, units, "B9"), region="4118", domains=["烟草"])


def test_the_public_sees_number_unit_kind_and_validity_and_nothing_else(
    people: People, officer: Officer, browser: Browser
) -> None:
    row = issued(people, officer)
    address = reverse("people:verify", args=[row.code])
    anybody = Client()
    page = anybody.get(address).content.decode()
    for word in ("豫R18000001", "安澜市城市管理局", "城市管理", "有效"):
        assert word in page
    for word in (officer.name, officer.number, "86", "材料齐全", "clerk某"):
        assert word not in page, word
    assert anybody.get(reverse("people:verify", args=["x" * 22])).status_code == 404
    assert anybody.get(row.get_absolute_url()).status_code == 302
    code = browser(people["clerk"]).get(reverse("people:picture", args=[row.pk]))
    assert code.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    assert browser(people["stranger"]).get(reverse("people:picture", args=[row.pk])).status_code == 404
    row = actions.suspend(by=people["supervisor"], certificate=row, seen=row.version, **UNTIL)
    assert "暂扣" in anybody.get(address).content.decode()
    last: Any = row.valid_to_on
    with at(last + dt.timedelta(days=1)):
        daily.watch(timezone.localdate())
        assert "已过有效期" in anybody.get(address).content.decode()
    waiting = applied(people, officer=Officer.objects.exclude(pk=officer.pk).first() or _second(people, officer))
    assert anybody.get(reverse("people:verify", args=[waiting.code])).status_code == 404, "not issued yet"


def test_a_warning_whose_day_was_missed_is_told_the_day_after(people: People, officer: Officer) -> None:
    issued(people, officer, valid_to_on=TODAY + dt.timedelta(days=61))
    daily.watch(TODAY)
    Notice.objects.all().delete()
    for ahead, told in ((2, 1), (3, 0)):
        with at(TODAY + dt.timedelta(days=ahead)):
            assert daily.watch(TODAY + dt.timedelta(days=ahead))["units"] == told, "the 60th day before was yesterday"
    assert Notice.objects.filter(to=people["clerk"]).count() == 1


def _second(people: People, officer: Officer) -> Officer:
    given = actions.Given(number="A02", name="另一人", kind="enforcer")
    return actions.register(by=people["clerk"], unit=officer.unit, given=given)


def test_days_are_watched_what_runs_out_is_told_and_a_suspension_ends_by_itself(
    people: People, officer: Officer, browser: Browser
) -> None:
    row = issued(people, officer, valid_to_on=TODAY + dt.timedelta(days=60))
    unit = browser(people["clerk"])
    assert "即将到期的执法证" in unit.get("/").content.decode()
    Notice.objects.all().delete()
    daily.watch(TODAY)
    daily.watch(TODAY)
    lines = Notice.objects.filter(to=people["clerk"]).values_list("text", flat=True)
    assert list(lines) == ["有执法证件即将到期，请办理换发"], "told once a day, though asked twice"
    row = actions.suspend(by=people["supervisor"], certificate=row, seen=row.version, **UNTIL)
    last: Any = row.suspended_to_on
    with at(last):
        assert daily.watch(last)["restored"] == 0, "the last day still belongs to it"
    with at(last + dt.timedelta(days=1)):
        assert daily.watch(last + dt.timedelta(days=1))["restored"] == 1
    row.refresh_from_db()
    assert (row.state, row.suspended_to_on, row.reason) == ("active", None, "暂扣期满")
    assert Suspension.objects.get().ended_on == last
    ends: Any = row.valid_to_on
    with at(ends + dt.timedelta(days=1)):
        page = browser(people["clerk"]).get("/").content.decode()
        assert "已过有效期的执法证" in page
        found = browser(people["clerk"]).get(reverse("people:certificates"), {"state": "expired"}).content.decode()
        assert row.number in found


def test_from_october_on_what_was_not_checked_in_the_year_is_asked_for(people: People, officer: Officer) -> None:
    row = issued(people, officer, valid_from_on=dt.date(2025, 3, 1), valid_to_on=dt.date(2030, 2, 28))
    assert not Certificate.objects.unreviewed(dt.date(2026, 9, 30)).exists()
    assert Certificate.objects.unreviewed(dt.date(2026, 10, 1)).get() == row
    assert not Certificate.objects.unreviewed(dt.date(2025, 10, 1)).exists(), "issued in that very year"
    taken(people, row, "ask_review")
    row.refresh_from_db()
    row = taken(people, row, "pass_")
    assert not Certificate.objects.unreviewed(dt.date(TODAY.year, 12, 31)).exists()


def test_lists_ask_the_database_no_more_for_more_rows(people: People, units: Units, browser: Browser) -> None:
    client = browser(people["supervisor"])
    issued(people, entered(people, units, "C0"), "豫R180000C0")
    addresses = [reverse("people:officers"), reverse("people:certificates")]
    before = [queries(client, address) for address in addresses]
    for number in range(1, 4):
        issued(people, entered(people, units, f"C{number}"), f"豫R180000C{number}")
    assert [queries(client, address) for address in addresses] == before
    stranger = browser(people["stranger"])
    assert "豫R180000C0" not in stranger.get(reverse("people:certificates")).content.decode()
    narrowed = client.get(reverse("people:certificates"), {"q": "C3某", "state": "active"}).content.decode()
    assert "豫R180000C3" in narrowed
    assert "豫R180000C2" not in narrowed
