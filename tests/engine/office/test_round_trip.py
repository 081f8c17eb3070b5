"""A plan in any format an office has it in compiles to the same plan as its text."""

from __future__ import annotations

import email.message
import re
from pathlib import Path
from typing import Any

import pytest

from fajian.engine.office.documents import read
from fajian.engine.plans.compiler import compile_plan
from tests.engine.office.papers import TEXTS, paper
from tests.libreoffice import convert, needs_libreoffice

WHITE = re.compile(r"\s")


def plain(value: Any) -> Any:
    """A plan's JSON without white space in its texts."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return WHITE.sub("", value) if isinstance(value, str) else value


def compiled(text: str) -> Any:
    return plain(compile_plan(text).to_json())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="session")
def papers(folder: Path) -> dict[str, Path]:
    """Each plan as a DOCX, and the built-in one with headings that Word counts."""
    made = {name: paper(path.read_text("utf-8"), folder / f"{name}.docx") for name, path in TEXTS.items()}
    made["listed"] = paper(TEXTS["sample"].read_text("utf-8"), folder / "listed.docx", listed=True)
    return made


@pytest.fixture(scope="session")
def converted(papers: dict[str, Path], folder: Path) -> dict[tuple[str, str], Path]:
    """The papers as LibreOffice saves them, by name and format."""
    out = {}
    for kind in ("doc", "pdf", "html"):
        saved = convert(list(papers.values()), kind, folder)
        out.update({(name, kind): path for name, path in zip(papers, saved, strict=True)})
    return out


def source(name: str) -> str:
    return TEXTS["sample" if name == "listed" else name].read_text("utf-8")


@pytest.mark.parametrize("name", [*TEXTS, "listed"])
def test_a_docx_compiles_like_its_text(name: str, papers: dict[str, Path]) -> None:
    assert compiled(read(papers[name])) == compiled(source(name))


FORMATS = [*((name, kind) for name in TEXTS for kind in ("doc", "pdf", "html")), ("listed", "doc"), ("listed", "pdf")]


@needs_libreoffice
@pytest.mark.parametrize(("name", "kind"), FORMATS)
def test_what_libreoffice_saves_compiles_like_the_text(
    name: str, kind: str, converted: dict[tuple[str, str], Path]
) -> None:
    assert compiled(read(converted[name, kind])) == compiled(source(name))


@needs_libreoffice
def test_the_numbers_a_browser_shows_before_the_points_of_a_list_are_written_out(
    converted: dict[tuple[str, str], Path],
) -> None:
    lines = read(converted["listed", "html"]).splitlines()
    assert {"1.总体要求", "2.整治重点"} <= set(lines)


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "pdf", "html"])
def test_neither_running_heads_nor_page_numbers_come_into_the_text(
    kind: str, converted: dict[tuple[str, str], Path]
) -> None:
    lines = read(converted["sample", kind]).splitlines()
    assert not [line for line in lines if "注意保存" in line or re.fullmatch(r"\W*\d+\W*", line.strip())]


@needs_libreoffice
def test_a_renamed_file_is_read_by_what_it_is(
    converted: dict[tuple[str, str], Path], papers: dict[str, Path], tmp_path: Path
) -> None:
    wanted = compiled(source("sample"))
    files = {
        "a.wps": converted["sample", "doc"], "b.docx": converted["sample", "doc"], "c.doc": papers["sample"],
        "d.txt": converted["sample", "pdf"], "e.doc": converted["sample", "html"], "f.pdf": TEXTS["sample"],
    }  # fmt: skip
    for name, path in files.items():
        (tmp_path / name).write_bytes(path.read_bytes())
        assert compiled(read(tmp_path / name)) == wanted, name


def site(text: str, charset: str) -> bytes:
    """The plan on the page of a government site."""
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    links = "".join(
        f'<li><a href="/{n}.html">{word}</a></li>' for n, word in enumerate(("某市政务公开", "某市政务服务", "互动"))
    )
    others = "".join(f'<li><a href="/x{n}.html">关于印发某某年第{n}号工作方案的通知</a></li>' for n in range(5))
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>某市</title><style>p {{ margin: 0 }}</style></head><body>
<div class="top-nav"><ul>{links}</ul></div><div class="header"><ul>{links}</ul></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div style="display:none">一、藏着的标题</div>
<div id="zoom" class="TRS_Editor">{body}</div>
<div class="bdsharebuttonbox"><a>分享到微信</a><a>微博</a></div><div class="related"><ul>{others}</ul></div>
<table width="100%"><tr><td><ul>{others}</ul></td></tr></table>
<div id="footer">主办单位：某市政府 网站标识码：1234567890</div><script>var a = "<p>二、脚本里的标题</p>";</script>
</body></html>"""
    return page.encode(charset, "xmlcharrefreplace")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_page_saved_from_a_site_compiles_like_its_text(name: str, charset: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(site(source(name), charset))
    text = read(page)
    assert compiled(text) == compiled(source(name))
    for around in ("某市政务服务", "藏着", "分享到微信", "年第3号", "网站标识码：1234567890", "脚本里"):
        assert around not in text


def test_a_page_saved_with_its_parts_compiles_like_its_text(tmp_path: Path) -> None:
    whole = email.message.EmailMessage()
    whole["MIME-Version"] = "1.0"
    whole.add_related(site(source("sample"), "gb18030"), maintype="text", subtype="html")
    whole.add_related(b"\x89PNG", maintype="image", subtype="png")
    (tmp_path / "page.mhtml").write_bytes(whole.as_bytes())
    assert compiled(read(tmp_path / "page.mhtml")) == compiled(source("sample"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_file_compiles_alike_in_every_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(source(name).encode(encoding))
    assert compiled(read(tmp_path / "plan.txt")) == compiled(source(name))
