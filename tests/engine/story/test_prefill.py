"""Findings become rows of ledgers: the right ledger, marked as suspicions, nothing lost and nothing made up."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fajian.engine.forms.drafts import from_document
from fajian.engine.forms.spec import LedgerSpec, plain_title, specs
from fajian.engine.forms.workbook import PENDING, Row
from fajian.engine.office.blocks import Cell, Document, Grid, Paragraph
from fajian.engine.plans.schema import Annex, Plan, Task
from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.schema import tables
from fajian.engine.store.warehouse import import_records
from fajian.engine.story import prefill
from fajian.engine.story.findings import Finding
from fajian.engine.story.prefill import Filled, Opened
from fajian.engine.story.records import Records
from tests.engine.story.conftest import AS_OF, SHARED

AGENCY = "114118000AYCG864XK"
PARTY = "91411821MA2HR06R2L"
CASE = {
    "agency_id": AGENCY, "domain": "城市管理", "procedure": "普通程序", "outcome": "给予处罚",
    "party_name": "清源县德润福顺化工有限公司", "party_kind": "法人及非法人组织", "party_uscc": PARTY,
    "violation_name": "未按规定维护营运车辆", "violation_facts": "经查。", "basis_text": "依据第三十条",
    "penalty_kinds": "罚款", "fine_yuan": "1500.00", "filed_on": "2022-02-28", "decided_on": "2022-03-18",
    "decision_no": "清交运罚决字〔2022〕第1号",
}  # fmt: skip
REVIEW = {
    "remedy_id": "U1", "kind": "行政复议", "act_kind": "行政处罚", "act_id": "P1", "agency_id": AGENCY,
    "case_no": "安复〔2024〕17号", "result": "撤销", "ended_on": "2024-04-30",
}  # fmt: skip


def sheet(folder: Path, table: str, *rows: dict[str, str]) -> None:
    schema = tables()[table]
    names = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([schema[name].label for name in names])
        writer.writerows([row.get(name, "") for name in names] for row in rows)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    source = tmp_path / "in"
    source.mkdir()
    sheet(source, "agencies", {"agency_id": AGENCY, "name": "安澜市城市管理局", "level": "市级", "nature": "行政机关"})
    person = CASE | {"penalty_id": "P2", "party_kind": "自然人", "party_uscc": "", "party_name": "张某"}
    sheet(source, "penalties", CASE | {"penalty_id": "P1"}, person)
    sheet(
        source,
        "reviews_and_suits",
        REVIEW,
        REVIEW | {"remedy_id": "U2", "case_no": "安复〔2024〕18号", "result": "维持"},
    )
    import_records(source, tmp_path / "store", batch="试", as_of=AS_OF)
    with closing(open_duckdb(tmp_path / "store")) as connection:
        yield Records(connection)


def finding(rule_id: str, record_id: str = "P1", subject: str = "penalties", step_on: str = "2022-03-18") -> Finding:
    return Finding(
        record_id, rule_id, "确定", "较重", "涉嫌违法", "某种情形", AGENCY, "行政处罚法(2021) 第六十条",
        dt.date.fromisoformat(step_on), "立案后第100日才作出决定。", subject, "1",
    )  # fmt: skip


def plan() -> Plan:
    titles = [spec.title for spec in specs().values() if spec.campaign == "平顶山2024"]
    numbers = {spec.title: int(spec.annex.removeprefix("附件")) for spec in specs().values() if spec.title in titles}
    since = dt.date(2022, 1, 1)
    return Plan(
        annexes=tuple(Annex(numbers[title], title, title) for title in sorted(titles, key=lambda t: numbers[t])),
        tasks=(Task("一(一)2", "监督罚款的规范实施", "", annexes=(2,), scope_from=since),),
    )


def filled(records: Records, *findings: Finding) -> Filled:
    return prefill.fill(prefill.open_ledgers(plan()), findings, records, records.agencies(), AS_OF)


def rows_of(result: Filled, name: str) -> Sequence[Row]:
    (index,) = (i for i, ledger in enumerate(result.ledgers) if ledger.spec.code == name)
    return result.rows[index].get(AGENCY, ())


def test_the_ledgers_are_the_annexes_in_order_and_a_general_one() -> None:
    opened = prefill.open_ledgers(plan())
    assert [ledger.annex for ledger in opened] == [f"附件{number}" for number in range(1, 10)] + [""]
    assert opened[-1].spec.code == "general"
    assert opened[1].scope_from == dt.date(2022, 1, 1)
    assert opened[0].scope_from is None


def test_an_annex_of_unknown_headings_is_opened_under_its_own_title() -> None:
    opened = prefill.open_ledgers(Plan(annexes=(Annex(3, "会议签到表", ""),)))
    assert [(ledger.name, ledger.spec.headings) for ledger in opened] == [
        ("附件3 会议签到表", "generic"),
        ("行政执法突出问题整改工作台账", "proposed"),
    ]


def own_annex(title: str, *labels: str) -> dict[str, LedgerSpec]:
    """The form of an annex table that stands in the plan itself, by its plain title."""
    grid = Grid(tuple(tuple(map(Cell, row)) for row in (labels, ("",) * len(labels))))
    (draft,) = from_document(Document.of([Paragraph("附件2"), Paragraph(title), grid]))
    return {plain_title(draft.spec.title): replace(draft.spec, code="annex-1")}


def test_the_plans_own_annex_table_goes_before_the_shipped_form_and_is_filled_like_it(records: Records) -> None:
    own = own_annex(
        "行政处罚案件罚款自查工作台账", "序号", "单位", "处罚决定书文号", "承办片区", "问题描述", "整改措施"
    )
    plan = Plan(annexes=(Annex(2, "行政处罚案件罚款自查工作台账", "附件2"),))
    fines, general = prefill.open_ledgers(plan, own)
    assert [column.label for column in fines.spec.columns] == [
        "序号", "单位", "处罚决定书文号", "承办片区", "问题描述", "整改措施"
    ]  # fmt: skip
    assert (fines.spec.code, general.spec.code) == ("annex-1", "general")
    filled = prefill.fill((fines, general), [finding("FIN-TOP")], records, {AGENCY: "安澜市城市管理局"}, AS_OF)
    (row,) = filled.rows[0][AGENCY]
    assert row.cells["unit"] == "安澜市城市管理局"
    assert CASE["decision_no"] in row.cells.values()
    assert str(row.cells["problem"]).startswith(prefill.MARK)


def test_an_own_annex_unlike_any_shipped_form_takes_no_findings_of_its_own_accord(records: Records) -> None:
    own = own_annex("停车秩序整治台账", "序号", "单位", "存在问题", "整改措施", "整改时限")
    plan = Plan(annexes=(Annex(2, "停车秩序整治台账", "附件2"),))
    opened = prefill.open_ledgers(plan, own)
    assert [one.spec.code for one in opened] == ["annex-1", "general"]
    filled = prefill.fill(opened, [finding("FIN-TOP")], records, {}, AS_OF)
    assert filled.placed == (opened[1].name,)


@pytest.mark.parametrize(
    ("rule", "record", "subject", "ledger"),
    [
        ("FIN-TOP", "P1", "penalties", "fines-self-check"),
        ("PEN-036-TIMEBAR", "P1", "penalties", "fines-self-check"),
        ("PEN-060-90D", "P1", "penalties", "general"),
        ("RVW-REDO", "U1", "reviews_and_suits", "corrected-cases"),
        ("ACC-MUST", "U1", "reviews_and_suits", "accountability"),
        ("REC-AV-MUST", "P1", "penalties", "conduct-self-check"),
        ("PEN-059-DOC", "P1", "penalties", "file-review"),
        ("PEN-059-DOC", "P2", "penalties", "general"),  # 涉企部分: no natural persons
    ],
)
def test_each_finding_goes_to_the_ledger_made_for_its_rule(
    records: Records, rule: str, record: str, subject: str, ledger: str
) -> None:
    result = filled(records, finding(rule, record, subject))
    marked = [row for row in rows_of(result, ledger) if row.beside]
    assert len(marked) == 1
    assert result.entries == 1


def test_a_row_is_filled_from_the_record_and_always_marked_as_a_suspicion(records: Records) -> None:
    (row,) = rows_of(filled(records, finding("FIN-TOP")), "fines-self-check")
    assert row.cells["problem"] == "【疑点待核】某种情形：立案后第100日才作出决定。"
    assert row.beside["status"] == PENDING
    assert row.beside["wording"] == "涉嫌违法"
    assert {name: row.cells[name] for name in ("unit", "decision_no", "party_kind", "filed_on", "fine", "defect")} == {
        "unit": "安澜市城市管理局",
        "decision_no": "清交运罚决字〔2022〕第1号",
        "party_kind": "法人及非法人组织",
        "filed_on": dt.date(2022, 2, 28),
        "fine": Decimal("0.15"),
        "defect": "②随意顶格或高额",
    }
    assert row.cells["case_name"] == "清源县德润福顺化工有限公司未按规定维护营运车辆案"
    assert not {"measure", "owner", "due_on", "result", "closed"} & set(row.cells)  # a person's to write


def test_a_record_nobody_imported_still_gives_a_row(records: Records) -> None:
    (row,) = rows_of(filled(records, finding("PEN-060-90D", "P999")), "general")
    assert row.cells["doc_no"] == "P999"
    assert str(row.cells["problem"]).startswith(prefill.MARK)


def test_what_lies_before_the_span_looked_back_on_is_left_out_and_told(records: Records) -> None:
    early, first = finding("FIN-TOP", step_on="2021-12-31"), finding("FIN-TOP", "P2", step_on="2022-01-01")
    result = filled(records, early, first)
    assert result.placed == ("", "附件2 行政处罚案件罚款自查工作台账")
    assert len(rows_of(result, "fines-self-check")) == 1


def test_corrected_cases_are_listed_from_the_records_and_only_those(records: Records) -> None:
    (row,) = rows_of(filled(records), "corrected-cases")
    assert row.cells["case_no"] == "安复〔2024〕17号"
    assert row.cells["act"] == "行政处罚，清交运罚决字〔2022〕第1号，2022-03-18"
    assert (row.cells["kind"], row.cells["correction"]) == ("复议", "撤销")
    assert row.beside == {}


@pytest.mark.mechanisms("S001-16")
@pytest.mark.parametrize(("since", "listed"), [(dt.date(2023, 1, 1), 1), (dt.date(2024, 5, 1), 0)])
def test_cases_corrected_since_the_day_the_plan_names_are_listed_with_the_act_they_are_about(
    records: Records, since: dt.date, listed: int
) -> None:
    title = specs()["corrected-cases"].title
    task = Task("一(一)3", "加强行政争议的源头治理", "", annexes=(3,), scope_from=since)
    opened = prefill.open_ledgers(Plan(annexes=(Annex(3, title, title),), tasks=(task,)))
    rows = prefill.fill(opened, [], records, records.agencies(), AS_OF).rows[0].get(AGENCY, ())
    assert len(rows) == listed
    for row in rows:
        assert (row.cells["case_no"], row.cells["correction"], row.cells["kind"]) == (REVIEW["case_no"], "撤销", "复议")
        assert "行政处罚" in str(row.cells["act"])
        assert CASE["decision_no"] in str(row.cells["act"])


@pytest.mark.mechanisms("S003-23")
def test_court_cases_are_listed_with_who_came_and_what_was_performed(tmp_path: Path) -> None:
    """A leader who stayed away is a finding on the case's own row; a review by a higher body is no court case."""
    (source := tmp_path / "in").mkdir()
    sheet(source, "agencies", {"agency_id": AGENCY, "name": "安澜市城市管理局", "level": "市级", "nature": "行政机关"})
    suit = REVIEW | {
        "remedy_id": "S1", "kind": "行政诉讼", "case_no": "（2024）安行初3号", "hearing_on": "2024-04-11",
        "has_leader_attended": "否", "absence_reason": "", "perform_due_on": "2024-06-30", "performed_on": "2024-07-02",
    }  # fmt: skip
    paid = REVIEW | {"remedy_id": "C1", "kind": "国家赔偿", "case_no": "安赔〔2024〕1号", "paid_on": "2024-08-01"}
    sheet(source, "reviews_and_suits", REVIEW, suit, paid)
    import_records(source, tmp_path / "store", batch="试", as_of=AS_OF)
    title = specs()["court-cases"].title
    opened = prefill.open_ledgers(Plan(annexes=(Annex(4, title, title),)))
    away = finding("RVW-APPEAR", "S1", "reviews_and_suits")
    with closing(open_duckdb(tmp_path / "store")) as connection:
        found = prefill.fill(opened, [away], Records(connection), {AGENCY: "安澜市城市管理局"}, AS_OF)
    rows = {row.cells["case_no"]: row for row in rows_of(found, "court-cases")}
    assert set(rows) == {"（2024）安行初3号", "安赔〔2024〕1号"}
    case = rows["（2024）安行初3号"]
    assert (case.cells["attended"], case.cells["hearing_on"]) == ("否", dt.date(2024, 4, 11))
    assert (case.cells["performed_on"], case.cells["perform_due_on"]) == (dt.date(2024, 7, 2), dt.date(2024, 6, 30))
    assert (case.beside["rule_id"], rows["安赔〔2024〕1号"].beside) == ("RVW-APPEAR", {})
    assert rows["安赔〔2024〕1号"].cells["paid_on"] == dt.date(2024, 8, 1)


def test_a_finding_about_a_listed_case_joins_its_row(records: Records) -> None:
    (row,) = rows_of(filled(records, finding("RVW-REDO", "U1", "reviews_and_suits")), "corrected-cases")
    assert row.cells["case_no"] == "安复〔2024〕17号"
    assert str(row.cells["cause"]).startswith(prefill.MARK)
    assert row.beside["rule_id"] == "RVW-REDO"


def test_two_findings_of_one_rule_on_one_record_are_two_rows(records: Records) -> None:
    rows = rows_of(filled(records, finding("FIN-TOP"), finding("FIN-TOP")), "fines-self-check")
    assert len({row.key for row in rows}) == 2


def test_every_rule_of_the_catalogue_has_a_ledger_in_every_plan(records: Records) -> None:
    if not SHARED.exists():
        pytest.skip("the folder shared is not here")
    with (SHARED / "cases" / "coverage.csv").open(encoding="utf-8-sig", newline="") as lines:
        rules = [row["rule_id"] for row in csv.DictReader(lines)]
    for path in (SHARED / "plans" / "gold").glob("*.json"):
        ledgers: tuple[Opened, ...] = prefill.open_ledgers(Plan.from_json(json.loads(path.read_text(encoding="utf-8"))))
        result = prefill.fill(ledgers, [finding(rule) for rule in rules], records, {}, AS_OF)
        assert result.entries == len(rules)
        held = [row for by_unit in result.rows for rows in by_unit.values() for row in rows if row.beside]
        assert len(held) == len(rules)
        assert all(row.beside["status"] == PENDING for row in held)
