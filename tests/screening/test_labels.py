"""What a finding shows: no value without a Chinese name, whatever rule found it."""

from __future__ import annotations

import datetime as dt

from fajian.engine.rules.base import all_rules
from fajian.engine.rules.tables import VERDICT_COLUMNS, Tables
from fajian.screening import labels


def test_every_value_a_rule_may_show_has_a_chinese_name() -> None:
    """A new name belongs into content/records/evidence.yaml."""
    data, nameless = Tables(dt.date(2026, 11, 21)), []
    for rule in all_rules().values():
        for verdicts in rule.verdicts(data):
            subject = str(verdicts.op().values["subject"].value)
            shown = [name for name in verdicts.columns if name not in VERDICT_COLUMNS]
            nameless += [(rule.id, name) for name in shown if labels.label(subject, name).isascii()]
    assert not nameless


def test_a_null_is_said_and_the_order_is_the_rules() -> None:
    assert labels.values("penalties", [["last_day", "2026-10-08"], ["decided_on", None]], user=None) == [
        ("最后一日", "2026-10-08"),
        ("处罚决定日期", "没有记载"),
    ]
