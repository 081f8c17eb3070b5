"""The whole story in one go: plan and records in; findings, ledgers, duties and a draft summary out."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from fajian.engine.faults import InputError
from fajian.engine.forms.drafts import from_document
from fajian.engine.forms.spec import LedgerSpec, plain_title
from fajian.engine.law.calendar import Calendar
from fajian.engine.office import documents
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan
from fajian.engine.rules.run import ScreenResult, screen
from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.faults_file import write_faults
from fajian.engine.store.warehouse import ImportResult, import_records
from fajian.engine.story import duties, folder, output, prefill
from fajian.engine.story.findings import read_findings, read_gaps
from fajian.engine.story.records import Records
from fajian.engine.story.summary import Account

Progress = Callable[[int, int, str], None]
BATCH = "导入"
COMPILED = ".json"


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run wrote to `out`: counts, and the files by their names relative to it, the notes first."""

    out: Path
    plan: Plan
    units: int
    records: int
    faults: int
    rules: int
    findings: int
    unknown: int
    ledgers: int
    entries: int
    duties: int
    files: tuple[str, ...]


def run(
    plan: Path,
    records: Path,
    out: Path,
    *,
    as_of: dt.date,
    rules: Sequence[str] | None = None,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> RunResult:
    """Compile the plan, import and screen the records, and write everything to `out`.

    `plan` is a document (what office.documents reads) or a compiled plan (.json); `records` what the store can import;
    `as_of` the day as of which open matters are judged; `rules` the ids of those to use, null = all; `kept` where
    the rules' SQL stays for later runs.

    Nothing is written unless all of it is. An `out` that holds an earlier run is replaced if nobody has changed a file
    in it since; anything else there raises InputError, and so does input that cannot be used.
    """
    show = progress or (lambda *_: None)
    folder.check(out)
    show(0, 1, "编译方案")
    compiled, forms = read_plan(plan), read_forms(plan)
    with tempfile.TemporaryDirectory(dir=folder.parent(out), prefix=".fajian-") as scratch:
        made, store = Path(scratch) / "out", Path(scratch) / "store"
        made.mkdir()
        imported = import_records(records, store, batch=BATCH, as_of=as_of, progress=show)
        write_faults(imported, made / "差错.csv")
        screened = screen(store, made, as_of=as_of, rules=rules, progress=show, kept=kept)
        with closing(open_duckdb(store, temp_directory=Path(scratch) / "spill")) as connection:
            account = _account(compiled, forms, imported, screened, Records(connection), as_of)
        output.write(made, account, progress=show)
        files = folder.seal(made, output.notes(account, plan.name))
        folder.put(made, out)
    return RunResult(
        out=out,
        plan=compiled,
        units=len(account.units),
        records=sum(account.records.values()),
        faults=account.refused + account.noted,
        rules=account.rules,
        findings=len(account.findings),
        unknown=sum(gap.count for gap in account.gaps),
        ledgers=len(account.filled.ledgers),
        entries=account.filled.entries,
        duties=len(account.duties),
        files=files,
    )


def read_plan(path: Path) -> Plan:
    """The plan in a document, or as it was compiled and settled before (.json)."""
    if path.suffix.lower() != COMPILED:
        return compile_plan(documents.read(path))
    try:
        return Plan.from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except ValueError:
        raise InputError(f"“{path.name}”不是可读的方案 JSON；请用 fajian plan compile 重新生成。") from None


def read_forms(path: Path) -> Mapping[str, LedgerSpec]:
    """The forms of the annex tables that stand in a plan's document, by plain title; a compiled plan has none."""
    if path.suffix.lower() == COMPILED:
        return {}
    drafts = from_document(documents.document(path))
    forms = [replace(draft.spec, code=f"annex-{place}") for place, draft in enumerate(drafts, 1)]
    return {plain_title(form.title): form for form in forms}


def _account(
    plan: Plan,
    own: Mapping[str, LedgerSpec],
    imported: ImportResult,
    screened: ScreenResult,
    records: Records,
    as_of: dt.date,
) -> Account:
    names, findings = records.agencies(), read_findings(screened.findings)
    filled = prefill.fill(prefill.open_ledgers(plan, own), findings, records, names, as_of)
    levels = Counter(refused=0, note=0)
    for (level, _), count in imported.fault_counts.items():
        levels[level] += count
    return Account(
        plan=plan,
        names=names,
        units=records.reporting(),
        records=records.counts(),
        refused=levels["refused"],
        noted=levels["note"],
        rules=len(screened.rules),
        findings=findings,
        gaps=read_gaps(screened.cannot_judge),
        filled=filled,
        duties=duties.items(plan, Calendar.seeded()),
        as_of=as_of,
    )
