"""The campaign's monthly reporting: what units declare, and the month frozen."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign
from fajian.core.worker import work
from fajian.demo.people import People
from fajian.ledgers import actions as entries
from fajian.ledgers import exporting
from fajian.ledgers.selection import OPEN, OVERDUE, Selection
from fajian.reporting import frozen, jobs
from fajian.reporting.actions import submit_yearly
from fajian.reporting.measures import month_of
from fajian.reporting.yearly import submitted
from fajian.reporting.yearly.spec import Year

DECLARED = (
    ("complaints_done", "投诉举报登记簿"),
    ("cases_published", "典型案例通报"),
    ("rules_made", "新印发的制度汇编目录"),
    ("models_publicised", "门户网站宣传稿"),
)


def declare(campaign: Campaign, people: People, day: date, chance: Random) -> None:
    """Most agencies say what they did in the month before; the last one has not yet."""
    month = day.replace(day=1) - timedelta(days=1)
    for unit in people.agencies[:-1]:
        for counter, basis in DECLARED:
            actions.declare(
                by=people.at(unit, "clerk"),
                campaign=campaign,
                unit=unit,
                counter=counter,
                month_on=month,
                number=chance.randrange(5),
                basis=f"{basis}（{month:%Y年%-m月}）",
            )


def freeze(campaign: Campaign, people: People, day: date) -> None:
    """The month before, as it stood on the day it was reported."""
    by, month = people.users["jd1"], day.replace(day=1) - timedelta(days=1)
    read = frozen.contents(campaign, by, month_of(month, day))
    contents = {unit: content.to_json() for unit, content in read.items()}
    actions.freeze(by=by, campaign=campaign, month_on=month, as_of=day, contents=contents)


def hand_in_year(people: People, day: date) -> None:
    """One agency hands in what the year comes to so far."""
    by = people.users["cg-tb"]
    assert by.unit
    content = submitted.content(by.unit, Year(day.year, day))
    submit_yearly(by=by, unit=by.unit, year=day.year, as_of=day, content=content.to_json())


def pack(campaign: Campaign, people: People) -> None:
    """The office packs the papers of one agency before an inspection, and takes along what is not closed yet."""
    jobs.ask(campaign, people.users["cg-tb"].unit, people.users["jd1"])
    selection = Selection(people.users["jd1"], timezone.localdate(), state=OPEN)
    exporting.ask(selection, {"state": OPEN})
    by = people.users["jd1"]
    view = entries.keep_view(by=by, title="逾期未销号", query={"state": OVERDUE})
    entries.change_view(by=by, view=view, seen=view.version, title=view.title, is_shared=True)
    work(once=True)
