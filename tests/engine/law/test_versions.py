"""Which text of a law is in force on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.law.unknown import UNKNOWN
from fajian.engine.law.versions import find_law, laws, read_laws, version_on

TEXTS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "laws"


@pytest.mark.parametrize(
    ("law", "day", "expected"),
    [
        ("行政处罚法", "2017-12-31", "无法判断"),
        ("行政处罚法", "2018-01-01", "《行政处罚法（2017）》"),
        ("行政处罚法", "2021-07-14", "《行政处罚法（2017）》"),
        ("行政处罚法", "2021-07-15", "《行政处罚法（2021）》"),
        ("中华人民共和国行政处罚法", "2026-01-01", "《行政处罚法（2021）》"),
        ("行政强制法", "2011-12-31", "无法判断"),
        ("复议法", "2023-12-31", "《行政复议法（2017）》"),
        ("行政复议法", "2024-01-01", "《行政复议法（2023）》"),
        ("行政复议法实施条例", "2026-06-30", "《行政复议法实施条例（2007）》"),
        ("行政复议法实施条例", "2026-07-01", "《行政复议法实施条例（2026）》"),
        ("治安管理处罚法", "2025-12-31", "《治安管理处罚法（2012）》"),
        ("治安管理处罚法", "2026-01-01", "《治安管理处罚法（2025）》"),
        ("行政执法监督条例", "2026-01-31", "无法判断"),
        ("行政执法监督条例", "2026-02-01", "《行政执法监督条例（2025）》"),
        ("没有收录的法", "2026-02-01", "无法判断"),
    ],
)
def test_a_day_has_its_text(law: str, day: str, expected: str) -> None:
    assert str(version_on(law, date.fromisoformat(day))) == expected


def test_no_text_for_a_day_is_unknown_not_none() -> None:
    assert version_on("行政处罚法", date(2011, 6, 1)) is UNKNOWN


@pytest.mark.skipif(not TEXTS.exists(), reason="shared/ is not beside the project")
def test_every_shared_statute_is_registered() -> None:
    names = {file.stem.split("(")[0] for file in TEXTS.glob("*.md")} - {"README", "总则"}
    assert len(names) > 50
    assert {name for name in names if find_law(name) is None} == set()


def test_laws_of_the_state_are_known_by_their_full_name() -> None:
    assert len(laws()) > 50
    assert all(law.full.endswith(name) or "《" in name for name, law in laws().items())


GOOD = "甲法:\n  level: 法律\n  versions:\n    - {version: 2020, passed: 2020-01-01, from: 2020-02-01}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("level: 法律", "level: 章程"), "level 应为"),
        (GOOD.replace("level", "rank"), "应有 level、versions"),
        (GOOD.replace("passed", "adopted"), "每个版本应有"),
        (GOOD.replace("from: 2020-02-01", "from: 明天"), "from 应写成"),
        (GOOD.replace("version: 2020", "version: 新"), "version 应为年份"),
        (GOOD + "    - {version: 2021, passed: 2021-01-01, from: 2021-02-01}\n", "重叠"),
        (GOOD + "乙法:\n  also: [甲法]\n  level: 法律\n  versions: []\n", "已用于甲法"),
    ],
)
def test_a_slip_in_the_register_is_told(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "versions.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_laws(file)
