"""Closed problems drawn by lot and looked at again on site by somebody who had no part in closing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Recheck, SpotCheck
from fajian.campaigns.workflow import RECHECK
from fajian.core import verify as chain
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.engine.draws import verify
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import Browser
from tests.campaigns.numbers import linked, lying
from tests.ledgers.stories import closing_story, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROLES = tuple(role for role, _ in User.ROLES)
SECRETS = {"supervisor": "今早窗外的第一声鸟叫是麻雀", "discipline": "信访室门口第三棵银杏的叶子"}


@pytest.fixture
def closed(people: People, campaign: Campaign, units: dict[str, Unit]) -> list[int]:
    """Three closed problems of the agency, closed by the supervisor; and one that is open."""
    ledger = Ledger.objects.get(unit=units["agency"], source=campaign.source, spec_code="self-check")
    for number in range(3):
        for command in closing_story(people, ledger, key=f"closed-{number}"):
            command.play()
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry("还没有整改")])
    return list(Rectification.objects.filter(state="closed").order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def drawing(people: People, campaign: Campaign, closed: list[int]) -> SpotCheck:
    """Prepared, nothing drawn yet."""
    return actions.spot_check(by=people["supervisor"], campaign=campaign, take=2, secret=SECRETS["supervisor"])


@pytest.fixture
def sampled(people: People, drawing: SpotCheck) -> SpotCheck:
    """Drawn, the sample taken over."""
    draw = draws.seal(by=people["discipline"], draw=drawing.draw, secret=SECRETS["discipline"])
    for name, secret in SECRETS.items():
        draw = draws.reveal(by=people[name], draw=draw, secret=secret)
    return actions.take_sample(by=people["supervisor"], spot_check=drawing)


def first(sampled: SpotCheck) -> Recheck:
    return Recheck.objects.filter(spot_check=sampled).order_by("pk")[0]


def looked_at(people: People, row: Recheck, *, true: bool, by: str = "colleague", **more: Any) -> Recheck:
    act = actions.uphold if true else actions.refute
    given = {"result": "现场查看送达回证，当事人没有签收", "checked_on": timezone.localdate()} | more
    return act(by=people[by], recheck=row, seen=row.version, **given)


def test_the_sample_is_drawn_from_the_closed_problems_of_each_unit_and_anybody_can_count_again(
    people: People, sampled: SpotCheck, closed: list[int]
) -> None:
    draw = sampled.draw
    assert [one["ids"] for one in draw.strata] == [[f"entry:{number}" for number in closed]]
    assert verify.wrong(draw.bundle, draw.digest) == []
    drawn = [int(one.removeprefix("entry:")) for ids in draw.drawn.values() for one in ids]
    assert sorted(Recheck.objects.values_list("entry_id", flat=True)) == sorted(drawn)
    assert len(drawn) == 2


def test_nothing_is_taken_before_it_is_drawn_nor_twice(people: People, drawing: SpotCheck) -> None:
    with pytest.raises(Refused, match="还没有抽取"):
        actions.take_sample(by=people["supervisor"], spot_check=drawing)
    draw = draws.seal(by=people["discipline"], draw=drawing.draw, secret=SECRETS["discipline"])
    for name, secret in SECRETS.items():
        draw = draws.reveal(by=people[name], draw=draw, secret=secret)
    actions.take_sample(by=people["supervisor"], spot_check=drawing)
    with pytest.raises(Refused, match="已经列入"):
        actions.take_sample(by=people["colleague"], spot_check=drawing)


def test_without_closed_problems_there_is_nothing_to_check(people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="还没有已销号"):
        actions.spot_check(by=people["supervisor"], campaign=campaign, take=2, secret=SECRETS["supervisor"])
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.spot_check(by=people["county_supervisor"], campaign=campaign, take=2, secret=SECRETS["supervisor"])


STEPS: dict[str, Callable[..., Recheck]] = {"uphold": actions.uphold, "refute": actions.refute}


@pytest.mark.parametrize("state", RECHECK.states)
def test_in_each_state_the_listed_steps_work_and_no_others(state: str, people: People, sampled: SpotCheck) -> None:
    row = first(sampled)
    if state != "waiting":
        row = looked_at(people, row, true=state == "upheld")
    for step in RECHECK.steps:
        for role in ROLES:
            listed = state in step.sources and role in RECHECK.roles(step)
            by = people[{"unit_leader": "chief", "supervisor": "colleague"}.get(role, role)]
            point, said = transaction.savepoint(), ""
            try:
                given = {"result": "现场查看", "checked_on": timezone.localdate()}
                made = STEPS[step.name](by=by, recheck=row, seen=row.version, **given)
                assert made.state == step.target
            except Refused as refused:
                said = str(refused)
            assert bool(said) != listed, (role, step.name, state, said)
            transaction.savepoint_rollback(point)


def test_whoever_closed_or_put_right_does_not_check(people: People, sampled: SpotCheck) -> None:
    with pytest.raises(Refused, match="另一位监督人员到现场复核"):
        looked_at(people, first(sampled), true=True, by="supervisor")
    with pytest.raises(Refused, match="不能晚于今天"):
        looked_at(people, first(sampled), true=True, checked_on=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(Refused, match="复核情况"):
        looked_at(people, first(sampled), true=True, result=" ")
    row = looked_at(people, first(sampled), true=True, received=pdf("现场照片"))
    assert (row.state, row.file.name, row.checked_by) == ("upheld", "回证.pdf", people["colleague"])
    assert Rectification.objects.get(entry=row.entry).is_closed


@pytest.mark.mechanisms("S001-09")
def test_an_untrue_closing_is_reopened_watched_and_told_to_its_unit(
    people: People, sampled: SpotCheck, browser: Browser
) -> None:
    row = looked_at(people, first(sampled), true=False)
    problem = Rectification.objects.get(entry=row.entry)
    assert (problem.state, problem.priority, problem.closed_by) == ("relapsed", "untrue", None)
    assert "抽查认定虚假销号" in problem.remark
    notices = browser(people["chief"]).get("/notices/").content.decode()
    assert "抽查认定虚假销号" in notices
    assert chain.verify().holds


def test_a_unit_does_not_know_what_was_drawn_before_it_was_looked_at(
    people: People, sampled: SpotCheck, browser: Browser
) -> None:
    row, clerk = first(sampled), browser(people["clerk"])
    assert clerk.get(row.get_absolute_url()).status_code == 404
    looked_at(people, row, true=False, received=pdf("证人"))
    assert "当事人没有签收" in clerk.get(row.get_absolute_url()).content.decode()
    assert clerk.get(reverse("campaigns:spot_file", args=[row.pk])).status_code == 403
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404


def send(client: Client, name: str, number: int, **given: Any) -> str:
    return str(client.post(reverse(name, args=[number]), given, follow=True).content.decode())


def test_from_the_campaigns_page_to_the_share_found_untrue(
    people: People, campaign: Campaign, closed: list[int], browser: Browser
) -> None:
    office, other, seal = (browser(people[name]) for name in ("supervisor", "colleague", "discipline"))
    assert "发起销号抽查" in office.get(campaign.get_absolute_url()).content.decode()
    short = office.post(reverse("campaigns:spot_check_new", args=[campaign.pk]), {"take": 2, "secret": "短"})
    assert short.status_code == 422
    assert "不少于 12 个字" in short.content.decode()
    send(office, "campaigns:spot_check_new", campaign.pk, take="2", secret=SECRETS["supervisor"])
    row = SpotCheck.objects.get()
    assert "去抽取" in office.get(row.get_absolute_url()).content.decode()
    send(seal, "draws:seal", row.draw.pk, secret=SECRETS["discipline"])
    send(seal, "draws:reveal", row.draw.pk, secret=SECRETS["discipline"])
    send(office, "draws:reveal", row.draw.pk, secret=SECRETS["supervisor"])
    assert "列入复核" in office.get(row.get_absolute_url()).content.decode()
    send(office, "campaigns:take_sample", row.pk, seen=row.version)
    assert "待复核的抽查问题" in other.get("/").content.decode()
    one, two = Recheck.objects.order_by("pk")
    assert "须由另一位监督人员复核" in office.get(one.get_absolute_url()).content.decode()
    day = timezone.localdate().isoformat()
    given = {"seen": one.version, "result": "回证是补写的", "checked_on": day}
    assert "请填写复核情况" in send(other, "campaigns:judge_spot", one.pk, **given | {"result": ""})
    send(other, "campaigns:judge_spot", one.pk, **given, refute="1")
    page = send(other, "campaigns:judge_spot", two.pk, **given)
    assert [Recheck.objects.get(pk=number.pk).state for number in (one, two)] == ["untrue", "upheld"]
    assert "50%" in page
    assert "抽查认定虚假销号" in browser(people["clerk"]).get("/notices/").content.decode()


def test_the_numbers_of_each_unit_lead_to_its_problems(people: People, sampled: SpotCheck, browser: Browser) -> None:
    looked_at(people, first(sampled), true=False)
    office = browser(people["supervisor"])
    assert [said for _, said in linked(office, sampled.get_absolute_url())] == [2, 1, 1]
    assert lying(office, sampled.get_absolute_url()) == []
