"""拟制、送审、批准、更正、撤回、撤下: the writes of publications. Which step may be taken stands in workflow.py."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.publicity.masking import scrub
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import SEGMENT, levels
from fajian.orgs.telling import tell_unit
from fajian.publicity import foundations, terms
from fajian.publicity.cleaning import Cleaned
from fajian.publicity.kinds import AUDIENCES, Kind, kinds
from fajian.publicity.models import Edition, Publication, PublicationFile
from fajian.publicity.preview import known_names, preview
from fajian.publicity.workflow import APPROVERS, CHANGES, GROUNDS, PUBLICATION


@dataclass(frozen=True, slots=True)
class Given:
    """What is filled in; `data` by the names of the kind's columns, `names` one to a line."""

    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    names: str = ""
    credit: str = ""
    party_kind: str = ""
    barred: str = ""
    source: str = ""
    about: int | None = None


@action("publicity.prepare", title="拟制公示", who=WRITERS)
def prepare(act: Act, *, kind: str, unit: Unit, given: Given, received: Sequence[Cleaned] = ()) -> Publication:
    """A draft of the unit that acted: whoever enforces publishes (谁执法谁公示)."""
    in_reach(act, unit.path)
    spec = kinds().get(kind)
    if spec is None:
        raise Refused("没有这种公示，请重新选择。")
    _complete(spec, given)
    row = act.create(Publication, **_columns(spec, unit, given))
    _attach(act, row, received)
    act.about(row)
    return row


@action("publicity.prepare_all", title="从执法数据拟制公示")
def prepare_all(act: Act, *, made: Sequence[tuple[str, Unit, Given]]) -> int:
    """Drafts of decisions that have none yet, as found in the enforcement data."""
    have = set(Publication.objects.exclude(state="struck").exclude(source="").values_list("unit", "source"))
    fresh = [(kind, unit, given) for kind, unit, given in made if (unit.pk, given.source) not in have]
    regions = {unit.pk: unit.region for unit in {unit.pk: unit for _, unit, _ in fresh}.values()}
    rows = [Publication(**_columns(kinds()[kind], unit, given, regions[unit.pk])) for kind, unit, given in fresh]
    if rows:
        act.bulk_create(Publication, rows)
    return len(rows)


@action("publicity.edit", title="修改公示", who=WRITERS)
def edit(
    act: Act, *, publication: Publication, seen: int, given: Given, received: Sequence[Cleaned] = ()
) -> Publication:
    """Put right before it is looked at."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "edit", by=act.by)
    _fill(row, given)
    act.save(row)
    _attach(act, row, received)
    return row


@action("publicity.submit", title="送审", who=WRITERS)
def submit(act: Act, *, publication: Publication, seen: int, secrecy: str) -> Publication:
    """To a second person, with what came of looking for secrets and personal matters."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "submit", by=act.by, secrecy=secrecy.strip())
    if row.barred:
        raise Refused(f"这件属于“{row.barred_word}”，不能公开，请由审核人办理“不予公开”。")
    if not any(label != "标题" for label, _ in preview(row)[0]):
        raise Refused("去标识以后没有可以公开的内容，请补充。")
    row.secrecy, row.submitted_by, row.reason = secrecy.strip(), act.user, ""
    act.save(row)
    _ask(row, f"公示待审核：{row.title}")
    return row


@action("publicity.return", title="退回公示", who=APPROVERS)
def return_(act: Act, *, publication: Publication, seen: int, reason: str) -> Publication:
    """Not like this; the unit is told why."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell(row, ("clerk",), f"公示被退回：{row.title}，{row.reason}")
    return row


@action("publicity.approve", title="批准公开", who=APPROVERS)
def approve(act: Act, *, publication: Publication, seen: int, digest: str) -> Publication:
    """Out it goes, byte for byte as the approver saw it: `digest` is of what was on the page."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "approve", by=act.by, digest=digest)
    _approver(act, row)
    row.approved_by, row.published_on = act.user, act.today
    row.expires_on = terms.expires_on(row.spec, row.decided_on, row.credit, row.region or None)
    if row.expires_on and row.expires_on < act.today:
        raise Refused("公示期已满，不再公开；请办理“不予公开”。")
    _publish(act, row, digest, "")
    if row.spec.announced:
        notify.tell(_office(row).exclude(pk=act.user.pk if act.user else None), f"已公开曝光：{row.title}"[:300],
                    row.get_absolute_url())  # fmt: skip
    return row


@action("publicity.withhold", title="不予公开", who=APPROVERS)
def withhold(act: Act, *, publication: Publication, seen: int, ground: str, reason: str) -> Publication:
    """It stays at home, and the reason is on record; decided by another person than who drafted it."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "withhold", by=act.by, ground=ground, reason=reason.strip())
    if ground not in GROUNDS:
        raise Refused("没有这种不公开的情形，请重新选择。")
    if act.user is not None and act.user.is_person(row.recorded_by):
        raise Refused("不予公开须由拟制人以外的另一人决定。")
    row.ground, row.reason, row.approved_by = ground, reason.strip(), act.user
    act.save(row)
    return row


@action("publicity.correct", title="提出更正", who=WRITERS)
def correct(act: Act, *, publication: Publication, seen: int, given: Given, reason: str) -> Publication:
    """What is wrong is put right here; the public page keeps the last edition until a second person agrees."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "correct", by=act.by, reason=reason.strip())
    stood = {"title": row.title, "data": row.data, "names": row.names, "credit": row.credit, "about": row.about_id}
    looked, number, path = row.made_of, row.number, row.audience_path
    _fill(row, given)
    row.standing, row.number = {**stood, "made_of": looked}, number  # it is found by the number that is public
    if row.audience_path != path:
        raise Refused("公开范围不能用更正来改，请撤回以后重新拟制。")
    row.reason, row.submitted_by = reason.strip(), act.user
    if row.approved_by_id and row.approved_by_id == row.submitted_by_id:
        raise Refused("批准这次公开的人不能自己提出更正，请由另一人提出。")
    act.save(row)
    _ask(row, f"公示更正待审核：{row.title}")
    return row


@action("publicity.approve_correction", title="批准更正", who=APPROVERS)
def approve_correction(act: Act, *, publication: Publication, seen: int, digest: str) -> Publication:
    """A further edition; the earlier one stays on record and the public page says what was corrected and when."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "approve_correction", by=act.by, digest=digest)
    _approver(act, row)
    row.approved_by, row.returned, row.standing = act.user, "", {}
    row.number = _number(row)
    row.expires_on = terms.expires_on(row.spec, row.decided_on, row.credit, row.region or None)
    _publish(act, row, digest, row.reason)
    return row


@action("publicity.drop", title="不予更正", who=APPROVERS)
def drop(act: Act, *, publication: Publication, seen: int, reason: str) -> Publication:
    """The last edition stays as it is."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "drop", by=act.by, reason=reason.strip())
    _restore(row)
    row.reason = reason.strip()
    act.save(row)
    _tell(row, ("clerk",), f"公示更正没有采纳：{row.title}，{row.reason}")
    return row


@action("publicity.withdraw", title="撤回公示", who=WRITERS)
def withdraw(
    act: Act, *, publication: Publication, seen: int, ground: str, reason: str, changed_on: datetime.date
) -> Publication:
    """Off-line at once; the reason is public, every copy is to be taken down by the last day of the term."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "withdraw", by=act.by, ground=ground, reason=reason.strip(), changed_on=changed_on)
    if ground not in CHANGES:
        raise Refused("没有这种撤回的情形，请重新选择。")
    if changed_on > act.today:
        raise Refused("决定变更的日期不能晚于今天。")
    _restore(row)
    row.ground, row.reason, row.changed_on, row.ended_on = ground, reason.strip(), changed_on, act.today
    row.take_down_by = terms.last_day(terms.WITHDRAW, changed_on, row.region or None)
    act.save(row)
    _tell(row, ("clerk", "unit_leader"), f"公示已撤回，请把各渠道的也撤下：{row.title}")
    return row


@action("publicity.expire", title="到期撤下")
def expire(act: Act) -> dict[str, int]:
    """What stood as long as it may is taken down."""
    ended = list(Publication.objects.out().filter(expires_on__lt=act.today).select_related("unit"))
    for row in ended:
        PUBLICATION.take(row, "expire", by=act.by)
        _restore(row)
        row.ended_on = act.today
        row.take_down_by = terms.last_day(terms.WITHDRAW, act.today, row.region or None)
    if ended:
        act.save_all(ended)
    return {"expired": len(ended)}


@action("publicity.strike", title="作废公示", who=WRITERS)
def strike(act: Act, *, publication: Publication, seen: int, reason: str) -> Publication:
    """Drafted by mistake; it stays with the reason."""
    row = _own(act, publication, seen)
    PUBLICATION.take(row, "strike", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


def _own(act: Act, publication: Publication, seen: int) -> Publication:
    row = act.lock(publication, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _approver(act: Act, row: Publication) -> None:
    """Refuse who may not approve this kind, and who sent it."""
    if act.user is not None and act.user.role not in row.spec.by:
        raise Refused(f"“{row.spec.title}”须由监督机关批准。")
    if act.user is None or act.user.is_person(row.submitted_by):
        raise Refused("公开须由送审人以外的另一人批准。")


def _publish(act: Act, row: Publication, digest: str, note: str) -> None:
    lines, now = preview(row)
    if digest != now:
        raise Refused("公示内容与您看到的不同，请刷新页面重新核对。")
    number = row.editions.count() + 1
    row.shown_text = "\n".join(text for _, text in lines)
    act.save(row)
    act.create(
        Edition, publication=row, unit=row.unit, number=number, lines=lines, digest=now, shown_on=act.today,
        approved_by=act.user, note=scrub(note, known_names(row)),
    )  # fmt: skip
    act.note(digest=now)


def _columns(spec: Kind, unit: Unit, given: Given, region: str | None = None) -> dict[str, Any]:
    row = Publication(kind=spec.code, unit=unit, region=region or unit.region or "", source=given.source)
    row.party_kind, row.barred = given.party_kind, given.barred
    _fill(row, given)
    names = ("kind", "unit", "region", "source", "party_kind", "barred", "title", "number", "data", "names", "credit",
             "decided_on", "due_on", "audience_path", "about", "made_of")  # fmt: skip
    return {name: getattr(row, name) for name in names}


def _fill(row: Publication, given: Given) -> None:
    if not row.source:  # what came from the enforcement data is complete or not as the data are
        _complete(row.spec, given)
    _put(row, given)


def _put(row: Publication, given: Given) -> None:
    spec = row.spec
    row.title = given.title.strip()[:200]
    row.data = {name: value for name, value in given.data.items() if value not in (None, "", [])}
    row.names, row.credit = given.names.strip(), given.credit
    row.number = _number(row)
    said = row.data.get(spec.day) if spec.day else None
    row.decided_on = datetime.date.fromisoformat(str(said)[:10]) if said else None
    row.due_on = terms.due_on(spec, row.decided_on, row.region or None)
    if spec.by_day:
        row.due_on = terms.of_year(spec, str(row.data.get("year", "")))
    row.about, row.audience_path = _about(spec, given), _audience(row)
    if spec.gathered:
        row.made_of = foundations.digests(foundations.told([row.unit])[row.unit.pk])


def _about(spec: Kind, given: Given) -> Publication | None:
    """What it belongs to: something public, of a kind that fits."""
    if given.about is None:
        return None
    found = Publication.objects.shown().filter(pk=given.about, kind__in=spec.about).first()
    if found is None:
        raise Refused("所解读的文件没有公开，或者已经撤回，请重新选择。")
    return found


def _audience(row: Publication) -> str:
    """The path below which it may be read; "" for everybody."""
    levels = AUDIENCES.get(str(row.data.get(row.spec.audience, ""))) if row.spec.audience else None
    if levels is None:
        return ""
    path = row.unit.path
    return path[: max(SEGMENT, len(path) - SEGMENT * levels)]


def _number(row: Publication) -> str:
    return str(row.data.get("decision_no", ""))[:100]


def _restore(row: Publication) -> None:
    """A correction that nobody agreed to leaves nothing behind."""
    if row.standing:
        stood = dict(row.standing)
        looked = stood.pop("made_of", row.made_of)
        _put(row, Given(**stood))
        row.made_of, row.standing = looked, {}


def _complete(spec: Kind, given: Given) -> None:
    wanted: dict[str, Any] = {"标题": given.title}
    wanted |= {column.label: given.data.get(column.name) for column in spec.columns if column.required}
    if missing := [label for label, value in wanted.items() if value is None or not str(value).strip()]:
        raise Refused(f"“{spec.title}”须填写：{'、'.join(missing)}。")


def _attach(act: Act, row: Publication, received: Sequence[Cleaned]) -> None:
    if received and not row.spec.files:
        raise Refused(f"“{row.spec.title}”不附文件。")
    for one in received:
        act.create(PublicationFile, publication=row, unit=row.unit, file=files.attach(act, one))


def _ask(row: Publication, line: str) -> None:
    """Tell whoever may approve it: of the unit, and the office that supervises where only that may."""
    _tell(row, [role for role in APPROVERS if role in row.spec.by], line)
    if "unit_leader" not in row.spec.by:
        notify.tell(_office(row).exclude(unit=row.unit_id), line[:300], row.get_absolute_url())


def _office(row: Publication) -> Any:
    """The supervisors of the nearest office above the unit: it serves the area it stands in."""
    offices = Unit.objects.filter(kind="supervision", closed_on=None, parent__path__in=levels(row.unit.path))
    nearest = max(offices.values_list("parent__path", flat=True), key=len, default="")
    return User.objects.filter(role="supervisor", is_active=True, unit__kind="supervision", unit__parent__path=nearest)


def _tell(row: Publication, roles: Iterable[str], line: str) -> None:
    tell_unit(row.unit_id, line, row.get_absolute_url(), roles)
