"""台账体检 of what only a campaign knows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fajian.campaigns.models import Campaign
from fajian.core.audited import plain_rows
from fajian.ledgers import actions
from fajian.ledgers.examination import CHECKS
from fajian.ledgers.models import Entry, Rectification
from fajian.orgs.models import Unit, User

pytestmark = pytest.mark.django_db
END = dt.date(2026, 10, 31)


def problem(people: dict[str, User], unit: Unit, source: str, **columns: Any) -> int:
    """A problem of a ledger of this origin as it stands in the database."""
    ledger = actions.open_ledger(by=people["clerk"], unit=unit, spec_code="self-check", source=source)
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("逾期送达")])
    plain_rows(Entry).filter(pk=entry.pk).update(happened_on=columns.pop("happened_on", None))
    plain_rows(Rectification).filter(pk=entry.pk).update(**columns)
    return entry.pk


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"due_on": END + dt.timedelta(days=31)}, {"整改时限": "2026年12月1日"}),
        ({"due_on": END + dt.timedelta(days=30)}, None),
        ({"due_on": END + dt.timedelta(days=90), "extended": 1}, None),
        ({"happened_on": END + dt.timedelta(days=1)}, {"发生日期": "2026年11月1日"}),
        ({"happened_on": END}, None),
        ({}, None),
    ],
)
def test_days_outside_a_campaign_are_told(
    columns: dict[str, Any], told: dict[str, str] | None, people: dict[str, User], units: dict[str, Unit],
    campaign: Campaign,
) -> None:  # fmt: skip
    plain_rows(Campaign).filter(pk=campaign.pk).update(to_on=END)
    row = problem(people, units["agency"], campaign.source, **columns)
    problem(people, units["agency"], "", **columns)
    hits = list(CHECKS["outside_campaign"].found(Rectification.objects.standing(), END))
    common = {"行动": campaign.title, "行动结束": "2026年10月31日"}
    assert [(one.problem, one.values) for one in hits] == ([(row, common | told)] if told else [])


def test_a_campaign_without_an_end_has_no_outside(
    people: dict[str, User], units: dict[str, Unit], campaign: Campaign
) -> None:
    plain_rows(Campaign).filter(pk=campaign.pk).update(to_on=None)
    problem(people, units["agency"], campaign.source, due_on=END + dt.timedelta(days=900))
    assert list(CHECKS["outside_campaign"].found(Rectification.objects.standing(), END)) == []
