"""A record's page holds the provisions it rests on against the law of the day it was decided on."""

from __future__ import annotations

from typing import Any

from fajian.orgs.models import User
from tests.records.conftest import case, sheet


def test_the_basis_of_a_penalty_is_checked_on_the_day_of_its_decision(
    people: dict[str, User], imported: Any, browser: Any
) -> None:
    basis = {
        "A1": "《行政处罚法（2017）》第三十八条、《行政强制法》第九条",
        "A2": "《城市市容和环境卫生管理条例》第十四条",
        "A3": "按规定",
    }
    rows = [case(number, 处罚决定日期="2026-03-02", 处罚依据=text) for number, text in basis.items()]
    imported(people["clerk_a"], sheet(rows))
    page = browser(people["clerk_a"])
    first = page.get("/records/tables/penalties/A1/").content.decode()
    assert "按决定日2026年3月2日" in first
    assert "引用的是2017年文本" in first
    assert "引用的法条，按决定日" in page.get("/records/tables/penalties/A2/").content.decode()
    assert "引用的法条" not in page.get("/records/tables/penalties/A3/").content.decode()
