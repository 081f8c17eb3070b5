"""Reading plan documents: text files in Chinese encodings, DOCX with lists and tables, saved web pages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.office.documents import read
from fajian.engine.office.numbering import written
from fajian.engine.plans.compiler import compile_plan

SAMPLE = content.path("plans", "sample.txt").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_file_is_read_in_the_encodings_in_use(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(SAMPLE.encode(encoding))
    assert read(path) == SAMPLE


def test_a_docx_gives_paragraphs_and_table_rows_in_the_order_of_the_page(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、重点任务")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, [("任务", "单位"), ("清理依据", "司法局")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("二、工作要求")
    document.save(str(tmp_path / "plan.docx"))
    lines = ["一、重点任务", "任务\t单位", "清理依据\t司法局", "二、工作要求"]
    assert read(tmp_path / "plan.docx").splitlines() == lines


def test_a_docx_and_a_web_page_of_a_plan_compile_like_its_text(tmp_path: Path) -> None:
    document = docx.Document()
    for line in SAMPLE.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    page = "".join(f"<p>{line}</p>" for line in SAMPLE.splitlines())
    html = f"<html><meta charset=gbk><script>x</script><body><nav>首页</nav><div>{page}</div></body></html>"
    (tmp_path / "plan.html").write_bytes(html.encode("gbk"))
    plan = compile_plan(SAMPLE)
    assert compile_plan(read(tmp_path / "plan.docx")) == plan
    assert compile_plan(read(tmp_path / "plan.html")).tasks == plan.tasks


NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""


def test_the_numbers_word_counts_itself_are_written_out(tmp_path: Path) -> None:
    document = docx.Document()
    lists = document.part.numbering_part.element
    lists.insert(0, parse_xml(NUMBERING))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "主要任务"), (1, "清理依据"), (1, "公开信息"), (0, "实施步骤"), (1, "自查阶段")):
        numbered = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", level), ("w:numId", 99)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), str(value))
            numbered.append(child)
        document.add_paragraph(text)._p.get_or_add_pPr().append(numbered)
    document.save(str(tmp_path / "plan.docx"))
    lines = ["一、主要任务", "（一）清理依据", "（二）公开信息", "二、实施步骤", "（一）自查阶段"]
    assert read(tmp_path / "plan.docx").splitlines() == lines


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
    ],
)
def test_numbers_are_written_in_the_format_of_their_list(n: int, kind: str, text: str) -> None:
    assert written(n, kind) == text


def test_deleted_text_of_tracked_changes_is_left_out_and_inserted_text_is_in(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("4月")._p
    for tag, text_tag, text in (("w:del", "w:delText", "10日"), ("w:ins", "w:t", "20日前")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        piece.text = text
        run.append(piece)
        change.append(run)
        paragraph.append(change)
    document.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx") == "4月20日前"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("plan.doc", "另存为 .docx"),
        ("plan.wps", "另存为 .docx"),
        ("plan.pdf", "转成"),
        ("plan.xyz", "另存为 .docx"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(name: str, advice: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError, match=advice):
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
