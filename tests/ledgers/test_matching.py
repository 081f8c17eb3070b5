"""Which two rows look like a relapse, and which like one problem told twice: pairs on both sides of every bound."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from fajian.ledgers import matching
from fajian.ledgers.matching import Index, Row, compare, traits

CLOSED_ON = dt.date(2026, 3, 10)
TEXT = "处罚决定书超过法定期限七日才送达当事人，送达回证没有签收日期。"
OTHER = "检查人员两次进入同一家餐馆检查，没有出示执法证件，也没有告知权利。"
# What of TEXT is left and what replaces the rest, to be alike by about so many percent.
HALF = TEXT[:22] + "，已责令改正"

CLOSED = Row(1, TEXT, dt.date(2026, 1, 5), "自查自纠", closed_on=CLOSED_ON)
NEW = Row(2, TEXT, dt.date(2026, 6, 1), "监督检查", happened_on=dt.date(2026, 5, 20))


def kind(earlier: Row, later: Row) -> str:
    """relapse, same, or "" when nothing is proposed; the order of the two must not matter."""
    found, turned = compare(earlier, later), compare(later, earlier)
    assert found == turned
    return found.kind if found else ""


@pytest.mark.parametrize(
    ("happened_on", "found"),
    [
        (CLOSED_ON - dt.timedelta(days=1), "same"),
        (CLOSED_ON, "same"),
        (CLOSED_ON + dt.timedelta(days=1), "relapse"),
        (dt.date(2028, 3, 10), "relapse"),
        (dt.date(2028, 3, 11), ""),
    ],
)
def test_only_what_happened_after_the_closing_and_not_years_later_has_come_back(
    happened_on: dt.date, found: str
) -> None:
    assert kind(CLOSED, replace(NEW, happened_on=happened_on)) == found


def test_without_a_day_of_its_own_a_problem_is_of_the_day_it_was_found() -> None:
    assert kind(CLOSED, replace(NEW, happened_on=None)) == "relapse"
    assert kind(CLOSED, replace(NEW, happened_on=None, found_on=CLOSED_ON)) == "same"


@pytest.mark.parametrize(
    ("title", "agreeing", "found"),
    [
        (OTHER, ("item", "kind"), "relapse"),
        (OTHER, ("item", "party"), "relapse"),
        (OTHER, ("kind", "party"), "relapse"),
        (OTHER, ("item",), ""),
        (OTHER, ("document",), ""),
        (HALF, ("item",), "relapse"),
        (HALF, (), ""),
        (TEXT, (), "relapse"),
    ],
)
def test_two_traits_or_one_and_a_like_text_or_a_very_like_text_make_a_relapse(
    title: str, agreeing: tuple[str, ...], found: str
) -> None:
    same = dict.fromkeys(agreeing, "餐饮服务许可")
    assert kind(replace(CLOSED, **same), replace(NEW, title=title, **same)) == found


def test_what_is_open_does_not_come_back_and_what_has_come_back_does_so_once() -> None:
    assert kind(replace(CLOSED, closed_on=None), NEW) == "same"
    assert kind(replace(CLOSED, followed=True), NEW) == ""
    assert kind(CLOSED, replace(NEW, follows=9)) == ""
    assert kind(CLOSED, replace(NEW, follows=1)) == ""


OPEN = replace(CLOSED, closed_on=None)


@pytest.mark.parametrize(
    ("title", "agreeing", "found"),
    [
        (OTHER, ("document", "kind"), "same"),
        (OTHER, ("document",), ""),
        (HALF, ("document",), "same"),
        (HALF, ("item",), "same"),
        (OTHER, ("item",), ""),
        (TEXT, (), "same"),
        (HALF, (), ""),
    ],
)
def test_the_same_problem_has_one_document_or_one_item_or_nearly_one_text(
    title: str, agreeing: tuple[str, ...], found: str
) -> None:
    same = dict.fromkeys(agreeing, "安罚决字〔2026〕第12号")
    assert kind(replace(OPEN, **same), replace(NEW, title=title, happened_on=None, **same)) == found


def test_another_document_another_party_or_another_season_is_another_problem() -> None:
    assert kind(replace(OPEN, document="第12号"), replace(NEW, document="第13号")) == ""
    assert kind(replace(OPEN, party="甲店"), replace(NEW, party="乙店")) == ""
    assert kind(replace(OPEN, document="第12号"), replace(NEW, document="")) == "same"
    assert kind(replace(OPEN, item="甲案"), replace(NEW, item="乙案")) == ""
    spring = replace(OPEN, happened_on=NEW.happened_on - dt.timedelta(days=180)) if NEW.happened_on else OPEN
    assert kind(spring, NEW) == "same"
    earlier = replace(spring, happened_on=spring.happened_on - dt.timedelta(days=1)) if spring.happened_on else spring
    assert kind(earlier, NEW) == ""
    assert kind(replace(earlier, document="第12号", kind="x"), replace(NEW, document="第12号", kind="x")) == "same"


def test_of_one_channel_only_what_is_of_one_item_too_is_proposed() -> None:
    again = replace(NEW, channel=OPEN.channel, happened_on=None)
    assert kind(OPEN, again) == ""
    assert kind(replace(OPEN, item="甲案"), replace(again, item="甲 案")) == "same"
    assert kind(replace(OPEN, item="甲案"), replace(again, item="甲案", title=HALF)) == ""


def test_a_pair_says_what_agrees_in_the_words_of_the_newer_row() -> None:
    pair = compare(replace(CLOSED, item="餐饮许可", party="某店"), replace(NEW, item="餐饮 许可", party="他店"))
    assert pair is not None
    assert (pair.agrees, pair.percent) == ((("事项", "餐饮 许可"),), 100)


def test_an_index_finds_the_closest_few_among_thousands() -> None:
    crowd = [Row(n, f"{OTHER}{n}" * 2, CLOSED_ON, item=f"事项{n}") for n in range(100, 3_000)]
    closed = [replace(CLOSED, number=n, item="送达", title=TEXT if n < 5 else HALF) for n in range(1, 9)]
    new = replace(NEW, number=5_000, item="送达")
    found = list(Index([*crowd, *closed, new]).pairs(5_000))
    assert [(pair.earlier, pair.percent) for pair in found] == [(4, 100), (3, 100), (2, 100)]


def test_traits_are_the_first_filled_columns_of_the_content() -> None:
    data = {
        "matter": " ",
        "violation": "无证经营",
        "decision_no": "安罚〔2026〕1号",
        "party": "某店",
        "rule_id": "PEN-036",
    }
    assert traits(data) == {
        "item": "无证经营",
        "kind": "PEN-036",
        "party": "某店",
        "document": "安罚〔2026〕1号",
    }
    assert len(traits({"matter": "长" * 500})["item"]) == matching.LONGEST


@pytest.mark.parametrize(
    ("source", "form", "by_unit", "channel"),
    [
        ("finding:1", "general", False, "筛查疑点"),
        ("", "file-review", False, "案卷评查"),
        ("", "self-check", True, "自查自纠"),
        ("", "general", False, "监督检查"),
        ("lookback:2", "look-back", True, "回头看"),
    ],
)
def test_a_channel_is_told_by_the_source_then_the_form_then_the_person(
    source: str, form: str, by_unit: bool, channel: str
) -> None:
    assert matching.channel(source, form, by_unit=by_unit) == channel
