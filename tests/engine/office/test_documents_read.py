"""Reading plan documents: text files in Chinese encodings, DOCX with lists and tables, saved web pages."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.office.blocks import Cell, Grid
from fajian.engine.office.documents import document, read
from fajian.engine.office.numbering import written
from fajian.engine.plans.compiler import compile_plan
from tests.engine.office.papers import add_lists, number

SAMPLE = content.path("plans", "sample.txt").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_file_is_read_in_the_encodings_in_use(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(SAMPLE.encode(encoding))
    assert read(path) == SAMPLE


def test_a_docx_gives_paragraphs_and_table_rows_in_the_order_of_the_page(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("一、重点任务")
    table = made.add_table(2, 2)
    for row, texts in zip(table.rows, [("任务", "单位"), ("清理依据", "司法局")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.add_paragraph("二、工作要求")
    made.save(str(tmp_path / "plan.docx"))
    lines = ["一、重点任务", "任务\t单位", "清理依据\t司法局", "二、工作要求"]
    assert read(tmp_path / "plan.docx").splitlines() == lines


def test_a_docx_and_a_web_page_of_a_plan_compile_like_its_text(tmp_path: Path) -> None:
    made = docx.Document()
    for line in SAMPLE.splitlines():
        made.add_paragraph(line)
    made.save(str(tmp_path / "plan.docx"))
    page = "".join(f"<p>{line}</p>" for line in SAMPLE.splitlines())
    html = f"<html><meta charset=gbk><script>x</script><body><nav>首页</nav><div>{page}</div></body></html>"
    (tmp_path / "plan.html").write_bytes(html.encode("gbk"))
    plan = compile_plan(SAMPLE)
    assert compile_plan(read(tmp_path / "plan.docx")) == plan
    assert compile_plan(read(tmp_path / "plan.html")).tasks == plan.tasks


def headings(made: Any) -> None:
    for level, text in ((0, "主要任务"), (1, "清理依据"), (1, "公开信息"), (0, "实施步骤"), (1, "自查阶段")):
        number(made.add_paragraph(text), level)


def test_the_numbers_word_counts_itself_are_written_out(tmp_path: Path) -> None:
    made = docx.Document()
    add_lists(made)
    headings(made)
    made.save(str(tmp_path / "plan.docx"))
    lines = ["一、主要任务", "（一）清理依据", "（二）公开信息", "二、实施步骤", "（一）自查阶段"]
    assert read(tmp_path / "plan.docx").splitlines() == lines


def test_numbers_that_come_from_the_style_are_written_out_unless_the_paragraph_takes_them_away(tmp_path: Path) -> None:
    made = docx.Document()
    add_lists(made)
    for style, level in (("Heading 1", 0), ("Heading 2", 1)):
        number(made.styles[style], level)
    made.styles.add_style("小标题", WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Heading 2"]
    for style, text in (("Heading 1", "主要任务"), ("Heading 2", "清理依据"), ("小标题", "公开信息")):
        made.add_paragraph(text, style=style)
    number(made.add_paragraph("附则", style="Heading 1"), 0, 0)
    made.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx").splitlines() == ["一、主要任务", "（一）清理依据", "（二）公开信息", "附则"]


def test_a_list_that_begins_anew_is_counted_anew(tmp_path: Path) -> None:
    made = docx.Document()
    add_lists(made)
    anew = '<w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>'
    made.part.numbering_part.element.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="100">{anew}</w:num>'))
    for list_, text in ((99, "甲"), (99, "乙"), (100, "丙"), (100, "丁")):
        number(made.add_paragraph(text), 2, list_)
    made.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx").splitlines() == ["1.甲", "2.乙", "1.丙", "2.丁"]


BOX = """<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:txbxContent>{inside}</w:txbxContent></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_text_boxes_stand_behind_the_paragraph_they_hang_on_and_once(tmp_path: Path) -> None:
    made = docx.Document()
    inside = "<w:p><w:r><w:t>安澜市司法局文件</w:t></w:r></w:p><w:p><w:r><w:t>安司发〔2026〕5号</w:t></w:r></w:p>"
    paragraph = made.add_paragraph("关于印发方案的通知")
    paragraph._p.append(parse_xml(BOX.format(ns=nsdecls("w"), inside=inside)))
    made.save(str(tmp_path / "plan.docx"))
    lines = ["关于印发方案的通知", "安澜市司法局文件", "安司发〔2026〕5号"]
    assert read(tmp_path / "plan.docx").splitlines() == lines


def test_a_frame_of_one_column_is_no_table_and_a_table_in_a_cell_is_not_lost(tmp_path: Path) -> None:
    made = docx.Document()
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "一、总体要求"
    frame.add_paragraph("二、主要任务")
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "单位"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "司法局", "公安局"
    made.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx").splitlines() == ["一、总体要求", "二、主要任务", "单位\t司法局 公安局"]


def test_merged_cells_are_told_and_a_unit_over_several_rows_is_said_in_each(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, texts in enumerate((("任务", "责任单位", ""), ("甲", "司法局", "牵头"), ("乙", "", "配合"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 1).merge(table.cell(2, 1))
    made.save(str(tmp_path / "plan.docx"))
    read_ = document(tmp_path / "plan.docx")
    (grid,) = read_.blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0][1] == Cell("责任单位", across=2)
    assert grid.rows[1][1] == Cell("司法局", down=2)
    assert read_.text.splitlines() == ["任务\t责任单位", "甲\t司法局\t牵头", "乙\t司法局\t配合"]


@pytest.mark.parametrize(
    ("n", "kind", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (35, "chineseCountingThousand", "三十五"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "chineseLegalSimplified", "拾贰"),
        (3, "lowerLetter", "c"),
        (49, "upperRoman", "XLIX"),
    ],
)
def test_numbers_are_written_in_the_format_of_their_list(n: int, kind: str, text: str) -> None:
    assert written(n, kind) == text


def test_deleted_text_of_tracked_changes_is_left_out_and_inserted_text_is_in(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("4月")._p
    for tag, text_tag, text in (("w:del", "w:delText", "10日"), ("w:ins", "w:t", "20日前")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        piece.text = text
        run.append(piece)
        change.append(run)
        paragraph.append(change)
    made.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx") == "4月20日前"


def test_a_web_page_keeps_its_tables_and_its_list_of_annexes(tmp_path: Path) -> None:
    page = """<html><body><table><tr><td><p>一、总体要求</p><p>坚持问题导向。</p></td></tr></table>
    <table><tr><th rowspan=2>序号</th><th colspan=2>整改情况</th></tr><tr><td>措施</td><td>时限</td></tr></table>
    <p>2<span>026</span>年</p>附件：<ul><li><a href="1.docx">1.台账</a></li><li><a href="2.docx">2.统计表</a></li>
    <li><a href="3.xls">3.汇总表</a></li></ul></body></html>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    read_ = document(tmp_path / "page.html")
    lines = [line.strip() for line in read_.text.splitlines() if line.strip()]
    assert lines[:5] == ["一、总体要求", "坚持问题导向。", "序号\t整改情况", "序号\t措施\t时限", "2026年"]
    assert lines[5:] == ["附件：", "1.台账", "2.统计表", "3.汇总表"]
    (grid,) = [block for block in read_.blocks if isinstance(block, Grid)]
    assert grid.rows[0] == (Cell("序号", down=2), Cell("整改情况", across=2))


def test_a_page_of_elements_without_end_is_refused_at_once(tmp_path: Path) -> None:
    for name, body in (
        ("a.html", "<div>" * 400_000),
        ("b.html", "<table><tr><td>" * 100_000),
        ("c.html", "<p>" * 400_000),
    ):
        (tmp_path / name).write_text("<html>" + body, "utf-8")
        with pytest.raises(InputError, match="复制到"):
            read(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空文件"),
        (b" \r\n ", "是空文件"),
        (b"{\\rtf1\\ansi plan}", "RTF"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "XML 格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "已损坏"),
        (b"%PDF-1.7\nnothing", "已损坏"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--", "没有网页正文"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "plan.doc").write_bytes(data)
    with pytest.raises(InputError, match=rf"plan\.doc.*{says}"):
        read(tmp_path / "plan.doc")


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(595, 842)
    scan.save(tmp_path / "scan.pdf")
    with pytest.raises(InputError, match=r"扫描件.*识别成文字"):
        read(tmp_path / "scan.pdf")


def test_other_zips_are_told_apart(tmp_path: Path) -> None:
    for part, says in (("OFD.xml", "OFD"), ("xl/workbook.xml", "是表格"), ("content.xml", "不是能读的格式")):
        with zipfile.ZipFile(tmp_path / "plan.docx", "w") as container:
            container.writestr(part, "<x/>")
        with pytest.raises(InputError, match=says):
            read(tmp_path / "plan.docx")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as large:
        large.truncate(101 << 20)
    with (tmp_path / "large.txt").open("wb") as large:
        large.write(b"x" * 5000)
        large.truncate(21 << 20)
    for name in ("large.pdf", "large.txt"):
        with pytest.raises(InputError, match=r"兆，超过\d+兆"):
            read(tmp_path / name)


def test_broken_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no zip")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as container:
        container.writestr("hello.txt", "no document")
    (tmp_path / "c.txt").write_bytes(b"\0\1\2" * 50)
    (tmp_path / "d.txt").write_bytes(b"\xff" * 50)
    for name in ("a.docx", "b.docx", "c.txt", "d.txt", "missing.txt"):
        with pytest.raises(InputError, match=name):
            read(tmp_path / name)
