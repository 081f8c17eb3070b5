"""A frozen month: kept as it was by the action, the constraint and the database itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Snapshot, SnapshotPart
from fajian.core.audited import plain_rows
from fajian.core.digests import canonical, digest
from fajian.core.errors import Refused
from fajian.core.verify import verify
from fajian.orgs.models import User

pytestmark = pytest.mark.django_db
People = dict[str, User]


def frozen(campaign: Campaign, people: People, by: str = "supervisor", **given: Any) -> Snapshot:
    today = timezone.localdate()
    contents = {part.unit_id: {"unit": part.unit_id, "problems": 3} for part in campaign.participants.all()}
    return actions.freeze(
        by=people[by], **({"campaign": campaign, "month_on": today, "as_of": today, "contents": contents} | given)
    )


def test_what_was_frozen_has_the_digest_of_its_text(campaign: Campaign, people: People) -> None:
    row = frozen(campaign, people)
    parts = list(row.parts.all())
    assert len(parts) == campaign.participants.count()
    for part in parts:
        assert part.content == canonical({"unit": part.unit_id, "problems": 3})
        assert part.digest == digest(part.content, row.algorithm)
    assert row.digest == row.sealed([(part.unit_id, part.digest) for part in parts])
    assert verify([]).holds


def test_the_digest_does_not_hang_on_the_order_in_which_things_were_named(campaign: Campaign, people: People) -> None:
    units = [part.unit_id for part in campaign.participants.all()]
    first = frozen(campaign, people, contents={unit: {"a": 1, "乙": "二"} for unit in units})
    turned = {unit: {"乙": "二", "a": 1} for unit in reversed(units)}
    assert frozen(campaign, people, contents=turned, reason="重算").digest == first.digest


@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("model", [Snapshot, SnapshotPart])
def test_the_database_refuses_to_change_or_delete_it(campaign: Campaign, people: People, model: Any, verb: str) -> None:
    frozen(campaign, people)
    rows = plain_rows(model).all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(digest="0" * 64) if verb == "update" else rows._raw_delete(connection.alias)


def test_freezing_a_month_again_needs_a_reason_and_keeps_the_first(campaign: Campaign, people: People) -> None:
    first = frozen(campaign, people)
    with pytest.raises(Refused, match="重新固化请写明理由"):
        frozen(campaign, people)
    again = frozen(campaign, people, reason="县局补报")
    assert (first.number, again.number, again.reason) == (1, 2, "县局补报")
    assert Snapshot.objects.count() == 2


def test_only_the_office_that_leads_may_freeze(campaign: Campaign, people: People) -> None:
    with pytest.raises(Refused, match="牵头"):
        frozen(campaign, people, by="county_supervisor")
    with pytest.raises(Refused, match="执法监督员"):
        frozen(campaign, people, by="clerk")


def test_no_month_to_come_no_other_day_no_missing_unit(campaign: Campaign, people: People) -> None:
    today = timezone.localdate()
    with pytest.raises(Refused, match="还没有到"):
        frozen(campaign, people, month_on=(today.replace(day=1) + dt.timedelta(days=40)))
    with pytest.raises(Refused, match="另一天"):
        frozen(campaign, people, as_of=today - dt.timedelta(days=1))
    with pytest.raises(Refused, match="参加单位"):
        frozen(campaign, people, contents={})


def test_an_agency_sees_the_month_and_its_own_part_only(campaign: Campaign, people: People) -> None:
    row = frozen(campaign, people)
    assert list(Snapshot.objects.visible_to(people["clerk"])) == [row]
    own = SnapshotPart.objects.visible_to(people["clerk"])
    assert [part.unit_id for part in own] == [people["clerk"].unit_id]
    assert not Snapshot.objects.visible_to(people["admin"]).exists()
