"""Checkpoints as text, and the commands that give them out and hold the chain against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fajian.cli.audit import command
from fajian.core import checkpoints
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.core.verify import verify
from fajian.engine.faults import InputError
from fajian.orgs.models import User
from tests.core.library import actions
from tests.core.library.models import Book


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.FAJIAN_CHECKPOINTS = tmp_path / "checkpoints.txt"
    settings.FAJIAN_FILES = tmp_path / "files"
    return tmp_path / "checkpoints.txt"


def audit(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(part) for part in arguments], catch_exceptions=False)


@pytest.mark.django_db
def test_a_checkpoint_is_three_lines_that_can_be_read_again(clerk: User) -> None:
    made = checkpoints.checkpoint()
    name, size, mark = str(made).splitlines()
    assert name.startswith("fajian-log/")
    assert (int(size), len(mark)) == (Event.objects.count(), 44)
    assert checkpoints.parse(f"\n{made}\n  {made}") == [made, made]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fajian-log/1\n3", "第1行起不足三行"),
        ("fajian-log/1\n三\nAAAA", "第2行应为留痕条数"),
        ("fajian-log/1\n3\n不是", "第3行应为摘要"),
        ("fajian-log/1\n3\nAAAA\n\nfajian-log/1\n-4\nAAAA", "第6行应为留痕条数"),
    ],
)
def test_a_checkpoint_that_cannot_be_read_says_which_line(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        checkpoints.parse(text)


@pytest.mark.django_db
def test_an_empty_chain_has_no_checkpoint() -> None:
    with pytest.raises(Refused, match="还没有任何留痕"):
        checkpoints.checkpoint()


@pytest.mark.django_db
def test_every_older_checkpoint_fits_the_longer_chain(clerk: User) -> None:
    points = []
    for n in range(5):
        actions.buy(by=clerk, title=f"书{n}")
        points.append(checkpoints.checkpoint())
    assert verify(points).holds


@pytest.mark.django_db
def test_a_checkpoint_of_another_chain_is_told_apart(clerk: User) -> None:
    made = checkpoints.checkpoint()
    other = checkpoints.Checkpoint("fajian-log/000000000000", made.size, made.hash)
    longer = checkpoints.Checkpoint(made.origin, made.size + 5, made.hash)
    assert [place.message for place in verify([made, other, longer]).broken] == [
        "检查点 fajian-log/000000000000 不属于这条链：链从头被改写，或者拿错了检查点。",
        "检查点之内的留痕不见了：链尾被截断。",
    ]


@pytest.mark.django_db
def test_the_commands_print_keep_and_verify(clerk: User, kept: Path, tmp_path: Path) -> None:
    assert "没有检查点可对照" in audit("verify").output
    printed = audit("checkpoint", "--to", tmp_path / "usb.txt").output
    assert printed == str(checkpoints.checkpoint())
    assert checkpoints.read(kept) == checkpoints.read(tmp_path / "usb.txt") == checkpoints.parse(printed)
    result = audit("verify", "--checkpoint", tmp_path / "usb.txt")
    assert (result.exit_code, "检查点 2 个\n核验通过" in result.output) == (0, True)


@pytest.mark.django_db
def test_the_command_fails_and_names_event_and_row_when_something_does_not_hold(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书")
    seq = Event.objects.latest("seq").seq
    plain_rows(Book).update(title="改")
    result = audit("verify")
    assert result.exit_code == 1
    assert f"✘ 留痕第{seq}号，library.book:{book.pk}（图书）：内容与封存不符：被绕过系统改动。" in result.output
    assert "核验不通过：1 处不符" in result.output


@pytest.mark.django_db
def test_a_checkpoint_file_that_is_not_there_is_a_sentence(clerk: User, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt 读不出来"):
        audit("verify", "--checkpoint", tmp_path / "nowhere.txt")
