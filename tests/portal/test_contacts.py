"""首问责任制、限时办结制: whoever is asked first answers for it until another unit has it, and by the day promised."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.orgs.models import Unit
from fajian.portal import actions
from fajian.portal.models import FirstContact
from fajian.portal.workflow import CONTACT
from tests.clock import at
from tests.portal.conftest import Browser, People, Units, browser, people, queries, units

__all__ = ["browser", "people", "units"]
pytestmark = pytest.mark.django_db
ASKED = dt.date(2026, 9, 29)  # a Tuesday; National Day, from 1 to 7 October, is not worked


def asked(people: People, unit: Unit, **more: Any) -> FirstContact:
    given = {"matter": "营业执照变更", "asked_on": ASKED, "first_by": "甲某", "promised_wd": 3, **more}
    return actions.first_contact(by=people["clerk"], unit=unit, **given)


def step(name: str, row: FirstContact, by: Any, **given: Any) -> FirstContact:
    made: FirstContact = getattr(actions, name)(by=by, contact=row, seen=row.version, **given)
    return made


@pytest.mark.mechanisms("S003-20")
def test_from_the_first_question_to_the_list_of_what_was_late(people: People, units: Units, browser: Browser) -> None:
    listed, clerk = reverse("portal:contacts"), people["clerk"]
    with at(ASKED):
        form = {"unit": units["agency"].pk, "matter": "营业执照变更", "asked_on": "2026-09-29", "first_by": "甲某"}
        sent = browser(clerk).post(reverse("portal:new_contact"), form | {"promised_wd": "3"})
        row = FirstContact.objects.get()
        assert sent.headers["Location"] == row.get_absolute_url()
        assert row.due_on == dt.date(2026, 10, 9)  # 30 September, then 8 and 9 October
        assert row.charged.endswith("甲某")
        row = step("hand_on", row, clerk, handler=units["other"], reason="由它发照")
        assert Notice.objects.filter(to=people["stranger"], text__contains=str(row)).exists()
        assert row.charged.endswith("甲某")  # until it is taken
        with pytest.raises(Refused, match="承办单位办理"):
            step("take_over", row, clerk)
        back = step("hand_back", row, people["stranger"], reason="不发这种照")
        assert (back.state, back.handler, back.charged[-2:]) == ("open", None, "甲某")
        row = step("hand_on", back, clerk, handler=units["other"], reason="是它的")
        row = step("take_over", row, people["stranger"])
        assert row.charged == units["other"].name
        assert row.due_on == dt.date(2026, 10, 9)  # handing on buys no time
        with pytest.raises(Refused, match="承办单位办理"):
            step("finish", row, clerk, result="办好了")
    with at(dt.date(2026, 10, 9)):
        assert not FirstContact.objects.late(dt.date(2026, 10, 9)).exists()  # the last day is in time
        assert "首问登记" in browser(people["stranger"]).get("/").content.decode()
    with at(dt.date(2026, 10, 10)):
        office = browser(people["supervisor"])
        assert str(row) in office.get(listed + "?state=late").content.decode()
        with pytest.raises(Refused, match="超时原因"):
            step("finish", row, people["stranger"], result="办好了")
        path = reverse("portal:take_contact", args=[row.pk, "finish"])
        done = {"result": "办好了", "late_reason": "系统故障", "seen": row.version}
        assert browser(people["stranger"]).post(path, done).status_code == 302
        in_time = step("finish", asked(people, units["agency"], promised_wd=9), clerk, result="当天办好")
        assert (in_time.was_late, in_time.late_reason) == (False, "")
        page = office.get(listed + "?state=late").content.decode()
        assert str(row) in page
        assert str(in_time) not in page
        table = office.get(reverse("portal:contact_table") + "?state=late").content
        cells = [cell.value for line in openpyxl.load_workbook(io.BytesIO(table)).worksheets[0] for cell in line]
        assert {"限时办结超时清单", str(row), "系统故障", 1} <= set(cells)
        assert str(in_time) not in cells


def test_in_each_state_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    given: dict[str, dict[str, Any]] = {
        "hand_on": {"handler": units["other"], "reason": "由它承办"}, "take_over": {},
        "hand_back": {"reason": "不归我"},
        "finish": {"result": "办好了"},
    }  # fmt: skip
    whose = {"open": "clerk", "handed": "stranger", "taken": "stranger", "done": "clerk"}
    ways = {"open": (), "handed": ("hand_on",), "taken": ("hand_on", "take_over"), "done": ("finish",)}
    with at(ASKED):
        for state, way in ways.items():
            for one in CONTACT.steps:
                row = asked(people, units["agency"])
                for name in way:
                    row = step(name, row, people["stranger" if name == "take_over" else "clerk"], **given[name])
                assert row.state == state
                by = people[whose[state]]
                if state in one.sources:
                    assert step(one.name, row, by, **given[one.name]).state == one.target
                else:
                    with pytest.raises(Refused):
                        step(one.name, row, by, **given[one.name])


def test_who_may_see_and_write_it(people: People, units: Units, browser: Browser) -> None:
    with at(ASKED):
        row = asked(people, units["agency"])
        for name in ("stranger", "county_supervisor", "county_clerk"):
            assert browser(people[name]).get(row.get_absolute_url()).status_code == 404
        for name in ("supervisor", "leader", "stranger"):
            with pytest.raises(Refused):
                actions.first_contact(
                    by=people[name], unit=units["agency"], matter="甲", asked_on=ASKED, first_by="乙", promised_wd=1
                )
        with pytest.raises(Refused, match="晚于今天"):
            asked(people, units["agency"], asked_on=ASKED + dt.timedelta(days=1))
        with pytest.raises(Refused, match="不用转"):
            step("hand_on", row, people["clerk"], handler=units["agency"], reason="自己")
        assert asked(people, units["agency"], promised_wd=0).due_on == ASKED


def test_the_list_asks_no_more_for_more(people: People, units: Units, browser: Browser) -> None:
    asked(people, units["agency"])
    client, listed = browser(people["clerk"]), reverse("portal:contacts")
    few = queries(client, listed)
    for _ in range(5):
        asked(people, units["agency"])
    assert queries(client, listed) == few
