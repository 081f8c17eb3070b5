"""异议 against an instrument: filed by the unit, answered by the office."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.unknown import Unknown
from fajian.orgs.roles import UNIT
from fajian.orgs.telling import tell_unit
from fajian.supervision.actions.instruments import withdrawn
from fajian.supervision.actions.shared import SUPERVISOR, of_unit, own, tell_office
from fajian.supervision.models import Instrument, Objection
from fajian.supervision.terms import ANSWER, last_day, usual
from fajian.supervision.workflow import OBJECTION

AGAINST = ("served", "answered", "disobeyed")


@action("supervision.file_objection", title="提出异议", who=UNIT)
def file_objection(act: Act, *, instrument: Instrument, seen: int, text: str) -> Objection:
    """Why the instrument is wrong; it holds until the office says otherwise (令825 第三十条)."""
    row = of_unit(act, instrument, seen)
    if row.state not in AGAINST:
        raise Refused(f"文书现在是“{row.state_word}”，不能提出异议。")
    if not text.strip():
        raise Refused("提出异议须说明理由。")
    days = usual(ANSWER, row.office, act.today)
    if isinstance(days, Unknown):
        raise Refused("本地没有规定答复异议的期限，请联系系统管理员补充地方参数。")
    made = act.create(
        Objection,
        instrument=row,
        unit=row.unit,
        text=text.strip(),
        filed_on=act.today,
        due_on=last_day(act.today, days.number, "calendar_days"),
    )
    tell_office(row.office_id, f"{row.unit}对{row}提出异议", row.get_absolute_url())
    return made


@action("supervision.uphold_objection", title="采纳异议", who=SUPERVISOR)
def uphold_objection(act: Act, *, objection: Objection, seen: int, answer: str) -> Objection:
    """The unit is right: the instrument is withdrawn."""
    row, instrument = _answered(act, objection, seen, "uphold", answer)
    if instrument.state == "disobeyed":
        raise Refused("文书已认定未落实，请先由单位反馈，再答复异议。")
    withdrawn(act, instrument, f"采纳异议：{row.answer}")
    act.about(row)
    return row


@action("supervision.reject_objection", title="不采纳异议", who=SUPERVISOR)
def reject_objection(act: Act, *, objection: Objection, seen: int, answer: str) -> Objection:
    """The instrument holds; the unit is told why."""
    row, instrument = _answered(act, objection, seen, "reject", answer)
    tell_unit(row.unit_id, f"对{instrument}的异议未采纳：{row.answer}", instrument.get_absolute_url())
    return row


def _answered(act: Act, objection: Objection, seen: int, step: str, answer: str) -> tuple[Objection, Instrument]:
    row = act.lock(objection, seen=seen)
    instrument = own(act, row.instrument, row.instrument.version)
    OBJECTION.take(row, step, by=act.by, answer=answer.strip())
    row.answer, row.answered_by, row.answered_at = answer.strip(), act.user, act.now
    act.save(row)
    return row, instrument
