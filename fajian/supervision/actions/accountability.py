"""责任追究: opened, persons named, proposed by one and decided by another, carried out, looked at by the office."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.unknown import Unknown
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT, WRITERS
from fajian.orgs.telling import tell_unit
from fajian.supervision import blame
from fajian.supervision.actions.shared import above, office_of, own, tell_office
from fajian.supervision.models import Accountability, Responsible
from fajian.supervision.terms import usual
from fajian.supervision.workflow import ACCOUNTABILITY

LEAST = "accountability_reason_chars"


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody may have to answer for: a lost case, a scandal, a confirmed problem, an instrument not obeyed."""

    title: str
    origin: str
    found_on: datetime.date
    happened_on: datetime.date | None = None
    source: str = ""
    source_label: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Blamed:
    """One person, or the unit itself (`role` organ), and what is proposed; `measure` "" = not held to account."""

    role: str
    share: str = "full"
    name: str = ""
    post: str = ""
    certificate_no: str = ""
    measure: str = ""
    decider: str = ""
    grounds: Sequence[str] = field(default_factory=tuple)
    remark: str = ""


def keeper_of(act: Act, unit: Unit) -> Unit:
    """The acting user's body, which may ask about this unit: the unit's own, or a supervising office."""
    if act.user is None or act.user.role not in UNIT:
        return office_of(act, unit)
    in_reach(act, unit.path)
    own_unit: Unit = act.user.unit
    return own_unit


@action("supervision.open_accountability", title="立案追责", who=WRITERS)
def open_accountability(act: Act, *, unit: Unit, event: Event) -> Accountability:
    """A case about a unit; one source is asked about once."""
    office = keeper_of(act, unit)
    if event.origin not in blame.words("origins"):
        raise Refused("没有这种来源，请重新选择。")
    if not event.title.strip():
        raise Refused("请填写案件（事件）名称。")
    if event.found_on > act.today or (event.happened_on or event.found_on) > event.found_on:
        raise Refused("发生日期不能晚于发现日期，发现日期不能晚于今天。")
    act.lock(office)
    year = act.today.year
    last = Accountability.objects.filter(office=office, year=year).aggregate(last=Max("number"))["last"]
    return act.create(
        Accountability,
        unit=unit,
        office=office,
        year=year,
        number=(last or 0) + 1,
        title=event.title.strip()[:200],
        origin=event.origin,
        source=event.source.strip()[:60],
        source_label=event.source_label.strip()[:200],
        happened_on=event.happened_on,
        found_on=event.found_on,
        facts=event.facts.strip(),
    )


@action("supervision.establish", title="认定过错", who=WRITERS)
def establish(act: Act, *, accountability: Accountability, seen: int, facts: str, analysis: str) -> Accountability:
    """What went wrong and why."""
    row = own(act, accountability, seen)
    ACCOUNTABILITY.take(row, "establish", by=act.by, facts=facts.strip(), analysis=analysis.strip())
    row.facts, row.analysis = facts.strip(), analysis.strip()
    act.save(row)
    return row


@action("supervision.name_responsible", title="登记责任人", who=WRITERS)
def name_responsible(act: Act, *, accountability: Accountability, seen: int, blamed: Blamed) -> Responsible:
    """A person, or the unit, whose part is told apart from the others'."""
    row = own(act, accountability, seen)
    _investigated(row)
    _checked(blamed)
    given = {name: getattr(blamed, name).strip() for name in ("name", "post", "certificate_no", "remark")}
    made = act.create(
        Responsible,
        accountability=row,
        unit=row.unit,
        role=blamed.role,
        share=blamed.share,
        measure=blamed.measure,
        decider=blamed.decider if blamed.measure else "",
        grounds=list(blamed.grounds),
        **given,
    )
    act.about(row)
    return made


def _checked(blamed: Blamed) -> None:
    """Refuse what does not fit together: measure and role, measure and who decides, measure and exempting ground."""
    for part, code in (("roles", blamed.role), ("shares", blamed.share)):
        if code not in blame.words(part):
            raise Refused("没有这种责任环节或者责任大小，请重新选择。")
    if any(code not in blame.words("grounds") for code in blamed.grounds):
        raise Refused("没有这种情节，请重新选择。")
    organ = blame.words("roles")[blamed.role].kind == "organ"
    if not organ and not blamed.name.strip():
        raise Refused("请填写责任人姓名。")
    exempt = any(blame.words("grounds")[code].kind == "exempt" for code in blamed.grounds)
    none = blame.words("shares")[blamed.share].kind == "none"
    if not blamed.measure:
        if (not exempt and not none) or not blamed.remark.strip():
            raise Refused("不追究的，须选择不予追究的情形或者“不负责任”，并在说明里写明理由。")
        return
    if exempt or none:
        raise Refused("有不予追究的情形或者不负责任的，不能再选追究方式。")
    measure = blame.words("measures").get(blamed.measure)
    if measure is None or measure.retired:
        raise Refused("没有这种追究方式，请重新选择。")
    if (measure.kind == "organ") != organ:
        raise Refused(f"“{measure.title}”是对{'单位' if measure.kind == 'organ' else '个人'}的，与责任环节不符。")
    if blamed.decider not in measure.by:
        may = "、".join(blame.title("deciders", code) for code in measure.by)
        raise Refused(f"“{measure.title}”由{may}决定，请重新选择决定机关。")


def _investigated(row: Accountability) -> None:
    if row.state != "open":
        raise Refused(f"责任追究现在是“{row.state_word}”，责任人只能在调查认定中登记、作废。")


@action("supervision.strike_responsible", title="作废责任人", who=WRITERS)
def strike_responsible(act: Act, *, responsible: Responsible, seen: int, reason: str) -> Responsible:
    """Named by mistake; the row stays, with the reason."""
    kept = own(act, responsible.accountability, responsible.accountability.version)
    _investigated(kept)
    row = act.lock(responsible, seen=seen)
    if row.struck_out:
        raise Refused("这一责任人已经作废。")
    if not reason.strip():
        raise Refused("作废须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    act.about(kept)
    return row


@action("supervision.propose_accountability", title="提请追究", who=WRITERS)
def propose_accountability(act: Act, *, accountability: Accountability, seen: int) -> Accountability:
    """Fault and persons stand; somebody else decides."""
    row = own(act, accountability, seen)
    ACCOUNTABILITY.take(row, "propose", by=act.by)
    if not row.facts or not row.analysis:
        raise Refused("请先认定过错：写明过错情形和原因分析。")
    if not row.responsible.filter(struck_out=False).exclude(measure="").exists():
        raise Refused("请先登记责任人和追究方式；没有人应当追究的，用“提请不予追究”，逐案说明理由。")
    return _proposed(act, row, "pursue", [], "")


@action("supervision.propose_sparing", title="提请不予追究", who=WRITERS)
def propose_sparing(
    act: Act, *, accountability: Accountability, seen: int, grounds: Sequence[str], reason: str
) -> Accountability:
    """Nobody is held to account in this case, for these grounds and this reason of its own."""
    row = own(act, accountability, seen)
    reason = reason.strip()
    ACCOUNTABILITY.take(row, "propose_sparing", by=act.by, grounds=list(grounds), reason=reason)
    known = {code for code, word in blame.words("grounds").items() if word.kind == "exempt"}
    if not set(grounds) <= known:
        raise Refused("只能选择不予、免予追究的情形。")
    least = usual(LEAST, row.office, act.today)
    if not isinstance(least, Unknown) and len(reason) < least.number:
        raise Refused(f"不予追究须逐案说明理由，至少 {least.number} 字，现有 {len(reason)} 字。")
    same = Accountability.objects.filter(office=row.office, reason=reason).exclude(pk=row.pk).standing()
    if found := same.first():
        raise Refused(f"理由与{found.mark}完全相同，请按本案情况写明。")
    if not row.facts or not row.analysis:
        raise Refused("请先认定过错：写明过错情形和原因分析。")
    if row.responsible.filter(struck_out=False).exclude(measure="").exists():
        raise Refused("还有登记了追究方式的责任人，请先作废，或者改为提请追究。")
    return _proposed(act, row, "spare", list(grounds), reason)


def _proposed(act: Act, row: Accountability, conclusion: str, grounds: list[str], reason: str) -> Accountability:
    row.conclusion, row.grounds, row.reason = conclusion, grounds, reason
    row.proposed_by, row.note = act.user, ""
    act.save(row)
    _tell_keeper(act, row, f"{row.mark}待决定：{row.title}")
    return row


def _tell_keeper(act: Act, row: Accountability, line: str) -> None:
    """A line to the others of the body that keeps it."""
    if row.office.kind == "supervision":
        tell_office(row.office_id, line, row.get_absolute_url(), [act.by.pk])
    else:
        tell_unit(row.office_id, line, row.get_absolute_url())


@action("supervision.decide_accountability", title="登记追究决定", who=("unit_leader", "supervisor", "leader"))
def decide_accountability(
    act: Act, *, accountability: Accountability, seen: int, decided_on: datetime.date, document: str = ""
) -> Accountability:
    """What the competent body decided, entered or taken by another person than whoever proposed it."""
    return _decided(act, accountability, seen, "decide", "pursue", decided_on=decided_on, document=document)


@action("supervision.spare", title="决定不予追究", who=("unit_leader", "supervisor", "leader"))
def spare(act: Act, *, accountability: Accountability, seen: int, decided_on: datetime.date) -> Accountability:
    """Nobody is held to account, as proposed with its reason."""
    return _decided(act, accountability, seen, "spare", "spare", decided_on=decided_on)


def _decided(
    act: Act, accountability: Accountability, seen: int, step: str, conclusion: str,
    *, decided_on: datetime.date, document: str = "",
) -> Accountability:  # fmt: skip
    row = _deciding(act, accountability, seen)
    ACCOUNTABILITY.take(row, step, by=act.by, decided_on=decided_on)
    if row.conclusion != conclusion:
        raise Refused(f"提请的是“{row.get_conclusion_display()}”，请按提请的办理，或者退回重新认定。")
    if not row.found_on <= decided_on <= act.today:
        raise Refused("决定日期应在发现日期到今天之间。")
    row.decided_by, row.decided_on, row.document = act.user, decided_on, document.strip()[:100]
    row.told_on = row.told_on or act.today
    act.save(row)
    tell_unit(row.unit_id, f"{row.mark}已决定{row.get_conclusion_display()}：{row.title}", row.get_absolute_url())
    if row.office_id != row.unit_id:
        _tell_keeper(act, row, f"{row.mark}已决定：{row.title}")
    return row


def _deciding(act: Act, accountability: Accountability, seen: int) -> Accountability:
    """The row, locked, for somebody of the keeping body, or a leader above it, who did not propose it."""
    leads = act.user is not None and act.user.role == "leader"
    row = above(act, accountability, seen) if leads else own(act, accountability, seen)
    if act.user is not None and act.user.is_person(row.proposed_by):
        raise Refused("提请人不能自己决定，请由另一位有权的人员办理。")
    return row


@action("supervision.return_accountability", title="退回重新认定", who=("unit_leader", "supervisor", "leader"))
def return_accountability(act: Act, *, accountability: Accountability, seen: int, note: str) -> Accountability:
    """What was proposed is not what should be decided."""
    return _noted(act, _deciding(act, accountability, seen), "return_", note)


@action("supervision.carry_out", title="登记执行", who=WRITERS)
def carry_out(
    act: Act, *, accountability: Accountability, seen: int, outcome: str, carried_out_on: datetime.date
) -> Accountability:
    """The decision has been carried out."""
    row = own(act, accountability, seen)
    ACCOUNTABILITY.take(row, "carry_out", by=act.by, outcome=outcome.strip(), carried_out_on=carried_out_on)
    if not (row.decided_on or act.today) <= carried_out_on <= act.today:
        raise Refused("执行日期应在决定日期到今天之间。")
    row.outcome, row.carried_out_on = outcome.strip(), carried_out_on
    act.save(row)
    return row


@action("supervision.close_accountability", title="核查办结", who=("supervisor",))
def close_accountability(act: Act, *, accountability: Accountability, seen: int, note: str) -> Accountability:
    """A supervisor has looked: it was carried out, or sparing is well founded in this case."""
    row = _looking(act, accountability, seen)
    row.closed_on = act.today
    return _noted(act, row, "close", note)


@action("supervision.send_back_accountability", title="核查退回", who=("supervisor",))
def send_back_accountability(act: Act, *, accountability: Accountability, seen: int, note: str) -> Accountability:
    """Not well founded, or not carried out: fault and persons are looked at again."""
    row = _noted(act, _looking(act, accountability, seen), "send_back", note)
    tell_unit(row.unit_id, f"{row.mark}被核查退回：{row.note}", row.get_absolute_url())
    return row


def _looking(act: Act, accountability: Accountability, seen: int) -> Accountability:
    """The row, locked, for a supervisor in reach who did not propose it."""
    row = above(act, accountability, seen)
    if act.user is not None and (act.user.is_person(row.proposed_by) or act.user.unit_id == row.unit_id):
        raise Refused("提请人、被追究的单位不能自己核查，请由另一位监督人员办理。")
    return row


@action("supervision.drop_accountability", title="撤销", who=WRITERS)
def drop_accountability(act: Act, *, accountability: Accountability, seen: int, note: str) -> Accountability:
    """Opened by mistake; it stays, with the reason, and counts no more."""
    return _noted(act, own(act, accountability, seen), "drop", note)


def _noted(act: Act, row: Accountability, step: str, note: str) -> Accountability:
    ACCOUNTABILITY.take(row, step, by=act.by, note=note.strip())
    row.note = note.strip()
    act.save(row)
    return row
