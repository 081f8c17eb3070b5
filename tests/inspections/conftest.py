"""The city of the tests on campaigns, and the businesses its agency watches over."""

from __future__ import annotations

from typing import Any

from stdnum.cn import uscc

from fajian.inspections import actions
from fajian.inspections.models import Target
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "code", "entered", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]


def code(number: int) -> str:
    """The code of an invented business."""
    body = f"91410400MA{number:07d}"
    return body + str(uscc.calc_check_digit(body))


def entered(people: People, units: Units, number: int = 1, **more: Any) -> Target:
    """A business in the directory of a unit, the agency's if nothing is said."""
    by, unit = people[more.pop("by", "clerk")], units[more.pop("unit", "agency")]
    given = {"uscc": code(number), "name": f"河口第{number}食品有限公司", "kind": "enterprise", "state": "open"} | more
    return actions.enter_target(by=by, unit=unit, given=given)
