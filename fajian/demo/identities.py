"""Invented names and numbers with right check digits; GB/T 2260 never gave out the city's codes, 4118xx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from stdnum.cn import ric, uscc

PartyKind = Literal["person", "sole_trader", "organisation"]

CITY = ("411800", "安澜市")
DISTRICTS = (("411802", "临澜区"), ("411803", "望湖区"), ("411821", "青禾县"), ("411822", "石埠县"))

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱许何吕张孔曹严金魏陶姜谢邹窦章苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐"
_GIVEN = (
    "安邦波彩晨诚川丹东恩芳飞刚国海浩和洪华慧建健杰洁静军凯兰丽林玲龙鹏平琴青"
    "清荣瑞珊松涛婷伟文霞翔晓欣雪燕阳毅颖永玉云泽志忠"
)
_BRANDS = "安昌达德丰富广恒宏华汇吉佳金锦康隆美铭宁鹏启瑞润盛顺泰通万祥新兴旭雅益永裕源泽正众卓"
_TRADES = (
    "商贸", "建材", "物流", "食品", "餐饮管理", "环保科技", "建筑工程", "物业服务", "农业科技", "机械", 
    "文化传媒", "电子",
)  # fmt: skip
_SHOPS = ("便利店", "小吃店", "水果店", "五金店", "汽修店", "早餐店", "农资店", "服装店", "理发店", "副食店")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_GB_11714 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Party:
    """A party: `number` is the 统一社会信用代码, or the identity number of a person."""

    kind: PartyKind
    name: str
    number: str
    born_on: date | None
    region_code: str
    region: str
    ownership: str | None
    scale: str | None

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def columns(self) -> dict[str, object]:
        """The columns every act has about its party."""
        return {
            "party_name": self.name,
            "party_kind": self.kind,
            "party_uscc": None if self.is_person else self.number,
            "party_id_no": self.number if self.is_person else None,
        }


def uscc_number(chance: Random, department: str, region_code: str) -> str:
    """A 统一社会信用代码: department (11 organ, 91 company, 92 sole trader), region, 9 with GB 11714's digit, check."""
    body = "M" + "".join(chance.choice(_ALPHABET) for _ in range(7))
    rest = 11 - sum(w * _GB_11714.index(c) for w, c in zip(_ORGANISATION_WEIGHTS, body, strict=True)) % 11
    number = department + region_code + body + {10: "X", 11: "0"}.get(rest, str(rest))
    return number + uscc.calc_check_digit(number)


def identity_number(chance: Random, region_code: str, born_on: date) -> str:
    """An 18-digit identity number of the invented region (GB 11643)."""
    number = f"{region_code}{born_on:%Y%m%d}{chance.randrange(1000):03d}"
    return number + ric.calc_check_digit(number + "0")  # its last character is not looked at


def person_name(chance: Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))


def parties(chance: Random, count: int, as_of: date) -> list[Party]:
    """Parties of all kinds with distinct numbers and names: about 50 % companies, 35 % sole traders, 15 % adults."""
    makers: tuple[Callable[[Random, date], Party], ...] = (_company, _sole_trader, _person)
    found: dict[str, Party] = {}
    numbers: set[str] = set()
    while len(found) < count:
        party = chance.choices(makers, (50, 35, 15))[0](chance, as_of)
        if party.number not in numbers and party.name not in found:
            numbers.add(party.number)
            found[party.name] = party
    return list(found.values())


def _company(chance: Random, _: date) -> Party:
    code, region = chance.choice(DISTRICTS)
    name = f"{region}{''.join(chance.sample(_BRANDS, 2))}{chance.choice(_BRANDS)}{chance.choice(_TRADES)}有限公司"
    ownership = chance.choices(("private", "state", "foreign", "collective"), (85, 8, 3, 4))[0]
    scale = chance.choices(("medium", "small", "micro"), (10, 50, 40))[0]
    return Party("organisation", name, uscc_number(chance, "91", code), None, code, region, ownership, scale)


def _sole_trader(chance: Random, _: date) -> Party:
    code, region = chance.choice(DISTRICTS)
    name = f"{region}{chance.choice(_BRANDS)}{chance.choice(_SURNAMES)}记{chance.choice(_SHOPS)}"
    return Party("sole_trader", name, uscc_number(chance, "92", code), None, code, region, "private", "micro")


def _person(chance: Random, as_of: date) -> Party:
    code, region = chance.choice(DISTRICTS)
    born_on = date(as_of.year - 30, 1, 1) - timedelta(days=chance.randrange(35 * 365))
    return Party(
        "person", person_name(chance), identity_number(chance, code, born_on), born_on, code, region, None, None
    )
