"""Changes of a running campaign: what they move, who approves them, what never moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, legal
from fajian.campaigns.answers import cn
from fajian.campaigns.models import (
    Amendment,
    Campaign,
    Duty,
    HigherPlan,
    Stage,
    Task,
)
from fajian.campaigns.workflow import AMENDMENT
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.core.models import Event, Notice
from fajian.core.verify import verify
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, checked, sample
from tests.campaigns.test_pages import page
from tests.campaigns.test_version_pages import fields

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
Make = Callable[..., Amendment]


def soon_day(days: int = 30) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def soon(days: int = 30) -> str:
    return soon_day(days).isoformat()


@pytest.fixture
def change(people: People, campaign: Campaign) -> Make:
    """A change proposed by one supervisor and approved by the other."""

    def made(kind: str, **asked: Any) -> Amendment:
        row = actions.propose(by=people["supervisor"], campaign=campaign, kind=kind, asked=asked, reason="上级延期")
        return actions.approve_amendment(by=people["colleague"], amendment=row, seen=row.version)

    return made


def column(campaign: Campaign, words: str) -> int:
    """The number of a thing to hand in that all three units owe."""
    return int(Duty.objects.filter(campaign=campaign, what__contains=words).order_by("number")[0].number)


# ── deadlines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_day_moves_what_is_owed_and_leaves_what_is_handed_in(
    people: People, units: Units, campaign: Campaign, change: Make
) -> None:
    number = column(campaign, "自查报告")
    done = Duty.objects.get(campaign=campaign, number=number, unit=units["other"])
    old = done.due_on
    actions.hand_in(by=people["stranger"], duty=done, seen=done.version, text="已报送")
    row = change("due", number=number, day=soon())
    assert row.moves[0] == (
        f"2个单位（临江县司法局、市城管局）的“{done.what}”期限 {cn(old)} → {cn(soon_day())}，其中1个单位已报送的不变"
    )
    days = dict(Duty.objects.filter(number=number).values_list("unit__name", "due_on"))
    assert days[f"{CANARY}局"] == old
    assert str(days["临江县司法局"]) == soon()
    moved = Duty.objects.get(number=number, unit=units["agency"])
    assert (moved.first_due_on, moved.order_on) == (old, moved.due_on)
    change("due", number=number, day=soon(60))
    moved.refresh_from_db()
    assert (moved.first_due_on, str(moved.due_on)) == (old, soon(60))
    assert verify().holds


def test_those_concerned_are_told_of_their_own_part_and_of_nobody_else(
    people: People, campaign: Campaign, change: Make
) -> None:
    Notice.objects.all().delete()
    change("due", number=column(campaign, "自查报告"), day=soon())
    told = {notice.to.username: notice.text for notice in Notice.objects.all()}
    assert set(told) == {"colleague", "clerk", "chief", "stranger", "county_clerk"}
    assert all(CANARY not in text for text in told.values())
    assert f"→ {cn(soon_day())}" in told["clerk"]
    assert "待批准" in told["colleague"]


@pytest.mark.parametrize(
    ("kind", "asked", "told"),
    [
        ("due", {"number": 1, "day": "2026-01-01"}, "不能早于今天"),
        ("due", {"number": 999, "day": soon()}, "没有需要改期的"),
        ("task", {"task": 0, "day": soon()}, "时限没有变化"),
        ("stage", {"stage": 0, "from_on": None, "to_on": None}, "起止没有变化"),
        ("join", {"units": [], "again_on": None}, "都已参加"),
        ("leave", {"units": []}, "没有参加"),
        ("duty", {"what": "甲", "to": "", "day": soon(), "units": [0]}, "没有参加"),
    ],
)
def test_a_change_that_changes_nothing_is_refused(
    kind: str, asked: Any, told: str, people: People, campaign: Campaign
) -> None:
    with pytest.raises(Refused, match=told):
        actions.propose(by=people["supervisor"], campaign=campaign, kind=kind, asked=asked, reason="理由")
    assert not Amendment.objects.exists()


def test_stages_and_tasks_get_other_days(campaign: Campaign, change: Make) -> None:
    stage, task = Stage.objects.filter(campaign=campaign)[1], Task.objects.filter(campaign=campaign)[0]
    row = change("stage", stage=stage.pk, from_on=str(stage.from_on), to_on=soon())
    assert row.moves == [
        f"阶段“{stage.title}”：{cn(stage.from_on)}至{cn(stage.to_on)} → {cn(stage.from_on)}至{cn(soon_day())}"
    ]
    row = change("task", task=task.pk, day=soon())
    assert row.moves[0].startswith(
        f"任务{task.number}“{task.title}”完成时限 {cn(task.due_on)} → {cn(soon_day())}，涉及"
    )
    stage.refresh_from_db()
    task.refresh_from_db()
    assert (str(stage.to_on), str(task.due_on)) == (soon(), soon())


# ── two persons ──────────────────────────────────────────────────────────────────────────────────────────────────────


def proposed(people: People, campaign: Campaign) -> Amendment:
    asked = {"number": column(campaign, "自查报告"), "day": soon()}
    return actions.propose(by=people["supervisor"], campaign=campaign, kind="due", asked=asked, reason="上级延期")


def test_nothing_moves_before_another_person_approves(people: People, campaign: Campaign) -> None:
    before = list(Duty.objects.order_by("pk").values_list("due_on", flat=True))
    row = proposed(people, campaign)
    with pytest.raises(Refused, match="不同的人"):
        actions.approve_amendment(by=people["supervisor"], amendment=row, seen=row.version)
    with pytest.raises(Refused, match="不同的人"):
        actions.refuse_amendment(by=people["supervisor"], amendment=row, seen=row.version, reason="不必")
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.approve_amendment(by=people["county_supervisor"], amendment=row, seen=row.version)
    assert list(Duty.objects.order_by("pk").values_list("due_on", flat=True)) == before
    row = actions.refuse_amendment(by=people["colleague"], amendment=row, seen=row.version, reason="不必")
    assert (row.state, row.answer, row.answered_by) == ("refused", "不必", people["colleague"])
    assert list(Duty.objects.order_by("pk").values_list("due_on", flat=True)) == before


def test_what_is_handed_in_in_between_does_not_move(people: People, units: Units, campaign: Campaign) -> None:
    row = proposed(people, campaign)
    duty = Duty.objects.get(number=row.asked["number"], unit=units["other"])
    actions.hand_in(by=people["stranger"], duty=duty, seen=duty.version, text="已报送")
    row = actions.approve_amendment(by=people["colleague"], amendment=row, seen=row.version)
    assert "其中1个单位已报送的不变" in row.moves[0]
    assert Duty.objects.get(pk=duty.pk).due_on == duty.due_on


def test_a_change_is_one_event(people: People, campaign: Campaign) -> None:
    row = proposed(people, campaign)
    before = Event.objects.count()
    actions.approve_amendment(by=people["colleague"], amendment=row, seen=row.version)
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("state", AMENDMENT.states)
@pytest.mark.parametrize("name", [step.name for step in AMENDMENT.steps])
def test_an_amendment_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    row = proposed(people, campaign)
    steps: dict[str, Callable[..., Amendment]] = {
        "approve": lambda by: actions.approve_amendment(by=by, amendment=row, seen=row.version),
        "refuse": lambda by: actions.refuse_amendment(by=by, amendment=row, seen=row.version, reason="不必"),
    }
    if state != "proposed":
        row = steps["approve" if state == "effective" else "refuse"](people["colleague"])
    for who in ("clerk", "leader", "discipline", "admin"):
        with pytest.raises(Refused):
            steps[name](people[who])
    if state in AMENDMENT.step(name).sources:
        assert steps[name](people["colleague"]).state == AMENDMENT.step(name).target
    else:
        with pytest.raises(Refused, match=AMENDMENT.step(name).button):
            steps[name](people["colleague"])


def test_a_refusal_wants_a_reason(people: People, campaign: Campaign) -> None:
    row = proposed(people, campaign)
    with pytest.raises(Refused, match="理由"):
        actions.refuse_amendment(by=people["colleague"], amendment=row, seen=row.version, reason=" ")
    with pytest.raises(Refused, match="写明理由"):
        actions.propose(by=people["supervisor"], campaign=campaign, kind="due", asked=row.asked, reason=" ")


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_previewed_proposed_and_approved_in_the_browser(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    address = reverse("campaigns:propose", args=[campaign.pk, "due"])
    typed = {"number": str(column(campaign, "自查报告")), "day": soon(), "reason": "上级延期", "basis": "延期通知"}
    sent = fields(page(client.get(address))) | typed
    shown = page(client.post(address, sent | {"preview": "1"}))
    assert "3个单位（" in shown
    assert f"→ {cn(soon_day())}" in shown
    assert not Amendment.objects.exists()
    shown = page(client.post(address, sent, follow=True))
    assert "须由另一位监督人员批准" in shown
    listed = reverse("campaigns:amendments", args=[campaign.pk])
    other = browser(people["colleague"])
    shown = page(other.get(listed))
    row = Amendment.objects.get()
    approve = reverse("campaigns:approve_amendment", args=[campaign.pk, row.pk])
    assert approve in shown
    shown = page(other.post(approve, {"seen": str(row.version)}, follow=True))
    assert "变更已生效" in shown
    assert listed in page(client.get(campaign.get_absolute_url()))


@pytest.mark.parametrize("kind", [kind for kind, _ in Amendment.KINDS])
def test_every_kind_has_a_form_that_says_what_is_missing(
    kind: str, people: People, campaign: Campaign, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    address = reverse("campaigns:propose", args=[campaign.pk, kind])
    shown = page(client.post(address, fields(page(client.get(address)))), 422)
    assert "请填写变更理由。" in shown


def test_units_are_ticked_on_the_form(people: People, units: Units, campaign: Campaign, browser: Browser) -> None:
    client = browser(people["supervisor"])
    address = reverse("campaigns:propose", args=[campaign.pk, "join"])
    sent = {"units": [str(units["team"].pk)], "again_on": soon(), "reason": "新设", "seen": ""}
    page(client.post(address, sent, follow=True))
    assert Amendment.objects.get().asked == {"units": [units["team"].pk], "again_on": soon()}
    assert "所选单位有的不在可选范围内" in page(client.post(address, sent | {"units": [str(units["agency"].pk)]}), 422)


def test_a_refused_change_keeps_its_reason_on_the_page(people: People, campaign: Campaign, browser: Browser) -> None:
    row, client = proposed(people, campaign), browser(people["colleague"])
    refuse = reverse("campaigns:refuse_amendment", args=[campaign.pk, row.pk])
    assert "请填写" in page(client.post(refuse, {"seen": str(row.version)}), 422)
    assert "不必延期" in page(client.post(refuse, {"seen": str(row.version), "reason": "不必延期"}, follow=True))


def test_only_who_sees_the_whole_campaign_sees_its_changes(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    proposed(people, campaign)
    listed = reverse("campaigns:amendments", args=[campaign.pk])
    for who in ("supervisor", "leader", "discipline"):
        assert "变更1" in page(browser(people[who]).get(listed))
    for who in ("clerk", "chief", "stranger", "county_supervisor"):
        assert browser(people[who]).get(listed).status_code == 404
        assert listed not in page(browser(people[who]).get(campaign.get_absolute_url()))
    assert browser(people["county_supervisor"]).get(
        reverse("campaigns:propose", args=[campaign.pk, "due"])
    ).status_code == 404  # fmt: skip
    assert browser(people["supervisor"]).get(
        reverse("campaigns:propose", args=[campaign.pk, "nothing"])
    ).status_code == 404  # fmt: skip


# ── the launch ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("legal_type", "chain", "told"),
    [
        ("special", ["省方案"], "省级以上"),
        ("carried_out", [], "至少写明一份上级方案"),
        ("whatever", [], "请选择这次行动属于哪种监督"),
    ],
)
def test_a_city_starts_no_special_supervision_of_its_own(
    legal_type: str, chain: list[str], told: str, people: People, units: Units
) -> None:
    row = checked(people, sample())
    given = {"legal_type": legal_type, "chain": [actions.Higher(name) for name in chain]}
    with pytest.raises(Refused, match=told):
        actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]], **given)
    assert not Campaign.objects.exists()


def test_a_province_may_start_it(db: None) -> None:
    legal.check("special", Unit(name="海岳省人民政府"), chain=False)
    for name in ("安澜市人民政府", "临江县人民政府"):
        with pytest.raises(Refused):
            legal.check("special", Unit(name=name), chain=True)


def test_the_launch_page_asks_for_kind_and_chain_and_the_campaign_shows_them(
    people: People, units: Units, browser: Browser
) -> None:
    above, row = checked(people, sample()), checked(people, sample())
    client = browser(people["supervisor"])
    address = reverse("campaigns:launch", args=[row.pk])
    shown = page(client.get(address))
    base = row.plan.bases[0]
    sent = fields(shown, "legal_type") | {"units": [str(units["agency"].pk)]}
    assert sent["higher_0"] == base.name
    assert "请选择这次行动属于哪种监督" in page(client.post(address, sent | {"legal_type": ""}), 422)
    last = len(row.plan.bases)
    sent |= {"legal_type": "carried_out", f"document_{last}": str(above.pk), "higher_1": ""}
    shown = page(client.post(address, sent, follow=True))
    assert "落实上级专项监督" in shown
    assert base.name in shown
    campaign = Campaign.objects.get()
    chain = list(HigherPlan.objects.filter(campaign=campaign).values_list("number", "name", "document"))
    assert chain[0] == (1, base.name, None)
    assert chain[-1][1:] == (above.title, above.pk)
    shown = page(browser(people["clerk"]).get(campaign.get_absolute_url()))
    assert above.get_absolute_url() not in shown


def test_five_hundred_units_are_launched_in_a_fixed_number_of_queries(people: People, units: Units) -> None:
    root = units["root"]
    last = max(unit.path for unit in units.values() if unit.parent_id == root.pk)
    many = [
        Unit(name=f"安澜市第{i}局", kind="agency", parent=root, path=f"{int(last) + i:0{len(last)}d}", version=1,
             recorded_at=root.recorded_at, changed_at=root.changed_at)
        for i in range(1, 501)
    ]  # fmt: skip
    plain_rows(Unit).bulk_create(many)
    asked = []
    for joining in ([units["agency"]], many):
        row = checked(people, sample())
        with CaptureQueriesContext(connection) as queries:
            actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining, again=True)
        asked.append([query["sql"].split(" ", 1)[0] for query in queries])
    # Only the batches of what is written and sealed grow (500 units, 1500 ledgers, 8500 duties; SQLite takes 999 values
    # at once); nothing is asked unit by unit.
    selects = [verbs.count("SELECT") for verbs in asked]
    assert selects[1] <= selects[0] + 30
    assert asked[1].count("INSERT") < 500
    campaign = Campaign.objects.order_by("-pk")[0]
    assert (campaign.participants.count(), Duty.objects.filter(campaign=campaign).count()) == (500, 500 * 17)
    assert Ledger.objects.filter(source=campaign.source).count() == 1500
