"""fajian screen: with a rule pack, and again from what a run recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fajian.cli.screen import command
from tests.engine.rules.spec import lay_store, rows

PENALTIES = """
penalty_id | decided_on | served_on  | service_method | procedure | outcome
-----------|------------|------------|----------------|-----------|---------
late       | 2026-02-12 | 2026-03-30 | 直接送达       | 普通程序  | 给予处罚
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """One penalty, served late."""
    lay_store(tmp_path / "store", {"penalties": rows(PENALTIES)}, {})
    return tmp_path / "store"


def screen(store: Path, out: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [str(store), "--out", str(out), *words], catch_exceptions=True)


def test_a_pack_of_ones_own_is_used_and_the_run_is_repeated_bit_by_bit(store: Path, tmp_path: Path) -> None:
    pack = tmp_path / "own.yaml"
    pack.write_text("title: 送达\nonly: [PEN-061]\nwithout: {PEN-061-ESERVE: 本市没有电子送达}\n", encoding="utf-8")
    done = screen(store, tmp_path / "out", "--as-of", "2026-11-21", "--pack", str(pack))
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))
    assert [(rule["rule_id"], rule["hits"]) for rule in told["rules"]] == [("PEN-061-SERVE", 1)]
    assert told["pack"]["without"] == {"PEN-061-ESERVE": "本市没有电子送达"}
    again = screen(store, tmp_path / "again", "--repeat", str(tmp_path / "out"))
    assert "逐位相同" in again.output.replace("\n", "")

    told["law_edition"] = "20250101-00000000"
    (tmp_path / "out/run.json").write_text(json.dumps(told), encoding="utf-8")
    other = screen(store, tmp_path / "other", "--repeat", str(tmp_path / "out"))
    assert other.exit_code != 0
    assert "法规口径不同：当时20250101-00000000" in str(other.exception)


def test_what_cannot_be_done_is_said(store: Path, tmp_path: Path) -> None:
    for words, said in (
        (("--pack", "nothing"), "没有规则包“nothing”：内置的有"),
        (("--repeat", str(store)), "没有可读的"),
        (("--repeat", str(tmp_path / "out")), "请另写一个文件夹"),
    ):
        (tmp_path / "out").mkdir(exist_ok=True)
        refused = screen(store, tmp_path / "out", *words)
        assert said in str(refused.exception), refused.output
    refused = screen(tmp_path / "out", tmp_path / "x", "--repeat", str(store))
    assert "不是数据仓" in str(refused.exception)
