"""A ledger goes out as a workbook, is worked on, and comes back: what was edited is taken, nothing is lost."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from fajian.core import files
from fajian.core.errors import Refused
from fajian.core.models import Head
from fajian.ledgers import actions, comparing, issuing, jobs
from fajian.ledgers import kept as keeping
from fajian.ledgers.comparing import Comparison, Decided
from fajian.ledgers.models import TAKE_IN, Entry, Issue, Ledger, Rectification, TakeIn
from fajian.ledgers.models.takeins import KINDS
from fajian.orgs.models import User
from tests.ledgers.conftest import in_state

pytestmark = pytest.mark.django_db
People = dict[str, User]


def give_out(ledger: Ledger, by: User) -> Issue:
    """Issue the ledger as it stands."""
    return actions.issue(by=by, ledger=ledger, given=issuing.make(ledger, timezone.localdate()))


def edited(issue: Issue, edit: Callable[[Any], None]) -> bytes:
    """The issued workbook after somebody worked on its first sheet."""
    book = load_workbook(io.BytesIO(files.path_of(issue.file.digest).read_bytes()))
    edit(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def head_of(page: Any) -> int:
    """The lower row of the headings."""
    return int(next(row[0].row for row in page.iter_rows() if any(cell.value == "行标识" for cell in row)))


def column_of(page: Any, label: str) -> int:
    """The place of a heading."""
    head = head_of(page)
    return int(next(cell.column for row in (head, head - 1) for cell in page[row] if cell.value == label))


def hand_back(ledger: Ledger, content: bytes, by: User, name: str = "台账.xlsx") -> TakeIn:
    """Upload it and have it read."""
    received = files.receive(io.BytesIO(content), name, kinds=KINDS)
    return jobs.read(actions.receive(by=by, ledger=ledger, received=received), by=by)


def look(taking: TakeIn, by: User, **decided: Any) -> Comparison:
    """What taking it would do."""
    return comparing.compare(taking, by=by, decided=Decided(**decided))


def take(taking: TakeIn, by: User, **decided: Any) -> TakeIn:
    """Take everything that can be taken."""
    found = look(taking, by, **decided)
    return actions.take(
        by=by, taking=taking, seen=taking.version, at=found.seq, decided=Decided(**decided), without=len(found.left)
    )


@pytest.fixture
def kept(people: People, ledger: Ledger) -> list[Entry]:
    """Three problems the unit found itself."""
    rows = [actions.NewEntry(f"问题{word}", {"matter": f"案件{word}"}) for word in "甲乙丙"]
    return actions.record(by=people["clerk"], ledger=ledger, rows=rows)


def test_what_was_edited_is_taken_and_nothing_else(people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk = people["clerk"]
    issue = give_out(ledger, clerk)

    def edit(page: Any) -> None:
        head = head_of(page)
        page.cell(head + 1, column_of(page, "涉及案件或事项")).value = "案件甲（已核）"
        page.cell(head + 2, column_of(page, "整改措施")).value = "逐案补送"
        page.cell(head + 4, column_of(page, "具体问题")).value = "新发现的问题"

    taking = hand_back(ledger, edited(issue, edit), clerk)
    assert taking.issue == issue
    done = take(taking, clerk)
    assert done.counts == {
        "new": 1, "changed": 2, "cells": 2, "unchanged": 1, "left": 0, "absent": 0, "clashes": 0,
    }  # fmt: skip
    rows = {row.number: row for row in Entry.objects.filter(ledger=ledger).select_related("rectification")}
    assert rows[1].data["matter"] == "案件甲（已核）"
    assert rows[2].rectification.measure == "逐案补送"
    assert rows[4].title == "新发现的问题"
    assert [rows[n].version for n in (1, 2, 3, 4)] == [2, 1, 1, 1]


def set_cell(label: str, offset: int, value: Any) -> Callable[[Any], None]:
    """An edit: the cell under a heading, `offset` rows below."""

    def edit(page: Any) -> None:
        page.cell(head_of(page) + offset, column_of(page, label)).value = value

    return edit


def online(entry: Entry, by: User, **data: Any) -> Entry:
    """The row is changed on its page meanwhile."""
    now = Entry.objects.get(pk=entry.pk)
    return actions.edit(by=by, entry=now, seen=now.version, title=now.title, data=data, happened_on=now.happened_on)


def test_a_cell_changed_on_both_sides_waits_for_a_person(people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk = people["clerk"]
    issue = give_out(ledger, clerk)
    taking = hand_back(ledger, edited(issue, set_cell("涉及案件或事项", 1, "文件说")), clerk)
    online(kept[0], people["chief"], matter="页面说")
    found = look(taking, clerk)
    (clash,) = found.clashes
    assert (clash.conflict.issued, clash.conflict.theirs, clash.conflict.ours) == ("案件甲", "文件说", "页面说")
    with pytest.raises(actions.Unsettled, match="还有1处两边都改了"):
        take(taking, clerk)
    assert Entry.objects.get(pk=kept[0].pk).data["matter"] == "页面说"
    take(taking, clerk, cells={(clash.conflict.key, "matter"): "file"})
    assert Entry.objects.get(pk=kept[0].pk).data["matter"] == "文件说"


def test_all_as_in_the_system_changes_nothing_and_says_so(people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk = people["clerk"]
    taking = hand_back(ledger, edited(give_out(ledger, clerk), set_cell("涉及案件或事项", 1, "文件说")), clerk)
    online(kept[0], people["chief"], matter="页面说")
    with pytest.raises(actions.Unsettled, match="没有可以收入的内容"):
        take(taking, clerk, rest="system")
    take(taking, clerk, rest="file")
    assert Entry.objects.get(pk=kept[0].pk).data["matter"] == "文件说"


def test_what_changed_online_alone_stays(people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk = people["clerk"]
    taking = hand_back(ledger, edited(give_out(ledger, clerk), set_cell("整改措施", 2, "补送")), clerk)
    online(kept[0], people["chief"], matter="页面说")
    take(taking, clerk)
    assert Entry.objects.get(pk=kept[0].pk).data["matter"] == "页面说"


def test_a_preview_the_ledger_has_overtaken_is_refused_with_what_changed(
    people: People, ledger: Ledger, kept: list[Entry]
) -> None:
    clerk = people["clerk"]
    taking = hand_back(ledger, edited(give_out(ledger, clerk), set_cell("整改措施", 2, "补送")), clerk)
    found = look(taking, clerk)
    online(kept[2], people["chief"], matter="页面说")
    with pytest.raises(actions.Outdated, match="第3号：chief某修改条目"):
        actions.take(by=clerk, taking=taking, seen=taking.version, at=found.seq)
    assert Entry.objects.get(pk=kept[1].pk).rectification.measure == ""


def test_rows_that_cannot_be_taken_are_known_before_and_listed_for_ever(
    people: People, ledger: Ledger, kept: list[Entry]
) -> None:
    clerk = people["clerk"]

    def edit(page: Any) -> None:
        set_cell("整改时限", 1, "八月底")(page)
        set_cell("具体问题", 2, None)(page)
        set_cell("整改措施", 3, "补送")(page)

    taking = hand_back(ledger, edited(give_out(ledger, clerk), edit), clerk)
    found = look(taking, clerk)
    assert [row.row for row in found.left] == [row.row for row in sorted(found.left, key=lambda one: one.row)]
    assert "“八月底”不是日期" in found.left[0].reason
    assert "“具体问题”必填，文件里是空的" in found.left[1].reason
    with pytest.raises(actions.Unsettled, match="有2行不能收入"):
        actions.take(by=clerk, taking=taking, seen=taking.version, at=found.seq)
    done = take(taking, clerk)
    outcome = keeping.load(done.outcome)
    assert [(row["title"], row["reason"][:6]) for row in outcome["left"]][1] == ("问题乙", "“具体问题”")
    assert done.counts["left"] == 2


def test_the_same_file_again_is_told_when_it_was_taken(people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk = people["clerk"]
    content = edited(give_out(ledger, clerk), set_cell("具体问题", 4, "新发现的问题"))
    take(hand_back(ledger, content, clerk), clerk)
    with pytest.raises(Refused, match=r"已于\d+年\d+月\d+日\d\d:\d\d导入"):
        hand_back(ledger, content, people["chief"])
    again = hand_back(ledger, edited(give_out(ledger, clerk), lambda page: page.delete_rows(head_of(page) + 1)), clerk)
    found = look(again, clerk)
    assert (found.new, found.absent, found.is_nothing) == ((), (1,), True)
    assert Entry.objects.filter(ledger=ledger, struck_out=False).count() == 4


def test_new_rows_of_a_file_saved_anew_are_not_recorded_twice(people: People, ledger: Ledger) -> None:
    clerk = people["clerk"]
    rows = "序号,具体问题,涉及案件或事项\n1,逾期送达,甲案\n2,未法制审核,乙案\n"
    take(hand_back(ledger, rows.encode(), clerk, "自查.csv"), clerk)
    again = hand_back(ledger, (rows + "3,逾期立案,丙案\n").encode("gb18030"), clerk, "自查2.csv")
    found = look(again, clerk)
    assert [row.cells["problem"] for row, _ in found.new] == ["逾期立案"]
    assert [row.reason for row in found.left] == [
        "与本台账第1号完全相同，没有重复登记",
        "与本台账第2号完全相同，没有重复登记",
    ]


def test_the_units_rules_hold_for_files_too(people: People, ledger: Ledger, problem: Any) -> None:
    clerk, colleague = people["clerk"], people["colleague"]
    closed = in_state("closed", people, ledger)
    issue = give_out(ledger, clerk)

    def edit(page: Any) -> None:
        set_cell("具体问题", 1, "改了说法")(page)
        set_cell("涉及案件或事项", 2, "改了案件")(page)

    content = edited(issue, edit)
    reasons = [row.reason for row in look(hand_back(ledger, content, clerk), clerk).left]
    assert "不是本单位登记的，不能修改" in reasons[0]
    assert reasons[1] == "问题现在是“已销号”，不能修改；请由监督人员退回或更正"
    taking = TakeIn.objects.get()
    assert {row.reason for row in look(taking, colleague).left} == {
        "已登记的条目由填报单位修改，您的表格只能增加新行；要改这一行，请退回或更正"
    }
    assert Rectification.objects.get(pk=closed.pk).state == "closed"


@pytest.mark.parametrize("role", sorted({"clerk", "chief", "supervisor", "officer", "leader", "stranger", "auditor"}))
def test_every_step_of_a_take_in_by_every_role(role: str, people: People, ledger: Ledger, kept: list[Entry]) -> None:
    clerk, user = people["clerk"], people[role]
    may = role in ("clerk", "chief", "supervisor")
    content = edited(give_out(ledger, clerk), set_cell("具体问题", 4, "新发现的问题"))
    taking = hand_back(ledger, content, clerk)
    steps: list[Callable[[], Any]] = [
        lambda: give_out(ledger, user),
        lambda: hand_back(ledger, content + b" ", user),
        lambda: jobs.read(taking, by=user, chosen=[]),
        lambda: take(TakeIn.objects.get(pk=taking.pk), user),
    ]
    for step in steps:
        if may:
            step()
        else:
            with pytest.raises(Refused):
                step()
    assert TakeIn.objects.get(pk=taking.pk).state == ("taken" if may else "open")


def test_a_step_is_taken_from_its_states_only(people: People, ledger: Ledger) -> None:
    clerk = people["clerk"]
    steps: dict[str, Callable[[TakeIn], Any]] = {
        "read_in": lambda row: jobs.read(row, by=clerk, chosen=[]),
        "fail": lambda row: actions.fail(by=clerk, taking=row, reason="不是台账"),
        "take": lambda row: actions.take(by=clerk, taking=row, seen=row.version, at=Head.objects.get().seq),
        "drop": lambda row: actions.drop(by=clerk, taking=row, seen=row.version),
        "move": lambda row: displaced(row, people["supervisor"]),
    }
    for step in TAKE_IN.steps:
        for state in TAKE_IN.states:
            row = a_take_in("open" if state == "moved" else state, ledger, clerk)
            if state == "moved":
                row = displaced(row, people["supervisor"])
            if state in step.sources:
                steps[step.name](row)
                assert TakeIn.objects.get(pk=row.pk).state == step.target
            else:
                with pytest.raises(Refused):
                    steps[step.name](row)


def displaced(taking: TakeIn, by: User) -> TakeIn:
    """Taken out of the ledger by the office, where it had been placed as one of many files."""
    received = files.receive(io.BytesIO(b"1"), "集中.csv", kinds=("csv",))
    gathered = actions.gather(by=by, received=[received], spec_code="self-check")
    placed = actions.place(by=by, piece=gathered.pieces.get(), taking=taking, how="person")
    actions.displace(by=by, piece=placed)
    return TakeIn.objects.get(pk=taking.pk)


def a_take_in(state: str, ledger: Ledger, by: User) -> TakeIn:
    """A take-in brought to a state by its own steps; each of another file."""
    text = f"具体问题,涉及案件或事项\n问题{uuid.uuid4().hex},甲案\n"
    received = files.receive(io.BytesIO(text.encode()), "自查.csv", kinds=("csv",))
    row = actions.receive(by=by, ledger=ledger, received=received)
    if state == "unreadable":
        return actions.fail(by=by, taking=row, reason="不是台账")
    if state != "received":
        row = jobs.read(row, by=by)
    if state == "taken":
        return take(row, by)
    return actions.drop(by=by, taking=row, seen=row.version) if state == "dropped" else row
