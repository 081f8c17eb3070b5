"""Units and accounts from the command line, on a machine that has nothing yet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = {"DJANGO_SETTINGS_MODULE": "fajian.web.settings", "DATABASE_URL": ""}
PASSWORD = "云岭-Ab1-云岭-2026"


def fajian(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from fajian.cli.main import main; main()", *words],
        env={
            **os.environ,
            "FAJIAN_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "fajian.web.settings",
            "DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one unit and one account, made by the command."""
    folder = tmp_path_factory.mktemp("data")
    assert "已新建单位" in fajian(folder, "user", "unit", "云岭市人民政府", "--kind", "government").stdout
    person = ("--name", "甲", "--role", "supervisor", "--unit", "云岭市人民政府", "--password", PASSWORD)
    added = fajian(folder, "user", "add", "jd", *person)
    assert "已开立账号：jd" in added.stdout, added.stderr
    return folder


def test_the_account_is_listed(data: Path) -> None:
    told = fajian(data, "user", "list").stdout
    assert "jd" in told
    assert "执法监督员" in told
    assert "共 1 个账号" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "jd", "--name", "乙", "--role", "clerk", "--unit", "云岭市人民政府"), "用户名“jd”已有人使用"),
        (("add", "x", "--name", "乙", "--role", "king", "--unit", "云岭市人民政府"), "没有“king”这个角色"),
        (("add", "x", "--name", "乙", "--role", "clerk", "--unit", "没有的局"), "没有名为“没有的局”的单位"),
        (("unit", "某局", "--kind", "x", "--under", "云岭市人民政府"), "没有“x”这一类单位"),
        (("unit", "第二个市"), "已有最上级单位"),
        (("password", "nobody"), "没有用户名为“nobody”的账号"),
    ],
)
def test_what_is_wrong_is_one_sentence(words: tuple[str, ...], said: str, data: Path) -> None:
    password = () if words[0] == "unit" else ("--password", PASSWORD)
    done = fajian(data, "user", *words, *password)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_weak_password_is_refused(data: Path) -> None:
    done = fajian(data, "user", "password", "jd", "--password", "123")
    assert done.returncode == 2
    assert "密码长度太短" in done.stderr
