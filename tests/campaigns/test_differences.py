"""What two versions say differently, cell by cell, against the rows they were made of."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from fajian.campaigns.differences import Cell, Difference, Row, difference

FILE = {"name": "报告.pdf", "size": 10, "sha256": "ab" * 32}


def told(rows: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A content with one ledger."""
    book = {
        "ledger": 7, "annex": "附件1", "title": "自查台账", "form": "self-check 1",
        "columns": [["problem", "问题"], ["measure", "措施"]], "rows": rows or [],
    }  # fmt: skip
    given = {"what": "自查报告", "unit": "某局", "text": "报送", "nil": False, "file": None, "proof": None}
    return given | {"ledgers": [book]} | more


def row(number: int, struck: str = "", **cells: str) -> dict[str, Any]:
    return {"number": number, "struck": struck, "cells": cells}


def test_the_same_differs_in_nothing() -> None:
    assert not difference(told([row(1, problem="甲")]), told([row(1, problem="甲")]))


def test_rows_are_added_changed_and_struck_with_old_and_new_of_each_cell() -> None:
    old = told([row(1, problem="甲", measure="改"), row(2, problem="乙"), row(3, problem="丙")])
    new = told([row(1, problem="甲", measure="已改"), row(2, "登记错误", problem="乙"), row(3, problem="丙"),
                row(4, problem="丁")])  # fmt: skip
    (book,) = difference(old, new).books
    assert book.title == "附件1 自查台账"
    assert book.rows == (
        Row(1, "变更", (Cell("措施", "改", "已改"),)),
        Row(2, "作废", (), "登记错误"),
        Row(4, "新增", (Cell("问题", "", "丁"),)),
    )


def test_words_and_files_are_compared_too() -> None:
    found = difference(told(), told(text="补充", nil=True, file=FILE))
    assert found.said[:2] == (Cell("报送说明", "报送", "补充"), Cell("零报告", "否", "是"))
    assert found.said[2:] == (Cell("附件", "", "报告.pdf（摘要 abababababab…）"),)


def test_another_file_of_the_same_name_is_another_file() -> None:
    other = FILE | {"sha256": "cd" * 32}
    assert difference(told(file=FILE), told(file=other)).said[0].new == "报告.pdf（摘要 cdcdcdcdcdcd…）"


def test_a_ledger_that_came_and_one_that_went() -> None:
    more = told()["ledgers"][0] | {"ledger": 8, "annex": "附件2"}
    both = told([row(1, problem="甲")])
    both["ledgers"] = [*both["ledgers"], more]
    assert [(book.title, book.word) for book in difference(told(), both).books] == [
        ("附件1 自查台账", ""),
        ("附件2 自查台账", "新增"),
    ]
    went = difference(told([row(1, problem="甲")], ledgers=both["ledgers"]), told(ledgers=[more]))
    assert [(book.word, book.rows[0].word) for book in went.books] == [("撤下", "撤下")]


@pytest.mark.parametrize("seed", range(8))
def test_the_old_version_and_the_difference_give_the_new_one(seed: int) -> None:
    chance = Random(seed)

    def rows() -> list[dict[str, Any]]:
        return [
            row(n, chance.choice(["", "", "错"]), **{k: chance.choice("甲乙丙") for k in ("problem", "measure")
                                                     if chance.random() < 0.7})
            for n in range(1, 9) if chance.random() < 0.7
        ]  # fmt: skip

    old, new = rows(), rows()
    found = difference(told(old), told(new))
    assert patched(old, found) == {one["number"]: (one["cells"], one["struck"]) for one in new}
    assert bool(found) == (old != new)


def patched(rows: list[dict[str, Any]], found: Difference) -> dict[int, tuple[dict[str, str], str]]:
    """The rows with the difference carried out on them."""
    names = {"问题": "problem", "措施": "measure"}
    state = {one["number"]: (dict(one["cells"]), one["struck"]) for one in rows}
    for book in found.books:
        for change in book.rows:
            if change.word == "撤下":
                del state[change.number]
                continue
            cells, _ = state.get(change.number, ({}, ""))
            for cell in change.cells:
                assert cells.get(names[cell.label], "") == cell.old
                cells[names[cell.label]] = cell.new
            state[change.number] = ({name: text for name, text in cells.items() if text}, change.reason)
    return state
