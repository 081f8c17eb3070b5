"""Official layout: measures and fonts of GB/T 9704, as written and as LibreOffice prints it."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Emu
from PIL import Image

from fajian.engine.office import letters
from fajian.engine.office.letters import Heading, Letter, Paragraph, Picture, Table, chinese_date
from tests.libreoffice import needs_libreoffice, pages

DAY = dt.date(2026, 11, 21)
LETTER = Letter(
    "专项整治行动\n情况总结",
    (
        Heading("一、基本情况"),
        Heading("（一）数据", 2),
        Heading("1.处罚", 3),
        Paragraph("共导入数据5条，【待填：组织领导情况】。"),
        Table("各单位情况", ("序号", "单位", "疑点"), [("1", "甲<局>\x01", "12"), ("2", "乙局", "0")], (1, 4, 2)),
    ),
    addressee="市司法局",
    signed_by="安澜市城市管理局",
    signed_on="2026年11月21日",
    banner="草稿",
)


def written(tmp_path: Path, letter: Letter = LETTER, name: str = "a.docx") -> Path:
    letters.write(tmp_path / name, letter, made_on=DAY)
    return tmp_path / name


def styles(tmp_path: Path) -> Any:
    return docx.Document(str(written(tmp_path))).styles


def test_the_page_has_the_measures_of_the_standard(tmp_path: Path) -> None:
    section = docx.Document(str(written(tmp_path))).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin)] == [37, 28]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (Emu(width).mm, Emu(height).mm) == (pytest.approx(156, abs=0.1), pytest.approx(225, abs=0.1))


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("公文标题1", "黑体", 16),
        ("公文标题2", "楷体_GB2312", 16),
        ("公文标题3", "仿宋_GB2312", 16),
    ],
)
def test_every_style_names_its_font_for_chinese_text(tmp_path: Path, style: str, font: str, points: int) -> None:
    found = styles(tmp_path)[style]
    fonts = found.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert found.font.size.pt == points


def test_lines_are_28_points_apart_and_paragraphs_begin_two_characters_in(tmp_path: Path) -> None:
    found = styles(tmp_path)
    assert found["Normal"].paragraph_format.line_spacing.pt == 28
    assert found["公文正文"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_what_a_person_must_write_is_yellow_and_nothing_else(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path)))
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run._r.find(".//" + qn("w:highlight")) is not None
    ]
    assert marked == ["【待填：组织领导情况】"]


def test_the_table_holds_its_rows_and_repeats_its_headings(tmp_path: Path) -> None:
    (table,) = docx.Document(str(written(tmp_path))).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["序号", "单位", "疑点"], ["1", "甲<局>", "12"], ["2", "乙局", "0"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_the_table_stands_where_it_was_put(tmp_path: Path) -> None:
    letter = Letter("题", (Paragraph("前"), Table("表", ("甲",), [("1",)]), Paragraph("后")))
    document = docx.Document(str(written(tmp_path, letter)))
    order = ["table" if hasattr(block, "rows") else block.text for block in document.iter_inner_content()]
    assert order.index("前") < order.index("table") < order.index("后")


def test_the_same_letter_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == written(tmp_path, name="b.docx").read_bytes()


def test_no_name_of_a_person_or_program_is_left_in_the_file(tmp_path: Path) -> None:
    properties = docx.Document(str(written(tmp_path))).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date() == DAY


def test_dates_have_no_leading_noughts() -> None:
    assert chinese_date(dt.date(2024, 7, 5)) == "2024年7月5日"


@needs_libreoffice
def test_a_printed_page_has_22_lines_of_28_characters_and_its_number(tmp_path: Path) -> None:
    letter = Letter("题", (Paragraph("字" * 28 * 60),))
    first, second, *_ = pages(written(tmp_path, letter), tmp_path)
    lines = [line for line in second.splitlines() if "字" in line]
    assert [len(line.strip()) for line in lines] == [28] * 22
    assert re.search(r"— *2 *—", second)
    assert re.search(r"— *1 *—", first)


@needs_libreoffice
def test_the_whole_letter_is_printed_in_order(tmp_path: Path) -> None:
    text = "".join(pages(written(tmp_path), tmp_path)).replace("\n", "").replace(" ", "")
    wanted = "草稿 专项整治行动 市司法局： 一、基本情况 （一）数据 待填 各单位情况 乙局 安澜市 2026年11月21日"
    places = [text.find(part) for part in wanted.split()]
    assert -1 not in places
    assert places == sorted(places)


def test_a_picture_stands_in_the_middle_with_what_it_shows(tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 0, 0)).save(drawn, "PNG")
    letter = Letter("通知", (Paragraph("正文。"), Picture(drawn.getvalue(), "核验二维码", 32)))
    for name in ("one", "two"):
        letters.write(tmp_path / name, letter, made_on=dt.date(2026, 3, 2))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    document = docx.Document(str(tmp_path / "one"))
    (shape,) = document.inline_shapes
    assert round(shape.width.mm) == 32
    assert document.paragraphs[-1].text == "核验二维码"
