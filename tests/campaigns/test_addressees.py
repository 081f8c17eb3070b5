"""The plan's words for who hands in, and the units they mean."""

from __future__ import annotations

import pytest

from fajian.campaigns.addressees import Area
from fajian.orgs.models import Unit

CITYS, COUNTYS = "agency team other", "county county_office county_agency town"
EVERYBODY = f"root office {CITYS} {COUNTYS}"
TABLE = f"""
                            | {EVERYBODY}
各单位                      | {EVERYBODY}
各级行政执法部门            | {EVERYBODY}
全市行政执法单位            | {EVERYBODY}
市直各行政执法部门          | {CITYS}
各县（区）、市直各行政执法部门 | {CITYS} {COUNTYS}
各县（市、区）              | {COUNTYS}
各县（市、区）人民政府      | county
各县（区）司法局            | county_office
各县区司法局和市直各部门    | {CITYS} county_office
各乡镇                      | town
乡镇（街道）                | town
市城管局                    | agency
市城市管理局                | agency
安澜市城市管理局            | agency
城市管理局                  | agency
市司法局                    | office
临江县司法局                | county_office
省司法厅                    |
县司法局                    |
市卫生健康委员会            |
市                          |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()]


@pytest.mark.parametrize(("word", "expected"), ROWS, ids=[row[0] or "(nobody named)" for row in ROWS])
def test_the_words_mean_these_units_and_no_others(word: str, expected: str, units: dict[str, Unit]) -> None:
    area = Area.at(units["root"].path)
    meant = [name for name, unit in units.items() if area.meant((word,) if word else (), unit)]
    assert sorted(meant) == sorted(expected.split())


def test_words_that_mean_nobody_are_told(units: dict[str, Unit]) -> None:
    area = Area.at(units["root"].path)
    assert area.unmet(("省司法厅",), units.values())
    assert not area.unmet(("省司法厅", "市司法局"), units.values())
