"""Ledgers as workbooks in the shape of their annex; beside it how far each row is, below it the checkpoint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fajian.core import checkpoints
from fajian.core.errors import Refused
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.office import longlists
from fajian.engine.office.longlists import LongList
from fajian.engine.office.workbooks import Cell, Column, Sheet, file_name
from fajian.ledgers import columns
from fajian.ledgers.issuing import key_of, version_of
from fajian.ledgers.models import Entry, Ledger
from fajian.ledgers.selection import Selection

AT_ONCE = 2_000  # rows a page can wait for; more are written in the background
SHAPED = 20_000  # rows in the annex's shape; more as a long list, which an old office computer still opens
# To the right of the form, outside the print area: where the row stands today.
BESIDE = "系统登记的办理情况（不打印）"
BESIDE_COLUMNS = (
    Column("单位", 16.0, group=BESIDE, printed=False),
    Column("台账序号", 8.0, kind="int", group=BESIDE, printed=False),
    Column("状态", 11.0, group=BESIDE, printed=False, centred=True),
    Column("整改时限", 11.0, kind="date", group=BESIDE, printed=False),
    Column("是否逾期", 8.0, group=BESIDE, printed=False, centred=True),
    Column("退回次数", 8.0, kind="int", group=BESIDE, printed=False),
    Column("延期次数", 8.0, kind="int", group=BESIDE, printed=False),
    Column("挂牌单位", 14.0, group=BESIDE, printed=False),
    Column("销号后更正次数", 9.0, kind="int", group=BESIDE, printed=False),
    Column("销号日期", 11.0, kind="date", group=BESIDE, printed=False),
    Column("核准人", 9.0, group=BESIDE, printed=False),
    Column("来源", 18.0, group=BESIDE, printed=False),
)
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """The ledgers that make one sheet: of one form, named alike."""

    selection: Selection
    ledgers: tuple[Ledger, ...]
    count: int

    @property
    def spec(self) -> LedgerSpec:
        """Their form."""
        return self.ledgers[0].spec

    @property
    def unit(self) -> str:
        """Whose they are, in words."""
        units = {one.unit.name for one in self.ledgers}
        return units.pop() if len(units) == 1 else f"{self.selection.user.unit.name}（汇总 {len(units)} 个单位）"

    def entries(self) -> Iterator[Entry]:
        """Their rows."""
        return self.selection.entries(self.ledgers)


def file_title(selection: Selection) -> str:
    """The name of the workbook."""
    return f"{file_name(selection.title)} {selection.today:%Y%m%d}.xlsx"


def write(selection: Selection, place: Path, told: Told = lambda done, total: None) -> int:
    """Write exactly the rows a page shows, all its pages together; a sheet for each form. Returns how many rows.

    In the shape of the annex, or as a long list where they are very many. Every sheet's footer carries the newest
    checkpoint, which is kept on the server too. `told` hears how far it is. Raises Refused where there are no rows.
    """
    parts = _parts(selection)
    total = sum(part.count for part in parts)
    point = checkpoints.checkpoint()
    checkpoints.keep(point, settings.FAJIAN_CHECKPOINTS)
    more = {"留痕检查点": str(point).strip(), "导出时间": f"{timezone.localtime():%Y-%m-%d %H:%M:%S}"}
    specs, today, done = [part.spec for part in parts], selection.today, 0

    def telling(entries: Iterable[Entry]) -> Iterator[Entry]:
        nonlocal done
        for entry in entries:
            yield entry
            done += 1
            if done % 500 == 0:
                told(done, total)

    if total <= SHAPED:
        sheets = [
            sheet(
                part.spec, list(telling(part.entries())), today=today, unit=part.unit,
                title=part.ledgers[0].title, annex=part.ledgers[0].annex, point=point,
            )
            for part in parts
        ]  # fmt: skip
        workbook.write(place, sheets, specs, made_on=today, **more)
    else:
        lists = [_long(part, telling(part.entries()), point) for part in parts]
        longlists.write(place, lists, versions=workbook.versions(specs, more))
    told(done, done)
    return done


def _parts(selection: Selection) -> list[Part]:
    counted = selection.ledgers()
    if not counted and selection.ledger:
        counted = {selection.ledger: 0}
    if not counted:
        raise Refused("没有符合条件的条目，没有可以导出的内容。请放宽筛选条件。")
    alike: dict[tuple[str, int, str, str], list[Ledger]] = {}
    for one in counted:
        alike.setdefault((one.spec_code, one.spec_version, one.title, one.annex), []).append(one)
    return [Part(selection, tuple(ledgers), sum(counted[one] for one in ledgers)) for ledgers in alike.values()]


def sheet(
    spec: LedgerSpec,
    entries: Sequence[Entry],
    *,
    today: dt.date,
    unit: str,
    title: str,
    annex: str,
    point: checkpoints.Checkpoint,
) -> Sheet:
    """The rows as the annex has them, and beside each where it stands.

    Keys and versions of the rows go along, so that a list somebody filled in comes back too (comparing.compare): a row
    nobody has touched since merges as an issued one. What a later row said at the time is not kept, as it is when a
    ledger is issued: an export writes nothing; there every difference is a conflict that a person decides.
    """
    cells = [workbook.Row(key_of(entry), dict(_cells(spec, entry)), version=version_of(entry)) for entry in entries]
    plain = workbook.sheet(spec, cells, unit=unit, title=title, annex=annex)
    return replace(
        plain,
        columns=plain.columns + BESIDE_COLUMNS,
        rows=[[*row, *_beside(entry, today)] for row, entry in zip(plain.rows, entries, strict=True)],
        footer=_footer(point),
    )


def _long(part: Part, entries: Iterator[Entry], point: checkpoints.Checkpoint) -> LongList:
    """The same columns and cells, written as they come."""
    spec, today, first = part.spec, part.selection.today, part.ledgers[0]
    blank = workbook.sheet(spec, [], unit=part.unit, title=first.title, annex=first.annex)
    return LongList(
        name=blank.name,
        title=f"{blank.title}（{part.unit}）",
        columns=blank.columns + BESIDE_COLUMNS,
        rows=(
            [*workbook.values(spec, number, dict(_cells(spec, entry))), *_beside(entry, today)]
            for number, entry in enumerate(entries, 1)
        ),
        count=part.count,
        freeze_columns=blank.freeze_columns,
        footer=_footer(point),
    )


def _footer(point: checkpoints.Checkpoint) -> str:
    return f"留痕检查点 {' '.join(str(point).split())}"


def _cells(spec: LedgerSpec, entry: Entry) -> Iterable[tuple[str, Cell]]:
    """The form's columns; a serial number is counted by the workbook."""
    for column in spec.columns:
        value = columns.value(spec, entry, column)
        yield column.name, {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def _beside(entry: Entry, today: dt.date) -> list[Cell]:
    row = entry.problem
    if row is None:
        return [entry.unit.name, entry.number, "已作废" if entry.struck_out else "", *[None] * 8, entry.source_label]
    late = not row.is_closed and row.due_on is not None and row.due_on < today
    return [
        entry.unit.name,
        entry.number,
        "已作废" if entry.struck_out else row.state_word,
        row.due_on,
        "是" if late and not entry.struck_out else "否",
        row.returned,
        row.extended,
        row.listed_by.name if row.listed_by else None,
        row.corrected,
        timezone.localdate(row.closed_at) if row.closed_at else None,
        str(row.closed_by) if row.closed_by else None,
        entry.source_label,
    ]
