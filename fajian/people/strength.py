"""持证和审核力量: per unit who enforces, who holds a certificate, what became of certificates, who reviews."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count

from fajian.engine.law.limits import limit
from fajian.engine.law.unknown import Unknown
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs.models import Unit
from fajian.people.models import Certificate, Officer, Suspension

COLUMNS = (
    Column("单位", 24),
    *(Column(label, 12) for label in ("执法人员", "持有效证件", "本年制发", "本年暂扣", "本年吊销", "本年注销")),
    *(Column(label, 14) for label in ("法制审核人员", "应不少于", "没有法律职业资格的")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit; `least` reviewers by the share of its region, None where none is known."""

    unit: Unit
    enforcers: int
    certified: int
    issued: int
    withheld: int
    revoked: int
    cancelled: int
    reviewers: int
    least: int | None
    unqualified: int

    @property
    def lacking(self) -> int:
        """How many reviewers are too few."""
        return max((self.least or 0) - self.reviewers, 0)

    @property
    def numbers(self) -> list[Any]:
        """As the columns behind the unit hold them."""
        return [self.enforcers, self.certified, self.issued, self.withheld, self.revoked, self.cancelled,
                self.reviewers, self.least, self.unqualified]  # fmt: skip


def lines(user: Any, today: dt.date) -> list[Line]:
    """The units in reach that have people; the year is the day's. The same few queries however many units."""
    in_post = Officer.objects.visible_to(user).in_post(today)
    enforcers = in_post.filter(kind="enforcer")
    good = Certificate.objects.good(today)
    cards = Certificate.objects.visible_to(user)
    year = {"state_on__year": today.year}
    counted = {
        "enforcers": _by_unit(enforcers),
        "certified": _by_unit(enforcers.filter(pk__in=good.values("officer"))),
        "issued": _by_unit(cards.filter(valid_from_on__year=today.year)),
        "withheld": _by_unit(Suspension.objects.visible_to(user).filter(from_on__year=today.year)),
        "revoked": _by_unit(cards.filter(state="revoked", **year)),
        "cancelled": _by_unit(cards.filter(state="cancelled", **year)),
        "reviewers": _by_unit(in_post.reviewers()),
        "unqualified": _by_unit(in_post.unqualified()),
    }
    units = Unit.objects.filter(pk__in=set().union(*counted.values())).select_related("parent__parent").order_by("path")
    return [
        Line(
            unit,
            least=_least(unit, counted["enforcers"].get(unit.pk, 0), today),
            **{name: found.get(unit.pk, 0) for name, found in counted.items()},
        )
        for unit in units
    ]


def _by_unit(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("unit").annotate(n=Count("pk", distinct=True)))


def _least(unit: Unit, enforcers: int, today: dt.date) -> int | None:
    """国办发〔2018〕118号, or what the region says instead."""
    share = limit("reviewer_share", on=today, region=unit.region)
    return None if isinstance(share, Unknown) else math.ceil(enforcers * Decimal(str(share.value)))


def sheet(found: list[Line], year: int) -> Sheet:
    """As a workbook's sheet."""
    rows: list[list[Any]] = [[one.unit.name, *one.numbers] for one in found]
    return Sheet(name="年度统计", title=f"{year}年度执法证件和法制审核力量统计表", columns=COLUMNS, rows=rows)
