"""Documents in official layout (GB/T 9704—2012): A4, type area 156 × 225 mm, 3号仿宋, 28-point lines."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TITLE_FONT, BODY_FONT, HEADING_1_FONT, HEADING_2_FONT, FOLIO_FONT = (
    "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体",
)  # fmt: skip
# Sizes by their Chinese names, in points: 2号, 3号, 4号, 小4号.
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 22.0, 16.0, 14.0, 12.0
SIZE_ORGAN = 36.0  # 发文机关标志: as large as looks well, a line at most for a county's office
RED = RGBColor(0xFF, 0, 0)
LINE_PITCH = 28.0
PAGE = {
    "page_width": 210,
    "page_height": 297,
    "top_margin": 37,
    "left_margin": 28,
    "right_margin": 26,
    "bottom_margin": 35,
}
TEXT_WIDTH_MM = 156
# 28 characters of 3号 on 156 mm need 15.79 points each; a character grid would say so, but LibreOffice passes it over.
TIGHTER_BY_TWIPS = 5
# A person must write here; the mark is shown in yellow.
PLACEHOLDER = re.compile(r"(【待填[：:][^】]*】)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 （一） or 3 (1.); the number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text, first line indented by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the heading row is repeated on every page. `widths` are shares.

    Numbers stand centred, and whatever is in the columns `centred` (counted from 0).
    """

    caption: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    widths: tuple[float, ...] = ()
    centred: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the middle of the page (PNG bytes), so many millimetres wide; `caption` says what it shows."""

    png: bytes
    caption: str
    width_mm: float


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: title, whom it is for (主送, "" = nobody), body, who signs and when (texts; "" = left out).

    `banner` is a line above the title that says what the paper is (草稿). `organ` is the body's name in red above all
    (发文机关标志), `number` the 文号 below it, over a red line.
    """

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    signed_by: str = ""
    signed_on: str = ""
    banner: str = ""
    organ: str = ""
    number: str = ""


def write(path: Path, letter: Letter, *, made_on: dt.date) -> None:
    """Write a letter as DOCX. The same letter on the same day gives the same bytes."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _folio(document)
    if letter.banner:
        _text(document, letter.banner, "公文版头")
    if letter.organ:
        _text(document, letter.organ, "公文发文机关标志")
        _text(document, letter.number, "公文发文字号")
        _text(document, "", "公文正文")
    for line in letter.title.split("\n"):
        _text(document, line, "公文标题")
    _text(document, "", "公文正文")
    if letter.addressee:
        document.add_paragraph(style="公文正文").paragraph_format.first_line_indent = Pt(0)
        _runs(document.paragraphs[-1], letter.addressee + "：")
    for block in letter.blocks:
        match block:
            case Heading(text, level):
                _text(document, text, f"公文标题{level}")
            case Paragraph(text):
                _text(document, text, "公文正文")
            case Table():
                _table(document, block)
            case Picture():
                _picture(document, block)
    if letter.signed_by or letter.signed_on:
        # Who signs never stands alone on a page.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        for line in ("", letter.signed_by, letter.signed_on):
            _text(document, line, "公文落款")
            document.paragraphs[-1].paragraph_format.keep_with_next = line != letter.signed_on
    _properties(document, letter.title, made_on)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_packed(document))


def chinese_date(day: dt.date) -> str:
    """A date as official papers write it: 2024年7月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _page(document: Any) -> None:
    section = document.sections[0]
    for name, millimetres in PAGE.items():
        setattr(section, name, Mm(millimetres))
    # 一字线上距版心下边缘 7 mm: the foot stands that far below the type area.
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True


def _styles(document: Any) -> None:
    # Programs choose the glyphs (place of the comma, shape of 骨) by the language of the text.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    _font(normal, BODY_FONT, SIZE_3)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(LINE_PITCH)
    body = _style(document, "公文正文", BODY_FONT, SIZE_3, WD_ALIGN_PARAGRAPH.JUSTIFY)
    _indent(body, 2)
    # Word is strict about the order of elements: the spacing stands before the size.
    spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:val="-{TIGHTER_BY_TWIPS}"/>')
    body.element.rPr.find(qn("w:sz")).addprevious(spacing)
    title = _style(document, "公文标题", TITLE_FONT, SIZE_2, WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.line_spacing = Pt(35)
    for level, font in ((1, HEADING_1_FONT), (2, HEADING_2_FONT), (3, BODY_FONT)):
        heading = _style(document, f"公文标题{level}", font, SIZE_3, WD_ALIGN_PARAGRAPH.JUSTIFY)
        _indent(heading, 2)
        heading.font.bold = level == 3
        heading.paragraph_format.keep_with_next = True
        heading.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'))
    _style(document, "公文版头", HEADING_1_FONT, SIZE_3, WD_ALIGN_PARAGRAPH.LEFT)
    _head_of_paper(document)
    signature = _style(document, "公文落款", BODY_FONT, SIZE_3, WD_ALIGN_PARAGRAPH.RIGHT)
    signature.paragraph_format.right_indent = Pt(SIZE_3 * 4)
    caption = _style(document, "公文表题", HEADING_1_FONT, SIZE_4, WD_ALIGN_PARAGRAPH.CENTER)
    caption.paragraph_format.keep_with_next = True
    cell = _style(document, "公文表格", BODY_FONT, SIZE_SMALL_4, WD_ALIGN_PARAGRAPH.LEFT)
    cell.paragraph_format.line_spacing = Pt(18)


def _style(document: Any, name: str, font: str, size: float, alignment: Any) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.alignment = alignment
    _font(style, font, size)
    return style


def _head_of_paper(document: Any) -> None:
    """The body's name in red, and its number over a red line as wide as the text."""
    organ = _style(document, "公文发文机关标志", TITLE_FONT, SIZE_ORGAN, WD_ALIGN_PARAGRAPH.CENTER)
    organ.font.color.rgb = RED
    organ.paragraph_format.line_spacing = Pt(SIZE_ORGAN * 1.3)
    organ.paragraph_format.space_after = Pt(LINE_PITCH)
    number = _style(document, "公文发文字号", BODY_FONT, SIZE_3, WD_ALIGN_PARAGRAPH.CENTER)
    line = f'<w:bottom w:val="single" w:sz="12" w:space="4" w:color="{RED}"/>'
    number.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _font(style: Any, name: str, size: float) -> None:
    """Name the font for every script: without w:eastAsia, Word and WPS take their own for Chinese text."""
    style.font.name = name
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _indent(style: Any, characters: int) -> None:
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(int(characters * SIZE_3 * 20)))


def _text(document: Any, text: str, style: str) -> None:
    _runs(document.add_paragraph(style=style), text)


def _runs(paragraph: Any, text: str) -> None:
    for part in PLACEHOLDER.split(text):
        if part:
            run = paragraph.add_run(part)
            if PLACEHOLDER.fullmatch(part):
                _highlight(run._r)


def mark_placeholders(body: Any) -> None:
    """Show every 【待填：…】 below this element in yellow, also those that came with a value."""
    for run in [node for node in body.iter(qn("w:r")) if PLACEHOLDER.search(node.text)]:
        texts = run.findall(qn("w:t"))
        if len(texts) != 1 or run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None:
            continue
        for part in filter(None, PLACEHOLDER.split(texts[0].text)):
            piece = copy.deepcopy(run)
            piece.text = part
            if PLACEHOLDER.fullmatch(part):
                _highlight(piece)
            run.addprevious(piece)
        run.getparent().remove(run)


def _highlight(run: Any) -> None:
    run.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="yellow"/>'))


def _picture(document: Any, picture: Picture) -> None:
    """In the middle, on a line as high as it is, what it shows below."""
    paragraph = document.add_paragraph(style="公文表题")
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    drawn = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(picture.width_mm))
    drawn._inline.docPr.set("descr", picture.caption)
    _text(document, picture.caption, "公文表题")


def _table(document: Any, table: Table) -> None:
    """Rows are written as XML: through the object model, a thousand of them take a second."""
    _text(document, table.caption, "公文表题")
    shares = table.widths or tuple(1.0 for _ in table.headings)
    twips = [int(TEXT_WIDTH_MM * 56.7 * share / sum(shares)) for share in shares]
    style = document.styles["公文表格"].style_id
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    rows = "".join(
        _table_row(cells, twips, style, table.centred, is_heading=number == 0)
        for number, cells in enumerate((table.headings, *table.rows))
    )
    document.element.body.insert_element_before(
        parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        ),
        "w:sectPr",
    )
    _text(document, "", "公文表格")


def _table_row(
    cells: Sequence[str], twips: Sequence[int], style: str, middle: tuple[int, ...], *, is_heading: bool
) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_heading else ''}</w:trPr>"
    bold = "<w:rPr><w:b/></w:rPr>" if is_heading else ""
    written = []
    for place, (text, width) in enumerate(zip(cells, twips, strict=True)):
        is_centred = is_heading or place in middle or re.fullmatch(r"[\d.,%—-]*", text)
        centred = '<w:jc w:val="center"/>' if is_centred else ""
        written.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{centred}</w:pPr>'
            f'<w:r>{bold}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p></w:tc>'
        )
    return f"<w:tr>{properties}{''.join(written)}</w:tr>"


def printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def _folio(document: Any) -> None:
    """Page numbers in 4号宋体 between dashes: outer edge of the page, one character in."""
    section = document.sections[0]
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        fonts = " ".join(f'w:{script}="{FOLIO_FONT}"' for script in ("ascii", "hAnsi", "eastAsia"))
        look = f'<w:rPr><w:rFonts {fonts}/><w:sz w:val="{int(SIZE_4 * 2)}"/></w:rPr>'
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SIZE_4)
        for piece in (
            '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
        ):  # fmt: skip
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{look}{piece}</w:r>"))


def _properties(document: Any, title: str, made_on: dt.date) -> None:
    properties = document.core_properties
    properties.title = title.replace("\n", "")
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = dt.datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001
    properties.language = "zh-CN"


def _packed(document: Any) -> bytes:
    """The file with every part dated 1980, so that the same text gives the same bytes."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
