"""Papers of supervision as DOCX: the built-in layouts, an office's own, filled with what the row says."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fajian import content
from fajian.core import files
from fajian.core.act import Act
from fajian.core.models import StoredFile
from fajian.engine.office import letters, templates
from fajian.engine.office.letters import Heading, Letter, Paragraph, Table, chinese_date
from fajian.engine.office.workbooks import file_name
from fajian.orgs.models import Unit
from fajian.supervision import words
from fajian.supervision.models import Instrument, PaperLayout

LINE, PART = "段", "文"  # the loop's variable, and its column
BLANK = "【待填：文号】"
# The built-in layouts carry this day; the day a paper was made stands in its text.
RELEASED_ON = dt.date(2026, 11, 30)

VALUES = (
    "制发机关", "承办机关", "被监督机关", "文号", "文书名称", "事项", "案源", "问题定性", "定性条款", "报送时限",
    "报送期限", "联系人", "成文日期", "签发人", "送达方式", "送达日期", "收件人",
)  # fmt: skip
# Of transfers and circulars.
OTHER_VALUES = ("接收机关", "案由", "移送依据", "行政处罚情况", "通报标题")
LISTS = ("查明事实", "依据", "处理要求", "证据目录", "报请理由")
OTHER_LISTS = ("案情", "处理建议", "材料目录", "通报正文")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper; `numbered`: it bears a 文号."""

    code: str
    title: str
    numbered: bool


@cache
def _shipped() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(
        content.path("documents", "supervision.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def kinds() -> Mapping[str, Kind]:
    """By code, in the order of the file."""
    papers = _shipped()["papers"]
    return {code: Kind(code, paper["title"], bool(paper.get("number"))) for code, paper in papers.items()}


def names() -> templates.Names:
    """What a layout may name."""
    lists = LISTS + OTHER_LISTS
    return templates.Names(frozenset(VALUES + OTHER_VALUES), {name: frozenset({PART}) for name in lists})


def check(path: Path) -> None:
    """Raise InputError unless an office's layout is harmless and names only what there is."""
    templates.check(path, names())


@cache
def built_in(code: str) -> bytes:
    """The built-in layout, placeholders and all."""
    paper = _shipped()["papers"][code]
    is_numbered = kinds()[code].numbered
    letter = Letter(
        title=paper["heading"],
        blocks=tuple(part for block in paper["blocks"] for part in _blocks(block)),
        addressee=paper.get("addressee", ""),
        signed_by="{{ 制发机关 }}" if is_numbered else "",
        signed_on="{{ 成文日期 }}" if is_numbered else "",
        organ=_shipped()["organ"] if is_numbered else "",
        number="{{ 文号 }}" if is_numbered else "",
    )
    with tempfile.TemporaryDirectory(prefix="fajian-paper-") as folder:
        place = Path(folder) / "layout.docx"
        letters.write(place, letter, made_on=RELEASED_ON)
        return place.read_bytes()


def _blocks(block: Mapping[str, Any]) -> Iterator[letters.Block]:
    match block:
        case {"heading": heading}:
            yield Heading(heading)
        case {"text": text}:
            yield Paragraph(text)
        case {"lines": name}:
            yield Paragraph(f"{{%p for {LINE} in {name} %}}")
            yield Paragraph(f"{{{{ {LINE}.{PART} }}}}")
            yield Paragraph("{%p endfor %}")
        case {"table": table}:
            yield Table(table["caption"], ("项目", "内容"), table["rows"], (1, 3))
        case _:
            raise ValueError(f"supervision.yaml: {block!r}")


def current(office: Unit, kind: str) -> PaperLayout | None:
    """The office's own layout, or None where the built-in one is used."""
    newest: PaperLayout | None = (
        PaperLayout.objects.filter(unit=office, kind=kind).select_related("file").order_by("-number").first()
    )
    return newest if newest and newest.file else None


def layout_of(office: Unit, kind: str) -> bytes:
    """The layout in use."""
    own = current(office, kind)
    return files.path_of(own.file.digest).read_bytes() if own and own.file else built_in(kind)


def values(row: Instrument) -> dict[str, Any]:
    """What the placeholders stand for; what is not settled yet is marked to be filled in."""
    matter, situation = row.matter, words.words("situations").get(row.matter.situation)
    texts = {
        "制发机关": row.issuer.name,
        "承办机关": row.office.name,
        "被监督机关": row.unit.name,
        "文号": str(row.number) if row.number else BLANK,
        "文书名称": row.heading,
        "事项": matter.title,
        "案源": matter.origin_word,
        "问题定性": situation.title if situation else "【待填：问题定性】",
        "定性条款": situation.basis if situation else "【待填：条款】",
        "报送时限": row.term_word,
        "报送期限": _day(row.due_on, "【待填：报送期限】"),
        "联系人": row.contact or "【待填：联系人、电话】",
        "成文日期": _day(row.issued_on, "【待填：成文日期】"),
        "签发人": str(row.signed_by) if row.signed_by else "【待填：签发人】",
        "送达方式": row.get_served_how_display() or "【待填：送达方式】",
        "送达日期": _day(row.served_on, "【待填：送达日期】"),
        "收件人": row.served_to,
    }
    long = (row.facts, row.basis, row.demands, row.evidence, row.major)
    return texts | {name: parts(text) for name, text in zip(LISTS, long, strict=True)}


def parts(text: str) -> list[dict[str, str]]:
    """A long text, line by line, as a layout loops over it."""
    return [{PART: line.strip()} for line in text.splitlines() if line.strip()]


def _day(day: dt.date | None, otherwise: str) -> str:
    return chinese_date(day) if day else otherwise


def written(row: Instrument, kind: str = "") -> bytes:
    """The paper as it would be now, in the office's layout; `kind` = "service" gives the 送达回证."""
    return filled(row.office, kind or row.kind, values(row))


def name_of(row: Instrument, kind: str = "") -> str:
    """What the file is called."""
    title = kinds()[kind].title if kind else row.heading
    number = f" {row.number}" if row.number else "（拟稿）"
    return f"{file_name(f'{title}{number} {row.unit}')}.docx"


def kept(act: Act, row: Instrument) -> StoredFile:
    """The paper, kept as it was issued."""
    return stored(act, name_of(row), written(row))


def stored(act: Act, name: str, content: bytes) -> StoredFile:
    """A paper under this name, among the files."""
    with files.workshop() as folder:
        place = Path(folder) / name
        place.write_bytes(content)
        return files.attach(act, files.keep(place, "docx"))


def filled(office: Unit, code: str, given: Mapping[str, Any]) -> bytes:
    """A paper of this kind with these values, in the office's layout."""
    with tempfile.TemporaryDirectory(prefix="fajian-paper-") as folder:
        place = Path(folder) / "layout.docx"
        place.write_bytes(layout_of(office, code))
        return templates.fill(place, given)
