"""规则包: what a pack changes, what a run records of it, and that the run can be repeated from that."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import duckdb
import pytest

from fajian.engine.faults import InputError
from fajian.engine.law.limits import edition
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.packs import Pack, differences, pack_in, packs
from fajian.engine.rules.repeat import read_run, repeat
from fajian.engine.rules.run import choose, screen
from tests.engine.rules.spec import AS_OF, lay_store, rows

RULES = ("PEN-061-SERVE", "PEN-052-RECORD")
PENALTIES = """
penalty_id | decided_on | served_on  | service_method | procedure | outcome
-----------|------------|------------|----------------|-----------|---------
late       | 2026-02-12 | 2026-03-30 | 直接送达       | 普通程序  | 给予处罚
in-time    | 2026-02-12 | 2026-02-28 | 直接送达       | 普通程序  | 给予处罚
"""
SUMMARY = """
penalty_id | decided_on | decision_no | decision_missing | summary_filed_on | procedure | outcome
-----------|------------|-------------|------------------|------------------|-----------|---------
fourth-day | 2025-01-27 | 罚1号       | 无缺项           | 2025-02-08       | 简易程序  | 给予处罚
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two ordinary penalties, one served late."""
    lay_store(tmp_path / "store", {"penalties": rows(PENALTIES)}, {})
    return tmp_path / "store"


def hits(out: Path) -> set[tuple[str, str]]:
    found = duckdb.sql(f"SELECT rule_id, record_id FROM read_csv('{out / 'findings.csv'}') WHERE verdict = 'hit'")
    return set(found.fetchall())


def test_a_pack_leaves_rules_out_and_says_why() -> None:
    pack = pack_in({"title": "罚款", "only": ["PEN", "FIN-RECON"], "without": {"PEN-061-SERVE": "本市另有口径"}})
    chosen = {rule.id for rule in choose(None, pack)}
    assert chosen == {
        rule
        for rule in all_rules()
        if (rule.startswith(("PEN-", "FIN-RECON-")) or rule == "FIN-RECON") and rule != "PEN-061-SERVE"
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "x", "rules": []}, "rules"),
        ({"title": "x", "without": {"PEN-061-SERVE": " "}}, "没有写理由"),
        ({"title": 3}, "title 应为名称"),
        ({"title": "x", "only": [False]}, "加引号"),
        ({"title": "x", "limits": {"days": [{"value": 3, "basis": "x"}]}}, "没有名为 days"),
        ({"title": "x", "limits": {"dup_days": [{"value": 3}]}}, "应有 value、basis"),
    ],
)
def test_a_pack_that_cannot_be_read_is_told_in_a_sentence(data: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        pack_in(data, "a.yaml")


def test_a_pack_without_a_rule_and_one_that_names_an_unknown_rule_are_refused() -> None:
    with pytest.raises(InputError, match="一条规则也没有"):
        choose(["PEN-061-SERVE"], Pack(only=("FIN",)))
    with pytest.raises(InputError, match="没有编号为“PEN-999”"):
        choose(None, Pack(without={"PEN-999": "没有"}))


@pytest.mark.parametrize("pack", packs().values(), ids=packs())
def test_every_pack_of_the_content_uses_rules_by_every_start_it_names(pack: Pack) -> None:
    for start in pack.only:
        assert any(Pack(only=(start,)).uses(rule) for rule in all_rules()), start
    assert choose(None, pack)


@pytest.mark.parametrize("pack", packs().values(), ids=packs())
def test_a_pack_is_the_same_after_it_was_recorded(pack: Pack) -> None:
    own = {"hearing_fine_yuan": [{"scope": "person", "value": 3000.5, "from": "2026-01-01", "basis": "市政府令"}]}
    for one in (pack, pack_in({"title": "另定", "limits": own})):
        assert pack_in(json.loads(json.dumps(one.as_json()))) == one


def test_a_number_of_the_packs_own_goes_before_the_laws(tmp_path: Path) -> None:
    lay_store(tmp_path / "store", {"penalties": rows(SUMMARY)}, {})
    own = {"summary_filing_wd": [{"value": 4, "from": "2025-01-01", "basis": "本市规定"}]}
    for place, pack, found in (
        ("law", Pack(), {("PEN-052-RECORD", "fourth-day")}),
        ("own", pack_in({"title": "x", "limits": own}), set()),
    ):
        screen(tmp_path / "store", tmp_path / place, as_of=AS_OF, rules=["PEN-052-RECORD"], pack=pack)
        assert hits(tmp_path / place) == found, place


def test_a_run_records_what_it_rests_on(store: Path, tmp_path: Path) -> None:
    pack = pack_in({"title": "只看程序", "only": ["PEN"], "without": {"PEN-052-RECORD": "不办简易程序"}})
    screen(store, tmp_path / "out", as_of=AS_OF, pack=pack, rules=RULES)
    told = read_run(tmp_path / "out")
    assert [(rule["rule_id"], rule["version"]) for rule in told["rules"]] == [("PEN-061-SERVE", 1)]
    assert pack_in(told["pack"]) == pack
    assert (told["law_edition"], told["as_of"]) == (edition(), AS_OF.isoformat())
    assert list(told["batches"]) == ["T1"]
    assert set(told["digests"]) == {"findings.csv", "cannot_judge.csv"}


def test_a_run_is_repeated_bit_by_bit_after_its_batch_was_superseded(store: Path, tmp_path: Path) -> None:
    screen(store, tmp_path / "out", as_of=AS_OF, rules=RULES)
    corrected = PENALTIES.replace("2026-03-30", "2026-02-20")
    lay_store(tmp_path / "other", {"penalties": rows(corrected)}, {})
    (tmp_path / "other/penalties/T1.parquet").rename(store / "penalties/T2.parquet")
    old = json.loads((store / "batches/T1.json").read_text())
    (store / "batches/T2.json").write_text(json.dumps(old | {"batch": "T2"}))
    (store / "batches/T1.json").write_text(json.dumps(old | {"withdrawn_on": "2026-11-22"}))
    assert repeat(store, tmp_path / "out", tmp_path / "again") == []
    assert hits(tmp_path / "again") == {("PEN-061-SERVE", "late")}
    assert (tmp_path / "again/findings.csv").read_bytes() == (tmp_path / "out/findings.csv").read_bytes()
    screen(store, tmp_path / "now", as_of=AS_OF, rules=RULES)
    assert hits(tmp_path / "now") == set()
    told, now = read_run(tmp_path / "out"), read_run(tmp_path / "now")
    assert {"批次的内容不同", "结果文件的摘要不同"} < set(differences(told, now))


def test_what_differs_from_then_is_said(store: Path, tmp_path: Path) -> None:
    screen(store, tmp_path / "out", as_of=AS_OF, rules=RULES)
    told = read_run(tmp_path / "out")
    assert differences(told, told) == []
    older = told | {
        "law_edition": "20250101-00000000",
        "rules": [{**told["rules"][0], "version": 0}, *told["rules"][1:]],
    }
    said = "；".join(differences(older, told))
    assert "法规口径不同：当时20250101-00000000" in said
    assert "当时为第0版，现在为第1版" in said
    assert "截止日不同" in "；".join(differences(told | {"as_of": dt.date(2026, 1, 1).isoformat()}, told))


def test_a_run_of_before_these_were_recorded_cannot_be_repeated(store: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/run.json").write_text('{"as_of": "2026-01-01", "engine": "duckdb", "rules": []}')
    with pytest.raises(InputError, match="没有记下 batches、digests、pack"):
        repeat(store, tmp_path / "old", tmp_path / "again")
    with pytest.raises(InputError, match="没有可读的"):
        repeat(store, store, tmp_path / "again")
