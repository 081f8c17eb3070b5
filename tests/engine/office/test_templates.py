"""A stranger's template is filled, never run: names, conditions and one loop, and nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.office import templates
from fajian.engine.office.templates import Names

NAMES = Names(frozenset({"单位", "总数"}), {"各单位": frozenset({"名称", "数"})})
VALUES = {"单位": "甲局", "总数": 3, "各单位": [{"名称": "甲", "数": "1"}, {"名称": "乙", "数": "2"}]}


def made(folder: Path, *lines: str, header: str = "", title: str = "", rows: tuple[str, ...] = ()) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(rows=0, cols=2)
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, [*row.split("|"), ""][:2], strict=True):
                cell.text = text
    document.core_properties.title = title
    document.save(str(folder / "模板.docx"))
    return folder / "模板.docx"


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_values_conditions_and_rows_are_filled_in(tmp_path: Path) -> None:
    place = made(
        tmp_path, "{{ 单位 }}共{{ 总数 }}个", "{%p if 总数 %}", "有", "{%p endif %}",
        rows=("{%tr for 行 in 各单位 %}", "{{ 行.名称 }}|{{ 行.数 }}", "{%tr endfor %}"),
    )  # fmt: skip
    templates.check(place, NAMES)
    assert text_of(templates.fill(place, VALUES)) == "甲局共3个\n有\n甲\n1\n乙\n2"
    assert "有" not in text_of(templates.fill(place, VALUES | {"总数": 0}))
    assert text_of(templates.fill(place, VALUES | {"各单位": []})) == "甲局共3个\n有"


def test_every_unknown_placeholder_is_named(tmp_path: Path) -> None:
    place = made(tmp_path, "{{ 总数 }}{{ 甲 }}", rows=("{%tr for 行 in 各单位 %}", "{{ 行.乙 }}|", "{%tr endfor %}"))
    with pytest.raises(InputError, match=r"不认识的占位：\{\{ 甲 \}\}、\{\{ 行\.乙 \}\}"):
        templates.check(place, NAMES)


HOSTILE = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 单位.__class__ }}",
    "{{ 单位.__class__.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ range(999999999) }}",
    "{{ 'a' * 999999999 }}",
    "{{ 总数 ** 99999999 }}",
    "{{ 单位|attr('__class__') }}",
    "{{ lipsum() }}",
    "{{ 单位.format(0) }}",
    "{% for a in 各单位 %}{% for b in 各单位 %}x{% endfor %}{% endfor %}",
    "{% for a in '甲乙' %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% import 'os' as o %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}",
    "{{ 各单位[0] }}",
)


@pytest.mark.parametrize("where", ["body", "header", "title"])
@pytest.mark.parametrize("line", HOSTILE)
def test_what_would_run_as_a_program_is_refused_wherever_it_stands(tmp_path: Path, line: str, where: str) -> None:
    place = made(tmp_path, line if where == "body" else "", **({where: line} if where != "body" else {}))
    with pytest.raises(InputError):
        templates.check(place, NAMES)
    with pytest.raises(InputError):
        templates.fill(place, VALUES)


@pytest.mark.parametrize("line", ["{{ 总数", "{% if 总数 %}", "{% endfor %}", "{{ }}", "{%tr for 行 in 各单位 %}"])
def test_broken_braces_get_a_sentence(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"模板|占位"):
        templates.check(made(tmp_path, line), NAMES)


def test_a_value_is_text_whatever_is_in_it(tmp_path: Path) -> None:
    place = made(tmp_path, "{{ 单位 }}")
    hostile = "<w:p/>&amp;{{ 总数 }}\x00\x0b甲"
    assert text_of(templates.fill(place, VALUES | {"单位": hostile})) == "<w:p/>&amp;{{ 总数 }}甲"


def test_what_is_no_document_gets_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "坏.docx"
    place.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(InputError):
        templates.check(place, NAMES)
    with zipfile.ZipFile(place, "w") as container:
        container.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(InputError):
        templates.check(place, NAMES)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="{}%_.[]()|'\" ab单位总数ifor\n", max_size=40))
def test_no_text_brings_anything_but_a_sentence(line: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = made(Path(folder), line)
        try:
            templates.check(place, NAMES)
        except InputError:
            return
        templates.fill(place, VALUES)
