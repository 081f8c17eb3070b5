"""The range of a fine in a case, and how it came about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fajian.engine.discretion.table import Fine, Tier


@dataclass(frozen=True, slots=True)
class Range:
    """What one tier gives: yuan, both ends inside; both None: no fine, or not to be reckoned (`unsure`)."""

    tier: Tier
    low: Decimal | None
    high: Decimal | None
    how: str
    unsure: bool = False


def reckon(
    tiers: Sequence[Tier], met: Collection[str], *, amounts: Mapping[str, Decimal] | None = None, count: int = 1
) -> tuple[Range, ...]:
    """The tiers whose conditions are met, with their range; empty: no tier is meant for such a case.

    `amounts` by the name of the base (违法所得); `count` how many of what is fined one by one.
    """
    return tuple(_range(tier, amounts or {}, count) for tier in tiers if applies(tier, met))


def applies(tier: Tier, met: Collection[str]) -> bool:
    """Are the tier's conditions met? A tier without conditions always applies."""
    if not tier.conditions:
        return True
    return (any if tier.any_of else all)(one in met for one in tier.conditions)


def _range(tier: Tier, amounts: Mapping[str, Decimal], count: int) -> Range:
    fine = tier.fine
    if fine is None:
        return Range(tier, None, None, "不罚款" + (f"；{tier.extra}" if tier.extra else ""))
    if fine.base and fine.base not in amounts:
        return Range(tier, None, None, f"按{fine}计算，没有{fine.base}的数额，无法判断。", unsure=True)
    low, high, how = _plain_range(fine, amounts, count)
    if fine.cap is not None and (high is None or high > fine.cap):
        how += f"，最高{_yuan(fine.cap)}"
        high = fine.cap
        low = min(low, fine.cap) if low is not None else None
    return Range(tier, low, high, how + (f"；{tier.extra}" if tier.extra else ""))


def _plain_range(fine: Fine, amounts: Mapping[str, Decimal], count: int) -> tuple[Decimal | None, Decimal | None, str]:
    if fine.per:
        total = (fine.high or Decimal(0)) * count
        return total, total, f"每{fine.per}{_yuan(fine.high)}，{count}{fine.per}共{_yuan(total)}"
    if fine.base:
        base = amounts[fine.base]
        low = base * fine.low if fine.low is not None else Decimal(0)
        high = base * fine.high if fine.high is not None else None
        told = f"{fine.base}{_yuan(base)}，{fine}：{_yuan(low)}以上" + (
            f"{_yuan(high)}以下" if high is not None else ""
        )
        return low, high, told
    return fine.low, fine.high, str(fine)


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}元"
