"""Tables other channels export (12345, 信访, 留言板), as complaints."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of
from fajian.engine.office.sheets import read_workbook
from fajian.ledgers.forms.fields import day_field
from fajian.orgs.models import Unit
from fajian.portal.actions.complaints import Told
from fajian.portal.sealing import Person
from fajian.portal.words import words

HEADING_WITHIN = 10  # rows
MOST = 5_000  # lines at once
OUTER_NO = 60  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    told: Told
    outer_no: str
    received_on: dt.date | None


def read(received: Received) -> list[Line]:
    """The lines; Refused names the place of each that will not do."""
    lines: list[Line] = []
    wrong: list[str] = []
    units = {unit.name: unit for unit in Unit.objects.open().order_by("-path")}
    with tempfile.TemporaryDirectory(prefix="fajian-portal-") as folder:
        copy = Path(folder) / f"import.{received.kind}"
        copy.symlink_to(path_of(received.digest))
        for sheet in read_workbook(copy, Path(folder)):
            heading, rows = _heading(sheet.rows)
            for number, row in rows:
                line = _line({name: row[at] for name, at in heading.items() if at < len(row)}, units)
                if isinstance(line, str):
                    wrong.append(f"“{sheet.name}”第 {number} 行：{line}")
                elif line is not None:
                    lines.append(line)
    if wrong:
        raise Refused("；".join(wrong[:10]) + (f"；另有 {len(wrong) - 10} 行" if len(wrong) > 10 else ""))
    if not lines:
        raise Refused("没有读到内容：表头里应有“反映内容”“诉求内容”这样的一栏。")
    if len(lines) > MOST:
        raise Refused(f"一次最多读入 {MOST} 行，请分成几份。")
    return lines


def _heading(rows: Any) -> tuple[Mapping[str, int], Iterator[Any]]:
    """Where each column stands, and the rows below the heading."""
    names = {word: name for name, spellings in words().columns.items() for word in spellings}
    rest = iter(rows)
    for at, (_, cells) in enumerate(rest):
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = names.get("".join(str(cell or "").split()))
            if name:
                found.setdefault(name, place)
        if "text" in found:
            return found, rest
        if at >= HEADING_WITHIN:
            break
    return {}, iter(())


def _line(cells: Mapping[str, Any], units: Mapping[str, Unit]) -> Line | str | None:
    """A line; a text says what is wrong with it; None where the row is empty."""
    texts = {name: "" if cell is None else str(cell).replace("\0", "").strip() for name, cell in cells.items()}
    told = {name: text for name, text in texts.items() if text}
    if not told:
        return None
    if "text" not in told:
        return "没有反映内容。"
    if len(told.get("outer_no", "")) > OUTER_NO:
        return f"编号超过 {OUTER_NO} 个字。"
    try:
        day = _day(cells.get("received_on"))
    except ValidationError:
        return f"日期“{told['received_on']}”看不懂，请写成 2026-11-21。"
    topics = {title: code for code, title in words().topics.items()}
    person = None
    if told.get("name") or told.get("contact"):
        person = Person(told.get("name", ""), told.get("contact", ""), told.get("address", ""))
    return Line(
        Told(
            kind="complaint",
            topic=topics.get(told.get("topic", ""), "other"),
            text=told["text"],
            respondent=units.get(told.get("respondent", "")),
            respondent_text=told.get("respondent", ""),
            person=person,
        ),
        told.get("outer_no", ""),
        day,
    )


def _day(cell: Any) -> dt.date | None:
    """A day, of a moment its day; ValidationError where it is neither."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date) or not str(cell or "").strip():
        return cell or None
    day: dt.date = day_field("日期").clean(str(cell).split()[0])
    return day
