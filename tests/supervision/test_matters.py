"""What an office looks into: numbered without gaps, seen by a unit only once told, closed over what was done."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.supervision import actions
from fajian.supervision.models import Matter, Measure
from tests.supervision.conftest import INFORMANT, Browser, People, Units, clue, days, fresh, issued, served

pytestmark = pytest.mark.django_db


def taken(kind: str, **more: Any) -> actions.Taken:
    given: dict[str, Any] = {
        "subject": "亮证检查", "held_on": timezone.localdate(), "people": "冯某、白某", "text": "全程随同",
    }  # fmt: skip
    return actions.Taken(kind, **(given | more))


def closed(people: People, row: Matter, outcome: str, by: str = "supervisor") -> Matter:
    row = fresh(row)
    return actions.close(by=people[by], matter=row, seen=row.version, outcome=outcome, summary="办完了")


def test_matters_of_an_office_are_numbered_in_their_year(people: People, units: Units) -> None:
    made = [actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue()) for _ in range(3)]
    below = actions.open_matter(by=people["county_supervisor"], unit=units["county_agency"], clue=clue())
    assert [row.number for row in made] == [1, 2, 3]
    assert below.number == 1


def test_one_clue_is_looked_into_once_at_a_time(people: People, units: Units) -> None:
    by, given = people["supervisor"], clue(origin="finding", source="finding:8123")
    first = actions.open_matter(by=by, unit=units["agency"], clue=given)
    with pytest.raises(Refused, match="正在办理"):
        actions.open_matter(by=by, unit=units["agency"], clue=given)
    actions.refuse(by=by, matter=first, seen=first.version, reason="已经整改")
    assert actions.open_matter(by=by, unit=units["agency"], clue=given).number == 2


def test_nobody_supervises_the_own_office_or_beyond_the_own_area(people: People, units: Units) -> None:
    with pytest.raises(Refused, match="本单位"):
        actions.open_matter(by=people["supervisor"], unit=units["office"], clue=clue())
    with pytest.raises(Refused, match="权限范围"):
        actions.open_matter(by=people["county_supervisor"], unit=units["agency"], clue=clue())


def test_below_the_province_a_special_supervision_names_what_it_carries_out(people: People, matter: Matter) -> None:
    given = {"matter": matter, "seen": matter.version, "way": "special", "situation": "procedure"}
    with pytest.raises(Refused, match="上级文件"):
        actions.accept(by=people["supervisor"], **given)
    row = actions.accept(by=people["supervisor"], **given, upper_document="省司法厅关于专项监督的方案")
    assert row.way_word == "落实上级专项监督"


@pytest.mark.mechanisms("S001-74", "S002-20", "S002-22")
def test_what_people_complain_of_becomes_a_matter_of_its_own_from_clue_to_settlement(
    people: People, matter: Matter, browser: Browser
) -> None:
    by = people["supervisor"]
    row = actions.accept(by=by, matter=matter, seen=matter.version, way="key", situation="conduct")
    actions.record_measure(by=by, unit=row.unit, matter=row, taken=taken("interview", data={"asked": "商户"}))
    made = served(people, row, "opinion")
    made = actions.answer(by=people["clerk"], instrument=made, seen=made.version, text="已退款")
    with pytest.raises(Refused, match="没办完的文书"):
        closed(people, row, "corrected")
    actions.settle(by=by, instrument=made, seen=made.version, note="回访属实")
    done = closed(people, row, "corrected")
    assert (done.state, done.closed_on) == ("closed", timezone.localdate())
    assert done.measures.count() == 1
    address = reverse("supervision:inquiry", args=[done.pk])
    office = browser(by)
    assert done.mark in office.get(reverse("supervision:list")).content.decode()
    assert address in office.get(done.get_absolute_url()).content.decode()
    text = "\n".join(part.text for part in docx.Document(io.BytesIO(office.get(address).content)).paragraphs)
    for words in ("一、线索来源", INFORMANT, "二、调查经过", "访谈：亮证检查", "三、查明的事实", "意见书", "已纠正。"):
        assert words in text, words
    assert [browser(people[name]).get(address).status_code for name in ("clerk", "county_supervisor")] == [403, 404]


def test_a_matter_closes_only_the_way_it_went(people: People, looking: Matter) -> None:
    with pytest.raises(Refused, match="没有核实到位的文书"):
        closed(people, looking, "corrected")
    with pytest.raises(Refused, match="登记监督措施"):
        closed(people, looking, "on_spot")
    given = taken("inspection", found="没有公示", put_right="当场张贴", data={"scope": "大厅"})
    row = fresh(looking)
    actions.record_measure(by=people["supervisor"], unit=row.unit, matter=row, taken=given)
    assert closed(people, looking, "on_spot").outcome_word == "已当场纠正"


def test_a_vertical_body_is_supervised_and_its_superior_is_told(people: People, matter: Matter) -> None:
    given = {"way": "daily", "situation": "procedure", "superior": "省税务局"}
    row = actions.accept(by=people["supervisor"], matter=matter, seen=matter.version, **given)
    with pytest.raises(Refused, match="省税务局"):
        closed(people, row, "clear")
    actions.tell_superior(
        by=people["supervisor"], matter=row, seen=row.version, superior="省税务局", told_on=timezone.localdate()
    )
    assert closed(people, row, "clear").state == "closed"


def test_while_a_review_runs_nothing_is_issued(people: People, looking: Matter) -> None:
    made = issued(people, looking)
    row = fresh(looking)
    row = actions.hold(by=people["supervisor"], matter=row, seen=row.version, reason="安政复〔2026〕58号")
    served_now = actions.Service(timezone.localdate(), "收发室", "direct")
    with pytest.raises(Refused, match="已中止"):
        actions.serve(by=people["supervisor"], instrument=made, seen=made.version, service=served_now)
    with pytest.raises(Refused, match="已中止"):
        actions.record_measure(by=people["supervisor"], unit=row.unit, matter=row, taken=taken("evaluation"))
    row = actions.resume(by=people["supervisor"], matter=row, seen=row.version, reason="维持原决定")
    assert row.state == "looking"


def test_a_body_above_takes_a_matter_over_and_numbers_it_anew(people: People, units: Units) -> None:
    row = actions.open_matter(by=people["county_supervisor"], unit=units["county_agency"], clue=clue())
    taken_over = actions.elevate(by=people["supervisor"], matter=row, seen=row.version, reason="影响重大")
    assert (taken_over.office, taken_over.elevated_from) == (units["office"], units["county_office"])
    assert (taken_over.way_word, taken_over.state, taken_over.number) == ("重点监督（提级）", "looking", 1)
    with pytest.raises(Refused, match="市司法局"):
        actions.close(
            by=people["county_supervisor"], matter=taken_over, seen=taken_over.version, outcome="clear", summary="无"
        )


@pytest.mark.mechanisms("S001-57", "S002-03")
def test_each_way_of_supervising_has_a_record_of_its_own(people: People, units: Units) -> None:
    own = {
        "file_review": {"files": 12, "failed": 0},
        "special": {"plan": "省专项监督方案"},
        "documents": {"listed": "案卷目录"},
        "unannounced": {"spot": "办事大厅", "seen": "无人值守"},
        "test": {"paper": "行政处罚法", "tested": 40, "took": 38, "passed": 35},
        "accompanying": {"activity": "夜查"},
    }
    for kind, data in own.items():
        with pytest.raises(Refused, match="须填写"):
            actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=taken(kind))
        if kind == "unannounced":
            continue  # with a file: test_an_unannounced_visit
        made = actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=taken(kind, data=data))
        assert [text for _, text in made.told] == [str(value) for value in data.values()]


def test_a_measure_to_come_is_not_recorded_yet(people: People, units: Units) -> None:
    given = taken("evaluation", held_on=timezone.localdate() + days(1))
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=given)


@pytest.mark.mechanisms("S001-59")
def test_an_unannounced_visit_is_recorded_with_its_place_and_picture_and_kept_from_the_unit(
    people: People, units: Units, browser: Browser
) -> None:
    from tests.ledgers.stories import pdf

    data = {"spot": "湖滨夜市", "position": "120.1, 30.2", "seen": "没有出示执法证"}
    given = taken("unannounced", data=data)
    with pytest.raises(Refused, match="须附照片"):
        actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=given)
    made = actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=given, received=[pdf("现场")])
    assert made.files.count() == 1
    assert "120.1, 30.2" in browser(people["supervisor"]).get(made.get_absolute_url()).content.decode()
    for name in ("clerk", "chief"):
        assert browser(people[name]).get(made.get_absolute_url()).status_code == 404
        assert list(Measure.objects.visible_to(people[name])) == []


def test_a_unit_learns_of_a_matter_with_its_first_paper_and_never_who_complained(
    people: People, looking: Matter, browser: Browser
) -> None:
    address = looking.get_absolute_url()
    assert browser(people["clerk"]).get(address).status_code == 404
    made = served(people, looking)
    page = browser(people["clerk"]).get(address)
    assert page.status_code == 200
    for one in (address, made.get_absolute_url()):
        assert INFORMANT not in browser(people["clerk"]).get(one).content.decode()
    assert INFORMANT in browser(people["supervisor"]).get(address).content.decode()
    assert browser(people["stranger"]).get(address).status_code == 404


def test_what_the_city_looks_into_at_the_county_the_county_learns_when_told(people: People, units: Units) -> None:
    row = actions.open_matter(by=people["supervisor"], unit=units["county_agency"], clue=clue())
    seen = Matter.objects.visible_to(people["county_supervisor"])
    assert not seen.exists()
    row = actions.accept(by=people["supervisor"], matter=row, seen=row.version, way="daily", situation="other")
    served(people, row)
    assert seen.exists()
