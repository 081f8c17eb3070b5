"""Tasks: notes, proof, confirmation by somebody else, milestones; and their pages."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, board
from fajian.campaigns.measures import measured
from fajian.campaigns.models import Campaign, Milestone, Note, NoteFile, Progress, Task, TaskUnit
from fajian.campaigns.workflow import PROGRESS
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused, Stale
from fajian.core.files import Received, receive
from fajian.core.models import Event, Notice
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, checked, queries, sample
from tests.campaigns.test_pages import everything, page

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


def proof(name: str = "完成情况.pdf") -> Received:
    return receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), name)


def task(campaign: Campaign, number: str) -> Task:
    return Task.objects.get(campaign=campaign, number__endswith=number)


@pytest.fixture
def penalties(campaign: Campaign) -> Task:
    """清查罚款问题: led by the office, for the city's agencies, due at the end of May."""
    return task(campaign, "2")


def note(people: People, row: Task, who: str = "clerk", **given: Any) -> Note:
    return actions.note_progress(
        by=people[who], task=row, unit=people[who].unit, **{"text": "已逐案核对罚款设定依据", **given}
    )


def claim(people: People, row: Task, who: str = "clerk") -> Progress:
    made = actions.claim_done(by=people[who], task=row, unit=people[who].unit, text="全部核对完毕", received=[proof()])
    return Progress.objects.get(pk=made.progress_id)


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────

STEPS = {
    "note": lambda by, row: actions.note_progress(by=by, task=row.task, unit=row.unit, text="推进"),
    "submit": lambda by, row: actions.claim_done(by=by, task=row.task, unit=row.unit, text="完成", received=[proof()]),
    "confirm": lambda by, row: actions.confirm_done(by=by, progress=row, seen=row.version),
    "return_": lambda by, row: actions.return_done(by=by, progress=row, seen=row.version, reason="缺佐证"),
    "reopen": lambda by, row: actions.resume_task(by=by, progress=row, seen=row.version, reason="又有反映"),
}


def progress_in(state: str, people: People, row: Task) -> Progress:
    """The agency's part brought to a state by its own steps."""
    if state == "due":
        note(people, row)
        claim(people, row)
    if state in ("moving", "standing"):
        note(people, row)
    if state in ("submitted", "done"):
        claim(people, row)
    found = Progress.objects.get(task=row, unit=people["clerk"].unit)
    if state == "done":
        found = actions.confirm_done(by=people["supervisor"], progress=found, seen=found.version)
    return found


@pytest.mark.parametrize("state", ["moving", "submitted", "done"])
@pytest.mark.parametrize("name", STEPS)
def test_a_part_takes_the_steps_of_its_table(name: str, state: str, people: People, penalties: Task) -> None:
    step, row = PROGRESS.step(name), progress_in(state, people, penalties)
    may = ("clerk",) if step.who == "unit" else ("supervisor",)
    for who in sorted(("clerk", "officer", "supervisor", "leader", "discipline", "admin"), key=lambda who: who in may):
        if state in step.sources and who in may:
            STEPS[name](people[who], row)
            assert Progress.objects.get(pk=row.pk).state == step.target
            return
        with pytest.raises(Refused):
            STEPS[name](people[who], row)
        assert Progress.objects.get(pk=row.pk).version == row.version


def test_a_task_without_a_last_day_goes_on_and_is_not_confirmed(people: People, campaign: Campaign) -> None:
    row = task(campaign, "8")
    assert row.standing
    assert row.due_on is None
    made = note(people, row)
    assert made.progress.state == "standing"
    assert note(people, row, text="组织了培训").progress.state == "standing"
    with pytest.raises(Refused, match="申请确认完成"):
        claim(people, row)


def test_a_standing_task_with_a_day_goes_on_once_confirmed(people: People, campaign: Campaign) -> None:
    found = claim(people, task(campaign, "3"))
    found = actions.confirm_done(by=people["supervisor"], progress=found, seen=found.version)
    assert (found.state, found.done_on) == ("standing", timezone.localdate())


# ── what is written ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_appended_with_their_proof_and_put_right_by_a_new_one(people: People, penalties: Task) -> None:
    first = note(people, penalties, received=[proof(), proof("二.pdf")])
    second = note(people, penalties, text="应为 12 件", corrects=first)
    assert [one.number for one in Note.objects.filter(progress__task=penalties)] == [1, 2]
    assert (second.corrects, Note.objects.get(pk=first.pk).text) == (first, "已逐案核对罚款设定依据")
    assert NoteFile.objects.filter(note=first).count() == 2
    assert Progress.objects.get(task=penalties).noted_on == timezone.localdate()
    assert Event.objects.get(seq=Event.objects.order_by("-seq")[0].seq).command == "campaigns.note_progress"


def test_completion_needs_proof_and_somebody_elses_eye(people: People, penalties: Task) -> None:
    with pytest.raises(Refused, match="佐证材料"):
        actions.claim_done(by=people["clerk"], task=penalties, unit=people["clerk"].unit, text="完成", received=[])
    row = claim(people, penalties)
    row = actions.return_done(by=people["supervisor"], progress=row, seen=row.version, reason="名册没有盖章")
    assert (row.state, Note.objects.get(progress=row).reason) == ("moving", "名册没有盖章")
    assert Notice.objects.filter(to=people["clerk"], text__contains="名册没有盖章").exists()
    row = claim(people, penalties)
    row = actions.confirm_done(by=people["colleague"], progress=row, seen=row.version)
    assert (row.state, row.done_on) == ("done", timezone.localdate())
    with pytest.raises(Stale):
        actions.resume_task(by=people["supervisor"], progress=row, seen=1, reason="又有反映")


def test_an_office_confirms_no_claim_of_its_own_hand(people: People, units: Units, penalties: Task) -> None:
    assert TaskUnit.objects.filter(task=penalties, unit=units["office"], part="lead").exists()
    row = claim(people, penalties, "supervisor")
    with pytest.raises(Refused, match="另一位监督人员"):
        actions.confirm_done(by=people["supervisor"], progress=row, seen=row.version)
    assert actions.confirm_done(by=people["colleague"], progress=row, seen=row.version).state == "done"


def test_nobody_writes_for_another_unit_or_of_a_task_it_does_not_have(
    people: People, units: Units, campaign: Campaign, penalties: Task
) -> None:
    with pytest.raises(Refused, match="不在您的权限范围"):
        actions.note_progress(by=people["clerk"], task=penalties, unit=units["other"], text="代填")
    with pytest.raises(Refused, match="由该单位填写"):
        actions.note_progress(by=people["supervisor"], task=penalties, unit=units["agency"], text="代填")
    with pytest.raises(Refused, match="不承担这项任务"):
        note(people, task(campaign, "7"), "stranger")
    with pytest.raises(Refused, match="本单位在这项任务里"):
        note(people, penalties, corrects=note(people, penalties, "stranger"))
    row = claim(people, penalties)
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.confirm_done(by=people["county_supervisor"], progress=row, seen=row.version)


def test_a_percentage_only_where_the_plan_states_a_number(people: People, penalties: Task) -> None:
    with pytest.raises(Refused, match="量化目标"):
        note(people, penalties, percent=50)


def test_a_number_in_the_tasks_own_words_makes_it_measurable(people: People, units: Units) -> None:
    words = "清查罚款问题。"
    text = sample().replace(words, f"{words}清查率达到100%。")
    document = checked(people, text)
    found = actions.launch(by=people["supervisor"], document=document, seen=document.version, units=[units["agency"]])
    target = next((one for one in found.document.plan.targets if "清查" in one.text), None)
    if target is None:
        pytest.skip("the compiler reads no targets yet")
    row = note(people, task(found, "2"), percent=60).progress
    assert Progress.objects.get(pk=row.pk).percent == 60
    with pytest.raises(Refused, match="0 到 100"):
        note(people, task(found, "2"), percent=101)


def test_milestones_are_set_reached_and_dropped(people: People, units: Units, penalties: Task) -> None:
    def put(title: str, who: str = "supervisor", day: dt.date = dt.date(2026, 5, 8)) -> Milestone:
        return actions.set_milestone(by=people[who], task=penalties, title=title, due_on=day)

    with pytest.raises(Refused, match="不能晚于任务的完成时限"):
        put("太晚", day=dt.date(2026, 6, 1))
    with pytest.raises(Refused, match="牵头单位"):
        put("越权", "clerk")
    row = put("印发核对表")
    with pytest.raises(Refused, match="写明达到情况"):
        actions.reach_milestone(by=people["supervisor"], milestone=row, seen=1, reached_on=row.due_on, remark=" ")
    row = actions.reach_milestone(
        by=people["supervisor"], milestone=row, seen=1, reached_on=dt.date(2026, 5, 9), remark="已印发"
    )
    assert row.standing(dt.date(2026, 6, 1)) == ("green", "已达到（迟）")
    with pytest.raises(Refused, match="已经达到"):
        actions.drop_milestone(by=people["supervisor"], milestone=row, seen=row.version, reason="不需要")
    other = put("另一个")
    assert other.standing(dt.date(2026, 5, 9)) == ("red", "过期未达到")
    other = actions.drop_milestone(by=people["supervisor"], milestone=other, seen=1, reason="并入前一个")
    assert (other.dropped, other.is_open) == (True, False)


# ── the board ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_sees_the_shares_in_reach_and_the_lead_sees_all(
    people: People, units: Units, campaign: Campaign, penalties: Task
) -> None:
    def seen(who: str) -> board.Row:
        rows = board.of_user(people[who], dt.date(2026, 4, 1))
        return next(row for row in rows if row.task == penalties)

    claim(people, penalties)
    assert {str(share.unit) for share in seen("clerk").shares} == {"市城管局"}
    assert (seen("clerk").units, seen("clerk").asked, seen("clerk").state) == (1, 1, "submitted")
    mine = seen("supervisor")
    assert {share.unit for share in mine.shares} == {units["office"], units["agency"], units["other"]}
    assert (mine.units, mine.done, mine.asked, mine.state) == (3, 0, 1, "moving")
    assert mine.stage == "自查自纠阶段"
    assert mine.task.due_on == dt.date(2026, 5, 31)


def test_what_slips_is_shown_early_with_its_reason(
    people: People, campaign: Campaign, penalties: Task, browser: Browser
) -> None:
    found = {row.task.pk: row for row in board.of_user(people["supervisor"], dt.date(2026, 5, 27))}
    assert found[penalties.pk].risk.level == "at_risk"
    assert "距时限只有2个工作日，3个单位中完成0个" in found[penalties.pk].risk.why
    # today the plan's days are over
    client = browser(people["clerk"])
    home = page(client.get("/"))
    assert "有风险、已滞后的任务" in home
    shown = page(client.get(reverse("campaigns:tasks"), {"risk": "any"}))
    assert "时限已过" in shown
    listed = shown.count('<th scope="row" data-label="任务">')
    assert f'<a href="{reverse("campaigns:tasks")}?risk=any">{listed}</a>' in home


def test_targets_stand_beside_what_was_reached(people: People, units: Units, campaign: Campaign) -> None:
    found = {one.text: one for one in measured(campaign, people["supervisor"], timezone.localdate())}
    if not found:
        pytest.skip("the compiler reads no targets yet")
    closing = next(one for text, one in found.items() if "整改率" in text)
    assert closing.actual is not None
    assert closing.actual.percent is None
    assert next(one for text, one in found.items() if "满意率" in text).actual is None
    ledger = Ledger.objects.get(unit=units["agency"], source=campaign.source, spec_code="self-check")
    ledgers.record(by=people["supervisor"], ledger=ledger, rows=[ledgers.NewEntry("问题")])
    again = {one.text: one for one in measured(campaign, people["supervisor"], timezone.localdate())}
    assert again[closing.text].actual is not None
    assert (again[closing.text].actual.percent, again[closing.text].is_met) == (0.0, False)


@pytest.mark.mechanisms("S000-40")
def test_a_task_leads_to_its_problems_and_its_milestones(
    people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    row = task(campaign, "1")
    assert row.annexes == "附件1"
    actions.set_milestone(by=people["supervisor"], task=row, title="印发清单", due_on=dt.date(2026, 4, 8))
    for name, count in (("agency", 2), ("other", 1)):
        ledger = Ledger.objects.get(unit=units[name], source=campaign.source, spec_code="self-check")
        rows = [ledgers.NewEntry(f"问题{i}") for i in range(count)]
        ledgers.record(by=people["supervisor"], ledger=ledger, rows=rows)
    for who, count in (("supervisor", 3), ("clerk", 2)):
        client = browser(people[who])
        shown = page(client.get(row.get_absolute_url()))
        assert "印发清单" in shown
        (href,) = re.findall(rf'href="([^"]+)">{count} 条问题<', shown)
        listed = page(client.get(href.replace("&amp;", "&")))
        assert len(re.findall(r'<th scope="row" data-label="[^"]+"><a href="/ledgers/', listed)) == count


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_task_from_the_first_note_to_the_confirmation_in_the_browser(
    people: People, penalties: Task, browser: Browser
) -> None:
    clerk, supervisor = browser(people["clerk"]), browser(people["supervisor"])
    shown = page(clerk.get(penalties.get_absolute_url()))
    assert "记进展" in shown
    assert "设里程碑" not in shown
    to = reverse("campaigns:note", args=[penalties.pk])
    assert "完成比例" not in page(clerk.get(to))
    assert "请填写进展" in page(clerk.post(to, {"unit": people["clerk"].unit_id}), 422)
    shown = page(clerk.post(to, {"unit": people["clerk"].unit_id, "text": "核对过半"}, follow=True))
    assert "核对过半" in shown
    assert "推进中" in shown
    to = reverse("campaigns:claim", args=[penalties.pk])
    sent = {"unit": people["clerk"].unit_id, "text": "核对完毕"}
    assert "请选择文件" in page(clerk.post(to, sent), 422)
    file = SimpleUploadedFile("名册.pdf", b"%PDF-1.4\n%%EOF\n")
    assert "申请确认完成" in page(clerk.post(to, sent | {"uploads": [file]}, follow=True))
    assert "待确认完成的任务" in page(supervisor.get("/"))
    row = Progress.objects.get(task=penalties)
    shown = page(supervisor.get(penalties.get_absolute_url()))
    assert "名册.pdf" in shown
    download = supervisor.get(reverse("campaigns:note_file", args=[NoteFile.objects.get().pk]))
    assert download.headers["Content-Disposition"].startswith("attachment")
    to = reverse("campaigns:confirm", args=[row.pk])
    assert "核对完毕" in page(supervisor.get(to))
    shown = page(supervisor.post(to, {"seen": row.version}, follow=True))
    assert "完成已确认" in shown
    assert "重新推进" in shown
    to = reverse("campaigns:milestone", args=[penalties.pk])
    assert "里程碑已设" in page(supervisor.post(to, {"title": "印发核对表", "due_on": "2026-05-08"}, follow=True))


def test_the_list_as_a_workbook_is_the_page(people: People, penalties: Task, browser: Browser) -> None:
    claim(people, penalties)
    note(people, penalties, "stranger")

    def told(who: str, **query: Any) -> dict[str, list[tuple[Any, ...]]]:
        file = browser(people[who]).get(reverse("campaigns:tasks_export"), query)
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        return {sheet.title: list(sheet.iter_rows(min_row=4, values_only=True)) for sheet in book}

    office = told("supervisor", lead="市司法局", unit=people["clerk"].unit_id)
    assert [row[1] for row in office["任务清单"]] == [
        "梳理执法数据",
        "清查罚款问题",
        "开展“回头看”",
        "完善行政裁量权基准",
    ]
    assert ("市城管局" in str(office)) is False, "full names"
    assert {row[2]: row[4] for row in office["单位进展"] if row[1] == "清查罚款问题"} == {
        "安澜市司法局": "未开始",
        "安澜市城市管理局": "待确认",
        f"{CANARY}局": "推进中",
    }
    assert CANARY not in str(told("clerk"))


def test_no_page_of_one_agency_tells_of_the_other(people: People, penalties: Task, browser: Browser) -> None:
    note(people, penalties, "stranger", text=f"{CANARY}进展", received=[proof(f"{CANARY}.pdf")])
    file = reverse("campaigns:note_file", args=[NoteFile.objects.get().pk])
    for who in ("clerk", "chief", "county_clerk", "county_supervisor"):
        client = browser(people[who])
        for address in (reverse("campaigns:tasks"), penalties.get_absolute_url(), "/", reverse("notices")):
            assert CANARY not in page(client.get(address)), (who, address)
        assert client.get(file).status_code == 404


def test_what_lies_outside_answers_404_and_nothing_changes(people: People, penalties: Task, browser: Browser) -> None:
    row = claim(people, penalties)
    one = actions.set_milestone(by=people["supervisor"], task=penalties, title="甲", due_on=dt.date(2026, 5, 1))
    county, clerk = browser(people["county_supervisor"]), browser(people["clerk"])
    before = everything()
    for name in ("confirm", "return_claim", "resume"):
        sent = {"seen": row.version, "reason": "越权"}
        assert county.post(reverse(f"campaigns:{name}", args=[row.pk]), sent).status_code == 404
    sent = {"unit": people["clerk"].unit_id, "text": "越权"}
    assert county.post(reverse("campaigns:note", args=[penalties.pk]), sent).status_code == 404
    for name, key in (("milestone", penalties.pk), ("reach", one.pk), ("drop_milestone", one.pk)):
        sent = {"title": "乙", "due_on": "2026-05-01", "reached_on": "2026-05-01", "remark": "乙", "reason": "乙"}
        assert clerk.post(reverse(f"campaigns:{name}", args=[key]), sent | {"seen": 1}).status_code == 422, name
    assert everything() == before


@pytest.mark.parametrize("name", ["tasks", "task", "home"])
def test_a_page_asks_no_more_for_many_units_than_for_one(
    name: str, people: People, units: Units, browser: Browser
) -> None:
    def launched(joining: list[str]) -> Task:
        row = checked(people, sample())
        chosen = [units[one] for one in joining]
        found = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=chosen, again=True)
        made = task(found, "2")
        for who in ("clerk", "stranger"):
            if people[who].unit in chosen:
                note(people, made, who, received=[proof()])
                note(people, made, who)
        return made

    def asked(made: Task) -> int:
        return queries(
            browser(people["supervisor"]),
            {"tasks": reverse("campaigns:tasks"), "task": made.get_absolute_url(), "home": "/"}[name],
        )

    few = asked(launched(["agency"]))
    assert asked(launched(["agency", "other", "county_agency", "team"])) <= few
    assert few <= 36


def stamped() -> dict[str, Any]:
    """What the command layer writes on every row."""
    return {"recorded_at": timezone.now(), "changed_at": timezone.now(), "version": 1}


def many_tasks(campaign: Campaign, unit: Unit, count: int) -> None:
    """So many more, each given to the unit and long overdue."""
    due = dt.date(2026, 3, 2)
    rows = [
        Task(campaign=campaign, number=f"九{n}", title=f"第{n}件事", due_on=due, quote="第几件事", **stamped())
        for n in range(count)
    ]
    plain_rows(Task).bulk_create(rows)
    given = {"unit": unit, "unit_path": unit.path, "part": "responsible"}
    plain_rows(TaskUnit).bulk_create([TaskUnit(task=row, **given, **stamped()) for row in rows])


@pytest.mark.parametrize("who", ["clerk", "supervisor"])
def test_many_tasks_come_in_pages_and_cost_no_more_queries(
    who: str, people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    client, address = browser(people[who]), reverse("campaigns:tasks")
    few = [queries(client, one) for one in (address, "/")]
    many_tasks(campaign, units["agency"], 130)
    assert [queries(client, one) for one in (address, "/")] == few
    shown = page(client.get(f"{address}?risk=behind"))
    assert shown.partition('id="matrix"')[0].count('<th scope="row" data-label="任务"') == 50
    assert 'rel="next"' in shown
    slipping = sum(row.risk.level == "behind" for row in board.of_user(people[who], timezone.localdate()))
    assert slipping >= 130
    assert f"<b>{slipping}</b>" in shown


def test_what_was_written_of_a_task_comes_in_pages(people: People, penalties: Task, browser: Browser) -> None:
    note(people, penalties)
    first = Note.objects.get()
    of = {"progress": first.progress, "unit": first.unit, "unit_path": first.unit_path}
    more = [Note(number=number, text=f"第{number}次推进", **of, **stamped()) for number in range(2, 62)]
    plain_rows(Note).bulk_create(more)
    shown = page(browser(people["clerk"]).get(penalties.get_absolute_url()))
    assert shown.count('<article class="return"') == 50
    assert 'rel="next"' in shown
