"""The table of steps, completely, and what each step brings about."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.draws import actions
from fajian.draws.models import Draw
from fajian.draws.workflow import DRAW
from fajian.engine.draws import verify
from fajian.engine.draws.protocol import Exclusion, Stratum
from fajian.engine.faults import InputError
from fajian.orgs.models import User
from tests.draws.conftest import SECRETS, STRATA, in_state, prepared

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
PUBLIC = "福彩3D第2026300期开奖号码"


def take(name: str, row: Draw, by: User) -> Draw:
    """Carry a step out with everything it needs; `commit` comes with the last secret."""
    match name:
        case "seal" | "commit":
            return actions.seal(by=by, draw=row, secret="又一方的口令，别人猜不到")
        case "reveal":
            return actions.reveal(by=by, draw=row, secret=SECRETS["discipline"])
        case "draw":
            return actions.draw_lots(by=by, draw=row, seen=row.version, value="507")
        case "publish":
            return actions.publish(by=by, draw=row, seen=row.version)
        case "redraw":
            given = {"reason": "口令忘记", "secret": "又一方的口令，别人猜不到"}
            return actions.redraw(by=by, draw=row, seen=row.version, **given)
    raise AssertionError(name)


@pytest.mark.parametrize("state", DRAW.states)
def test_in_each_state_the_listed_steps_work_and_no_others(state: str, people: dict[str, User]) -> None:
    """Of a draw that needs two secrets and a public value; whoever may reveal is the discipline's contact."""
    row = in_state(state, people, public=PUBLIC)
    if state == "committed":
        ready = actions.reveal(by=people["supervisor"], draw=row, secret=SECRETS["supervisor"])
    for step in DRAW.steps:
        for role in ROLES:
            by = people["colleague" if role == "supervisor" else role]
            point = transaction.savepoint()
            if step.name == "draw" and state == "committed":
                actions.reveal(by=people["discipline"], draw=ready, secret=SECRETS["discipline"])
            # One's own secret only: of the holders, here, the discipline's contact.
            listed = state in step.sources and role in DRAW.roles(step)
            if step.name == "reveal":
                listed = listed and role == "discipline"
            said = refusal(step.name, Draw.objects.get(pk=row.pk), by)
            assert bool(said) != listed, (role, step.name, state, said)
            assert "。" in said or Draw.objects.get(pk=row.pk).state in (step.target, "committed")
            transaction.savepoint_rollback(point)


def refusal(name: str, row: Draw, by: User) -> str:
    """What was said against the step; "" when it was taken."""
    try:
        take(name, row, by)
    except Refused as refused:
        return str(refused)
    return ""


def test_the_list_is_published_with_the_last_secret_and_the_draw_made_with_the_last_one_shown(
    people: dict[str, User],
) -> None:
    row = prepared(people)
    assert (row.state, row.digest) == ("open", "")
    row = actions.seal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    assert (row.state, len(row.digest), row.seed) == ("committed", 64, "")
    row = actions.reveal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    assert row.state == "committed"
    row = actions.reveal(by=people["supervisor"], draw=row, secret=SECRETS["supervisor"])
    assert row.state == "drawn"
    assert {name: len(ids) for name, ids in row.drawn.items()} == {"清源县城市管理局": 2, "清源县交通运输局": 1}
    assert verify.wrong(row.bundle, row.digest) == []


def test_no_secret_stands_anywhere_before_it_is_shown(people: dict[str, User]) -> None:
    row = in_state("committed", people)
    assert [one.word for one in row.secrets.all()] == ["", ""]
    assert not any(secret in event.payload for event in Event.objects.all() for secret in SECRETS.values())


def test_one_person_is_one_party_whatever_the_account(people: dict[str, User]) -> None:
    row = prepared(people)
    for name in ("supervisor", "twin"):
        with pytest.raises(Refused, match="另一位人员"):
            actions.seal(by=people[name], draw=row, secret=SECRETS["colleague"])
    drawn = in_state("drawn", people)
    for name in ("supervisor", "twin"):
        with pytest.raises(Refused, match="另一位监督人员"):
            actions.redraw(
                by=people[name], draw=drawn, seen=drawn.version, reason="不满意", secret=SECRETS["colleague"]
            )


def test_a_secret_that_differs_or_is_shown_twice_is_refused(people: dict[str, User]) -> None:
    row = in_state("committed", people)
    with pytest.raises(Refused, match="与交存时的不一致"):
        actions.reveal(by=people["discipline"], draw=row, secret=SECRETS["discipline"] + "。")
    actions.reveal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    with pytest.raises(Refused, match="已经公布"):
        actions.reveal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    with pytest.raises(Refused, match="没有为这次抽取交存口令"):
        actions.reveal(by=people["leader"], draw=row, secret=SECRETS["leader"])


def test_with_a_public_value_nothing_is_drawn_until_it_is_known(people: dict[str, User]) -> None:
    row = in_state("committed", people, public=PUBLIC)
    actions.reveal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    with pytest.raises(InputError, match="没有公布口令"):
        actions.draw_lots(by=people["leader"], draw=row, seen=row.version, value="507")
    row = actions.reveal(by=people["supervisor"], draw=row, secret=SECRETS["supervisor"])
    assert row.state == "committed"
    row = actions.draw_lots(by=people["leader"], draw=row, seen=row.version, value="507")
    assert row.state == "drawn"
    assert verify.wrong(row.bundle, row.digest, "507") == []
    assert verify.wrong(row.bundle, row.digest, "508")


def test_a_redraw_keeps_the_list_and_the_old_result(people: dict[str, User]) -> None:
    old = in_state("replaced", people)
    new = Draw.objects.get(before=old)
    assert (old.state, bool(old.seed), new.attempt, new.state) == ("replaced", True, 2, "open")
    assert (new.strata, new.reason) == (old.strata, "程序有误")
    new = actions.seal(by=people["leader"], draw=new, secret=SECRETS["leader"])
    for name in ("colleague", "leader"):
        new = actions.reveal(by=people[name], draw=new, secret=SECRETS[name])
    assert '"attempt":2' in new.commitment
    assert new.drawn != old.drawn
    assert verify.wrong(old.bundle, old.digest) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"strata": (Stratum("甲", 1, ()),)}, "名单是空的"),
        ({"exclusions": (Exclusion("entry:1", ""),)}, "须写明理由"),
        ({"secret": "太短"}, "口令须是"),
        ({"holders": 1}, "至少须有 2 方"),
    ],
)
def test_a_useless_draw_is_not_prepared(more: dict[str, Any], said: str, people: dict[str, User]) -> None:
    with pytest.raises(InputError, match=said):
        prepared(people, **more)
    assert not Draw.objects.exists()


def test_whoever_is_out_of_reach_draws_nothing(people: dict[str, User]) -> None:
    row = prepared(people)
    with pytest.raises(Refused, match="不在您的权限范围内"):
        actions.seal(by=people["stranger"], draw=row, secret=SECRETS["colleague"])
    assert not Draw.objects.visible_to(people["stranger"]).exists()
    assert not Draw.objects.visible_to(people["clerk"]).exists()
    assert sum(len(one.ids) for one in STRATA) == 10
