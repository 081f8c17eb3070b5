"""The output folder: nobody's work is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.story import folder


def made(tmp_path: Path, text: str = "一") -> Path:
    out = tmp_path / "made"
    (out / "台账").mkdir(parents=True)
    (out / "台账" / "甲.csv").write_text(text, encoding="utf-8")
    folder.seal(out, "说明")
    return out


def test_a_new_or_empty_folder_is_fine(tmp_path: Path) -> None:
    folder.check(tmp_path / "new")
    (tmp_path / "empty").mkdir()
    folder.check(tmp_path / "empty")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match="照片"):
        folder.check(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError, match="是一个文件"):
        folder.check(tmp_path / "out")


def test_an_earlier_run_that_nobody_touched_is_replaced(tmp_path: Path) -> None:
    out = made(tmp_path)
    folder.check(out)
    fresh = tmp_path / "scratch" / "fresh"
    (fresh / "台账").mkdir(parents=True)
    (fresh / "新.csv").write_text("二", encoding="utf-8")
    folder.put(fresh, out)
    assert sorted(path.name for path in out.rglob("*") if path.is_file()) == ["新.csv"]


@pytest.mark.parametrize("name", ["台账/甲.csv", "台账/乙.csv"])
def test_a_file_changed_or_added_since_stops_the_run_and_is_named(tmp_path: Path, name: str) -> None:
    out = made(tmp_path)
    (out / name).write_text("单位填的", encoding="utf-8")
    with pytest.raises(InputError, match=name):
        folder.check(out)


def test_the_notes_list_the_digest_of_every_file(tmp_path: Path) -> None:
    out = made(tmp_path)
    lines = (out / folder.NOTES).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "说明"
    digest, name = lines[-1].split("  ")
    assert (len(digest), name) == (64, "台账/甲.csv")
