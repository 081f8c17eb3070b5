"""豁免: comes back as exempt, is counted, and ends with its day."""

from __future__ import annotations

import datetime as dt

import pytest

from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.orgs.models import User
from fajian.screening import actions
from fajian.screening.models import Finding, Run, Tally
from tests.screening.conftest import DAY, SYSTEM, fresh, new_finding

pytestmark = pytest.mark.django_db(transaction=True)
LONG = dt.date(2099, 1, 1)


def spare(people: dict[str, User], finding: Finding, until: dt.date = LONG) -> Finding:
    return actions.exempt(
        by=people["supervisor"], finding=finding, seen=finding.version, reason="特区另有规定", source="某条例第三条",
        until=until,
    )  # fmt: skip


def run_again(people: dict[str, User], *, as_of: dt.date = DAY) -> Run:
    unit = people["clerk_a"].unit
    assert unit is not None
    run = actions.ask(by=people["supervisor"], as_of=as_of)
    one = new_finding(unit, "A1", explanation="这次的算法")
    tally = Tally(unit_path=unit.path, unit_name=unit.name, unit_number=unit.pk, rule_id=one.rule_id, title="t", hits=1)
    actions.hand_over(by=SYSTEM, run=run, findings=[one], tallies=[tally], manifest={"batches": {}})
    return Run.objects.get(pk=run.pk)


def test_found_again_it_is_still_exempt_and_counted_as_such(people: dict[str, User], finding: Finding) -> None:
    spare(people, finding)
    run = run_again(people)
    row = fresh(finding)
    assert (row.state, row.last_run, row.explanation) == ("exempt", run, "A1逾期送达3日。")
    assert run.manifest["exempt"] == 1
    assert Tally.objects.get(run=run).exempt == 1
    assert Finding.objects.filter(record_id="A1").count() == 1


@pytest.mark.parametrize(("day", "state", "counted"), [(DAY, "exempt", 1), (DAY + dt.timedelta(days=1), "open", 0)])
def test_the_day_it_ends_on_is_still_exempt_and_the_next_is_open_anew(
    people: dict[str, User], finding: Finding, day: dt.date, state: str, counted: int
) -> None:
    spare(people, finding)
    with_end(finding, DAY)
    run = run_again(people, as_of=day)
    row = fresh(finding)
    assert (row.state, run.manifest["exempt"]) == (state, counted)
    assert row.explanation == ("A1逾期送达3日。" if counted else "这次的算法")
    assert row.exempt_source == "某条例第三条"  # what was decided stays readable


def with_end(finding: Finding, day: dt.date) -> None:
    """As if the exemption had been given earlier, to end on this day."""
    plain_rows(Finding).filter(pk=finding.pk).update(exempt_until=day)


def test_it_does_not_end_in_the_past(people: dict[str, User], finding: Finding) -> None:
    with pytest.raises(Refused, match="不能早于今天"):
        spare(people, finding, until=dt.date(2020, 1, 1))
    assert fresh(finding).state == "open"
