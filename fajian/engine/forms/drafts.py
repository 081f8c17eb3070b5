"""An office's blank annex, or the annex tables inside a plan, as draft ledger specs: what was guessed is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.forms.spec import Kind, LedgerColumn, LedgerSpec, RowKind, specs
from fajian.engine.office import documents, layout
from fajian.engine.office.blocks import Block, Document, Grid, Paragraph, flat
from fajian.engine.office.sheets import read_workbook

WORKBOOKS = ("xlsx", "xlsm", "xls", "et")
KINDS = ("docx", "doc", "wps", "xlsx", "xls", "et", "pdf")
_LEAST = 3  # columns of a ledger
_ABOVE = 8  # paragraphs above a table that may be its annex mark, title and line of seals
_MARK = re.compile(
    r"附\s*[件表]\s*[:：]?\s*(\d{1,2}|[一二三四五六七八九十])?(?:\s*[-—－]\s*\d{1,2})?\s*[:：.、]?\s*(?P<title>[^。；]{0,60})"
)
_FORM = re.compile(r"[表账帐单册卡]$|台账|统计表|清单|名单|登记表|汇总表|情况表")
_STAMP = re.compile(
    r"((?:填报|报送|制表|上报|填表|汇总)(?:单位|人|时间|日期|部门)|填表人|审核人|审定领导|审批领导|分管领导|主要(?:领导|负责人)"
    r"|单位负责人|负责人|联系(?:人|电话|方式)|单位|日期)\s*([(（](?:盖章|签字|印章|公章|签名|加盖公章)[)）])?\s*[:：]"
)
_CN = "一二三四五六七八九十"
_UNIT = re.compile(r"[(（](元|万元)[)）]")
_CHOICES = re.compile(r"[(（]([^()（）]{3,120})[)）]\s*$")
_PARTED = re.compile(r"[/／|｜]|(?=[①-⑳])")
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_RECTIFIES = frozenset({"measure", "due_on", "result", "closed"})
_NAMING = ("text", "long_text", "person", "choice")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|单位[:：].*|[\d\s年月日./-]+")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something guessed that a person should look at; `column` by its name, "" = the whole form."""

    column: str
    says: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as guessed. `number` is the annex's number or null; `spec` has no code of its own yet."""

    spec: LedgerSpec
    number: int | None
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Guess:
    words: re.Pattern[str]
    kind: Any
    name: str = ""
    fill: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with what stands above and below it: texts by row, merged ranges, lines of text."""

    rows: list[tuple[int, list[str]]]
    merged: list[layout.Range]
    above: list[str]
    below: list[str]


def from_file(path: Path, scratch: Path) -> tuple[Draft, ...]:
    """The forms in a blank annex (workbook or document). Raises InputError where there is none."""
    workbook = path.suffix.lower().lstrip(".") in WORKBOOKS
    found = _drafts(_of_workbook(path, scratch)) if workbook else from_document(documents.document(path), annex=True)
    if not found:
        raise InputError(
            f"{path.name}里没有认出表样：要有一行写着栏目名称、至少{_LEAST}栏的表格。请核对后重新上传，或者手工添加栏目。"
        )
    return found


def from_document(document: Document, *, annex: bool = False) -> tuple[Draft, ...]:
    """The annex tables of a document; `annex`: all of it is an annex, so that a table needs no 附件 above it."""
    return _drafts(_of_blocks(document.blocks, annex))


def _drafts(sheets: Iterable[_Sheet]) -> tuple[Draft, ...]:
    return tuple(draft for sheet in sheets if (draft := _draft(sheet)) is not None)


# ── where tables stand ───────────────────────────────────────────────────────────────────────────────────────────────


def _of_blocks(blocks: Sequence[Block], annex: bool) -> Iterator[_Sheet]:
    lines: list[str] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            lines += [line for line in map(flat, block.text.splitlines()) if line]
            continue
        above = lines[-_ABOVE:]
        lines = []
        if annex or any(_is_mark(line) for line in above):
            below = [flat(one.text) for one in blocks[place + 1 : place + 4] if isinstance(one, Paragraph)]
            rows, merged = _flattened(block)
            yield _Sheet(rows, merged, above, below)


def _is_mark(line: str) -> bool:
    found = _MARK.match(line)
    return found is not None and found.end() == len(line)


def _flattened(grid: Grid) -> tuple[list[tuple[int, list[str]]], list[layout.Range]]:
    rows, merged = [], []
    for number, places in enumerate(grid.places(), 1):
        rows.append((number, [cell.text if cell is not None and begins else "" for cell, begins in places]))
        for column, (cell, begins) in enumerate(places, 1):
            if cell is not None and begins and (cell.across > 1 or cell.down > 1):
                merged.append((number, column, number + cell.down - 1, column + cell.across - 1))
    heads = _without_down(rows, merged)
    return heads, merged


def _without_down(rows: list[tuple[int, list[str]]], merged: list[layout.Range]) -> list[tuple[int, list[str]]]:
    """A cell over several rows begins, in a grid, also in the first place of the rows below: there it is blank."""
    covered = {
        (row, column)
        for top, left, bottom, right in merged
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    }
    return [(row, ["" if (row, at) in covered else text for at, text in enumerate(texts, 1)]) for row, texts in rows]


def _of_workbook(path: Path, scratch: Path) -> Iterator[_Sheet]:
    for sheet in read_workbook(path, scratch):
        if not sheet.is_hidden and sheet.rows:
            rows = [(number, [flat(str(cell or "")) for cell in cells]) for number, cells in sheet.rows[:60]]
            yield _Sheet(rows, list(sheet.merged), [sheet.name] if _FORM.search(sheet.name) else [], [])


# ── from a table to a form ───────────────────────────────────────────────────────────────────────────────────────────


def _draft(sheet: _Sheet) -> Draft | None:
    head = _headings(sheet)
    if head is None:
        return None
    inside = [[text for text in texts if text] for number, texts in sheet.rows if number < head.first]
    after = [" ".join(text for text in texts if text) for number, texts in sheet.rows if number > head.last]
    above = [*sheet.above, *(" ".join(texts) for texts in inside if texts)]
    number, title = _named(above)
    columns, doubts = _columns(head)
    row, more = _row(columns)
    columns, named = _naming(columns, row)
    doubts += [*more, *named]
    if not title:
        doubts.insert(0, Doubt("", "表上没有读到名称，请填写"))
    spec = LedgerSpec(
        code="",
        version=1,
        title=title or "未命名的台账",
        annex=f"附件{number}" if number is not None else "",
        campaign="本单位",
        headings="own",
        row=row,
        header=_stamps([*above, *after, *sheet.below]),
        columns=tuple(columns),
    )
    return Draft(spec, number, tuple(doubts))


def _headings(sheet: _Sheet) -> layout.Block | None:
    """The rows that most look like headings: many short words, each once, nothing filled in below that looks alike."""
    best: tuple[float, layout.Block] | None = None
    texts = {number: {text for text in cells if text} for number, cells in sheet.rows}
    for block in layout.blocks(sheet.rows, sheet.merged):
        if len(texts[block.first]) < 2:
            continue  # a title or a line of seals over the whole width
        labels = [heading.label for heading in block.headings if heading.label]
        said = {*labels, *(heading.above for heading in block.headings)}
        if len(labels) < _LEAST or any(_STAMP.match(words) or len(words) > 60 for words in said):
            continue
        known = sum(_guess(_bare(label)) is not None for label in labels)
        names = {(heading.above, heading.label) for heading in block.headings if heading.label}
        worth = 2 * known + len(names) - 3 * (len(labels) - len(names)) - block.first * 0.1
        worth += 0.5 * (block.last - block.first) + 3 * any(label.startswith("序") for label in labels)
        if best is None or worth > best[0]:
            best = worth, block
    return best[1] if best is not None and best[0] > _LEAST else None


def _named(lines: Sequence[str]) -> tuple[int | None, str]:
    """Number and title of an annex, from the lines above its headings."""
    number: int | None = None
    title = ""
    for line in lines:
        if _is_mark(line) and (found := _MARK.match(line)):
            number = _figure(found[1]) if found[1] else None
            title = found["title"].strip(" 《》:：")
        elif not _STAMP.search(line) and not _ASIDE.fullmatch(line) and len(line) <= 60 and "。" not in line:
            title = _joined_title(title, line) if not title or _FORM.search(line) else title
    return number, flat(title).replace(" ", "").strip("《》")[:120]


def _joined_title(title: str, line: str) -> str:
    """A title of two lines goes on until it ends like that of a form."""
    return title + line if title and not _FORM.search(title) and len(title + line) <= 60 else line


def _figure(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else _CN.index(written) + 1


def _stamps(lines: Iterable[str]) -> tuple[str, ...]:
    """填报单位(盖章), 填报人 … in the order of the form, each once."""
    found = [
        f"{label}({stamp.strip('()（）')})" if stamp else label
        for line in lines
        for label, stamp in _STAMP.findall(line)
    ]
    return tuple(dict.fromkeys(found))


def _columns(head: layout.Block) -> tuple[list[LedgerColumn], list[Doubt]]:
    columns: list[LedgerColumn] = []
    doubts: list[Doubt] = []
    taken: set[str] = set()
    for place, heading in enumerate(head.headings, 1):
        if not heading.label or _TOTAL.fullmatch(heading.label):
            continue
        column, ask = _column(heading, place, taken)
        taken.add(column.name)
        columns.append(column)
        if ask:
            doubts.append(Doubt(column.name, f"“{column.label}”：{ask}"))
    return [_grouped(columns, at) for at in range(len(columns))], doubts


def _grouped(columns: Sequence[LedgerColumn], at: int) -> LedgerColumn:
    """整改情况 under the heading 整改情况 is one of that group too, though its words were read as one heading."""
    column = columns[at]
    beside = {one.group for one in (*columns[max(at - 1, 0) : at], *columns[at + 1 : at + 2])}
    return replace(column, group=column.label) if not column.group and column.label in beside else column


def _column(heading: layout.Heading, place: int, taken: set[str]) -> tuple[LedgerColumn, str]:
    label, bare = heading.label, _bare(heading.label)
    guess = _guess(bare)
    kind, ask = (guess.kind, guess.ask) if guess else _as_shipped(label)
    name = guess.name if guess and guess.name and guess.name not in taken else f"column_{place}"
    fill = guess.fill if guess and name == guess.name else ""
    if kind == "unit" and not fill:
        kind = "text"  # a second unit is not whose row it is
    choices = _choices(label)
    if kind == "bool" and _NOTE.search(label) and not choices:
        kind, ask = "text", "括号里要求写明的不止是或否，先按文字，请核对"
    if choices and kind in ("text", "long_text", "bool"):
        kind, ask = ("bool", "") if set(choices) == {"是", "否"} else ("choice", "选项取自表头的括号，请核对")
    else:
        choices = ()
    scale = ""
    if kind == "money":
        written = _UNIT.search(label)
        scale = written[1] if written else heading.unit if heading.unit in ("元", "万元") else "元"
        ask = ask if written or heading.unit in ("元", "万元") else "表头没有写元还是万元，先按元"
    column = LedgerColumn(
        name=name, label=label, kind=kind, required=fill in ("unit", "problem"), group=heading.above,
        choices=choices if kind == "choice" else (), scale=scale, fill=fill,
    )  # fmt: skip
    return column, ask


def _as_shipped(label: str) -> tuple[Kind, str]:
    """The kind a column of these words has in the shipped forms; text, to be asked about, where none has it."""
    found = {column.kind for spec in specs().values() for column in spec.columns if column.label == label}
    found -= {"choice", "unit", "serial"}
    if len(found) == 1:
        return found.pop(), ""
    return "text", "没有认出是哪种内容，先按文字，请核对"


def _choices(label: str) -> tuple[str, ...]:
    found = _CHOICES.search(label)
    words = [word.strip() for word in _PARTED.split(found[1]) if word.strip()] if found else []
    return tuple(dict.fromkeys(words)) if len(words) > 1 and all(len(word) <= 20 for word in words) else ()


def _row(columns: Sequence[LedgerColumn]) -> tuple[RowKind, list[Doubt]]:
    names = {column.name for column in columns}
    if "problem" in names and names & _RECTIFIES:
        return "problem", []
    if "problem" in names:
        return "plain", [Doubt("", "没有整改栏目，先按登记表；如果每行都要整改销号，请改成问题台账")]
    if names & _RECTIFIES:
        return "plain", [Doubt("", "有整改栏目但没有认出问题一栏，先按登记表；请指明哪一栏写问题，再改成问题台账")]
    counts = [column for column in columns if column.kind in ("int", "number", "money")]
    if len(counts) * 2 > len(columns):
        return "statistics", [Doubt("", "多数栏目是数字，按统计表处理，请核对")]
    return "plain", [Doubt("", "没有整改栏目，按登记表处理，请核对")]


def _naming(columns: list[LedgerColumn], row: RowKind) -> tuple[list[LedgerColumn], list[Doubt]]:
    """A row is called by its problem, or else by its first text; one such there must be, and it must be filled in."""
    if row != "problem":  # only a rectification fills those columns by steps; here people write them
        columns = [replace(column, fill="" if column.fill == "problem" else column.fill) for column in columns]
        named = next((at for at, one in enumerate(columns) if one.kind in _NAMING and one.fill != "unit"), None)
        if named is None:
            at = next((at for at, one in enumerate(columns) if one.kind not in ("serial", "unit")), len(columns) - 1)
            columns[at] = replace(columns[at], kind="text", required=True, scale="", choices=())
            return columns, [Doubt(columns[at].name, f"“{columns[at].label}”：每行要有一栏文字来称呼它，先用这一栏")]
        columns[named] = replace(columns[named], required=True)
    return columns, []


def _bare(label: str) -> str:
    without = _NOTE.sub("", "".join(label.split())).strip("*＊:：")
    return without or "".join(label.split())


def _guess(bare: str) -> _Guess | None:
    return next((guess for guess in _guesses() if guess.words.fullmatch(bare)), None)


@cache
def _guesses() -> tuple[_Guess, ...]:
    raw: list[Mapping[str, Any]] = content.read("forms", "headings.yaml")
    return tuple(_Guess(**{**one, "words": re.compile(one["words"])}) for one in raw)
