"""Plans of inspection: items with a guide, a public draw, warnings before the chief approves, joint plans."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.core.worker import work
from fajian.draws import actions as draws
from fajian.engine.draws import verify
from fajian.inspections import actions
from fajian.inspections.foresight import open_days, warnings
from fajian.inspections.merging import arranged
from fajian.inspections.models import Bound, Item, Joint, Plan
from fajian.inspections.workflow import JOINT, PLAN
from fajian.orgs.models import User
from tests.campaigns.conftest import SYSTEM
from tests.clock import at
from tests.inspections.conftest import Browser, People, Units, code, entered, queries

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
TODAY, LATER = dt.date(2026, 3, 2), dt.date(2026, 6, 30)
FILED: dict[str, Any] = {"filed_on": TODAY, "filed_with": "安澜市司法局，安司备〔2026〕9号"}
GUIDE = dict.fromkeys(Item.GUIDE, "按《市场主体抽查指引》办理")
SECRETS = {"supervisor": "监督科交存的一行口令，猜不到", "discipline": "纪检组交存的一行口令，猜不到"}


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """A Monday in March: a year has open days before and behind it."""
    with at(TODAY):
        yield


def item(people: People, units: Units, unit: str = "agency", *, published: bool = True, **more: Any) -> Item:
    given = {"title": "食品经营检查", "subject": "食品安全", "basis": "《食品安全法》第一百一十条", **GUIDE} | more
    row = actions.enter_item(by=people["supervisor"], unit=units[unit], given=given)
    if not published:
        return row
    where: dict[str, Any] = {"published_on": TODAY, "published_where": "市政府网站"}
    return actions.publish_item(by=people["supervisor"], item=row, seen=row.version, **where)


def drafted(people: People, units: Units, unit: str = "agency", **more: Any) -> Plan:
    by = people[more.pop("by", "clerk" if unit == "agency" else "stranger")]
    items = more.pop("items", None) or [item(people, units, unit)]
    given = {
        "title": f"{unit}年度检查",
        "kind": "annual",
        "basis": "年度部署",
        "from_on": TODAY,
        "to_on": LATER,
        "pairs": 9,
    }
    return actions.draft_plan(by=by, unit=units[unit], given=given | more, items=items)


def drawn(people: People, units: Units, row: Plan, **shares: int) -> Plan:
    """Targets by a draw that the office and the discipline's contact make; four of a grade if nothing is said."""
    directory = actions.make_directory(by=people["supervisor"], unit=row.unit)
    given = {"directory": directory, "shares": shares or {"": 4}, "secret": SECRETS["supervisor"]}
    row = actions.draw_plan(by=people["supervisor"], plan=row, seen=row.version, **given)
    draw = row.draw
    assert draw is not None
    draw = draws.seal(by=people["discipline"], draw=draw, secret=SECRETS["discipline"])
    for name, secret in SECRETS.items():
        draw = draws.reveal(by=people[name], draw=draw, secret=secret)
    return actions.take_drawn(by=people["supervisor"], plan=Plan.objects.get(pk=row.pk), seen=row.version)


def led_to(people: People, row: Plan, state: str) -> Plan:
    """The plan in this state; of a unit whose chief is a person of its own."""
    if state == "draft":
        return row
    if state != "struck":
        row = actions.submit_plan(by=people["supervisor"], plan=row, seen=row.version)
    if state in ("approved", "filed"):
        row = actions.approve_plan(by=people["chief"], plan=row, seen=row.version, reason="上级部署，确有必要")
    if state == "filed":
        return actions.file_plan(by=people["supervisor"], plan=row, seen=row.version, **FILED)
    if state == "struck":
        return actions.strike_plan(by=people["clerk"], plan=row, seen=row.version, reason="上级取消")
    return row


def refused(play: Callable[[], Any]) -> str:
    """What was said; "" where it worked. Nothing of it stays."""
    point = transaction.savepoint()
    try:
        play()
    except Refused as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return ""


def test_in_each_state_of_a_plan_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    for number in range(1, 6):
        entered(people, units, number)
    bare = drafted(people, units, title="没有抽取的")
    one = drawn(people, units, drafted(people, units))
    items = one.named_items()
    given = {"title": "改过", "kind": "annual", "basis": "部署", "from_on": TODAY, "to_on": LATER, "pairs": 3}
    steps: dict[str, tuple[Any, dict[str, Any]]] = {
        "edit": (actions.edit_plan, {"given": given, "items": items}),
        "draw": (actions.draw_plan, {"directory": one.directory, "shares": {"": 2}, "secret": SECRETS["supervisor"]}),
        "take": (actions.take_drawn, {}),
        "submit": (actions.submit_plan, {}),
        "approve": (actions.approve_plan, {"reason": "确有必要"}),
        "return_": (actions.return_plan, {"reason": "请减少"}),
        "file": (actions.file_plan, FILED),
        "strike": (actions.strike_plan, {"reason": "取消"}),
    }
    for state in PLAN.states:
        point = transaction.savepoint()
        row = led_to(people, Plan.objects.get(pk=one.pk), state)
        for step in PLAN.steps:
            act, more = steps[step.name]
            used = Plan.objects.get(pk=bare.pk) if step.name == "draw" and state == "draft" else row
            if step.name == "take":  # the same once more: what was drawn stands in it already
                continue
            for role in ROLES:
                by = people[{"unit_leader": "chief"}.get(role, role)]
                said = refused(lambda a=act, b=by, r=used, m=more: a(by=b, plan=r, seen=r.version, **m))
                assert bool(said) != (state in step.sources and role in PLAN.roles(step)), (
                    state,
                    step.name,
                    role,
                    said,
                )
        transaction.savepoint_rollback(point)


@pytest.mark.mechanisms("S004-34")
def test_an_item_is_published_with_its_whole_guide_or_not_inspected(
    people: People, units: Units, browser: Browser
) -> None:
    row = item(people, units, published=False, standard="", keeping="")
    with pytest.raises(Refused, match="工作指南没有写：检查标准、归档方式"):
        actions.publish_item(by=people["clerk"], item=row, seen=row.version, published_on=TODAY, published_where="网站")
    entered(people, units)
    plan = drawn(people, units, drafted(people, units, items=[row]), **{"": 1})
    assert [line for line in warnings(plan, TODAY) if "没有公布" in line]
    with pytest.raises(Refused, match="没有公布的事项不得实施"):
        actions.submit_plan(by=people["clerk"], plan=plan, seen=plan.version)
    client, address = browser(people["clerk"]), reverse("inspections:item_take", args=[row.pk, "edit"])
    sent = {"seen": row.version, "title": row.title, "subject": row.subject, "basis": row.basis, **GUIDE}
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    publish = reverse("inspections:item_take", args=[row.pk, "publish"])
    where = {"seen": row.version, "published_on": TODAY.isoformat(), "published_where": "市政府网站"}
    assert client.post(publish, where).status_code == 302
    page = client.get(row.get_absolute_url()).content.decode()
    for word in ("抽取方法", "检查流程", "检查标准", "审批权限", "公示程序", "归档方式", "已公布"):
        assert word in page
    assert actions.submit_plan(by=people["clerk"], plan=plan, seen=plan.version).state == "submitted"


@pytest.mark.mechanisms("S004-27", "S004-28", "S004-30", "S002-15")
def test_targets_are_drawn_in_public_and_the_chief_sees_what_goes_beyond_the_caps_before_approving(
    people: People, units: Units, browser: Browser
) -> None:
    for number in range(1, 9):
        entered(people, units, number, credit="A" if number < 5 else "D", risk="low")
    cap = {"kind": "cap", "year": TODAY.year, "risk": "", "most": 1, "basis": "本局公告"}
    first = drawn(people, units, drafted(people, units), A=1, D=4)
    draw = first.drawn
    assert draw is not None
    assert {name: len(ids) for name, ids in draw.drawn.items()} == {"信用A级": 1, "信用D级": 4}
    assert verify.wrong(draw.bundle, draw.digest) == []
    assert first.directory is not None
    assert first.directory.digest[:16] in draw.title
    with pytest.raises(Refused, match="已经准备过抽取"):
        actions.draw_plan(
            by=people["supervisor"], plan=first, seen=first.version, directory=first.directory, shares={"D": 1},
            secret=SECRETS["supervisor"],
        )  # fmt: skip
    assert any("没有登记" in line and "无法判断" in line for line in warnings(first, TODAY))
    actions.enter_bound(by=people["clerk"], unit=units["agency"], given=cap)
    assert not warnings(first, TODAY)
    first = actions.submit_plan(by=people["clerk"], plan=first, seen=first.version)
    for name in ("clerk", "supervisor", "leader"):
        with pytest.raises(Refused, match="须由单位领导办理"):
            actions.approve_plan(by=people[name], plan=first, seen=first.version)
    first = actions.approve_plan(by=people["chief"], plan=first, seen=first.version)
    assert (first.warned, first.approved_by) == ([], people["chief"])
    entered(people, units, 9, credit="D", risk="low")
    second = drawn(people, units, drafted(people, units, title="再查一遍"), D=5)
    client, chief = browser(people["clerk"]), browser(people["chief"])
    beyond = f"4 家企业将超过本单位{TODAY.year}年度频次上限"
    assert beyond in client.get(second.get_absolute_url()).content.decode()
    take = reverse("inspections:plan_take", args=[second.pk, "submit"])
    assert beyond in client.get(take).content.decode()
    assert client.post(take, {"seen": second.version}).status_code == 302
    assert "待批准的检查计划" in chief.get("/").content.decode()
    second.refresh_from_db()
    take = reverse("inspections:plan_take", args=[second.pk, "approve"])
    assert beyond in chief.get(take).content.decode()
    answer = chief.post(take, {"seen": second.version, "reason": ""})
    assert (answer.status_code, "须写明为什么仍然批准" in answer.content.decode()) == (422, True)
    assert chief.post(take, {"seen": second.version, "reason": "省里统一部署"}).status_code == 302
    second.refresh_from_db()
    assert beyond in second.warned[0]
    assert second.state == "approved"
    assert browser(people["stranger"]).get(second.get_absolute_url()).status_code == 404
    # 企业宁静日: with every day of the month quiet there is no day to go on, and that is said before approval too.
    quiet = {"kind": "calm", "from_day": 1, "to_day": 31, "basis": "企业宁静日制度"}
    row = actions.enter_bound(by=people["supervisor"], unit=units["root"], given=quiet)
    assert open_days(units["agency"], TODAY, LATER) == ()
    assert any("没有可以入企的工作日" in line for line in warnings(second, TODAY))
    actions.strike_bound(by=people["supervisor"], bound=row, seen=row.version)
    assert open_days(units["agency"], TODAY, LATER + dt.timedelta(days=7))


def filed_plan(people: People, units: Units, unit: str, *numbers: int, **more: Any) -> Plan:
    """A filed plan over these businesses; the chief of another unit is the system's."""
    for number in numbers:
        entered(people, units, number, by="supervisor", unit=unit, risk="low")
    row = drawn(people, units, drafted(people, units, unit, **more), **{"": 99})
    row = actions.submit_plan(by=people["supervisor"], plan=row, seen=row.version)
    chief = people["chief"] if unit == "agency" else SYSTEM
    row = actions.approve_plan(by=chief, plan=row, seen=row.version, reason="年度任务")
    return actions.file_plan(by=people["supervisor"], plan=row, seen=row.version, **FILED)


@pytest.mark.mechanisms("S004-29", "S004-33")
@pytest.mark.django_db(transaction=True)
def test_filed_plans_of_several_units_become_one_joint_plan_with_fewer_visits(
    people: People, units: Units, browser: Browser
) -> None:
    ours = filed_plan(people, units, "agency", 1, 2, 3)
    theirs = filed_plan(people, units, "other", 2, 3, 4)
    apart = drafted(people, units, title="没有备案的")
    quiet = {"kind": "calm", "from_day": 1, "to_day": 5, "basis": "本局的宁静日"}
    actions.enter_bound(by=people["supervisor"], unit=units["other"], given=quiet)
    with pytest.raises(Refused, match="还没有备案"):
        actions.ask_joint(by=people["supervisor"], unit=units["office"], title="甲", plans=[ours, apart])
    assert any("应当联合检查" in line for line in theirs.warned)
    client = browser(people["supervisor"])
    sent = {"title": "全市联合检查", "plans": [ours.pk, theirs.pk]}
    assert client.post(reverse("inspections:joint_new"), sent).status_code == 302
    row = Joint.objects.get()
    assert "正在排" in client.get(row.get_absolute_url()).content.decode()
    work(once=True)
    row.refresh_from_db()
    days = set(open_days(units["other"], TODAY, LATER))
    assert days < set(open_days(units["office"], TODAY, LATER)), "the quiet days of one of the units hold too"
    assert {name: row.figures[name] for name in ("tasks", "visits", "saved", "bound", "exact")} == {
        "tasks": 6, "visits": 4, "saved": 2, "bound": 4, "exact": 4,
    }  # fmt: skip
    assert all(dt.date.fromisoformat(one["day"]) in days for one in row.visits)
    page = client.get(row.get_absolute_url()).content.decode()
    for said in ("主体相同；2项计划的事项同属“食品安全”", "少入企（次）", "不可能少于（次）"):
        assert said in page
    for step, target, more in (("adopt", "adopted", {}), ("file", "filed", FILED | {"filed_on": TODAY.isoformat()})):
        take = reverse("inspections:joint_take", args=[row.pk, step])
        assert client.post(take, {"seen": row.version, **more}).status_code == 302
        row.refresh_from_db()
        assert row.state == target
    assert arranged([apart], units["office"]) == {code(number): 1 for number in range(1, 5)}, "visits, not plans, count"
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("inspections:joint_export", args=[row.pk])).content))
    assert code(4) in [str(cell) for line in book["入企安排"].values for cell in line]
    assert browser(people["clerk"]).get(row.get_absolute_url()).status_code == 403


def test_in_each_state_of_a_joint_plan_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    ours, theirs = filed_plan(people, units, "agency", 1), filed_plan(people, units, "other", 1)
    made = {"visits": [], "unplanned": [], "figures": {"tasks": 2}}
    asked = actions.ask_joint(by=people["supervisor"], unit=units["office"], title="联合", plans=[ours, theirs])
    steps: dict[str, tuple[Any, dict[str, Any]]] = {
        "propose": (actions.propose_joint, {"made": made}), "adopt": (actions.adopt_joint, {}),
        "drop": (actions.drop_joint, {"reason": "计划有变"}), "file": (actions.file_joint, FILED),
    }  # fmt: skip
    lead = {"asked": (), "proposed": ("propose",), "adopted": ("propose", "adopt"), "dropped": ("drop",),
            "filed": ("propose", "adopt", "file")}  # fmt: skip

    def go(name: str, by: User, row: Joint) -> Joint:
        act, more = steps[name]
        seen = {} if name == "propose" else {"seen": row.version}
        done: Joint = act(by=by, joint=row, **seen, **more)
        return done

    for state in JOINT.states:
        point = transaction.savepoint()
        row = Joint.objects.get(pk=asked.pk)
        for name in lead[state]:
            row = go(name, people["supervisor"], row)
        for step in JOINT.steps:
            for role in ROLES:
                by = people[{"unit_leader": "chief"}.get(role, role)]
                said = refused(lambda n=step.name, b=by, r=row: go(n, b, r))
                assert bool(said) != (state in step.sources and role in JOINT.roles(step)), (state, step.name, role)
        transaction.savepoint_rollback(point)


def test_pages_lead_through_items_bounds_and_a_plan(people: People, units: Units, browser: Browser) -> None:
    clerk, office = browser(people["clerk"]), browser(people["supervisor"])
    entered(people, units, 1)
    actions.make_directory(by=people["clerk"], unit=units["agency"])
    sent: dict[str, Any] = {"unit": units["agency"].pk, "kind": "calm", "basis": "制度"}
    new = reverse("inspections:bound_new")
    assert clerk.post(new, sent | {"from_day": 5, "to_day": 1}).status_code == 422
    assert clerk.post(new, sent | {"from_day": 1, "to_day": 5}).status_code == 302
    assert clerk.post(new, sent | {"kind": "cap", "year": TODAY.year, "most": 2}).status_code == 302
    assert clerk.post(new, sent | {"kind": "cap", "year": TODAY.year, "most": 2}).status_code == 422
    row = Bound.objects.get(kind="calm")
    assert clerk.post(reverse("inspections:bound_strike", args=[row.pk]), {"seen": row.version}).status_code == 302
    assert "每月1日至5日" not in clerk.get(reverse("inspections:bounds")).content.decode()
    one = {"unit": units["agency"].pk, "title": "食品经营检查", "subject": "食品安全", "basis": "法", **GUIDE}
    assert clerk.post(reverse("inspections:item_new"), one).status_code == 302
    plan = {"unit": units["agency"].pk, "title": "年度检查", "kind": "annual", "basis": "部署", "pairs": 2,
            "from_on": TODAY.isoformat(), "to_on": LATER.isoformat(), "items": [Item.objects.get().pk]}  # fmt: skip
    assert clerk.post(reverse("inspections:plan_new"), plan | {"to_on": "2020-01-01"}).status_code == 422
    far = {"from_on": "2206-03-02", "to_on": "2206-06-30"}  # a year typed wrong: no calendar reaches it
    assert clerk.post(reverse("inspections:plan_new"), plan | far).status_code == 422
    assert clerk.post(reverse("inspections:plan_new"), plan).status_code == 302
    made = Plan.objects.get()
    take = reverse("inspections:plan_take", args=[made.pk, "draw"])
    assert clerk.get(take).status_code == 404, "the list is drawn by the office"
    page = office.get(take).content.decode()
    assert "最新一版有 1 个" in page
    draw = {"seen": made.version, "directory": made.unit_id, "secret": SECRETS["supervisor"], "take_": 1,
            **{f"take_{grade}": 0 for grade in "ABCD"}, "exclusions": code(1)}  # fmt: skip
    assert office.post(take, draw).status_code == 422, (
        "an exclusion needs its reason, a version must be one of the unit"
    )
    before = queries(clerk, reverse("inspections:plans"))
    for number in range(3):
        drafted(people, units, title=f"又一个{number}")
    assert queries(clerk, reverse("inspections:plans")) == before
    for name in ("items", "bounds", "directories"):
        assert clerk.get(reverse(f"inspections:{name}")).status_code == 200
