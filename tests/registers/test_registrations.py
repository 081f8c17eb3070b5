"""What is registered, cleared by two persons, published, carried out, and shaken when the law changes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.orgs.actions import close_unit
from fajian.orgs.models import User
from fajian.registers import actions
from fajian.registers.daily import reexamine
from fajian.registers.kinds import kinds
from fajian.registers.models import Registration
from fajian.registers.workflow import REGISTRATION
from tests.campaigns.conftest import SYSTEM
from tests.clock import at
from tests.ledgers.stories import pdf
from tests.registers.conftest import Browser, People, Units, given, opinion, published, queries, registered

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
TODAY: dict[str, Any] = {"done_on": timezone.localdate(), "note": "已印发废止的通知"}
STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "edit": (actions.edit, {"given": given(title="改过的名称")}),
    "propose": (actions.propose, {"verdict": "repeal", "reason": "没有依据", "agrees": "none"}),
    "return_": (actions.return_, {"reason": "请写明条款"}),
    "settle": (actions.settle, {}),
    "publish": (actions.publish, {"published_on": timezone.localdate(), "published_where": "市政府网站"}),
    "file": (actions.file_, {"filed_on": timezone.localdate(), "filed_with": "市司法局，安司备〔2026〕1号"}),
    "carry_out": (actions.carry_out, TODAY),
    "renew": (actions.renew, {**TODAY, "given": given()}),
    "strike": (actions.strike, {"reason": "重复登记"}),
}


def led_to(people: People, row: Registration, state: str, verdict: str) -> Registration:
    """The row in this state."""
    match state:
        case "proposed":
            return opinion(people, row, verdict)
        case "settled":
            row = opinion(people, row, verdict)
            return actions.settle(by=people["supervisor"], registration=row, seen=row.version)
        case "published":
            return published(people, row, verdict)
        case "ended":
            row = published(people, row, "repeal")
            return actions.carry_out(by=people["clerk"], registration=row, seen=row.version, **TODAY)
        case "struck":
            return actions.strike(by=people["clerk"], registration=row, seen=row.version, reason="重复")
    return row


def refused(play: Callable[[], Any], target: str) -> str:
    """What was said; "" where it worked. Nothing of it stays."""
    point = transaction.savepoint()
    try:
        assert play().state == target
    except Refused as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return ""


@pytest.mark.parametrize("state", REGISTRATION.states)
def test_in_each_state_the_listed_steps_work_and_no_others(state: str, people: People, units: Units) -> None:
    ends = led_to(people, registered(people, units), state, "repeal")
    changes = led_to(people, registered(people, units, title="另一件"), state, "amend")
    filed = led_to(people, registered(people, units, "standard", title="占道经营"), state, "repeal")
    for step in REGISTRATION.steps:
        row = {"renew": changes, "file": filed}.get(step.name, ends)
        act, more = STEPS[step.name]
        for role in ROLES:
            listed = state in step.sources and role in REGISTRATION.roles(step)
            by = people[{"unit_leader": "chief"}.get(role, role)]
            play = lambda a=act, b=by, r=row, m=more: a(by=b, registration=r, seen=r.version, **m)  # noqa: E731
            said = refused(play, step.target)
            assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.mechanisms("S002-05", "S002-06", "S002-21", "S003-14")
def test_a_basis_is_held_against_the_norm_above_settled_by_a_second_person_and_published(
    people: People, units: Units, row: Registration, browser: Browser
) -> None:
    with pytest.raises(Refused, match="对照的上位规定"):
        actions.propose(by=people["supervisor"], registration=row, seen=1, verdict="keep", reason="合法")
    with pytest.raises(Refused, match="相违背的不能保留"):
        opinion(people, row, "keep", agrees="contrary")
    said = {
        "verdict": "repeal",
        "reason": "设定罚款没有依据",
        "superior": "《行政处罚法》第十六条",
        "agrees": "contrary",
    }
    row = actions.propose(by=people["supervisor"], registration=row, seen=1, **said)
    with pytest.raises(Refused, match="提出人以外的另一位"):
        actions.settle(by=people["supervisor"], registration=row, seen=row.version)
    row = actions.settle(by=people["colleague"], registration=row, seen=row.version)
    where: dict[str, Any] = {"published_on": timezone.localdate() + dt.timedelta(days=1), "published_where": "网站"}
    with pytest.raises(Refused, match="不晚于今天"):
        actions.publish(by=people["colleague"], registration=row, seen=row.version, **where)
    where = {"published_on": timezone.localdate(), "published_where": "市政府网站公示栏"}
    row = actions.publish(by=people["colleague"], registration=row, seen=row.version, **where)
    registered(people, units, "item", title="占道经营处罚")
    client = browser(people["supervisor"])
    sheet: Any = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("registers:export", args=["basis"])).content)
    ).active
    cells = [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell]
    for word in ("执法依据清理目录", "安澜市占道经营管理办法", "《行政处罚法》第十六条", "相违背", "市政府网站公示栏"):
        assert word in cells
    assert "废止" in cells
    with pytest.raises(Refused, match="没有要登记的修改"):
        actions.renew(by=people["clerk"], registration=row, seen=row.version, given=given(), **TODAY)
    row = actions.carry_out(by=people["clerk"], registration=row, seen=row.version, **TODAY)
    assert row.state_word == "已出册"


@pytest.mark.mechanisms("S002-08", "S002-09", "S002-10", "S002-19", "S003-15", "S003-16", "S004-20")
def test_bodies_checkpoints_persons_posts_charts_and_lists_have_registers_of_their_own(
    people: People, units: Units, browser: Browser
) -> None:
    with pytest.raises(Refused, match="须附文件"):
        registered(people, units, "flowchart", title="处罚流程图")
    with pytest.raises(Refused, match="须填写：位置"):
        registered(people, units, "checkpoint", title="河口站", place="")
    chart = registered(people, units, "flowchart", title="处罚流程图", received=[pdf("图", "流程图.pdf")])
    chart = published(people, chart, "keep")
    assert chart.published_where == "市政府网站公示栏"
    wrong = {"basis": "repeal", "body": "abolish", "checkpoint": "abolish", "person": "reassign"}
    for kind, verdict in wrong.items():
        published(people, registered(people, units, kind, title=f"{kind}一项"), verdict)
        registered(people, units, kind, title=f"{kind}另一项")
    for kind in ("duty", "legal_review", "item"):
        registered(people, units, kind, title=f"{kind}一项")
    person = Registration.objects.get(kind="person", verdict="reassign")
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "调到后勤岗位，安城管任〔2026〕3号"}
    actions.carry_out(by=people["clerk"], registration=person, seen=person.version, **done)
    client = browser(people["supervisor"])
    page = client.get(reverse("registers:index")).content.decode()
    for kind in wrong:
        assert f'1<span class="visually-hidden">项{kinds()[kind].title}不合规' in page
        bad = client.get(reverse("registers:list", args=[kind]), {"state": "improper"}).content.decode()
        assert "另一项" not in bad
    assert client.get(reverse("registers:file", args=[chart.files.get().pk])).status_code == 200
    assert browser(people["stranger"]).get(reverse("registers:file", args=[chart.files.get().pk])).status_code == 404
    addresses = [reverse("registers:index"), reverse("registers:list", args=["basis"])]
    before = [queries(client, address) for address in addresses]
    for number in range(4):
        registered(people, units, title=f"又一件{number}")
    assert [queries(client, address) for address in addresses] == before


@pytest.mark.mechanisms("S003-24", "S003-41", "S002-18")
def test_what_rests_on_a_law_that_changes_is_marked_and_asks_to_be_revised(
    people: People, units: Units, browser: Browser
) -> None:
    paper = registered(people, units, "paper", title="行政处罚事先告知书")
    assert "引用的是2017年文本" in paper.shaken, "a paper that cites a text out of force is marked at once"
    with at(dt.date(2023, 6, 1)):
        item = registered(people, units, "item", title="复议答复")
        same = registered(people, units, "duty", title="二中队")
    assert item.shaken == ""
    assert item.rests_on == {"《行政复议法》第九条": 2017}
    reexamine(dt.date(2023, 6, 2))
    item.refresh_from_db()
    reexamine(timezone.localdate())
    item.refresh_from_db()
    same.refresh_from_db()
    assert "现在适用《行政复议法（2023）》，条文与原来依据的文本不同" in item.shaken
    assert same.shaken == ""
    assert "须核对的登记事项（执法事项）" in browser(people["clerk"]).get("/").content.decode()
    item = published(people, item, "amend")
    new = given("item", title="复议答复", basis="《行政复议法》第四十八条")
    item = actions.renew(by=people["clerk"], registration=item, seen=item.version, given=new, **TODAY)
    assert (item.state, item.shaken) == ("kept", "")
    since = {"since": timezone.localdate().isoformat()}
    changed = browser(people["supervisor"]).get(reverse("registers:list", args=["item"]), since).content.decode()
    assert "复议答复" in changed
    assert (
        "没有符合条件"
        in browser(people["supervisor"])
        .get(reverse("registers:list", args=["item"]), {"since": "2999-01-01"})
        .content.decode()
    )


@pytest.mark.mechanisms("S003-41")
def test_what_belongs_to_a_unit_that_is_dissolved_asks_to_be_adjusted(people: People, units: Units) -> None:
    row = registered(people, units, "body", title="支队检查科", unit="team", by="supervisor")
    close_unit(by=SYSTEM, unit=units["team"], on=timezone.localdate())
    reexamine(timezone.localdate())
    row.refresh_from_db()
    assert "所属单位已撤销" in row.shaken


def test_pages_lead_through_registering_proposing_and_settling(people: People, units: Units, browser: Browser) -> None:
    unit, office = browser(people["clerk"]), browser(people["supervisor"])
    address = reverse("registers:new", args=["checkpoint"])
    sent = {"unit": units["agency"].pk, "title": "河口站", "c_place": "河口", "c_lasting": "临时", "c_proper": "no"}
    assert unit.post(address, sent).status_code == 422, "the basis is missing"
    made = unit.post(address, sent | {"c_basis": "会议纪要"})
    assert made.status_code == 302
    row = Registration.objects.get()
    assert ("设立符合规定", "否") in row.told
    edit = reverse("registers:take", args=[row.pk, "edit"])
    page = unit.get(edit).content.decode()
    assert '<option value="no" selected>' in page
    propose = reverse("registers:take", args=[row.pk, "propose"])
    sent = {"seen": row.version, "verdict": "abolish", "reason": "没有批文"}
    assert unit.post(propose, sent).status_code == 302
    assert unit.get(reverse("registers:take", args=[row.pk, "settle"])).status_code == 404
    waits = office.get(reverse("registers:list", args=["checkpoint"]), {"state": "waits"}).content.decode()
    assert "河口站" in waits
    row.refresh_from_db()
    assert office.post(reverse("registers:take", args=[row.pk, "settle"]), {"seen": row.version}).status_code == 302
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    assert "已核定，待公布" in unit.get(row.get_absolute_url()).content.decode()
