"""The rules from the command line, and as a manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fajian.cli.rules import command
from fajian.engine.faults import InputError
from fajian.engine.rules.base import all_rules


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual in a folder that did not exist."""
    folder = tmp_path_factory.mktemp("manual") / "规则" / "手册"
    done = run("manual", "--out", str(folder))
    assert done.exit_code == 0, done.output
    assert f"{len(all_rules())} 条规则" in done.output.replace("\n", "")
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=True)


def test_every_rule_has_a_page_and_a_line_in_the_index(manual: Path) -> None:
    pages = {path.stem for path in manual.glob("*.md")} - {"index"}
    assert pages == set(all_rules())
    linked = re.findall(r"\]\(([A-Z0-9-]+)\.md\)", (manual / "index.md").read_text(encoding="utf-8"))
    assert sorted(linked) == sorted(all_rules())


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_page_says_what_the_rule_says_and_nothing_in_english(rule, manual: Path) -> None:  # type: ignore[no-untyped-def]
    page = (manual / f"{rule.id}.md").read_text(encoding="utf-8")
    wanted = (rule.title, rule.reading, rule.certainty, rule.severity, rule.wording)
    assert all(text in page for text in wanted)
    assert all(basis.law in page and basis.article in page for basis in rule.basis)
    assert "> " in page, "no sentence of a finding"
    latin = re.sub(rf"{rule.id}|index\.md|\]\([A-Z0-9-]+\.md\)", "", page)
    assert not re.search(r"[A-Za-z{}_]", latin), re.findall(r".{0,20}[A-Za-z{}_]+.{0,20}", latin)
    assert "None" not in page


def test_a_page_has_the_numbers_with_their_law_and_days(manual: Path) -> None:
    page = (manual / "PEN-061-SERVE.md").read_text(encoding="utf-8")
    assert "| 7 工作日 | 2021-07-15 至 今 | 《行政处罚法（2021）》第六十一条第一款、第八十五条 |" in page
    assert "| 所需字段 | 处理结果、处罚决定日期、送达日期、送达方式、公告送达启动日期 |" in page
    assert "〔处罚决定日期〕作出处罚决定，最迟应于〔最后一日〕送达" in page


def test_words_not_codes_name_what_a_limit_holds(manual: Path) -> None:
    page = (manual / "INS-CALM.md").read_text(encoding="utf-8")
    assert "| 投诉举报、数据预警、部门移送、上级交办、企业申请、上级专项部署 |" in page


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("own", encoding="utf-8")
    (tmp_path / "index.md").write_text("old", encoding="utf-8")
    assert run("manual", "--out", str(tmp_path)).exit_code == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "own"
    assert (tmp_path / "index.md").read_text(encoding="utf-8").startswith("# 筛查规则手册")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    assert isinstance(run("manual", "--out", str(file)).exception, InputError)


def test_a_rule_is_shown_with_its_reading() -> None:
    shown = run("show", "pen-061-serve").output.replace("\n", "")
    assert all_rules()["PEN-061-SERVE"].reading in shown
    assert isinstance(run("show", "PEN-999").exception, InputError)
