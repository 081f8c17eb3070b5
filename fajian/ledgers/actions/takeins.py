"""Writes of 发放 and 收回: a ledger goes out as a workbook; what comes back is read, looked at, and taken or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import Any

from django.utils import timezone

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.files import Received
from fajian.engine.forms.categories import derived
from fajian.engine.forms.headings import plain_heading
from fajian.engine.forms.takeback import strict
from fajian.ledgers import comparing, kept, rowrules
from fajian.ledgers.actions.entries import NewEntry, record
from fajian.ledgers.actions.shared import in_reach
from fajian.ledgers.comparing import SIDES, Comparison, Decided
from fajian.ledgers.issuing import Given
from fajian.ledgers.models import TAKE_IN, Entry, Hand, HeadingMap, Issue, Ledger, Rectification, TakeIn
from fajian.ledgers.readings import Chosen, Heads
from fajian.orgs.roles import WRITERS


class Outdated(Refused):
    """The ledger has changed since the person looked at what would be done; `lines` say how."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__(
            f"您核对以后台账又有变动（{'；'.join(lines)}），没有收入。已按现在的台账重新比对，请核对后再收入。"
        )


class Unsettled(Refused):
    """Something is still to be decided or to be acknowledged before the file can be taken."""


@action("ledgers.issue", title="发放表格", who=WRITERS)
def issue(act: Act, *, ledger: Ledger, given: Given) -> Issue:
    """The workbook made of a ledger (issuing.make) has gone out; what it said is kept for its return."""
    in_reach(act, ledger.unit_path)
    file, base = files.attach(act, given.file), files.attach(act, given.base)
    made = act.create(
        Issue, ledger=ledger, unit=ledger.unit, code=given.code, file=file, base=base, digest=given.file.digest,
        rows=given.rows,
    )  # fmt: skip
    act.about(made)
    return made


@action("ledgers.receive", title="上传表格", who=WRITERS)
def receive(act: Act, *, ledger: Ledger, received: Received) -> TakeIn:
    """A file has come back for a ledger. The same bytes again: the take-in there is; once taken, Refused says when."""
    ledger = act.lock(ledger)
    in_reach(act, ledger.unit_path)
    earlier: TakeIn | None = earlier_of(ledger, received.digest)
    if earlier and earlier.state == "taken":
        raise Refused(f"这个文件{taken_before(earlier)}，没有再次收入。")
    if earlier:
        return earlier
    file = files.attach(act, received)
    made = act.create(TakeIn, ledger=ledger, unit=ledger.unit, title=received.name, digest=received.digest, file=file)
    act.about(made)
    return made


def earlier_of(ledger: Ledger, digest: str) -> TakeIn | None:
    """The take-in of the same file that is under way or done."""
    rows = TakeIn.objects.filter(ledger=ledger, digest=digest, state__in=("received", "open", "taken"))
    found: TakeIn | None = rows.first()
    return found


def taken_before(taking: TakeIn) -> str:
    """已于2026年11月30日导入."""
    day = timezone.localtime(taking.taken_at)
    return f"已于{day.year}年{day.month}月{day.day}日{day:%H:%M}导入"


@action("ledgers.read_in", title="读入表格", who=WRITERS)
def read_in(
    act: Act, *, taking: TakeIn, reading: Received, issue: Issue | None = None, chosen: Sequence[Chosen] | None = None,
    heads: Heads | None = None,
) -> TakeIn:  # fmt: skip
    """The file was read (readings.read): keep what it says. Columns a person has `chosen` are remembered for the unit.

    So the rows of headings they chose (`heads`) need not be: by its columns the next file is recognised.
    """
    row = act.lock(taking)
    in_reach(act, row.unit_path)
    TAKE_IN.take(row, "read_in", by=act.by)
    row.reading, row.issue = files.attach(act, reading), issue
    if chosen is not None:
        row.chosen = [list(astuple(one)) for one in chosen]
        _remember(act, row, chosen)
    if heads is not None:
        row.heads = {sheet: list(head) if head else None for sheet, head in heads.items()}
        row.chosen = [] if chosen is None else row.chosen
    row.reason = ""
    act.save(row)
    act.about(row)
    return row


def _remember(act: Act, row: TakeIn, chosen: Sequence[Chosen]) -> None:
    """Heading → column for the next file of this unit and form; a heading that stands twice says nothing."""
    often = [plain_heading(one.heading) for one in chosen]
    told = {name: one.column for name, one in zip(often, chosen, strict=True) if often.count(name) == 1}
    code = row.ledger.spec_code
    known = HeadingMap.objects.filter(unit=row.unit, spec_code=code).first()
    if known is None:
        act.create(HeadingMap, unit=row.unit, spec_code=code, mapping=told)
        return
    stored = act.lock(known)
    stored.mapping = {**stored.mapping, **told}
    act.save(stored)


@action("ledgers.fail_to_read", title="未能读入表格", who=WRITERS)
def fail(act: Act, *, taking: TakeIn, reason: str) -> TakeIn:
    """The file is not this ledger; the sentence says why."""
    row = act.lock(taking)
    in_reach(act, row.unit_path)
    TAKE_IN.take(row, "fail", by=act.by, reason=reason)
    row.reason = reason
    act.save(row)
    return row


@action("ledgers.drop_file", title="不收表格", who=WRITERS)
def drop(act: Act, *, taking: TakeIn, seen: int) -> TakeIn:
    """Nothing of this file is wanted; it stays in the list, and may be handed in again."""
    row = act.lock(taking, seen=seen)
    in_reach(act, row.unit_path)
    TAKE_IN.take(row, "drop", by=act.by)
    act.save(row)
    return row


@action("ledgers.take_in", title="收入表格", who=WRITERS)
def take(act: Act, *, taking: TakeIn, seen: int, at: int, decided: Decided | None = None, without: int = 0) -> TakeIn:
    """Everything of the file that can be taken, in one go: changed cells, new rows; the rest is listed for ever.

    `seen` is the version of the take-in, `at` the place of the audit chain (Comparison.seq) at which the person looked,
    `without` how many rows they know will not be taken. Raises Outdated where the ledger has changed since; Unsettled
    where a conflict is not decided, other rows than shown would be left out, or nothing would be written.
    """
    row = act.lock(taking, seen=seen)
    in_reach(act, row.unit_path)
    TAKE_IN.take(row, "take", by=act.by)
    ledger = act.lock(row.ledger)
    if lines := comparing.since(ledger, at):
        raise Outdated(lines)
    found = comparing.compare(row, by=act.by, decided=decided)
    if found.undecided:
        raise Unsettled(f"还有{found.undecided}处两边都改了，没有选定按哪一边，请逐处选定，或者选“其余全部”。")
    if len(found.left) != without:
        raise Unsettled(
            f"有{len(found.left)}行不能收入，请核对“不能收入的行”以后再确认。" if found.left
            else "现在每一行都能收入，请核对后再确认。"
        )  # fmt: skip
    if not (found.changed or found.new):
        raise Unsettled("没有可以收入的内容：文件和台账一致，或者冲突都按系统现在的内容。不需要再办理，可以点“不收”。")
    _change(act, found)
    made = record.within(
        act, ledger=ledger, rows=[NewEntry(one.title, one.data, steps=one.steps) for _, one in found.new]
    ) if found.new else []  # fmt: skip
    outcome = outcome_of(found, made)
    row.counts = counts_of(found)
    row.outcome = files.attach(act, kept.keep(f"outcome-{row.pk}", outcome))
    row.taken_at = act.now
    act.save(row)
    act.about(row)
    act.note(**row.counts)
    return row


def _change(act: Act, found: Comparison) -> None:
    """Write the changed rows, and that whoever did it has a hand in their problems."""
    problems: list[Rectification] = []
    for one in found.changed:
        entry, problem = one.entry, one.entry.problem
        entry.title, entry.data = one.written.title, entry.data | one.written.data
        if problem:
            problem.unit = entry.unit
            problem.edited_at = act.now
            problem.category = problem.category or derived(found.spec, entry.data)
            rowrules.applied(one.written.steps, problem)
            problems.append(problem)
    if found.changed:
        act.save_all([one.entry for one in found.changed])
    if problems:
        act.save_all(problems)
        if act.user is not None:
            known = set(Hand.objects.filter(user=act.user).values_list("rectification_id", flat=True))
            fresh = [problem for problem in problems if problem.pk not in known]
            act.bulk_create(Hand, [Hand(rectification=one, unit=one.unit, user=act.user) for one in fresh])


def counts_of(found: Comparison) -> dict[str, int]:
    """The numbers of an outcome."""
    return {
        "new": len(found.new), "changed": len(found.changed), "cells": sum(len(one.cells) for one in found.changed),
        "unchanged": found.unchanged, "left": len(found.left), "absent": len(found.absent),
        "clashes": len(found.clashes),
    }  # fmt: skip


def outcome_of(found: Comparison, made: Sequence[Entry]) -> dict[str, Any]:
    """What was taken and what was not, as plain data with every cell as text."""
    spec = found.spec

    def cell(name: str, value: Any) -> str:
        return strict(spec[name], value) or ""

    return {
        "new": [
            {"sheet": row.sheet, "row": row.row, "number": entry.number, "entry": entry.pk, "title": entry.title}
            for (row, _), entry in zip(found.new, made, strict=True)
        ],
        "changed": [
            {
                "sheet": one.row.sheet, "row": one.row.row, "number": one.entry.number, "entry": one.entry.pk,
                "title": one.entry.title,
                "cells": [[spec[name].label, *(cell(name, part) for part in pair)] for name, pair in one.cells.items()],
            }
            for one in found.changed
        ],
        "clashes": [
            {
                "number": one.entry.number, "entry": one.entry.pk, "label": spec[one.conflict.column].label,
                "issued": cell(one.conflict.column, one.conflict.issued),
                "theirs": cell(one.conflict.column, one.conflict.theirs),
                "ours": cell(one.conflict.column, one.conflict.ours),
                "decided": SIDES[one.decided],
            }
            for one in found.clashes
        ],
        "left": [asdict(one) for one in found.left],
        "absent": list(found.absent),
    }  # fmt: skip
