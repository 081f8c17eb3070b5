"""The command fajian law."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fajian.cli.law import command
from fajian.engine.faults import InputError


def law(*arguments: str) -> str:
    result: Result = CliRunner().invoke(command, arguments, catch_exceptions=False, env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_a_provision_is_said_with_the_version_of_the_day() -> None:
    told = law("say", "行政复议法第九条", "--on", "2024-01-01")
    assert "2024年1月1日有效的是《行政复议法（2023）》" in told
    assert "第九条" in told
    assert "显著成绩" in told


@pytest.mark.parametrize(("citation", "why"), [("行政处罚法第九百条", "共八十六条"), ("第三条", "不是一条法条引用")])
def test_what_cannot_be_said_is_a_sentence(citation: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        CliRunner().invoke(command, ["say", citation, "--on", "2026-01-01"], catch_exceptions=False)


def test_a_document_is_checked_and_counted(tmp_path: Path) -> None:
    paper = tmp_path / "决定书.txt"
    paper.write_text("依据《行政处罚法》第三十六条、《行政处罚法（2017）》第二十九条。", encoding="utf-8")
    told = law("check", str(paper), "--on", "2026-01-01")
    assert "共 2 处：有效 1，有问题 1，无法判断 0" in told


def test_the_list_names_every_version_and_what_is_not_kept() -> None:
    told = law("list")
    assert "行政处罚法" in told
    assert "未收录文本" in told
