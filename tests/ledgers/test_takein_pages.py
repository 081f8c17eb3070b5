"""The pages on which a workbook goes out, comes back, is looked at and taken."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.models import Event, Job
from fajian.core.worker import work
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, HeadingMap, Issue, Ledger, TakeIn
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.test_takeins import edited, give_out, online, set_cell

pytestmark = pytest.mark.django_db
People = dict[str, User]
OWN = "序号,存在的具体问题,案件\n1,逾期送达,甲案\n2,未法制审核,乙案\n"


def upload(client: Client, ledger: Ledger, content: bytes, name: str = "台账.xlsx") -> Any:
    """Hand a file back on the page; the page of the take-in."""
    address = reverse("ledgers:workbooks", args=[ledger.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content), "key": name}, follow=True)


def fields(html: str) -> dict[str, str]:
    """The hidden fields and checked radios of the form that takes the file in."""
    form = html[html.index("/take/") :]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    found.pop("csrfmiddlewaretoken", None)
    checked = re.findall(r'<input type="radio"[^>]* name="([^"]+)" value="(\w+)" checked', form)
    return found | dict(checked)


@pytest.fixture
def kept(people: People, ledger: Ledger) -> list[Entry]:
    rows = [actions.NewEntry(f"问题{word}", {"matter": f"案件{word}"}) for word in "甲乙丙"]
    return actions.record(by=people["clerk"], ledger=ledger, rows=rows)


def test_a_ledger_goes_out_is_filled_in_and_comes_back(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    client = browser(people["clerk"])
    answer = client.post(reverse("ledgers:issue", args=[ledger.pk]), {"key": "1"}, follow=True)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    issue = Issue.objects.get()
    assert load_workbook(io.BytesIO(content))["_版本"]["B1"].value == issue.code
    shown = page(upload(client, ledger, edited(issue, set_cell("具体问题", 4, "新发现的问题"))))
    assert "将要登记1行" in shown
    assert "还没有收入任何内容" in shown
    taking = TakeIn.objects.get()
    done = page(client.post(reverse("ledgers:take", args=[taking.pk]), fields(shown), follow=True))
    assert "已收入：新登记1行，修改0行" in done
    assert Entry.objects.get(number=4).title == "新发现的问题"
    assert "新发现的问题" in page(client.get(reverse("ledgers:ledger", args=[ledger.pk])))


def test_conflicts_are_decided_one_by_one_or_all_at_once(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])

    def edit(sheet: Any) -> None:
        set_cell("涉及案件或事项", 1, "文件一")(sheet)
        set_cell("涉及案件或事项", 2, "文件二")(sheet)

    content = edited(give_out(ledger, clerk), edit)
    for entry in kept[:2]:
        online(entry, people["chief"], matter="页面")
    shown = page(upload(client, ledger, content))
    assert "处两边都改了" in shown
    take = reverse("ledgers:take", args=[TakeIn.objects.get().pk])
    refused = client.post(take, fields(shown))
    assert refused.status_code == 409
    assert "还有2处两边都改了，没有选定按哪一边" in refused.content.decode()
    all_file = page(client.post(take, {**fields(shown), "all": "file"}))
    given = fields(all_file) | {f"cell:entry:{kept[1].pk}:matter": "system"}
    page(client.post(take, given, follow=True))
    assert [Entry.objects.get(pk=entry.pk).data["matter"] for entry in kept[:2]] == ["文件一", "页面"]


def test_a_preview_overtaken_by_the_ledger_is_shown_anew(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])
    shown = page(upload(client, ledger, edited(give_out(ledger, clerk), set_cell("整改措施", 2, "补送"))))
    online(kept[2], people["chief"], matter="页面")
    take = reverse("ledgers:take", args=[TakeIn.objects.get().pk])
    refused = client.post(take, fields(shown))
    assert refused.status_code == 409
    again = refused.content.decode()
    assert "您核对以后台账又有变动（第3号：chief某修改条目），没有收入" in again
    page(client.post(take, fields(again), follow=True))
    assert Entry.objects.get(pk=kept[1].pk).rectification.measure == "补送"


def test_columns_put_right_once_are_known_the_next_time(people: People, ledger: Ledger, browser: Browser) -> None:
    client = browser(people["clerk"])
    shown = page(upload(client, ledger, OWN.encode(), "自查.csv"))
    assert "表头相近" in shown
    assert "没有对应的栏目，不收" in shown
    taking = TakeIn.objects.get()
    chosen = {"column-0-0": "serial", "column-0-1": "problem", "column-0-2": "matter", "seen": str(taking.version)}
    address = reverse("ledgers:map_columns", args=[taking.pk])
    twice = client.post(address, {**chosen, "column-0-1": "matter"})
    assert twice.status_code == 422
    assert "对到了同一栏，只能选一个" in twice.content.decode()
    assert "您指定的" in page(client.post(address, chosen, follow=True))
    assert HeadingMap.objects.get().mapping["案件"] == "matter"
    shown = page(upload(client, ledger, (OWN + "3,逾期立案,丙案\n").encode(), "自查2.csv"))
    assert "以前指定的" in shown
    assert "案件" not in re.findall(r"不收</td>", shown)


def test_pasted_rows_are_read_like_a_file(people: People, ledger: Ledger, browser: Browser) -> None:
    client = browser(people["clerk"])
    address = reverse("ledgers:workbooks", args=[ledger.pk])
    rows = '具体问题\t涉及案件或事项\n"逾期送达\n两次"\t甲案\n未法制审核\t乙案\n'
    shown = page(client.post(address, {"pasted": rows}, follow=True))
    page(client.post(reverse("ledgers:take", args=[TakeIn.objects.get().pk]), fields(shown), follow=True))
    assert list(Entry.objects.order_by("number").values_list("title", flat=True)) == ["逾期送达\n两次", "未法制审核"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("通讯录.csv", "姓名,电话\n某某,1\n".encode(), "没有一张表能认作"),
        ("假.xlsx", b"PK\x03\x04 no workbook", "已损坏，打不开"),
        ("图.png", b"\x89PNG", "不接受"),
    ],
)
def test_what_is_no_ledger_is_a_sentence_and_nothing_is_lost(
    name: str, content: bytes, said: str, people: People, ledger: Ledger, browser: Browser
) -> None:
    answer = upload(browser(people["clerk"]), ledger, content, name)
    assert said in answer.content.decode()
    assert Entry.objects.count() == 0


def test_nothing_and_both_at_once_are_asked_back(people: People, ledger: Ledger, browser: Browser) -> None:
    client = browser(people["clerk"])
    address = reverse("ledgers:workbooks", args=[ledger.pk])
    assert "请选择填好的表格，或者粘贴表格内容" in client.post(address, {}).content.decode()
    both = client.post(address, {"pasted": OWN, "file": SimpleUploadedFile("a.csv", OWN.encode())})
    assert "只能选一样" in both.content.decode()


def test_the_list_of_what_was_not_taken_is_kept_and_downloaded(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])

    def edit(sheet: Any) -> None:
        set_cell("整改时限", 1, "八月底")(sheet)
        set_cell("整改措施", 2, "补送")(sheet)

    shown = page(upload(client, ledger, edited(give_out(ledger, clerk), edit)))
    assert "“八月底”不是日期" in shown
    assert "其余收入，这1行不收" in shown
    taking = TakeIn.objects.get()
    before = client.get(reverse("ledgers:outcome", args=[taking.pk, "csv"]))
    assert "不能收入" in b"".join(before.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    done = page(client.post(reverse("ledgers:take", args=[taking.pk]), fields(shown), follow=True))
    assert "1行未收，原因列在下面" in done
    after = client.get(reverse("ledgers:outcome", args=[taking.pk, "csv"]))
    lines = b"".join(after.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[0] for line in lines] == ["结果", "未收", "已修改"]


def test_a_file_that_is_not_wanted_changes_nothing(people: People, ledger: Ledger, browser: Browser) -> None:
    client = browser(people["clerk"])
    shown = page(upload(client, ledger, OWN.encode(), "自查.csv"))
    taking = TakeIn.objects.get()
    page(client.post(reverse("ledgers:drop", args=[taking.pk]), fields(shown), follow=True))
    assert (TakeIn.objects.get().state, Entry.objects.count()) == ("dropped", 0)
    gone = client.post(reverse("ledgers:take", args=[taking.pk]), fields(shown))
    assert gone.status_code == 422
    assert "现在是“未收”，不能再办理" in gone.content.decode()


def test_pressed_twice_it_is_taken_once(people: People, ledger: Ledger, browser: Browser) -> None:
    client = browser(people["clerk"])
    shown = page(upload(client, ledger, OWN.encode(), "自查.csv"))
    row = TakeIn.objects.get()
    given = {"by": people["clerk"], "key": "twice", "taking": row, "seen": row.version}
    at = int(fields(shown)["at"])
    first = actions.take(**given, at=at)
    assert actions.take(**given, at=at).pk == first.pk
    assert Entry.objects.count() == 2
    assert Event.objects.filter(command="ledgers.take_in").count() == 1


@pytest.mark.parametrize("name", ["officer", "stranger", "leader", "discipline", "auditor", "admin"])
def test_others_neither_fill_in_nor_see_what_is_not_theirs(
    name: str, people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    upload(browser(people["clerk"]), ledger, OWN.encode(), "自查.csv")
    issue, taking = give_out(ledger, people["clerk"]), TakeIn.objects.get()
    client = browser(people[name])
    reads = name in ("leader", "discipline")
    for route, number in (("workbooks", ledger.pk), ("take_in", taking.pk), ("issued", issue.pk)):
        answer = client.get(reverse(f"ledgers:{route}", args=[number]))
        assert (answer.status_code == 200) == reads, route
        assert reads or "逾期送达" not in answer.content.decode()
    for route, number in (("workbooks", ledger.pk), ("issue", ledger.pk), ("take", taking.pk), ("drop", taking.pk)):
        assert client.post(reverse(f"ledgers:{route}", args=[number]), {"pasted": OWN}).status_code in (403, 404)
    assert TakeIn.objects.get().state == "open"


def test_pages_ask_as_often_for_many_rows_as_for_few(
    people: People, ledger: Ledger, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    clerk, client = people["clerk"], browser(people["clerk"])
    rows = [actions.NewEntry(f"问题{n}", {"matter": f"案件{n}"}) for n in range(60)]
    actions.record(by=clerk, ledger=ledger, rows=rows)

    def edit(sheet: Any) -> None:
        for n in range(1, 61):
            set_cell("涉及案件或事项", n, f"改{n}")(sheet)
        for n in range(61, 121):
            set_cell("具体问题", n, f"新{n}")(sheet)

    shown = page(upload(client, ledger, edited(give_out(ledger, clerk), edit)))
    taking = TakeIn.objects.get()
    with django_assert_max_num_queries(25):
        page(client.get(taking.get_absolute_url()))
    with django_assert_max_num_queries(60):
        client.post(reverse("ledgers:take", args=[taking.pk]), fields(shown))
    assert TakeIn.objects.get().counts["changed"] == 60


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_read_and_taken_in_the_background(
    people: People, ledger: Ledger, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fajian.ledgers.models.takeins.LARGE", 10)
    monkeypatch.setattr("fajian.ledgers.views.takeins.INLINE", 1)
    client = browser(people["clerk"])
    waiting = page(upload(client, ledger, OWN.encode(), "自查.csv"))
    assert "待读入" in waiting
    work(once=True)
    assert Job.objects.get().total == 3  # rows of the file, by which the page shows how far the reading is
    taking = TakeIn.objects.get()
    shown = page(client.get(taking.get_absolute_url()))
    later = page(client.post(reverse("ledgers:take", args=[taking.pk]), fields(shown), follow=True))
    assert "正在后台" in later
    assert Entry.objects.count() == 0
    work(once=True)
    assert Entry.objects.count() == 2
    assert "已收入" in page(client.get(taking.get_absolute_url()))
    assert {job.state for job in Job.objects.all()} == {"done"}
