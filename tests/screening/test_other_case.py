"""A finding that names another unit's case does not tell this unit which."""

from __future__ import annotations

import pytest

from fajian.records import sight
from fajian.screening import labels

EVIDENCE: list[list[str | None]] = [["earlier_on", "2026-03-02"], ["other_case", "P-B-77"]]


def test_a_case_out_of_sight_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "find", lambda user, table, number: None)
    shown = dict(labels.values("penalties", EVIDENCE, user=object()))
    assert "P-B-77" not in " ".join(shown.values())
    assert shown["他案编号"] == "属于其他单位，由执法监督人员核对"


def test_a_case_in_sight_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "find", lambda user, table, number: (object(), ()))
    assert dict(labels.values("penalties", EVIDENCE, user=object()))["他案编号"] == "P-B-77"
