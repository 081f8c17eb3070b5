"""The dry run and the daily tick from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from fajian.campaigns.models import Campaign, Nudge
from fajian.cli import escalation, tick
from fajian.engine.faults import InputError
from tests.campaigns.conftest import people, units
from tests.campaigns.test_chase import URGE, course, owed
from tests.clock import at

__all__ = ["course", "owed", "people", "units"]  # fixtures
pytestmark = pytest.mark.django_db
MILD = """
title: 宽一些
duties:
  - {code: urge, title: 催办, kind: urge, after: 4, to: [clerk]}
  - {code: talk, title: 建议约谈, kind: talk, after: 10}
"""


def run(*words: object) -> str:
    result = CliRunner().invoke(escalation.command, ["dry-run", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("owed")
def test_a_file_is_tried_against_the_past_and_compared(course: Campaign, tmp_path: Path) -> None:
    file = tmp_path / "宽.yaml"
    file.write_text(MILD, encoding="utf-8")
    said = run("--campaign", course.pk, "--from", "2026-03-09", "--to", "2026-04-10", "--policy", file)
    assert "2026-03-26　市城管局　实施方案和联络员名单　催办 → 填报员" in said
    assert "2026-04-03　市城管局　实施方案和联络员名单　建议约谈 → 牵头单位" in said
    assert len(re.findall("^2026-", said, re.M)) == 2
    assert re.search(r"再次催办 +│ 1 +│ 0", said)
    assert re.search(r"建议约谈 +│ 1 +│ 1", said)
    assert not Nudge.objects.exists()
    assert "2026-03-17" in run("--campaign", course.pk, "--to", "2026-04-10"), "by the present one"
    assert "2026-03-17" not in run("--campaign", course.pk, "--to", "2026-04-10", "--counts")


def test_what_cannot_be_tried_is_told(course: Campaign) -> None:
    for words, says in [
        (("--campaign", "99"), "没有编号为 99 的行动"),
        (("--campaign", course.pk, "--from", "2026-04-01", "--to", "2026-03-01"), "早于"),
        (("--campaign", course.pk, "--policy", "没有.yaml"), "没有找到"),
    ]:
        with pytest.raises(InputError, match=says):
            run(*words)


@pytest.mark.usefixtures("owed")
def test_the_tick_says_what_it_did() -> None:
    with at(URGE):
        for _ in range(2):
            result = CliRunner().invoke(tick.command, catch_exceptions=False)
            assert "每日催报：提醒和建议 1，略过 1，督办建议 0，失效建议 0，送达人数 2" in result.output
            assert not re.search("[a-z]", result.output), "every line and number has its word"
    assert Nudge.objects.told().count() == 1
