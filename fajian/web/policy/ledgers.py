"""Ledgers, their rows and forms."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OVERSEERS, READERS, SUPERVISOR, SUPERVISORS, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # ledgers
    Door("ledgers:list", READERS, NOBODY, "Ledger.visible_to"),
    Door("ledgers:open", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为权限范围内的单位"),
    Door("ledgers:problems", READERS, NOBODY, "Rectification.visible_to、Entry.visible_to"),
    Door("ledgers:categories", READERS, NOBODY, "Rectification.visible_to"),
    Door("ledgers:export_all", READERS, READERS, "与 ledgers:problems 相同"),
    Door("ledgers:export_file", READERS, NOBODY, "本人提交的任务，且导出的单位仍在权限范围内"),
    Door("ledgers:forms", READERS, NOBODY, "Form.visible_to（本单位范围内的，和上级发布的）"),
    Door("ledgers:new_form", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "只能为本单位读入"),
    Door("ledgers:form", READERS, NOBODY, "Form.visible_to"),
    Door("ledgers:edit_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:release_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:drop_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:revise_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:renew", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to、Ledger.visible_to"),
    Door("ledgers:layouts", READERS, NOBODY, "Layout.visible_to（本单位范围内的，和上级登记的）"),
    Door("ledgers:new_layout", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "只能为本单位登记"),
    Door("ledgers:layout", READERS, frozenset({SUPERVISOR}), "Layout.visible_to；改动须在权限范围内"),
    Door("ledgers:drop_layout", NOBODY, frozenset({SUPERVISOR}), "Layout.visible_to，且在权限范围内"),
    Door("ledgers:export_layout", READERS, NOBODY, "Layout.visible_to、Ledger.visible_to、Entry.visible_to"),
    Door("ledgers:review", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Rectification.visible_to"),
    Door("ledgers:examination", OVERSEERS, NOBODY, "Suspicion.visible_to；所指的其他条目按 Entry.visible_to"),
    Door("ledgers:examine", NOBODY, SUPERVISORS, "检查全部台账，结果各看各的（Suspicion.visible_to）"),
    Door("ledgers:judge", OVERSEERS, SUPERVISORS, "Suspicion.visible_to"),
    Door("ledgers:ledger", READERS, NOBODY, "Ledger.visible_to"),
    Door("ledgers:export", READERS, READERS, "Ledger.visible_to"),
    Door("ledgers:record", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Ledger.visible_to"),
    Door("ledgers:entry", READERS, NOBODY, "Entry.visible_to"),
    Door("ledgers:edit", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:correct", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:classify", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Entry.visible_to"),
    Door("ledgers:strike", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Entry.visible_to"),
    Door("ledgers:accept", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:prove", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:submit", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:return_", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:close", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:reopen", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:proof", READERS, NOBODY, "Proof.visible_to"),
    Door("ledgers:picture", READERS, NOBODY, "Proof.visible_to"),
    Door("ledgers:take_back", UNIT, UNIT, "Proof.visible_to"),
    # rows that look alike, how long closings hold, what is found again and again
    Door("ledgers:pairings", READERS, NOBODY, "Pairing.visible_to"),
    Door("ledgers:pairing", READERS, frozenset({SUPERVISOR}), "Pairing.visible_to"),
    Door("ledgers:lasting", READERS, NOBODY, "Closing.visible_to"),
    Door("ledgers:closings", READERS, NOBODY, "Closing.visible_to"),
    Door("ledgers:repeats", READERS, NOBODY, "Traits.visible_to"),
    Door("ledgers:repeated", READERS, NOBODY, "Traits.visible_to"),
)
