"""The rules' SQL is compiled once, kept, and says what a fresh compilation says."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import MappingProxyType

import pytest

from fajian.engine.rules import compiled as kept_sql
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.compiled import Compiled, compiled, fresh
from fajian.engine.rules.run import screen
from fajian.engine.rules.tables import Tables
from tests.engine.rules.spec import AS_OF, lay_store

FEW = ("PEN-060-90D", "PEN-061-SERVE", "PUB-PERIOD", "OFF-TRAIN", "FIN-028-GAIN")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rules would take half a minute to compile."""
    few = MappingProxyType({name: all_rules()[name] for name in FEW})
    monkeypatch.setattr(kept_sql, "all_rules", lambda: few)


def ask(folder: Path, data: Tables) -> Compiled:
    return compiled([all_rules()[name] for name in FEW], data, "duckdb", folder, lambda *_: None)


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.glob("*.json")}


def full(day: dt.date, import_id: str = "A1", lacks: str = "", region: str | None = None) -> Tables:
    """Tables of one import of penalties, whose sheet may lack a column."""
    columns = frozenset({"penalty_id", "decided_on", "served_on"} - {lacks})
    return Tables(day, {"penalties": {import_id: columns}}, region=region)


def test_what_is_kept_is_what_a_fresh_compilation_gives(tmp_path: Path) -> None:
    ask(tmp_path, full(dt.date(2026, 11, 21)))
    another = full(dt.date(2026, 11, 30), import_id="B2")
    again = ask(tmp_path, another)
    assert len(files(tmp_path)) == 1
    assert again == fresh([all_rules()[name] for name in FEW], another, "duckdb", lambda *_: None)


@pytest.mark.parametrize(
    "other",
    [
        full(dt.date(2027, 1, 1)),
        full(dt.date(2026, 11, 21), lacks="served_on"),
        full(dt.date(2026, 11, 21), region="4104"),
        full(dt.date(2018, 11, 21)),
    ],
    ids=["another year", "a column less", "another region", "another law"],
)
def test_what_the_sql_depends_on_is_kept_apart(other: Tables, tmp_path: Path) -> None:
    ask(tmp_path, full(dt.date(2026, 11, 21)))
    ask(tmp_path, other)
    assert len(files(tmp_path)) == 2


def test_what_an_older_edition_kept_goes(tmp_path: Path) -> None:
    (tmp_path / "0123456789ab-duckdb-0123456789abcdef0123.json").write_text("{}")
    ask(tmp_path, full(dt.date(2026, 11, 21)))
    (file,) = files(tmp_path)
    assert not file.startswith("0123")


def test_a_torn_file_is_written_anew(tmp_path: Path) -> None:
    first = ask(tmp_path, full(dt.date(2026, 11, 21)))
    (file,) = tmp_path.glob("*.json")
    file.write_text(file.read_text()[:100])
    assert ask(tmp_path, full(dt.date(2026, 11, 21))) == first
    assert json.loads(file.read_text())["rules"].keys() == set(FEW)


def test_a_run_from_what_is_kept_finds_the_same(tmp_path: Path) -> None:
    late = {"penalty_id": "P1", "agency_id": "A", "decided_on": "2026-03-02", "served_on": "2026-04-20",
            "closed_on": "2026-05-01", "procedure": "ordinary", "outcome": "penalty"}  # fmt: skip
    lay_store(tmp_path / "store", {"penalties": [late]}, {"penalties": ("filed_on",)})
    found = [
        screen(tmp_path / "store", tmp_path / out, as_of=AS_OF, rules=FEW, kept=kept)
        for out, kept in (("none", None), ("first", tmp_path / "kept"), ("second", tmp_path / "kept"))
    ]
    texts = {result.findings.read_text(encoding="utf-8") for result in found}
    assert len(texts) == 1
    assert "P1" in texts.pop()
