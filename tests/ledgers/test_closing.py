"""A problem from found to closed: proof, distinct persons, an approval after the last change."""

from __future__ import annotations

from typing import Any

import pytest

from fajian.core import verify
from fajian.core.errors import Refused, Stale
from fajian.core.models import Notice
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Hand, Ledger, Proof, Rectification
from fajian.orgs.actions import change_role
from fajian.orgs.models import User
from tests.ledgers.conftest import SYSTEM, in_state, person, seen
from tests.ledgers.stories import DUE_ON, closing_story, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]


def accept(row: Rectification, by: User) -> None:
    text = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"}
    actions.accept(by=by, rectification=row, seen=seen(row), **text)


def test_the_story_told_twice_closes_one_problem_once(people: People, ledger: Ledger) -> None:
    commands = closing_story(people, ledger, key="甲")
    for command in commands:
        command.play()
    for command in commands:  # every one again: a browser that was never answered
        command.play()
    row = Rectification.objects.get(entry__source="story:甲")
    assert (row.state, row.returned, row.closed_by) == ("closed", 1, people["supervisor"])
    assert (Entry.objects.count(), Proof.objects.count(), row.version) == (1, 2, 7)
    assert verify.verify().holds


def test_a_story_broken_off_anywhere_is_told_to_its_end(people: People, ledger: Ledger) -> None:
    for number in range(1, 7):
        commands = closing_story(people, ledger, key=str(number))
        for command in commands[:number] + commands:
            command.play()
        assert Rectification.objects.get(entry__source=f"story:{number}").state == "closed"


def test_closing_needs_a_proof(people: People, problem: Rectification) -> None:
    accept(problem, people["clerk"])
    with pytest.raises(Refused, match="佐证材料"):
        actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="已补送达")
    (proof,) = actions.add_proof(by=people["clerk"], rectification=problem, files=[pdf()])
    actions.take_back_proof(by=people["clerk"], proof=proof, reason="传错了")
    with pytest.raises(Refused, match="佐证材料"):
        actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="已补送达")


def test_who_recorded_it_does_not_close_it(people: People, problem: Rectification) -> None:
    accept(problem, people["clerk"])
    actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="已补", files=[pdf()])
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=people["colleague"], rectification=problem, seen=seen(problem))
    actions.close(by=people["supervisor"], rectification=problem, seen=seen(problem))


def test_a_second_account_of_the_same_person_does_not_close_it(people: People, problem: Rectification) -> None:
    double = person("double", "clerk", people["clerk"].unit, person="工号7")
    twin = person("twin", "supervisor", people["supervisor"].unit, person="工号7")
    accept(problem, double)
    actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="已补", files=[pdf()])
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=twin, rectification=problem, seen=seen(problem))


def test_a_changed_role_does_not_wash_a_hand_clean(people: People, ledger: Ledger) -> None:
    """Accepted once by a clerk, relapsed, accepted by another; the first, now a supervisor, still has a hand in it."""
    row = in_state("relapsed", people, ledger)
    accept(row, people["chief"])
    actions.submit(by=people["chief"], rectification=row, seen=seen(row), result="又整改", files=[pdf("新", "新.pdf")])
    changed = change_role(by=SYSTEM, user=people["clerk"], role="supervisor", reason="调动")
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=changed, rectification=row, seen=seen(row))


def test_an_approval_of_an_older_version_does_not_count(people: People, problem: Rectification) -> None:
    accept(problem, people["clerk"])
    actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="已补送达", files=[pdf()])
    old = seen(problem)
    actions.return_(by=people["supervisor"], rectification=problem, seen=old, reason="缺回证")
    actions.submit(by=people["clerk"], rectification=problem, seen=seen(problem), result="又改了")
    with pytest.raises(Stale):
        actions.close(by=people["supervisor"], rectification=problem, seen=old)


def test_a_correction_drops_the_approval_and_its_author_cannot_give_the_next(people: People, ledger: Ledger) -> None:
    row = in_state("closed", people, ledger)
    entry = row.entry
    changed = {"title": "处罚决定逾期三日送达", "data": {}, "reason": "写清楚"}
    actions.correct(by=people["supervisor"], entry=entry, seen=entry.version, **changed)
    row = Rectification.objects.get(pk=row.pk)
    assert (row.state, row.closed_by, row.closed_at) == ("submitted", None, None)
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=people["supervisor"], rectification=row, seen=row.version)
    actions.close(by=people["colleague"], rectification=row, seen=row.version)


def test_people_are_told_what_became_of_their_application(people: People, ledger: Ledger) -> None:
    row = in_state("closed", people, ledger)
    told = list(Notice.objects.filter(to=people["clerk"]).order_by("id").values_list("text", "link"))
    assert [text[-6:] for text, _ in told] == ["题已退回整改", "题已核准销号"]
    assert {link for _, link in told} == {row.entry.get_absolute_url()}


def test_one_file_proves_one_problem_unless_somebody_says_why(people: People, ledger: Ledger) -> None:
    in_state("closed", people, ledger)
    row = in_state("rectifying", people, ledger)
    with pytest.raises(Refused, match="另一个问题的佐证"):
        actions.add_proof(by=people["clerk"], rectification=row, files=[pdf("回证 closed")])
    actions.add_proof(by=people["clerk"], rectification=row, files=[pdf("回证 closed")], note="同一次送达")
    with pytest.raises(Refused, match="不必重复"):
        actions.add_proof(by=people["clerk"], rectification=row, files=[pdf("回证 closed")], note="同一次送达")


def test_a_unit_does_not_reword_or_strike_what_others_found(people: People, problem: Rectification) -> None:
    entry = problem.entry
    with pytest.raises(Refused, match="不能修改"):
        actions.edit(by=people["clerk"], entry=entry, seen=1, title="小问题", data={})
    with pytest.raises(Refused, match="监督人员"):
        actions.strike_out(by=people["clerk"], entry=entry, seen=1, reason="不是问题")
    actions.edit(by=people["clerk"], entry=entry, seen=1, title=entry.title, data={"matter": "某案"})
    actions.strike_out(by=people["supervisor"], entry=entry, seen=2, reason="重复登记")
    row = Rectification.objects.get(pk=problem.pk)
    assert row.struck_out
    with pytest.raises(Refused, match="已作废（重复登记）"):
        accept(row, people["clerk"])


def test_a_stale_edit_shows_both_texts(people: People, ledger: Ledger) -> None:
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("原文", {"matter": "甲案"})])
    actions.edit(by=people["chief"], entry=entry, seen=1, title="主任改的", data={"matter": "乙案"})
    with pytest.raises(Stale) as error:
        actions.edit(by=people["clerk"], entry=entry, seen=1, title="我改的", data={"matter": "丙案"})
    told = {(d.label, d.stored, d.sent) for d in error.value.differences}
    assert told == {("具体问题", "主任改的", "我改的"), ("涉及案件或事项", "乙案", "丙案")}


def test_columns_a_form_does_not_know_are_kept(people: People, ledger: Ledger) -> None:
    (entry,) = actions.record(
        by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("原文", {"old_column": "旧值"})]
    )
    actions.edit(by=people["clerk"], entry=entry, seen=1, title="新", data={"matter": "甲案"})
    assert Entry.objects.get(pk=entry.pk).data == {"old_column": "旧值", "matter": "甲案"}


def test_a_value_the_form_wants_once_is_not_registered_twice(people: People) -> None:
    unit = people["clerk"].unit
    cards = actions.open_ledger(by=people["clerk"], unit=unit, spec_code="corrected-cases")

    def add(*numbers: str) -> Any:
        rows = [actions.NewEntry("复议撤销", {"case_no": number}) for number in numbers]
        return actions.record(by=people["clerk"], ledger=cards, rows=rows)

    add("清复决〔2026〕1号")
    with pytest.raises(Refused, match="第1号登记"):
        add("清复决〔2026〕1号")
    with pytest.raises(Refused, match="填了两行"):
        add("清复决〔2026〕2号", "清复决〔2026〕2号")


def test_out_of_reach_is_not_found(people: People, others_problem: Rectification) -> None:
    entry = others_problem.entry
    for call in (
        lambda by: accept(others_problem, by),
        lambda by: actions.add_proof(by=by, rectification=others_problem, files=[pdf()]),
        lambda by: actions.edit(by=by, entry=entry, seen=1, title="x", data={}),
        lambda by: actions.strike_out(by=by, entry=entry, seen=1, reason="x"),
        lambda by: actions.record(by=by, ledger=entry.ledger, rows=[actions.NewEntry("x")]),
        lambda by: actions.open_ledger(by=by, unit=entry.unit, spec_code="general"),
        lambda by: actions.take_back_proof(by=by, proof=others_problem.proofs.get(), reason="x"),
    ):
        with pytest.raises(Refused, match="没有找到"):
            call(people["clerk"])
    assert seen(others_problem) == others_problem.version
    assert not Hand.objects.filter(user=people["clerk"]).exists()
