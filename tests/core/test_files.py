"""Uploads: what is taken, where it lies, how it goes out."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.models import StoredFile
from fajian.orgs.models import User

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FAJIAN_FILES = tmp_path / "files"
    return tmp_path / "files"


@action("tests.attach", title="上传")
def attach(act: Act, *, proof: files.Received) -> StoredFile:
    return files.attach(act, proof)


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def word() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def excel() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet()
    book.close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("佐证.pdf", PDF),
        ("照片.PNG", PNG),
        ("照片.jpg", JPG),
        ("照片.jpeg", JPG),
        ("整改报告.docx", word()),
        ("台账.xlsx", excel()),
        ("决定书.ofd", zipped("OFD.xml", "Doc_0/Document.xml")),
        ("旧.doc", OLE),
        ("旧.wps", OLE),
        ("旧.xls", OLE),
        ("旧.et", OLE),
        ("说明.txt", "整改已完成".encode("gb18030")),
        ("数据.csv", ("序号,名称\n" + "1,处罚\n" * 3000).encode()),
    ],
)
def test_what_offices_use_is_taken(name: str, content: bytes) -> None:
    received = files.receive(io.BytesIO(content), name)
    assert files.path_of(received.digest).read_bytes() == content
    assert (received.name, received.size) == (name, len(content))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("程序.exe", b"MZ" + bytes(60), "不接受“程序.exe”这类文件"),
        ("无后缀", PDF, "不接受“无后缀”这类文件"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不接受"),
        ("页.html", b"<!DOCTYPE html><html></html>", "不接受"),
        ("假.docx", b"\x7fELF\x02\x01\x01" + bytes(60), "“假.docx”的内容不是Word 文档"),
        ("假.docx", excel(), "“假.docx”的内容不是Word 文档"),
        ("假.xlsx", zipped("a.txt"), "“假.xlsx”的内容不是Excel 工作簿"),
        ("断.xlsx", excel()[:800], "已损坏"),
        ("假.pdf", b"<html><script>alert(1)</script>", "“假.pdf”的内容不是PDF 文档"),
        ("假.jpg", PNG, "“假.jpg”的内容不是图片"),
        ("假.txt", b"\x00\x01\x02", "不是文本文件"),
        ("空.pdf", b"", "“空.pdf”是空文件"),
    ],
)
def test_what_it_is_not_is_refused_in_a_sentence_and_leaves_nothing(
    folder: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        files.receive(io.BytesIO(content), name)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_renamed_file_is_taken_as_what_it_is_where_that_is_asked_for(folder: Path) -> None:
    kinds = ("docx", "pdf", "txt")
    assert files.receive(io.BytesIO(PDF), "方案.docx", kinds=kinds, renamed=True).kind == "pdf"
    assert files.receive(io.BytesIO("方案".encode("utf-16")), "方案.docx", kinds=kinds, renamed=True).kind == "txt"
    for name, content in (("方案.docx", PNG), ("方案.exe", PDF)):
        with pytest.raises(Refused):
            files.receive(io.BytesIO(content), name, kinds=kinds, renamed=True)


RECORDED = {
    "mp4": b"\x00\x00\x00\x20ftypisom" + bytes(32),
    "mov": b"\x00\x00\x00\x14ftypqt  " + bytes(32),
    "avi": b"RIFF\x24\x08\x00\x00AVI LIST" + bytes(32),
    "wmv": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(32),
    "mp3": b"ID3\x03" + bytes(32),
    "m4a": b"\x00\x00\x00\x1cftypM4A " + bytes(32),
    "wav": b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(32),
    "wma": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(32),
    "amr": b"#!AMR\n" + bytes(32),
}


@pytest.mark.parametrize("kind", files.RECORDINGS)
def test_a_recording_is_known_by_its_bytes_and_taken_only_where_one_is_asked_for(folder: Path, kind: str) -> None:
    name = f"执法记录.{kind}"
    assert files.receive(io.BytesIO(RECORDED[kind]), name, kinds=files.RECORDINGS).kind == kind
    with pytest.raises(Refused, match="不接受"):
        files.receive(io.BytesIO(RECORDED[kind]), name)
    with pytest.raises(Refused, match="的内容不是"):
        files.receive(io.BytesIO(b"MZ" + bytes(64)), name, kinds=files.RECORDINGS)


def test_a_recording_may_be_larger_than_a_paper_and_not_without_end(folder: Path, settings: Any) -> None:
    settings.FAJIAN_FILE_BYTES, settings.FAJIAN_RECORDING_BYTES = 2**20, 3 * 2**20
    assert files.receive(io.BytesIO(RECORDED["mp4"] + bytes(2 * 2**20)), "一.mp4", kinds=files.RECORDINGS).size > 2**21
    with pytest.raises(Refused, match="超过 3 MB"):
        files.receive(io.BytesIO(RECORDED["mp4"] + bytes(3 * 2**20)), "二.mp4", kinds=files.RECORDINGS)


def test_too_large_is_refused_and_leaves_nothing(folder: Path, settings: Any) -> None:
    settings.FAJIAN_FILE_BYTES = 2 * 2**20
    with pytest.raises(Refused, match="超过 2 MB"):
        files.receive(io.BytesIO(PDF + bytes(2 * 2**20)), "大.pdf")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_the_same_bytes_lie_there_once_and_only_for_us(folder: Path) -> None:
    first, again = files.receive(io.BytesIO(PDF), "一.pdf"), files.receive(io.BytesIO(PDF), "二.pdf")
    assert first.digest == again.digest
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_repeated_upload_with_its_key_makes_one_row(clerk: User) -> None:
    rows = {attach(by=clerk, key="k", proof=files.receive(io.BytesIO(PDF), "佐证.pdf")).pk for _ in range(2)}
    assert len(rows) == 1
    row = StoredFile.objects.get()
    assert (row.name, row.kind, row.size, row.recorded_by) == ("佐证.pdf", "pdf", len(PDF), clerk)


@pytest.mark.django_db
def test_a_file_goes_out_as_a_download_that_no_browser_runs(clerk: User) -> None:
    row = attach(by=clerk, proof=files.receive(io.BytesIO(PDF), "佐证.pdf"))
    response = files.download(row)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_file_changed_or_taken_away_on_the_disk_shows(clerk: User) -> None:
    rows = [attach(by=clerk, proof=files.receive(io.BytesIO(PDF + bytes(n)), f"{n}.pdf")) for n in range(3)]
    assert list(files.damaged()) == []
    files.path_of(rows[0].digest).write_bytes(b"x")
    files.path_of(rows[1].digest).unlink()
    assert [(row.pk, what) for row, what in files.damaged()] == [
        (rows[0].pk, "文件内容被改动。"),
        (rows[1].pk, "文件不见了。"),
    ]
