"""A running campaign: five problems of one agency, one in each state, and one of the other agency."""

from __future__ import annotations

import pytest

from fajian.campaigns.models import Campaign
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import User
from tests.campaigns.conftest import CANARY, browser, campaign, people, units
from tests.ledgers.conftest import in_state

__all__ = ["browser", "campaign", "people", "units"]
STATES = ("found", "rectifying", "submitted", "closed", "relapsed")


@pytest.fixture
def busy(campaign: Campaign, people: dict[str, User]) -> Campaign:
    """The campaign with problems in it."""
    own = problem_ledger(campaign, people["clerk"])
    for state in STATES:
        in_state(state, people, own)
    theirs = problem_ledger(campaign, people["stranger"])
    row = ledgers.NewEntry(f"{CANARY}问题", source_label=f"{CANARY}来源")
    ledgers.record(by=people["stranger"], ledger=theirs, rows=[row])
    return campaign


def problem_ledger(campaign: Campaign, user: User) -> Ledger:
    """The first problem ledger the campaign opened for the user's unit."""
    opened = Ledger.objects.filter(source__startswith=campaign.source, unit=user.unit)
    return next(ledger for ledger in opened if ledger.has_problems)
