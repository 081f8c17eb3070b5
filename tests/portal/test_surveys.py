"""测评 and 入企评价: codes for one use, figures for nobody's answer, frozen results."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from fajian.core.digests import canonical, digest
from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.orgs.models import Unit
from fajian.portal import actions, ballots, tallies
from fajian.portal.actions import PUBLIC
from fajian.portal.models import Answer, Ballot, Survey, SurveyResult
from fajian.portal.tallies import Sheet, periods, tally
from fajian.reporting import appraisal
from tests.clock import at
from tests.portal.conftest import Browser, People, Units, browser, people, units
from tests.portal.test_public import HIDDEN, dump

__all__ = ["browser", "people", "units"]
pytestmark = pytest.mark.django_db
START, END = dt.date(2026, 9, 21), dt.date(2026, 9, 30)
FORM = tallies.words().questionnaires["environment"]
ALL = {one.code for one in FORM.questions}


def same(choice: str, form: Any = FORM) -> dict[str, str]:
    return {one.code: choice for one in form.questions}


def opened(people: People, units: Units, **more: Any) -> Survey:
    given = {
        "title": "监督员测评", "questionnaire": "environment", "opens_on": START, "closes_on": END,
        "weights": {"enterprise": 3, "delegate": 1}, "targets": [units["agency"], units["other"]], **more,
    }  # fmt: skip
    return actions.open_survey(by=people["supervisor"], unit=units["root"], **given)


def roster(people: People, units: Units, **groups: int) -> None:
    for group, count in groups.items():
        for number in range(count):
            actions.appoint(
                by=people["supervisor"], unit=units["root"], name=f"{group}{number}", group=group, since=START
            )


def codes(people: People, survey: Survey, group: str, count: int) -> list[str]:
    made = [ballots.new() for _ in range(count)]
    digests = [ballots.digest(code) for code in made]
    actions.issue_ballots(by=people["supervisor"], survey=survey, group=group, digests=digests)
    return made


def answer(code: str, unit: Unit, choice: str, form: Any = FORM) -> bool:
    return actions.answer_survey(by=PUBLIC, code=code, target=unit, choices=same(choice, form))


def visit_code(people: People, unit: Unit, reference: str = "") -> str:
    code = ballots.new()
    actions.issue_visit_code(by=people["clerk"], unit=unit, digest=ballots.digest(code), reference=reference)
    return code


@pytest.mark.mechanisms("S002-27")
def test_the_roster_rates_the_units_by_weight_and_the_frozen_result_can_be_checked(
    people: People, units: Units, browser: Browser
) -> None:
    with at(START):
        roster(people, units, enterprise=5, delegate=5, lawyer=1)
        survey = opened(people, units)
        with pytest.raises(Refused, match="参加测评的组"):
            codes(people, survey, "lawyer", 1)  # no weight, so no part in it
        with pytest.raises(Refused, match="最多再发 5"):
            codes(people, survey, "enterprise", 6)
        mine = codes(people, survey, "enterprise", 5)
        with pytest.raises(Refused, match="最多再发 0"):
            codes(people, survey, "enterprise", 1)
        # The other group gets its codes from the page: cut out, shuffled, kept nowhere.
        office = browser(people["supervisor"])
        sheet = office.post(reverse("portal:issue_ballots", args=[survey.pk]), {"group": "delegate"})
        theirs = re.findall(r"\b(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\b", texts(sheet.content))
        assert len(set(theirs)) == 5
        for code in mine:
            assert answer(code, units["agency"], "good") is False
            assert answer(code, units["other"], "very") is True
        for number, code in enumerate(theirs):
            page = Client().get(reverse("portal:answer", args=[ballots.plain(code)]))
            assert page.status_code == 200
            rated(ballots.plain(code), units["agency"], "bad" if number else "none")
        assert "结束以前谁也看不到结果" in office.get(survey.get_absolute_url()).content.decode()
        with pytest.raises(Refused, match="结束日期以后"):
            actions.freeze_survey(by=people["supervisor"], survey=survey, seen=survey.version)
        assert not SurveyResult.objects.exists()
    with at(END + dt.timedelta(days=1)):
        office = browser(people["supervisor"])
        sent = office.post(reverse("portal:freeze_survey", args=[survey.pk]), {"seen": survey.version})
        assert sent.status_code == 302
        survey = Survey.objects.get()
        first = SurveyResult.objects.get(unit=units["agency"])
        # Enterprises 80 (weight 3); four delegates 0, the fifth had no opinion: too few, so taken with the enterprises.
        assert first.count == 9
        assert first.score == Decimal("44.44")  # (5 × 80 + 4 × 0) ÷ 9, one part of weight 4
        assert first.satisfied == Decimal("55.56")
        assert [part["weight"] for part in first.detail["parts"]] == [4]
        (lost,) = appraisal.rows(appraisal.items()["disliked"], people["supervisor"], END.year, END)
        assert lost == first  # below 85 % satisfied, it costs points in the year's appraisal; the other does not
        other = SurveyResult.objects.get(unit=units["other"])
        assert (other.count, other.score) == (5, Decimal("100.00"))
        assert survey.digest == digest(canonical(ballots.published(SurveyResult.objects.all())), "sha256")
        with pytest.raises(Refused, match="已经封存"):
            actions.freeze_survey(by=people["supervisor"], survey=survey, seen=survey.version)
        late = next(code for code in theirs)
        with pytest.raises(Refused, match="作废"):
            answer(ballots.plain(late), units["other"], "bad")
        page = office.get(survey.get_absolute_url()).content.decode()
        assert page.index("金丝雀") < page.index("44.44")  # first and second place
        assert "按组权重的平均" in page
        table = office.get(reverse("portal:survey_table", args=[survey.pk])).content
        cells = [
            cell.value for row in openpyxl.load_workbook(io.BytesIO(table)).worksheets[0].iter_rows() for cell in row
        ]
        assert {44.44, 100} <= {cell for cell in cells if isinstance(cell, int | float)}
        # A unit reads its own, not the other's.
        clerk = browser(people["clerk"])
        assert "44.44" in clerk.get(reverse("portal:survey_result", args=[first.pk])).content.decode()
        assert "监督员测评" in clerk.get(reverse("portal:ratings")).content.decode()
        assert clerk.get(reverse("portal:survey_result", args=[other.pk])).status_code == 404
        assert clerk.get(reverse("portal:ratings") + f"?unit={units['other'].pk}").status_code == 404
        assert clerk.get(reverse("portal:ratings") + "?unit=²").status_code == 200, "no number: the own unit"


def rated(code: str, unit: Unit, choice: str) -> None:
    """Through the page, as a browser without scripts sends it."""
    client, path = Client(), reverse("portal:answer", args=[code])
    hidden = dict(HIDDEN.findall(client.get(path).content.decode()))
    given = {f"q_{name}": value for name, value in same(choice).items()}
    assert client.post(path, hidden | given | {"unit": unit.pk}).status_code in (200, 302)


def texts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())


def test_a_code_answers_once_and_only_what_it_is_for(people: People, units: Units) -> None:
    with at(START):
        roster(people, units, enterprise=2)
        survey = opened(people, units)
        code, second = codes(people, survey, "enterprise", 2)
        assert answer(code, units["agency"], "good") is False
        for wrong in (units["agency"], units["office"]):
            with pytest.raises(Refused, match="已经评过"):
                answer(code, wrong, "good")
        with pytest.raises(Refused, match="每一题"):
            actions.answer_survey(by=PUBLIC, code=code, target=units["other"], choices={"service": "good"})
        with pytest.raises(Refused, match="每一题"):
            actions.answer_survey(by=PUBLIC, code=code, target=units["other"], choices=same("great"))
        assert answer(code, units["other"], "good") is True
        with pytest.raises(Refused, match="只能用一次"):
            answer(code, units["other"], "bad")
        assert actions.void_ballots(by=people["supervisor"], survey=survey, group="enterprise") == 1
        with pytest.raises(Refused, match="作废"):
            answer(second, units["agency"], "bad")
        assert len(codes(people, survey, "enterprise", 1)) == 1  # as many again as were void
        with pytest.raises(Refused, match="没有这个评价码"):
            answer(ballots.new(), units["agency"], "bad")
        with pytest.raises(Refused, match="不用登录"):
            actions.answer_survey(by=people["clerk"], code=second, target=units["agency"], choices=same("very"))
    for day, why in ((END + dt.timedelta(days=1), "过期"), (START - dt.timedelta(days=1), "还没有开始")):
        left = Ballot.objects.get(is_used=False, is_void=False)
        assert why in ballots.unusable(left, day)
    assert Answer.objects.count() == 2


def test_neither_answer_nor_code_nor_log_says_who(people: People, units: Units) -> None:
    with at(START):
        roster(people, units, enterprise=2)
        survey = opened(people, units)
        code, _ = codes(people, survey, "enterprise", 2)
        before = Event.objects.count()
        answer(code, units["agency"], "bad")
        event = Event.objects.order_by("-pk")[0]
    assert Event.objects.count() == before + 1
    assert (event.actor, event.unit) in ((0, None), (0, 0))
    told = str(event.payload)
    assert [word for word in ("bad", str(units["agency"].pk) + ",", code, ballots.digest(code)) if word in told] == []
    assert code not in dump()
    # Nothing joins an answer to a code: no key, no moment, no order.
    with connection.cursor() as cursor:
        columns = {
            table: {one.name for one in connection.introspection.get_table_description(cursor, table)}
            for table in ("portal_answer", "portal_ballot")
        }
    assert columns["portal_answer"] == {"id", "survey_id", "target_id", "group", "month", "choices"}
    assert not [name for name in columns["portal_ballot"] if name.endswith(("_at", "_on"))]
    assert Answer.objects.get().month == START.replace(day=1)


def test_after_a_visit_the_enterprise_rates_it_and_the_unit_learns_no_single_answer(
    people: People, units: Units, browser: Browser
) -> None:
    visit, agency = tallies.words().questionnaires["visit"], units["agency"]
    with at(dt.date(2026, 9, 7)):
        with pytest.raises(Refused, match="没有开通"):
            visit_code(people, agency)
        opened(people, units, questionnaire="visit", opens_on=dt.date(2026, 9, 1), closes_on=None, targets=())
        with pytest.raises(Refused, match="已经开通"):
            opened(people, units, questionnaire="visit", closes_on=None, targets=())
        shown = browser(people["clerk"]).post(reverse("portal:visit_code"), {"unit": agency.pk, "reference": "检查1"})
        code = ballots.plain(shown.context["shown"])
        assert shown["Cache-Control"] == "no-store"
        again = browser(people["clerk"]).post(reverse("portal:visit_code"), {"unit": agency.pk, "reference": "检查1"})
        assert "一次检查只开一个" in again.content.decode()
        with pytest.raises(Refused, match="本单位"):
            visit_code(people, units["other"])
        with pytest.raises(Refused):
            actions.issue_visit_code(by=people["supervisor"], unit=agency, digest=ballots.digest(code))
        path, client = reverse("portal:answer", args=[code]), Client()
        page = client.get(path).content.decode()
        assert "安澜市城市管理局" in page
        assert "<script" not in page or "请启用" not in page
        assert client.post(path, {"unit": agency.pk}).status_code == 422
        sent = client.post(path, {"unit": agency.pk} | {f"q_{one.code}": "bad" for one in visit.questions})
        assert "已经收到" in sent.content.decode()
        assert "用过" in client.get(path).content.decode()
        assert client.get(path).status_code == 410
        for _ in range(3):
            answer(visit_code(people, agency), agency, "good", visit)
    ratings = reverse("portal:ratings")
    with at(dt.date(2026, 10, 8)):  # four in September: nothing yet, and October is not over
        answer(visit_code(people, agency), agency, "good", visit)
        answer(visit_code(people, agency), agency, "good", visit)
        assert "还没有可以公布的数字" in browser(people["clerk"]).get(ratings).content.decode()
        assert ballots.of_visits(agency, dt.date(2026, 10, 31)) == []
    with at(dt.date(2026, 11, 2)):
        ((first, last, made),) = ballots.of_visits(agency, dt.date(2026, 11, 2))
        assert (first, last, made.count) == (dt.date(2026, 9, 1), dt.date(2026, 10, 1), 6)
        assert made.score == Decimal("66.67")
        clerk = browser(people["clerk"])
        page = clerk.get(ratings).content.decode()
        assert "2026年9月至2026年10月" in page
        assert "83.33" in page
        assert "偏低" in page
        assert "检查1" not in page
        answer(visit_code(people, agency), agency, "bad", visit)
        assert clerk.get(ratings).content.decode().count("6 份") == 1  # the new one is not felt
        for name in ("chief", "leader", "supervisor", "discipline"):
            body = browser(people[name]).get(f"{ratings}?unit={agency.pk}").content.decode()
            assert "检查1" not in body
            assert "66.67" in body
        assert browser(people["stranger"]).get(f"{ratings}?unit={agency.pk}").status_code == 404


def test_a_guesser_is_stopped(units: Units, people: People) -> None:
    with at(dt.date(2026, 9, 7), 9):
        for _ in range(20):
            assert Client().get(reverse("portal:answer", args=[ballots.new()])).status_code == 404
        assert Client().get(reverse("portal:answer", args=[ballots.new()])).status_code == 429


def test_a_typed_code_leads_to_its_page_and_a_slip_is_told() -> None:
    code, path = ballots.new(), reverse("portal:enter_code")
    assert ballots.plain(ballots.shown(code).lower()) == code
    assert Client().post(path, {"code": ballots.shown(code)}).headers["Location"] == reverse(
        "portal:answer", args=[code]
    )
    assert Client().post(path, {"code": "ABCD-0000"}).status_code == 422


def test_what_the_office_may_not_do(people: People, units: Units) -> None:
    given: dict[str, Any] = {
        "unit": units["root"], "title": "甲", "questionnaire": "environment", "opens_on": START, "closes_on": END,
        "weights": {"enterprise": 1}, "targets": [units["agency"]],
    }  # fmt: skip
    for by in ("clerk", "leader", "county_supervisor"):
        with pytest.raises(Refused):
            actions.open_survey(by=people[by], **given)
    with pytest.raises(Refused, match="结束日期"):
        opened(people, units, closes_on=START - dt.timedelta(days=1))
    with pytest.raises(Refused, match="权重"):
        opened(people, units, weights={"enterprise": 0})
    with pytest.raises(Refused, match="本地区以内"):
        actions.open_survey(
            by=people["county_supervisor"], unit=units["county"], title="乙", questionnaire="environment",
            opens_on=START, closes_on=END, weights={"enterprise": 1}, targets=[units["agency"]],
        )  # fmt: skip
    row = actions.appoint(by=people["supervisor"], unit=units["root"], name="甲", group="media", since=START)
    with pytest.raises(Refused, match="同名"):
        actions.appoint(by=people["supervisor"], unit=units["root"], name="甲", group="media", since=START)
    with pytest.raises(Refused):
        actions.dismiss(by=people["county_supervisor"], panelist=row, seen=row.version, reason="不该由我")
    assert actions.dismiss(by=people["supervisor"], panelist=row, seen=row.version, reason="工作调动").ended_on


def test_small_groups_are_taken_together_and_nothing_is_said_of_too_few() -> None:
    def sheets(**groups: tuple[int, str]) -> list[Sheet]:
        return [Sheet(group, same(choice)) for group, (count, choice) in groups.items() for _ in range(count)]

    assert tally(sheets(enterprise=(4, "very")), FORM, {}) is None
    made = tally(sheets(enterprise=(6, "very"), media=(2, "bad")), FORM, {"enterprise": 1, "media": 1})
    assert made is not None
    assert [(part.groups, part.count, part.weight) for part in made.parts] == [(("media", "enterprise"), 8, 2)]
    assert made.score == Decimal("75.00")
    made = tally(sheets(enterprise=(5, "very"), delegate=(5, "bad")), FORM, {"enterprise": 3, "delegate": 1})
    assert made is not None
    assert made.score == Decimal("75.00")  # by weight, not by heads
    made = tally(sheets(lawyer=(2, "bad"), media=(3, "bad"), member=(4, "very")), FORM, {})
    assert made is not None
    assert sum(part.count for part in made.parts) == made.count == 9  # whoever is left over joins the last
    assert all(part.count >= tallies.words().least for part in made.parts)
    half = Sheet("media", same("none") | {"lawful": "bad", "service": "very"})
    assert tallies.points(half, FORM) == Fraction(100, 3)  # what is not known does not count
    assert tallies.points(Sheet("media", same("none")), FORM) is None


def test_months_are_told_once_they_are_over_and_never_change() -> None:
    months = {dt.date(2026, 1, 1): 3, dt.date(2026, 2, 1): 1, dt.date(2026, 3, 1): 1, dt.date(2026, 4, 1): 9}
    assert periods(months, dt.date(2026, 3, 31)) == []
    first = (dt.date(2026, 1, 1), dt.date(2026, 3, 1), 5)
    assert periods(months, dt.date(2026, 4, 30)) == [first]
    assert periods(months, dt.date(2026, 5, 1)) == [first, (dt.date(2026, 4, 1), dt.date(2026, 4, 1), 9)]
