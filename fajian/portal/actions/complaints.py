"""What the public does: complain, write more, say whether the answer satisfies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import domain_scope
from fajian.portal import codes, terms
from fajian.portal.models import Complaint, ComplaintFile, CustodianKey, Identity, Message
from fajian.portal.sealing import Person, seal
from fajian.portal.workflow import COMPLAINT, OFFICE

PUBLIC = System("公众端")
LONGEST = 5_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Told:
    """What was told. `person` None: anonymous."""

    kind: str
    topic: str
    text: str
    respondent: Unit | None = None
    respondent_text: str = ""
    happened: str = ""
    person: Person | None = None


@action("portal.complain", title="投诉举报")
def complain(
    act: Act, *, told: Told, code: str, held: bool = False, received: Sequence[files.Received] = ()
) -> Complaint:
    """A new complaint, found by its receipt code from now on; the code sent twice gives the one there is."""
    digest = codes.digest(code)
    act.lock(highest())  # pressed twice at the same moment: the second waits, then finds the first
    known: Complaint | None = Complaint.objects.filter(code_digest=digest).first()
    if known is not None:
        act.about(known)
        return known
    row = enter(act, told, channel="portal", code_digest=digest, held=held)
    for one in received:
        act.create(ComplaintFile, complaint=row, file=files.attach(act, one))
    act.about(row)
    if not held:
        tell_office(row, f"收到新的投诉举报 {row}")
    return row


def enter(act: Act, told: Told, *, channel: str, **more: object) -> Complaint:
    """The row, in the area it lies in, with its term; a named one with the identity sealed."""
    if not told.text.strip():
        raise Refused("请写明反映的内容。")
    respondent = told.respondent or _named(told.respondent_text)
    area = area_of(respondent)
    more.setdefault("received_on", act.today)
    row = act.create(
        Complaint,
        unit=area,
        year=act.today.year,
        number=next_number(act, Complaint, year=act.today.year),
        channel=channel,
        kind=told.kind,
        topic=told.topic,
        respondent=respondent,
        respondent_text="" if respondent else told.respondent_text.strip()[:100],
        happened=told.happened.strip()[:200],
        text=told.text.strip(),
        is_named=told.person is not None,
        accept_by=terms.last_day(terms.ACCEPT, channel, area, more["received_on"]),  # type: ignore[arg-type]
        **more,
    )
    if told.person is not None:
        key = CustodianKey.objects.filter(ended_on=None).first()
        if key is None:
            raise Refused("本站还没有设置身份保管人，暂时只能匿名反映。")
        act.create(Identity, complaint=row, key=key, sealed=seal(told.person, key.public))
    return row


def area_of(unit: Unit | None) -> Unit:
    """The government in whose area the unit lies; without a unit the highest."""
    above = unit
    while above is not None and above.kind != "government":
        above = above.parent
    return above or highest()


def highest() -> Unit:
    """The government above all."""
    found: Unit | None = Unit.objects.filter(parent=None).order_by("path").first()
    if found is None:
        raise Refused("本站还没有建立单位，暂时不能接收投诉举报。")
    return found


def next_number(act: Act, model: Any, **of: int) -> int:
    """The next of what is numbered through all areas: nobody else takes one until the command has ended."""
    act.lock(highest())
    last: int = model.objects.filter(**of).aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _named(text: str) -> Unit | None:
    """The unit whose name stands in what was written, the longest: who wrote a name wants it kept from that unit.

    Not the highest government: its name stands in many others, and nobody could read what is kept from it.
    """
    names = Unit.objects.open().exclude(parent=None).values_list("pk", "name", "short_name")
    found = {pk: len(word) for pk, *words in names for word in sorted(words, key=len) if word and word in text}
    most = max(found.values(), default=0)
    longest = [pk for pk, length in found.items() if length == most]
    return Unit.objects.get(pk=longest[0]) if len(longest) == 1 else None


def tell_office(row: Complaint, text: str) -> None:
    """A line to those of the office who may see it; of one about that office itself, to the next above."""
    people = User.objects.filter(role__in=OFFICE, is_active=True).select_related("unit__parent")
    areas: dict[str, list[User]] = {}
    for person in people:
        if person.unit and domain_scope(person).covers(row.unit_path):
            areas.setdefault(person.unit.area_path, []).append(person)
    for area in sorted(areas, reverse=True):
        near = [p for p in areas[area] if Complaint.objects.visible_to(p).filter(pk=row.pk).exists()]
        if near:
            notify.tell(near, text, row.get_absolute_url())
            return


@action("portal.write", title="补充")
def write(act: Act, *, complaint: Complaint, text: str, received: Sequence[files.Received] = ()) -> Message:
    """The complainant adds something; the office is told that there is more, unless it came in a flood."""
    row = act.lock(complaint)
    if not text.strip() and not received:
        raise Refused("请写明要补充的内容，或者选择附件。")
    for one in received:
        act.create(ComplaintFile, complaint=row, file=files.attach(act, one))
    made = act.create(
        Message, complaint=row, outward=False, text=text.strip()[:LONGEST] or f"补交附件 {len(received)} 个"
    )
    act.about(row)
    if not row.held:
        tell_office(row, f"投诉举报 {row} 有补充")
    return made


@action("portal.rate", title="评价答复")
def rate(act: Act, *, complaint: Complaint, rating: str) -> Complaint:
    """Satisfied: it is closed. Not satisfied: it goes back to the office, once."""
    row = act.lock(complaint)
    again = rating == "bad" and row.reopened_on is None
    COMPLAINT.take(row, "dispute" if again else "rate", by=act.by, rating=rating)
    if rating not in dict(Complaint.RATINGS):
        raise Refused("请选择满意、基本满意或者不满意。")
    row.rating = rating
    if again:
        row.reopened_on = act.today
        row.accept_by = terms.last_day(terms.ACCEPT, row.channel, row.unit, act.today)
        tell_office(row, f"投诉举报 {row} 对答复不满意，重新办理")
    act.save(row)
    return row
