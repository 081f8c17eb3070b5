"""Mechanisms of the plans that a rule carries out: a hit becomes a row in the ledger, marked to be checked."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import openpyxl
import pytest

from fajian.engine.forms.spec import begins, specs
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.run import screen
from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.warehouse import import_records
from fajian.engine.story.findings import Finding, read_findings
from fajian.engine.story.prefill import Filled, Opened, fill, open_ledgers
from fajian.engine.story.records import Records
from fajian.engine.story.run import read_plan, run

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
AS_OF = dt.date(2026, 11, 21)

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not beside the project")


def group(*names: str) -> tuple[str, ...]:
    """The rules of a group that hit something in the sample, by its truth."""
    truth = SHARED / "cases" / "sample" / "truth.csv"
    if not truth.exists():
        return ()
    with truth.open(encoding="utf-8-sig", newline="") as lines:
        hit = {row["rule_id"] for row in csv.DictReader(lines) if row["verdict"] == "hit"}
    return tuple(rule.id for rule in all_rules().values() if rule.group in names and rule.id in hit)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the rules' SQL stays: compiling all of them takes half a minute."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """The whole story of the sample under a plan that looks back without a first day."""
    out = tmp_path_factory.mktemp("story") / "out"
    (plan,) = (SHARED / "plans").glob("002_*.txt")
    run(plan, SHARED / "cases" / "sample", out, as_of=AS_OF, kept=kept)
    return out


@pytest.fixture(scope="module")
def ledgers(told: Path) -> tuple[dict[str, list[str]], str]:
    """Explanations of the findings by rule, and all text of the merged ledgers."""
    out = told
    found: dict[str, list[str]] = {}
    with (out / "findings.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["verdict"] == "hit":
                found.setdefault(row["rule_id"], []).append(row["explanation"])
    cells: list[str] = []
    for path in sorted((out / "台账" / "汇总").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path, read_only=True):
            cells += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    return found, "\n".join(cells)


CARRIED_OUT = [
    pytest.param(rules, id=mechanism, marks=pytest.mark.mechanisms(mechanism))
    for mechanism, rules in {
        "S000-12": ("INS-RANDRATIO", "INS-NOACTION"),
        "S000-15": group("CMP"),
        "S000-24": ("PEN-016-BASIS", "COE-BASIS", "SUB-POWER"),
        "S000-25": group("PUB", "REC", "LEG"),
        "S000-13": ("LIC-042-20D", "PEN-060-90D"),
        "S000-17": group("INS"),
        "S000-18": ("DIS-27-CITE",),
        "S000-19": ("DIS-SIM-SPREAD", "FIN-TOP", "FIN-HIGH"),
        "S000-20": ("FIN-REPEATMGMT", "PEN-033-EDU"),
        "S000-21": group("OFF"),
        "S000-28": ("REC-ARCHIVE",),
        "S001-52": (
            "INS-NOACTION",
            "PEN-054-NOTFILED",
            "CMP-DONE",
            "PEN-060-90D",
            "LIC-042-20D",
            "INS-FREQ",
            "OFF-NOCERT",
        ),
        "S002-11": ("OFF-AUX",),
        "S002-15": ("INS-CALM",),
        "S003-07": group("PUB", "REC", "LEG", "DIS"),
        "S003-08": group("TRA"),
        "S003-13": (*group("SUB"), "OFF-AUX", "OFF-NOCERT"),
        "S003-17": ("PEN-044-NOTICE", "PEN-059-DOC"),
        "S003-18": (
            "PEN-054-REVERSE",
            "PEN-044-NOTICE",
            "PEN-063-HEARING",
            "PEN-064-5D",
            "PEN-057-COLLECT",
            "COE-PROC",
        ),
        "S003-21": ("CMP-FORWARD", "CMP-DONE", "PEN-060-90D", "LIC-042-20D"),
        "S003-23": ("RVW-APPEAR", "RVW-PERFORM", "RVW-REDO", "ACC-COMP"),
        "S003-26": ("ACC-MUST",),
        "S003-27": ("CMP-CHANNEL",),
        "S003-29": ("GOI-20WD",),
        "S003-32": ("OFF-TRAIN", "OFF-ANNUAL"),
        "S004-08": ("PUB-20WD",),
        "S004-09": ("PUB-7WD",),
        "S004-10": ("PUB-048-3WD",),
        "S004-13": ("REC-AV-MUST",),
        "S004-17": ("REC-ARCHIVE",),
        "S004-19": ("LEG-RATIO", "LEG-QUAL"),
        "S004-21": ("LEG-NOREVIEW",),
        "S004-27": ("INS-FREQ",),
        "S004-28": ("INS-APPROVE",),
        "S004-31": ("COE-NONFORCE",),
        "S004-38": ("PRM-ELIG",),
        "S004-43": ("PRM-FALSE",),
        "S004-47": ("CRD-REPAIR", "CRD-OBJ"),
        "S004-51": ("DIS-STALE",),
        "S004-59": ("OFF-TRAIN",),
    }.items()
]


@pytest.mark.parametrize("rules", CARRIED_OUT)
def test_what_the_rule_hits_stands_in_a_ledger(
    rules: tuple[str, ...], ledgers: tuple[dict[str, list[str]], str]
) -> None:
    found, text = ledgers
    assert rules
    for rule in rules:
        assert found.get(rule), f"{rule} hits nothing in the sample"
        listed = [explanation for explanation in found[rule] if explanation in text]
        assert listed, f"no finding of {rule} stands in a ledger"
    assert "【疑点待核】" in text


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, imported."""
    place = tmp_path_factory.mktemp("sample") / "store"
    import_records(SHARED / "cases" / "sample", place, batch="导入", as_of=AS_OF)
    return place


def filled(store: Path, ledgers: Sequence[Opened], findings: Sequence[Finding]) -> Filled:
    """The ledgers as the findings fill them in."""
    with open_duckdb(store) as connection:
        return fill(ledgers, findings, Records(connection), {}, AS_OF)


def words(one: Filled, code: str, column: str) -> dict[str, set[str]]:
    """By what a choice column of one ledger says: the rows' descriptions of the problem."""
    (rows,) = (rows for ledger, rows in zip(one.ledgers, one.rows, strict=True) if ledger.spec.code == code)
    said: dict[str, set[str]] = defaultdict(set)
    for row in chain.from_iterable(rows.values()):
        said[str(row.cells.get(column))].add(str(row.cells.get("problem")))
    return said


# shared/domain/rules.md §5.1: the sixteen kinds of the fines review, and where the ledger's form has each.
SIXTEEN = {
    "以罚增收": ("①", ("FIN-REVGROWTH", "FIN-QUOTA")),
    "以罚代管": ("①", ("FIN-REPEATMGMT",)),
    "逐利罚款": ("①", ("FIN-REVGROWTH", "PEN-022-JURIS")),
    "随意给予顶格罚款": ("②", ("FIN-TOP", "DIS-AGGRAV")),
    "随意给予高额罚款": ("②", ("FIN-HIGH", "FIN-CAP-RANGE")),
    "随意降低对违法行为的认定门槛": ("②", ("PEN-016-BASIS",)),
    "随意扩大违法行为的范围": ("②", ("FIN-SCOPE", "PEN-016-BASIS")),
    "滥用行政处罚裁量基准": ("③", ("DIS-27-TIER", "DIS-27-ADJUST", "DIS-27-CITE", "DIS-STALE")),
    "类案不同罚": ("③", ("DIS-SIM-SPREAD", "DIS-SIM-PAIR")),
    "超过追责期限给予罚款": ("④", ("PEN-036-TIMEBAR",)),
    "只罚款而不纠正违法行为": ("⑤", ("FIN-028-NOCORRECT",)),
    "应从轻减轻不予处罚未适用": ("⑥", ("PEN-030-MINOR", "PEN-037-OLDNEW")),
    "随意设置电子技术监控设备": ("⑦", ("FIN-EDEV-HOT", "PEN-041-EDEV")),
    "未依法落实处罚到人": ("⑧", ("FIN-PERSON",)),
    "罚款收入不真实": ("⑨", ("FIN-RECON", "FIN-074-TREASURY")),
    "违规处置罚款收入": ("⑨", ("FIN-DISPOSE", "FIN-071-2D", "FIN-067-SELF")),
}


@pytest.mark.mechanisms("S001-11", "S001-12", "S001-13")
def test_fines_since_2022_are_sorted_into_the_sixteen_kinds_with_the_opinion_cited(told: Path, store: Path) -> None:
    findings = read_findings(told / "findings.csv")
    (plan,) = (SHARED / "plans").glob("001_*.txt")
    opened = open_ledgers(read_plan(plan))
    (fines,) = (ledger for ledger in opened if ledger.spec.code == "fines-self-check")
    assert fines.scope_from == dt.date(2022, 1, 1)
    one = filled(store, opened, findings)
    ours = [finding for finding in findings if fines.spec.fit(finding.rule_id)]
    placed = dict(zip(map(id, findings), one.placed, strict=True))
    for finding in ours:
        early = finding.step_on is not None and finding.step_on < fines.scope_from
        assert (placed[id(finding)] == "") == early, finding
    assert any(placed[id(finding)] == "" for finding in ours)  # a decision of before 2022 is in the data

    said = words(one, "fines-self-check", "defect")
    hit = {finding.rule_id for finding in ours}
    (defect,) = (column for column in fines.spec.columns if column.name == "defect")
    for kind, (number, rules) in SIXTEEN.items():
        (word,) = (choice for choice in defect.choices if choice.startswith(number))
        assert set(rules) <= set(all_rules()), kind
        for rule in rules:
            assert any(begins(rule, start) for start in defect.by_rule[word]), (kind, rule)
        assert hit & set(rules), f"{kind}: no rule of it hits anything in the sample"
        assert said[word], kind
    cited = {finding.rule_id for finding in ours if "国发〔2024〕5号" in finding.basis}
    assert {"FIN-TOP", "FIN-HIGH", "FIN-REVGROWTH", "DIS-SIM-SPREAD"} <= cited
    text = (told / "findings.csv").read_text(encoding="utf-8")
    assert "国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见 三（九）" in text


@pytest.mark.mechanisms("S001-30", "S001-31")
def test_what_touches_enterprises_is_sorted_into_four_kinds_and_the_money_that_is_not_in_the_books(
    told: Path, store: Path
) -> None:
    (spec,) = (one for one in specs().values() if one.code == "enterprise-problems")
    findings = read_findings(told / "findings.csv")
    one = filled(store, [Opened(replace(spec, takes=("*",)), spec.title)], findings)
    said = words(one, spec.code, "defect")
    by_rule = {finding.rule_id: finding.explanation for finding in findings}
    for kind, rules in {
        "执法不规范不严格": ("PEN-059-DOC", "REC-DOC", "LEG-NOREVIEW", "OFF-NOCERT"),
        "滥用财产性强制措施": ("COE-BASIS", "COE-30D", "COE-EXTNOTICE", "COE-RELEASE", "COE-FEE"),
        "趋利性逐利性选择性执法": ("FIN-REVGROWTH", "FIN-HIGH", "DIS-SIM-SPREAD", "INS-RANDOM"),
        "多头重复检查": ("INS-DUP", "INS-FREQ", "INS-MERGE", "INS-JOINT"),
        "收费罚没不入账": ("FIN-067-SELF", "FIN-070-RECEIPT", "FIN-071-2D", "FIN-074-TREASURY", "LIC-058-FEE"),
    }.items():
        for rule in rules:
            assert any(by_rule[rule] in problem for problem in said[kind]), (kind, rule)


@pytest.mark.mechanisms("S003-05")
def test_a_plan_that_looks_back_to_2018_leaves_out_what_was_before(store: Path, told: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "关于开展行政执法突出问题专项整治的通知\n\n各行政执法机关：\n\n一、整治任务\n"
        "各行政执法机关对2018年以来存在的问题进行排查，填写《行政执法突出问题自查台账》（附件1），9月底前报市司法局。\n\n"
        "附件：1.行政执法突出问题自查台账\n\n市司法局\n2020年6月4日\n",
        encoding="utf-8",
    )
    opened = open_ledgers(read_plan(plan))
    assert [ledger.scope_from for ledger in opened if ledger.annex] == [dt.date(2018, 1, 1)]
    found = read_findings(told / "findings.csv")[0]
    days = [dt.date(2017, 12, 31), dt.date(2018, 1, 1), None]
    one = filled(store, opened, [replace(found, step_on=day) for day in days])
    assert [bool(name) for name in one.placed] == [False, True, True]


def test_a_run_after_another_finds_the_same_as_a_whole_one(told: Path, kept: Path, tmp_path: Path) -> None:
    """Every rule, over the sample in two batches; then with the second withdrawn again."""
    later = {"penalties", "inspections", "publications"}  # of these half comes with the second batch
    for path in (SHARED / "cases" / "sample").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head, *rows = csv.reader(lines)
        parts = (rows[::2], rows[1::2]) if path.stem in later else (rows, [])
        for name, part in zip(("first", "second"), parts, strict=True):
            (tmp_path / name).mkdir(exist_ok=True)
            if part and path.stem != "truth":
                with (tmp_path / name / path.name).open("w", encoding="utf-8-sig", newline="") as out:
                    csv.writer(out).writerows([head, *part])
    store = tmp_path / "store"

    def screened(name: str, earlier: str | None = None) -> tuple[int, int, int]:
        before = tmp_path / earlier if earlier else None
        return screen(store, tmp_path / name, as_of=AS_OF, kept=kept, earlier=before).carried

    def said(folder: Path) -> list[bytes]:
        return [(folder / name).read_bytes() for name in ("findings.csv", "cannot_judge.csv")]

    import_records(tmp_path / "first", store, batch="甲", as_of=AS_OF)
    assert screened("one") == (0, 0, len(all_rules()))
    import_records(tmp_path / "second", store, batch="乙", as_of=AS_OF)
    carried, alone, whole = screened("both", "one")
    assert carried > 80
    assert alone > 30
    assert carried + alone + whole == len(all_rules())
    assert said(tmp_path / "both") == said(told)  # a whole run over one batch of everything
    assert said(tmp_path / "one") != said(told)

    manifest = store / "batches" / "乙.json"
    told_of = json.loads(manifest.read_text(encoding="utf-8")) | {"withdrawn_on": "2026-11-21"}
    manifest.write_text(json.dumps(told_of, ensure_ascii=False), encoding="utf-8")
    carried, alone, _ = screened("again", "both")
    assert (carried > 80, alone) == (True, 0)
    assert said(tmp_path / "again") == said(tmp_path / "one")
