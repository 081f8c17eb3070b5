"""普遍性问题: what several units have is counted across them, analysed over frozen numbers, and reported."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from fajian.core.errors import Refused
from fajian.ledgers import actions, commons
from fajian.ledgers.models import Analysis, Ledger, Rectification, Traits
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.stories import DUE_ON

pytestmark = pytest.mark.django_db
People = dict[str, User]


def told(by: User, ledger: Ledger, *problems: tuple[str, str]) -> None:
    """(title, aspect) of problems; each is taken on with a cause."""
    new = [actions.NewEntry(title, {"aspect": aspect}) for title, aspect in problems]
    for entry in actions.record(by=by, ledger=ledger, rows=new):
        row = Rectification.objects.get(entry=entry)
        given: dict[str, Any] = {"cause": "培训不到位", "measure": "补训", "due_on": DUE_ON, "person": "甲"}
        actions.accept(by=by, rectification=row, seen=row.version, **given)


@pytest.mark.mechanisms("S000-31", "S003-50")
def test_what_many_units_have_is_analysed_over_its_numbers_and_reported(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    clerk, stranger, office = people["clerk"], people["stranger"], people["supervisor"]
    other = actions.open_ledger(by=stranger, unit=stranger.unit, spec_code="self-check")
    told(clerk, ledger, ("一", "乱作为"), ("二", "乱作为"), ("三", "不作为"), ("四", "不作为"), ("五", "不作为"))
    told(stranger, other, ("六", "乱作为"))
    today = timezone.localdate()
    client, address = browser(office), reverse("ledgers:commons")
    (found,) = commons.commons(office, today, "kind")
    assert (found.words, found.units, found.count, found.open) == ("乱作为", 2, 3, 3), "one unit alone is no trend"
    assert commons.commons(clerk, today, "kind") == [], "a unit sees its own problems only"
    one = reverse("ledgers:common", args=[found.row]) + "?by=kind"
    assert one in page(client.get(address + "?by=kind"))
    shown = page(client.get(one))
    assert shown.count('data-label="状态"') == 3
    assert "培训不到位" in shown
    assert client.post(one, {"cause": "没有培训制度", "key": "a"}).status_code == 422
    paper = actions.register_fix(by=office, unit=office.unit, new=actions.NewFix("培训办法", "清法〔2026〕1号", today))
    sent = {"cause": "没有培训制度\n考核流于形式", "remedy": "建立年度轮训", "fix": paper.pk, "key": "b"}
    assert client.post(one, sent).status_code == 302
    row = Analysis.objects.get()
    told(clerk, ledger, ("七", "乱作为"))
    assert [unit[1] for unit in Analysis.objects.get().told["units"]] == [2, 1], "counted then, and kept"
    assert "考核流于形式" in page(client.get(row.get_absolute_url()))
    got = client.get(reverse("ledgers:analysis_paper", args=[row.pk]))
    text = "\n".join(part.text for part in Document(io.BytesIO(got.content)).paragraphs)
    for words in ("共3个，涉及2个单位", "培训不到位（3个问题）", "考核流于形式", "建立年度轮训", "培训办法"):
        assert words in text
    for reader in ("leader", "discipline"):
        assert "原因剖析" in page(browser(people[reader]).get(row.get_absolute_url()))
    assert browser(clerk).get(row.get_absolute_url()).status_code == 404
    assert browser(people["leader"]).post(one, sent).status_code == 403
    alone = Traits.objects.filter(kind="不作为").first()
    with pytest.raises(Refused, match="只涉及1个单位"):
        actions.analyse(by=office, by_what="kind", like=alone, cause="甲", remedy="乙")
