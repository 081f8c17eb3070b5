"""What people change of a plan: versions, what changed, answers that come after a change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from fajian.campaigns import actions, answers
from fajian.campaigns.editing import put, put_back, reading, standing, without
from fajian.campaigns.models import Campaign, Duty, PlanDocument, PlanVersion, Stage
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event
from fajian.core.verify import verify
from fajian.engine.plans.schema import Due, Plan, Task
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import checked, sample, taken

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


def edit(people: People, row: PlanDocument, plan: Plan, **given: Any) -> PlanDocument:
    return actions.edit(by=people["supervisor"], document=row, seen=row.version, plan=plan, **given)


def settle(people: People, row: PlanDocument, place: int, how: str, **given: Any) -> PlanDocument:
    return actions.settle(by=people["supervisor"], document=row, seen=row.version, place=place, how=how, **given)


def later(plan: Plan, place: int, day: dt.date) -> Plan:
    """The plan with another day for one thing to hand in."""
    return put(plan, "duties", place, replace(plan.duties[place], due=day))


def test_what_was_read_is_the_first_version_and_every_change_one_more(people: People) -> None:
    row = taken(people, sample())
    plan = standing(row).plan
    row = edit(people, row, later(plan, 0, dt.date(2026, 3, 27)))
    row = edit(people, row, replace(standing(row).plan, issuer="安澜市人民政府"))
    told = [(one.number, one.how, one.changes) for one in row.versions.all()]
    assert told == [
        (1, "read", []),
        (
            2,
            "form",
            [f"报送“{plan.duties[0].what}”（{plan.duties[0].from_unit}） 期限：{plan.duties[0].due} → 2026-03-27"],
        ),
        (3, "form", ["发文机关：安澜市司法局 → 安澜市人民政府"]),
    ]
    assert row.versions.get(number=1).plan == replace(row.plan, doubts=())
    assert standing(row).plan == replace(later(plan, 0, dt.date(2026, 3, 27)), issuer="安澜市人民政府")
    assert standing(row).by_hand == {"duty-0": "人工修改"}
    assert row.plan == Plan.from_json(PlanDocument.objects.get(pk=row.pk).compiled)
    assert verify().holds


def test_the_whole_plan_is_not_written_into_the_audit_event_again(people: People) -> None:
    row = taken(people, sample())
    row = edit(people, row, later(row.plan, 0, dt.date(2026, 3, 27)))
    told = Event.objects.order_by("-seq")[0].payload
    assert told is not None
    assert "2026-03-27" in told
    assert len(told) < 3000


def test_what_is_added_says_so_and_has_no_quotation(people: People) -> None:
    row = taken(people, sample())
    row = edit(
        people, row, put(row.plan, "tasks", None, Task("三(四)9", "补报", "", due=(Due(dt.date(2026, 9, 1), ""),)))
    )
    assert standing(row).by_hand == {f"task-{len(row.plan.tasks)}": "人工补充"}


def test_a_quotation_nobody_wrote_is_refused(people: People) -> None:
    row = taken(people, sample())
    with pytest.raises(Refused, match="没有这句原文：凭空"):
        edit(people, row, put(row.plan, "tasks", None, Task("9", "补报", "凭空")))
    with pytest.raises(Refused, match="没有改动"):
        edit(people, row, row.plan)
    assert PlanDocument.objects.get(pk=row.pk).latest == 1


def test_striking_wants_a_reason_and_can_be_taken_back(people: People) -> None:
    row = taken(people, sample())
    with pytest.raises(Refused, match="须写明理由"):
        edit(people, row, without(row.plan, "tasks", 2))
    row = edit(people, row, without(row.plan, "tasks", 2), reason="与本市无关")
    stood = standing(row)
    assert [(one.section, one.place, one.name) for one in stood.struck] == [("tasks", 2, "任务三(一)3")]
    assert row.versions.get(number=2).reason == "与本市无关"
    row = edit(people, row, put_back(stood.plan, reading(row).plan, "tasks", 2))
    assert standing(row).plan == row.plan
    assert standing(row).struck == ()


def test_two_people_changing_at_once_do_not_overwrite_each_other(people: People) -> None:
    row = taken(people, sample())
    edit(people, row, replace(row.plan, issuer="甲"))
    with pytest.raises(Stale):
        edit(people, row, replace(row.plan, issuer="乙"))


def test_an_answer_that_comes_after_a_change_keeps_the_change(people: People) -> None:
    row = taken(people, sample())
    plan = row.plan
    row = edit(people, row, put(plan, "tasks", 0, replace(plan.tasks[0], title="人工改过的任务")))
    row = settle(people, row, 1, "proposal")  # moves duties from a holiday to the working day before
    stood = standing(row).plan
    assert stood.tasks[0].title == "人工改过的任务"
    assert [duty.due for duty in stood.duties] == [duty.due for duty in reading(row).plan.duties]
    assert stood.duties != plan.duties
    assert (row.latest, row.versions.get(number=3).conflicts) == (3, [])


def test_where_an_answer_contradicts_a_change_the_change_stands_and_the_version_says_so(people: People) -> None:
    row = taken(people, sample())
    moved = next(
        i for i, (one, other) in enumerate(
            zip(row.plan.duties, reading(settle(people, row, 1, "proposal")).plan.duties, strict=True)
        ) if one != other
    )  # fmt: skip
    row = taken(people, sample())
    row = edit(people, row, later(row.plan, moved, dt.date(2026, 7, 1)))
    row = settle(people, row, 1, "proposal")
    assert standing(row).plan.duties[moved].due == dt.date(2026, 7, 1)
    (line,) = row.versions.get(number=row.latest).conflicts
    assert "人工填的是2026-07-01" in line


def test_reading_again_keeps_what_people_changed(people: People) -> None:
    stage = "（一）自查阶段（3月1日至3月31日）。各单位于3月13日前将自查报告报送市司法局。"
    text = f"安澜市2026年专项整治工作方案\n\n一、步骤\n\n{stage}\n"
    row = taken(people, text)
    year = [doubt.kind for doubt in row.plan.doubts].index("year_inferred")
    plan = row.plan
    row = edit(people, row, put(plan, "stages", 0, replace(plan.stages[0], title="人工阶段")))
    row = settle(people, row, year, "own", text="2025年")
    stood = standing(row).plan
    assert (stood.stages[0].title, stood.stages[0].from_on) == ("人工阶段", dt.date(2025, 3, 1))
    assert row.versions.get(number=row.latest).how == "again"


def test_every_proposal_can_be_taken_at_once(people: People) -> None:
    row = taken(people, sample())
    before = Event.objects.count()
    places = [place for place in range(3) if place in answers.proposals(row.plan, {})]
    row = actions.settle_all(by=people["supervisor"], document=row, seen=row.version, places=places)
    assert Event.objects.count() == before + 1
    assert {int(place) for place in row.settled} == set(places)
    with pytest.raises(Refused, match="已经核定"):
        actions.settle_all(by=people["supervisor"], document=row, seen=row.version, places=places[:1])
    with pytest.raises(Refused, match="没有选择"):
        actions.settle_all(by=people["supervisor"], document=row, seen=row.version, places=[])


def test_the_campaign_opens_what_people_made_of_the_plan(people: People, units: Units) -> None:
    row = checked(people, sample())
    row = actions.recheck(by=people["supervisor"], document=row, seen=row.version)
    plan = standing(row).plan
    changed = put(later(plan, 0, dt.date(2026, 3, 26)), "stages", 0, replace(plan.stages[0], title="启动阶段"))
    row = edit(people, row, changed)
    row = actions.check(by=people["supervisor"], document=row, seen=row.version)
    campaign: Campaign = actions.launch(
        by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]]
    )
    assert Stage.objects.filter(campaign=campaign).order_by("number")[0].title == "启动阶段"
    assert Duty.objects.filter(campaign=campaign, due_on=dt.date(2026, 3, 26)).exists()


def test_a_plan_taken_in_before_versions_were_kept_gets_its_first_with_the_first_change(people: People) -> None:
    row = taken(people, sample())
    plain_rows(PlanVersion).filter(document=row).delete()
    plain_rows(PlanDocument).filter(pk=row.pk).update(latest=0)
    row.refresh_from_db()
    row = settle(people, row, 1, "proposal")
    assert row.latest == 0
    row = edit(people, row, replace(standing(row).plan, issuer="甲"))
    assert [one.number for one in row.versions.all()] == [1, 2]
    assert row.versions.get(number=1).plan == replace(reading(row).plan, doubts=())
