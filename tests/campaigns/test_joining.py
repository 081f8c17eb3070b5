"""Units that join a running campaign, units that leave it, one more thing for all to hand in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.utils import timezone

from fajian.campaigns import actions, board
from fajian.campaigns.models import Campaign, Delivery, Duty, Participant, Standing, TaskUnit
from fajian.core.errors import Refused
from fajian.core.verify import verify
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit
from tests.campaigns.conftest import SYSTEM
from tests.campaigns.test_amendments import Make, People, Units, change, column, soon, soon_day

__all__ = ["change"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("again", [False, True], ids=["left out", "handed in later"])
def test_a_unit_that_joins_gets_what_is_to_come_and_what_is_past_as_was_said(
    again: bool, units: Units, campaign: Campaign, change: Make
) -> None:
    today = timezone.localdate()
    model = Duty.objects.filter(campaign=campaign, unit=units["agency"])
    past = model.filter(due_on__lt=today).count()
    row = change("join", units=[units["team"].pk], again_on=soon() if again else None)
    own = Duty.objects.filter(campaign=campaign, unit=units["team"])
    assert own.count() == (model.count() if again else model.count() - past)
    assert not own.filter(due_on__lt=today).exists()
    assert own.filter(due_on=soon()).count() == (past if again else 0)
    assert ("补报" in row.moves[0]) == bool(past)
    assert Ledger.objects.filter(unit=units["team"]).count() == 3
    assert Participant.objects.filter(campaign=campaign, unit=units["team"]).exists()


def test_a_unit_that_joins_gets_the_days_of_earlier_changes(units: Units, campaign: Campaign, change: Make) -> None:
    late = Duty.objects.filter(campaign=campaign, unit=units["agency"], due_on__gt=timezone.localdate()).order_by(
        "-due_on"
    )
    number = late[0].number if late else column(campaign, "自查报告")
    change("due", number=number, day=soon(45))
    change("join", units=[units["team"].pk], again_on=None)
    assert str(Duty.objects.get(unit=units["team"], number=number).due_on) == soon(45)


def test_a_unit_that_leaves_owes_nothing_more_and_keeps_what_it_did(
    people: People, units: Units, campaign: Campaign, change: Make
) -> None:
    mine = Duty.objects.filter(campaign=campaign, unit=units["agency"])
    first, total = mine.order_by("number")[0], mine.count()
    actions.hand_in(by=people["clerk"], duty=first, seen=first.version, text="已报送")
    tasks = TaskUnit.objects.filter(unit=units["agency"]).values("task").distinct().count()
    assert tasks
    row = change("leave", units=[units["agency"].pk])
    assert row.moves == [
        f"安澜市城市管理局退出行动，{total - 1}项未报的报送作废，1项已报的保留，台账保留；"
        f"不再承担{tasks}项任务、0项常态化报送"
    ]
    assert not TaskUnit.objects.filter(unit=units["agency"]).exists()
    assert [duty.pk for duty in mine] == [first.pk]
    struck = Duty.every.filter(campaign=campaign, unit=units["agency"], struck_out=True)
    assert struck.count() == total - 1
    assert set(struck.values_list("strike_reason", flat=True)) == {"变更1：上级延期"}
    assert Ledger.objects.filter(unit=units["agency"]).count() == 3
    assert verify().holds
    change("join", units=[units["agency"].pk], again_on=soon())
    assert mine.all().count() == total
    assert Participant.objects.get(campaign=campaign, unit=units["agency"]).left_on is None
    assert TaskUnit.objects.filter(unit=units["agency"]).values("task").distinct().count() == tasks
    assert Delivery.objects.filter(campaign=campaign, unit=units["agency"]).count() == 1


def test_a_unit_that_joins_has_the_tasks_papers_and_later_duties_of_the_others(
    people: People, units: Units, campaign: Campaign, change: Make
) -> None:
    everybody = [row.unit for row in Participant.objects.filter(campaign=campaign).select_related("unit")]
    actions.distribute(by=people["supervisor"], campaign=campaign, units=everybody, what="补充通知")
    actions.distribute(by=people["supervisor"], campaign=campaign, units=[units["other"]], what="只给乙局的")
    regular = set_monthly(people, campaign, "季度情况")
    assert actions.open_periods(by=SYSTEM)["duties"]
    change("duty", what="补充情况", to="市司法局", day=soon(), units=[])
    row = change("join", units=[units["team"].pk], again_on=None)
    model = TaskUnit.objects.filter(unit=units["team"])
    assert f"承担{model.values('task').distinct().count()}项任务，下发2份文件" in row.moves[0]
    sent = Delivery.objects.filter(campaign=campaign, unit=units["team"]).order_by("number")
    assert [one.what for one in sent] == [campaign.title, "补充通知"]
    own = Duty.objects.filter(campaign=campaign, unit=units["team"])
    assert own.get(what="补充情况").due_on == soon_day()
    others = Duty.objects.filter(standing=regular, unit=units["agency"])
    assert set(own.filter(standing=regular).values_list("due_on")) == set(others.values_list("due_on"))
    assert verify().holds


def set_monthly(people: People, campaign: Campaign, what: str, chosen: Sequence[Unit] = ()) -> Standing:
    return actions.set_standing(
        by=people["supervisor"], campaign=campaign, what=what, every="每月", words="每月底前", units=chosen,
        from_on=timezone.localdate(), open_before=30,
    )  # fmt: skip


def test_the_parts_of_a_unit_that_leaves_end_and_go_on_when_it_is_back(
    people: People, units: Units, campaign: Campaign, change: Make
) -> None:
    before = set(TaskUnit.objects.filter(unit=units["other"]).values_list("task", "part"))
    assert before
    change("leave", units=[units["other"].pk])
    assert TaskUnit.every.filter(unit=units["other"], ended_on=timezone.localdate()).count() == len(before)
    shown = board.of_user(people["supervisor"], timezone.localdate())
    assert not any(share.unit == units["other"] for row in shown for share in row.shares)
    change("join", units=[units["other"].pk], again_on=None)
    assert set(TaskUnit.objects.filter(unit=units["other"]).values_list("task", "part")) == before


def test_a_unit_that_has_left_gets_no_further_period_of_a_standing_duty(
    people: People, units: Units, campaign: Campaign, change: Make
) -> None:
    whole = set_monthly(people, campaign, "大家都报的")
    named = set_monthly(people, campaign, "点名报的", [units["agency"], units["other"]])
    row = change("leave", units=[units["agency"].pk])
    assert row.moves[0].endswith("2项常态化报送")
    assert [one.unit for one in named.units.all()] == [units["other"]]
    assert actions.open_periods(by=SYSTEM)["duties"]
    mine = Duty.objects.filter(standing__in=[whole, named], unit=units["agency"])
    assert Duty.objects.filter(standing=whole).exists()
    assert Duty.objects.filter(standing=named).exists()
    assert not mine.exists()
    for _ in range(2):
        change("join", units=[units["agency"].pk], again_on=None)
        assert {duty.standing for duty in mine.all()} == {whole}
        change("leave", units=[units["agency"].pk])
        assert not mine.all().exists()


def test_the_last_unit_does_not_leave(people: People, units: Units, campaign: Campaign) -> None:
    everybody = [units[name].pk for name in ("agency", "other", "county_office")]
    with pytest.raises(Refused, match="至少要留下一个"):
        actions.propose(
            by=people["supervisor"], campaign=campaign, kind="leave", asked={"units": everybody}, reason="撤销"
        )


def test_one_more_thing_is_to_be_handed_in(units: Units, campaign: Campaign, change: Make) -> None:
    change("duty", what="补充情况", to="市司法局", day=soon(), units=[])
    rows = Duty.objects.filter(campaign=campaign, what="补充情况")
    assert {row.unit.name for row in rows.select_related("unit")} == {
        units[name].name for name in ("agency", "other", "county_office")
    }
    assert {row.quote for row in rows} == {"行动变更1：上级延期"}
    change("duty", what="再补充", to="", day=soon(), units=[units["other"].pk])
    assert Duty.objects.get(what="再补充").unit == units["other"]
    assert Duty.objects.get(what="再补充").number == rows[0].number + 1
