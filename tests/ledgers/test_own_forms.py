"""自制样式: a blank is read, corrected by a person, released and frozen; ledgers pin their edition and lose nothing."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.core.errors import Refused, Stale
from fajian.engine.forms import drafts
from fajian.engine.forms.spec import LedgerColumn, as_data, parse, specs
from fajian.ledgers import actions, shaping
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.own import SHAPE, Form, newest, offered
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.stories import pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROLES = ("clerk", "unit_leader", "officer", "supervisor", "leader", "discipline", "admin", "security", "auditor")
HEADINGS = ("序号", "单位", "存在问题", "罚款金额", "问题类别", "整改措施", "整改时限", "备注")


def blank() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "附件3")
        sheet.merge_range(1, 0, 1, 7, "清源县执法突出问题台账")
        sheet.write(2, 0, "填报单位（盖章）：")
        sheet.write(2, 4, "填报人：")
        sheet.write_row(3, 0, HEADINGS)
    return out.getvalue()


def drafted(people: People, tmp_path: Path) -> Form:
    (tmp_path / "blank.xlsx").write_bytes(blank())
    found = drafts.from_file(tmp_path / "blank.xlsx", tmp_path)
    (row,) = shaping.draft_forms(by=people["supervisor"], drafts=found)
    return row


def corrected(people: People, form: Form, *, without: str = "", row: str = "problem") -> Form:
    columns = [column for column in form.declared.columns if column.label != without]
    return shaping.edit_form(
        by=people["supervisor"], form=form, seen=form.version, title=form.title, annex=form.annex, row=row,
        header=["填报单位(盖章)"], columns=columns,
    )  # fmt: skip


def released(people: People, form: Form) -> Form:
    return shaping.release_form(by=people["supervisor"], form=form, seen=form.version)


@pytest.fixture
def form(people: People, tmp_path: Path) -> Form:
    """Released."""
    return released(people, corrected(people, drafted(people, tmp_path)))


# ── as data ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [code for code, spec in specs().items() if spec.rows_from is None])
def test_a_form_as_data_reads_back_as_the_same_form(code: str) -> None:
    assert parse(as_data(specs()[code])) == specs()[code]


# ── from a blank to a ledger ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_blank_is_read_with_what_was_guessed_and_cannot_be_released_unread(people: People, tmp_path: Path) -> None:
    row = drafted(people, tmp_path)
    assert (row.title, row.annex, row.edition, row.state) == ("清源县执法突出问题台账", "附件3", 1, "draft")
    assert [column.label for column in row.declared.columns] == list(HEADINGS)
    assert row.mapping["整改时限"] == "due_on"
    assert any("元" in says for _, says in row.doubts)
    with pytest.raises(Refused, match="系统猜的"):
        released(people, row)
    assert released(people, corrected(people, row)).state == "released"


def test_a_released_form_is_kept_by_units_below_and_by_nobody_else(people: People, form: Form) -> None:
    unit = people["clerk"].unit
    assert unit is not None
    assert form.code in offered(unit.path)
    assert form.code not in offered("9998")
    ledger = actions.open_ledger(by=people["clerk"], unit=unit, spec_code=form.code)
    assert (ledger.spec_version, ledger.annex, ledger.spec.row) == (1, "附件3", "problem")
    actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry("未公示", {"remark": "甲"})])
    assert Entry.objects.get(ledger=ledger).problem is not None


def test_a_draft_is_no_form_yet(people: People, tmp_path: Path) -> None:
    row = drafted(people, tmp_path)
    assert newest(row.code) is None
    with pytest.raises(Refused, match="没有编号为"):
        actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code=row.code)


def test_a_new_edition_leaves_ledgers_as_they_are_until_they_are_moved_and_drops_nothing(
    people: People, form: Form, browser: Browser
) -> None:
    clerk, supervisor = people["clerk"], people["supervisor"]
    ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code=form.code)
    named = next(column.name for column in form.declared.columns if column.label == "问题类别")
    (entry,) = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry("未公示", {named: "不公示"})])
    second = released(people, corrected(people, shaping.revise_form(by=supervisor, form=form), without="问题类别"))
    assert second.edition == 2
    assert second.declared.retired == ((named, "问题类别"),)
    assert Ledger.objects.get(pk=ledger.pk).spec.version == 1
    page(browser(supervisor).post(reverse("ledgers:renew", args=[second.pk]), {"ledger": ledger.pk}, follow=True))
    assert Ledger.objects.get(pk=ledger.pk).spec.version == 2
    shown = page(browser(clerk).get(reverse("ledgers:entry", args=[entry.pk])))
    assert "问题类别" in shown
    assert "不公示" in shown
    row = Entry.objects.get(pk=entry.pk)
    actions.edit(by=clerk, entry=row, seen=row.version, title="未按期公示", data={"remark": "乙"}, happened_on=None)
    assert Entry.objects.get(pk=entry.pk).data[named] == "不公示"


def test_a_ledger_is_not_moved_to_a_form_whose_rows_mean_something_else(people: People, form: Form) -> None:
    clerk, supervisor = people["clerk"], people["supervisor"]
    ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code=form.code)
    second = released(people, corrected(people, shaping.revise_form(by=supervisor, form=form), row="plain"))
    with pytest.raises(Refused, match="不能换用"):
        shaping.renew(by=supervisor, ledger=ledger, form=second)
    with pytest.raises(Refused, match="较新的"):
        shaping.renew(by=supervisor, ledger=ledger, form=form)


def test_one_form_has_one_draft_at_a_time(people: People, form: Form) -> None:
    first = shaping.revise_form(by=people["supervisor"], form=form)
    assert shaping.revise_form(by=people["colleague"], form=form) == first
    with pytest.raises(Stale):
        shaping.edit_form(
            by=people["colleague"], form=first, seen=0, title="甲", annex="", row="plain", header=[], columns=[]
        )


# ── the table of steps ───────────────────────────────────────────────────────────────────────────────────────────────


def in_state(state: str, people: People, folder: Path) -> Form:
    row = corrected(people, drafted(people, folder))
    if state == "released":
        return released(people, row)
    if state == "dropped":
        return shaping.drop_form(by=people["supervisor"], form=row, seen=row.version, reason="重复")
    return row


STEPS: dict[str, Callable[[User, Form], Any]] = {
    "edit": lambda by, row: corrected({"supervisor": by}, row),
    "release": lambda by, row: shaping.release_form(by=by, form=row, seen=row.version),
    "drop": lambda by, row: shaping.drop_form(by=by, form=row, seen=row.version, reason="重复"),
}


@pytest.mark.parametrize("state", SHAPE.states)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_works_where_the_table_says_and_nowhere_else(
    step: str, state: str, people: People, tmp_path: Path
) -> None:
    assert set(STEPS) == {one.name for one in SHAPE.steps}
    by_role = {user.role: user for user in people.values()}
    for one, source, role, listed in SHAPE.every(ROLES):
        if (one.name, source) != (step, state):
            continue
        row = in_state(state, people, tmp_path)
        if listed:
            assert STEPS[step](by_role[role], row).state == one.target
        else:
            with pytest.raises(Refused):
                STEPS[step](by_role[role], row)
            assert Form.objects.get(pk=row.pk).version == row.version


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "请填写样式名称"),
        ({"columns": [LedgerColumn("a", " ", "text")]}, "栏目名称"),
        ({"columns": [LedgerColumn("a", "类别", "choice")]}, "两个词"),
        ({"columns": [LedgerColumn("a", "件数", "int")]}, "用来称呼"),
        ({"columns": [LedgerColumn("a", "内容", "text")], "row": "problem"}, "哪一栏写问题"),
        ({"columns": [LedgerColumn("a", "甲", "text"), LedgerColumn("a", "乙", "text")]}, "只能有一栏"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(
    change: dict[str, Any], says: str, people: People, tmp_path: Path
) -> None:
    row = drafted(people, tmp_path)
    given = {"title": "甲", "annex": "", "row": "plain", "header": [], "columns": [LedgerColumn("a", "内容", "text")]}
    with pytest.raises(Refused, match=says):
        shaping.edit_form(by=people["supervisor"], form=row, seen=row.version, **(given | change))


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def sent(shown: Any) -> dict[str, Any]:
    """What a browser would send of the page's form as it stands."""
    fields, head = shown.context["fields"], shown.context["head"]
    data = {f"column-{name}": value for name, value in fields.management_form.initial.items()}
    data |= {"seen": head.row.version, **head.initial}
    for one in fields:
        for name, field in one.fields.items():
            value = one.initial.get(name, field.initial)
            if value not in (None, "", False):
                data[f"{one.prefix}-{name}"] = "on" if value is True else value
    return data


def test_from_the_blank_to_the_release_in_the_browser(people: People, browser: Browser) -> None:
    client = browser(people["supervisor"])
    upload = SimpleUploadedFile("表样.xlsx", blank())
    client.post(reverse("ledgers:new_form"), {"file": upload})
    row = Form.objects.get()
    shown = client.get(row.get_absolute_url())
    assert "系统猜的" in page(shown)
    data = sent(shown)
    at = list(HEADINGS).index("问题类别")
    spare = len(HEADINGS)
    data |= {f"column-{at}-kind": "choice", f"column-{at}-choices": "不作为\n乱作为", f"column-{at + 3}-remove": "on"}
    data |= {f"column-{spare}-label": "来源", f"column-{spare}-kind": "text"}
    client.post(reverse("ledgers:edit_form", args=[row.pk]), data)
    row = Form.objects.get()
    assert [one.label for one in row.declared.columns] == [*HEADINGS[:-1], "来源"]
    assert row.declared.columns[at].choices == ("不作为", "乱作为")
    assert row.doubts == []
    client.post(reverse("ledgers:release_form", args=[row.pk]), {"seen": row.version})
    assert Form.objects.get().state == "released"
    assert row.title in page(browser(people["clerk"]).get(reverse("ledgers:open")))
    assert "修订成新版" in page(client.get(row.get_absolute_url()))
    assert "修订成新版" not in page(browser(people["clerk"]).get(row.get_absolute_url()))


def test_an_office_says_what_is_settled_at_the_start_and_proved_before_closing(
    people: People, tmp_path: Path, browser: Browser
) -> None:
    client, row = browser(people["supervisor"]), drafted(people, tmp_path)
    asked = {"settled": ["leader"], "proofs": ["整改报告"]}
    data = sent(client.get(row.get_absolute_url())) | asked
    answer = client.post(reverse("ledgers:edit_form", args=[row.pk]), data)
    assert "没有一栏的用途是它" in answer.content.decode()
    spare = len(HEADINGS)
    data |= {f"column-{spare}-label": "分管领导", f"column-{spare}-use": "leader"}
    client.post(reverse("ledgers:edit_form", args=[row.pk]), data)
    form = released(people, Form.objects.get())
    assert (form.declared.settled, form.declared.proofs) == (("leader",), ("整改报告",))
    assert "整改报告" in page(client.get(form.get_absolute_url()))
    clerk = people["clerk"]
    kept = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code=form.code)
    actions.record(by=people["supervisor"], ledger=kept, rows=[actions.NewEntry("逾期送达")])
    problem = Rectification.objects.get(entry__ledger=kept)
    given: dict[str, Any] = {"cause": "疏忽", "measure": "补送", "due_on": dt.date(2035, 12, 31), "person": "甲某"}
    with pytest.raises(Refused, match="分管领导"):
        actions.accept(by=clerk, rectification=problem, seen=problem.version, **given)
    problem = actions.accept(by=clerk, rectification=problem, seen=problem.version, leader="乙某", **given)
    with pytest.raises(Refused, match="还缺：佐证“整改报告”"):
        actions.submit(by=clerk, rectification=problem, seen=problem.version, result="已补送", files=[pdf()])


def test_what_was_typed_stays_where_it_is_refused(people: People, tmp_path: Path, browser: Browser) -> None:
    client, row = browser(people["supervisor"]), drafted(people, tmp_path)
    data = sent(client.get(row.get_absolute_url())) | {"column-4-kind": "choice", "column-4-choices": "只有一个"}
    answer = client.post(reverse("ledgers:edit_form", args=[row.pk]), data)
    assert answer.status_code == 422
    assert "两个词" in answer.content.decode()
    assert "只有一个" in answer.content.decode()
    for name, content in (("空.xlsx", b""), ("假.xlsx", b"PK"), ("程序.exe", b"MZ"), ("坏.docx", b"PK\x03\x04")):
        answer = client.post(reverse("ledgers:new_form"), {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422, name


def test_drafts_are_seen_in_the_own_area_only_and_no_keeper_sees_any(
    people: People, form: Form, tmp_path: Path, browser: Browser
) -> None:
    draft = drafted(people, tmp_path)
    for name in ("supervisor", "leader", "discipline"):
        assert browser(people[name]).get(draft.get_absolute_url()).status_code == 200
    assert browser(people["clerk"]).get(draft.get_absolute_url()).status_code == 404
    assert browser(people["clerk"]).get(form.get_absolute_url()).status_code == 200
    for name in ("admin", "security", "auditor"):
        assert not Form.objects.visible_to(people[name]).exists()


def test_the_list_of_ledgers_asks_no_question_per_row(people: People, form: Form, browser: Browser) -> None:
    client = browser(people["supervisor"])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(client.get(reverse("ledgers:list")))
        return len(caught)

    actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code=form.code)
    queries()
    before = queries()
    actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code=form.code, source="二")
    actions.open_ledger(by=people["stranger"], unit=people["stranger"].unit, spec_code=form.code)
    assert queries() == before
