"""What the command line says is Chinese, also where click says it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from fajian.cli.main import COMMANDS
from fajian.cli.words import PLURALS, WORDS

SOURCE = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))


def fajian(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from fajian.cli.main import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("text", [*WORDS, *PLURALS])
def test_click_still_says_it_in_these_words(text: str) -> None:
    assert repr(text)[1:-1] in SOURCE or text in SOURCE


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_module_and_says_what_it_is_for(name: str) -> None:
    done = fajian(name, "-h")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("用法：")
    assert "Usage" not in done.stdout


def test_a_mistake_is_a_chinese_sentence_and_no_traceback() -> None:
    for arguments in (["nonsense"], ["screen"], ["screen", "nowhere", "--out", "x"], ["rules", "show", "PEN-0"]):
        done = fajian(*arguments)
        assert done.returncode == 2, arguments
        assert "错误：" in done.stderr
        assert "Traceback" not in done.stderr
