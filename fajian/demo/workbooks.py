"""用 Excel 填写: a unit works on its ledger in a workbook while a colleague works on its page; both are kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from fajian.core import files
from fajian.demo.people import People
from fajian.ledgers import actions, comparing, issuing, jobs
from fajian.ledgers.comparing import Decided
from fajian.ledgers.models import Entry, Issue, Ledger, TakeIn
from fajian.orgs.models import User

ADDED = "行政处罚决定书引用条款未写到款项"


def busy_day(people: People, source: str) -> None:
    """The first agency whose self-check of this campaign has a problem under way fills it in with a workbook."""
    rows = Ledger.objects.filter(source__startswith=source, spec_code="self-check", unit__in=people.agencies)
    for ledger in rows.select_related("unit").order_by("unit_path", "id"):
        ours = [row for row in issuing.standing(ledger) if changeable(row)]
        if ours:
            filled_in(ledger, people.at(ledger.unit, "clerk"), people.at(ledger.unit, "unit_leader"))
            return


def changeable(row: Entry) -> bool:
    """May the unit still change all of this row?"""
    return row.problem is not None and row.problem.state == "rectifying" and not row.told_from_above


def filled_in(ledger: Ledger, clerk: User, chief: User) -> None:
    """The ledger goes out and comes back; one cell was changed on its page as well. A second file waits."""
    issue = given_out(ledger, clerk)
    taking = handed_back(issue, clerk, "自查台账（已填）.xlsx")
    online(issue, chief)
    decided = Decided(rest="file")
    found = comparing.compare(taking, by=clerk, decided=decided)
    actions.take(by=clerk, taking=taking, seen=taking.version, at=found.seq, decided=decided, without=len(found.left))
    again = handed_back(given_out(ledger, clerk), clerk, "自查台账（补充）.xlsx", word="第二次")
    assert again.issue is not None
    online(again.issue, chief, word="再次")


def given_out(ledger: Ledger, by: User) -> Issue:
    """发放."""
    made: Issue = actions.issue(by=by, ledger=ledger, given=issuing.make(ledger, timezone.localdate()))
    return made


def handed_back(issue: Issue, by: User, name: str, word: str = "") -> TakeIn:
    """The workbook with one row changed, one that cannot be read and one added, uploaded and read."""
    entry = next(row for row in issuing.standing(issue.ledger) if changeable(row))
    with tempfile.TemporaryDirectory(prefix="fajian-demo-") as folder:
        place = Path(folder) / name
        place.write_bytes(files.path_of(issue.file.digest).read_bytes())
        book = load_workbook(place)
        page: Any = book.worksheets[0]
        head = {cell.value: cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value}
        keys = {str(cell.value).partition("@")[0]: cell.row for (cell,) in page.iter_rows(
            min_col=head["行标识"], max_col=head["行标识"]) if cell.value}  # fmt: skip
        at, last = keys[issuing.key_of(entry)], max(row for key, row in keys.items() if key.startswith(issuing.KEY))
        page.cell(at, head["涉及案件或事项"]).value = f"表格里核对的案件{word}"
        page.cell(last + 1, head["具体问题"]).value = f"{ADDED}{word}"
        page.cell(last + 2, head["具体问题"]).value = f"未告知听证权利{word}"
        page.cell(last + 2, head["整改时限"]).value = "十月底"
        book.save(place)
        with place.open("rb") as stream:
            received = files.receive(stream, name, kinds=("xlsx",))
    return jobs.read(actions.receive(by=by, ledger=issue.ledger, received=received), by=by)


def online(issue: Issue, by: User, word: str = "") -> None:
    """A colleague changes the same cell on the page meanwhile."""
    entry = next(row for row in issuing.standing(issue.ledger) if changeable(row))
    actions.edit(
        by=by, entry=entry, seen=entry.version, title=entry.title, data={"matter": f"网页上改的案件{word}"},
        happened_on=entry.happened_on,
    )  # fmt: skip
