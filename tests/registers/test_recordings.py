"""音像记录 registered one by one and checked in five points."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.registers import actions
from fajian.registers.kinds import kinds
from tests.registers.conftest import Browser, People, Units, given, opinion, published, registered

pytestmark = pytest.mark.django_db


@pytest.mark.mechanisms("S001-50", "S001-51", "S004-23")
def test_a_recording_is_listed_and_passes_only_with_all_five_points(
    people: People, units: Units, browser: Browser
) -> None:
    for act in ("行政检查", "行政处罚", "行政许可", "行政强制"):
        registered(people, units, "recording", title=f"{act}记录", act=act)
    for check in kinds()["recording"].checks:
        bad = registered(people, units, "recording", title=f"缺{check}", **{check: False})
        with pytest.raises(Refused, match="没有达到的有"):
            opinion(people, bad, "keep")
    bad = published(people, bad, "mend")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "已通报并培训"}
    bad = actions.renew(by=people["clerk"], registration=bad, seen=bad.version, given=given("recording"), **done)
    assert bad.failed == []
    assert opinion(people, bad, "keep").state == "proposed"
    file = browser(people["supervisor"]).get(reverse("registers:export", args=["recording"])).content
    sheet: Any = openpyxl.load_workbook(io.BytesIO(file)).active
    lines = list(sheet.iter_rows(values_only=True))
    heading = next(line for line in lines if "使用规范用语" in line)
    assert [str(cell) for line in lines for cell in line].count("否") == 4, "one for each that was not put right"
    assert "保存位置和编号" in heading
    with pytest.raises(Refused, match="须填写：保存位置和编号"):
        registered(people, units, "recording", title="没有保存", place="")
    assert dt.date.fromisoformat(bad.data["recorded_on"])


@pytest.mark.mechanisms("S000-22")
def test_what_was_handed_over_whole_to_a_contractor_is_found_and_ended(people: People, units: Units) -> None:
    """一包了事: each of the four points alone keeps the contract from going on; mended or ended, it leaves the list."""
    good = registered(people, units, "outsourcing", title="节能检测外包")
    assert opinion(people, good, "keep").state == "proposed"
    for check in kinds()["outsourcing"].checks:
        bad = registered(people, units, "outsourcing", title=f"缺{check}", **{check: False})
        with pytest.raises(Refused, match="没有达到的有"):
            opinion(people, bad, "keep")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "合同已解除，工作收回"}
    bad = published(people, bad, "end")
    assert actions.carry_out(by=people["clerk"], registration=bad, seen=bad.version, **done).state == "ended"


@pytest.mark.mechanisms("S004-32")
def test_persuading_guiding_talking_and_reminding_are_registered_and_followed_until_put_right(
    people: People, units: Units, browser: Browser
) -> None:
    ways = ("说服教育", "行政指导", "约谈", "提醒告诫")
    for way in ways:
        row = registered(people, units, "soft_measure", title=f"门前堆物{way}", way=way)
    with pytest.raises(Refused, match="须填写：执法人员和证号"):
        registered(people, units, "soft_measure", title="没有执法人员", officers="")
    with pytest.raises(Refused, match="没有达到的有：已经改正"):
        opinion(people, row, "keep")
    row = published(people, row, "mend")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "复查，已清理"}
    right = given("soft_measure", title=row.title, corrected=True)
    row = actions.renew(by=people["clerk"], registration=row, seen=row.version, given=right, **done)
    assert opinion(people, row, "keep").state == "proposed"
    file = browser(people["supervisor"]).get(reverse("registers:export", args=["soft_measure"])).content
    cells = [str(cell) for line in openpyxl.load_workbook(io.BytesIO(file)).active.values for cell in line]  # type: ignore[union-attr]
    assert all(cells.count(way) == 1 for way in ways)


def test_what_is_no_proper_body_does_not_stay_as_it_is(people: People, units: Units) -> None:
    with pytest.raises(Refused, match="没有达到的有：具备执法主体资格"):
        opinion(people, registered(people, units, "body"), "keep")
