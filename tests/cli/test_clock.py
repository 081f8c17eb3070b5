"""The command fajian clock."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from fajian.cli.clock import command
from fajian.engine.faults import InputError


def clock(*arguments: str) -> str:
    result: Result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def refusal(*arguments: str) -> str:
    with pytest.raises(InputError) as refused:
        CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=False)
    return str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "last_day"),
    [
        ("2026-02-12 7 working_days", "2026-02-28 周六"),
        ("2026-02-12 7 工作日", "2026-02-28 周六"),
        ("2026-03-10 7 工作日 --before", "2026-02-28 周六"),
        ("2025-09-05 30 日", "2025-10-09 周四"),
        ("2025-09-05 30 calendar_days --no-roll", "2025-10-05 周日"),
        ("2021-06-10 7 自然日 --before", "2021-06-03 周四"),
        ("2025-11-30 3 月", "2026-02-28 周六"),
        ("2024-02-29 1 年", "2025-02-28 周五"),
        ("2024-09-09 90 日 --exclude 2024-09-19..2024-10-08 --exclude 2024-10-01..2024-10-08", "2024-12-30 周一"),
    ],
)
def test_the_last_day_is_printed(arguments: str, last_day: str) -> None:
    assert f"末日：{last_day}" in clock(*arguments.split())


def test_the_explanation_lists_every_day_with_its_reason() -> None:
    lines = clock("2026-02-12", "7", "working_days", "--explain").splitlines()
    text = "\n".join(lines)
    for day in range(12, 29):
        assert f"2026-02-{day}" in text
    assert any("2026-02-14" in line and "2" in line and "周六，春节调休上班" in line for line in lines)
    assert any("2026-02-17" in line and "春节放假" in line for line in lines)
    assert "2026年日历依据：国务院办公厅2026年部分节假日安排的通知" in text
    assert "日历版本 2026-" in text


def test_a_rolled_day_says_where_it_came_from() -> None:
    assert "由 2025-10-05（国庆节放假）顺延" in clock("2025-09-05", "30", "日")


def test_a_year_without_a_notice_is_provisional() -> None:
    assert "待节假日通知" in clock("2027-02-01", "5", "工作日")
    assert "待节假日通知" not in clock("2026-02-01", "5", "工作日")


def test_hours_run_on() -> None:
    assert "2025-06-14 15:00" in clock("2025-06-13T15:00", "24", "小时")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("2026-02-30 7 工作日", "“2026-02-30”不是日期"),
        ("昨天 7 工作日", "不是日期"),
        ("2026-02-12 七 工作日", "应为正整数"),
        ("2026-02-12 0 工作日", "1 至"),
        ("2026-02-12 999999999 日", "1 至"),
        ("2026-02-12 9999999999999 日", "应为正整数"),
        ("2026-02-12 7 周", "不认识的单位“周”"),
        ("2026-02-12 7 月 --before", "只用于"),
        ("2026-02-12 7 日 --before --exclude 2026-02-01..2026-02-02", "没有扣除期间"),
        ("2026-02-12 7 日 --exclude 2026-02-13", "应写成"),
        ("2026-02-12 7 日 --exclude 2026-02-15..2026-02-13", "早于起日"),
        ("2026-02-12 7 日 --exclude x..2026-02-13", "扣除期间的起日“x”不是日期"),
        ("2026-02-12 7 小时", "时刻起算"),
        ("2026-02-12T25:00 7 小时", "应写成"),
        ("2026-02-12T15:00 7 小时 --before", "连续计算"),
        ("1998-02-12 7 工作日", "不在工作日历范围内"),
        ("2035-12-20 30 工作日", "超出工作日历范围"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(arguments: str, message: str) -> None:
    assert message in refusal(*arguments.split())


def test_a_negative_length_is_refused_without_a_traceback() -> None:
    assert "应为正整数" in refusal("2026-02-12", "-7", "日")


def test_the_program_ends_with_2_and_one_sentence() -> None:
    code = "from fajian.cli.main import main; main()"
    words = ["clock", "2026-02-30", "7", "工作日"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip() == "错误：起算日“2026-02-30”不是日期，请写成 2026-02-12 的样子。"


def test_the_help_is_chinese_and_keeps_its_lines() -> None:
    text = clock("--help")
    assert "法律时钟" in text
    assert "--no-roll" in text
    assert "fajian clock 2026-02-12 7 工作日 --explain" in text
