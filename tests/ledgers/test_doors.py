"""Doors of the ledgers: what lies out of reach does not exist, and nothing is written there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.audited import audited_models, plain_rows
from fajian.ledgers import actions, pairings
from fajian.ledgers.models import (
    Extension,
    Fix,
    FixUse,
    Ledger,
    Listing,
    Pairing,
    Phase,
    Rectification,
    Tie,
)
from fajian.ledgers.urls import urlpatterns
from fajian.orgs.models import User
from fajian.web import policy
from tests.ledgers.conftest import CANARY, Browser, page
from tests.ledgers.stories import pdf
from tests.ledgers.test_pages import upload
from tests.ledgers.test_takeins import give_out

pytestmark = pytest.mark.django_db
People = dict[str, User]


ROUTES = [f"ledgers:{pattern.name}" for pattern in urlpatterns]
ON_LEDGER = {
    "ledgers:ledger",
    "ledgers:export",
    "ledgers:record",
    "ledgers:workbooks",
    "ledgers:issue",
    "ledgers:sweeps",
}
ON_TAKE_IN = {
    f"ledgers:{name}" for name in ("take_in", "handed_back", "map_columns", "heads", "take", "drop", "outcome")
}
ON_PROOF = {f"ledgers:{name}" for name in ("proof", "picture", "look", "thumbnail", "first_page", "take_back")}
ON_NOTHING = {
    "ledgers:list", "ledgers:open", "ledgers:problems", "ledgers:export_all", "ledgers:review", "ledgers:forms",
    "ledgers:new_form", "ledgers:categories", "ledgers:layouts", "ledgers:new_layout",
    "ledgers:pairings", "ledgers:lasting", "ledgers:closings", "ledgers:repeats",
    "ledgers:examination", "ledgers:examine", "ledgers:dossiers",
    "ledgers:saved_views", "ledgers:keep_view",
    "ledgers:extensions", "ledgers:fixes", "ledgers:new_fix", "ledgers:listings",
    "ledgers:gatherings", "ledgers:new_gathering", "ledgers:commons",
}  # fmt: skip
ON_BESIDE: dict[str, Any] = {
    "ledgers:grant": Extension, "ledgers:refuse": Extension, "ledgers:withdraw": Extension,
    "ledgers:finish_phase": Phase, "ledgers:strike_phase": Phase, "ledgers:fix": Fix, "ledgers:fix_document": Fix,
    "ledgers:strike_fix": Fix, "ledgers:drop_fix": FixUse, "ledgers:untie": Tie, "ledgers:note": Listing,
}  # fmt: skip
COMPLETE = {
    "key": "k", "seen": "3", "cause": "x", "measure": "x", "kind": "by_day", "due_on": "2035-12-31", "result": "x",
    "person": "x", "reason": "x", "note": "x", "c_unit": "x", "c_problem": "x", "spec_code": "general",
    "category": "11-2",
}  # fmt: skip


def address_of(route: str, row: Rectification) -> str:
    if route in ON_NOTHING:
        return reverse(route)
    if route == "ledgers:pairing":
        return reverse(route, args=[pair_with(row).pk])
    if route == "ledgers:issued":
        return reverse(route, args=[give_out(row.entry.ledger, row.entry.recorded_by).pk])
    if route in ON_TAKE_IN:
        taking = actions.receive(by=row.entry.recorded_by, ledger=row.entry.ledger, received=pdf(CANARY, "交回.pdf"))
        return reverse(route, args=[taking.pk, "xlsx"] if route == "ledgers:outcome" else [taking.pk])
    if route in ON_BESIDE:
        return reverse(route, args=[ON_BESIDE[route].objects.get(unit=row.unit).pk])
    number = row.ledger_id if route in ON_LEDGER else row.proofs.get().pk if route in ON_PROOF else row.pk
    return reverse(route, args=[number])


def pair_with(row: Rectification) -> Pairing:
    """The same problem told once more in another ledger of the unit, and the pair that is proposed."""
    by, entry = row.entry.recorded_by, row.entry
    ledger = actions.open_ledger(by=by, unit=entry.unit, spec_code="general", title=f"{CANARY}第二本")
    twin = actions.NewEntry(entry.title, entry.data)
    actions.record(by=by, ledger=ledger, rows=[twin])
    pairings.sweep(entry.unit_path)
    return Pairing.objects.get()


def everything() -> dict[str, Any]:
    """Every sealed row these pages could write."""
    models = [model for model in audited_models() if model._meta.app_label in ("core", "ledgers")]
    return {model._meta.label: list(plain_rows(model).order_by("pk").values()) for model in models}


def test_every_address_is_asked() -> None:
    assert {door.route for door in policy.TABLE if door.route.startswith("ledgers:")} == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_out_of_scope_does_not_exist_and_nothing_is_written(
    route: str,
    people: People,
    ledger: Ledger,
    others_problem: Rectification,
    others_beside: Rectification,
    browser: Browser,
) -> None:
    address = address_of(route, others_problem)
    for name, user in people.items():
        before = everything()
        if name == "stranger":
            continue
        above = user.role in ("supervisor", "leader", "discipline")
        for method in ("GET", "POST"):
            client = browser(user)
            data = (
                {**COMPLETE, "unit": others_problem.unit_id, "uploads": [upload()], "proof_kind": "照片"}
                if method == "POST"
                else None
            )
            response = client.generic(method, address) if data is None else client.post(address, data)
            told = b"".join(response) if response.streaming else response.content
            if policy.decide(user, route, method) != "open":
                assert response.status_code in (403, 405), (name, method, response.status_code)
                assert CANARY not in told.decode(errors="replace")
            elif not above and route not in ON_NOTHING:
                assert response.status_code == 404, (name, method, response.status_code)
                assert CANARY not in told.decode(errors="replace")
            elif not above:
                assert CANARY not in told.decode(errors="replace"), (name, method)
        if not above:
            assert everything() == before, name


def test_a_canary_sings_nowhere_but_in_its_own_unit(
    people: People, ledger: Ledger, problem: Rectification, others_beside: Rectification, browser: Browser
) -> None:
    actions.add_proof(by=people["clerk"], rectification=problem, files=[pdf(CANARY, "同一份.pdf")], note="")
    clerk, stranger = browser(people["clerk"]), browser(people["stranger"])
    for address in (
        "/", reverse("ledgers:list"), reverse("ledgers:problems"), reverse("ledgers:entry", args=[problem.pk]),
        reverse("ledgers:ledger", args=[ledger.pk]), reverse("ledgers:open"),
        reverse("ledgers:extensions"), reverse("ledgers:fixes"), reverse("ledgers:listings"),
        reverse("ledgers:problems") + f"?unit={others_beside.unit_id}",
        reverse("ledgers:list") + f"?unit={others_beside.unit_id}",
    ):  # fmt: skip
        assert CANARY not in page(clerk.get(address)), address
    for address in (reverse("ledgers:export_all"), reverse("ledgers:export", args=[ledger.pk])):
        response = clerk.get(address)
        assert response.status_code == 200
        book = load_workbook(io.BytesIO(response.content))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert not [cell for cell in cells if CANARY in cell]
    assert CANARY in page(stranger.get(reverse("ledgers:problems")))
