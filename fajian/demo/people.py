"""The units of 安澜市 and the people at their desks: an account of every role, opened by the system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from fajian.core.commands import System
from fajian.demo.city import posts
from fajian.demo.identities import CITY, DISTRICTS, person_name
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User

BY = System("演示系统")
ROOT = f"{CITY[1]}人民政府"
OFFICE = f"{CITY[1]}司法局"
DISCIPLINE = f"{CITY[1]}纪委监委"
TEAM, HOSPITAL = f"{CITY[1]}城市管理综合执法支队", f"{CITY[1]}疾病预防控制中心"
TOWNS = ("澜桥镇", "湖滨街道", "禾丰镇", "石岭乡")
# Letters of an account's name, by the agency's noun.
_LETTERS = {
    "城市管理局": "cg", "市场监督管理局": "sj", "交通运输局": "jt", "生态环境局": "hb", "应急管理局": "yj",
    "农业农村局": "ny", "卫生健康委员会": "wj", "文化和旅游局": "wl",
}  # fmt: skip
_SHORT = {"市场监督管理局": "市场监管局", "卫生健康委员会": "卫健委", "文化和旅游局": "文旅局"}
_PLACES = ("lc", "wh", "qh", "sb")


@dataclass
class People:
    """Units by their names, accounts by their user names."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def at(self, unit: Unit, role: str) -> User:
        """The (first) person of this role at the unit; KeyError when there is none."""
        for user in self.users.values():
            if user.unit_id == unit.pk and user.role == role:
                return user
        raise KeyError(f"{unit.name}: {role}")

    @property
    def agencies(self) -> list[Unit]:
        """The agencies of the city itself."""
        root = self.units[ROOT]
        return [unit for unit in self.units.values() if unit.kind == "agency" and unit.parent_id == root.pk]

    @property
    def county_offices(self) -> list[Unit]:
        """The 司法局 of the counties."""
        return [unit for unit in self.units.values() if unit.kind == "supervision" and unit.level == 3]


def settle(agency_ids: dict[str, str], seed: int) -> People:
    """Open the units and accounts. `agency_ids`: 统一社会信用代码 by the agency's name."""
    people, chance = People(), Random(seed)
    root = _unit(people, ROOT, "government", None, "市政府")
    office = _unit(people, OFFICE, "supervision", root, "市司法局")
    discipline = _unit(people, DISCIPLINE, "discipline", root, "市纪委监委")
    counties = {}
    for _, name in DISTRICTS:
        counties[name] = county = _unit(people, f"{name}人民政府", "government", root, f"{name}政府")
        _unit(people, f"{name}司法局", "supervision", county)
    agencies = [
        _agency(people, post.region, post.noun, agency_ids, counties.get(post.region, root)) for post in posts()
    ]
    for town, county in zip(TOWNS, counties.values(), strict=True):
        _unit(people, f"{county.name.removesuffix('人民政府')}{town}", "town", county, town)
    _unit(people, TEAM, "team", people.units[f"{CITY[1]}城市管理局"], "市执法支队")
    _unit(people, HOSPITAL, "institution", people.units[f"{CITY[1]}卫生健康委员会"], "市疾控中心")

    desks = [("jd1", office, "supervisor", "执法监督科科长"), ("jd2", office, "supervisor", "执法监督科副科长")]
    desks += [("sz", root, "leader", "副市长"), ("jw", discipline, "discipline", "派驻联络员")]
    desks += [("xt", office, "admin", ""), ("aq", office, "security", ""), ("sh1", office, "auditor", "")]
    for agency, (letters, place) in zip(agencies, _letters(), strict=True):
        desks += [(f"{letters}-tb", agency, "clerk", "法规科干部")]
        desks += [] if place else [(f"{letters}-ld", agency, "unit_leader", "分管副局长")]
        desks += [(f"{letters}-zf", agency, "officer", "执法人员")] if letters in ("cg", "sj") else []
    for letters, government in zip(_PLACES, counties.values(), strict=True):
        local = people.units[f"{government.name.removesuffix('人民政府')}司法局"]
        desks += [(f"{letters}-jd", local, "supervisor", "执法监督股股长"), (f"{letters}-tb", local, "clerk", "")]
    desks += [("lc-qz", counties["临澜区"], "leader", "副区长")]
    desks += [("lc-zj", people.units[f"临澜区{TOWNS[0]}"], "clerk", "综合执法队内勤")]
    _accounts(people, chance, desks)
    return people


def _letters() -> Iterable[tuple[str, str]]:
    """(letters, letters of the county or "") of each agency."""
    places = {name: letters for (_, name), letters in zip(DISTRICTS, _PLACES, strict=True)}
    for post in posts():
        place = places.get(post.region, "")
        yield f"{place}-{_LETTERS[post.noun]}" if place else _LETTERS[post.noun], place


def _unit(
    people: People, name: str, kind: str, parent: Unit | None, short_name: str = "", agency_id: str | None = None
) -> Unit:
    unit = open_unit(by=BY, name=name, kind=kind, parent=parent, short_name=short_name, agency_id=agency_id)
    people.units[name] = unit
    return unit


def _agency(people: People, region: str, noun: str, agency_ids: dict[str, str], parent: Unit) -> Unit:
    name = f"{region}{noun}"
    short = f"市{_SHORT.get(noun, noun)}" if region == CITY[1] else ""
    return _unit(people, name, "agency", parent, short, agency_ids[name])


def _accounts(people: People, chance: Random, desks: list[tuple[str, Unit, str, str]]) -> None:
    """Names without a double; nobody has a password, so that the only way in is the demo's own door."""
    names: set[str] = set()
    for username, unit, role, duty in desks:
        name = person_name(chance)
        while name in names:
            name = person_name(chance)
        names.add(name)
        people.users[username] = open_account(
            by=BY, username=username, display_name=name, role=role, unit=unit, duty=duty
        )
