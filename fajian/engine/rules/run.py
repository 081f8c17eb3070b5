"""A screening run: every rule over every record, findings and what could not be judged written out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, edition
from fajian.engine.rules.base import Rule, all_rules
from fajian.engine.rules.carried import Carrier, change
from fajian.engine.rules.compiled import FLAGGED, Compiled, Part, compiled, digest, sources
from fajian.engine.rules.engines import NO_FINDINGS, DuckDB, Engine, Spark, presence
from fajian.engine.rules.packs import Pack
from fajian.engine.rules.tables import Tables
from fajian.engine.store import connect
from fajian.engine.store.links import batch_digests, batch_tables
from fajian.engine.store.schema import tables

Progress = Callable[[int, int, str], None]
EngineName = Literal["duckdb", "spark"]
ALL = Pack()


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule hit and how often it could not judge."""

    rule_id: str
    title: str
    version: int
    hits: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """What a run came to. `findings` and `cannot_judge` are the CSV files it wrote (findings also as .parquet).

    `terms`: what must be the same for its findings to help a later run, as a digest. `carried`: how many rules were
    taken over from an earlier run, run over new rows alone, and run whole.
    """

    as_of: dt.date
    engine: str
    calendar_version: str
    rules: tuple[RuleCount, ...]
    findings: Path
    cannot_judge: Path
    pack: Pack = ALL
    region: str | None = None
    terms: str = ""
    carried: tuple[int, int, int] = (0, 0, 0)

    @property
    def hits(self) -> int:
        return sum(count.hits for count in self.rules)

    @property
    def unknown(self) -> int:
        return sum(count.unknown for count in self.rules)


def screen(
    store: Path,
    out: Path,
    *,
    as_of: dt.date,
    engine: EngineName = "duckdb",
    rules: Sequence[str] | None = None,
    pack: Pack = ALL,
    progress: Progress | None = None,
    memory_limit: str = "500MB",
    threads: int = 2,
    kept: Path | None = None,
    earlier: Path | None = None,
) -> ScreenResult:
    """Screen a store as of a day; writes `findings.csv`, `findings.parquet`, `cannot_judge.csv`, `run.json` to `out`.

    A record that a rule neither hits nor fails to judge is clear and not written. An unknown rule is an InputError.
    `pack`: the rules to use (of `rules`, where those are given) and numbers of its own. `kept` is a folder where the
    rules' SQL stays for later runs: compiling all rules takes half a minute. `earlier` is the folder of a run from
    which is carried over what this one would only find again (DuckDB; see `carried`).
    """
    chosen, show = choose(rules, pack), progress or (lambda *_: None)
    calendar = Calendar.seeded()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".screen-") as scratch:
        runner: Engine = (
            DuckDB(store, Path(scratch), calendar, memory_limit, threads)
            if engine == "duckdb"
            else Spark(store, Path(scratch), calendar)
        )
        try:
            data = tables_of(runner, store, as_of, pack.values)
            runner.keep(("", "", ""), NO_FINDINGS)
            sql = compiled(chosen, data, runner.dialect, kept, lambda done, all_: show(done, all_, "准备规则"))
            lay(runner, data, sql)
            facts = terms(data, pack, chosen, engine, calendar)
            before = carrier(runner, sql, store, earlier, facts, as_of, kept)
            counts, waiting = [], dict(sql.shared)
            for number, rule in enumerate(chosen):
                show(number, len(chosen), f"{rule.id} {rule.title}")
                counts.append(apply(rule, sql.rules[rule.id], runner, waiting, before))
            if before:
                before.close()
            show(len(chosen), len(chosen), "写出疑点")
            result = ScreenResult(
                as_of=as_of,
                engine=engine,
                calendar_version=calendar.version,
                rules=tuple(counts),
                findings=out / "findings.csv",
                cannot_judge=out / "cannot_judge.csv",
                pack=pack,
                region=data.region,
                terms=facts,
                carried=(before.carried, before.alone, before.whole) if before else (0, 0, len(chosen)),
            )
            runner.write(result.findings, result.cannot_judge)
        finally:
            runner.close()
    _write_manifest(result, store, out / "run.json")
    return result


def choose(ids: Sequence[str] | None, pack: Pack = ALL) -> tuple[Rule, ...]:
    """The rules by id, or all of them; of these, those the pack uses."""
    known = all_rules()
    for wanted in (*(ids or ()), *pack.without):
        if wanted not in known:
            raise InputError(f"没有编号为“{wanted}”的筛查规则；用 fajian rules list 查看全部规则。")
    chosen = tuple(rule for rule in ([known[one] for one in ids] if ids else known.values()) if pack.uses(rule.id))
    if not chosen:
        raise InputError(f"规则包“{pack.title}”一条规则也没有留下，请至少启用一条。")
    return chosen


def tables_of(runner: Engine, store: Path, as_of: dt.date, own: tuple[Value, ...] = ()) -> Tables:
    """The tables as of a day, with what each import, profile and batch recorded."""
    profiles, batches = presence(runner, {name: "source_profile" in table for name, table in tables().items()})
    return Tables(
        as_of,
        connect.recorded_columns(store),
        batches,
        profiles,
        region_of(runner),
        own,
    )


def region_of(runner: Engine) -> str | None:
    """The region all agencies of the store lie in (the common beginning of their codes), None where they share none."""
    codes = [
        str(code) for (code,) in runner.rows("SELECT DISTINCT region_code FROM agencies WHERE region_code IS NOT NULL")
    ]
    shared = os.path.commonprefix(codes)  # noqa: RUF071 - characters of a code, not folders
    return shared if len(shared) >= 2 else None


def lay(runner: Engine, data: Tables, sql: Compiled) -> None:
    """Give the engine what the rules' SQL calls by name: the day, the imports without a column, the filled tables."""
    runner.function("fj_today", "DATE", f"DATE '{data.as_of}'")
    for name, keys in data.lacking().items():
        listed = ", ".join(runner.text(key) for key in keys)
        runner.function(name, "BOOLEAN", f"fj_x IN ({listed})", "STRING")
    for name, view in sql.views.items():
        runner.view(name, view)


def terms(data: Tables, pack: Pack, chosen: Sequence[Rule], engine: str, calendar: Calendar) -> str:
    """What a run's findings rest on besides rows and day. Which columns an import lacks concerns its own rows only."""
    *inputs, _lacking = data.inputs()
    return digest(sources(), inputs, pack.as_json(), [rule.id for rule in chosen], engine, calendar.version)


def carrier(
    runner: Engine, sql: Compiled, store: Path, earlier: Path | None, facts: str, as_of: dt.date, kept: Path | None
) -> Carrier | None:
    """What carries over from an earlier run; None where there is none, or it was made on other terms."""
    if earlier is None or runner.dialect != "duckdb":
        return None
    made = change(store, earlier, facts, as_of.isoformat())
    return Carrier(made, earlier, runner, sql, kept) if made else None


def apply(
    rule: Rule, parts: Sequence[Part], runner: Engine, waiting: dict[str, str], before: Carrier | None = None
) -> RuleCount:
    """Run one rule: stage what is not clear, keep hits and what cannot be judged.

    `waiting`: the SQL of shared tables that no rule before this one has read; what it reads is computed and taken out.
    """
    if before is not None and (found := before.apply(rule, parts)) is not None:
        return RuleCount(rule.id, rule.title, rule.version, *found)
    hit = unknown = 0
    for part in parts:
        lay_shared(runner, waiting, part.flagged)
        runner.stage(FLAGGED, part.flagged)
        counted: dict[bool | None, int] = dict(runner.rows(f"SELECT hit, count(*) FROM {FLAGGED} GROUP BY hit"))
        hit += counted.get(True, 0)
        unknown += counted.get(None, 0)
        if counted.get(True):
            runner.keep((rule.id, "hit", part.subject), part.hits)
        if counted.get(None):
            runner.keep((rule.id, "unknown", part.subject), part.unknowns)
    return RuleCount(rule.id, rule.title, rule.version, hit, unknown)


def lay_shared(runner: Engine, waiting: dict[str, str], text: str) -> None:
    """Compute the shared tables that a query reads, and those that these read, unless they are there already."""
    for name in [name for name in waiting if f'"{name}"' in text or f"`{name}`" in text]:
        made = waiting.pop(name)
        lay_shared(runner, waiting, made)
        runner.stage(name, made)


def _write_manifest(result: ScreenResult, store: Path, path: Path) -> None:
    """What it takes to repeat the run, and the digests of what it came to: whoever repeats it must get the same."""
    manifest = {
        "as_of": result.as_of.isoformat(),
        "engine": result.engine,
        "calendar_version": result.calendar_version,
        "law_edition": edition(),
        "region": result.region,
        "terms": result.terms,
        "pack": result.pack.as_json(),
        "hits": result.hits,
        "unknown": result.unknown,
        "rules": [asdict(count) for count in result.rules],
        "batches": batch_digests(store),
        "tables": batch_tables(store),
        "digests": {file.name: _sha256(file) for file in (result.findings, result.cannot_judge)},
    }
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
