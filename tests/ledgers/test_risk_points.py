"""风险防控清单: points of risk and what is done against them, kept by every unit."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.ledgers import actions
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page

pytestmark = pytest.mark.django_db


@pytest.mark.mechanisms("S002-25", "S004-48")
def test_a_unit_registers_its_points_of_risk_with_what_it_does_against_each(
    people: dict[str, User], browser: Browser
) -> None:
    clerk = people["clerk"]
    ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code="risk-points")
    client, address = browser(clerk), reverse("ledgers:record", args=[ledger.pk])
    typed = {"c_unit": clerk.unit.name, "c_activity": "现场检查", "c_risk": "单人执法"}
    refused = client.post(address, typed).content.decode()
    assert "请填写防控措施。" in refused
    assert "请填写责任人。" in refused
    typed |= {"c_measure": "两人以上亮证，全程记录", "c_owner": "大队长", "c_level": "高"}
    assert client.post(address, typed).status_code == 302
    assert "两人以上亮证" in page(browser(people["leader"]).get(reverse("ledgers:ledger", args=[ledger.pk])))
    book = load_workbook(io.BytesIO(client.get(reverse("ledgers:export", args=[ledger.pk])).content))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert {"风险点", "防控措施", "单人执法", "两人以上亮证，全程记录"} <= set(cells)
