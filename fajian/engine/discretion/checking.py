"""What is wrong with a standard: gaps and overlaps between its tiers, and tiers outside the range above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fajian.engine.discretion.table import Fine, Tier

ORDER = {"减轻": 0, "从轻": 1, "一般": 2, "从重": 3}
# Of each pair one applies and the other does not; a table that knows only one leaves cases without a tier.
OPPOSITES = (
    ("有违法所得", "无违法所得"), ("经营性", "非经营性"), ("单位", "个人"), ("已销售", "未销售"),
)  # fmt: skip
_BOUND = re.compile(r"^(.+?)(<=|>=|<|>|≤|≥|不足|不满|超过)([0-9.]+)(万)?元?$")
_BETWEEN = re.compile(r"^(.+?)([0-9.]+)(?:～|~|—|–|-|至)([0-9.]+)(万)?元?$")


@dataclass(frozen=True, slots=True)
class Remark:
    """`kind`: gap, overlap, outside."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Interval:
    """Of a named amount; open ends are None."""

    of: str
    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool
    text: str


def check(tiers: Sequence[Tier], *, statute: Fine | None = None, superior: Sequence[Tier] = ()) -> tuple[Remark, ...]:
    """Everything a lawyer should look at; empty where nothing is to be said."""
    return (
        *_opposites(tiers),
        *_amounts(tiers),
        *_ladder(tiers),
        *(_within_statute(tiers, statute) if statute else ()),
        *_within_superior(tiers, superior),
    )


def _opposites(tiers: Sequence[Tier]) -> Iterator[Remark]:
    for tier in dict.fromkeys(one.tier for one in tiers):
        said = {word for one in tiers if one.tier == tier for word in one.conditions}
        for one, other in OPPOSITES:
            for here, missing in ((one, other), (other, one)):
                if here in said and missing not in said:
                    yield Remark("gap", f"{tier or '本表'}写了“{here}”，没有写“{missing}”的怎么办。")


def _interval(condition: str) -> _Interval | None:
    """货值<10000, 货值3000–7000元 as an interval of 货值."""
    text = condition.replace("，", "").replace(",", "")
    if match := _BOUND.match(text):
        number = Decimal(match[3]) * (10_000 if match[4] else 1)
        sign = {"≤": "<=", "≥": ">=", "不足": "<", "不满": "<", "超过": ">"}.get(match[2], match[2])
        if sign[0] == "<":
            return _Interval(match[1], None, number, True, sign == "<=", condition)
        return _Interval(match[1], number, None, sign == ">=", True, condition)
    if match := _BETWEEN.match(text):
        scale = 10_000 if match[4] else 1
        low, high = Decimal(match[2]) * scale, Decimal(match[3]) * scale
        return _Interval(match[1], low, high, True, True, condition)
    return None


def _amounts(tiers: Sequence[Tier]) -> Iterator[Remark]:
    """Intervals of one amount, beside the same other conditions, should touch and not overlap."""
    groups: dict[tuple[str, frozenset[str]], list[_Interval]] = {}
    for tier in tiers:
        found = [(one, _interval(one)) for one in tier.conditions]
        rest = frozenset(word for word, interval in found if interval is None)
        for _, interval in found:
            if interval is not None:
                groups.setdefault((interval.of, rest), []).append(interval)
    for intervals in groups.values():
        ordered = sorted(set(intervals), key=lambda one: (one.low is not None, one.low or 0, not one.low_in))
        for one, other in pairwise(ordered):
            if one.high is None or other.low is None or other.low < one.high:
                yield Remark("overlap", f"“{one.text}”和“{other.text}”重叠。")
            elif other.low > one.high or not (one.high_in or other.low_in):
                yield Remark("gap", f"“{one.text}”和“{other.text}”之间没有规定。")
            elif one.high_in and other.low_in:
                yield Remark("overlap", f"“{one.text}”和“{other.text}”都含{one.high.normalize():f}。")


def _ladder(tiers: Sequence[Tier]) -> Iterator[Remark]:
    """From 减轻 to 从重, beside the same conditions, the fines climb without a step left out or trodden twice."""
    groups: dict[tuple[frozenset[str], str], list[Tier]] = {}
    for tier in tiers:
        if tier.tier in ORDER and tier.fine is not None and not tier.fine.per:
            groups.setdefault((frozenset(tier.conditions), tier.fine.base), []).append(tier)
    for group in groups.values():
        for one, other in pairwise(sorted(group, key=lambda tier: ORDER[tier.tier])):
            if one.fine is None or other.fine is None or one.fine.high is None or other.fine.low is None:
                continue
            if one.tier == other.tier or other.fine.low < one.fine.high:
                yield Remark("overlap", f"{one.name}的{one.fine}和{other.name}的{other.fine}重叠。")
            elif other.fine.low > one.fine.high:
                yield Remark("gap", f"{one.name}的{one.fine}和{other.name}的{other.fine}之间有空档。")


def _within_statute(tiers: Sequence[Tier], statute: Fine) -> Iterator[Remark]:
    """Only 减轻 goes below the law's least; nothing goes above its most."""
    for tier in tiers:
        if tier.fine is None or tier.fine.base != statute.base or bool(tier.fine.per) != bool(statute.per):
            continue
        if not _fits_above(tier.fine, statute):
            yield Remark("outside", f"{tier.name}的{tier.fine}超出法定幅度{statute}。")
        elif tier.tier != "减轻" and statute.low is not None and (tier.fine.low is None or tier.fine.low < statute.low):
            yield Remark("outside", f"{tier.name}的{tier.fine}低于法定幅度{statute}，只有减轻处罚可以低于法定幅度。")


def _within_superior(tiers: Sequence[Tier], superior: Sequence[Tier]) -> Iterator[Remark]:
    """A tier lies inside the same tier of the standard above, where that knows one beside the same conditions."""
    for tier in tiers:
        above = next(
            (one for one in superior if one.tier == tier.tier and set(one.conditions) <= set(tier.conditions)), None
        )
        if superior and above is None:
            yield Remark("outside", f"{tier.name}在上级基准中没有对应的阶次。")
        elif above is not None and (tier.fine is None) != (above.fine is None):
            yield Remark("outside", f"{tier.name}和上级基准{above.name}是否罚款不一致。")
        elif tier.fine is not None and above is not None and above.fine is not None:
            same = (tier.fine.base, tier.fine.per) == (above.fine.base, above.fine.per)
            low = above.fine.low is None or (tier.fine.low is not None and tier.fine.low >= above.fine.low)
            if not same or not low or not _fits_above(tier.fine, above.fine):
                yield Remark("outside", f"{tier.name}的{tier.fine}超出上级基准的{above.fine}。")


def _fits_above(fine: Fine, limit: Fine) -> bool:
    most = limit.cap if limit.cap is not None and limit.high is None else limit.high
    if most is not None and (fine.high is None or fine.high > most):
        return False
    return limit.cap is None or fine.cap is None or fine.cap <= limit.cap
