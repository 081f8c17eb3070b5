"""Who approves a plan, which draws stand for good, and what the credit on record says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fajian.commitments import actions as credit
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.inspections import actions
from fajian.inspections.foresight import warnings
from fajian.inspections.merging import problem
from tests.clock import at
from tests.inspections.conftest import People, Units, code, entered
from tests.inspections.test_plans import LATER, TODAY, drafted, drawn, refused
from tests.inspections.test_visits import opened, planned, staffed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """A Monday in March."""
    with at(TODAY):
        yield


def test_what_was_acted_upon_is_not_drawn_anew_and_the_hand_of_a_plan_does_not_approve_it(
    people: People, units: Units
) -> None:
    plan = planned(people, units)
    draw, crew = plan.draw, plan.roster
    assert draw is not None
    assert crew is not None
    again: dict[str, Any] = {"reason": "名单有误", "secret": "另一行没有人猜得到的口令"}

    def redraw(one: Draw) -> Any:
        return draws.redraw(by=people["colleague"], draw=one, seen=one.version, **again)

    assert "抽取结果不能再变" in refused(lambda: redraw(draw))
    assert refused(lambda: redraw(crew)) == "", "nobody was sent yet"
    staffed(people, opened(people, plan))
    assert "不能重新抽取" in refused(lambda: redraw(crew))
    # Whoever rewrote it, or handed it in, does not approve it; who it was written by neither.
    entered(people, units, 5)
    one = drawn(people, units, drafted(people, units, title="再查"), **{"": 1})
    given = {"title": "改过", "kind": "annual", "basis": "部署", "from_on": TODAY, "to_on": LATER, "pairs": 3}
    chief = people["chief"]
    edited = actions.edit_plan(by=chief, plan=one, seen=one.version, given=given, items=one.named_items())
    edited = actions.submit_plan(by=people["clerk"], plan=edited, seen=edited.version)
    with pytest.raises(Refused, match="拟制、修改、报批的人以外"):
        actions.approve_plan(by=chief, plan=edited, seen=edited.version, reason="确有必要")
    entered(people, units, 6)
    two = drawn(people, units, drafted(people, units, title="又查"), **{"": 1})
    two = actions.submit_plan(by=chief, plan=two, seen=two.version)
    with pytest.raises(Refused, match="拟制、修改、报批的人以外"):
        actions.approve_plan(by=chief, plan=two, seen=two.version, reason="确有必要")


def test_the_better_the_credit_on_record_the_fewer_visits_a_year_by_all_units_together(
    people: People, units: Units
) -> None:
    entered(people, units, 1)
    entered(people, units, 1, by="stranger", unit="other")
    plan = drawn(people, units, drafted(people, units), **{"": 1})
    assert not [line for line in warnings(plan, TODAY) if "信用等级" in line], "nothing on record, nothing said"
    fact: dict[str, Any] = {
        "name": "河口第1食品有限公司", "number": code(1), "is_person": False, "kind": "kept", "happened_on": TODAY,
        "paper_no": "1号", "told": "承诺属实",
    }  # fmt: skip
    credit.record_event(by=people["clerk"], unit=units["agency"], **fact)
    assert not [line for line in warnings(plan, TODAY) if "信用等级" in line], "one visit a year is within 守信"
    theirs = drawn(people, units, drafted(people, units, "other"), **{"": 1})
    actions.submit_plan(by=people["supervisor"], plan=theirs, seen=theirs.version)
    (said,) = [line for line in warnings(plan, TODAY) if "信用等级" in line]
    assert "信用守信，第2次，最多1次" in said
    for kind in ("broken", "false_promise", "serious"):  # the worse the record, the more visits it bears
        credit.record_event(by=people["clerk"], unit=units["agency"], **fact | {"kind": kind, "told": "不实"})
    assert not [line for line in warnings(plan, TODAY) if "信用等级" in line]
    assert problem([plan, theirs], units["office"], TODAY).bounds.most[code(1)] > 1
