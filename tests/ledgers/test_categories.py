"""问题类别: said by the row's own words or chosen by a person, filtered and counted; nobody guesses."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.errors import Refused, Stale
from fajian.engine.forms.categories import categories
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.models import User
from fajian.web import policy
from tests.ledgers.conftest import Browser, in_state, page, seen

pytestmark = pytest.mark.django_db
People = dict[str, User]
# What the plans call kinds of problems, and what the law calls them.
FIRST_PLAN = {
    "运动式执法": "11-4", "“一刀切”执法": "11-4", "简单粗暴执法": "11-5", "野蛮执法": "11-5", "过度执法": "11-4",
    "机械执法": "11-3", "逐利执法": "11-4",
}  # fmt: skip
FIVE_NOTS = {"不严格": "11-4", "不公正": "11-3", "不规范": "11-2", "不廉洁": "11-7", "不文明": "11-5"}
STYLE = {"慵懒散慢": "11-4", "办事慢": "11-4", "关系案人情案": "11-7", "徇私舞弊": "11-7"}

# 大通湖: the three disorders on roads and waterways, and the other ones.
ROADS = {
    "下达罚款指标": "11-4", "以收定支": "11-4", "无权上路执法": "11-1", "越权设站": "11-1", "搭车收费": "11-4",
    "乱查、乱扣、乱收、乱罚": "11-4", "罚而不纠": "11-4", "罚而不处": "11-4", "收费罚款分成": "11-7",
    "公款私存": "11-7", "贪污挪用罚没款": "11-7", "私了事故": "11-7",
}  # fmt: skip
DISORDERS = {
    "乱收费": "11-4", "乱罚款": "11-4", "乱摊派": "11-4", "索拿卡要": "11-7", "以罚代收": "11-4", "以罚代管": "11-4",
    "强行收费": "11-4",
}  # fmt: skip


def sorted_ledger(people: People) -> Ledger:
    """A general ledger, whose category is a column of free text."""
    return actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="general")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(FIRST_PLAN, marks=pytest.mark.mechanisms("S001-04")),
        pytest.param(FIVE_NOTS, marks=pytest.mark.mechanisms("S003-19")),
        pytest.param(ROADS, marks=pytest.mark.mechanisms("S002-13")),
        pytest.param(DISORDERS, marks=pytest.mark.mechanisms("S002-14")),
        pytest.param(STYLE, marks=pytest.mark.mechanisms("S003-31")),
    ],
)
def test_the_words_of_a_plan_are_counted_under_the_laws_categories(
    words: dict[str, str], people: People, browser: Browser
) -> None:
    ledger, clerk, supervisor = sorted_ledger(people), browser(people["clerk"]), browser(people["supervisor"])
    for word in words:
        sent = {"c_area": word, "c_problem": f"自查发现{word}的问题", "c_unit": ledger.unit.name}
        answer = clerk.post(reverse("ledgers:record", args=[ledger.pk]), sent)
        assert answer.status_code == 302, page(answer)
    for row in Rectification.objects.select_related("entry"):
        assert row.category == words[row.entry.data["area"]]
    text = page(supervisor.get(reverse("ledgers:categories")))
    assert "还没有归类" not in text
    for code in set(words.values()):
        those = [word for word, one in words.items() if one == code]
        assert f'category={code}">{len(those)}</a>' in text
        listed = page(supervisor.get(reverse("ledgers:problems"), {"category": code}))
        assert {word for word in words if f"自查发现{word}的问题" in listed.replace("&quot;", '"')} == set(those)
        sheet = supervisor.get(reverse("ledgers:export_all"), {"category": code})
        told = [
            cell.value for row in load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows() for cell in row
        ]
        assert {word for word in words if word in told} == set(those)


def test_what_is_in_no_category_says_so_and_is_counted_until_a_person_chooses(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    new = [actions.NewEntry("台账报送不及时", {"aspect": "不规范不公正"}), actions.NewEntry("未说明理由")]
    actions.record(by=people["clerk"], ledger=ledger, rows=new)
    row = Rectification.objects.order_by("pk")[0]
    supervisor = browser(people["supervisor"])
    assert "有 2 个问题还没有归类" in page(supervisor.get(reverse("ledgers:categories")))
    assert "未归类" in page(supervisor.get(reverse("ledgers:entry", args=[row.pk])))
    assert "不规范不公正" in (asking := page(supervisor.get(reverse("ledgers:classify", args=[row.pk]))))
    assert "请按具体问题选择" in asking
    sent = {"seen": seen(row), "category": "12-2"}
    assert supervisor.post(reverse("ledgers:classify", args=[row.pk]), sent).status_code == 302
    assert "有 1 个问题还没有归类" in page(supervisor.get(reverse("ledgers:categories")))
    assert categories()["12-2"].title in page(supervisor.get(reverse("ledgers:entry", args=[row.pk])))
    unsorted = page(supervisor.get(reverse("ledgers:problems"), {"category": "none"}))
    assert ("未说明理由" in unsorted, "台账报送不及时" in unsorted) == (True, False)
    assert supervisor.post(reverse("ledgers:classify", args=[row.pk]), {"seen": seen(row)}).status_code == 422


def test_what_a_person_chose_stays_when_the_words_change(people: People, ledger: Ledger) -> None:
    (entry,) = actions.record(
        by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("不给告知书", {}, category="11-2")]
    )
    actions.edit(by=people["clerk"], entry=entry, seen=1, title="不给告知书", data={"aspect": "乱作为"})
    assert Rectification.objects.get(entry=entry).category == "11-2"


def test_words_written_later_sort_a_row_that_was_in_no_category(people: People, ledger: Ledger) -> None:
    (entry,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("不给告知书")])
    actions.edit(by=people["clerk"], entry=entry, seen=1, title="不给告知书", data={"aspect": "乱作为"})
    assert Rectification.objects.get(entry=entry).category == "11-4"


def test_sorting_is_no_edit_of_a_closed_problem_and_the_unit_sorts_only_open_ones(
    people: People, ledger: Ledger
) -> None:
    row = in_state("closed", people, ledger)
    with pytest.raises(Refused, match="由监督人员归类"):
        actions.classify(by=people["clerk"], rectification=row, seen=row.version, category="11-2")
    actions.classify(by=people["supervisor"], rectification=row, seen=row.version, category="11-2")
    after = Rectification.objects.get(pk=row.pk)
    assert (after.state, after.closed_at, after.category) == ("closed", row.closed_at, "11-2")
    with pytest.raises(Stale):
        actions.classify(by=people["supervisor"], rectification=row, seen=row.version, category="11-3")
    with pytest.raises(Refused, match="没有编号"):
        actions.classify(by=people["supervisor"], rectification=after, seen=after.version, category="13-1")
    with pytest.raises(Refused, match="权限范围"):
        actions.classify(by=people["stranger"], rectification=after, seen=after.version, category="11-3")


def test_everybody_who_reads_ledgers_sees_the_statistics_of_what_they_may_see(
    people: People, others_problem: Rectification, problem: Rectification, browser: Browser
) -> None:
    for name, user in people.items():
        answer = browser(user).get(reverse("ledgers:categories"))
        if not policy.allows(user, "ledgers:categories"):
            assert answer.status_code == 403
            continue
        told = re.findall(r"<tfoot><tr><th[^>]*>合计</th><td[^>]*>(\d+)</td>", page(answer))
        assert told == [str(Rectification.objects.visible_to(user).count())], name
