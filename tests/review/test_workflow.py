"""The three tables of steps, and what each step brings about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from fajian.core.commands import System
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.core.workflow import Workflow
from fajian.draws.models import Draw
from fajian.engine.draws import verify
from fajian.engine.faults import InputError
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Rectification
from fajian.orgs.models import Unit, User
from fajian.review import actions
from fajian.review.models import Batch, Objection, Sample, ScoreSheet
from fajian.review.workflow import BATCH, SAMPLE, SHEET
from tests.core.workflows import assert_every_step
from tests.records.conftest import case
from tests.review.conftest import ALONE, DAY, READERS, brought_to, drawn, good, hand_in, of_a, opened

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.mark.parametrize("table", [BATCH, SAMPLE, SHEET], ids=lambda table: table.title)
def test_every_listed_step_works_and_every_other_is_refused(table: Workflow) -> None:
    assert_every_step(table)


# ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-40", "S004-18")
def test_enterprise_files_of_a_span_are_drawn_by_unit_and_anybody_can_count_again(
    people: People, warehouse: Callable[..., None]
) -> None:
    day = {"结案日期": "2026-06-20", "当事人类别": "法人及非法人组织"}
    warehouse(
        case("A8") | day | {"当事人类别": "自然人"},
        case("A9") | day | {"结案日期": "2026-07-01"},
        case("X1", ALONE) | day,
        case("A7") | day | {"当事人类别": ""},
    )
    row = opened(people, take=2, joint="云岭市档案馆")
    assert (row.listed, row.unplaced, row.unkinded) == (6, 1, 1)
    row = drawn(people, row)
    found = Sample.objects.filter(batch=row)
    assert sorted(one.record_id[0] for one in found) == ["A", "A", "B", "B", "C"]
    assert not found.filter(record_id__in=("A7", "A8", "A9", "X1")).exists()
    draw = row.draw
    assert verify.wrong(draw.bundle, draw.digest) == []
    assert Draw.objects.get(source=row.source).commitment.count("A1") == 1
    with pytest.raises(Refused, match="待抽取"):
        actions.take_sample(by=people["supervisor"], batch=row)


def test_nothing_is_drawn_where_there_is_nothing(people: People, warehouse: Callable[..., None]) -> None:
    warehouse()
    with pytest.raises(Refused, match="没有办结的案卷"):
        opened(people, from_on=dt.date(2025, 1, 1), to_on=dt.date(2025, 12, 31))
    with pytest.raises(Refused, match="不能晚于止日"):
        opened(people, from_on=dt.date(2026, 7, 1), to_on=dt.date(2026, 6, 30))
    with pytest.raises(Refused, match="评查标准"):
        opened(people, standard="nothing")
    assert not Batch.objects.exists()


# ── assigning ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-40")
def test_two_people_of_other_units_read_each_file_and_none_of_those_who_made_it(people: People, batch: Batch) -> None:
    for row in batch.samples.all():
        readers = [one.reviewer for one in row.sheets.select_related("reviewer__unit")]
        assert len({reader.unit for reader in readers}) == 2
        assert row.unit not in {reader.unit for reader in readers}
    assert Notice.objects.filter(text__contains="请评查一份案卷").count() == 6


def test_without_two_people_of_other_units_nothing_is_assigned(people: People, warehouse: Callable[..., None]) -> None:
    warehouse()
    row = drawn(people, opened(people))
    actions.name_reviewers(by=people["supervisor"], batch=row, users=[people["clerk_a"], people["clerk_b"]])
    with pytest.raises(InputError, match="评查员不足2人"):
        actions.assign(by=people["supervisor"], batch=row)
    assert not ScoreSheet.objects.exists()


def test_whoever_recuses_is_replaced_at_once_and_is_not_asked_again(people: People, batch: Batch) -> None:
    row = of_a(batch)
    own = row.sheets.first()
    actions.recuse(by=own.reviewer, sheet=own, seen=own.version, reason="与当事人是亲属")
    standing = list(row.sheets.standing())
    assert len(standing) == 2
    assert own.reviewer not in [one.reviewer for one in standing]
    # clerk_b, clerk_c, chief_c and archivist may read A's file: after three are gone nobody is left for the place.
    for _ in range(3):
        own = row.sheets.standing().first()
        actions.recuse(by=own.reviewer, sheet=own, seen=own.version, reason="与当事人是亲属")
    assert row.sheets.standing().count() < 2
    assert Notice.objects.filter(to=people["supervisor"], text__contains="请增加评查员后补派").exists()
    with pytest.raises(Refused, match="请先增加其他单位的评查员"):
        actions.supply(by=people["supervisor"], sample=row)
    actions.name_reviewers(by=people["supervisor"], batch=batch, users=[people["supervisor"], people["colleague"]])
    actions.supply(by=people["supervisor"], sample=row)
    assert row.sheets.standing().count() == 2


def test_the_office_takes_a_sheet_back_and_does_not_choose_who_follows(people: People, batch: Batch) -> None:
    own = of_a(batch).sheets.first()
    row = actions.replace(by=people["supervisor"], sheet=own, seen=own.version, reason="出差")
    assert (row.state, row.reason) == ("replaced", "出差")
    with pytest.raises(Refused, match="已更换"):
        actions.save(by=own.reviewer, sheet=row, seen=row.version, marks=good(), vetoes={})


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S000-29", "S001-40")
def test_nobody_sees_anothers_sheet_before_both_are_in(people: People, batch: Batch) -> None:
    row = of_a(batch)
    one, two = row.sheets.order_by("place")
    hand_in(one)
    for name, user in people.items():
        seen = ScoreSheet.objects.visible_to(user).filter(sample=row)
        own = {sheet.pk for sheet in (one, two) if sheet.reviewer_id == user.pk}
        assert set(seen.values_list("pk", flat=True)) == own, name
    hand_in(two)
    assert ScoreSheet.objects.visible_to(people["supervisor"]).filter(sample=row).count() == 2
    assert not ScoreSheet.objects.visible_to(people["clerk_a"]).filter(sample=row).exists()


def test_two_scores_close_by_are_averaged_and_explained(people: People, batch: Batch) -> None:
    row = brought_to("scored", people, batch)
    assert (row.score, row.grade, row.vetoes, row.counted) == (Decimal("98.00"), "优秀", [], [1, 2])
    assert row.problems == {"K1": {"deducted": "2", "reason": "决定书缺救济途径；没有写明复议机关"}}


def test_a_gap_calls_for_a_third_who_has_not_read_it(people: People, batch: Batch) -> None:
    row = brought_to("third", people, batch)
    assert row.state == "third"
    third = row.sheets.get(place=3)
    assert third.reviewer not in [one.reviewer for one in row.sheets.exclude(place=3)]
    hand_in(third, K1=("6", "缺救济途径"), D1=("5", "没有引用基准"))
    row = of_a(batch)
    # 98, 85 and 89: the two nearest are 85 and 89.
    assert (row.state, row.score, row.counted) == ("scored", Decimal("87.00"), [2, 3])
    assert row.problems["E1"] == {"deducted": "2", "reason": "证据不足"}


def test_a_veto_that_only_one_sees_goes_to_a_third_and_holds_when_two_see_it(people: People, batch: Batch) -> None:
    row = of_a(batch)
    one, two = row.sheets.order_by("place")
    hand_in(one, {"V6": "没有告知"})
    hand_in(two)
    assert of_a(batch).state == "third"
    hand_in(row.sheets.get(place=3), {"V6": "案卷里没有告知书"})
    row = of_a(batch)
    assert (row.score, row.grade, row.vetoes) == (Decimal("100.00"), "不合格", ["V6"])
    assert row.problems["V6"] == {"deducted": "", "reason": "没有告知；案卷里没有告知书"}


def test_what_is_unfinished_is_saved_and_not_handed_in(people: People, batch: Batch) -> None:
    own = of_a(batch).sheets.first()
    marks = dict(list(good().items())[:5])
    row = actions.save(by=own.reviewer, sheet=own, seen=own.version, marks=marks, vetoes={}, opinion="未评完")
    assert (len(row.marks), row.state) == (5, "assigned")
    with pytest.raises(Refused, match="还有34项没有评完"):
        actions.submit(by=own.reviewer, sheet=row, seen=row.version, marks=marks, vetoes={})
    with pytest.raises(Refused, match="没有“Z9”这一项"):
        actions.save(by=own.reviewer, sheet=row, seen=row.version, marks={"Z9": marks["M1"]}, vetoes={})
    other = people["clerk_a"]
    with pytest.raises(Refused, match="不是分配给您的"):
        actions.save(by=other, sheet=row, seen=row.version, marks=marks, vetoes={})


# ── telling, objecting, settling ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S000-29", "S003-30")
def test_what_the_unit_accepts_becomes_rows_of_its_ledger_that_are_put_right(people: People, batch: Batch) -> None:
    row = brought_to("scored", people, batch)
    assert not Sample.objects.visible_to(people["clerk_a"]).exists()
    actions.feed_back(by=people["supervisor"], batch=batch)
    row = Sample.objects.visible_to(people["clerk_a"]).get()
    assert Notice.objects.filter(to=people["clerk_a"], text__contains="1份案卷已评查").exists()
    actions.accept(by=people["clerk_a"], sample=row, seen=row.version)
    entry = Entry.objects.get(source=f"file-review:{row.pk}:K1")
    assert entry.unit == row.unit
    assert entry.ledger.annex == "附件6"
    assert (entry.data["score"], entry.data["file_kind"], entry.data["defect"]) == ("98.00", "处罚", "程序")
    assert entry.data["decision_no"] == row.decision_no
    problem = Rectification.objects.get(entry=entry)
    given = {"cause": "疏忽", "measure": "补正并重新送达", "due_on": row.finished_on.replace(year=2027)}
    ledgers.accept(by=people["clerk_a"], rectification=problem, seen=problem.version, **given)
    assert Rectification.objects.get(entry=entry).state == "rectifying"


def test_an_objection_is_rechecked_by_somebody_who_did_not_read_and_changes_the_score(
    people: People, batch: Batch
) -> None:
    row = brought_to("objected", people, batch)
    reader = row.sheets.first().reviewer
    assert reader.role != "supervisor"
    done = actions.recheck(
        by=people["colleague"], sample=row, seen=row.version, answer="第三页写明了救济途径", dropped=["K1"]
    )
    assert (done.state, done.score, done.problems) == ("settled", Decimal("100.00"), {})
    told = Objection.objects.get(sample=row)
    assert (told.score_before, told.dropped, told.answered_by) == (Decimal("98.00"), ["K1"], people["colleague"])
    assert not Entry.objects.exists()


def test_a_reader_does_not_recheck_and_only_what_was_objected_to_is_changed(people: People, batch: Batch) -> None:
    actions.name_reviewers(by=people["supervisor"], batch=batch, users=[people["colleague"]])
    row = of_a(batch)
    one = row.sheets.get(place=1)
    while one.reviewer != people["colleague"]:
        actions.replace(by=people["supervisor"], sheet=one, seen=one.version, reason="轮换")
        one = row.sheets.standing().get(place=1)
    row = brought_to_objected(people, batch)
    with pytest.raises(Refused, match="不能复核"):
        actions.recheck(by=people["colleague"], sample=row, seen=row.version, answer="维持")
    with pytest.raises(Refused, match="没有对“D1”提出异议"):
        actions.recheck(by=people["supervisor"], sample=row, seen=row.version, answer="更正", dropped=["D1"])


def brought_to_objected(people: People, batch: Batch) -> Sample:
    """With the sheets that stand, after some were given to others."""
    row = of_a(batch)
    for own in row.sheets.standing().order_by("place"):
        hand_in(own, K1=("2", "缺救济途径"))
    actions.feed_back(by=people["supervisor"], batch=batch)
    row = of_a(batch)
    actions.object_to(by=people["clerk_a"], sample=row, seen=row.version, codes=["K1"], reason="写在第三页")
    return of_a(batch)


def test_silence_settles_a_file_the_day_after_the_term(
    people: People, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = brought_to("fed_back", people, batch)
    assert row.object_by_on is not None
    actions.lapse(by=System("测试"))
    assert of_a(batch).state == "fed_back"
    later = dt.datetime.combine(row.object_by_on + DAY, dt.time(9), dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    with pytest.raises(Refused, match="异议期限已过"):
        actions.object_to(by=people["clerk_a"], sample=row, seen=row.version, codes=["K1"], reason="不属实")
    actions.lapse(by=System("测试"))
    assert of_a(batch).state == "settled"
    assert Entry.objects.count() == 1


def test_a_batch_is_closed_when_every_file_is_settled(people: People, batch: Batch) -> None:
    brought_to("settled", people, batch)
    row = Batch.objects.get(pk=batch.pk)
    with pytest.raises(Refused, match="还有2份案卷没有定案"):
        actions.close(by=people["supervisor"], batch=row, seen=row.version)
    for sheet in ScoreSheet.objects.filter(state="assigned"):
        hand_in(sheet)
    actions.feed_back(by=people["supervisor"], batch=row)
    for sample in Sample.objects.filter(state="fed_back").select_related("unit"):
        actions.accept(by=clerk_of(sample.unit, people), sample=sample, seen=sample.version)
    row = Batch.objects.get(pk=batch.pk)
    assert actions.close(by=people["supervisor"], batch=row, seen=row.version).state == "closed"
    with pytest.raises(Refused, match="已经办结"):
        actions.name_reviewers(by=people["supervisor"], batch=row, users=[people["colleague"]])


def clerk_of(unit: Unit, people: People) -> User:
    """Who fills in at a unit."""
    return next(user for user in people.values() if user.unit_id == unit.pk and user.role == "clerk")


def test_readers_must_be_able_to_read(people: People, batch: Batch) -> None:
    assert {one.user for one in batch.reviewers.all()} == {people[name] for name in READERS}
    with pytest.raises(Refused, match="不能担任评查员"):
        actions.name_reviewers(by=people["supervisor"], batch=batch, users=[people["auditor"]])
