"""Writes on the spot and after: certificates shown, the record, the result told and published, looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.inspections import sending, terms, words
from fajian.inspections.actions.visits import CHIEF, own
from fajian.inspections.foresight import calm_days, is_calm
from fajian.inspections.models import Visit, VisitFile
from fajian.inspections.workflow import VISIT
from fajian.ledgers.actions import NewEntry, open_ledger, record
from fajian.ledgers.models import Entry
from fajian.orgs.roles import UNIT, WRITERS

SPOT = VISIT.groups["spot"]
FORM = "general"


@action("inspections.show", title="亮证", who=SPOT)
def show(act: Act, *, visit: Visit, seen: int, pin: str) -> Visit:
    """Two officers show their certificates to the business, which has the notice: the code stands on it.

    On the day of the notice, by one who goes; every certificate must be good now, not only when they were sent.
    """
    row = own(act, visit, seen)
    VISIT.take(row, "show", by=act.by, pin=pin.strip())
    _goes(act, row)
    if row.visit_on != act.today:
        raise Refused(f"通知书上的入企日期是{row.visit_on:%Y-%m-%d}，今天不能检查；确需改期的先办理改期。")
    if row.cause != "urgent":
        if row.cause == "complaint" and row.approved_at is None:
            raise Refused("还没有批准，不能入企检查。")
        if is_calm(act.today, calm_days(row.unit)):
            raise Refused("今天是企业宁静日，除紧急情况外不得入企检查，请改期。")
    if pin.strip() != row.pin:
        raise Refused("检查码不对。请企业扫描通知书上的二维码，照页面上的六位检查码填写。")
    sending.still_good(row, act.today)
    row.shown_at, row.shown_by = act.now, act.user
    if row.cause == "urgent" and row.approved_at is None:
        row.approve_by_on = terms.last_day(terms.APPROVE, act.today, row.unit)
    act.save(row)
    act.note(shown=[one.card.number for one in row.going()])
    return row


@action("inspections.record_visit", title="记录检查结果", who=SPOT)
def record_visit(
    act: Act, *, visit: Visit, seen: int, given: Mapping[str, Any], received: Sequence[files.Received] = ()
) -> Visit:
    """What was found, what is done about it, what the business's representative says of the record.

    `given`: result, facts, follow_up, order_by_on, ack, ack_post, ack_note. The terms of telling, publishing and,
    outside the unit's area, filing begin to run.
    """
    row = own(act, visit, seen)
    texts = {name: str(given.get(name) or "").strip() for name in ("result", "facts", "ack", "ack_post", "ack_note")}
    VISIT.take(row, "record", by=act.by, **{name: texts[name] for name in ("result", "facts", "ack")})
    _goes(act, row)
    follow = str(given.get("follow_up") or "none")
    _sound(act, row, texts, follow, given.get("order_by_on"))
    row.result, row.facts, row.ack = texts["result"], texts["facts"], texts["ack"]
    row.ack_post, row.ack_note = texts["ack_post"][:60], texts["ack_note"][:300]
    row.follow_up = follow
    row.order_by_on = given.get("order_by_on") if words.follow_ups()[follow].due else None
    row.finished_on, row.written_by = act.today, act.user
    row.tell_by_on = terms.last_day(terms.TELL, act.today, row.unit)
    row.publish_by_on = terms.last_day(terms.PUBLISH, act.today, row.unit)
    row.file_by_on = terms.last_day(terms.AWAY, act.today, row.unit) if row.away else None
    act.save(row)
    for one in received:
        act.create(VisitFile, visit=row, unit=row.unit, file=files.attach(act, one))
    act.about(row)
    return row


def _sound(act: Act, row: Visit, texts: Mapping[str, str], follow: str, order_by_on: dt.date | None) -> None:
    """Refuse a record that leaves open what is done, or why nobody signed."""
    result, how = words.results().get(texts["result"]), words.follow_ups().get(follow)
    if result is None or how is None or texts["ack"] not in dict(Visit.ACKS):
        raise Refused("没有这种检查结果、处理或者企业确认，请重新选择。")
    if result.found and follow == "none":
        raise Refused("发现问题的须写明怎样处理：当场改正、责令限期改正、立案调查等。")
    if not result.found and follow != "none":
        raise Refused("没有发现问题的，不用填处理；发现了问题的，请改选检查结果。")
    if how.due and (order_by_on is None or order_by_on < act.today):
        raise Refused("责令限期改正须写明改正期限，不早于今天。")
    if texts["ack"] == "signed" and not texts["ack_post"]:
        raise Refused("请填写在场人员的职务（不填姓名）。")
    if texts["ack"] != "signed" and not texts["ack_note"]:
        raise Refused("没有签字的，须写明拒绝签字或者无人在场的情况。")


@action("inspections.tell", title="告知检查结果", who=SPOT)
def tell(act: Act, *, visit: Visit, seen: int, told_on: dt.date, told_how: str) -> Visit:
    """The business knows the result; the notice's page shows it from now on."""
    row = own(act, visit, seen)
    VISIT.take(row, "tell", by=act.by, told_on=told_on, told_how=told_how.strip())
    _goes(act, row)
    if row.finished_on is None or not row.finished_on <= told_on <= act.today:
        raise Refused("告知日期应在检查结束以后，不晚于今天。")
    row.told_on, row.told_how = told_on, told_how.strip()[:100]
    act.save(row)
    return row


@action("inspections.publish_visit", title="审核公示检查结果", who=CHIEF)
def publish_visit(act: Act, *, visit: Visit, seen: int) -> Visit:
    """Anybody may read unit, business, items and result from now on; the record itself stays in the office."""
    row = own(act, visit, seen)
    VISIT.take(row, "publish", by=act.by)
    _second(act, row)
    row.published_on, row.published_by = act.today, act.user
    act.save(row)
    return row


@action("inspections.withhold", title="不公示检查结果", who=CHIEF)
def withhold(act: Act, *, visit: Visit, seen: int, reason: str) -> Visit:
    """By law it is not made public; the reason names the law."""
    row = own(act, visit, seen)
    VISIT.take(row, "withhold", by=act.by, reason=reason.strip())
    _second(act, row)
    row.reason, row.published_by = reason.strip()[:300], act.user
    act.save(row)
    return row


@action("inspections.recheck", title="登记复查", who=SPOT)
def recheck(act: Act, *, visit: Visit, seen: int, righted: str, note: str, order_by_on: dt.date | None = None) -> Visit:
    """What was ordered is looked at again: put right, or not; given more time it is looked at once more."""
    row = own(act, visit, seen)
    if row.follow_up != "ordered" or row.righted or row.state in ("on_site", "struck"):
        raise Refused("没有待复查的责令改正。")
    _goes(act, row)
    if righted not in dict(Visit.RIGHTED) or not note.strip():
        raise Refused("请写明复查结果和情况。")
    sending.still_good(row, act.today)
    if order_by_on is not None:
        if righted != "not" or order_by_on <= act.today:
            raise Refused("没有改正、需要延期的才填新的改正期限，晚于今天。")
        row.order_by_on, row.righted_note = order_by_on, note.strip()[:300]
    else:
        row.righted, row.righted_on, row.righted_note = righted, act.today, note.strip()[:300]
    act.save(row)
    return row


@action("inspections.file_away", title="登记异地检查备案", who=UNIT)
def file_away(act: Act, *, visit: Visit, seen: int, filed_on: dt.date, filed_with: str) -> Visit:
    """A visit outside the unit's area is filed with the judicial administration there."""
    row = own(act, visit, seen)
    if not row.away or row.filed_on is not None or row.finished_on is None:
        raise Refused("没有待备案的跨区域检查；检查结束以后登记一次。")
    if not filed_with.strip() or not row.finished_on <= filed_on <= act.today:
        raise Refused("请写明备案机关和文号，日期在检查结束以后、不晚于今天。")
    row.filed_on, row.filed_with = filed_on, filed_with.strip()[:300]
    act.save(row)
    return row


@action("inspections.list_found", title="列入台账", who=WRITERS)
def list_found(act: Act, *, visit: Visit, seen: int, title: str) -> Entry:
    """What a visit found becomes a row of the unit's ledger that leads back to the visit."""
    row = own(act, visit, seen)
    if not row.found:
        raise Refused("没有发现问题，不用列入台账。")
    if not title.strip():
        raise Refused("请写明发现了什么问题。")
    ledger = open_ledger.within(act, unit=row.unit, spec_code=FORM)
    found = {"area": "入企检查", "act_kind": "行政检查", "matter": str(row.target), "doc_no": row.number}
    found["found_on"] = row.finished_on.isoformat() if row.finished_on else ""
    new = NewEntry(
        title.strip(), {name: text for name, text in found.items() if text}, row.finished_on, row.source,
        f"入企检查 {row.number}"[:200],
    )  # fmt: skip
    made = record.within(act, ledger=ledger, rows=[new])
    if not made:
        raise Refused("这次检查发现的问题已经列入台账。")
    act.about(made[0])
    return made[0]


@action("inspections.hear_closed", title="台账销号后更新检查")
def hear_closed(act: Act, *, number: int, entry: int) -> None:
    """The ledger's row was closed upon proof, so what was ordered is put right; a recheck before stands."""
    row = act.lock(Visit.objects.get(pk=number))
    if row.follow_up == "ordered" and not row.righted:
        row.righted, row.righted_on, row.righted_note = "righted", act.today, f"台账条目（编号 {entry}）已经核准销号"
        act.save(row)
    act.about(row)


@action("inspections.hear_relapsed", title="台账反弹后更新检查")
def hear_relapsed(act: Act, *, number: int) -> None:
    """The problem came back: it is to be looked at again."""
    row = act.lock(Visit.objects.get(pk=number))
    if row.follow_up == "ordered" and row.righted == "righted":
        row.righted, row.righted_on, row.righted_note = "", None, "台账认定反弹，重新复查"
        act.save(row)
    act.about(row)


def _goes(act: Act, row: Visit) -> None:
    """Refuse whoever does not go there; a desk writes only where none of those who go has an account."""
    if act.user is None:
        return
    accounts = [one.officer.account for one in row.going() if one.officer.account is not None]
    if any(act.user.is_person(one) for one in accounts):
        return
    if accounts or act.user.role == "officer":
        raise Refused("现场由派去的检查人员用自己的账号办理，您不在这次检查的人员里。")


def _second(act: Act, row: Visit) -> None:
    if row.cause == "urgent" and row.approved_at is None:
        raise Refused("紧急检查还没有补办批准，请先补办。")
    if act.user is not None and act.user.is_person(row.written_by):
        raise Refused("公示由记录人以外的单位负责人审核。")
