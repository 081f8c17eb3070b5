"""Every day a draft for each decision in the enforcement data that is to be made public and is not yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from fajian.publicity import actions
from fajian.publicity.daily import gather
from fajian.publicity.gathering import SINCE
from fajian.publicity.models import Publication
from fajian.publicity.preview import preview
from fajian.records.models import ImportBatch
from tests.records.conftest import MINE, NOBODYS, OTHERS, _own_warehouse, case, handed_in, imported, people, root, sheet

__all__ = ["_own_warehouse", "handed_in", "imported", "people", "root"]
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
Import = Callable[..., ImportBatch]


def decided(number: str, agency: str = MINE, *, ago: int = 3, **more: str) -> dict[str, str]:
    day = f"{TODAY - dt.timedelta(days=ago)}"
    given = {"处罚决定书文号": f"甲罚〔2026〕{number}号", "处罚决定日期": day, "立案日期": day, "处理结果": "给予处罚"}
    extra = {"当事人出生日期": "", "处罚依据": "《行政处罚法》第三十三条", "处罚种类": "罚款"}
    return case(number, agency, **(extra | given | more))


def test_a_decision_is_drafted_once_for_the_unit_that_acted_and_nothing_else_is(
    people: dict[str, User], root: Unit, imported: Import
) -> None:
    assert gather(TODAY) == {"drafted": 0}  # nothing was ever handed in
    rows = [
        decided("A1"),
        decided("B1", OTHERS),
        decided("X1", NOBODYS),  # of an agency that is no unit here
        decided("A2", ago=SINCE.days + 5),  # a matter for screening
        decided("A3", ago=-2),  # not yet
        decided("A4", 处理结果="不予处罚"),
        decided("A5", 处罚决定书文号=""),
        decided(
            "A6", 当事人类别="自然人", 当事人名称="王金丝", 当事人出生日期=f"{TODAY - dt.timedelta(days=16 * 365)}"
        ),
    ]
    imported(people["supervisor"], sheet(rows), unit=root)
    assert gather(TODAY) == {"drafted": 3}
    assert gather(TODAY) == {"drafted": 0}
    found = {row.source: row for row in Publication.objects.select_related("unit")}
    assert set(found) == {"penalties:A1", "penalties:B1", "penalties:A6"}
    first = found["penalties:A1"]
    assert (first.unit.name, first.state, first.data["fine_yuan"]) == ("甲县城市管理局", "draft", "500.00")
    assert found["penalties:B1"].unit == people["clerk_b"].unit
    young = found["penalties:A6"]
    assert young.barred == "minor"
    assert not any("王金丝" in text for _, text in preview(young)[0])
    by: Any = people["clerk_a"]
    with pytest.raises(Refused, match="未成年人"):
        actions.submit(by=by, publication=young, seen=young.version, secrecy="已审查")
    actions.strike(by=by, publication=first, seen=first.version, reason="决定书写错，重新拟制")
    assert gather(TODAY) == {"drafted": 1}  # what was drafted by mistake is owed again
