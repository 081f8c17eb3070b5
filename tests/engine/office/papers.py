"""Plans as offices have them: DOCX with running heads, page numbers, indents and lists, made from plain text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from fajian import content

PLANS = Path(__file__).resolve().parents[4] / "shared" / "plans"
TEXTS = {
    "sample": content.path("plans", "sample.txt"),
    **({path.stem: path for path in sorted(PLANS.glob("*.txt"))} if PLANS.is_dir() else {}),
}
FONT = "Noto Serif CJK SC"
BODY = re.compile(r"\s*[一二三四五六七八九十(（\d]|\s*\S{40}")
NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""
LISTED = (re.compile(r"[一二三四五六七八九十]{1,3}、"), re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"))


def paper(text: str, path: Path, *, listed: bool = False) -> Path:
    """`text` as a DOCX, a line a paragraph; `listed`: 一、 and （一） are counted by Word and stand in no text."""
    document = docx.Document()
    usual: Any = document.styles["Normal"]
    usual.font.size, usual.font.name = Pt(16), FONT
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "内部资料　注意保存"
    _page_number(section.footer.paragraphs[0])
    if listed:
        add_lists(document)
    for line in text.split("\n"):
        level = next((at for at, number in enumerate(LISTED) if listed and number.match(line)), None)
        paragraph = document.add_paragraph(line if level is None else LISTED[level].sub("", line, count=1))
        if level is not None:
            number(paragraph, level)
        layout = paragraph.paragraph_format
        layout.space_after, layout.line_spacing = Pt(0), Pt(28)
        if BODY.match(line):
            layout.first_line_indent = Pt(32)
    document.save(str(path))
    return path


def add_lists(document: Any) -> None:
    """The list 99 with the levels 一、 （一） 1."""
    lists = document.part.numbering_part.element
    lists.insert(0, parse_xml(NUMBERING))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))


def number(paragraph: Any, level: int, list_: int = 99) -> None:
    """Let Word count this paragraph, or those of this style."""
    numbered = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", list_)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        numbered.append(child)
    paragraph._element.get_or_add_pPr().append(numbered)


def _page_number(paragraph: Any) -> None:
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")
