"""A workbook of targets: what it says, cell by cell, and what is wrong with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stdnum.cn import uscc as codes
from stdnum.exceptions import ValidationError as WrongCode

from fajian.core.errors import Refused
from fajian.core.files import Received, path_of
from fajian.engine.faults import Fault
from fajian.engine.office.sheets import EntryColumn, EntrySheet, WorkbookSheet, read_workbook, write_entry_workbook
from fajian.inspections.directories import COLUMNS, FIELDS, LABELS, WORDS

REQUIRED = ("uscc", "name")
# As the annex of 名录库 and other offices call them.
ALSO = {"监管对象名称": "name", "检查对象名称": "name", "信用风险等级": "credit", "住所": "address", "企业名称": "name"}
HEADINGS = {label: name for name, label in LABELS.items()} | ALSO
MOST = 50_000  # rows at once


def code(text: str) -> str:
    """The code in its plain form. Raises Refused with what is wrong with it."""
    plain = "".join(text.split()).upper()
    try:
        return str(codes.validate(plain))
    except WrongCode as error:
        raise Refused(f"统一社会信用代码“{plain}”不对：应为18位，且末位校验码相符，请对照营业执照核对。") from error


def read(received: Received) -> tuple[list[dict[str, Any]], list[Fault]]:
    """(values by COLUMNS, faults) of the first sheet that has the headings; either may be empty.

    Raises InputError where the file cannot be read or no sheet has a code and a name.
    """
    with tempfile.TemporaryDirectory(prefix="fajian-targets-") as folder:
        copy = Path(folder) / f"{Path(received.name).stem[:40] or 'a'}.{received.kind}"
        shutil.copyfile(path_of(received.digest), copy)
        for sheet in read_workbook(copy, Path(folder)):
            for place, (_, cells) in enumerate(sheet.rows[:10]):
                named = {HEADINGS[_text(cell)]: at for at, cell in enumerate(cells) if _text(cell) in HEADINGS}
                if set(REQUIRED) <= set(named):
                    return _taken(received.name, sheet, place, named)
    raise Refused(f"“{received.name}”里没有找到“统一社会信用代码”和“名称”两栏，请用下载的模板填写。")


def _taken(
    file: str, sheet: WorkbookSheet, place: int, named: dict[str, int]
) -> tuple[list[dict[str, Any]], list[Fault]]:
    if len(sheet.rows) - place > MOST:
        raise Refused(f"一次最多导入 {MOST} 行，请分成几份。")
    rows, faults, seen = list[dict[str, Any]](), list[Fault](), dict[str, int]()
    for number, cells in sheet.rows[place + 1 :]:
        texts = {name: _text(cells[at]) if at < len(cells) else "" for name, at in named.items()}
        if not any(texts.values()):
            continue
        found, wrong = _row(texts, lambda n, v, m, r=number: Fault(file, sheet.name, r, LABELS[n], v, "bad", m))
        if not wrong and found["uscc"] in seen:
            again = f"与第{seen[found['uscc']]}行的代码相同，请删去一行。"
            wrong = [Fault(file, sheet.name, number, LABELS["uscc"], found["uscc"], "twice", again)]
        if wrong:
            faults.extend(wrong)
        else:
            seen[found["uscc"]] = number
            rows.append(found)
    return rows, faults


def _row(texts: dict[str, str], fault: Any) -> tuple[dict[str, Any], list[Fault]]:
    """A row's values and its faults; words of a list are taken by their text."""
    found, wrong = dict[str, Any](), list[Fault]()
    for name, text in texts.items():
        if name in REQUIRED and not text:
            wrong.append(fault(name, text, f"没有填写{LABELS[name]}，请补上。"))
        elif name == "uscc":
            try:
                found[name] = code(text)
            except Refused as refused:
                wrong.append(fault(name, text, str(refused)))
        elif name in WORDS and text:
            meant = next((key for key, word in WORDS[name].items() if word == text), None)
            if meant is None:
                wrong.append(fault(name, text, f"没有“{text}”，请从{'、'.join(WORDS[name].values())}里选。"))
            else:
                found[name] = meant
        elif len(text) > (most := FIELDS[name].max_length):
            wrong.append(fault(name, text[:20], f"最多 {most} 字，现有 {len(text)} 字，请删减。"))
        elif text:
            found[name] = text
    return found, wrong


def _text(cell: Any) -> str:
    """A code typed as a number comes as one."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()


def blank() -> bytes:
    """The workbook to fill in."""
    columns = tuple(
        EntryColumn(LABELS[name], choices=tuple(WORDS.get(name, {}).values()), is_required=name in REQUIRED)
        for name in COLUMNS
    )
    with tempfile.TemporaryDirectory(prefix="fajian-targets-") as folder:
        place = Path(folder) / "blank.xlsx"
        write_entry_workbook(place, [EntrySheet("检查对象", columns)])
        return place.read_bytes()


def sentences(faults: list[Fault], most: int = 50) -> Iterator[str]:
    """What is wrong, a line each; beyond some only how many more."""
    yield from map(str, faults[:most])
    if len(faults) > most:
        yield f"还有 {len(faults) - most} 处，改好前面的再看。"
