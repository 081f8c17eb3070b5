"""台账体检 of what only a campaign knows: days that lie outside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from fajian.campaigns.models import Campaign
from fajian.ledgers.examination.base import Hit, Problems, check, day

GRACE = dt.timedelta(days=30)


@check(
    "outside_campaign",
    title="日期在行动以外",
    says="行动的台账里，整改时限比行动结束晚30日以上而没有批准过延期，或者发生日期在行动结束以后。",
)
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Problems of a campaign's ledgers due long after its end by nobody's leave, or told to have happened after it."""
    for campaign in Campaign.objects.exclude(to_on=None).order_by("pk"):
        end = campaign.to_on or today
        late = Q(due_on__gt=end + GRACE, extended=0)
        rows = problems.filter(late | Q(entry__happened_on__gt=end), ledger__source=campaign.source).order_by("pk")
        columns = ("ledger_id", "pk", "due_on", "extended", "entry__happened_on")
        for ledger, problem, due, extended, happened in rows.values_list(*columns).iterator(2000):
            told = {"行动": campaign.title, "行动结束": day(end)}
            if happened and happened > end:
                told["发生日期"] = day(happened)
            if due and due > end + GRACE and not extended:
                told["整改时限"] = day(due)
            yield Hit(ledger, problem, told)
