"""What a campaign opens is what its launch page shows."""

from __future__ import annotations

import pytest

from fajian.campaigns.models import Campaign, Duty
from fajian.campaigns.opening import opening
from fajian.engine.plans.schema import Plan

pytestmark = pytest.mark.django_db


def test_what_is_opened_is_what_was_shown(campaign: Campaign) -> None:
    told = opening(Plan.from_json(campaign.document.compiled))
    assert {part.number for part in told.wanted} >= set(Duty.objects.values_list("number", flat=True))
    columns = dict(Duty.objects.values_list("number", "what"))
    assert all(columns.get(part.number, part.what) == part.what for part in told.wanted)
