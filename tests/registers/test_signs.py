"""What the system sees on registrations by itself: terms, who wears what, days in the wrong order, lacking elements."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import receive
from fajian.people import actions as people_actions
from fajian.people.models import Officer
from fajian.registers import actions
from fajian.registers.daily import reexamine
from fajian.registers.models import Opening
from tests.clock import at
from tests.registers.conftest import Browser, People, Units, given, opinion, published, queries, registered

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


def crew(people: People, units: Units, number: str, *, certified: bool = True, **more: Any) -> Officer:
    """On the agency's roster; with a certificate of the office's list."""
    said = {"kind": "enforcer", "staffing": "civil", "frontline": True} | more
    today = timezone.localdate()
    card: dict[str, Any] = {}
    if certified:
        card = {"certificate": f"豫R{number}", "region": "4118", "domains": "城市管理", "valid_from_on": today - YEAR,
                "valid_to_on": today + YEAR}  # fmt: skip
    line = people_actions.Line(units["agency"], people_actions.Given(number=number, name=f"{number}某", **said), **card)
    people_actions.take_roster(by=people["supervisor"], lines=[line])
    return Officer.objects.get(number=number)


@pytest.mark.mechanisms("S004-22")
def test_uniforms_are_for_who_is_certified_faces_people_and_is_on_the_staff(people: People, units: Units) -> None:
    good = crew(people, units, "A1")
    crew(people, units, "A2", certified=False)
    crew(people, units, "A3", frontline=False)
    crew(people, units, "A4", staffing="contract")
    crew(people, units, "A5", frontline=None)
    said = {
        "A2": "没有有效的执法证件",
        "A3": "不在直接面向执法对象的岗位",
        "A4": "不是在编在职人员",
        "A5": "无法判断",
        "A9": "没有这个人员编号",
    }
    for number, why in said.items():
        row = registered(people, units, "uniform", title=f"{number}制服", number=number)
        assert why in row.shaken
        with pytest.raises(Refused, match=why):
            opinion(people, row, "keep")
    row = registered(people, units, "uniform", title="制服", number="A1")
    assert row.shaken == ""
    assert opinion(people, row, "keep").state == "proposed"
    row = registered(people, units, "uniform", title="冬装", number="A1")
    today = timezone.localdate()
    people_actions.leave(by=people["clerk"], officer=good, seen=good.version, left_on=today, left_why="调离")
    with at(today + dt.timedelta(days=1)):
        reexamine(timezone.localdate())
        row.refresh_from_db()
        assert "已于" in row.shaken, "who left gives it back"
        row = published(people, row, "return")
        done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "已交回"}
        assert actions.carry_out(by=people["clerk"], registration=row, seen=row.version, **done).state == "ended"


@pytest.mark.mechanisms("S004-12")
def test_devices_are_reckoned_by_officers_and_items_and_those_out_of_term_do_not_count(
    people: People, units: Units, browser: Browser
) -> None:
    for number in ("A1", "A2", "A3"):
        crew(people, units, number)
    crew(people, units, "A4", frontline=False)
    registered(people, units, "item", title="查封场所", act="行政强制")
    today = timezone.localdate()
    registered(people, units, "device", title="一号机", until=(today + YEAR).isoformat())
    old = registered(people, units, "device", title="二号机", until=(today + dt.timedelta(days=1)).isoformat())
    registered(people, units, "device", title="三号机", until=(today + YEAR).isoformat(), working=False)
    desk = browser(people["supervisor"])
    (line,) = desk.get(reverse("registers:equipment")).context["lines"]
    assert (line.officers, line.items, line.wanted, line.good, line.bad, line.lacking) == (3, 1, 3, 2, 1, 1)
    with at(today + dt.timedelta(days=2)):
        desk = browser(people["supervisor"])
        (line,) = desk.get(reverse("registers:equipment")).context["lines"]
        assert (line.good, line.bad, line.lacking) == (1, 2, 2)
        reexamine(timezone.localdate())
        old.refresh_from_db()
        assert "使用期满日期" in old.shaken
        assert "须核对的登记事项（音像记录设备）" in browser(people["clerk"]).get("/").content.decode()
        with pytest.raises(Refused, match="使用期满日期"):
            opinion(people, old, "keep")
        asked = queries(desk, reverse("registers:equipment"))
    file = desk.get(reverse("registers:equipment_file")).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(file)).active.values for cell in row]  # type: ignore[union-attr]
    assert units["agency"].name in cells, [cell for cell in cells if cell]
    assert asked < 30
    assert browser(people["stranger"]).get(reverse("registers:equipment")).context["lines"] == []


@pytest.mark.mechanisms("S004-14")
def test_who_looks_at_a_recording_says_why_and_stays_on_record(people: People, units: Units, browser: Browser) -> None:
    video = receive(io.BytesIO(b"\0\0\0\x18ftypmp42" + b"\0" * 64), "现场.mp4", kinds=("mp4",))
    row = registered(people, units, "recording", title="现场检查", received=[video])
    one = row.files.get()
    address, page = reverse("registers:open", args=[one.pk]), row.get_absolute_url()
    desk = browser(people["supervisor"])
    shown = desk.get(page).content.decode()
    assert one.file.digest[:16] in shown
    assert "还没有人查阅" in shown
    asked = desk.get(address)
    assert "查阅事由" in asked.content.decode()
    assert "Content-Disposition" not in asked.headers, "nothing is given out before"
    assert desk.get(reverse("registers:file", args=[one.pk])).status_code == 404
    assert desk.post(address, {"reason": " "}).status_code == 422
    assert not Opening.objects.exists()
    sent = desk.post(address, {"reason": "案卷评查"})
    assert b"".join(sent.streaming_content)[4:12] == b"ftypmp42"  # type: ignore[attr-defined]
    shown = browser(people["clerk"]).get(page).content.decode()
    for word in ("supervisor某", "案卷评查", "现场.mp4"):
        assert word in shown
    stranger = browser(people["stranger"])
    assert stranger.get(address).status_code == stranger.post(address, {"reason": "看看"}).status_code == 404
    with pytest.raises(Refused, match="查阅音像资料"):
        actions.open_file(by=people["admin"], file=one, reason="看看")
    assert Opening.objects.count() == 1
    plain = SimpleUploadedFile("x.mp4", b"\0\0\0\x18ftypmp42")
    form = {"title": "依据", "unit": units["agency"].pk, "uploads": plain}
    told = browser(people["clerk"]).post(reverse("registers:new", args=["basis"]), form)
    assert "mp4" in told.content.decode(), "recordings belong to the register of recordings"


@pytest.mark.mechanisms("S000-27", "S004-16")
def test_papers_are_held_against_the_provinces_and_old_editions_are_seen(
    people: People, units: Units, browser: Browser
) -> None:
    model = "文号\n当事人\n告知听证权利\n印章和日期"
    asked: dict[str, Any] = {"paper_no": "LZ-08", "standard": "投资项目核准案卷标准（2020年版）", "model": model}
    old = registered(
        people, units, "paper", title="听证告知书", edition="2020", elements="文号、当事人、印章和日期",
        basis="《行政处罚法》第六十三条", **asked,
    )  # fmt: skip
    assert "缺少：告知听证权利" in old.shaken
    with pytest.raises(Refused, match="缺少：告知听证权利"):
        opinion(people, old, "keep")
    new = registered(
        people, units, "paper", title="听证告知书", by="stranger", unit="other", edition="2024", elements=model,
        basis="《行政处罚法》第六十三条", **asked,
    )  # fmt: skip
    assert new.shaken == ""
    address = reverse("registers:editions", args=["paper"])
    (paper,) = browser(people["supervisor"]).get(address).context["papers"]
    told = [(edition, [row.unit for row in rows], newest) for edition, rows, newest in paper.told]
    assert told == [("2024", [units["other"]], True), ("2020", [units["agency"]], False)]
    assert browser(people["supervisor"]).get(reverse("registers:editions", args=["body"])).status_code == 404
    old = published(people, old, "amend")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "改用新版"}
    right = given("paper", title=old.title, edition="2024", elements=model, basis="《行政处罚法》第六十三条", **asked)
    assert actions.renew(by=people["clerk"], registration=old, seen=old.version, given=right, **done).shaken == ""


@pytest.mark.mechanisms("S000-14")
def test_what_was_begun_before_it_was_approved_is_a_clue_that_is_followed(
    people: People, units: Units, browser: Browser
) -> None:
    for count, (approved, started, seen) in enumerate((
        ("2026-03-01", "2026-03-01", False), ("2026-03-02", "2026-03-01", True), ("", "2026-03-01", True),
        ("2026-03-01", "", False), ("", "", False),
    )):  # fmt: skip
        days = {"approved_on": approved, "started_on": started}
        row = registered(people, units, "project", title=f"项目{count}", **days)
        assert ("涉嫌未批先建" in row.shaken) == seen, days
        if seen:
            with pytest.raises(Refused, match="涉嫌未批先建"):
                opinion(people, row, "keep")
    row = registered(people, units, "project", title="先建的", approved_on="", started_on="2026-03-01")
    assert opinion(people, row, "case").state == "proposed"
    desk = browser(people["supervisor"])
    listed = desk.get(reverse("registers:list", args=["project"]), {"state": "shaken"}).content.decode()
    assert "项目1" in listed
    assert "项目3" not in listed
    file = desk.get(reverse("registers:export", args=["project"])).content
    cells = [str(cell) for line in openpyxl.load_workbook(io.BytesIO(file)).active.values for cell in line]  # type: ignore[union-attr]
    assert sum("涉嫌未批先建" in cell for cell in cells) == 3, "the list of clues says why"


@pytest.mark.mechanisms("S003-22")
def test_a_measure_nobody_can_use_does_not_pass(people: People, units: Units) -> None:
    assert opinion(people, registered(people, units, "convenience", title="一次办好"), "keep").state == "proposed"
    for check in ("told_ok", "used_ok", "less_ok", "burden_ok"):
        row = registered(people, units, "convenience", title=f"缺{check}", **{check: False})
        with pytest.raises(Refused, match="没有达到的有"):
            opinion(people, row, "keep")
    with pytest.raises(Refused, match="实际办理或者惠及数"):
        registered(people, units, "convenience", title="没有数", served=None)
    row = published(people, row, "mend")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "已取消收费"}
    row = actions.renew(by=people["clerk"], registration=row, seen=row.version, given=given("convenience"), **done)
    assert row.failed == []


@pytest.mark.mechanisms("S003-25", "S004-61")
def test_appraisals_are_regular_public_and_have_consequences(people: People, units: Units, browser: Browser) -> None:
    desk, address = browser(people["supervisor"]), reverse("registers:list", args=["appraisal"])
    assert units["agency"] in desk.get(address).context["without"]
    for missing in ("plan", "standard", "told", "uses"):
        with pytest.raises(Refused, match="须填写"):
            registered(people, units, "appraisal", title="缺项", **{missing: ""})
    good = registered(people, units, "appraisal", title="甲某第一季度")
    assert units["agency"] not in desk.get(address).context["without"]
    assert units["other"] in desk.get(address).context["without"]
    assert published(people, good, "keep").published_where, "public"
    unfit = registered(people, units, "appraisal", title="乙某第一季度", grade="不称职", fit=False, score="41")
    with pytest.raises(Refused, match="没有达到的有：胜任现岗位"):
        opinion(people, unfit, "keep")
    unfit = published(people, unfit, "reassign")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "调整到后勤岗位"}
    assert actions.carry_out(by=people["clerk"], registration=unfit, seen=unfit.version, **done).state == "ended"
    year = dt.date(timezone.localdate().year + 1, 1, 2)
    with at(year):
        assert units["agency"] in browser(people["supervisor"]).get(address).context["without"], "every year anew"


@pytest.mark.mechanisms("S000-44")
def test_the_list_of_powers_says_by_what_right_and_who_answers_for_it(
    people: People, units: Units, browser: Browser
) -> None:
    with pytest.raises(Refused, match="须填写：责任"):
        registered(people, units, "duty", title="没有责任", liability="")
    with pytest.raises(Refused, match="须填写：设立或者授权依据"):
        registered(people, units, "body", title="没有依据", basis="")
    posts = {"handles": "中队执法人员", "reviews": "法规科", "approves": "分管局长"}
    registered(people, units, "duty", title="占道经营的处罚", **posts)
    registered(people, units, "body", title="市城管局", nature="行政机关", proper=True)
    desk = browser(people["supervisor"])
    for kind, words in {
        "duty": (*posts.values(), "承办人对事实负责", "《行政处罚法》第四十二条"),
        "body": ("行政机关", "《行政处罚法》第二十条"),
    }.items():
        file = desk.get(reverse("registers:export", args=[kind])).content
        cells = [str(cell) for line in openpyxl.load_workbook(io.BytesIO(file)).active.values for cell in line]  # type: ignore[union-attr]
        assert set(words) <= set(cells)
