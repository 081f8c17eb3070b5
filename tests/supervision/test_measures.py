"""What a measure finds: in the ledger of the unit, put right there, and told to everybody where that is due."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.ledgers.columns import text as cell
from fajian.ledgers.models import Entry
from fajian.supervision import actions
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
