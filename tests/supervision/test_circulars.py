"""通报: signed by another than the drafter, in a circle with its signatures, before the public without the names."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.ledgers.actions import open_ledger
from fajian.orgs.models import User
from fajian.supervision import actions, cases
from fajian.supervision.models import Circular
from fajian.supervision.workflow import CIRCULAR
from tests.ledgers.conftest import in_state
from tests.supervision.conftest import Browser, People, Units, days, fresh, queries
from tests.supervision.test_pages import form_of
from tests.supervision.test_workflows import refused

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
TEXT = "当事人李小明、安澜市福来饭店先后被收取“保证金”。\n承办人王强未出具票据。"


def told(**more: Any) -> actions.Told:
    given: dict[str, Any] = {
        "kind": "criticism", "reach": "circle", "title": "关于违规收取保证金的通报", "text": TEXT,
        "names": "李小明\n安澜市福来饭店\n王强",
    }  # fmt: skip
    return actions.Told(**(given | more))


def issued(people: People, units: Units, **more: Any) -> Circular:
    row = actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=told(**more))
    row = actions.submit_circular(by=people["supervisor"], circular=row, seen=row.version)
    given = {"word": "安司通", "units": [units["other"]]}
    return actions.issue_circular(by=people["colleague"], circular=row, seen=row.version, **given)


STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "edit": (actions.edit_circular, {"told": told(title="另一标题", reach="public")}),
    "submit": (actions.submit_circular, {}),
    "issue": (actions.issue_circular, {"word": "安司通"}),
    "return_": (actions.return_circular, {"reason": "写明理由"}),
    "publish": (actions.publish_circular, {"published_on": None, "place": "市政府网站"}),
    "withdraw": (actions.withdraw_circular, {"reason": "写明理由"}),
    "drop": (actions.drop_circular, {"reason": "写明理由"}),
}
WAY = {
    "draft": (), "submitted": ("submit",), "issued": ("submit", "issue"), "published": ("submit", "issue", "publish"),
    "withdrawn": ("submit", "issue", "withdraw"), "dropped": ("drop",),
}  # fmt: skip


@pytest.mark.parametrize("state", CIRCULAR.states)
def test_of_a_circular_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, units: Units
) -> None:
    def play(step: str, by: User, row: Circular) -> Circular:
        act, given = STEPS[step]
        given = {name: timezone.localdate() if value is None else value for name, value in given.items()}
        made: Circular = act(by=by, circular=row, seen=row.version, **given)
        return made

    row = actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=told(reach="public"))
    for name in WAY[state]:
        row = play(name, people["colleague" if name == "issue" else "supervisor"], row)
    for step in CIRCULAR.steps:
        for role in ROLES:
            listed = state in step.sources and role in CIRCULAR.roles(step)
            by = people["chief"] if role == "unit_leader" else people[role]
            by = people["colleague"] if (role, step.name) == ("supervisor", "issue") else by
            said = refused(lambda n=step.name, b=by: play(n, b, row), step.target)
            assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.mechanisms("S001-73", "S001-66")
def test_in_a_circle_every_unit_signs_and_looks_at_itself(people: People, units: Units, browser: Browser) -> None:
    draft = actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=told())
    assert browser(people["clerk"]).get(draft.get_absolute_url()).status_code == 404, (
        "a draft is nobody else's business"
    )
    row = actions.submit_circular(by=people["supervisor"], circular=draft, seen=draft.version)
    with pytest.raises(Refused, match="不能自己签发"):
        actions.issue_circular(by=people["supervisor"], circular=row, seen=row.version, word="安司通")
    given: dict[str, Any] = {"word": "安司通", "units": [units["office"]]}
    with pytest.raises(Refused, match="不能对本单位"):
        actions.issue_circular(by=people["colleague"], circular=row, seen=row.version, **given)
    row = issued(people, units, kind="case")
    assert {copy.unit.pk for copy in row.copies.all()} == {units["agency"].pk, units["other"].pk}
    stranger, outside = browser(people["stranger"]), browser(people["county_clerk"])
    assert "待签收的通报" in stranger.get("/").content.decode()
    assert outside.get(row.get_absolute_url()).status_code == 404
    page = stranger.get(row.get_absolute_url()).content.decode()
    assert "李小明" in page, "in the circle names stand"
    copy = row.copies.get(unit=units["other"])
    with pytest.raises(Refused, match="请写明对照检查"):
        actions.sign_circular(by=people["stranger"], copy=copy, seen=copy.version, reply=" ")
    with pytest.raises(Refused, match="权限范围内"):
        actions.sign_circular(by=people["clerk"], copy=copy, seen=copy.version, reply="我们没有")
    address = reverse("supervision:sign_circular", args=[copy.pk])
    assert stranger.post(address, form_of(stranger, address) | {"reply": "自查没有同类问题"}).status_code == 302
    assert "待签收的通报" not in stranger.get("/").content.decode()
    office = browser(people["supervisor"]).get(row.get_absolute_url()).content.decode()
    assert "自查没有同类问题" in office
    assert "还没有签收" in office, "the unit it is about has not"
    given = {"published_on": timezone.localdate(), "place": "网站"}
    with pytest.raises(Refused, match="不向社会公布"):
        actions.publish_circular(by=people["supervisor"], circular=row, seen=row.version, **given)


@pytest.mark.mechanisms("S002-26", "S003-49")
def test_before_the_public_every_name_is_masked(people: People, units: Units, browser: Browser) -> None:
    with pytest.raises(Refused, match="正文里没有“赵六”"):
        actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=told(names="赵六"))
    row = issued(people, units, reach="public")
    words = "\n".join(one.text for one in docx.Document(str(path_of(row.paper.digest))).paragraphs)
    for name, shown in (("李小明", "李某"), ("安澜市福来饭店", "某店"), ("王强", "王某")):
        assert name not in words
        assert shown in words
    assert str(row.number) in words
    assert "李小明" not in browser(people["clerk"]).get(row.get_absolute_url()).content.decode()
    given = {"published_on": timezone.localdate() - days(1), "place": "市政府网站"}
    with pytest.raises(Refused, match="成文日期到今天之间"):
        actions.publish_circular(by=people["supervisor"], circular=row, seen=row.version, **given)
    given["published_on"] = timezone.localdate()
    row = actions.publish_circular(by=people["supervisor"], circular=row, seen=row.version, **given)
    row = actions.withdraw_circular(by=people["supervisor"], circular=row, seen=row.version, reason="事实有出入")
    assert fresh(row).state == "withdrawn"


def test_a_circular_goes_through_its_pages(people: People, units: Units, browser: Browser) -> None:
    office, other = browser(people["supervisor"]), browser(people["colleague"])
    new = reverse("supervision:new_circular")
    said = form_of(office, new) | {"unit": units["agency"].pk} | {n: getattr(told(), n) for n in actions.Told.__slots__}
    assert office.post(new, said).status_code == 302
    row = Circular.objects.get()
    edit = reverse("supervision:edit_circular", args=[row.pk])
    assert office.post(edit, form_of(office, edit) | said | {"title": "改题", "seen": 1}).status_code == 302

    def play(client: Any, name: str, **given: Any) -> None:
        address = reverse("supervision:take_circular", args=[row.pk, name])
        answer = client.post(address, form_of(client, address) | given)
        assert answer.status_code == 302, (name, answer.content.decode()[-2000:])

    play(office, "submit")
    assert office.get(reverse("supervision:take_circular", args=[row.pk, "issue"])).status_code == 404
    play(other, "issue", word="安司通", units=[units["other"].pk])
    assert fresh(row).title == "改题"
    for name in ("clerk", "stranger", "leader", "discipline"):
        assert browser(people[name]).get(reverse("supervision:circular_paper", args=[row.pk])).status_code == 200, name
    assert str(fresh(row).number) in office.get(reverse("supervision:register")).content.decode()
    address = reverse("supervision:circulars")
    before = queries(office, address)
    for number in range(3):
        actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=told(title=f"第{number}期"))
    assert queries(office, address) == before


@pytest.mark.mechanisms("S003-11")
def test_what_was_handled_becomes_a_case_others_learn_from_without_its_names(
    people: People, units: Units, browser: Browser
) -> None:
    """A problem that was put right is drafted as 典型案例, signed by another, and published without the names in it."""
    book = open_ledger(by=people["clerk"], spec_code="self-check", unit=units["agency"])
    row = in_state("closed", people, book)
    office = browser(people["supervisor"])
    address = f"{reverse('supervision:new_circular')}?source=entry:{row.entry_id}"
    assert f'href="{address}"' in office.get(reverse("ledgers:entry", args=[row.entry_id])).content.decode()
    drafted = office.get(address).context["form"].initial
    assert (drafted["unit"], drafted["kind"], drafted["reach"]) == (units["agency"].pk, "case", "public")
    assert row.entry.title in drafted["text"]
    assert row.measure in drafted["text"]
    assert "案例分析和指导意义" in drafted["text"]
    said = form_of(office, address) | drafted | {"text": f"{drafted['text']}\n当事人白某某。", "names": "白某某"}
    assert office.post(address, said).status_code == 302
    made = Circular.objects.get()
    actions.submit_circular(by=people["supervisor"], circular=made, seen=made.version)
    made = fresh(made)
    made = actions.issue_circular(by=people["colleague"], circular=made, seen=made.version, word="安司通")
    assert "白某某" not in made.told[1]
    assert row.entry.title in browser(people["clerk"]).get(made.get_absolute_url()).content.decode()
    for strange in ("entry:999999", "entry:x", "penalties:none", "officers:1", ""):
        assert cases.drafted(people["supervisor"], strange) == {}
    assert cases.drafted(people["stranger"], f"entry:{row.entry_id}") == {}
