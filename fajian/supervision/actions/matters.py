"""The steps of a matter, from the clue to its closing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.supervision import words
from fajian.supervision.actions.shared import SUPERVISOR, office_of, own, tell_office
from fajian.supervision.models import Instrument, Matter, Measure
from fajian.supervision.workflow import MATTER, PENDING


@dataclass(frozen=True, slots=True)
class Clue:
    """What came in: from where (`origin`, `source`), when, and what it says."""

    title: str
    origin: str
    text: str
    received_on: datetime.date
    source: str = ""
    source_label: str = ""


@action("supervision.open_matter", title="登记线索", who=SUPERVISOR)
def open_matter(act: Act, *, unit: Unit, clue: Clue) -> Matter:
    """A clue about a unit comes before the acting user's office."""
    office = office_of(act, unit)
    if clue.origin not in words.words("origins"):
        raise Refused("没有这种线索来源，请重新选择。")
    if not clue.title.strip() or not clue.text.strip():
        raise Refused("请填写事项和线索内容。")
    if clue.received_on > act.today:
        raise Refused("收到日期不能晚于今天。")
    act.lock(office)
    last = Matter.objects.filter(office=office, year=act.today.year).aggregate(last=Max("number"))["last"]
    return act.create(
        Matter,
        unit=unit,
        office=office,
        year=act.today.year,
        number=(last or 0) + 1,
        title=clue.title.strip()[:200],
        origin=clue.origin,
        source=clue.source.strip()[:60],
        source_label=clue.source_label.strip()[:200],
        clue=clue.text.strip(),
        received_on=clue.received_on,
        handled_by=act.user,
    )


@action("supervision.accept", title="受理", who=SUPERVISOR)
def accept(
    act: Act, *, matter: Matter, seen: int, way: str, situation: str, upper_document: str = "", superior: str = ""
) -> Matter:
    """It is looked into: in which way, for which situation; `superior` is the body above a vertical one.

    A 专项监督 is begun by the province and above (令825 第二十一条); below it is carried out, so its paper is named.
    """
    row = own(act, matter, seen)
    MATTER.take(row, "accept", by=act.by, way=way, situation=situation)
    if way not in words.words("ways") or situation not in words.words("situations"):
        raise Refused("没有这种监督方式或者监督情形，请重新选择。")
    if way == "special" and not upper_document.strip():
        raise Refused("专项监督由省级以上部署，请写明落实的是哪一份上级文件。")
    row.way, row.situation = way, situation
    row.upper_document, row.superior = upper_document.strip()[:200], superior.strip()[:100]
    row.handled_by = act.user
    act.save(row)
    return row


@action("supervision.refuse", title="不予受理", who=SUPERVISOR)
def refuse(act: Act, *, matter: Matter, seen: int, reason: str) -> Matter:
    """It is not for supervision, with the reason."""
    return _reasoned(act, matter, seen, "refuse", reason)


@action("supervision.forward", title="转办", who=SUPERVISOR)
def forward(act: Act, *, matter: Matter, seen: int, to: str, reason: str) -> Matter:
    """It belongs to somebody else; the parties are led to 复议 or 诉讼 where these are open to them."""
    row = own(act, matter, seen)
    MATTER.take(row, "forward", by=act.by, to=to.strip(), reason=reason.strip())
    row.forwarded_to, row.reason = to.strip()[:100], reason.strip()
    act.save(row)
    return row


@action("supervision.elevate", title="提级监督", who=SUPERVISOR)
def elevate(act: Act, *, matter: Matter, seen: int, reason: str) -> Matter:
    """A body above takes the matter over, as 重点监督; what was drafted there must have been dropped before."""
    row = act.lock(matter, seen=seen)
    office = office_of(act, row.unit)
    if row.office_id == office.pk or not row.office.path.startswith(office.area_path):
        raise Refused("提级监督由上级监督机关办理；这件事项已在本机关，或者不是下级办理的。")
    MATTER.take(row, "elevate", by=act.by, reason=reason.strip())
    if row.instruments.filter(state__in=("draft", "submitted", "proposed", "issued")).exists():
        raise Refused("原监督机关还有没发出的文书，请其先作废或者送达。")
    last = Matter.objects.filter(office=office, year=row.year).aggregate(last=Max("number"))["last"]
    tell_office(row.office_id, f"“{row.title}”由{office}提级监督", row.get_absolute_url())
    row.elevated_from, row.office, row.number = row.office, office, (last or 0) + 1
    row.way, row.reason, row.handled_by = "key", reason.strip(), act.user
    row.situation = row.situation or "other"
    act.save(row)
    return row


@action("supervision.hold", title="中止", who=SUPERVISOR)
def hold(act: Act, *, matter: Matter, seen: int, reason: str) -> Matter:
    """复议 or a court has it: nothing is supervised twice. Which case it is stands in the reason."""
    return _reasoned(act, matter, seen, "hold", reason)


@action("supervision.resume", title="恢复", who=SUPERVISOR)
def resume(act: Act, *, matter: Matter, seen: int, reason: str) -> Matter:
    """The case there is over, or was not taken on."""
    return _reasoned(act, matter, seen, "resume", reason)


@action("supervision.tell_superior", title="登记告知上一级", who=SUPERVISOR)
def tell_superior(act: Act, *, matter: Matter, seen: int, superior: str, told_on: datetime.date) -> Matter:
    """The body above a vertical one has been told (令825 第二条)."""
    row = own(act, matter, seen)
    if row.is_over:
        raise Refused(f"监督事项现在是“{row.state_word}”，不能再登记。")
    if not superior.strip():
        raise Refused("请写明上一级主管部门。")
    if told_on > act.today:
        raise Refused("告知日期不能晚于今天。")
    row.superior, row.superior_told_on = superior.strip()[:100], told_on
    act.save(row)
    return row


@action("supervision.close", title="办结", who=SUPERVISOR)
def close(act: Act, *, matter: Matter, seen: int, outcome: str, summary: str) -> Matter:
    """How it ended: nothing found, put right on the spot, corrected after an instrument, or handed on."""
    row = own(act, matter, seen)
    MATTER.take(row, "close", by=act.by, outcome=outcome, summary=summary.strip())
    if lacking := missing(row, outcome):
        raise Refused(lacking)
    row.outcome, row.summary, row.closed_on = outcome, summary.strip(), act.today
    act.save(row)
    return row


def missing(row: Matter, outcome: str) -> str:
    """Why a matter cannot be closed this way yet; "" where it can."""
    if outcome not in words.words("outcomes"):
        return "没有这种办结方式，请重新选择。"
    found = list(row.instruments.order_by("pk"))
    if pending := [str(one) for one in found if one.state in PENDING]:
        return f"还有没办完的文书：{'、'.join(pending)}。请先核实、撤回或者作废。"
    ended = [one.state for one in found if one.state in ("settled", "disobeyed")]
    if ended and ended[-1] == "disobeyed":
        return "最后一份文书没有落实，请报请政府制发决定书，或者等单位反馈后核实。"
    if outcome == "corrected" and "settled" not in ended:
        return "还没有核实到位的文书，不能以“已纠正”办结。"
    if outcome == "on_spot" and not row.measures.filter(at_once=True, struck_out=False).exists():
        return "请先登记监督措施，写明当场发现什么、怎么纠正的。"
    if outcome == "clear" and ended:
        return "已经发过文书，不能以“未发现问题”办结。"
    if row.superior and row.superior_told_on is None:
        return f"被监督单位实行垂直管理，请先告知其上一级主管部门（{row.superior}）。"
    return ""


@action("supervision.reopen", title="重新核查", who=SUPERVISOR)
def reopen(act: Act, *, matter: Matter, seen: int, reason: str) -> Matter:
    """What was closed or refused is looked into again."""
    row = own(act, matter, seen)
    MATTER.take(row, "reopen", by=act.by, reason=reason.strip())
    row.reason, row.closed_on = reason.strip(), None
    row.way, row.situation = row.way or "daily", row.situation or "other"
    act.save(row)
    return row


def instructed(act: Act, matter: Matter) -> None:
    """An instrument has been issued in it."""
    row = act.lock(matter)
    MATTER.take(row, "instruct", by=act.by)
    act.save(row)


def made_known(act: Act, matter: Matter) -> None:
    """From now on the unit sees it."""
    row = act.lock(matter)
    if row.told_on is None:
        row.told_on = act.today
        act.save(row)


def goes_on(matter: Matter) -> None:
    """Refuse where nothing may be done in it now."""
    if matter.state not in ("looking", "instructed"):
        raise Refused(f"监督事项现在是“{matter.state_word}”，不能办理；请先受理、恢复或者重新核查。")


def _reasoned(act: Act, matter: Matter, seen: int, step: str, reason: str, **given: Any) -> Matter:
    row = own(act, matter, seen)
    MATTER.take(row, step, by=act.by, reason=reason.strip(), **given)
    row.reason = reason.strip()
    act.save(row)
    return row


def related(row: Matter) -> tuple[list[Measure], list[Instrument]]:
    """What was done in it, oldest first."""
    measures = row.measures.order_by("held_on", "pk").prefetch_related("files__file")
    return list(measures), list(row.instruments.order_by("pk").select_related("number", "issuer"))
