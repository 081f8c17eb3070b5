"""Three agencies with files that are done with, an archive, an office with two supervisors; a batch in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from fajian.core.commands import System
from fajian.draws import actions as draws
from fajian.engine.reviews.scoring import GOOD, SHORT, Mark
from fajian.engine.reviews.standards import newest
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User
from fajian.records import hits
from fajian.records.hits import Hit
from fajian.review import actions
from fajian.review.models import Batch, Sample, ScoreSheet
from tests.records.conftest import browser, carry_out, case, handed_in, sheet  # noqa: F401 – fixtures

SYSTEM = System("测试")
A, B, C = "11410000MB0000001X", "11410000MB0000002X", "11410000MB0000003X"
ALONE = "11410000MB0000009X"  # an agency without a unit here
SECRETS = {name: f"{name}的口令，别人猜不到的一行字" for name in ("supervisor", "discipline", "leader")}
READERS = ("clerk_a", "officer_a", "clerk_b", "clerk_c", "chief_c", "archivist")
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own data folder."""
    monkeypatch.setattr(settings, "FAJIAN_DATA", tmp_path / "data")
    monkeypatch.setattr(settings, "FAJIAN_FILES", tmp_path / "data" / "files")
    (tmp_path / "data").mkdir()


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """By a short name."""
    root = open_unit(by=SYSTEM, name="云岭市人民政府", kind="government")
    return {
        "root": root,
        "office": open_unit(by=SYSTEM, name="云岭市司法局", kind="supervision", parent=root),
        "a": open_unit(by=SYSTEM, name="云岭市城市管理局", kind="agency", parent=root, agency_id=A),
        "b": open_unit(by=SYSTEM, name="云岭市交通运输局", kind="agency", parent=root, agency_id=B),
        "c": open_unit(by=SYSTEM, name="云岭市应急管理局", kind="agency", parent=root, agency_id=C),
        "archive": open_unit(by=SYSTEM, name="云岭市档案馆", kind="other", parent=root),
    }


@pytest.fixture
def people(units: dict[str, Unit]) -> dict[str, User]:
    """By a short name."""

    def person(name: str, role: str, unit: str, **more: Any) -> User:
        return open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=role, unit=units[unit], **more)

    return {
        "supervisor": person("supervisor", "supervisor", "office"),
        "colleague": person("colleague", "supervisor", "office"),
        "discipline": person("discipline", "discipline", "office"),
        "leader": person("leader", "leader", "root"),
        "clerk_a": person("clerk_a", "clerk", "a"),
        "chief_a": person("chief_a", "unit_leader", "a"),
        "officer_a": person("officer_a", "officer", "a"),
        "clerk_b": person("clerk_b", "clerk", "b"),
        "clerk_c": person("clerk_c", "clerk", "c"),
        "chief_c": person("chief_c", "unit_leader", "c"),
        "archivist": person("archivist", "clerk", "archive"),
        "admin": person("admin", "admin", "office"),
        "security": person("security", "security", "office"),
        "auditor": person("auditor", "auditor", "office"),
    }


def files(*more: dict[str, str]) -> bytes:
    """Three files of A, two of B, one of C, all of enterprises and done with in June; and those given."""
    rows = [("A1", A), ("A2", A), ("A3", A), ("B1", B), ("B2", B), ("C1", C)]
    plain = {"结案日期": "2026-06-20", "当事人类别": "法人及非法人组织", "处罚决定书文号": ""}
    return sheet([
        *(case(number, agency, **plain | {"处罚决定书文号": f"云罚〔2026〕{number}号"}) for number, agency in rows),
        *(plain | row for row in more),
    ])  # fmt: skip


@pytest.fixture
def warehouse(people: dict[str, User], units: dict[str, Unit], handed_in: Callable[..., Any]) -> Callable[..., None]:  # noqa: F811
    """Import files; without further ones those of `files`."""

    def give(*more: dict[str, str]) -> None:
        batch = handed_in(people["supervisor"], files(*more), unit=units["root"])
        carry_out("records.import", batch=batch.pk)

    return give


def opened(people: dict[str, User], **more: Any) -> Batch:
    """A batch of penalties, one file of each unit, still to be drawn."""
    by = people["supervisor"]
    given = {
        "unit": by.unit, "title": "涉企处罚案卷集中评查", "standard": "penalties", "from_on": dt.date(2026, 6, 1),
        "to_on": dt.date(2026, 6, 30), "take": 1, "due_on": timezone.localdate() + 20 * DAY,
        "secret": SECRETS["supervisor"], "only_enterprise": True,
    }  # fmt: skip
    return actions.open_batch(by=by, **given | more)


def draw_lots(people: dict[str, User], batch: Batch) -> None:
    """By two people."""
    row = draws.seal(by=people["discipline"], draw=batch.draw, secret=SECRETS["discipline"])
    for name in ("discipline", "supervisor"):
        row = draws.reveal(by=people[name], draw=row, secret=SECRETS[name])


def drawn(people: dict[str, User], batch: Batch) -> Batch:
    """Drawn and taken into the review."""
    draw_lots(people, batch)
    return actions.take_sample(by=people["supervisor"], batch=batch)


@pytest.fixture
def batch(people: dict[str, User], warehouse: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A batch with its readers, assigned; rules have something to say of A's files."""
    said = Hit("", "PEN-059-DOC", "处罚决定书法定要素缺失", "行政处罚法 第五十九条", "缺救济途径")

    def told(table: str, numbers: Any) -> Any:
        return [Hit(number, *said_of(said)) for number in numbers if number.startswith("A")]

    monkeypatch.setattr(hits, "SOURCES", [told])
    warehouse()
    row = drawn(people, opened(people))
    actions.name_reviewers(by=people["supervisor"], batch=row, users=[people[name] for name in READERS])
    return actions.assign(by=people["supervisor"], batch=row)


def said_of(hit: Hit) -> tuple[str, str, str, str]:
    """Everything but the record."""
    return hit.rule_id, hit.title, hit.basis, hit.explanation


def good(**short: tuple[str, str]) -> dict[str, Mark]:
    """Every item of the standard met but those named: code=(points deducted, reason)."""
    marks = {item.code: Mark(GOOD) for item in newest()["penalties"].items}
    return marks | {code: Mark(SHORT, Decimal(points), reason) for code, (points, reason) in short.items()}


def hand_in(one: ScoreSheet, vetoes: dict[str, str] | None = None, **short: tuple[str, str]) -> ScoreSheet:
    """A sheet handed in by its reader."""
    row = ScoreSheet.objects.get(pk=one.pk)
    return actions.submit(by=row.reviewer, sheet=row, seen=row.version, marks=good(**short), vetoes=vetoes or {})


def of_a(batch: Batch) -> Sample:
    """A's file."""
    return Sample.objects.get(batch=batch, record_id__startswith="A")


def brought_to(state: str, people: dict[str, User], batch: Batch) -> Sample:
    """A's file, brought to a state by its own steps; with one problem once it has its score."""
    row = of_a(batch)
    if state == "assigned":
        return row
    one, two = row.sheets.order_by("place")
    hand_in(one, K1=("2", "决定书缺救济途径"))
    if state == "third":
        hand_in(two, D1=("5", "没有引用"), K1=("6", "缺"), E1=("4", "证据不足"))
        return of_a(batch)
    hand_in(two, K1=("2", "没有写明复议机关"))
    if state == "scored":
        return of_a(batch)
    actions.feed_back(by=people["supervisor"], batch=batch)
    row = of_a(batch)
    if state in ("objected", "settled"):
        given = {"codes": ["K1"], "reason": "救济途径写在第三页"}
        actions.object_to(by=people["clerk_a"], sample=row, seen=row.version, **given)
        row = of_a(batch)
    if state == "settled":
        row = actions.recheck(by=people["colleague"], sample=row, seen=row.version, answer="第三页没有")
    return row
