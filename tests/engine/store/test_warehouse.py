"""Import batches: what comes in, what is refused, what is kept, and that it is never half."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fajian.engine.faults import InputError
from fajian.engine.store import warehouse
from fajian.engine.store.connect import open_duckdb, recorded_columns
from fajian.engine.store.schema import tables
from fajian.engine.store.warehouse import ImportResult, TableCount, import_records
from tests.engine.store.conftest import AS_OF, empty_store

Rows = list[dict[str, str]]
AGENCY = {"统一社会信用代码": "114118000AYCG864XK", "名称": "安澜市城市管理局", "执法领域": "城市管理"}


def penalty(number: int, **more: str) -> dict[str, str]:
    row = {"案件编号": f"P{number}", "执法机关统一社会信用代码": AGENCY["统一社会信用代码"], "执法领域": "城市管理"}
    return {**row, **more}


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8-sig", **more: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), **more)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    page.write(r, c, value, day if isinstance(value, date) else None)
    return path


def taken(store: Path, query: str) -> list[tuple[Any, ...]]:
    with open_duckdb(store) as connection:
        return connection.execute(query).fetchall()


def everything(store: Path, table: str) -> list[str]:
    return sorted(map(repr, taken(store, f"SELECT * FROM {table}")))


def load(source: Path, store: Path, batch: str = "b1") -> ImportResult:
    return import_records(source, store, batch=batch, as_of=AS_OF)


def faults(result: ImportResult, level: str = "refused") -> list[tuple[str, int, str, str]]:
    return [(f.file, f.row, f.column, f.kind) for f in result.faults if f.level == level]


def test_the_sample_imports_without_a_refused_row(from_csv: tuple[Path, ImportResult], cases: Path) -> None:
    store, result = from_csv
    assert (result.rows_taken, result.rows_refused) == (15661, 0)
    assert list(result.tables) == list(tables())
    with (cases / "sample" / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert result.tables["penalties"].taken == len(list(csv.DictReader(lines))) == 400
    assert taken(store, "SELECT count(*), min(_row), max(_row) FROM trainings") == [(4402, 1, 4402)]


@pytest.mark.parametrize("table", list(tables()))
def test_a_folder_of_csv_and_a_workbook_give_the_same(
    from_csv: tuple[Path, ImportResult], from_workbook: tuple[Path, ImportResult], table: str
) -> None:
    assert everything(from_csv[0], table) == everything(from_workbook[0], table)
    assert recorded_columns(from_csv[0])[table] == recorded_columns(from_workbook[0])[table]


def test_values_are_typed_and_blanks_are_null(from_csv: tuple[Path, ImportResult], cases: Path) -> None:
    with (cases / "sample" / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["案件编号"]: row for row in csv.DictReader(lines)}
    found = taken(
        from_csv[0], "SELECT penalty_id, decided_on, fine_yuan, penalty_kinds, is_continuous, domain FROM penalties"
    )
    table = tables()["penalties"]
    for penalty_id, decided_on, fine, kinds, continuous, domain in found:
        row = rows[penalty_id]
        assert (str(decided_on) if decided_on else "") == row["处罚决定日期"]
        assert fine == (Decimal(row["罚款金额（元）"]) if row["罚款金额（元）"] else None)
        words = [table["penalty_kinds"].codes[word] for word in row["处罚种类"].split("、") if word]
        assert (kinds or []) == words
        assert kinds != []
        assert continuous == {"是": True, "否": False, "": None}[row["是否连续或继续状态"]]
        assert domain == table["domain"].codes[row["执法领域"]]


def test_defaults_are_not_filled_in(from_csv: tuple[Path, ImportResult], cases: Path) -> None:
    with (cases / "sample" / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
        blank = sum(row["没收金额（元）"] == "" for row in csv.DictReader(lines))
    assert taken(from_csv[0], "SELECT count(*) FROM penalties WHERE confiscated_yuan IS NULL") == [(blank,)]


def test_identity_numbers_are_hashed_and_give_the_day_of_birth(
    from_csv: tuple[Path, ImportResult], cases: Path
) -> None:
    with (cases / "sample" / "penalties.csv").open(encoding="utf-8-sig", newline="") as lines:
        numbers = {row["案件编号"]: row["自然人证件号码"] for row in csv.DictReader(lines) if row["自然人证件号码"]}
    found = taken(
        from_csv[0], "SELECT penalty_id, party_id_no, party_birth_on FROM penalties WHERE party_id_no IS NOT NULL"
    )
    assert len(found) == len(numbers)
    hashes: dict[str, str] = {}
    for penalty_id, hashed, born in found:
        number = numbers[penalty_id]
        assert len(hashed) == 64
        assert hashes.setdefault(number, hashed) == hashed
        assert born == date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    for path in from_csv[0].rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(number.encode() in content for number in numbers.values()), path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_double_public_export_becomes_what_it_should(cases: Path, tmp_path: Path, form: str) -> None:
    store, wanted = empty_store(tmp_path / "a"), empty_store(tmp_path / "b")
    load(cases / "sample" / "sgs" / "canonical" / "agencies.csv", store, "registers")
    result = load(cases / "sample" / "sgs" / f"双公示_行政处罚.{form}", store, "sgs")
    load(cases / "sample" / "sgs" / "canonical", wanted)
    query = "SELECT * EXCLUDE (_import) FROM penalties ORDER BY penalty_id"
    assert result.tables == {"penalties": TableCount(250, 250)}
    assert taken(store, query) == taken(wanted, query)
    columns = recorded_columns(store)["penalties"]["sgs"]
    assert {"source_profile", "penalty_id", "domain", "party_birth_on", "fine_yuan"} <= columns
    assert not {"filed_on", "procedure", "outcome", "norm_id"} & columns


def test_an_agency_without_register_is_known_by_its_name_or_refused(tmp_path: Path) -> None:
    columns = {"罚款金额(万元)": "0.5", "处罚机关统一社会信用代码": "114118000AYCG864XK", "处罚决定日期": "2024-03-05"}
    rows = [
        {"行政处罚决定书文号": "甲〔2024〕1号", "处罚机关": "某区城市管理局", **columns},
        {"行政处罚决定书文号": "甲〔2024〕2号", "处罚机关": "某区某某局", **columns},
        {"行政处罚决定书文号": "", "处罚机关": "某区城市管理局", **columns},
    ]
    result = load(write_csv(tmp_path / "导出.csv", rows, "gb18030"), tmp_path / "store")
    found = taken(tmp_path / "store", "SELECT penalty_id, domain, source_profile, fine_yuan FROM penalties")
    assert found == [("甲〔2024〕1号", "urban", "sgs", Decimal("5000.00"))]
    assert faults(result) == [
        ("导出.csv", 4, "行政处罚决定书文号", "missing_required"),
        ("导出.csv", 3, "执法机关统一社会信用代码", "missing_required"),
    ]
    assert result.rows_refused == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters_make_no_difference(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [penalty(1, 当事人名称="甲公司，分号;逗号,"), penalty(2, 当事人名称='乙"公司"')]
    source = write_csv(tmp_path / "行政处罚案件.csv", rows, encoding, delimiter=delimiter)
    load(source, tmp_path / "store")
    found = taken(tmp_path / "store", "SELECT penalty_id, party_name, _row FROM penalties ORDER BY 1")
    assert found == [("P1", "甲公司，分号;逗号,", 1), ("P2", '乙"公司"', 2)]


def test_text_that_is_neither_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "penalties.csv"
    path.write_bytes(b"\xff\xff\xff\x81")
    with pytest.raises(InputError, match=r"penalties\.csv既不是 UTF-8"):
        load(path, tmp_path / "store")


def test_every_bad_cell_is_one_fault_at_its_place_and_good_rows_are_taken(tmp_path: Path) -> None:
    rows = [
        penalty(1, 处罚决定日期="2024-03-05", 罚款金额="5000"),
        penalty(2, 处罚决定日期="2024-02-30", 罚款金额="约五千"),
        penalty(3, 处罚决定日期="2024年3月6日", 罚款金额="0.5万元"),
        {**penalty(4, 处罚决定日期="", 罚款金额=""), "执法领域": ""},
    ]
    result = load(write_csv(tmp_path / "penalties.csv", rows), tmp_path / "store")
    assert faults(result) == [
        ("penalties.csv", 3, "处罚决定日期", "bad_date"),
        ("penalties.csv", 3, "罚款金额", "bad_amount"),
        ("penalties.csv", 5, "执法领域", "missing_required"),
    ]
    assert result.tables["penalties"] == TableCount(read=4, taken=2, refused=2)
    found = taken(tmp_path / "store", "SELECT penalty_id, decided_on, fine_yuan, _row FROM penalties ORDER BY 1")
    assert found == [("P1", date(2024, 3, 5), Decimal(5000), 1), ("P3", date(2024, 3, 6), Decimal(5000), 3)]


def test_rows_are_counted_as_the_spreadsheet_counts_them(tmp_path: Path) -> None:
    """Line breaks inside a cell and blank lines must not shift the row a fault points at."""
    path = tmp_path / "penalties.csv"
    head = "案件编号,执法机关统一社会信用代码,执法领域,违法事实,处罚决定日期\n"
    good = 'P{},114118000AYCG864XK,城市管理,"一\n二",2024-03-05\n'
    bad = "P{},114118000AYCG864XK,城市管理,三,2024-13-05\n"
    path.write_text(head + good.format(1) + bad.format(2) + "\n" + bad.format(3), encoding="utf-8")
    result = load(path, tmp_path / "store")
    assert [row for _, row, _, _ in faults(result)] == [3, 5]
    assert taken(tmp_path / "store", "SELECT penalty_id, violation_facts FROM penalties") == [("P1", "一\n二")]
    assert result.tables["penalties"] == TableCount(read=4, taken=1, refused=2, skipped=1)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("P2,114118000AYCG864XK,城市管理", []),
        ("P2,114118000AYCG864XK", ["missing_required"]),
        ("P2,114118000AYCG864XK,城市管理,多,出", ["too_many_values"]),
        ("P2,114118000AYCG864XK,城市管理,,,", []),
        ('P2,"没有收尾', ["missing_required"]),
    ],
)
def test_ragged_rows_do_not_stop_the_import(tmp_path: Path, line: str, kinds: list[str]) -> None:
    path = tmp_path / "penalties.csv"
    head = "案件编号,执法机关统一社会信用代码,执法领域,备注\nP1,114118000AYCG864XK,城市管理,\n"
    path.write_text(head + line + "\n", encoding="utf-8")
    result = load(path, tmp_path / "store")
    assert [kind for _, row, _, kind in faults(result) if row == 3] == kinds
    found = {penalty_id for (penalty_id,) in taken(tmp_path / "store", "SELECT penalty_id FROM penalties")}
    assert found == ({"P1"} if kinds else {"P1", "P2"})


def test_a_column_the_sheet_lacked_is_null_and_not_recorded(tmp_path: Path) -> None:
    load(write_csv(tmp_path / "penalties.csv", [penalty(1, 备注="")]), tmp_path / "store")
    assert taken(tmp_path / "store", "SELECT remark, decided_on FROM penalties") == [(None, None)]
    assert recorded_columns(tmp_path / "store")["penalties"] == {
        "b1": frozenset({"penalty_id", "agency_id", "domain", "remark"})
    }


def test_two_sheets_of_one_table_keep_their_own_columns(tmp_path: Path) -> None:
    head = ["案件编号", "执法机关统一社会信用代码", "执法领域"]
    row = [AGENCY["统一社会信用代码"], "城市管理"]
    sheets: dict[str, list[list[object]]] = {
        "行政处罚案件": [[*head, "备注"], ["P1", *row, "甲"]],
        "补报": [[*head, "处罚决定日期"], ["P2", *row, date(2024, 3, 5)]],
    }
    load(write_book(tmp_path / "两张.xlsx", sheets), tmp_path / "store")
    columns = recorded_columns(tmp_path / "store")["penalties"]
    assert set(columns) == {"b1", "b1#2"}
    assert "decided_on" not in columns["b1"]
    assert "remark" not in columns["b1#2"]
    assert taken(tmp_path / "store", "SELECT penalty_id, _import, _row FROM penalties ORDER BY 1") == [
        ("P1", "b1", 1), ("P2", "b1#2", 2),
    ]  # fmt: skip


def test_titles_hidden_sheets_and_totals_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "报表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("行政处罚案件")
        page.write_row(0, 0, ["安澜市2024年行政处罚统计表"])
        page.write_row(2, 0, ["案件编号", "执法机关统一社会信用代码", "执法领域", "罚款金额（万元）", "序号"])
        page.write_row(3, 0, ["P1", AGENCY["统一社会信用代码"], "城管", 0.5, 1])
        page.write_row(4, 0, ["合计", "", "", 0.5, ""])
        page.write_row(5, 0, ["填表人：某某"])
        hidden = book.add_worksheet("行政检查")
        hidden.write_row(0, 0, ["检查编号"])
        hidden.hide()
    result = load(path, tmp_path / "store")
    assert taken(tmp_path / "store", "SELECT penalty_id, fine_yuan FROM penalties") == [("P1", Decimal(5000))]
    assert result.tables == {"penalties": TableCount(read=3, taken=1, skipped=2)}
    kinds = {(f.kind, f.row) for f in result.faults}
    passed_over = {("title", 1), ("header", 3), ("subtotal", 5), ("note", 6)}
    assert kinds == {("hidden_sheet", 0), ("synonym", 4), ("amount_wan", 4)} | passed_over


def test_of_two_rows_with_one_number_the_first_is_kept(tmp_path: Path) -> None:
    rows = [penalty(1, 备注="甲"), penalty(1, 备注="甲"), penalty(1, 备注="乙"), penalty(2, 备注="丙")]
    result = load(write_csv(tmp_path / "penalties.csv", rows), tmp_path / "store")
    assert faults(result, "note")[0] == ("penalties.csv", 3, "案件编号", "duplicate")
    assert faults(result) == [("penalties.csv", 4, "案件编号", "duplicate_conflict")]
    assert result.tables["penalties"] == TableCount(read=4, taken=2, refused=1, repeated=1)
    found = taken(tmp_path / "store", "SELECT penalty_id, remark FROM penalties ORDER BY 1")
    assert found == [("P1", "甲"), ("P2", "丙")]


def test_an_earlier_batch_is_not_overwritten(tmp_path: Path) -> None:
    load(write_csv(tmp_path / "一" / "penalties.csv", [penalty(1, 备注="甲")]), tmp_path / "store", "一")
    rows = [penalty(1, 备注="乙"), penalty(2, 备注="丙")]
    result = load(write_csv(tmp_path / "二" / "penalties.csv", rows), tmp_path / "store", "二")
    assert faults(result) == [("penalties.csv", 2, "案件编号", "duplicate_conflict")]
    found = taken(tmp_path / "store", "SELECT penalty_id, remark, _import FROM penalties ORDER BY 1")
    assert found == [("P1", "甲", "一"), ("P2", "丙", "二")]


def test_tables_without_a_number_repeat_only_if_all_is_the_same(tmp_path: Path) -> None:
    rows = [
        {"执法种类": "行政处罚", "办件编号": "P1", "人员编号": "R1"},
        {"执法种类": "行政处罚", "办件编号": "P1", "人员编号": "R2"},
        {"执法种类": "行政处罚", "办件编号": "P1", "人员编号": "R1"},
    ]
    result = load(write_csv(tmp_path / "act_officers.csv", rows), tmp_path / "store")
    assert result.tables["act_officers"] == TableCount(read=3, taken=2, repeated=1)


def test_a_file_is_imported_once(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "penalties.csv", [penalty(1)])
    load(source, tmp_path / "store", "一")
    with pytest.raises(InputError, match="已在批次“一”导入"):
        load(source, tmp_path / "store", "二")
    with pytest.raises(InputError, match="批次“一”已经导入过"):
        load(source, tmp_path / "store", "一")


@pytest.mark.parametrize("batch", ["", "../x", "a/b", ".x", "x" * 81, "甲 乙"])
def test_a_batch_name_is_a_plain_word(tmp_path: Path, batch: str) -> None:
    with pytest.raises(InputError, match="批次名"):
        load(write_csv(tmp_path / "penalties.csv", [penalty(1)]), tmp_path / "store", batch)
    assert not (tmp_path / "store").exists()


def test_a_withdrawn_batch_is_left_out(tmp_path: Path) -> None:
    load(write_csv(tmp_path / "penalties.csv", [penalty(1)]), tmp_path / "store")
    manifest = tmp_path / "store" / "batches" / "b1.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "withdrawn_on": "2026-11-22"}))
    assert taken(tmp_path / "store", "SELECT * FROM penalties") == []
    assert recorded_columns(tmp_path / "store")["penalties"] == {}
    assert (tmp_path / "store" / "penalties" / "b1.parquet").exists()


def test_an_import_that_breaks_off_leaves_no_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the manifest is there nothing is; afterwards the same batch can be imported."""
    source = write_csv(tmp_path / "penalties.csv", [penalty(1)])

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(warehouse.json, "dump", broken)
        with pytest.raises(OSError, match="disk full"):
            load(source, tmp_path / "store")
    assert taken(tmp_path / "store", "SELECT * FROM penalties") == []
    assert not list((tmp_path / "store").rglob("*.raw.parquet"))
    load(source, tmp_path / "store")
    assert taken(tmp_path / "store", "SELECT count(*) FROM penalties") == [(1,)]


def test_the_same_input_gives_the_same_files(tmp_path: Path, cases: Path) -> None:
    stores = [empty_store(tmp_path / name) for name in "ab"]
    for store in stores:
        load(cases / "sample" / "penalties.csv", store)
    first, second = (
        {path.relative_to(store): path.read_bytes() for path in store.rglob("*") if path.is_file()} for store in stores
    )
    assert first == second


def test_two_imports_into_one_store_do_not_meet(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "penalties.csv", [penalty(1)])
    store = tmp_path / "store"

    def meanwhile(*_: object) -> None:
        with pytest.raises(InputError, match="正在导入"):
            load(source, store, "b2")

    import_records(source, store, batch="b1", as_of=AS_OF, progress=meanwhile)
    assert taken(store, "SELECT DISTINCT _import FROM penalties") == [("b1",)]


def test_what_a_killed_import_left_is_cleared_away(tmp_path: Path) -> None:
    """Raw rows hold identity numbers; they must not lie about."""
    left = tmp_path / "store" / ".staging" / "old" / "1.raw.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    load(write_csv(tmp_path / "penalties.csv", [penalty(1)]), tmp_path / "store")
    assert not left.exists()


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("无表头.csv", lambda p: p.write_text("\n1,2\n", encoding="utf-8"), "没有表头"),
        ("空.csv", lambda p: p.write_bytes(b""), "没有表头"),
        ("别的.csv", lambda p: p.write_text("甲,乙\n1,2\n", encoding="utf-8"), "没有一张认得的表"),
        (
            "penalties.csv",
            lambda p: p.write_text("案件编号,备注\nP1,x\n", encoding="utf-8"),
            "缺少必需的栏目：执法机关",
        ),
        ("二进制.csv", lambda p: p.write_bytes(b"\0\0\0,\n"), "不是 CSV"),
        ("坏.xlsx", lambda p: p.write_bytes(b"PK\x03\x04"), "已损坏"),
        ("坏.xls", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0"), "已损坏"),
        ("不在.csv", lambda p: None, "找不到"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], object], sentence: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(InputError, match=sentence):
        load(tmp_path / name, tmp_path / "store")


def test_a_cell_of_a_moment_keeps_its_time(tmp_path: Path) -> None:
    rows = [{"检查编号": "I1", "检查机关统一社会信用代码": AGENCY["统一社会信用代码"], "执法领域": "城市管理",
             "检查开始时间": "2024-03-05 09:30:00"}]  # fmt: skip
    load(write_csv(tmp_path / "inspections.csv", rows), tmp_path / "store")
    assert taken(tmp_path / "store", "SELECT started_at FROM inspections") == [(datetime(2024, 3, 5, 9, 30),)]  # noqa: DTZ001
