"""What a measure finds: in the ledger of the unit, put right there, and told to everybody where that is due."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.engine.draws import verify
from fajian.ledgers.columns import text as cell
from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit
from fajian.supervision import actions, picks
from fajian.supervision.models import Circular, Measure
from tests.ledgers.stories import pdf
from tests.supervision.conftest import Browser, People, Units

pytestmark = pytest.mark.django_db


def recorded(people: People, units: Units, kind: str, data: dict[str, Any], **more: Any) -> Measure:
    """At the agency, with a picture."""
    given: dict[str, Any] = {
        "subject": "随机检查", "held_on": timezone.localdate(), "people": "冯某、白某", "text": "见照片",
        "found": "没有出示执法证即检查", "data": data,
    }  # fmt: skip
    made = actions.Taken(kind, **given | more)
    return actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=made, received=[pdf("现场")])


@pytest.mark.mechanisms("S001-24", "S001-25")
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("sunken", {"clue": "12345", "norms": "符合", "three": "部分符合", "conduct": "不符合", "lacking": "不亮证"}),
        (
            "docking",
            {"whistle": "已建立没有落实", "docked": "没有建立", "called": 3, "came": 1, "evidence": "镇〔2026〕3号"},
        ),
    ],
)
def test_a_checklist_of_enforcement_sent_down_leads_to_the_annex_of_key_areas(
    kind: str, data: dict[str, Any], people: People, units: Units, browser: Browser
) -> None:
    for name in data.keys() - {"lacking"}:
        with pytest.raises(Refused, match="须填写"):
            recorded(people, units, kind, {key: value for key, value in data.items() if key != name})
    bare = actions.Taken(kind, "检查", timezone.localdate(), "冯某", "见表", data=data)
    with pytest.raises(Refused, match="须附照片"):
        actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=bare)
    office = browser(people["supervisor"])
    form = office.get(reverse("supervision:record_measure", args=[kind])).content.decode()
    assert "没有落实" in form if kind == "docking" else "部分符合" in form
    row = recorded(people, units, kind, data)
    page = office.get(row.get_absolute_url()).content.decode()
    assert all(str(value) in page for value in data.values())
    address = reverse("supervision:list_measure", args=[row.pk])
    assert address in page
    assert office.post(address, {"seen": row.version, "title": "没有出示执法证"}).status_code == 302
    entry = Entry.objects.get(source=row.source)
    spec = entry.ledger.spec
    assert (spec.annex, entry.unit) == ("附件4", units["agency"])
    assert [cell(spec, entry, spec[name]) for name in ("area", "source")] == ["下沉执法", "督导检查"]
    assert office.get(address).status_code == 404, "once"
    assert browser(people["clerk"]).get(reverse("ledgers:entry", args=[entry.pk])).status_code == 200


@pytest.mark.mechanisms("S002-12")
def test_what_was_seen_in_secret_is_put_right_and_exposed_without_names(
    people: People, units: Units, browser: Browser
) -> None:
    """明察暗访 of road transport and of inspections at businesses, dealt with, then told to the public."""
    seen = {"spot": "省道检查点", "seen": "拦车收费，不给票据"}
    row = recorded(people, units, "unannounced", seen, subject="道路运输、涉企检查暗访", found="拦车收费，不给票据")
    clean = recorded(people, units, "unannounced", seen, found="")
    with pytest.raises(Refused, match="没有发现问题"):
        actions.list_measure(by=people["supervisor"], measure=clean, seen=clean.version, title="甲")
    with pytest.raises(Refused, match="须由"):
        actions.list_measure(by=people["clerk"], measure=row, seen=row.version, title="甲")
    entry = actions.list_measure(by=people["supervisor"], measure=row, seen=row.version, title="路检收费不给票据")
    with pytest.raises(Refused, match="已经列入"):
        actions.list_measure(by=people["supervisor"], measure=row, seen=row.version, title="又一次")
    clerk, office = browser(people["clerk"]), browser(people["supervisor"])
    page = clerk.get(reverse("ledgers:entry", args=[entry.pk])).content.decode()
    assert "路检收费不给票据" in page
    assert "省道检查点" not in page, "where the office stood is not told to the unit"
    assert clerk.get(row.get_absolute_url()).status_code == 404
    new = f"{reverse('supervision:new_circular')}?source=entry:{entry.pk}"
    assert new in office.get(reverse("ledgers:entry", args=[entry.pk])).content.decode()
    drafted = office.get(new).context["form"].initial
    said = actions.Told(
        kind="criticism", reach="public", title="关于路检收费的曝光", text=f"{drafted['text']}\n由李小明带队。",
        names="李小明",
    )  # fmt: skip
    draft: Circular = actions.draft_circular(by=people["supervisor"], unit=units["agency"], told=said)
    draft = actions.submit_circular(by=people["supervisor"], circular=draft, seen=draft.version)
    made = actions.issue_circular(
        by=people["colleague"], circular=draft, seen=draft.version, word="安司通", units=[units["other"]]
    )
    day = timezone.localdate()
    made = actions.publish_circular(
        by=people["supervisor"], circular=made, seen=made.version, published_on=day, place="市电视台、政府网站"
    )
    words = "\n".join(part.text for part in docx.Document(str(path_of(made.paper.digest))).paragraphs)
    assert "路检收费不给票据" in words
    assert "李小明" not in words
    assert (made.state_word, made.place) == ("已公布", "市电视台、政府网站")


@pytest.mark.mechanisms("S003-46")
def test_units_are_drawn_and_their_lists_checked_for_gaps_errors_and_untruths(
    people: People, units: Units, browser: Browser
) -> None:
    secrets = {"supervisor": "监督科交存的一行口令，猜不到", "discipline": "纪检组交存的一行口令，猜不到"}
    data = {"listed": 12, "complete": "有遗漏", "exact": "准确", "real": "不属实", "zero": "不一致"}
    with pytest.raises(Refused, match="没有抽中"):
        recorded(people, units, "spot_check", data)
    office = browser(people["supervisor"])
    new, sent = reverse("supervision:draw_units"), {"title": "抽查检查", "secret": secrets["supervisor"]}
    assert office.post(new, sent | {"take": 99}).status_code == 422
    assert office.post(new, sent | {"take": 2}).status_code == 302
    again = office.post(new, sent | {"take": 2})
    assert (again.status_code, "还没有抽完" in again.content.decode()) == (422, True)
    row = Draw.objects.get()
    row = draws.seal(by=people["discipline"], draw=row, secret=secrets["discipline"])
    for name, secret in secrets.items():
        row = draws.reveal(by=people[name], draw=row, secret=secret)
    assert verify.wrong(row.bundle, row.digest) == []
    numbers = picks.drawn(people["supervisor"].unit)
    assert len(set(numbers)) == 2
    (first, second), other = Unit.objects.filter(pk__in=numbers), Unit.objects.exclude(pk__in=numbers)
    page = office.get(reverse("supervision:measures")).content.decode()
    assert first.name in page
    assert second.name in page

    def at(unit: Unit, **more: Any) -> Measure:
        return recorded(people, {"agency": unit}, "spot_check", data | more)

    with pytest.raises(Refused, match="没有抽中"):
        at(other.filter(kind="agency").first() or units["town"])
    with pytest.raises(Refused, match="清单是否准确"):
        at(first, exact="")
    found = at(first)
    assert at(second, complete="没有遗漏", real="属实", zero="没有零报告").pk
    actions.list_measure(by=people["supervisor"], measure=found, seen=found.version, title="清单有遗漏，零报告不实")
    assert Entry.objects.get().unit == first
    table = office.get(reverse("supervision:measure_report", args=["spot_check"]))
    rows = list(openpyxl.load_workbook(io.BytesIO(table.content)).worksheets[0].values)
    assert any(first.name in line and "有遗漏" in line and "不一致" in line for line in rows)
    assert office.get(reverse("supervision:measures") + "?kind=spot_check").status_code == 200
    assert office.get(reverse("supervision:measure_report", args=["no"])).status_code == 404
    assert browser(people["clerk"]).get(new).status_code == 403
