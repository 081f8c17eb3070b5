"""fajian plan compile, run as people run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from fajian import content
from fajian.cli.plan import command

SAMPLE = content.path("plans", "sample.txt")


def test_json_is_the_exchange_format_and_the_same_every_time() -> None:
    first, second = (CliRunner().invoke(command, ["compile", str(SAMPLE), "--json"]) for _ in range(2))
    assert first.exit_code == 0
    assert first.stdout_bytes == second.stdout_bytes
    data = json.loads(first.stdout)
    assert data["format"] == "fajian-plan/1"
    assert all(task["quote"] for task in data["tasks"])


def test_the_outline_shows_tasks_duties_by_day_and_doubts_in_chinese() -> None:
    shown = CliRunner().invoke(command, ["compile", str(SAMPLE)]).stdout
    assert "三(一)1　梳理执法数据" in shown
    assert "2026-05-29　自查报告" in shown
    assert "存疑 3 处" in shown
    assert shown.index("2026-03-20") < shown.index("2026-12-10")


def test_the_day_of_issue_can_be_given_and_the_plan_be_saved(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    done = CliRunner().invoke(command, ["compile", str(SAMPLE), "--issued-on", "2026-03-09", "--out", str(out)])
    assert "任务 8" in done.stdout
    assert json.loads(out.read_text("utf-8"))["issued_on"] == "2026-03-09"


def test_a_wrong_file_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    wrong = tmp_path / "plan.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    run = subprocess.run(
        [sys.executable, "-c", "from fajian.cli.main import main; main()", "plan", "compile", str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("错误：")
