"""四有检查: has each unit a plan, progress, measures, an appraisal? Read off what is here, each with its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Activity, Campaign, Filing, Note
from fajian.campaigns.overview import units_of
from fajian.ledgers.models import Rectification
from fajian.orgs.models import Unit

WORDS = ("方案", "进度", "举措", "考核")
SAYS = (
    "有方案：本单位方案或措施已报备案，没有被退回。",
    "有进度：任务有进展记录。",
    "有举措：台账的问题写明了整改措施。",
    "有考核：登记了考核评议活动。",
)


@dataclass(frozen=True, slots=True)
class Have:
    """One of the four of one unit: how many rows show it, and the page that lists them."""

    word: str
    count: int
    href: str


def checked(campaign: Campaign, user: Any) -> list[tuple[Unit, list[Have]]]:
    """The units taking part that the user may see; four queries however many there are."""
    own = {"campaign": campaign}
    plans = _count(Filing.objects.visible_to(user).filter(**own).exclude(state="returned"))
    notes = _count(Note.objects.visible_to(user).filter(progress__task__campaign=campaign))
    problems = Rectification.objects.visible_to(user).standing().filter(of_campaign(campaign, "ledger__"))
    measures = _count(problems.exclude(measure=""))
    appraised = _count(Activity.objects.visible_to(user).filter(**own, kind="appraisal", struck_out=False))
    return [
        (
            unit,
            [
                Have(word, counts[unit.pk], href)
                for word, counts, href in zip(
                    WORDS, (plans, notes, measures, appraised), _addresses(campaign, unit), strict=True
                )
            ],
        )
        for unit in units_of(campaign, user)
    ]


def _count(rows: Any) -> Counter[int]:
    return Counter(dict(rows.order_by().values("unit").annotate(n=Count("pk")).values_list("unit", "n")))


def _addresses(campaign: Campaign, unit: Unit) -> tuple[str, str, str, str]:
    """Where the rows of each are listed."""
    problems = urlencode({"source": campaign.source, "unit": unit.pk})
    return (
        reverse("campaigns:distribution", args=[campaign.pk]) + f"#unit-{unit.pk}",
        f"{reverse('campaigns:tasks')}?{urlencode({'campaign': campaign.pk, 'unit': unit.pk})}",
        f"{reverse('ledgers:problems')}?{problems}",
        reverse("campaigns:activities", args=[campaign.pk]) + f"?{urlencode({'kind': 'appraisal', 'unit': unit.pk})}",
    )
