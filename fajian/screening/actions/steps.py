"""The steps of a finding: the unit answers, the office judges."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.forms.spec import LedgerSpec, begins
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope
from fajian.screening.dues import last_day, policy
from fajian.screening.hits import START
from fajian.screening.models import Finding
from fajian.screening.workflow import FINDING


@action("screening.explain", title="说明情况", who=UNIT)
def explain(act: Act, *, finding: Finding, seen: int, explanation: str) -> Finding:
    """The unit says how it came about."""
    row = _step(act, finding, seen, "explain", explanation=explanation.strip())
    row.unit_explanation = explanation.strip()
    act.save(row)
    return row


@action("screening.assign", title="交办说明", who=("supervisor", "unit_leader"))
def assign(
    act: Act, *, finding: Finding, seen: int, to: User | None = None, working_days: int | None = None
) -> Finding:
    """Hand an open finding to the unit, or to one of its people; the office says within how many working days.

    The day it is handed over is not counted. A unit's leader names the person and leaves the office's day as it is.
    """
    row = _step(act, finding, seen, "assign")
    _not_held(row)
    if to is not None and not (to.is_active and to.role in UNIT and to.unit and to.unit.path.startswith(row.unit_path)):
        raise Refused(f"“{to}”不是{row.unit.name}的填报员或者单位领导，不能经办这条疑点。")
    row.assignee = to
    if act.user is None or act.user.role == "supervisor":
        row.due_on = last_day(act.today, _term(working_days))
    act.save(row)
    people = [to] if to else list(people_of(row.unit_path))
    by = f"，请在{row.due_on:%Y年%-m月%-d日}前说明情况或者认可" if row.due_on else "，请说明情况或者认可"
    notify.tell(people, f"交办疑点“{row.title}”（{row.record_id}）{by}。", reverse("screening:finding", args=[row.pk]))
    return row


@action("screening.return_", title="退回补充说明", who=("supervisor",))
def return_(act: Act, *, finding: Finding, seen: int, asked: str, working_days: int | None = None) -> Finding:
    """The explanation does not do: the unit says more, within a new term of working days from the day after today.

    What the unit said before stays until it says otherwise; every wording stays in the trail.
    """
    row = _step(act, finding, seen, "return_", asked=asked.strip())
    _not_held(row)
    row.asked, row.due_on = asked.strip(), last_day(act.today, _term(working_days))
    act.save(row)
    people = [row.assignee] if row.assignee else list(people_of(row.unit_path))
    text = f"疑点“{row.title}”（{row.record_id}）的说明被退回，请在{row.due_on:%Y年%-m月%-d日}前补充：{row.asked}"
    notify.tell(people, text[:300], reverse("screening:finding", args=[row.pk]))
    return row


def _term(count: int | None) -> int:
    if count is None:
        return policy().explain_working_days
    if not 1 <= count <= policy().longest_working_days:
        raise Refused(f"说明期限应为1至{policy().longest_working_days}个工作日。")
    return count


def people_of(path: str) -> QuerySet[User]:
    """Whoever answers for a unit: the clerks of the unit with this path."""
    found: QuerySet[User] = User.objects.filter(unit__path=path, role="clerk", is_active=True).order_by("pk")
    return found


@action("screening.admit", title="认可问题", who=UNIT)
def admit(act: Act, *, finding: Finding, seen: int) -> Finding:
    """The unit agrees that it is a problem."""
    row = _step(act, finding, seen, "admit")
    act.save(row)
    return row


@action("screening.dismiss", title="排除疑点", who=("supervisor",))
def dismiss(act: Act, *, finding: Finding, seen: int, reason: str) -> Finding:
    """It is no problem; the reason stays with it and counts in the rule's statistics."""
    row = _step(act, finding, seen, "dismiss", reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("screening.exempt", title="给予豁免", who=("supervisor",))
def exempt(act: Act, *, finding: Finding, seen: int, reason: str, source: str, until: datetime.date) -> Finding:
    """It is as the rule says and yet in order, by a norm the rule does not know: until a day, that day included.

    A later run as of that day or before finds it again as exempt; one as of a later day opens it anew.
    """
    row = _step(act, finding, seen, "exempt", reason=reason.strip(), source=source.strip(), until=until)
    if until < act.today:
        raise Refused("豁免至的日期不能早于今天。")
    row.reason, row.exempt_source, row.exempt_until = reason.strip(), source.strip(), until
    act.save(row)
    return row


@action("screening.confirm", title="确认问题", who=("supervisor",))
def confirm(
    act: Act,
    *,
    finding: Finding,
    seen: int,
    ledger: Ledger | None = None,
    spec_code: str = "",
    joined: Finding | None = None,
    note: str = "",
) -> Finding:
    """It is a problem: a row in the unit's ledger, linked both ways, in one transaction.

    `ledger` is one of the unit's own; without it one by the form `spec_code` is opened for the unit. `joined` is a
    confirmed finding of the same record and article: both are one problem, and no second row is written.
    """
    row = _step(act, finding, seen, "confirm", ledger=ledger or joined or spec_code)
    _not_held(row)
    row.reason = note.strip()
    if joined is not None:
        row.entry = _entry_of(row, joined)
        act.save(row)
        return row
    if ledger is None:
        ledger = ledgers.open_ledger.within(act, unit=row.unit, spec_code=spec_code)
    if ledger.unit_id != row.unit_id:
        raise Refused("只能计入该单位自己的台账。")
    if ledger.spec.row != "problem":
        raise Refused(f"“{ledger.title}”不是问题台账，请选择问题台账。")
    source = f"{START}{row.pk}"
    new = ledgers.NewEntry(
        title=f"{row.title}：{row.explanation}",
        data=prefilled(ledger.spec, row, act.today),
        happened_on=row.step_on,
        source=source,
        source_label=f"筛查疑点 {row.rule_id}",
    )
    ledgers.record.within(act, ledger=ledger, rows=[new])
    row.entry = Entry.objects.get(ledger=ledger, source=source)
    act.save(row)
    act.about(row)
    return row


def _entry_of(row: Finding, joined: Finding) -> Entry:
    """The row of the other finding, where both are one problem."""
    same = Finding.objects.beside([row]).filter(pk=joined.pk, unit_id=row.unit_id).select_related("entry").first()
    if same is None or same.entry is None or same.entry.struck_out:
        raise Refused("只能并入同一办件、依据同一条款、已经计入台账的疑点。")
    return same.entry


def prefilled(spec: LedgerSpec, finding: Finding, today: datetime.date) -> dict[str, Any]:
    """What the form's columns hold before people see them, and beside them where it all comes from."""
    known = {"basis": finding.basis, "number": finding.record_id, "found_on": today.isoformat()}
    data: dict[str, Any] = {"basis": finding.basis, "record_id": finding.record_id, "rule_id": finding.rule_id}
    for column in spec.columns:
        words = [word for word, starts in column.by_rule.items() if any(begins(finding.rule_id, one) for one in starts)]
        value = words[0] if words else known.get(column.fill)
        if value:
            data[column.name] = value
    return data


def _not_held(row: Finding) -> None:
    if row.held:
        raise Refused(f"该办件正在{row.held}，疑点暂缓办理；程序结束、重新筛查后再办。")


def _step(act: Act, finding: Finding, seen: int, name: str, **given: Any) -> Finding:
    row = act.lock(finding, seen=seen)
    if act.user is not None and not domain_scope(act.user).covers(row.unit_path):
        raise Refused("没有找到这条疑点，或者它不在您的权限范围内。")
    FINDING.take(row, name, by=act.by, **given)
    return row
