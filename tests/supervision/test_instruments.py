"""督办函, 意见书, 决定书: who signs, their numbers, their terms, what comes back."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import path_of, receive
from fajian.core.models import Notice
from fajian.engine.faults import InputError
from fajian.engine.office import letters
from fajian.supervision import actions, papers
from fajian.supervision.models import DocNumber, Instrument, Matter
from fajian.supervision.terms import REPORT, is_reminded, last_day, usual
from tests.clock import at
from tests.supervision.conftest import People, Units, answered, days, drafted, fresh, issued, served, service, text

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_whoever_drafted_does_not_sign(people: People, looking: Matter) -> None:
    made = drafted(people, looking)
    made = actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    with pytest.raises(Refused, match="不能自己签发"):
        actions.issue_instrument(by=people["supervisor"], instrument=made, seen=made.version, word="安司督函")


def test_an_opinion_has_its_evidence_and_every_paper_its_term(people: People, looking: Matter) -> None:
    with pytest.raises(Refused, match="证据目录"):
        drafted(people, looking, "opinion", evidence=" ")
    with pytest.raises(Refused, match="报送时限"):
        drafted(people, looking, term=0)
    with pytest.raises(Refused, match="处理要求"):
        drafted(people, looking, demands="")


def test_numbers_follow_one_another_by_body_word_and_year_and_none_is_lost(people: People, looking: Matter) -> None:
    first = issued(people, looking)
    actions.withdraw(by=people["supervisor"], instrument=first, seen=first.version, reason="主送有误")
    dropped = drafted(people, looking)
    actions.drop(by=people["supervisor"], instrument=dropped, seen=dropped.version, reason="不发了")
    issued(people, looking)
    issued(people, looking, "opinion")
    year = timezone.localdate().year
    assert [str(one) for one in DocNumber.objects.order_by("word", "serial")] == [
        f"安司监意〔{year}〕1号", f"安司督函〔{year}〕1号", f"安司督函〔{year}〕2号",
    ]  # fmt: skip
    with pytest.raises(Refused, match="代字"):
        issued(people, looking, word="安司督函〔2026〕")


@pytest.mark.mechanisms("S004-53")
def test_what_was_found_wrong_is_put_right_by_an_opinion_with_a_term(people: People, looking: Matter) -> None:
    made = served(people, looking, "opinion")
    assert made.due_on == last_day(timezone.localdate(), 30, "calendar_days")
    assert Notice.objects.filter(to=people["clerk"], text__contains="安司监意").exists()
    made = actions.answer(by=people["clerk"], instrument=made, seen=made.version, text="已纠正")
    back = timezone.localdate() + days(3)
    made = actions.send_back(
        by=people["supervisor"], instrument=made, seen=made.version, reason="附件不全", due_on=back
    )
    made = actions.answer(by=people["clerk"], instrument=made, seen=made.version, text="已补附件")
    made = actions.settle(by=people["supervisor"], instrument=made, seen=made.version, note="核实")
    assert [reply.number for reply in made.replies.all()] == [1, 2]
    assert made.state == "settled"


def test_what_was_said_of_a_draft_stays_inside(people: People, looking: Matter) -> None:
    made = drafted(people, looking)
    made = actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    made = actions.return_instrument(by=people["colleague"], instrument=made, seen=made.version, reason="口气太重")
    made = actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    made = actions.issue_instrument(by=people["colleague"], instrument=made, seen=made.version, word="安司督函")
    assert made.reason == ""


def test_a_decision_is_the_governments(people: People, looking: Matter, units: Units) -> None:
    made = drafted(people, looking, "decision")
    assert made.issuer == units["root"]
    with pytest.raises(Refused, match="本级人民政府制发"):
        actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    with pytest.raises(Refused, match="报请理由"):
        actions.propose_decision(by=people["supervisor"], instrument=made, seen=made.version)
    urge = drafted(people, looking)
    with pytest.raises(Refused, match="不报政府决定"):
        actions.propose_decision(by=people["supervisor"], instrument=urge, seen=urge.version, major="重大")
    made = actions.propose_decision(by=people["supervisor"], instrument=made, seen=made.version, major="督办函未落实")
    made = actions.decide(by=people["leader"], instrument=made, seen=made.version, word="安政监决")
    assert str(made.number) == f"安政监决〔{timezone.localdate().year}〕1号"
    assert made.number.issuer == units["root"]
    assert "安澜市人民政府" in words_of(path_of(made.paper.digest).read_bytes())


def test_not_obeyed_is_found_only_when_the_day_is_over(people: People, looking: Matter) -> None:
    made = served(people, looking)
    with pytest.raises(Refused, match="当天仍算按期"):
        actions.disobey(by=people["supervisor"], instrument=made, seen=made.version, reason="没有报")
    with at(made.due_on + days(1)):
        made = actions.disobey(by=people["supervisor"], instrument=made, seen=made.version, reason="没有报")
        row = fresh(looking)
        with pytest.raises(Refused, match="没有落实"):
            actions.close(by=people["supervisor"], matter=row, seen=row.version, outcome="moved", summary="完")
        late = actions.answer(by=people["clerk"], instrument=made, seen=made.version, text="补报")
    assert late.replies.get().late


def test_the_term_is_counted_by_the_clock_and_never_ends_on_a_rest_day() -> None:
    assert last_day(dt.date(2026, 9, 10), 15, "calendar_days") == dt.date(2026, 9, 28)  # 25th to 27th: 中秋
    assert last_day(dt.date(2026, 9, 28), 3, "working_days") == dt.date(2026, 10, 8)
    with pytest.raises(Refused, match="至少 1 天"):
        last_day(dt.date(2026, 9, 28), 0, "working_days")


def test_the_usual_term_is_that_of_the_region(units: Units) -> None:
    assert units["team"].region is None
    assert "参照" in usual(REPORT, units["office"], dt.date(2026, 11, 1)).basis


def test_reminders_come_before_the_day_the_day_after_and_every_fifth_working_day() -> None:
    due = dt.date(2026, 11, 13)
    told = [day for day in (due + days(n) for n in range(-10, 16)) if is_reminded(due, day)]
    assert told == [dt.date(2026, 11, 10), due, dt.date(2026, 11, 16), dt.date(2026, 11, 20), dt.date(2026, 11, 27)]


def test_the_daily_reminder_tells_the_unit_once_a_day_and_the_office_when_it_is_late(
    people: People, looking: Matter
) -> None:
    from fajian.supervision.daily import remind

    made = served(people, looking)
    day = made.due_on + days(1)
    while not is_reminded(made.due_on, day):
        day += days(1)
    with at(day):
        assert remind(day) == {"reminded": 1, "late": 1}
        remind(day)
    told = Notice.objects.filter(text__contains="逾期")
    assert told.filter(to=people["clerk"]).count() == told.filter(to=people["supervisor"]).count() == 1


def test_an_objection_upheld_takes_the_paper_back_and_one_rejected_leaves_it(people: People, looking: Matter) -> None:
    made = served(people, looking)
    row = actions.file_objection(by=people["clerk"], instrument=made, seen=made.version, text="对象不对")
    with pytest.raises(Refused, match="等答复"):
        actions.file_objection(by=people["clerk"], instrument=made, seen=made.version, text="再说一次")
    actions.reject_objection(by=people["supervisor"], objection=row, seen=row.version, answer="有音像")
    assert fresh(made).state == "served"
    again = actions.file_objection(by=people["clerk"], instrument=made, seen=made.version, text="补充证据")
    actions.uphold_objection(by=people["supervisor"], objection=again, seen=again.version, answer="确属外单位人员")
    assert fresh(made).state == "withdrawn"


def test_nothing_is_settled_over_an_open_objection(people: People, looking: Matter) -> None:
    made = answered(people, looking)
    actions.file_objection(by=people["clerk"], instrument=made, seen=made.version, text="认定有误")
    with pytest.raises(Refused, match="还没有答复"):
        actions.settle(by=people["supervisor"], instrument=made, seen=made.version, note="到位")


@pytest.mark.parametrize("kind", Instrument.TITLES)
def test_each_paper_says_what_was_written_under_its_number_and_nothing_is_left_to_fill_in(
    kind: str, people: People, looking: Matter
) -> None:
    made = issued(people, looking, kind)
    said = words_of(path_of(made.paper.digest).read_bytes())
    for part in (
        made.issuer.name,
        str(made.number),
        made.heading,
        "安澜市城市管理局：",
        "同月12日又有同样情形。",
        "30日",
    ):
        assert part in said, part
    assert "【待填" not in said
    assert "{" not in said
    slip = words_of(papers.written(made, "service"))
    assert str(made.number) in slip
    assert "收件人签名" in slip


def test_an_office_lays_its_papers_out_itself_and_strange_placeholders_are_refused(
    people: People, units: Units, looking: Matter, tmp_path: Path
) -> None:
    office = units["office"]
    own = tmp_path / "own.docx"
    letters.write(
        own, letters.Letter("{{ 文书名称 }}", (letters.Paragraph("本局样式 {{ 文号 }}"),)), made_on=timezone.localdate()
    )
    papers.check(own)
    with own.open("rb") as stream:
        received = receive(stream, "own.docx")
    actions.lay_out(by=people["supervisor"], unit=office, kind="urge", received=received)
    made = issued(people, looking)
    assert "本局样式 安司督函" in words_of(path_of(made.paper.digest).read_bytes())
    actions.lay_out(by=people["supervisor"], unit=office, kind="urge", received=None)
    assert "本局样式" not in words_of(papers.written(made))
    bad = tmp_path / "bad.docx"
    letters.write(bad, letters.Letter("{{ 举报人 }}", ()), made_on=timezone.localdate())
    with pytest.raises(InputError, match="举报人"):
        papers.check(bad)


def test_a_paper_is_served_between_its_day_and_today(people: People, looking: Matter) -> None:
    made = issued(people, looking)
    for day in (timezone.localdate() - days(1), timezone.localdate() + days(1)):
        given = service(served_on=day)
        with pytest.raises(Refused, match="成文日期到今天"):
            actions.serve(by=people["supervisor"], instrument=made, seen=made.version, service=given)


def test_a_draft_says_what_was_written_last(people: People, looking: Matter) -> None:
    made = drafted(people, looking)
    by, given = people["supervisor"], text(facts="另查明三起")
    made = actions.edit_instrument(by=by, instrument=made, seen=made.version, text=given)
    assert "另查明三起" in words_of(papers.written(made))
    assert "【待填：文号】" in words_of(papers.written(made))
