"""Damaged documents of every format: text or a refusal in a sentence, never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.office.documents import read
from tests.engine.office.papers import TEXTS, paper
from tests.engine.office.test_round_trip import site
from tests.libreoffice import convert, needs_libreoffice

TIMES = {"docx": 150, "html": 150, "txt": 150, "doc": 12, "pdf": 12}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format that is read in this process."""
    text = TEXTS["sample"].read_text("utf-8")
    made = paper(text, tmp_path_factory.mktemp("sound") / "plan.docx", listed=True)
    return {"docx": made.read_bytes(), "html": site(text, "gb18030"), "txt": text.encode("gb18030")}


@pytest.fixture(scope="module")
def saved(sound: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format that is parsed in a child process."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "plan.docx").write_bytes(sound["docx"])
    return {kind: convert([folder / "plan.docx"], kind, folder)[0].read_bytes() for kind in ("doc", "pdf")}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut off, some bits turned over, or a piece lost, doubled or overwritten."""
    out = bytearray(data)
    at = chance.randrange(len(out))
    match chance.randrange(4):
        case 0:
            return bytes(out[:at])
        case 1:
            for _ in range(chance.choice((1, 5, 100))):
                out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        case 2:
            out[at : at + chance.randrange(500)] = chance.randbytes(chance.randrange(500))
        case _:
            out[at:at] = out[at : at + 500]
    return bytes(out)


def survives(kind: str, data: bytes, folder: Path) -> None:
    chance = random.Random(kind)
    path = folder / f"plan.{kind}"
    for _ in range(TIMES[kind]):
        path.write_bytes(damaged(data, chance))
        try:
            read(path)
        except InputError as refused:
            assert path.name in str(refused)  # noqa: PT017 - a text is as good


@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_a_damaged_file_is_read_or_refused(kind: str, sound: dict[str, bytes], tmp_path: Path) -> None:
    survives(kind, sound[kind], tmp_path)


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "pdf"])
def test_a_damaged_file_that_is_parsed_apart_is_read_or_refused(
    kind: str, saved: dict[str, bytes], tmp_path: Path
) -> None:
    survives(kind, saved[kind], tmp_path)


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"<html>"])
def test_random_bytes_are_read_or_refused(start: bytes, tmp_path: Path) -> None:
    chance = random.Random(start)
    path = tmp_path / "plan.docx"
    for _ in range(4 if start.startswith(b"%PDF") else 60):
        path.write_bytes(start + chance.randbytes(chance.randrange(1, 5000)))
        try:
            read(path)
        except InputError as refused:
            assert path.name in str(refused)  # noqa: PT017 - a text is as good
