"""What a check of the ledgers is: a function over all problems that says which look as if put right on paper only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fajian.ledgers.models import Rectification

Problems = QuerySet[Rectification]
OTHERS = 10  # rows named beside the one that is told


@dataclass(frozen=True, slots=True)
class Hit:
    """A problem, or with `problem` None a ledger as a whole; `values` what was found, label → text.

    `others` are the numbers of other entries it is about; a page shows those its reader may see.
    """

    ledger: int
    problem: int | None
    values: dict[str, str]
    others: tuple[int, ...] = ()

    def told(self) -> dict[str, Any]:
        """As it is kept; equal as long as nothing has changed."""
        return {"values": self.values, "others": list(self.others)}


Found = Callable[[Problems, dt.date], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """`code` stands in the database for ever; `says` tells in one sentence what is looked for and why."""

    code: str
    title: str
    says: str
    found: Found = field(repr=False)


CHECKS: dict[str, Check] = {}


def check(code: str, *, title: str, says: str) -> Callable[[Found], Found]:
    """Put a function among the checks; it gets all standing problems and today."""

    def register(found: Found) -> Found:
        if code in CHECKS:
            raise ValueError(f"two checks are called {code}")
        CHECKS[code] = Check(code, title, says, found)
        return found

    return register


def moment(at: dt.datetime) -> str:
    """2026年3月2日 14:05:06, in China; the second counts here."""
    here = timezone.localtime(at)
    return f"{day(here.date())} {here:%H:%M:%S}"


def day(on: dt.date) -> str:
    """2026年3月2日."""
    return f"{on.year}年{on.month}月{on.day}日"
