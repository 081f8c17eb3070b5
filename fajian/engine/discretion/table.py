"""A standard's table: a line for each tier, 阶次 | 情形 | 幅度 | 另外; the same as data and as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fajian.engine.faults import InputError

TIERS = ("不予", "减轻", "从轻", "一般", "从重")
HOW = "每行一个阶次，写成：从轻 | 有违法所得 | 违法所得的2倍以上3倍以下 | 另外的处理。"


@dataclass(frozen=True, slots=True)
class Fine:
    """How a fine is reckoned, in yuan, both ends inside; None: no such bound.

    `base` set: times of it (`low`, `high` are multiples); `per` set: `high` for each of it; otherwise a span, a fixed
    sum where both ends are the same. `cap` is the most there can be.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    base: str = ""
    per: str = ""
    cap: Decimal | None = None

    @property
    def is_fixed(self) -> bool:
        """One sum and no other."""
        return not self.base and not self.per and self.low is not None and self.low == self.high

    def __str__(self) -> str:
        most = f"，最高{_plain(self.cap)}元" if self.cap is not None else ""
        if self.per:
            return f"每{self.per}{_plain(self.high)}元{most}"
        if self.is_fixed:
            return f"{_plain(self.low)}元"
        unit, of = ("倍", f"{self.base}的") if self.base else ("元", "")
        begin = f"{_plain(self.low)}{unit}以上" if self.low is not None else ""
        end = f"{_plain(self.high)}{unit}以下" if self.high is not None else ""
        return f"{of}{begin}{end}{most}"


@dataclass(frozen=True, slots=True)
class Tier:
    """One line. All of `conditions` must be met, or `any_of` them one; `fine` None: no fine."""

    tier: str
    conditions: tuple[str, ...]
    fine: Fine | None
    extra: str = ""
    any_of: bool = False

    @property
    def name(self) -> str:
        """从轻（有违法所得）."""
        said = ("或者" if self.any_of else "、").join(self.conditions)
        return f"{self.tier or '本项'}（{said}）" if said else self.tier or "本项"

    def __str__(self) -> str:
        said = ("或" if self.any_of else "、").join(self.conditions)
        parts = [self.tier, said, "不罚款" if self.fine is None else str(self.fine), self.extra]
        return " | ".join(parts).rstrip(" |") if not self.extra else " | ".join(parts)


_NUMBER = r"([0-9][0-9,，]*(?:\.[0-9]+)?)(万)?"
_TO = r"(?:～|~|—|–|-|至|到)"
_CAP = re.compile(rf"[，,；;（(]?最高(?:不超过)?{_NUMBER}元[）)]?$")
_PER = re.compile(rf"^每(?:一)?([^0-9]{{1,8}}?){_NUMBER}元$")
_TIMES = re.compile(rf"^([^0-9]{{2,12}}?)的?{_NUMBER}(?:倍(?:以上)?{_TO}?|{_TO}){_NUMBER}倍(?:以下)?$")
_TIMES_BELOW = re.compile(rf"^([^0-9]{{2,12}}?)的?{_NUMBER}倍以下$")
_BETWEEN = re.compile(rf"^{_NUMBER}(元?)(?:(?:以上){_TO}?|{_TO}){_NUMBER}元(?:以下)?$")
_ONE = re.compile(rf"^{_NUMBER}元(以下|以上)?$")
_NONE = ("不罚款", "不予处罚", "不予行政处罚", "—", "-", "")
_SEPARATOR = re.compile(r"\s*[|｜\t]\s*")


def read_table(text: str, name: str = "裁量表") -> tuple[Tier, ...]:
    """The tiers of a table written line by line. InputError names the line that cannot be read."""
    found = [_tier(f"{name}第{n}行", line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not found:
        raise InputError(f"{name}没有内容。{HOW}")
    return tuple(found)


def read_fine(text: str, where: str = "幅度") -> Fine | None:
    """5000元以上3万元以下, 违法所得的2倍以上3倍以下，最高3万元, 每处500元，最高1万元, 200元, 不罚款."""
    plain = re.sub(r"\s+", "", text)
    if plain in _NONE:
        return None
    cap = None
    if match := _CAP.search(plain):
        cap, plain = _yuan(match[1], match[2]), plain[: match.start()]
    fine = _read(plain, cap)
    if fine is None:
        raise InputError(
            f"{where}“{text.strip()}”读不懂，请写成“5000元以上3万元以下”“违法所得的2倍以上3倍以下”的样子。"
        )
    if fine.low is not None and fine.high is not None and fine.low > fine.high:
        raise InputError(f"{where}“{text.strip()}”的下限高于上限，请核对。")
    return fine


def _read(plain: str, cap: Decimal | None) -> Fine | None:
    if match := _PER.match(plain):
        return Fine(per=match[1], high=_yuan(match[2], match[3]), cap=cap)
    if match := _TIMES.match(plain):
        return Fine(low=_yuan(match[2], match[3]), high=_yuan(match[4], match[5]), base=match[1], cap=cap)
    if match := _TIMES_BELOW.match(plain):
        return Fine(high=_yuan(match[2], match[3]), base=match[1], cap=cap)
    if match := _BETWEEN.match(plain):
        low = _yuan(match[1], match[2] or (None if match[3] else match[5]))  # 5～10万元: both in 万
        return Fine(low=low, high=_yuan(match[4], match[5]), cap=cap)
    if match := _ONE.match(plain):
        sum_ = _yuan(match[1], match[2])
        return Fine(None if match[3] == "以下" else sum_, None if match[3] == "以上" else sum_, cap=cap)
    return None


def _tier(where: str, line: str) -> Tier:
    parts = [*_SEPARATOR.split(line), "", "", ""][:4]
    tier, said, fine, extra = parts if parts[0] in (*TIERS, "") else ("", *parts[:3])
    any_of = "或" in said
    split = re.split(r"、|或者|或" if any_of else r"、", said)
    conditions = tuple(one.strip() for one in split if one.strip() and one.strip() != "—")
    read = read_fine(fine, f"{where}的幅度")
    if tier == "不予" and read is not None:
        raise InputError(f"{where}：不予处罚的阶次不写罚款幅度。")
    if len(_SEPARATOR.split(line)) < 2:
        raise InputError(f"{where}“{line}”少了几栏。{HOW}")
    return Tier(tier, conditions, read, extra, any_of)


def from_data(rows: Sequence[Mapping[str, Any]]) -> tuple[Tier, ...]:
    """The tiers of the exchange form: fine {min,max} | {base,min_x,max_x[,cap]} | {fixed} | {per,amount,cap} | null."""
    return tuple(
        Tier(
            tier=row.get("tier", ""),
            conditions=tuple(row.get("if_any") or row.get("if") or ()),
            fine=_fine_of(row.get("fine")),
            extra="；".join(str(row[name]) for name in ("result", "extra", "by") if row.get(name)),
            any_of="if_any" in row,
        )
        for row in rows
    )


def _fine_of(data: Mapping[str, Any] | None) -> Fine | None:
    if not data:
        return None

    def number(name: str) -> Decimal | None:
        return Decimal(str(data[name])) if data.get(name) is not None else None

    if "fixed" in data:
        return Fine(low=number("fixed"), high=number("fixed"))
    if "per" in data:
        return Fine(per=data["per"], high=number("amount"), cap=number("cap"))
    if "base" in data:
        return Fine(low=number("min_x"), high=number("max_x"), base=data["base"], cap=number("cap"))
    return Fine(low=number("min"), high=number("max"), cap=number("cap"))


def write_table(tiers: Sequence[Tier]) -> str:
    """The tiers as lines; read again they are the same."""
    return "\n".join(map(str, tiers))


def _yuan(number: str | None, ten_thousand: str | None) -> Decimal | None:
    if number is None:
        return None
    return Decimal(re.sub("[,，]", "", number)) * (10_000 if ten_thousand else 1)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
