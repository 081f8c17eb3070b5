"""The pages, as those who use them: the office, a reader, the reviewed unit."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.core import tick
from fajian.engine.reviews.standards import newest
from fajian.orgs.models import User
from fajian.records import hits
from fajian.review import actions
from fajian.review.models import Batch, Objection, Sample, ScoreSheet
from tests.review.conftest import READERS, SECRETS, brought_to, draw_lots, hand_in, of_a

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
People = dict[str, User]
CODES = [item.code for item in newest()["penalties"].items]


def text(response: Any) -> str:
    return str(response.content.decode())


def whole(**more: str) -> dict[str, str]:
    """A sheet as a browser sends it, everything met."""
    return {f"v-{code}": "good" for code in CODES} | more


def test_the_office_opens_a_batch_and_leads_it_to_assigned_files(
    people: People, warehouse: Callable[..., None], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "SOURCES", [])
    warehouse()
    client = browser(people["supervisor"])
    given = {
        "title": "涉企处罚案卷评查", "standard": "penalties", "from_on": "2026-06-30", "to_on": "2026-06-01",
        "take": "2", "due_on": "2099-12-31", "secret": SECRETS["supervisor"], "joint": "云岭市档案馆",
    }  # fmt: skip
    wrong = client.post(reverse("review:new"), given)
    assert wrong.status_code == 422
    assert "止日不能早于起日" in text(wrong)
    page = client.post(reverse("review:new"), given | {"from_on": "2026-06-01", "to_on": "2026-06-30"}, follow=True)
    row = Batch.objects.get()
    assert "名单已备好" in text(page)
    assert "名单 6 件，每个单位抽 2 件" in text(page)
    draw_lots(people, row)
    page = client.post(reverse("review:take", args=[row.pk]), follow=True)
    assert "5 份案卷已列入评查" in text(page)
    chosen = {"users": [people[name].pk for name in READERS]}
    assert "已增加 6 位评查员" in text(client.post(reverse("review:reviewers", args=[row.pk]), chosen, follow=True))
    page = client.post(reverse("review:assign", args=[row.pk]), follow=True)
    assert text(page).count("待评") >= 10
    assert ScoreSheet.objects.count() == 10


@pytest.mark.mechanisms("S001-40", "S001-41")
def test_a_reader_sees_the_file_and_the_hints_and_decides_each_item(
    people: People, batch: Batch, browser: Browser
) -> None:
    own = of_a(batch).sheets.select_related("reviewer").first()
    client, address = browser(own.reviewer), own.get_absolute_url()
    page = text(client.get(address))
    assert "商行A" in page, "what is registered of a file of another unit"
    assert page.count("系统疑点：PEN-059-DOC 处罚决定书法定要素缺失：缺救济途径") == 1
    assert not re.search(r"<input[^>]*type=\"radio\"[^>]*checked", page), "nobody decides for the reader"
    # Whatever is blank and not hinted at is filled in on request; what rules point at stays open.
    client.post(address, {"seen": own.version, "rest": "1", "v-D1": "short", "d-D1": "5", "r-D1": "没有引用"})
    own.refresh_from_db()
    assert own.marks["K1"]["verdict"] == ""
    assert own.marks["D1"] == {"verdict": "short", "deducted": "5", "reason": "没有引用"}
    assert sum(one["verdict"] == "good" for one in own.marks.values()) == len(CODES) - 2
    sent = whole(**{"v-K1": "short", "d-K1": "9", "r-K1": "缺救济途径", "submit": "1", "seen": str(own.version)})
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "扣分应为 0 至 6 的数" in text(wrong)
    assert "缺救济途径</textarea>" in text(wrong), "nothing typed is lost"
    assert "写明理由" in text(client.post(address, sent | {"d-K1": "2", "r-K1": ""}))
    assert "不能按合理缺项" not in text(client.get(address))
    assert "没有勾选“属实”" in text(client.post(address, sent | {"d-K1": "2", "r-V1": "没有主体资格"}))
    done = client.post(address, sent | {"d-K1": "2"}, follow=True)
    assert "评分表已提交" in text(done)
    own.refresh_from_db()
    assert (own.state, str(own.score)) == ("submitted", "98.00")
    assert client.post(address, sent).status_code == 404, "what was handed in does not change"
    assert "98.00分" in text(client.get(address))
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("review:sheet_file", args=[own.pk])).content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert any(row[:2] == ["决定", f"K1 {newest()['penalties'].titles()['K1']}"] and row[4] == 2 for row in cells)


def test_another_readers_sheet_and_the_others_are_not_there(people: People, batch: Batch, browser: Browser) -> None:
    one, two = of_a(batch).sheets.select_related("reviewer").order_by("place")
    hand_in(one)
    for name in ("supervisor", "leader", "discipline", "clerk_a"):
        assert browser(people[name]).get(one.get_absolute_url()).status_code == 404, name
    assert browser(two.reviewer).get(one.get_absolute_url()).status_code == 404
    page = text(browser(people["supervisor"]).get(of_a(batch).get_absolute_url()))
    assert "两份都提交后可见" in page
    assert "100.00" not in page


def test_whoever_must_stay_away_says_why_and_the_next_takes_over(
    people: People, batch: Batch, browser: Browser
) -> None:
    own = of_a(batch).sheets.select_related("reviewer").first()
    address = reverse("review:recuse", args=[own.pk])
    assert browser(people["clerk_a"]).get(address).status_code == 404
    client = browser(own.reviewer)
    assert "请填写理由" in text(client.post(address, {"seen": own.version, "reason": " "}))
    page = client.post(address, {"seen": own.version, "reason": "与当事人是亲属"}, follow=True)
    assert "已回避" in text(page)
    assert of_a(batch).sheets.standing().count() == 2
    other = of_a(batch).sheets.standing().first()
    page = browser(people["supervisor"]).post(
        reverse("review:replace", args=[other.pk]), {"seen": other.version, "reason": "出差"}, follow=True
    )
    assert "已更换评查员" in text(page)


@pytest.mark.mechanisms("S000-29", "S001-40")
def test_the_unit_reads_its_notice_objects_and_the_recheck_settles_it(
    people: People, batch: Batch, browser: Browser
) -> None:
    row = brought_to("scored", people, batch)
    unit, office = browser(people["clerk_a"]), browser(people["supervisor"])
    assert unit.get(row.get_absolute_url()).status_code == 404
    assert unit.get(reverse("review:notice", args=[batch.pk, row.unit_id])).status_code == 404
    assert "1 份案卷的结果已反馈" in text(office.post(reverse("review:feed_back", args=[batch.pk]), follow=True))
    page = text(unit.get(row.get_absolute_url()))
    assert "决定书缺救济途径；没有写明复议机关" in page
    readers = [one.reviewer.display_name for one in row.sheets.select_related("reviewer")]
    assert not [name for name in readers if name in page], "the unit does not learn who read"
    letter = unit.get(reverse("review:notice", args=[batch.pk, row.unit_id]))
    told = "\n".join(words(letter))
    assert "云岭市城市管理局：" in told
    assert "98.00" in told
    assert "决定书缺救济途径" in told
    assert browser(people["clerk_b"]).get(reverse("review:notice", args=[batch.pk, row.unit_id])).status_code == 404
    given = {"seen": of_a(batch).version, "codes": ["K1"], "reason": "救济途径写在第三页"}
    assert "请勾选" in text(unit.post(reverse("review:object", args=[row.pk]), given | {"codes": []}))
    assert "异议已提出" in text(unit.post(reverse("review:object", args=[row.pk]), given, follow=True))
    assert unit.get(reverse("review:paper", args=[row.pk])).status_code == 404
    checked = browser(people["colleague"])
    page = text(checked.get(reverse("review:recheck", args=[row.pk])))
    assert "救济途径写在第三页" in page
    sent = {"seen": of_a(batch).version, "answer": "没有", "dropped": []}
    page = text(checked.post(reverse("review:recheck", args=[row.pk]), sent, follow=True))
    assert "维持原评定" in page
    assert "第1号" in page, "the row of the ledger"
    assert checked.get(reverse("review:recheck", args=[row.pk])).status_code == 404


def test_a_unit_without_objection_says_so_with_one_button(people: People, batch: Batch, browser: Browser) -> None:
    row = brought_to("fed_back", people, batch)
    client = browser(people["chief_a"])
    page = text(client.post(reverse("review:accept", args=[row.pk]), {"seen": row.version}, follow=True))
    assert "问题已列入整改台账" in page


def test_the_objections_paper_reaches_the_office(people: People, batch: Batch, browser: Browser) -> None:
    row = brought_to("fed_back", people, batch)
    upload = io.BytesIO("第三页".encode())
    upload.name = "第三页.txt"
    given = {"seen": row.version, "codes": ["K1"], "reason": "写在第三页", "received": upload}
    browser(people["clerk_a"]).post(reverse("review:object", args=[row.pk]), given)
    assert Objection.objects.get().file.name == "第三页.txt"
    answer = browser(people["supervisor"]).get(reverse("review:paper", args=[row.pk]))
    assert b"".join(answer.streaming_content).decode() == "第三页"
    assert browser(people["clerk_b"]).get(reverse("review:paper", args=[row.pk])).status_code == 404


def words(response: Any) -> list[str]:
    """The paragraphs and cells of a document."""
    found = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in found.paragraphs] + cells


@pytest.mark.mechanisms("S001-40", "S004-18")
def test_figures_the_list_and_the_circular_say_the_same_and_name_nobody(
    people: People, batch: Batch, browser: Browser
) -> None:
    name = Sample.objects.get(batch=batch, record_id__startswith="A").party
    for sample in batch.samples.order_by("pk"):
        for one in sample.sheets.standing().order_by("place"):
            hand_in(one, {"V6": f"{name}没有收到告知书"} if sample.party == name else None, K1=("2", "缺救济途径"))
    client = browser(people["leader"])
    page = text(client.get(reverse("review:statistics", args=[batch.pk])))
    assert "98.00" in page
    assert "得分的 Krippendorff α：不能计算" in page, "everybody gave the same score"
    letter = "\n".join(words(client.get(reverse("review:circular", args=[batch.pk]))))
    assert "抽取3个单位的案卷3件" in letter
    assert "优秀2件、良好0件、合格0件、不合格1件" in letter
    assert "没有收到告知书" in letter
    for told in (name, *(person.display_name for person in people.values())):
        assert told not in letter
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("review:file", args=[batch.pk])).content))
    assert book.sheetnames == ["评查结果", "问题清单", "一致程度"]
    cells = [cell.value for row in book["问题清单"].iter_rows() for cell in row]
    assert cells.count("一票否决") == 1


@pytest.mark.parametrize("name", ["supervisor", "leader", "discipline", "clerk_a", "chief_a", "officer_a", "clerk_b"])
def test_the_first_page_shows_each_role_its_own(name: str, people: People, batch: Batch, browser: Browser) -> None:
    brought_to("fed_back", people, batch)
    page = text(browser(people[name]).get(reverse("review:list")))
    assert ("评查批次</h2>" in page) == (name in ("supervisor", "leader", "discipline"))
    assert ("本单位案卷的评查结果</h2>" in page) == (name in ("clerk_a", "chief_a", "clerk_b"))
    assert ("98.00分" in page) == (name in ("clerk_a", "chief_a"))
    asked = ScoreSheet.objects.filter(reviewer=people[name]).exists()
    assert ("分配给我的案卷</h2>" in page) == asked
    standard = text(browser(people[name]).get(reverse("review:standard", args=["penalties"])))
    assert "以罚代管" in standard
    assert browser(people[name]).get(reverse("review:standard", args=["none"])).status_code == 404


def test_lists_cost_the_same_however_long(people: People, batch: Batch, browser: Browser) -> None:
    client = browser(people["supervisor"])
    costs = []
    for count in (1, 3):
        narrowed = {"unit": of_a(batch).unit_id} if count == 1 else {}
        for address in (reverse("review:batch", args=[batch.pk]), reverse("review:list")):
            client.get(address, narrowed)
            with CaptureQueriesContext(connection) as asked:
                client.get(address, narrowed)
            costs.append(len(asked))
    assert costs[:2] == costs[2:]


def test_lapse_is_among_what_is_done_every_day(people: People, batch: Batch) -> None:
    assert "review.lapse" in tick.DAILY
    assert tick.DAILY["review.lapse"](of_a(batch).finished_on) == {"settled": 0}
    assert actions.lapse.title == "期满定案"
