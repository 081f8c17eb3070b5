"""Runs and findings."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISOR, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # screening
    Door("screening:findings", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:count", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:file", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:finding", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:judge", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Finding.visible_to"),
    Door("screening:assign", NOBODY, frozenset({"unit_leader", SUPERVISOR}), "Finding.visible_to"),
    Door("screening:explain", NOBODY, UNIT, "Finding.visible_to"),
    Door("screening:admit", NOBODY, UNIT, "Finding.visible_to"),
    Door("screening:return_", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:dismiss", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:exempt", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:confirm", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:runs", READERS, NOBODY, "Run.visible_to；数字只计 Tally.visible_to"),
    Door("screening:ask", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "本人所在辖区"),
    Door("screening:run", READERS, NOBODY, "Run.visible_to；数字只计 Tally.visible_to"),
    Door("screening:repeat", NOBODY, frozenset({SUPERVISOR}), "Run.visible_to"),
    # rule packs
    Door("packs", READERS, NOBODY, "RulePack.visible_to"),
    Door("make_pack", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "本人所在辖区"),
    Door("pack", READERS, NOBODY, "RulePack.visible_to"),
    Door("put_off", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "RulePack.visible_to"),
    Door("set_value", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "RulePack.visible_to"),
    Door("take_back", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "PackLine.pack 按 RulePack.visible_to"),
    Door("end_pack", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "RulePack.visible_to"),
)
