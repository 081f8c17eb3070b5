"""排查: the cases of a unit from its data, looked at one by one; what is found stands in the ledger at once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.errors import Refused
from fajian.ledgers import actions, sweeping
from fajian.ledgers.models import Entry, Ledger, Rectification, Sweep
from fajian.orgs.models import User
from fajian.records.models import ImportBatch
from tests.ledgers.conftest import page
from tests.ledgers.stories import pdf
from tests.ledgers.test_takeins import hand_back, take
from tests.records.conftest import (  # noqa: F401 – fixtures
    OTHERS,
    _own_warehouse,
    browser,
    case,
    handed_in,
    imported,
    people,
    sheet,
)

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, User]
FROM, TO = dt.date(2022, 1, 1), dt.date(2026, 11, 30)


@pytest.fixture
def data(people: People, imported: Callable[..., ImportBatch]) -> None:  # noqa: F811
    """Cases of two agencies: firms and a person, before the span and in it, one that does not say whose it is."""
    rows = [
        case("A1", 处罚决定书文号="云综罚〔2022〕1号", 处罚决定日期="2022-01-01", 当事人类别="法人及非法人组织"),
        case("A2", 处罚决定书文号="云综罚〔2023〕2号", 处罚决定日期="2023-06-01", 当事人类别="个体工商户"),
        case("A3", 处罚决定书文号="云综罚〔2024〕3号", 处罚决定日期="2024-06-01", 当事人类别=""),
        case("A4", 处罚决定书文号="云综罚〔2024〕4号", 处罚决定日期="2024-06-02", 当事人类别="自然人"),
        case("A5", 处罚决定书文号="云综罚〔2021〕5号", 处罚决定日期="2021-12-31", 立案日期="2021-12-01"),
    ]
    imported(people["clerk_a"], sheet(rows))
    imported(people["clerk_b"], sheet([case("B1", OTHERS, 处罚决定日期="2024-01-01")]), "乙.csv")


def opened(by: User, code: str) -> Ledger:
    return actions.open_ledger(by=by, unit=by.unit, spec_code=code)


def begun(ledger: Ledger, by: User, from_on: dt.date = FROM) -> Sweep:
    cases = sweeping.cases(ledger, from_on, TO, enterprises=True)
    return actions.begin_sweep(by=by, ledger=ledger, from_on=from_on, to_on=TO, enterprises=True, cases=cases)


@pytest.mark.mechanisms("S001-36")
def test_cases_of_enterprises_are_gone_through_and_what_is_found_is_put_right_on_the_spot(
    people: People,  # noqa: F811
    data: None,
    browser: Callable[[User], Any],  # noqa: F811
) -> None:
    clerk = people["clerk_a"]
    ledger, client = opened(clerk, "enterprise-problems"), browser(clerk)
    address = reverse("ledgers:sweeps", args=[ledger.pk])
    assert address in page(client.get(ledger.get_absolute_url()))
    sent = {"from_on": "2022-01-01", "to_on": "2026-11-30", "enterprises": "on", "key": "k"}
    assert client.post(address, sent).status_code == 302
    sweep = Sweep.objects.get()
    cases = {row.record_id: row for row in sweep.cases.all()}
    assert list(cases) == ["A1", "A2", "A3"], "neither persons, nor before 2022, nor another agency's"
    text = page(client.get(sweep.get_absolute_url()))
    assert "云综罚〔2022〕1号" in text
    ticked = {"case": [cases["A1"].pk, cases["A3"].pk], "note": "查阅案卷，程序齐全", "key": "c"}
    assert client.post(sweep.get_absolute_url(), ticked).status_code == 302
    find = reverse("ledgers:find_in_case", args=[cases["A2"].pk])
    form = client.get(find).context["form"]
    assert form["c_enterprise"].value() == "商行A2", "what the case says need not be typed"
    problem = {"c_problem": "未告知听证权利", "c_defect": "执法不规范不严格", "c_enterprise": "商行A2", "key": "f"}
    answer = client.post(find, {**problem, "c_unit": clerk.unit.name, "seen": cases["A2"].version})
    assert answer.status_code == 302, answer.content.decode()
    entry = Entry.objects.get(ledger=ledger)
    assert (entry.title, entry.source, entry.happened_on) == (
        "未告知听证权利", f"sweep:{cases['A2'].pk}", dt.date(2023, 6, 1),
    )  # fmt: skip
    row = Rectification.objects.get(entry=entry)
    told = {"cause": "疏忽", "measure": "补正告知", "kind": "at_once", "person": "甲某", "leader": "乙某"}
    row = actions.accept(by=clerk, rectification=row, seen=row.version, due_on=None, **told)
    row = actions.submit(by=clerk, rectification=row, seen=row.version, result="当场补正", files=[pdf()])
    actions.close(by=people["supervisor"], rectification=row, seen=row.version)
    with pytest.raises(Refused, match="“发现问题”，“待查”状态才能"):
        actions.clear_cases(by=clerk, sweep=sweep, cases=[cases["A2"].pk])
    got = client.get(reverse("ledgers:export_sweep", args=[sweep.pk]))
    cells = load_workbook(io.BytesIO(b"".join(got.streaming_content))).worksheets[0]
    lines = {line[1]: line for line in cells.iter_rows(values_only=True) if line[1] in cases}
    assert [line[6] for line in lines.values()] == ["未发现问题", "发现问题", "未发现问题"]
    assert (lines["A1"][7], lines["A1"][10]) == ("查阅案卷，程序齐全", str(clerk))
    assert lines["A2"][9] == "已销号"


@pytest.mark.mechanisms("S001-37")
def test_what_an_earlier_review_fed_back_is_taken_in_and_every_file_since_is_looked_at_for_it(
    people: People,  # noqa: F811
    data: None,
    browser: Callable[[User], Any],  # noqa: F811
) -> None:
    clerk = people["clerk_a"]
    ledger = opened(clerk, "file-review")
    feedback = (
        "单位,案卷名称,案卷文号,卷别,评查时间,反馈问题,问题类别\n"
        "甲县城市管理局,商行A2占道案,云综罚〔2023〕2号,处罚,2023-10-20,缺少送达回证,立卷\n"
        "甲县城市管理局,旧案,云综罚〔2020〕9号,处罚,2023-10-20,未听取陈述申辩,程序\n"
    )
    taking = hand_back(ledger, feedback.encode("utf-8-sig"), clerk, "2023年评查反馈.csv")
    assert take(taking, clerk).counts["new"] == 2
    sweep = begun(ledger, clerk, dt.date(2023, 1, 1))
    told = {row.record_id: (row.state, row.told) for row in sweep.cases.all()}
    assert told == {"A2": ("problem", True), "A3": ("waiting", False)}, "what was fed back is known already"
    text = page(browser(clerk).get(sweep.get_absolute_url()))
    assert "请对照着查：立卷 1 个、程序 1 个" in text
    assert "以前评查反馈过" in text
    rest = sweep.cases.get(record_id="A3")
    new = actions.NewEntry("缺少送达回证", {"decision_no": rest.decision_no, "defect": "立卷"})
    made = actions.find_in_case(by=clerk, case=rest, seen=rest.version, new=new)
    assert made.ledger == ledger
    assert not sweep.cases.waiting().exists()
    lines = list(sweeping.listed(sweep))
    assert [line[8] for line in lines] == ["第1号 缺少送达回证", "第3号 缺少送达回证"]


def test_others_neither_see_nor_begin_a_sweep_and_none_begins_over_nothing(
    people: People,  # noqa: F811
    data: None,
    browser: Callable[[User], Any],  # noqa: F811
) -> None:
    clerk, stranger = people["clerk_a"], people["clerk_b"]
    ledger = opened(clerk, "enterprise-problems")
    sweep = begun(ledger, clerk)
    address = sweep.get_absolute_url()
    first = sweep.cases.first()
    assert first is not None
    for url in (address, reverse("ledgers:find_in_case", args=[first.pk]), reverse("ledgers:sweeps", args=[ledger.pk])):
        assert browser(stranger).get(url).status_code == 404
    shown = page(browser(people["leader"]).get(address))
    assert "勾选的未发现问题" not in shown
    with pytest.raises(Refused, match="不在您的权限范围"):
        actions.clear_cases(by=stranger, sweep=sweep, cases=[first.pk])
    given: dict[str, Any] = {"by": clerk, "ledger": ledger, "enterprises": True}
    with pytest.raises(Refused, match="没有本单位的处罚案件"):
        actions.begin_sweep(**given, from_on=FROM, to_on=TO, cases=[])
    with pytest.raises(Refused, match="起始日期晚于截止日期"):
        actions.begin_sweep(**given, from_on=TO, to_on=FROM, cases=[])
    many = [sweeping.Case(str(n), "", "", "", None) for n in range(sweeping.MOST + 1)]
    with pytest.raises(Refused, match="请分几段日期"):
        actions.begin_sweep(**given, from_on=FROM, to_on=TO, cases=many)
