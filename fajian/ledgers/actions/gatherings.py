"""Writes of 集中收回: many files at once, each placed with its unit's ledger; what became of them is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.files import Received
from fajian.core.jobs import JOBS
from fajian.ledgers.actions.shared import in_reach
from fajian.ledgers.models import TAKE_IN, Gathering, Ledger, Piece, TakeIn
from fajian.ledgers.own import newest
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT

SUPERVISOR = ("supervisor",)


@action("ledgers.gather", title="集中收回表格", who=SUPERVISOR)
def gather(
    act: Act, *, received: Sequence[Received], spec_code: str = "", source: str = "", gathering: Gathering | None = None
) -> Gathering:
    """Files of many units, for a new gathering or one there is; a job then finds out whose each is, and reads it.

    The same file again is not kept twice. Raises Refused where none of the files is new.
    """
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份集中收回。")
    spec = newest(gathering.spec_code if gathering else spec_code)
    if spec is None:
        raise Refused(f"没有编号为“{spec_code}”的台账样式。")
    if gathering is None:
        office = Unit.objects.get(pk=act.user.unit_id)
        title = f"{spec.title} {act.today:%Y年%-m月%-d日}收回"[:120]
        gathering = act.create(Gathering, unit=office, title=title, spec_code=spec.code, source=source)
    in_reach(act, gathering.unit_path)
    known = set(Piece.objects.filter(gathering=gathering).values_list("digest", flat=True))
    fresh = {one.digest: one for one in received if one.digest not in known}
    if not fresh:
        raise Refused("这些文件都已经在这次收回里，没有重复收。")
    act.bulk_create(
        Piece,
        [
            Piece(gathering=gathering, unit=gathering.unit, title=one.name, digest=digest, file=files.attach(act, one))
            for digest, one in fresh.items()
        ],
    )
    act.about(gathering)
    JOBS["ledgers.gather"].ask(by=act.by, title=f"读入{len(fresh)}个文件", gathering=gathering.pk)
    return gathering


@action("ledgers.place_piece", title="收到的文件归入台账", who=SUPERVISOR)
def place(act: Act, *, piece: Piece, taking: TakeIn, how: str) -> Piece:
    """It is known whose the file is; it waits as a take-in of that ledger, as any other."""
    row = act.lock(piece)
    in_reach(act, row.unit_path)
    if row.taking and row.taking_id != taking.pk:
        raise Refused(f"“{row.title}”已归入{row.taking.ledger.unit}的台账，请刷新页面。")
    row.taking, row.how, row.reason = taking, how, taking.reason
    act.save(row)
    return row


@action("ledgers.displace_piece", title="撤回文件的归入", who=SUPERVISOR)
def displace(act: Act, *, piece: Piece) -> Piece:
    """It was placed with the wrong ledger: nothing of it is taken there, and a person says whose it is."""
    row = act.lock(piece)
    in_reach(act, row.unit_path)
    taking = row.taking
    if taking is None or not row.may_be_displaced:
        raise Refused(
            f"“{row.title}”{'已经收入' if taking and taking.state == 'taken' else '还没有归入台账'}，不能撤回归入。"
        )
    move(act, taking)
    row.taking, row.how, row.counts, row.told = None, "person", {}, False
    row.reason = f"曾归入{taking.ledger.unit}的台账，由人撤回"
    act.save(row)
    return row


def move(act: Act, taking: TakeIn) -> None:
    """It was never this ledger's: the unit does not see it any more; what the file is, stands in the gathering."""
    row = act.lock(taking)
    TAKE_IN.take(row, "move", by=act.by)
    act.save(row)


@action("ledgers.count_piece", title="比对收到的文件", who=SUPERVISOR)
def count(act: Act, *, piece: Piece, counts: Mapping[str, int]) -> Piece:
    """What taking the file would do, as the ledger stands now."""
    row = act.lock(piece)
    in_reach(act, row.unit_path)
    row.counts = dict(counts)
    act.save(row)
    return row


@action("ledgers.leave_piece", title="收到的文件未归入台账", who=SUPERVISOR)
def leave(act: Act, *, piece: Piece, reason: str) -> Piece:
    """Why it is nobody's yet, or was not received."""
    row = act.lock(piece)
    in_reach(act, row.unit_path)
    row.reason = reason
    act.save(row)
    return row


@action("ledgers.tell_units", title="发收回回执", who=SUPERVISOR)
def tell_units(act: Act, *, gathering: Gathering) -> int:
    """Every unit hears once what was taken of each of its files, and what was not; returns how many files it was."""
    act.lock(gathering)
    in_reach(act, gathering.unit_path)
    waiting = Piece.objects.filter(gathering=gathering, told=False, taking__state__in=("taken", "unreadable"))
    rows = list(waiting.select_related("taking__ledger"))
    takings = [row.taking for row in rows if row.taking]
    people: dict[int | None, list[User]] = {}
    units = {taking.ledger.unit_id for taking in takings}
    for user in User.objects.filter(unit_id__in=units, role__in=UNIT, is_active=True):
        people.setdefault(user.unit_id, []).append(user)
    for taking in takings:
        notify.tell(people.get(taking.ledger.unit_id, []), receipt(taking), taking.get_absolute_url())
    for row in rows:
        row.told = True
    if rows:
        act.save_all(rows)
    return len(rows)


def receipt(taking: TakeIn) -> str:
    """What became of a file, in one line."""
    if taking.state == "unreadable":
        return f"您单位交来的“{taking.title}”没有收：{taking.reason}"[:300]
    told = taking.counts
    left = f"，{told['left']}行未收，请看收回清单" if told.get("left") else ""
    return f"您单位交来的“{taking.title}”已收入：新登记{told.get('new', 0)}行，修改{told.get('changed', 0)}行{left}。"


def candidates(gathering: Gathering) -> list[Ledger]:
    """The ledgers a file may be for, in the order of units."""
    return list(gathering.ledgers.order_by("unit_path", "id"))
