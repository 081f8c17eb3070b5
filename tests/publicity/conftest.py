"""The city of the tests on campaigns, and what its agency makes public."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from fajian.orgs.models import Unit, User
from fajian.publicity import actions
from fajian.publicity.models import Publication
from fajian.publicity.preview import preview
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]
CANARY, ID_NUMBER, MOBILE = "王金丝", "41010119900101123X", "13800138000"
DATA: dict[str, Any] = {
    "decision_no": "安城管罚决〔2026〕12号", "party_name": CANARY, "violation_name": "占道经营",
    "violation_facts": f"{CANARY}（{ID_NUMBER}，{MOBILE}）在解放路12号3单元502室门前占道经营",
    "basis_text": "《城市市容和环境卫生管理条例》第十四条", "penalty_kinds": "罚款", "fine_yuan": "500.00",
    "agency_name": "安澜市城市管理局",
}  # fmt: skip
SECRECY = "法规科审查，不涉及国家秘密、商业秘密；隐去姓名。"


def given(party_kind: str = "person", **more: Any) -> actions.Given:
    data = DATA | {"decided_on": timezone.localdate().isoformat()} | more
    return actions.Given(f"{CANARY}占道经营案", data, party_kind=party_kind, credit="general")


def prepared(people: People, units: Units, kind: str = "penalty", what: actions.Given | None = None) -> Publication:
    return actions.prepare(by=people["clerk"], kind=kind, unit=units["agency"], given=what or given())


def submitted(people: People, row: Publication) -> Publication:
    return actions.submit(by=people["clerk"], publication=row, seen=row.version, secrecy=SECRECY)


def approved(people: People, row: Publication, by: str = "chief") -> Publication:
    row = submitted(people, row)
    return actions.approve(by=people[by], publication=row, seen=row.version, digest=preview(row)[1])


@pytest.fixture
def row(people: People, units: Units) -> Publication:
    """A draft of a penalty of a natural person."""
    return prepared(people, units)
