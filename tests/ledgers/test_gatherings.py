"""集中收回: the workbooks of many units dropped at once; each finds its ledger, clean ones are taken in one go."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fajian.core import files
from fajian.core.commands import System
from fajian.core.errors import Refused
from fajian.core.jobs import Run
from fajian.core.models import Job, Notice
from fajian.ledgers import actions, gathering
from fajian.ledgers.models import Entry, Gathering, Ledger, Piece
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import User
from tests.ledgers.conftest import CANARY, Browser, page
from tests.ledgers.test_takeins import column_of, edited, give_out, head_of

pytestmark = pytest.mark.django_db
People = dict[str, User]
SYSTEM = System("测试")


@pytest.fixture
def ledgers(people: People) -> dict[str, Ledger]:
    """A self-check ledger at each of three agencies, with one problem each."""
    root = people["leader"].unit
    third = open_unit(by=SYSTEM, name="清源县交通运输局", kind="agency", parent=root, short_name="县交通局")
    people["third"] = open_account(by=SYSTEM, username="third", display_name="三某", role="clerk", unit=third)
    found = {}
    for name in ("clerk", "stranger", "third"):
        user = people[name]
        found[name] = actions.open_ledger(by=user, unit=user.unit, spec_code="self-check")
        actions.record(by=user, ledger=found[name], rows=[actions.NewEntry(f"{name}的问题")])
    return found


def workbook(unit: str, *problems: str, line: str = "填报单位（盖章）：{}　　　　填报人：王某") -> bytes:
    """A workbook of the unit's own making: title, line of seals, headings, rows."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["自清自查台账"])
    sheet.append([line.format(unit)])
    sheet.append(["序号", "单位(科室)", "整治方面", "具体问题", "问题原因", "整改措施"])
    for number, problem in enumerate(problems, 1):
        sheet.append([number, unit, "乱作为", problem, "疏忽", "整改"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def received(*given: tuple[str, bytes]) -> list[files.Received]:
    return [files.receive(io.BytesIO(content), name, kinds=("xlsx",)) for name, content in given]


def run(kind: Any, row: Gathering, by: User) -> dict[str, Any]:
    """Carry the background job out here and now."""
    job = Job.objects.create(name=kind.name, arguments={"gathering": row.pk}, asked_by=by)
    return dict(kind.body(Run(job), gathering=row.pk))


def dropped(by: User, *given: tuple[str, bytes]) -> Gathering:
    """Drop the files and let the job read them."""
    row = actions.gather(by=by, received=received(*given), spec_code="self-check")
    run(gathering.gather, row, by)
    return row


def piece(row: Gathering, title: str) -> Piece:
    return row.pieces.select_related("taking__ledger").get(title=title)


def test_each_file_finds_its_ledger_by_the_issue_else_by_the_line_else_a_person_says(
    people: People, ledgers: dict[str, Ledger]
) -> None:
    issue = give_out(ledgers["clerk"], people["clerk"])

    def edit(sheet: Any) -> None:
        sheet.cell(head_of(sheet) + 1, column_of(sheet, "整改措施")).value = "逐案补正"

    row = dropped(
        people["supervisor"],
        ("改过名.xlsx", edited(issue, edit)),
        ("二.xlsx", workbook("县交通局", "新问题")),
        ("三.xlsx", workbook("", "没有写单位")),
        ("四.xlsx", workbook("别的县的局", "不认识")),
    )
    by_issue, by_line = piece(row, "改过名.xlsx"), piece(row, "二.xlsx")
    assert (by_issue.how, by_issue.taking.ledger, by_issue.counts["changed"]) == ("issue", ledgers["clerk"], 1)
    assert (by_line.how, by_line.taking.ledger, by_line.counts["new"]) == ("line", ledgers["third"], 1)
    assert (piece(row, "三.xlsx").taking, piece(row, "四.xlsx").taking) == (None, None)
    assert "没有写填报单位" in piece(row, "三.xlsx").reason
    assert "别的县的局" in piece(row, "四.xlsx").reason


@pytest.mark.mechanisms("S001-79")
def test_all_that_is_clean_is_taken_at_once_the_rest_waits_and_every_unit_hears(
    people: People, ledgers: dict[str, Ledger], browser: Browser
) -> None:
    supervisor = people["supervisor"]
    row = dropped(
        supervisor,
        ("甲.xlsx", workbook("清源县城市管理局", "甲的新问题", "甲的又一个")),
        ("乙.xlsx", workbook("县交通局", "三的新问题")),
        ("丙.xlsx", workbook(f"{CANARY}局", "重复的", "重复的")),
    )
    text = page(browser(supervisor).get(reverse("ledgers:gathering", args=[row.pk])))
    assert "收入没有问题的 2 份" in text
    assert "<h2>还没有交来</h2>" not in text
    told = run(gathering.take_clean, row, supervisor)
    assert told["text"] == "收入2份，另有1份要逐份核对。"
    titles = set(Entry.objects.exclude(ledger=ledgers["stranger"]).values_list("title", flat=True))
    assert {"甲的新问题", "甲的又一个", "三的新问题"} < titles
    assert Entry.objects.filter(ledger=ledgers["stranger"]).count() == 1
    (line,) = Notice.objects.filter(to=people["third"]).values_list("text", flat=True)
    assert "“乙.xlsx”已收入：新登记1行" in line
    assert not Notice.objects.filter(to=people["stranger"]).exists()
    assert run(gathering.take_clean, row, supervisor)["text"] == "收入0份，另有1份要逐份核对。"
    assert Notice.objects.filter(to=people["third"]).count() == 1


def test_a_file_placed_with_the_wrong_ledger_is_taken_out_and_given_to_another(
    people: People, ledgers: dict[str, Ledger], browser: Browser
) -> None:
    supervisor = people["supervisor"]
    row = dropped(supervisor, ("甲.xlsx", workbook("清源县城市管理局", "其实是三的问题")))
    wrong = piece(row, "甲.xlsx")
    client = browser(supervisor)
    assert "撤回归入" in page(client.get(reverse("ledgers:gathering", args=[row.pk])))
    for name in ("clerk", "leader", "stranger"):
        answer = browser(people[name]).post(reverse("ledgers:displace", args=[wrong.pk]), {"key": "k"})
        assert answer.status_code in (403, 404)
    assert client.post(reverse("ledgers:displace", args=[wrong.pk]), {"key": "k"}).status_code == 302
    wrong.taking.refresh_from_db()
    assert wrong.taking.state == "moved"
    own = browser(people["clerk"])
    assert own.get(wrong.taking.get_absolute_url()).status_code == 404, "another unit's file is not theirs to read"
    assert "甲.xlsx" not in page(own.get(reverse("ledgers:workbooks", args=[ledgers["clerk"].pk])))
    run(gathering.gather, row, supervisor)
    assert piece(row, "甲.xlsx").taking is None, "the job does not put it back"
    sent = {"ledger": ledgers["third"].pk, "key": "k"}
    assert client.post(reverse("ledgers:assign", args=[wrong.pk]), sent).status_code == 302
    run(gathering.take_clean, row, supervisor)
    assert Entry.objects.get(title="其实是三的问题").ledger == ledgers["third"]
    late = client.post(reverse("ledgers:displace", args=[wrong.pk]), {"key": "late"})
    assert late.status_code == 422
    assert "已经收入，不能撤回归入" in page_of(late)


def page_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_same_file_twice_is_said_and_brings_no_new_rows(people: People, ledgers: dict[str, Ledger]) -> None:
    supervisor, file = people["supervisor"], ("甲.xlsx", workbook("清源县城市管理局", "甲的新问题"))
    row = dropped(supervisor, file)
    with pytest.raises(Refused, match="没有重复收"):
        actions.gather(by=supervisor, received=received(file), gathering=row)
    run(gathering.take_clean, row, supervisor)
    again = dropped(supervisor, file)
    assert "没有再次收入" in piece(again, "甲.xlsx").reason
    assert Entry.objects.filter(title="甲的新问题").count() == 1


def test_a_zip_is_opened_whose_a_file_is_can_be_said_and_who_sent_nothing_is_listed(
    people: People, ledgers: dict[str, Ledger], browser: Browser
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        container.writestr("各单位/甲.xlsx", workbook("清源县城市管理局", "甲的新问题"))
        container.writestr("各单位/不知谁.xlsx", workbook("", "谁的问题"))
        container.writestr("说明.txt", "不是表格")
    client = browser(people["supervisor"])
    upload = SimpleUploadedFile("各单位.zip", packed.getvalue())
    answer = client.post(reverse("ledgers:new_gathering"), {"spec_code": "self-check", "workbooks": [upload]})
    assert answer.status_code == 302, page(answer)
    row = Gathering.objects.get()
    run(gathering.gather, row, people["supervisor"])
    address = reverse("ledgers:gathering", args=[row.pk])
    text = page(client.get(address))
    for unit in (people["third"].unit, people["stranger"].unit):
        assert f"<li>{unit.name}：" in text
    loose = piece(row, "不知谁.xlsx")
    sent = {"ledger": ledgers["third"].pk, "key": "k"}
    assert client.post(reverse("ledgers:assign", args=[loose.pk]), sent).status_code == 302
    assert piece(row, "不知谁.xlsx").taking.ledger == ledgers["third"]
    assert f"<li>{people['third'].unit.name}：" not in page(client.get(address))
    assert client.post(reverse("ledgers:assign", args=[loose.pk]), {"ledger": "999999"}).status_code == 422


def test_a_file_that_is_no_such_ledger_keeps_no_other_waiting(people: People, ledgers: dict[str, Ledger]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["填报单位：县交通局"])
    book.active.append(["会议", "时间"])
    out = io.BytesIO()
    book.save(out)
    row = dropped(
        people["supervisor"], ("会议.xlsx", out.getvalue()), ("甲.xlsx", workbook("清源县城市管理局", "甲的新问题"))
    )
    assert piece(row, "会议.xlsx").taking.state == "unreadable"
    assert "没有一张表能认作" in piece(row, "会议.xlsx").reason
    assert piece(row, "甲.xlsx").is_clean


def test_units_are_merged_in_the_annexes_shape_with_subtotals(people: People, browser: Browser) -> None:
    for name, values in (("clerk", (3, 4)), ("stranger", (5,))):
        user = people[name]
        ledger = actions.open_ledger(by=user, unit=user.unit, spec_code="progress")
        rows = [actions.NewEntry(f"{n}月", {"found": n, "closed": 1}) for n in values]
        actions.record(by=user, ledger=ledger, rows=rows)
    supervisor = people["supervisor"]
    file = received(("空.xlsx", workbook("", "x")))
    row = actions.gather(by=supervisor, received=file, spec_code="progress")
    answer = browser(supervisor).get(reverse("ledgers:merge", args=[row.pk]))
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    told = [[cell.value for cell in line[:4]] for line in sheet.iter_rows(min_row=1, max_row=sheet.max_row)]
    rows = [[*line[1:4]] for line in told if line[1] and line[1] != "单位"]
    own, other = "清源县城市管理局", f"{CANARY}局"
    assert [[unit, found] for unit, _, found in rows] == [
        [own, 3], [own, 4], [f"{own}小计", 7], [other, 5], [f"{other}小计", 5], ["合计", 12],
    ]  # fmt: skip


def test_only_the_office_and_those_above_see_a_gathering(
    people: People, ledgers: dict[str, Ledger], browser: Browser
) -> None:
    row = dropped(people["supervisor"], ("甲.xlsx", workbook("清源县城市管理局", "甲的新问题")))
    seen = {
        name: browser(user).get(reverse("ledgers:gathering", args=[row.pk])).status_code
        for name, user in people.items()
    }
    assert {name for name, code in seen.items() if code == 200} == {"supervisor", "colleague", "leader", "discipline"}
    assert seen["clerk"] == seen["stranger"] == 404


def test_from_a_campaign_only_its_own_gatherings_and_forms_are_offered(
    people: People, ledgers: dict[str, Ledger], browser: Browser
) -> None:
    unit = people["clerk"].unit
    actions.open_ledger(by=people["supervisor"], unit=unit, spec_code="file-review", source="campaign:7")
    daily = dropped(people["supervisor"], ("甲.xlsx", workbook("清源县城市管理局", "甲的新问题")))
    client, query = browser(people["supervisor"]), "?source=campaign%3A7"
    listed = page(client.get(reverse("ledgers:gatherings") + query))
    assert daily.title not in listed
    assert f'href="{reverse("ledgers:new_gathering")}{query}"' in listed
    form = client.get(reverse("ledgers:new_gathering") + query).context["form"]
    assert [code for code, _ in form.fields["spec_code"].choices] == ["file-review"]
    upload = SimpleUploadedFile("甲.xlsx", workbook("清源县城市管理局", "别的"))
    client.post(reverse("ledgers:new_gathering") + query, {"spec_code": "file-review", "workbooks": [upload]})
    made = Gathering.objects.latest("pk")
    assert (made.source, [one.source for one in made.ledgers]) == ("campaign:7", ["campaign:7"])
    assert made.title in page(client.get(reverse("ledgers:gatherings") + query))
