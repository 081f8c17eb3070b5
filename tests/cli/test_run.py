"""fajian run, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fajian.cli.main import group
from fajian.engine.faults import InputError

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the folder shared is not here")


def call(*words: str) -> str:
    result = CliRunner().invoke(group, ["run", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@needs_shared
def test_one_command_with_all_rules_writes_everything_and_says_how_much(tmp_path: Path) -> None:
    (plan,) = (SHARED / "plans").glob("001_*.txt")
    records, out = SHARED / "cases" / "sample", tmp_path / "结果"
    said = call("--plan", str(plan), "--records", str(records), "--out", str(out), "--as-of", "2026-11-21")
    assert "专项整治行动" in said
    assert "疑点，均待核实" in said
    assert (out / "总结（草稿）.docx").is_file()
    assert (out / "台账" / "单位" / "安澜市城市管理局.xlsx").is_file()


@needs_shared
def test_without_a_day_it_is_today_and_a_wrong_rule_is_a_sentence(tmp_path: Path) -> None:
    (plan,) = (SHARED / "plans").glob("002_*.txt")
    records = SHARED / "cases" / "sample"
    words = ["run", "--plan", str(plan), "--records", str(records), "--out", str(tmp_path / "out"), "--rules", "XXX-1"]
    result = CliRunner().invoke(group, words)
    assert isinstance(result.exception, InputError)
    assert "XXX-1" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_missing_plan_is_told_without_a_traceback(tmp_path: Path) -> None:
    words = ["run", "--plan", str(tmp_path / "没有.txt"), "--records", str(tmp_path), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(group, words)
    assert result.exit_code == 2
    assert "没有.txt" in result.output
    assert "Traceback" not in result.output
