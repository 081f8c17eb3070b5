"""与信用平台交换的表: what goes out, what the platform answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.commitments.models import CreditEvent
from fajian.core import files
from fajian.core.errors import Refused
from fajian.engine.office.sheets import open_csv, read_workbook
from fajian.engine.office.workbooks import Cell, Column

NUMBER, RESULT, TOLD = "事件编号", "接收结果", "反馈说明"
WORDS = {"成功": "taken", "已接收": "taken", "失败": "rejected", "退回": "rejected"}
COLUMNS = (
    Column(NUMBER, 10), Column("主体名称", 28), Column("统一社会信用代码", 22), Column("主体类别", 10),
    Column("事件种类", 18), Column("失信等级", 10), Column("认定日期", 12), Column("认定文书文号", 20),
    Column("认定单位", 20), Column("最长公示期", 12), Column("状态", 12), Column("修复或撤销日期", 14),
    Column(RESULT, 10), Column(TOLD, 24),
)  # fmt: skip
WEIGHTS = {"minor": "轻微", "general": "一般", "serious": "严重", "": "守信"}
MOST = 50_000  # lines of an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform said of one event."""

    number: int
    push: str
    told: str


def lines(events: Iterable[CreditEvent]) -> list[list[Cell]]:
    """A line an event; a natural person's number is not kept, so its column stays empty."""
    return [
        [
            row.pk, row.party_name, "" if row.is_person else row.party, "自然人" if row.is_person else "单位",
            row.get_kind_display(), WEIGHTS[row.spec.weight], row.happened_on, row.paper_no, row.unit.name,
            row.shown_until, row.state_word, row.ended_on, "", "",
        ]
        for row in events
    ]  # fmt: skip


def answers(received: files.Received) -> list[Answer]:
    """The lines of a table the platform returned, XLSX or CSV; Refused says which line cannot be read."""
    with tempfile.TemporaryDirectory(prefix="fajian-credit-") as folder:
        scratch = Path(folder)
        path = scratch / f"answers.{received.kind}"
        path.symlink_to(files.path_of(received.digest))
        rows = list(_rows(path, scratch))
    head = next((at for at, (_, cells) in enumerate(rows) if {NUMBER, RESULT} <= set(cells)), None)
    if head is None:
        raise Refused(f"表里没有“{NUMBER}”“{RESULT}”两栏，请用推送的表填写后收回。")
    places = {name: rows[head][1].index(name) for name in (NUMBER, RESULT, TOLD) if name in rows[head][1]}
    if len(rows) - head - 1 > MOST:
        raise Refused(f"一次最多收回 {MOST} 行，请分成几份。")
    found = [_answer(number, cells, places) for number, cells in rows[head + 1 :]]
    return [one for one in found if one is not None]


def _rows(path: Path, scratch: Path) -> Iterable[tuple[int, list[str]]]:
    if path.suffix == ".csv":
        file = open_csv(path, scratch)
        return [(1, [one.strip() for one in file.headings]), *((n, [c.strip() for c in row]) for n, row in file.rows())]
    return [
        (number, [_text(cell) for cell in cells])
        for sheet in read_workbook(path, scratch)
        for number, cells in sheet.rows
    ]


def _text(cell: Any) -> str:
    """A whole number comes as 12.0 from a workbook."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _answer(number: int, cells: list[str], places: dict[str, int]) -> Answer | None:
    said = {name: cells[at].replace("\0", "") if at < len(cells) else "" for name, at in places.items()}
    if not said[RESULT]:
        return None
    if said[RESULT] not in WORDS or not said[NUMBER].isdecimal() or len(said[NUMBER]) > 15:
        raise Refused(f"第{number}行读不懂：事件编号应为数字，接收结果写{'、'.join(WORDS)}。")
    return Answer(int(said[NUMBER]), WORDS[said[RESULT]], said.get(TOLD, "")[:300])
