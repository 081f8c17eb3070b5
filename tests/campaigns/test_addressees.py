"""The plan's words for who hands in, and the units they mean."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.campaigns import actions as campaigns
from fajian.campaigns.addressees import Area
from fajian.core.errors import Refused
from fajian.orgs.actions import call_unit, open_unit, strike_alias
from fajian.orgs.models import Unit, UnitAlias, User
from tests.campaigns.conftest import SYSTEM, Browser, checked, sample, taken
from tests.campaigns.test_pages import page

People = dict[str, User]

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


# ── names that are not written out ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def city(units: dict[str, Unit]) -> dict[str, Unit]:
    """More offices of the city."""
    names = {
        "market": "安澜市市场监督管理局", "health": "安澜市卫生健康委员会", "tourism": "安澜市文化广电和旅游局",
        "environment": "安澜市生态环境局", "resources": "安澜市自然资源局",
    }  # fmt: skip
    root = units["root"]
    made = {key: open_unit(by=SYSTEM, name=name, kind="agency", parent=root) for key, name in names.items()}
    return {**units, **made}


@pytest.mark.parametrize(
    ("word", "how", "expected"),
    [
        ("市市场监管局", "short", "market"),
        ("市卫健委", "short", "health"),
        ("市文旅局", "short", "tourism"),
        ("安澜市市场监督管理局", "name", "market"),
        ("市城市管理局等部门", "name", "agency"),
        ("各县（市、区）市场监管局", "group", "county_agency"),
        ("各县(市、区)司法局", "group", "county_office"),
        ("市直各行政执法部门", "group", "agency team other market health tourism environment resources"),
        ("市税务局", "vertical", ""),
        ("安澜海关", "vertical", ""),
        ("省司法厅", "vertical", ""),
        ("法规科", "inside", ""),
        ("市环保局", "unknown", ""),
        ("市大数据中心", "unknown", ""),
    ],
)
def test_a_word_is_matched_and_says_how(word: str, how: str, expected: str, city: dict[str, Unit]) -> None:
    match = Area.at(city["root"].path).match(word)
    assert (match.how, {unit.name for unit in match.units}) == (how, {city[name].name for name in expected.split()})


@pytest.mark.parametrize(
    ("word", "first"), [("市环保局", "environment"), ("市工商局", "market"), ("市国土资源局", "resources")]
)
def test_for_an_old_name_the_heir_is_proposed_and_not_taken(word: str, first: str, city: dict[str, Unit]) -> None:
    match = Area.at(city["root"].path).match(word)
    assert match.is_open
    assert match.candidates[0] == city[first]


def test_two_units_of_one_short_name_are_proposed_both(city: dict[str, Unit]) -> None:
    open_unit(by=SYSTEM, name="安澜市市场物价监管局", kind="agency", parent=city["root"])
    match = Area.at(city["root"].path).match("市市场监管局")
    assert match.said == "有几个可能的单位"
    assert len(match.candidates) == 2


def test_the_offices_own_units_are_those_below_it(city: dict[str, Unit]) -> None:
    area = Area.at(city["root"].path, office=city["agency"])
    assert [unit.name for unit in area.match("局属各单位").units] == ["安澜市城管支队"]
    assert [unit.name for unit in area.match("委属执法单位").units] == ["安澜市城管支队"]
    assert area.match("局属各单位").how == "group"


@pytest.mark.mechanisms("S000-07")
def test_the_three_kinds_of_participants_of_a_commissions_plan_are_told_apart(city: dict[str, Unit]) -> None:
    root, county = city["root"], city["county"]
    office = open_unit(by=SYSTEM, name="安澜市发展和改革委员会", kind="agency", parent=root)
    team = open_unit(by=SYSTEM, name="安澜市价格监测执法队", kind="team", parent=office)
    below = open_unit(by=SYSTEM, name="临江县发展和改革局", kind="agency", parent=county)
    area = Area.at(root.path, office=office)
    found = [area.match(word) for word in ("委内各执法科室", "委属执法单位", "各县（区）发改局")]
    assert [(match.how, match.units) for match in found] == [
        ("inside", ()),
        ("group", (team,)),
        ("group", (below,)),
    ]


def test_what_a_person_chose_is_remembered_for_the_area_and_no_other(city: dict[str, Unit], people: People) -> None:
    call_unit(by=people["supervisor"], unit=city["environment"], area=city["root"], name="市环保局", source="plan:1")
    assert Area.at(city["root"].path).match("市环保局").units == (city["environment"],)
    assert Area.at(city["root"].path).match("市环保局、市城管局").units == (city["agency"], city["environment"])
    assert Area.at(city["county"].path).match("市环保局").is_open


def test_an_old_name_holds_until_its_last_day(city: dict[str, Unit], people: People) -> None:
    until = dt.date(2018, 12, 31)
    call_unit(by=people["supervisor"], unit=city["market"], area=city["root"], name="市工商局", to_on=until)
    assert Area.at(city["root"].path, on=until).match("市工商局").how == "alias"
    assert Area.at(city["root"].path, on=dt.date(2019, 1, 1)).match("市工商局").is_open


def test_an_alias_is_struck_out_with_a_reason_and_may_be_given_again(city: dict[str, Unit], people: People) -> None:
    given = {"unit": city["market"], "area": city["root"], "name": "市工商局"}
    alias = call_unit(by=people["supervisor"], **given)
    assert call_unit(by=people["supervisor"], **given) == alias
    with pytest.raises(Refused, match="须写明理由"):
        strike_alias(by=people["supervisor"], alias=alias, seen=alias.version, reason=" ")
    alias = strike_alias(by=people["supervisor"], alias=alias, seen=alias.version, reason="选错了")
    assert Area.at(city["root"].path).match("市工商局").is_open
    with pytest.raises(Refused, match="已经作废"):
        strike_alias(by=people["supervisor"], alias=alias, seen=alias.version, reason="再来")
    assert call_unit(by=people["supervisor"], **given) != alias


def test_nobody_names_units_outside_their_area(city: dict[str, Unit], people: People) -> None:
    for who, unit, area, told in (
        ("county_supervisor", "market", "root", "管理范围"),
        ("supervisor", "market", "county", "不是“临江县人民政府”之下"),
        ("clerk", "market", "root", "登记单位别名|角色"),
    ):
        with pytest.raises(Refused, match=told):
            call_unit(by=people[who], unit=city[unit], area=city[area], name="市工商局")
    with pytest.raises(Refused, match="不能早于"):
        call_unit(
            by=people["supervisor"], unit=city["market"], area=city["root"], name="甲",
            from_on=dt.date(2020, 1, 2), to_on=dt.date(2020, 1, 1),
        )  # fmt: skip


def test_every_word_of_a_plan_asks_the_database_twice_however_many_units_there_are(city: dict[str, Unit]) -> None:
    with CaptureQueriesContext(connection) as queries:
        area = Area.at(city["root"].path)
        for word, _ in ROWS:
            area.match(word)
    assert len(queries) == 2


def test_the_page_lists_every_name_and_remembers_what_is_chosen(
    city: dict[str, Unit], people: People, browser: Browser
) -> None:
    row, client = taken(people, sample().replace("市审计局", "市环保局")), browser(people["supervisor"])
    address = reverse("campaigns:units", args=[row.pk])
    shown = page(client.get(address))
    assert "就是安澜市生态环境局" in shown
    assert "垂直管理或上级单位，不在本系统" in shown  # 省司法厅
    offered = re.findall(r'name="place" value="(\d+)"><input type="hidden" name="unit" value="(\d+)"', shown)
    place = next(one for one in offered if one[1] == str(city["environment"].pk))
    shown = page(client.post(address, {"place": place[0], "unit": place[1]}, follow=True))
    assert "“市环保局”就是“安澜市生态环境局”，已记住。" in shown
    assert "按记住的别名" in shown
    shown = page(client.get(address, {"word": "0"}))
    assert "选定并记住" in shown
    assert "请选择单位" in page(client.post(address, {"place": "0", "unit": ""}), 422)
    alias = UnitAlias.objects.get()
    strike = reverse("campaigns:strike_alias", args=[row.pk, alias.pk])
    assert "请填写删去的理由" in page(client.post(strike, {"seen": "1"}, follow=True))
    assert "已作废" in page(client.post(strike, {"seen": "1", "reason": "选错了"}, follow=True))


def test_who_may_not_change_the_plan_chooses_nothing(city: dict[str, Unit], people: People, browser: Browser) -> None:
    row = checked(people, sample())
    campaigns.launch(by=people["supervisor"], document=row, seen=row.version, units=[city["county_office"]])
    address = reverse("campaigns:units", args=[row.pk])
    client = browser(people["county_supervisor"])
    assert "选定" not in page(client.get(address)).replace("选定一个名称", "")
    assert client.post(address, {"place": "0", "unit": str(city["market"].pk)}).status_code == 404
    assert browser(people["stranger"]).get(address).status_code == 404
