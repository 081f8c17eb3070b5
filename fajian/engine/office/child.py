"""A stranger's file is parsed in a process of its own that may not take more than so much memory and time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from fajian.engine.faults import InputError
from fajian.engine.office.limits import LIMITS, Limits

_READER = Path(__file__).with_name("reader.py")
_WORKBOOK = {
    "password": "设有密码，请去掉密码后再交",
    "format": "已损坏或不是它的后缀所说的格式，请用表格软件打开后另存为 xlsx",
    "memory": "过大，读的时候内存不够；请分成几份，或另存为 CSV",
    "time": "读了太久还没有读完，请分成几份，或另存为 CSV",
}
_DOCUMENT = {
    "password": "设有密码，请去掉密码后再交",
    "format": "已损坏，或者是很旧的格式，请用 WPS 或 Word 打开后另存为 .docx 再试",
    "memory": "过大，读的时候内存不够；请只保留方案正文，或另存为 .docx 再试",
    "time": "读了太久还没有读完，请只保留方案正文，或另存为 .docx 再试",
    "pages": "页数过多，请只保留方案正文再试",
}
_REDRAWN = {
    "password": "设有密码，请去掉密码后再交",
    "format": "打不开，请重新生成 PDF，或者拍照后上传",
    "memory": "过大，打不开，请拍照后上传",
    "time": "读了太久还没有读完，请拍照后上传",
    "pages": "页数过多，请只留有关的几页",
}
_FAILURES = {"workbook": _WORKBOOK, "pdf": _DOCUMENT, "doc": _DOCUMENT, "page": _DOCUMENT, "redrawn": _REDRAWN}


def read_in_child(
    path: Path, out: Path, limits: Limits = LIMITS, *, kind: Literal["workbook", "pdf", "doc"] = "workbook"
) -> Iterator[str]:
    """The lines that office/reader.py writes for a file; the reader is killed when it takes too much.

    `out` is a file for what it writes. Raises InputError; the process that calls is never at risk.
    """
    _run(path, out, limits, kind)
    return _lines(out)


def convert_in_child(path: Path, out: Path, limits: Limits = LIMITS) -> None:
    """Write the DOCX that a Word 97 document (.doc, .wps) becomes to `out`; raises InputError."""
    _run(path, out, limits, "doc")


def page_in_child(path: Path, out: Path, limits: Limits = LIMITS) -> None:
    """Write the first page of a PDF as a JPEG to `out`; raises InputError."""
    _run(path, out, limits, "page")


def redraw_in_child(path: Path, out: Path, limits: Limits = LIMITS) -> None:
    """Write a PDF of pictures of the pages of a PDF to `out`; raises InputError."""
    _run(path, out, limits, "redrawn")


def _run(path: Path, out: Path, limits: Limits, kind: str) -> None:
    bounds = (str(limits.reader_memory), str(limits.reader_seconds))
    command = [sys.executable, "-I", str(_READER), kind, str(path), *bounds]
    failures = _FAILURES[kind]
    try:
        with out.open("wb") as written:
            done = subprocess.run(
                command, stdout=written, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False,
                timeout=limits.reader_seconds * 2,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise InputError(f"{path.name}{failures['time']}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said and said[-1] in failures else "memory" if done.returncode < 0 else "format"
        raise InputError(f"{path.name}{failures[why]}")


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from lines
