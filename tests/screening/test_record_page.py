"""A record's page: its terms, what rules say of it, the nearest others, and nothing of another unit's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fajian.orgs.models import Unit, User
from fajian.records.models import ImportBatch
from fajian.screening.models import Finding
from tests.records.conftest import MINE, OTHERS, case, sheet
from tests.screening.test_views import body

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/records/tables/penalties/"


def occupied(number: str, agency: str = MINE, **more: str) -> dict[str, str]:
    """A case of one matter."""
    return case(number, agency, **({"违法行为类型": "擅自占道经营"} | more))


def similar(browser: Any, user: User, number: str) -> list[str]:
    """The numbers of the nearest records, in order."""
    return [near.record.id for near in browser(user).get(f"{PAGE}{number}/").context["similar"].records]


def test_it_shows_the_terms_the_findings_and_how_each_was_counted(
    people: dict[str, User], finding: Finding, browser: Any
) -> None:
    text = body(browser(people["clerk_a"]).get(f"{PAGE}A1/"))
    for part in ("时间和法定期限", f"/findings/{finding.pk}/", "A1逾期送达3日。", "没有上报案卷归档"):
        assert part in text
    assert "style=" not in text


def test_the_nearest_are_of_the_same_matter_and_nearest_in_kind_amount_and_day(
    people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch], browser: Any
) -> None:
    rows = [
        occupied("A1"),
        occupied("A2", 罚款金额="5000"),
        occupied("A3", 罚款金额="520", 处罚决定日期="2026-03-28"),
        occupied("A4", 罚款金额="520"),
        occupied("A5", 当事人类别="法人及非法人组织"),
        occupied("A6", 违法行为类型="擅自挖掘道路"),
        occupied("B1", OTHERS),
    ]
    imported(people["supervisor"], sheet(rows), unit=root)
    assert similar(browser, people["clerk_a"], "A1") == ["A4", "A3", "A2", "A5"]
    assert similar(browser, people["supervisor"], "A1")[0] == "B1"
    assert similar(browser, people["clerk_a"], "A6") == []
    page = browser(people["clerk_a"]).get(f"{PAGE}A1/")
    (first, *_) = page.context["similar"].records
    assert [cell.label for cell in first.cells if cell.differs] == ["罚款金额（元）"]


def test_another_units_record_has_no_page(people: dict[str, User], finding: Finding, browser: Any) -> None:
    assert browser(people["clerk_a"]).get(f"{PAGE}B1/").status_code == 404
