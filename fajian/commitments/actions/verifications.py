"""核查, 处置: the writes that follow a promise."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fajian.commitments import words
from fajian.commitments.actions.credit import Fact, unwritten, written
from fajian.commitments.actions.shared import own, past, tell
from fajian.commitments.models import Application, Disposal, Verification
from fajian.commitments.workflow import APPLICATION, APPROVERS, DISPOSAL, VERIFICATION
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry
from fajian.orgs.roles import WRITERS

FORM = "general"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is to be done about a false promise; `due_on` of an order to put it right."""

    kind: str
    facts: str
    basis: str
    due_on: datetime.date | None = None


@action("commitments.confirm", title="核查属实", who=WRITERS)
def confirm(act: Act, *, verification: Verification, seen: int, checked_on: datetime.date, facts: str) -> Verification:
    """What was promised is so: that goes on the applicant's record too."""
    row = _checked(act, verification, seen, "confirm", checked_on, facts)
    app = row.application
    written(act, app.unit, Fact(app.applicant, app.party, app.is_person, "kept", checked_on, source=row.source))
    act.about(row)
    return row


@action("commitments.find_false", title="核查不实", who=WRITERS)
def find_false(
    act: Act, *, verification: Verification, seen: int, checked_on: datetime.date, facts: str
) -> Verification:
    """What was promised is not so, found by the verification or by daily supervision."""
    return _checked(act, verification, seen, "deny", checked_on, facts)


@action("commitments.dispose", title="提出处置", who=WRITERS)
def dispose(act: Act, *, verification: Verification, seen: int, proposed: Proposed) -> Disposal:
    """End, put right, revoke, penalty, transfer: proposed with facts and basis, for another person to decide."""
    row = own(act, verification, seen)
    if row.state != "false":
        raise Refused(f"核查任务现在是“{row.state_word}”，核查不实的才能提出处置。")
    kind = words.disposal_kinds().get(proposed.kind)
    if kind is None:
        raise Refused("没有这种处置方式，请重新选择。")
    if not proposed.facts.strip() or not proposed.basis.strip():
        raise Refused("请写明事实理由和依据。")
    if kind.due and (proposed.due_on is None or proposed.due_on < act.today):
        raise Refused("责令整改要写明期限，不早于今天。")
    state = row.application.state
    if (kind.ends and state != "ready") or (kind.revokes and state not in ("granted", "quitting")):
        raise Refused(f"办件现在是“{row.application.state_word}”：还没有决定的终止办理，已经准予的撤销决定。")
    made = act.create(
        Disposal, unit=row.unit, verification=row, kind=proposed.kind, facts=proposed.facts.strip(),
        basis=proposed.basis.strip(), due_on=proposed.due_on if kind.due else None, proposed_by=act.user,
    )  # fmt: skip
    tell(made, f"承诺不实待决定处置：{row.application}", made.get_absolute_url())
    return made


@action("commitments.decide", title="决定处置", who=APPROVERS)
def decide(act: Act, *, disposal: Disposal, seen: int, paper_no: str) -> Disposal:
    """A second person decides: the application ends or its decision is revoked, and it is put on the record."""
    row = own(act, disposal, seen)
    DISPOSAL.take(row, "decide", by=act.by, paper_no=paper_no.strip())
    if act.user is not None and act.user.is_person(row.proposed_by):
        raise Refused("处置须由提出人以外的另一人决定。")
    kind, app = words.disposal_kinds()[row.kind], act.lock(row.verification.application)
    row.decided_by, row.decided_on, row.paper_no = act.user, act.today, paper_no.strip()[:100]
    act.save(row)
    if kind.ends or kind.revokes:
        APPLICATION.take(app, "end" if kind.ends else "revoke", by=act.by)
        act.save(app)
    unwritten(act, row.verification.source, "kept", f"后来查明承诺不实，{row.paper_no}")
    if kind.credit:
        _on_record(act, row, app, kind.credit)
    act.about(row)
    return row


@action("commitments.return_disposal", title="退回处置", who=APPROVERS)
def return_disposal(act: Act, *, disposal: Disposal, seen: int, note: str) -> Disposal:
    """Not like this; another may be proposed."""
    return _concluded(act, disposal, seen, "return_", note)


@action("commitments.conclude", title="登记执行情况", who=WRITERS)
def conclude(act: Act, *, disposal: Disposal, seen: int, note: str) -> Disposal:
    """Carried out."""
    return _concluded(act, disposal, seen, "conclude", note)


@action("commitments.fail", title="登记逾期未改正", who=WRITERS)
def fail(act: Act, *, disposal: Disposal, seen: int, note: str) -> Disposal:
    """Not put right in time: that goes on the record."""
    if not words.disposal_kinds()[disposal.kind].due:
        raise Refused("只有责令限期整改的才有逾期未改正。")
    if disposal.due_on and disposal.due_on >= act.today:
        raise Refused("整改期限还没有届满。")
    row = _concluded(act, disposal, seen, "fail", note)
    _on_record(act, row, row.verification.application, "broken")
    act.about(row)
    return row


@action("commitments.list_problem", title="列入台账", who=("supervisor",))
def list_problem(act: Act, *, verification: Verification, seen: int) -> Entry:
    """What the unit left undone becomes a problem in its ledger: verified late, or found false and left at that."""
    row = own(act, verification, seen)
    said = undone(row, act.today)
    if not said:
        raise Refused("没有逾期未核查，也没有核查不实未处置的情形。")
    ledger = ledgers.open_ledger.within(act, unit=row.unit, spec_code=FORM)
    new = ledgers.NewEntry(
        title=said, data={"area": "告知承诺核查", "matter": str(row.application)}, happened_on=act.today,
        source=row.source, source_label=str(row)[:200],
    )  # fmt: skip
    ledgers.record.within(act, ledger=ledger, rows=[new])
    entry: Entry = Entry.objects.get(ledger=ledger, source=row.source)
    return entry


def undone(row: Verification, today: datetime.date) -> str:
    """What should have happened and did not; "" if nothing."""
    if row.state == "open" and row.due_on and row.due_on < today:
        return f"{row.application}：核查期限{row.due_on:%Y-%m-%d}已过，没有核查。"
    if row.state == "false" and not row.disposals.exclude(state__in=("proposed", "returned")).exists():
        return f"{row.application}：核查不实，没有作出处置。"
    return ""


def _checked(
    act: Act, verification: Verification, seen: int, step: str, checked_on: datetime.date, facts: str
) -> Verification:
    row = own(act, verification, seen)
    VERIFICATION.take(row, step, by=act.by, checked_on=checked_on, facts=facts.strip())
    past(act, checked_on, "核查日期")
    row.checked_on, row.facts, row.checked_by = checked_on, facts.strip(), act.user
    act.save(row)
    return row


def _concluded(act: Act, disposal: Disposal, seen: int, step: str, note: str) -> Disposal:
    row = own(act, disposal, seen)
    DISPOSAL.take(row, step, by=act.by, note=note.strip())
    row.note = note.strip()
    act.save(row)
    return row


def _on_record(act: Act, row: Disposal, app: Application, kind: str) -> None:
    fact = Fact(
        app.applicant, app.party, app.is_person, kind, act.today, paper_no=row.paper_no, told=row.facts,
        source=row.verification.source,
    )  # fmt: skip
    written(act, app.unit, fact)
