"""A file becomes a batch: rows in the warehouse, counts and faults in the database; killed anywhere, it is redone."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from fajian.core.errors import Refused
from fajian.core.models import Event, Notice
from fajian.orgs.models import Unit, User
from fajian.records import actions, jobs, warehouse
from fajian.records.models import BatchFault, ImportBatch
from tests.records.conftest import MINE, NOBODYS, OTHERS, carry_out, case, sheet

Give = Callable[..., ImportBatch]
pytestmark = pytest.mark.django_db(transaction=True)


def rows(code: str, table: str = "penalties") -> list[str]:
    path = warehouse.folder() / table / f"{code}.parquet"
    return [str(row[0]) for row in duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()]


def test_good_rows_are_taken_and_bad_cells_named(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1"), case("A2", 处罚决定日期="二月三十日")]))
    assert (batch.state, batch.taken, batch.refused) == ("imported", 1, 1)
    assert rows(batch.code) == ["A1"]
    fault = BatchFault.objects.get(batch=batch, level="refused")
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("", 3, "处罚决定日期", "二月三十日")


def test_who_handed_in_is_told_with_a_link(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1")]))
    notice = Notice.objects.get(to=people["clerk_a"])
    assert batch.code in notice.link
    assert "收下1行" in notice.text


def test_rows_of_other_units_agencies_are_left_out(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1"), case("B1", OTHERS), case("C1", NOBODYS), case("A2")]))
    assert rows(batch.code) == ["A1", "A2"]
    assert batch.counts["penalties"] == {"read": 4, "taken": 2, "refused": 2, "repeated": 0, "skipped": 0}
    faults = BatchFault.objects.filter(batch=batch, kind="not_yours").order_by("row")
    assert [(fault.row, fault.value) for fault in faults] == [(3, OTHERS), (4, NOBODYS)]
    assert "不在您的权限范围" in faults[0].message


def test_a_batch_for_the_whole_area_may_hold_agencies_without_a_unit(
    people: dict[str, User], root: Unit, imported: Give
) -> None:
    batch = imported(people["supervisor"], sheet([case("A1"), case("B1", OTHERS), case("C1", NOBODYS)]), unit=root)
    assert (batch.taken, batch.refused) == (3, 0)


def test_payments_of_another_units_case_are_left_out_with_it(people: dict[str, User], imported: Give) -> None:
    data = zipped(
        {
            "行政处罚案件.csv": sheet([case("A1"), case("B1", OTHERS)]),
            "公示信息.csv": sheet(
                [
                    {"公示编号": "P1", "执法种类": "行政处罚", "办件编号": "A1", "公示日期": "2026-03-25"},
                    {"公示编号": "P2", "执法种类": "行政处罚", "办件编号": "B1", "公示日期": "2026-03-25"},
                ]
            ),
        }
    )
    batch = imported(people["clerk_a"], data, "数据.zip")
    assert rows(batch.code, "publications") == ["P1"]


def test_law_for_everybody_is_handed_in_for_the_whole_area_only(people: dict[str, User], imported: Give) -> None:
    tier = {"阶次编码": "T1", "基准编号": "S1", "罚则编码": "N1", "案由编码": "V1", "阶次": "一般"}
    data = zipped({"行政处罚案件.csv": sheet([case("A1")]), "裁量基准阶次.csv": sheet([tier])})
    batch = imported(people["clerk_a"], data, "数据.zip")
    assert batch.counts["discretion_tiers"]["taken"] == 0
    assert "负责整个辖区" in batch.faults.get(kind="not_yours").message


def test_whoever_answers_for_the_area_hands_in_its_law(people: dict[str, User], root: Unit, imported: Give) -> None:
    tier = {"阶次编码": "T1", "基准编号": "S1", "罚则编码": "N1", "案由编码": "V1", "阶次": "一般"}
    batch = imported(people["supervisor"], sheet([tier]), "裁量基准阶次.csv", unit=root)
    assert (batch.state, batch.taken) == ("imported", 1)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_with_nothing_to_take_is_refused_with_its_faults(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("B1", OTHERS)]))
    assert batch.state == "refused"
    assert "没有一行可以录入" in batch.reason
    assert [fault.value for fault in batch.faults.filter(level="refused")] == [OTHERS]
    assert warehouse.manifest_of(batch.code) is None


def test_a_file_of_another_kind_is_refused_with_a_sentence(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], "天气,温度\n晴,20\n".encode(), "天气.csv")
    assert batch.state == "refused"
    assert "认得的表" in batch.reason


def test_an_archive_without_tables_is_refused(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], zipped({"readme.txt": b"hello"}), "数据.zip")
    assert (batch.state, "没有 CSV 文件或工作簿" in batch.reason) == ("refused", True)


def test_the_same_file_is_taken_once_per_unit(people: dict[str, User], handed_in: Give) -> None:
    handed_in(people["clerk_a"], sheet([case("A1")]))
    with pytest.raises(Refused, match="已于"):
        handed_in(people["clerk_a"], sheet([case("A1")]))


def test_nobody_hands_in_for_a_unit_out_of_reach(people: dict[str, User], handed_in: Give) -> None:
    with pytest.raises(Refused, match="权限范围"):
        handed_in(people["clerk_a"], sheet([case("B1", OTHERS)]), unit=people["clerk_b"].unit)


def test_a_second_run_of_a_finished_import_changes_nothing(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1"), case("A2", 罚款金额="若干")]))
    before = (batch.version, Event.objects.count(), BatchFault.objects.count())
    carry_out("records.import", batch=batch.pk)
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (batch.version, Event.objects.count(), BatchFault.objects.count()) == before


class Killed(BaseException):
    """Nothing after it runs, as nothing runs after SIGKILL."""


@pytest.mark.parametrize("after", range(8))
def test_killed_while_publishing_it_is_whole_or_not_there(
    people: dict[str, User], handed_in: Give, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    batch = handed_in(people["clerk_a"], sheet([case("A1"), case("A2", 罚款金额="若干")]))
    replace, calls = os.replace, []

    def dying(*args: Any) -> None:
        calls.append(args)
        if len(calls) > after:
            raise Killed
        replace(*args)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", dying)
        try:
            carry_out("records.import", batch=batch.pk)
        except Killed:
            assert (warehouse.manifest_of(batch.code) is None) or warehouse.report_of(batch.code)
            assert ImportBatch.objects.get(pk=batch.pk).state == "received"
    carry_out("records.import", batch=batch.pk)
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (batch.state, batch.taken, batch.refused) == ("imported", 1, 1)
    assert BatchFault.objects.filter(level="refused").count() == 1
    assert rows(batch.code) == ["A1"]


def test_killed_before_the_database_knows_it_is_told_without_reading_again(
    people: dict[str, User], handed_in: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = handed_in(people["clerk_a"], sheet([case("A1")]))

    def die(**_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(actions, "take_in", die)
        with pytest.raises(Killed):
            carry_out("records.import", batch=batch.pk)
    assert warehouse.manifest_of(batch.code)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the finished batch was read again")

    monkeypatch.setattr(jobs, "build", never)
    carry_out("records.import", batch=batch.pk)
    assert ImportBatch.objects.get(pk=batch.pk).taken == 1
    assert warehouse.report_of(batch.code) is None


def test_a_withdrawn_batch_is_marked_and_its_rows_may_come_again(people: dict[str, User], imported: Give) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1")]))
    actions.withdraw(by=people["clerk_a"], batch=batch, seen=batch.version, reason="金额填错")
    carry_out("records.withdraw", batch=batch.pk)
    manifest = warehouse.manifest_of(batch.code)
    assert manifest is not None
    assert manifest["withdrawn_on"]
    assert warehouse.standing() == []
    again = imported(people["clerk_a"], sheet([case("A1")]))
    assert (again.state, again.taken) == ("imported", 1)


def test_what_other_batches_hold_is_a_repeat_here_too(people: dict[str, User], imported: Give) -> None:
    imported(people["clerk_a"], sheet([case("A1")]))
    batch = imported(people["clerk_a"], sheet([case("A1"), case("A2")]))
    assert batch.counts["penalties"]["repeated"] == 1
    assert rows(batch.code) == ["A2"]


def test_no_event_of_the_chain_holds_a_faulty_value(people: dict[str, User], imported: Give) -> None:
    imported(people["clerk_a"], sheet([case("A1"), case("A2", 罚款金额="金丝雀甲")]))
    assert not [event for event in Event.objects.all() if "金丝雀甲" in (event.payload or "")]


def test_the_agency_of_this_test_is_a_real_one() -> None:
    assert len(MINE) == len(OTHERS) == 18
